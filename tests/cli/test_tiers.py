"""``ssj verify`` in tiers, on a folder and on a site: what each says, and what none of them hides."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from ssj_publish.ledger import store

Ssj = Callable[..., Any]


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSJ_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("SSJ_STATE_DIR", str(tmp_path / "state"))


def told(ssj: Ssj, *arguments: object) -> dict[str, Any]:
    ran = ssj("verify", *arguments, "--json")
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_all_tiers_name_the_same_head_and_root(ssj: Ssj, office: Path) -> None:
    whole, step, quick = told(ssj, office), told(ssj, office, "--incremental"), told(ssj, office, "--hashes")
    assert whole["before"] == 0
    assert step["before"] == whole["records"]
    for name in ("records", "head", "root", "genesis"):
        assert whole[name] == step[name] == quick[name]
    assert (whole["verified"], step["verified"], quick["verified"]) == (True, True, None)


def test_a_look_at_the_hashes_says_what_it_is_not(ssj: Ssj, office: Path) -> None:
    ran = ssj("verify", office, "--hashes")
    assert ran.code == 0
    assert "核对无误" not in ran.out
    assert "没有核对签名" in ran.out
    path = office / "ledger" / "000/000003.yaml"
    path.write_bytes(path.read_bytes() + b"\n")
    assert ssj("verify", office, "--hashes").code == 1


def test_incremental_says_what_it_rests_on(ssj: Ssj, office: Path) -> None:
    last = max((office / "ledger").glob("[0-9]*/*.yaml"))
    data = last.read_bytes()
    last.unlink()
    told(ssj, office)
    last.write_bytes(data)
    ran = ssj("verify", office, "--incremental")
    assert ran.code == 0
    assert "这次没有重新核对" in ran.out
    last.unlink()
    shorter = ssj("verify", office)  # the record was verified on this machine, if only by going on from an earlier run
    assert f"本机以前核对过这本台账的第 {int(last.stem)} 条，现在的台账里没有那条记录" in shorter.out
    assert ssj("verify", office, "--hashes", "--incremental").code in (0, 2)


def test_a_saved_checkpoint_is_held_against_every_tier(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    assert ssj("-C", office, "checkpoint", "sign", "--key", office / "keys" / "log").code == 0
    saved = tmp_path / "留底.txt"
    saved.write_bytes(max((office / "ledger" / "checkpoints").glob("*.note")).read_bytes())
    for tier in ((), ("--incremental",), ("--hashes",)):
        assert ssj("verify", office, "--since", saved, *tier).code == 0
    max((office / "ledger").glob("[0-9]*/*.yaml")).unlink()
    for path in (office / "ledger" / "checkpoints").iterdir():
        path.unlink()
    for tier in ((), ("--incremental",), ("--hashes",)):
        ran = ssj("verify", office, "--since", saved, *tier)
        assert ran.code == 1
        assert "检查点" in ran.err


def test_the_report_is_a_text_that_can_be_quoted(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    ran = ssj("verify", office, "--report", tmp_path / "报告.txt")
    text = (tmp_path / "报告.txt").read_text("utf-8")
    assert text.endswith(ran.out)
    assert "核对于 20" in text.splitlines()[0]
    assert "默克尔树根" in text
    again = ssj("verify", office, "--report", tmp_path / "报告.txt")
    assert again.code == 2
    assert (tmp_path / "报告.txt").read_text("utf-8") == text


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site(ssj: Ssj, office: Path, tmp_path: Path) -> Path:
    """A built site."""
    assert ssj("-C", office, "site", "build", "--output", tmp_path / "网站").code == 0
    return tmp_path / "网站"


@pytest.fixture
def url(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.slow
def test_a_published_site_is_verified_from_its_address(ssj: Ssj, office: Path, url: str) -> None:
    there, here = told(ssj, url), told(ssj, office)
    for name in ("records", "head", "root", "genesis", "signatures", "checkpoints", "warnings"):
        assert there[name] == here[name]
    assert told(ssj, f"{url}/ledger/", "--hashes")["head"] == here["head"]


@pytest.mark.slow
def test_a_copy_is_kept_and_exposes_a_site_that_changes_its_story(
    ssj: Ssj, office: Path, site: Path, url: str, tmp_path: Path
) -> None:
    kept = tmp_path / "副本"
    assert told(ssj, url, "--keep", kept)["records"] == len(list(store.read_entries(kept / "ledger")))
    assert told(ssj, url, "--keep", kept, "--incremental")["before"] > 0
    last = max((site / "ledger").glob("[0-9]*/*.yaml"))
    last.write_bytes(last.read_bytes().replace(b"2025", b"2024", 1))
    assert told(ssj, kept)["verified"]
    assert ssj("verify", url).code == 1
    sums = site / "ledger" / "SHA256SUMS"
    lines = sums.read_text().splitlines(keepends=True)
    sums.write_text("".join(lines[:-1]))
    last_one = kept / "ledger" / last.relative_to(site / "ledger")
    before = last_one.read_bytes()
    ran = ssj("verify", url, "--keep", kept)
    assert "证据" in ran.err
    [superseded] = (kept / "ledger.superseded").iterdir()
    assert superseded.read_bytes() == before
    assert not last_one.exists()


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "http://", "https://127.0.0.1:1/x", "http://[::1"])
def test_an_address_where_nothing_is_found_is_said(ssj: Ssj, address: str) -> None:
    ran = ssj("verify", address)
    assert ran.code == 3
    assert ran.err.strip()


@pytest.mark.slow
def test_a_site_without_a_ledger_is_said(ssj: Ssj, site: Path, url: str) -> None:
    for path in (site / "ledger").rglob("SHA256SUMS"):
        path.unlink()
    ran = ssj("verify", url)
    assert ran.code == 3
    assert "不存在" in ran.err
