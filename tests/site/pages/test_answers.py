"""Replies, counts, publicity, re-checks: what a headteacher finds on the pages."""

from __future__ import annotations

from datetime import date

import pytest

from ssj_publish.core.reading import exposure
from ssj_publish.office import calls
from ssj_publish.site import papers
from ssj_publish.site.notices import called, form
from ssj_publish.site.pages import all_pages
from ssj_publish.site.view import View
from ssj_publish.words.papers import DISCIPLINE, DISCIPLINES
from tests.world import World

TODAY = date(2025, 9, 1)


@pytest.fixture(scope="module")
def pages(full_world: World) -> dict[str, str]:
    """Each page as one text."""
    state = full_world.state
    exposed = exposure.audit(state, full_world.contents, TODAY)
    view = View.of(state, {one.seq: b"" for one in state.records.values()}, TODAY, (), exposed, "https://jy.example")
    return {page.url: repr(page) for page in all_pages(view)}


def test_a_reply_stands_beside_its_result_and_on_the_body_s_page(full_world: World, pages: dict[str, str]) -> None:
    record = full_world.state.replies[0]
    visit = full_world.state.visits[full_world.state.results[record.body.target].result.visit]
    for url in (f"visits/000/{visit.record.seq:06d}.html", f"bodies/{visit.visit.body}.html"):
        assert "已经补齐。" in pages[url], url


def test_counts_publicity_and_follow_ups_have_their_pages(pages: dict[str, str]) -> None:
    assert "3 / 1 / 0" in pages["feedback/index.html"]
    assert "海报" in pages["outreach/index.html"]
    assert "已经说明。" in pages["oversight/index.html"]
    assert "待回访" in pages["oversight/index.html"]
    assert "占 " in pages["trainings/index.html"]


def test_every_visit_has_its_form(full_world: World, pages: dict[str, str]) -> None:
    for one in full_world.state.visits.values():
        assert f"visits/000/{one.record.seq:06d}-form.html" in pages


def test_papers_name_rights_discipline_team_and_how_often(world: World) -> None:
    world.open(world.commit())
    call = calls.drawn(world.state, "T1")[0]
    told = called(world.state, call, "https://jy.example", TODAY, "检通1号", "12388").html
    for text in (
        "申请回避",
        "陈述、申辩",
        "五个严禁",
        "八个不得",
        "12388",
        "检通1号",
        "2025 年已接受检查",
        "2~draw~T1-1~",
    ):
        assert text in told, text
    assert told.count("<svg") == 1
    blank = form(world.state, call, "https://jy.example").html
    assert blank.count("□ 符合") == len(world.state.items.current["I1"].points)
    assert papers.visits(world.state, call.body, 2025) == 0


def test_the_notice_has_five_that_are_forbidden_and_eight_that_must_not_be() -> None:
    """国办发〔2024〕54号."""
    assert [what for what, _ in DISCIPLINES] == [
        "逐利检查",
        "干扰企业正常生产经营",
        "任性处罚企业",
        "下达检查指标",
        "变相检查",
    ]
    assert sum(len(must_not) for _, must_not in DISCIPLINES) == 8
    assert "".join(DISCIPLINE).count("不得") == 9  # eight, and the name of the eight
