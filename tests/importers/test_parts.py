"""A change too large for a record, in several: together they say the same, in an order that the rules take."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from ssj_publish.core.kinds.registers import Body, BodyChange, Removal
from ssj_publish.importers.parts import parts


def body(number: int, **more: str) -> Body:
    told = {"type": "校外培训机构", "address": "人民路", "credit_class": "A", "state": "active", "capped": "yes"}
    return msgspec.convert(
        {"id": f"B-{number:03d}", "name": f"第{number}号", "class_date": date(2025, 1, 6), **told, **more}, Body
    )


CHANGE = BodyChange(
    reason="更新",
    added=tuple(body(number, **({"branch_of": "B-059"} if number % 3 == 0 else {})) for number in range(60)),
    changed=tuple(body(number, **({"branch_of": "B-058"} if number == 61 else {})) for number in range(60, 100)),
    removed=tuple(
        Removal(id=f"B-{number}", ground="closed", state="closed", reason="停办") for number in range(100, 130)
    ),
)


def test_what_fits_stays_one() -> None:
    assert parts(CHANGE) == [CHANGE]


@pytest.mark.parametrize("limit", [1, 500, 3000, 9000])
def test_nothing_is_lost_doubled_or_too_large(limit: int) -> None:
    made = parts(CHANGE, limit)
    assert len(made) > 1
    for field in ("added", "changed", "removed"):
        told = [one for part in made for one in getattr(part, field)]
        assert sorted(told, key=lambda one: one.id) == list(getattr(CHANGE, field))
    for part in made:
        entries = (*part.added, *part.changed, *part.removed)
        size = sum(len(msgspec.json.encode(one)) for one in entries)
        assert entries
        assert len(entries) == 1 or size <= limit
        for some in (part.added, part.changed, part.removed):
            assert list(some) == sorted(some, key=lambda one: one.id)


def test_a_branch_comes_with_its_head_or_after_it() -> None:
    """The last of the new ones is the head of many; another becomes the branch of a new one."""
    there: set[str] = set()
    for part in parts(CHANGE, 500):
        there.update(one.id for one in part.added)
        assert all(one.branch_of in there for one in (*part.added, *part.changed) if one.branch_of)


def test_who_leaves_makes_room_first() -> None:
    """A name or a code that a new entry takes over is free by then."""
    places = [
        number for field in ("removed", "changed", "added") for number, part in enumerate(parts(CHANGE, 500))
        if [one for one in getattr(part, field) if getattr(one, "branch_of", None) is None]
    ]  # fmt: skip
    assert places == sorted(places)
