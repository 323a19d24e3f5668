"""The ledger that a site is made from: all of it verified, and kept with its bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.site import source
from tests.world import World


def test_what_was_verified_is_held_ready(world: World, tmp_path: Path) -> None:
    folder = world.write(tmp_path)
    found = source.read(folder)
    assert found.state == world.state
    assert found.files == {number: entry.data for number, entry in enumerate(world.entries, 1)}
    assert found.before == 0
    again = source.read(folder, resume=True)
    assert again.files == found.files, "whoever goes on from an earlier verification needs every byte too"


def test_no_site_is_made_from_what_does_not_hold(world: World, tmp_path: Path) -> None:
    folder = world.write(tmp_path)
    path = folder / world.entries[3].name
    path.write_bytes(path.read_bytes().replace(b"2025", b"2026", 1))
    with pytest.raises(errors.SsjError):
        source.read(folder)
