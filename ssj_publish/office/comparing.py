"""`register compare`: an outside list held against the register of bodies."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from ssj_publish.core.kinds.comparison import Miss, RegisterComparison
from ssj_publish.core.rules import comparing
from ssj_publish.core.state import State
from ssj_publish.core.text import fold, folded
from ssj_publish.importers.outside import Outside
from ssj_publish.importers.reading import Import


def compare(
    state: State, found: Import[Outside], types: Sequence[str], authority: str, title: str, day: date
) -> RegisterComparison:
    """The record of the comparison; what the list gives no reason for is still to be added.

    Raises `errors.WorkbookFaults`.
    """
    index = comparing.indexed(state)
    listed = [(one, comparing.match(index, one.name, one.code)) for one in found.entries]
    missing = _missing([one for one, id_ in listed if id_ is None])
    matched = [id_ for _, id_ in listed if id_ is not None]
    return RegisterComparison(
        authority=authority,
        title=title,
        date=day,
        source=found.source,
        types=tuple(types),
        count=len(matched) + len(missing),
        matched=len(matched),
        missing=missing,
        surplus=_surplus(state, set(matched), types),
    )


def _missing(entries: Sequence[Outside]) -> tuple[Miss, ...]:
    """Each once, however often the list has it."""
    once = {(fold(one.code or ""), fold(one.name)): one for one in entries}
    return tuple(
        Miss(name=one.name, code=one.code, reason=one.reason or "to-add", note=one.note) for one in once.values()
    )


def _surplus(state: State, matched: Collection[str], types: Sequence[str]) -> tuple[str, ...]:
    wanted = folded(types)
    return tuple(
        id_
        for id_, one in sorted(state.bodies.current.items())
        if one.state == "active" and fold(one.type) in wanted and one.branch_of is None and id_ not in matched
    )
