"""A list that only ever grows, on leaves that no longer change once they are full.

Leaf 1 holds the oldest entries; the column's head shows the newest. Numbered the other way round, every new entry would
push all the others on, and a link to a page would lead elsewhere a day later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from ssj_publish.site.blocks import Cell, Section, facts, section

#: Entries on a leaf.
SIZE = 200

T = TypeVar("T")


class Leaf(NamedTuple):
    """Entries ``first`` to ``last`` (from 1, oldest first) and their page; ``number`` is None for the head."""

    url: str
    number: int | None
    first: int
    last: int


def leaves(head: str, count: int, size: int = SIZE) -> Iterator[Leaf]:
    """The head's newest entries, then the full leaves, oldest first; ``head`` is the column's address, ``size`` how
    many entries a leaf has.

    >>> [(leaf.url, leaf.first, leaf.last) for leaf in leaves("records/index.html", 450)]
    [('records/index.html', 251, 450), ('records/page-1.html', 1, 200), ('records/page-2.html', 201, 400)]
    """
    yield Leaf(head, None, max(1, count - size + 1), count)
    if count > size:
        yield from (_leaf(head, number, size) for number in range(1, count // size + 1))


def newest_first(entries: Sequence[T], leaf: Leaf) -> list[T]:
    """The entries of ``leaf``; ``entries`` holds all, oldest first."""
    return list(entries[leaf.first - 1 : leaf.last][::-1])


def ways(leaf: Leaf, count: int, word: str, size: int = SIZE) -> Section | None:
    """From the head to every leaf, from a leaf to its neighbours; ``word`` turns two numbers into a text."""
    if count <= size:
        return None
    if leaf.number is None:
        found = [_way(one, word) for one in list(leaves(leaf.url, count, size))[:0:-1]]
        return section("更早的", facts(*found))
    head = f"{leaf.url.rpartition('/')[0]}/index.html"
    around = [_leaf(head, number, size) for number in (leaf.number + 1, leaf.number - 1) if 0 < number <= count // size]
    return section("其他页", facts(("最新", Cell("本栏目首页", head)), *(_way(one, word) for one in around)))


def _way(leaf: Leaf, word: str) -> tuple[str, Cell]:
    return f"第 {leaf.number} 页", Cell(word.format(leaf.first, leaf.last), leaf.url)


def _leaf(head: str, number: int, size: int) -> Leaf:
    return Leaf(f"{head.rpartition('/')[0]}/page-{number}.html", number, (number - 1) * size + 1, number * size)
