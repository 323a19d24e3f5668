"""``ssj witness`` and ``ssj checkpoint``: outside witnesses and time stamps, by file and by HTTP."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from ssj_publish.cli import witness as commands
from ssj_publish.core.replay import replay
from ssj_publish.core.tlog import note
from ssj_publish.core.tlog.vkey import parse_verifier_key
from ssj_publish.example import county
from ssj_publish.ledger import store
from ssj_publish.office.checkpoints import Log
from ssj_publish.web import http
from ssj_publish.witness.notebook import Notebook, Watched
from tests.bureau import LOG, Party, logged
from tests.tsa import Tsa, needs_openssl
from tests.world import World

Ssj = Callable[..., Any]


@pytest.fixture(autouse=True)
def _own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSJ_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture
def folder(ssj: Ssj, office: Path, tmp_path: Path) -> Path:
    """The folder of a witness that the example's ledger names."""
    made = tmp_path / "大学 见证人"
    notebook = Notebook(made)
    made.mkdir()
    notebook.found(county.witness_key("daxue"))
    shutil.copy(office / "keys" / "witness-daxue", notebook.key_file)
    assert ssj("witness", "trust", made, county.log_key().text).code == 0
    return made


def test_a_new_witness_says_what_to_hand_over(ssj: Ssj, tmp_path: Path) -> None:
    ran = ssj("witness", "init", tmp_path / "w", "--name", "w.example.edu.cn/1", "--no-passphrase")
    assert ran.code == 0
    [line] = [one for one in ran.out.splitlines() if one.startswith("w.example.edu.cn/1+")]
    assert parse_verifier_key(line) == Notebook(tmp_path / "w").key
    assert line in ssj("witness", "show", tmp_path / "w").out
    again = ssj("witness", "init", tmp_path / "w", "--name", "w.example.edu.cn/1", "--no-passphrase")
    assert again.code == 2
    assert Notebook(tmp_path / "w").key == parse_verifier_key(line)


