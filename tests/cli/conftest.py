"""The command line run in this process, in a bureau's folder whose path has a space and Chinese in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from ssj_publish.cli import _times, run
from ssj_publish.core.clock import ZONE
from ssj_publish.example import county, year
from ssj_publish.importers import tables
from tests.importers.conftest import here
from tests.shared import Shared

Ssj = Callable[..., "Ran"]


@pytest.fixture(scope="module", autouse=True)
def _light_locks(light_locks: None) -> None:
    """What a lock is worth is for tests/signing/test_files.py."""


@dataclass(frozen=True)
class Ran:
    """What a command said, and how it left."""

    code: int
    out: str
    err: str


@pytest.fixture
def ssj(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ssj:
    """Run ``ssj``; a traceback is a failure wherever it shows. The clock stands at the time that a command is given.
    Workbooks are read in this process."""
    clock = _times.now

    def call(*arguments: object) -> Ran:
        capfd.readouterr()
        words = [str(one) for one in arguments]
        told = words[words.index("--time") + 1] if "--time" in words else None
        with monkeypatch.context() as during:
            during.setattr(tables, "confined", here)
            during.setattr(_times, "now", lambda: _clock(told) if told else clock())
            code = run(words)
        said = capfd.readouterr()
        assert "Traceback" not in said.out + said.err
        return Ran(code, said.out, said.err)

    return call


def _clock(told: str) -> datetime:
    try:
        return datetime.fromisoformat(told).replace(tzinfo=ZONE)
    except ValueError:
        return datetime.now(ZONE)


@pytest.fixture(scope="session")
def played(shared: Shared) -> Path:
    """The example county up to the eve of its first draws, with its keys; copied by `office` for each test."""

    def fill(folder: Path) -> None:
        year.play(folder / "ledger", until="2025-03-20 18:00")
        county.write_keys(folder / "keys")

    return shared("安澜县 教育局", fill)


@pytest.fixture
def office(played: Path, tmp_path: Path) -> Path:
    """A fresh copy of `played`."""
    import shutil

    return Path(shutil.copytree(played, tmp_path / "安澜县 教育局"))


#: What was done to an office, by how the office stood: the files that were written, with their modes.
_DONE: dict[tuple[str, bytes], dict[Path, tuple[bytes, int]]] = {}


def once(office: Path, act: Callable[[], None]) -> None:
    """Do to ``office`` what ``act``, a function of its own name, does: done before to one that stood alike, it is
    copied."""
    before = _standing(office)
    key = (act.__qualname__, sha256(repr(sorted(before.items())).encode()).digest())
    if key not in _DONE:
        act()
        after = _standing(office)
        assert before.keys() <= after.keys()
        _DONE[key] = {path: one for path, one in after.items() if before.get(path) != one}
    for path, (data, mode) in _DONE[key].items():
        (office / path).parent.mkdir(parents=True, exist_ok=True)
        (office / path).write_bytes(data)
        (office / path).chmod(mode)


def _standing(office: Path) -> dict[Path, tuple[bytes, int]]:
    paths = (path for path in office.rglob("*") if path.is_file())
    return {path.relative_to(office): (path.read_bytes(), path.stat().st_mode) for path in paths}


def files(folder: Path) -> dict[str, bytes]:
    """Every file of the ledger."""
    return {one.name: one.read_bytes() for one in sorted((folder / "ledger").rglob("*")) if one.is_file()}
