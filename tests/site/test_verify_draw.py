"""The verifier in one file: run as a stranger runs it, with Python's standard library and nothing else."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from ssj_publish.core.entry import record_name
from tests import draw_vectors
from tests.markdown import CHECKS
from tests.site.conftest import ROOT
from tests.site.reading import Built

SCRIPT = ROOT / "theme" / "static" / "verify_draw.py"
Change = Callable[[dict[str, Any]], None]


def run(*arguments: str | Path) -> tuple[int, str]:
    """Isolated, without site packages, away from the project."""
    command = [sys.executable, "-I", "-S", str(SCRIPT), *map(str, arguments)]
    done = subprocess.run(command, cwd="/", capture_output=True, encoding="utf-8", check=False)
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


#: The same, for one file after another; after each its exit code.
IN_TURN = """
import runpy, sys
sys.stdout.reconfigure(encoding="utf-8")
main = runpy.run_path(sys.argv[1])["main"]
for name in sys.argv[2:]:
    sys.argv = ["", name]
    print(main(), end=chr(0), flush=True)
"""


@pytest.fixture(scope="module")
def said() -> dict[str, tuple[int, str]]:
    """What is said of each vector, by one process: to start one takes four times as long as to check a draw."""
    names = sorted({*draw_vectors.GOOD, *draw_vectors.BAD})
    files = [str(draw_vectors.FOLDER / f"{name}.json") for name in names]
    command = [sys.executable, "-I", "-S", "-c", IN_TURN, str(SCRIPT), *files]
    done = subprocess.run(command, cwd="/", capture_output=True, encoding="utf-8", check=True)
    assert not done.stderr, done.stderr
    told = [one.rpartition("\n") for one in done.stdout.split("\0")[:-1]]
    return {name: (int(code), f"{text}\n") for name, (text, _, code) in zip(names, told, strict=True)}


def test_it_is_short_and_stands_alone() -> None:
    text = SCRIPT.read_text("utf-8")
    assert text.count("\n") < 300
    names = {
        (alias.name if isinstance(node, ast.Import) else node.module or "").split(".")[0]
        for node in ast.walk(ast.parse(text, feature_version=(3, 8)))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert names <= sys.stdlib_module_names


@pytest.mark.slow
def test_it_redoes_every_draw_of_the_county_from_the_site_alone(county: Built) -> None:
    """The site publishes the script, the draws' data and the ledger: nothing else is used."""
    assert county.files["theme/verify_draw.py"] == SCRIPT.read_bytes()
    opened = results = 0
    for name in county.files:
        if re.fullmatch(r"draws/.+-\d+\.json", name):
            results += json.loads(county.files[name])["result"] is not None
            code, told = run(county.folder / name, county.folder / "ledger")
            assert code == 0, (name, told)
            assert "✓ 台账" in told
            assert "没有核对的" in told
            opened += "结论：成立。" in told
    assert opened == results > 0


@pytest.mark.parametrize("name", sorted(draw_vectors.GOOD))
def test_a_good_vector_holds(said: dict[str, tuple[int, str]], name: str) -> None:
    code, told = said[name]
    assert code == 0, told
    assert "✗" not in told


@pytest.mark.parametrize("name", sorted(draw_vectors.BAD))
def test_a_wrong_vector_falls_at_its_own_check(said: dict[str, tuple[int, str]], name: str) -> None:
    code, told = said[name]
    assert code == 1
    assert re.findall("✗ (.+?)：", told) == [CHECKS[draw_vectors.BAD[name][2]]]
    assert told.endswith("结论：不成立。\n")


@pytest.mark.parametrize(
    ("name", "proved"),
    [
        ("plain", "drand quicknet 第"),
        ("unknown-chain", "未知信标 own：本程序不认识，谁运行它、能否预知，无法判断。"),
        ("lottery", "号码和日期请与公告核对"),
        ("balls", "没有公告可查，号码请与录像和在场的人核对"),
    ],
)
def test_it_says_what_its_source_of_chance_proves(said: dict[str, tuple[int, str]], name: str, proved: str) -> None:
    code, told = run(draw_vectors.FOLDER / f"{name}.json")
    assert code == 0
    assert proved in told
    assert (code, told) == said[name]


def cut(data: dict[str, Any]) -> None:
    del data["tickets"]


def no_dict(data: dict[str, Any]) -> None:
    data["commit"] = []


def wrong_type(data: dict[str, Any]) -> None:
    data["result"]["drawn"][0]["team"] = 7


def deep(data: dict[str, Any]) -> None:
    data["commit"]["statement"] = "".join(f"{'  ' * n}a:\n" for n in range(1100))


@pytest.mark.parametrize("change", [cut, no_dict, wrong_type, deep])
def test_data_of_another_shape_does_not_hold(tmp_path: Path, change: Change) -> None:
    """No trace of the machine's own words, and never a yes."""
    data = json.loads((draw_vectors.FOLDER / "plain.json").read_text("utf-8"))
    change(data)
    (tmp_path / "x.json").write_text(json.dumps(data), "utf-8")
    code, told = run(tmp_path / "x.json")
    assert code == 1
    assert "结论：不成立。" in told


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000, '{"format": 1}'])
def test_what_is_no_draw_s_data_is_said_to_be_so(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text, "utf-8")
    assert run(tmp_path / "x.json")[0] == 2
    assert run(tmp_path / "absent.json")[0] == 2


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    data = json.loads((draw_vectors.FOLDER / "plain.json").read_text("utf-8"))
    data["pool"][0] = "\x1b[2J\x1b[31mS001 B 2025-01-06"
    (tmp_path / "x.json").write_text(json.dumps(draw_vectors.pooled(data, data["pool"])), "utf-8")
    code, told = run(tmp_path / "x.json")
    assert code == 1
    assert "\x1b" not in told


@pytest.mark.slow
def test_it_reads_from_a_site(county: Built) -> None:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(county.folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_address[1]}/draws/RW-2025-01-1.json"
        assert run(address)[0] == 0
        assert run(address + "x")[0] == 2
    finally:
        server.shutdown()
        server.server_close()


def ledger_of(county: Built, folder: Path) -> Path:
    folder.mkdir()
    for name, data in county.files.items():
        if re.fullmatch(r"ledger/\d+/\d+\.yaml", name):
            file = folder / name.removeprefix("ledger/")
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(data)
    return folder


@pytest.mark.slow
def test_a_ledger_that_says_otherwise_does_not_hold(county: Built, tmp_path: Path) -> None:
    """A record changed, one missing, a link broken: each is told."""
    data = county.folder / "draws" / "RW-2025-01-1.json"
    ledger = ledger_of(county, tmp_path / "ledger")
    assert run(data, ledger)[0] == 0
    seq = json.loads(data.read_text("utf-8"))["commit"]["seq"]
    commit = ledger / record_name(seq)
    kept = commit.read_bytes()
    commit.write_bytes(kept.replace(b"cap: 8", b"cap: 9"))
    assert commit.read_bytes() != kept
    code, told = run(data, ledger)
    assert code == 1
    assert f"{record_name(seq + 1)} 接不上前一个文件" in told
    commit.unlink()
    code, told = run(data, ledger)
    assert code == 1
    assert "记录与台账中的不同" in told
    assert run(data, tmp_path / "nothing")[0] == 1
