"""What takes long to make and is only read: made once a run, by whichever worker of the run asks first, or once a
process."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import MappingProxyType

import pytest

from ssj_publish.core import examined, replay
from ssj_publish.core.entry import Entry
from ssj_publish.machine.lock import alone

Shared = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """``shared(name, fill)``: a folder that ``fill`` has filled, here or in another worker. Read it only."""
    base = tmp_path_factory.getbasetemp()
    room = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"

    def folder(name: str, fill: Callable[[Path], object]) -> Path:
        made, mark = room / name, room / f"{name}.made"
        with alone(room / f"{name}.lock"):
            if not mark.exists():
                shutil.rmtree(made, ignore_errors=True)  # of a worker that failed half way
                made.mkdir()
                fill(made)
                mark.touch()
        return made

    return folder


@pytest.fixture(scope="module")
def records_once() -> Iterator[None]:
    """A file is read, and its signatures are tried, once, in however many ledgers it stands: hundreds differ in one
    file each."""
    known: dict[tuple[Entry, tuple[str, ...]], examined.Examined] = {}
    examine = examined.examine

    def once(entry: Entry, keys: examined.Keys = MappingProxyType({})) -> examined.Examined:
        key = (entry, tuple(keys))
        if key not in known:
            known[key] = examine(entry, keys)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(examined, "examine", once)
        patch.setattr(replay, "examine", once)
        yield
