"""陈述申辩: what a body answers stands beside what it answers, and says when it was written down."""

from __future__ import annotations

from datetime import date

import pytest

from ssj_publish.core.kinds.answers import Reply
from ssj_publish.core.records import Record
from ssj_publish.site.pages import replies
from tests.bureau import at
from tests.site.pages.reading import rows, view_of
from tests.world import World


@pytest.fixture
def result(world: World) -> Record:
    visit = world.visit(world.open(world.commit()), day=date(2025, 4, 10))
    return world.pending(visit, rectify_by=date(2025, 4, 30))


def answer(world: World, about: Record, text: str, when: str) -> Record:
    return world.say(Reply(target=about.id, received=date(2025, 4, 10), post="校长", text=text), "d", time=at(when))


def test_replies_stand_in_their_order_and_a_late_one_says_so(world: World, result: Record) -> None:
    """Five working days after the 10th end on the 17th."""
    first = answer(world, result, "已经补齐。", "2025-04-17 17:00")
    second = answer(world, result, "再补充一点。", "2025-04-18 09:00")
    view = view_of(world)
    assert [row[:4] for row in rows(replies.listed(view, result.id))] == [
        ("2025-04-10", "校长", "已经补齐。", "2025-04-17 按期登记"),
        ("2025-04-10", "校长", "再补充一点。", "2025-04-18 逾期登记"),
    ]
    assert [
        str(one.seq) in row[4] for one, row in zip((first, second), rows(replies.listed(view, result.id)), strict=True)
    ]
    assert rows(replies.listed(view, "f" * 64)) == []
    newest, oldest = rows(replies.of_body(view, (first, second)))
    assert (newest[2], oldest[2]) == ("再补充一点。", "已经补齐。")
    assert newest[1] == "2025-04-10 检查：I1 I1检查"


def test_an_answer_to_a_case_is_about_the_case(world: World, result: Record) -> None:
    opened = world.case(result)
    one = answer(world, opened, "已经补齐。", "2025-04-17 17:00")
    [row] = rows(replies.of_body(view_of(world), (one,)))
    assert row[1] == "AJ-1"
