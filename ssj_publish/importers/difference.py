"""A newer workbook against the register: what one dated change must say.

A field that the workbook has no column for keeps the register's value: the workbook says nothing about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from ssj_publish import errors
from ssj_publish.core.kinds.registers import Body, BodyChange, Inspector, InspectorChange, Item, ItemChange, Removal
from ssj_publish.core.rules.registers import GROUNDS, STATES
from ssj_publish.importers.reading import Import
from ssj_publish.words import labels

T = TypeVar("T", Item, Body, Inspector)


def item_change(
    current: Mapping[str, Item], read: Import[Item], *, reason: str, removal: str | None = None, partial: bool = False
) -> ItemChange | None:
    """The change that turns the list ``current`` (by id) into what was ``read``; None if nothing differs.

    ``removal`` is the ground for every entry that the workbook no longer has, in words, with more about it behind a
    colon (``撤并：并入城关小学``); without it, `errors.RemovalUnexplained` names them, and `errors.RemovalUnknown` what
    is none. With ``partial`` the workbook holds some entries only, and the others stay. Faults in the workbook raise
    `errors.WorkbookFaults`.
    """
    added, changed, removed = _compare("item", current, read, removal, partial)
    if not (added or changed or removed):
        return None
    return ItemChange(reason=reason, source=read.source, added=added, changed=changed, removed=removed)


def body_change(
    current: Mapping[str, Body], read: Import[Body], *, reason: str, removal: str | None = None, partial: bool = False
) -> BodyChange | None:
    """As `item_change`, for the register of bodies."""
    added, changed, removed = _compare("body", current, read, removal, partial)
    if not (added or changed or removed):
        return None
    return BodyChange(reason=reason, source=read.source, added=added, changed=changed, removed=removed)


def inspector_change(
    current: Mapping[str, Inspector],
    read: Import[Inspector],
    *,
    reason: str,
    removal: str | None = None,
    partial: bool = False,
) -> InspectorChange | None:
    """As `item_change`, for the register of inspectors."""
    added, changed, removed = _compare("inspector", current, read, removal, partial)
    if not (added or changed or removed):
        return None
    return InspectorChange(reason=reason, source=read.source, added=added, changed=changed, removed=removed)


def _compare(
    what: str, current: Mapping[str, T], read: Import[T], removal: str | None, partial: bool
) -> tuple[tuple[T, ...], tuple[T, ...], tuple[Removal, ...]]:
    found = {entry.id: _kept(entry, current.get(entry.id), read.absent) for entry in read.entries}
    by_case = {id_.casefold(): id_ for id_ in current}
    for id_ in sorted(found.keys() - current.keys()):
        if (known := by_case.get(id_.casefold())) is not None:
            raise errors.IdCaseOnly(id=id_, known=known)
    gone = [] if partial else sorted(current.keys() - found.keys())
    if gone and not removal:
        raise errors.RemovalUnexplained(ids="、".join(gone[:20]), count=len(gone))
    added = tuple(found[id_] for id_ in sorted(found.keys() - current.keys()))
    changed = tuple(found[id_] for id_ in sorted(found.keys() & current.keys()) if found[id_] != current[id_])
    removed = tuple(_removal(what, current[id_], removal or "") for id_ in gone)
    return added, changed, removed


def _removal(what: str, entry: Item | Body | Inspector, said: str) -> Removal:
    """``entry`` taken out on the ground that ``said`` names; a body stands as that says or, where it says nothing, as
    before."""
    word, _, more = said.replace("：", ":").partition(":")
    grounds = {code: label for code, label in labels.REMOVALS.items() if code in GROUNDS[what]}
    named = {label: code for code, label in grounds.items()} | {code: code for code in grounds}
    ground = named.get(word.strip()) or labels.also(Removal, "ground").get(word.strip(), "")
    if ground not in grounds:
        raise errors.RemovalUnknown(text=said, known="、".join(grounds.values()))
    state = STATES.get(ground, entry.state) if isinstance(entry, Body) else None
    raw = {"id": entry.id, "ground": ground, "state": state, "reason": more.strip() or word.strip()}
    return msgspec.convert({key: value for key, value in raw.items() if value is not None}, Removal)


def _kept(entry: T, before: T | None, absent: frozenset[str]) -> T:
    if before is None:
        return entry
    silent = absent.intersection(entry.__struct_fields__) - {"id"}
    return msgspec.structs.replace(entry, **{field: getattr(before, field) for field in silent})
