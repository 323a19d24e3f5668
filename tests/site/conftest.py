"""Sites to look at: the example county's, and those of small ledgers made for one test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ssj_publish.site.build import build
from tests.conftest import World
from tests.site.reading import Built

ROOT = Path(__file__).parents[2]
RepoOf = Callable[[World], Path]
Make = Callable[[World], Built]


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The example county's site, built once: read it only."""
    return Built(build(ROOT, tmp_path_factory.mktemp("county") / "site").output)


@pytest.fixture
def repo_of(tmp_path: Path) -> RepoOf:
    """A bureau's folder with nothing but the ledger of a world."""

    def write(world: World) -> Path:
        ledger = tmp_path / "县 教育局" / "ledger"
        ledger.mkdir(parents=True)
        for entry in world.entries:
            (ledger / entry.name).write_bytes(entry.data)
        return ledger.parent

    return write


@pytest.fixture
def make(repo_of: RepoOf, tmp_path: Path) -> Make:
    """Build the site of a ledger in memory, without any settings file."""
    return lambda world: Built(build(repo_of(world), tmp_path / "site").output)
