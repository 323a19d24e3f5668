"""Tiles: paths are arithmetic, and a tree can be rebuilt from what lies there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.tlog.merkle import Tree, leaf_hash
from ssj_publish.core.tlog.tiles import Tile, bundle, hashes_of, parse_bundle, parse_path, tiles


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 1234067), "tile/0/x001/x234/067"),
        (Tile(0, 0), "tile/0/000"),
        (Tile(1, 999, 12), "tile/1/999.p/12"),
        (Tile(2, 1000, 255), "tile/2/x001/000.p/255"),
        (Tile(None, 5, 1), "tile/entries/005.p/1"),
    ],
)
def test_a_path_tells_all(tile: Tile, path: str) -> None:
    assert tile.path == path
    assert parse_path(path) == tile


@given(st.builds(Tile, st.none() | st.integers(0, 7), st.integers(0, 2**55 - 1), st.integers(1, 256)))
def test_what_is_written_is_read_again(tile: Tile) -> None:
    assert parse_path(tile.path) == tile


@pytest.mark.parametrize(
    "path",
    [
        "",
        "tile/0/0",
        "tile/0/0000",
        "tile/0/x000/001",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/007",
        "tile/8/000",
        "tile/00/000",
        "tile/-1/000",
        "tile/0/000/",
        "/tile/0/000",
        "tile/0/../000",
        "tile/0/" + "x999/" * 40 + "999",
        "tile/0/" + "x999/" * 6 + "999",
        "tile/0/٠٠٠",
    ],
)
def test_any_other_path_is_refused(path: str) -> None:
    with pytest.raises(errors.TilePathMalformed):
        parse_path(path)


def test_the_example_of_the_specification() -> None:
    """70,000 leaves: 273 full and one of 112, then one full and one of 17, then one of 1."""
    found = [tile for tile in tiles(70_000) if tile.level is not None]
    assert sum(tile.level == 0 and tile.width == 256 for tile in found) == 273
    assert [tile for tile in found if tile.width < 256] == [Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert [(tile.level, tile.index) for tile in found if tile.level and tile.width == 256] == [(1, 0)]


def test_a_tree_of_256_has_a_full_tile_and_one_above() -> None:
    assert [tile for tile in tiles(256) if tile.level is not None] == [Tile(0, 0), Tile(1, 0, 1)]


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_what_a_tree_adds_and_what_it_had_are_what_it_has(one: int, other: int) -> None:
    """Full tiles are written once; the partial ones of the earlier size stay beside them."""
    earlier, size = sorted((one, other))
    had, has, added = (set(found) for found in (tiles(earlier), tiles(size), tiles(size, earlier)))
    assert has <= had | added
    assert not {tile for tile in added & had if tile.width == 256}


@given(st.integers(1, 1500))
def test_the_root_follows_from_the_tiles(size: int) -> None:
    """A client that has only the tiles of level 0 gets the tree; those above are roots of 256 below."""
    tree = Tree.over(str(number).encode() for number in range(size))
    data = {tile: hashes_of(tree, tile) for tile in tiles(size) if tile.level is not None}
    lowest = b"".join(data[tile] for tile in data if tile.level == 0)
    hashes = [lowest[at : at + 32] for at in range(0, len(lowest), 32)]
    assert Tree(hashes).root == tree.root
    for tile, content in data.items():
        assert len(content) == 32 * tile.width
        for number in range(tile.width if tile.level == 1 else 0):
            start = (tile.index * 256 + number) * 256
            assert content[32 * number : 32 * number + 32] == Tree(hashes[start : start + 256]).root


def test_a_tile_beyond_the_tree_is_refused() -> None:
    tree = Tree([leaf_hash(b"")] * 300)
    for tile in (Tile(0, 1, 45), Tile(1, 0, 2), Tile(0, 2, 1)):
        with pytest.raises(errors.ProofRefused):
            hashes_of(tree, tile)


@given(st.lists(st.binary(max_size=300), max_size=256))
def test_a_bundle_gives_its_leaves_back(leaves: list[bytes]) -> None:
    assert parse_bundle(bundle(leaves)) == leaves


@given(st.binary(max_size=400))
def test_any_bytes_are_one_bundle_or_none(data: bytes) -> None:
    try:
        leaves = parse_bundle(data)
    except errors.BundleMalformed:
        return
    assert bundle(leaves) == data
