"""A change of a register too large for one record, in several that follow each other.

Each is a lawful change by itself, so that nothing in the format says that they belong together, and a machine that
stops between two leaves a register that is true as far as it goes: the next import of the same workbook finds the rest
as what differs. What gives way comes first, and a branch never before its head.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final, TypeVar

import msgspec

from ssj_publish.core import encoding
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, ItemChange

C = TypeVar("C", ItemChange, BodyChange, InspectorChange)

#: How much of it a record holds, in bytes of JSON: a quarter of what one may hold of its own form, which takes a third
#: more. Some four thousand bodies.
PART: Final = encoding.MAX_BYTES // 4


def parts(change: C, limit: int = PART) -> list[C]:
    """``change`` in as few parts as hold ``limit`` bytes of entries each, an entry at least; itself where one is
    enough."""
    made: list[C] = []
    for _, group in groupby(_numbered(change, limit), key=lambda placed: placed[0]):
        entries: dict[str, list[Any]] = {"added": [], "changed": [], "removed": []}
        for _, field, entry in group:
            entries[field].append(entry)
        ordered = {field: tuple(sorted(some, key=lambda one: one.id)) for field, some in entries.items()}
        made.append(msgspec.structs.replace(change, **ordered))
    return made if len(made) > 1 else [change]


def _numbered(change: C, limit: int) -> Iterator[tuple[int, str, Any]]:
    """Each entry, with the list that it stands in, behind the number of its part."""
    number = filled = 0
    for field, entry in _in_order(change):
        size = len(msgspec.json.encode(entry))
        if filled and filled + size > limit:
            number, filled = number + 1, 0
        filled += size
        yield number, field, entry


def _in_order(change: C) -> Iterator[tuple[str, Any]]:
    new = {entry.id for entry in change.added}
    yield from (("removed", entry) for entry in change.removed)
    yield from (("changed", entry) for entry in change.changed if _head(entry) not in new)
    yield from (("added", entry) for entry in change.added if _head(entry) is None)
    yield from (("added", entry) for entry in change.added if _head(entry) is not None)
    yield from (("changed", entry) for entry in change.changed if _head(entry) in new)


def _head(entry: Any) -> str | None:
    head: str | None = getattr(entry, "branch_of", None)
    return head
