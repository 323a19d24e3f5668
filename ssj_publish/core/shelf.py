"""A dictionary whose older values may lie folded: as bytes, until somebody asks for one.

A ledger of 100,000 records has as many records, visits and results, of which a new record needs two or three. What has
been asked for stays unfolded, so that a rule may change it, until the next `Shelf.tidy`. Whoever asks something of all
of them looks at their `core.brief`, for which none is unfolded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping, ValuesView
from copy import deepcopy
from typing import Any, TypeVar, cast

V = TypeVar("V")


class Shelf(MutableMapping[str, V]):
    """Keys in the order in which they came, as in a dictionary. No value is itself of type bytes."""

    __slots__ = ("_briefs", "_glance", "_items", "_open", "_unfold")

    def __init__(
        self,
        folded: dict[str, bytes] | None = None,
        unfold: Callable[[bytes], V] | None = None,
        glance: Callable[[bytes], Any] | None = None,
    ) -> None:
        """``unfold`` gives a value, ``glance`` its brief, from the bytes that ``folded`` holds."""
        self._items: dict[str, V | bytes] = {**(folded or {})}
        self._open: set[str] = set()
        self._unfold = unfold
        self._glance = glance
        #: of what lies folded, as far as they were asked for
        self._briefs: dict[str, Any] = {}

    def __getitem__(self, key: str) -> V:
        found = self._items[key]
        if isinstance(found, bytes):
            if self._unfold is None:
                raise KeyError(key)
            found = self._items[key] = self._unfold(found)
            self._open.add(key)
        return found

    def __setitem__(self, key: str, value: V) -> None:
        self._items[key] = value
        self._open.add(key)

    def __delitem__(self, key: str) -> None:
        del self._items[key]
        self._open.discard(key)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def values(self) -> ValuesView[V]:
        """All the values, each opened once."""
        for key in [key for key, value in self._items.items() if isinstance(value, bytes)]:
            self[key]
        return cast(dict[str, V], self._items).values()

    def brief(self, key: str) -> Any:
        """The ``brief`` of a value, which values of this shelf must have."""
        value: Any = self._items[key]
        if not isinstance(value, bytes) or self._glance is None:
            return value.brief
        if key not in self._briefs:
            self._briefs[key] = self._glance(value)
        return self._briefs[key]

    def briefs(self) -> Iterator[tuple[str, Any]]:
        """Each key with its value's."""
        return ((key, self.brief(key)) for key in self._items)

    def __deepcopy__(self, memo: dict[int, Any]) -> Shelf[V]:
        """A shelf of the same bytes; only what lies open is copied."""
        made: Shelf[V] = Shelf(None, self._unfold, self._glance)
        memo[id(self)] = made
        made._items = {**self._items}
        made._open = {*self._open}
        for key in self._open:
            made._items[key] = deepcopy(self._items[key], memo)
        return made

    def __repr__(self) -> str:
        return repr(dict(self))

    def folded(self, fold: Callable[[V], bytes]) -> dict[str, bytes]:
        """Everything as bytes."""
        return {key: value if isinstance(value, bytes) else fold(value) for key, value in self._items.items()}

    def tidy(
        self, fold: Callable[[V], bytes], unfold: Callable[[bytes], V], glance: Callable[[bytes], Any] | None = None
    ) -> None:
        """Fold whatever lies open; from now on ``unfold`` opens, and ``glance`` looks."""
        for key in self._open:
            value = self._items[key]
            if not isinstance(value, bytes):
                self._items[key] = fold(value)
        self._open.clear()
        self._briefs.clear()
        self._unfold, self._glance = unfold, glance
