"""Tiled logs (C2SP tlog-tiles): a tree's hashes and its entries as files that never change, and where each one lies.

A tile holds up to 256 hashes of one height in a row: tile ``index`` of ``level`` has the hashes of the subtrees of
256^level leaves each, from subtree ``index``·256 on. A bundle holds the leaves themselves under a level 0 tile, each
after its length in two bytes, big-endian. A path tells all::

    tile/0/x001/x234/067        level 0, index 1234067, all 256 hashes
    tile/1/000.p/12             level 1, index 0, the first 12 hashes
    tile/entries/000.p/37       the first 37 leaves

Arithmetic only; `parse_path` is the strict inverse of ``path``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ssj_publish import errors
from ssj_publish.core.tlog.merkle import Tree

WIDTH: Final = 256
_HEIGHT: Final = 8  # 2^8 = WIDTH
_PATH: Final = re.compile(r"tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", re.ASCII)
#: Paths of a larger index are refused: 2^63 leaves have no more tiles.
_MAX_INDEX: Final = 2**55
_MAX_LEVEL: Final = 7


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile's place; ``level`` None is the bundle of entries under the tile of level 0. ``width`` is 1 to 256."""

    level: int | None
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Where it lies below the log's prefix."""
        digits = f"{self.index:03d}"
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
        place = "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
        part = f".p/{self.width}" if self.width < WIDTH else ""
        return f"tile/{'entries' if self.level is None else self.level}/{place}{part}"


def parse_path(path: str) -> Tile:
    """Strict inverse of ``Tile.path``; `errors.TilePathMalformed`."""
    match = _PATH.fullmatch(path) if len(path) < 200 else None
    if match is None:
        raise errors.TilePathMalformed(path=path)
    index = int(re.sub("[x/]", "", match[2]))
    tile = Tile(None if match[1] == "entries" else int(match[1]), index, int(match[3] or WIDTH))
    if tile.path != path or index >= _MAX_INDEX or (tile.level or 0) > _MAX_LEVEL:
        raise errors.TilePathMalformed(path=path)
    return tile


def tiles(size: int, earlier: int = 0) -> Iterator[Tile]:
    """The tiles and bundles that a tree of ``size`` leaves has beyond those of a tree of ``earlier`` leaves."""
    for level in (None, *range(_MAX_LEVEL + 1)):
        hashes, known = (count >> _HEIGHT * (level or 0) for count in (size, earlier))
        if not hashes:
            return
        for index in range(known // WIDTH, hashes // WIDTH):
            yield Tile(level, index)
        if hashes % WIDTH and hashes != known:
            yield Tile(level, hashes // WIDTH, hashes % WIDTH)


def hashes_of(tree: Tree, tile: Tile) -> bytes:
    """A tile's content: its hashes in a row. The tree must have them all whole."""
    height = _HEIGHT * (tile.level or 0)
    start = tile.index * WIDTH
    if (start + tile.width) << height > tree.size:
        raise errors.ProofRefused(reason="size")
    return b"".join(tree.levels[height][start : start + tile.width])


def bundle(leaves: Sequence[bytes]) -> bytes:
    """A bundle's content."""
    return b"".join(len(leaf).to_bytes(2) + leaf for leaf in leaves)


def parse_bundle(data: bytes) -> list[bytes]:
    """The strict inverse of `bundle`, for at most 256 leaves; `errors.BundleMalformed`."""
    leaves: list[bytes] = []
    at = 0
    while at < len(data) and len(leaves) < WIDTH:
        end = at + 2 + int.from_bytes(data[at : at + 2])
        if at + 2 > len(data) or end > len(data):
            break
        leaves.append(data[at + 2 : end])
        at = end
    if at != len(data):
        raise errors.BundleMalformed(offset=at)
    return leaves
