"""What is reported upward, as tables: nothing unnamed, and shares and numbers in short."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from ssj_publish.core.kinds.case import CaseDecision
from ssj_publish.core.kinds.oversight import Training
from ssj_publish.core.reading import reports
from ssj_publish.core.reading.reports import Number
from ssj_publish.words import counting
from ssj_publish.words.reports import REPORTS, share, spans
from tests.bureau import task
from tests.world import World

DAY = date(2025, 4, 10)


@pytest.fixture
def year() -> World:
    """Two drawn joint visits, one of them written, three complaints; two problems, a warning, one correction."""
    world = World().found().register().plan(task("T1", items=("I1", "I2"), partners=("o2",)))
    draw = world.open(world.commit())
    first = world.visit(draw)
    second = world.visit(draw)
    complaints = [world.complaint(body, day=date(2025, 4, 11)) for body in ("S001", "S002", "S001")]
    world.result(first)
    world.pending(first, "I2")
    result = world.pending(complaints[0])
    world.case(result, form="penalty")
    world.say(
        CaseDecision(
            case="AJ-1", date=date(2025, 4, 11), decision="warning", document="罚1号", basis="《教育法》", text="警告。",
            severity="general", public_until=date(2025, 10, 10),
        ),
        "o1", "l",
    )  # fmt: skip
    world.result(second)
    world.say(Training(title="培训", date=DAY, hours=8, inspectors=("N01", "N02"), content="程序。"), "p")
    return world


@pytest.mark.parametrize("name", REPORTS)
def test_every_row_is_as_wide_as_its_head_and_nothing_is_unnamed(year: World, name: str) -> None:
    found = REPORTS[name](year.state, 2025)
    assert found.rows
    assert {len(row) for row in found.rows} == {len(found.head)}
    assert found.title.startswith("测试县教育局2025")


def test_every_number_has_its_rule_and_source() -> None:
    keys = {*get_args(reports.Annual), *get_args(reports.Indicator), *get_args(reports.ByItem)}
    assert counting.NUMBERS.keys() == keys
    assert all(one.name and one.rule and one.source for one in counting.NUMBERS.values())
    assert len(counting.PLAN_COLUMNS) == 17


def test_shares_and_spans() -> None:
    assert share(Number("joint", 1, (), 3)) == "33.3%"
    assert share(Number("joint", 2, (), 3)) == "66.7%"
    assert spans(()) == ""
    assert spans((1, 2, 4, 6, 7, 8)) == "1-2、4、6-8"
