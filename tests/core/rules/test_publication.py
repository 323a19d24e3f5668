"""公示期限: severity, term and contents of a penalty agree, and the rest of the case ends with it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.case import CaseCorrection, CaseDecision
from ssj_publish.core.kinds.removable import Disclosed
from ssj_publish.core.records import Record
from tests.bureau import at
from tests.world import World

DAY = date(2025, 4, 10)


@pytest.fixture
def found(world: World) -> Record:
    """A drawn body's visit on 10 April and what it found."""
    return world.pending(world.visit(world.open(world.commit()), day=DAY))


def decision(**changes: Any) -> CaseDecision:
    made = CaseDecision(
        case="AJ-1", date=DAY, decision="order", document="改字1号", basis="《教育法》", text="责令改正。"
    )
    return msgspec.structs.replace(made, **changes)


def correction(**changes: Any) -> CaseCorrection:
    return msgspec.structs.replace(CaseCorrection(case="AJ-1", date=DAY, text="已改正。"), **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"decision": "warning"},
        {"decision": "fine", "public_until": date(2025, 12, 31)},
        {"severity": "minor", "public_until": date(2025, 6, 30)},
        {"public_until": date(2025, 6, 30)},
        {"decision": "no-penalty", "severity": "minor"},
    ],
)
def test_a_penalty_and_nothing_else_has_severity_and_term(world: World, found: Record, changes: dict[str, Any]) -> None:
    world.case(found)
    with world.refused(errors.PenaltyTerm):
        world.say(decision(**changes), "o1", "l")


def test_a_penalty_that_is_over_before_it_is_written_is_refused(world: World, found: Record) -> None:
    world.case(found)
    world.now = at("2025-06-01 09:00")
    with world.refused(errors.PenaltyTerm):
        hidden = {name: Disclosed(sd=one * 64) for one, name in zip("abc", ("document", "basis", "text"), strict=True)}
        world.plainly(decision(decision="fine", severity="minor", public_until=date(2025, 6, 1), **hidden), "o1", "l")


@pytest.mark.parametrize(
    ("severity", "until", "good"),
    [
        ("minor", None, True),
        ("minor", date(2025, 4, 11), True),
        ("minor", date(2025, 7, 10), True),
        ("minor", date(2025, 7, 11), False),
        ("general", None, False),
        ("general", date(2025, 7, 9), False),
        ("general", date(2025, 7, 10), True),
        ("general", date(2026, 4, 10), True),
        ("general", date(2026, 4, 11), False),
        ("serious", None, False),
        ("serious", date(2026, 4, 9), False),
        ("serious", date(2026, 4, 10), True),
        ("serious", date(2028, 4, 10), True),
        ("serious", date(2028, 4, 11), False),
    ],
)
def test_severity_bounds_the_term(world: World, found: Record, severity: Any, until: date | None, good: bool) -> None:
    """发改委令36号, counted from the day of the decision; the day itself is the last in each bound."""
    world.case(found)
    body = decision(decision="fine", severity=severity, public_until=until)
    if good:
        world.say(body, "o1", "l")
        assert world.state.cases["AJ-1"].public_until == (until or DAY - timedelta(days=1))
    else:
        with world.refused(errors.TermOutside, severity=severity):
            world.say(body, "o1", "l")


def test_what_a_case_says_ends_with_its_penalty(world: World, found: Record) -> None:
    """The ground would tell what was taken away, and so would the correction."""
    opened = world.case(found)
    until = date(2025, 7, 10)
    world.say(decision(decision="fine", severity="general", public_until=until), "o1", "l")
    corrected = world.say(correction(), "o1")
    ends = {one.record: one.until for one in world.state.references.values()}
    assert ends[opened.id] == ends[corrected.id] == until
    assert ends[found.id] is None


def test_an_unpublished_penalty_leaves_no_content(world: World, found: Record) -> None:
    world.case(found)
    before = dict(world.contents)
    world.say(decision(decision="warning", severity="minor", text="警告。"), "o1", "l")
    assert world.contents == before
    told = [one for one in world.state.references.values() if one.place.startswith("case-decision.")]
    assert told
    assert all(one.brief.over(DAY) for one in told)
