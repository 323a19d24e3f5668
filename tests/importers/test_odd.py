"""Odd cells of every column: each is read, refused or doubted as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers import odd


@pytest.mark.parametrize("name", [*odd.KINDS, "steps"])
def test_each_odd_cell_comes_to_what_it_came_to(name: str, folder: Path) -> None:
    """A difference that is meant is kept by ``python -m tests.importers.odd``."""
    assert odd.told(name, folder).splitlines() == (odd.EXPECTED / f"{name}.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", odd.KINDS)
def test_what_is_wrong_with_a_cell_is_told_once(name: str) -> None:
    """However often it is read: a share is read as a number, as shares by class and as one share."""
    for line in (odd.EXPECTED / f"{name}.txt").read_text("utf-8").splitlines():
        told = [part for part in line.split(" ") if part.startswith("✗")]
        assert len(told) == len(set(told)), line
