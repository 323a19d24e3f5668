"""名录核对: what a comparison says of the register is true of it, and what it does not find has a reason.

The list itself is outside the ledger: whoever has it recomputes its digest and the matches (`matches`).
"""

from __future__ import annotations

from collections.abc import Mapping

from ssj_publish import errors
from ssj_publish.core.kinds.comparison import RegisterComparison
from ssj_publish.core.kinds.registers import Body
from ssj_publish.core.records import Record
from ssj_publish.core.state import State
from ssj_publish.core.text import fold, folded


def comparison(state: State, record: Record[RegisterComparison], signers: frozenset[str]) -> None:
    """The numbers add up; the missing are not in the register, the surplus are."""
    body = record.body
    if body.date > record.time.date():
        raise errors.DateInFuture(id=body.title, day=body.date.isoformat())
    if not body.types or len(folded(body.types)) != len(body.types):
        raise errors.FieldEmpty(id=body.title, field="types")
    if not body.count or body.matched + len(body.missing) != body.count:
        raise errors.ComparisonUneven(count=body.count, matched=body.matched, missing=len(body.missing))
    index = indexed(state)
    seen: set[tuple[str, str]] = set()
    for one in body.missing:
        key = (fold(one.code or ""), fold(one.name))
        found = match(index, one.name, one.code)
        if found is not None or key in seen:
            raise errors.ComparisonUntrue(body=one.name, found=found or one.name)
        seen.add(key)
        if one.reason == "other" and one.note is None:
            raise errors.FieldEmpty(id=one.name, field="note")
    wanted = folded(body.types)
    if list(body.surplus) != sorted(set(body.surplus)):
        raise errors.OrderBroken(id=body.surplus[0])
    for id_ in body.surplus:
        entry = state.bodies.current.get(id_)
        if entry is None or entry.state != "active" or fold(entry.type) not in wanted:
            raise errors.ReferenceUnknown(what="body", id=id_)
    state.comparisons.append(record)


def indexed(state: State) -> Mapping[str, str]:
    """The register's bodies, branches left out, by folded code and by folded name."""
    found: dict[str, str] = {}
    for id_, one in sorted(state.bodies.current.items()):
        for key in _keys(one):
            found.setdefault(key, id_)
    return found


def match(index: Mapping[str, str], name: str, code: str | None) -> str | None:
    """The id of the body with this code, else with this name; None where there is none."""
    return (index.get(f"c:{fold(code)}") if code is not None else None) or index.get(f"n:{fold(name)}")


def _keys(one: Body) -> tuple[str, ...]:
    named = f"n:{fold(one.name)}"
    return (named,) if one.code is None or one.branch_of is not None else (named, f"c:{fold(one.code)}")