def test_a_witness_with_a_key_that_outlasts_quantum_computers(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    """Made, shown, and asked by file: it cosigns like any other."""
    made = tmp_path / "w"
    ran = ssj("witness", "init", made, "--name", "w.example.edu.cn/pq", "--no-passphrase", "--ml-dsa")
    assert ran.code == 0, ran.err
    assert Notebook(made).key.type == 6
    assert Notebook(made).key.text in ran.out
    assert ssj("witness", "trust", made, county.log_key().text).code == 0
    assert ssj("-C", office, "checkpoint", "sign", "--key", office / "keys" / "log").code == 0
    name = county.witness_key("daxue").name
    assert ssj("-C", office, "checkpoint", "request", name, "--old", "0", "-o", tmp_path / "请求").code == 0
    ran = ssj("witness", "cosign", made, tmp_path / "请求", "-o", tmp_path / "回执")
    assert ran.code == 0, ran.err
    [line] = note.parse_signatures((tmp_path / "回执").read_text("utf-8"))
    assert line.key_id == Notebook(made).key.id


def test_a_watched_log_changes_its_key(ssj: Ssj, folder: Path) -> None:
    """Without being told so, the witness takes no other key; told so, it takes both, or the new one alone."""
    new = Party(county.ORIGIN, 1, "new").key
    assert ssj("witness", "trust", folder, new.text).code == 2
    assert ssj("witness", "trust", folder, new.text, "--beside").code == 0
    assert Notebook(folder).keys_of(county.ORIGIN) == (county.log_key(), new)
    assert ssj("witness", "trust", folder, new.text, "--instead").code == 0
    assert Notebook(folder).keys_of(county.ORIGIN) == (new,)
    other = Party("keys.example/1", 1, "other").key
    assert ssj("witness", "trust", folder, other.text, "--origin", "log.example/x").code == 0
    shown = ssj("witness", "show", folder).out
    assert "log.example/x" in shown
    assert other.text in shown


@pytest.mark.parametrize("name", ["", "有 空格", "a+b", "x" * 300])
def test_a_name_that_notes_cannot_bear_leaves_nothing_behind(ssj: Ssj, tmp_path: Path, name: str) -> None:
    ran = ssj("witness", "init", tmp_path / "w", "--name", name, "--no-passphrase")
    assert ran.code == 2
    assert not (tmp_path / "w").exists()


def test_by_file_from_the_request_to_the_receipt(ssj: Ssj, office: Path, folder: Path, tmp_path: Path) -> None:
    """A stick goes to the university and back."""
    assert ssj("-C", office, "checkpoint", "sign", "--key", office / "keys" / "log").code == 0
    name = county.witness_key("daxue").name
    assert ssj("-C", office, "checkpoint", "request", name, "-o", tmp_path / "请求", "--old", "0").code == 0
    assert ssj("-C", office, "checkpoint", "request", name, "-o", tmp_path / "请求").code == 2
    first = ssj("witness", "cosign", folder, tmp_path / "请求", "-o", tmp_path / "回执")
    assert first.code == 0, first.err
    assert ssj("-C", office, "checkpoint", "add", tmp_path / "回执").code == 0
    assert name in ssj("-C", office, "checkpoint", "show").out
    assert "见到第" in ssj("witness", "show", folder).out
    stale = ssj("witness", "cosign", folder, tmp_path / "请求", "-o", tmp_path / "又一份")
    assert stale.code == 1
    assert not (tmp_path / "又一份").exists()


def test_a_clock_once_ahead_is_confirmed_by_a_command(
    ssj: Ssj, office: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "没有问题" in ssj("witness", "clock", folder).out
    assert ssj("-C", office, "checkpoint", "sign", "--key", office / "keys" / "log").code == 0
    name = county.witness_key("daxue").name
    assert ssj("-C", office, "checkpoint", "request", name, "-o", tmp_path / "请求", "--old", "0").code == 0
    with monkeypatch.context() as ahead:
        ahead.setattr(commands, "_now", lambda: 7_226_582_400)
        assert ssj("witness", "cosign", folder, tmp_path / "请求", "-o", tmp_path / "回执").code == 0
    seen = Notebook(folder).seen(county.ORIGIN)
    assert seen is not None
    body = (tmp_path / "请求").read_bytes().replace(b"old 0", f"old {seen[0].size}".encode())
    (tmp_path / "再请求").write_bytes(body)
    refused = ssj("witness", "cosign", folder, tmp_path / "再请求", "-o", tmp_path / "再回执")
    assert refused.code == 3
    assert "ssj witness clock" in refused.err
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert ssj("witness", "clock", folder).code == 2  # nobody said yes
    assert ssj("witness", "cosign", folder, tmp_path / "再请求", "-o", tmp_path / "再回执").code == 3
    told = ssj("witness", "clock", folder, "--yes")
    assert told.code == 0
    assert "2199-01-01" in told.out
    assert ssj("witness", "cosign", folder, tmp_path / "再请求", "-o", tmp_path / "再回执").code == 0


@pytest.mark.parametrize("data", [b"", b"old 0\n\nhello", b"\xff" * 2_000, b"old 0\n\n" + b"x\n" * 1_000_000])
def test_a_request_that_is_none_is_refused_and_nothing_written(
    ssj: Ssj, folder: Path, tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "请求").write_bytes(data)
    ran = ssj("witness", "cosign", folder, tmp_path / "请求", "-o", tmp_path / "回执")
    assert ran.code == 1
    assert "ssj checkpoint request" in ran.err
    assert not (tmp_path / "回执").exists()


@pytest.mark.parametrize(
    "command", [("show",), ("serve", "--port", "0"), ("cosign", "请求", "-o", "回执"), ("trust", "x+00000000+AQ==")]
)
def test_a_folder_without_witness_is_named(ssj: Ssj, tmp_path: Path, command: tuple[str, ...]) -> None:
    ran = ssj("witness", command[0], tmp_path, *command[1:])
    assert ran.code == 2
    assert "ssj witness init" in ran.err


@pytest.mark.parametrize("vkey", ["", "x", "x+00000000+AQ==", "x+0+" + "A" * 5_000])
def test_what_is_no_log_key_is_not_watched(ssj: Ssj, folder: Path, vkey: str) -> None:
    assert ssj("witness", "trust", folder, vkey).code == 2
    assert Notebook(folder).logs() == [Watched(county.ORIGIN, (county.log_key(),))]


@pytest.fixture(params=[False, True], ids=["hears Ctrl+C", "deaf to it"])
def address(folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A witness served by a process of its own; a shell that runs tests in the background makes them deaf to Ctrl+C."""
    command = [sys.executable, "-m", "ssj_publish", "witness", "serve", str(folder), "--port", "0"]
    before = signal.signal(signal.SIGINT, signal.SIG_IGN if request.param else signal.default_int_handler)
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=os.environ | {"PYTHONUTF8": "1"}) as process:
        signal.signal(signal.SIGINT, before)
        try:
            assert process.stderr is not None
            said = process.stderr.readline().decode()
            found = re.search(r"http://127\.0\.0\.1:\d+/", said)
            assert found, said
            yield found[0]
            process.send_signal(signal.SIGTERM if request.param else signal.SIGINT)
            assert process.wait(30) == (-signal.SIGTERM if request.param else 0)
            assert "Traceback" not in process.stderr.read().decode()
        finally:
            process.kill()


def test_over_http_from_a_process_of_its_own(ssj: Ssj, office: Path, address: str, tmp_path: Path) -> None:
    ssj("-C", office, "checkpoint", "sign", "--key", office / "keys" / "log")
    ssj("-C", office, "checkpoint", "request", county.witness_key("daxue").name, "-o", tmp_path / "请求", "--old", "0")
    status, answer = http.post(f"{address}add-checkpoint", (tmp_path / "请求").read_bytes(), "text/plain", 10_000)
    assert status == 200
    (tmp_path / "回执").write_bytes(answer)
    assert ssj("-C", office, "checkpoint", "add", tmp_path / "回执").code == 0


def test_a_port_in_use_is_named(ssj: Ssj, folder: Path, address: str) -> None:
    port = address.rstrip("/").rpartition(":")[2]
    ran = ssj("witness", "serve", folder, "--port", port)
    assert ran.code == 3
    assert port in ran.err


@needs_openssl
def test_a_time_stamp_by_file_and_over_http(ssj: Ssj, tmp_path: Path) -> None:
    """An authority that the ledger names stamps the newest checkpoint; another id is refused."""
    tsa = Tsa(tmp_path / "tsa")
    with tsa.serving() as url:
        World().found(**logged(), authorities=(replace(tsa.authority, url=url),)).register().write(tmp_path)
        Log(tmp_path / "ledger", replay(store.read_entries(tmp_path / "ledger")).state).sign(LOG)
        assert ssj("-C", tmp_path, "checkpoint", "stamp", "ca.9").code == 2
        assert ssj("-C", tmp_path, "checkpoint", "stamp", "ca.1", "-o", tmp_path / "请求.tsq").code == 0
        (tmp_path / "应答.tsr").write_bytes(tsa.answer((tmp_path / "请求.tsq").read_bytes()))
        kept = ssj("-C", tmp_path, "checkpoint", "add", "--authority", "ca.1", tmp_path / "应答.tsr")
        assert kept.code == 0, kept.err
        assert "时间戳 ca.1" in ssj("-C", tmp_path, "checkpoint", "show").out
        [path] = (tmp_path / "ledger" / "checkpoints").glob("*.tsr")
        path.unlink()
        assert ssj("-C", tmp_path, "checkpoint", "stamp", "ca.1").code == 0
        assert path.exists()
    path.unlink()
    assert ssj("-C", tmp_path, "checkpoint", "stamp", "ca.1").code == 3
    assert not path.exists()


@needs_openssl
def test_an_authority_without_address_is_asked_by_file_only(ssj: Ssj, tmp_path: Path) -> None:
    tsa = Tsa(tmp_path / "tsa")
    World().found(**logged(), authorities=(tsa.authority,)).register().write(tmp_path)
    Log(tmp_path / "ledger", replay(store.read_entries(tmp_path / "ledger")).state).sign(LOG)
    ran = ssj("-C", tmp_path, "checkpoint", "stamp", "ca.1")
    assert ran.code == 2
    assert "--output" in ran.err
