"""Pages in lots: so many at a time, each lot made when it is asked for, by whoever has a processor for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Final, TypeAlias, TypeVar

T = TypeVar("T")
P = TypeVar("P")
Lot: TypeAlias = Callable[[], Iterable[P]]

#: Things whose pages are one lot: large enough that its start is nothing, small enough that no processor waits long for
#: the last.
SIZE: Final = 200


def of(make: Callable[[T], Iterable[P]], listed: Sequence[T]) -> Iterator[Lot[P]]:
    """Lots of the pages that ``make`` gives for each of ``listed``, in that order."""
    return (partial(_each, make, listed[start : start + SIZE]) for start in range(0, len(listed), SIZE))


def together(made: Iterable[Lot[P]]) -> Iterator[P]:
    """All their pages, one after another."""
    return chain.from_iterable(lot() for lot in made)


def _each(make: Callable[[T], Iterable[P]], listed: Sequence[T]) -> Iterator[P]:
    return (page for one in listed for page in make(one))
