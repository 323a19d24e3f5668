"""The notice that an inspector brings: printed, scanned, and checked by the telephone against the published seal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.core import calling
from ssj_publish.core.draw import notice
from ssj_publish.core.draw.notice import Notice
from ssj_publish.core.state import Draw
from ssj_publish.office import calls, draws
from ssj_publish.site.build import build
from ssj_publish.site.notices import sheet
from tests.bureau import at
from tests.site.conftest import RepoOf
from tests.world import World


@pytest.fixture
def sealed(world: World) -> tuple[World, Draw, list[Notice]]:
    draw = world.commit(sealed=True, opens=at("2025-06-03 10:00"))
    found = world.seal(draw)
    return world, draw, [Notice("T1", 1, one.body, draws.prove(found, one.body)) for one in found.drawn]


def test_the_sheet_names_one_body_and_carries_its_code(sealed: tuple[World, Draw, list[Notice]]) -> None:
    world, draw, made = sealed
    found = sheet(world.state, draw, made[0], "https://jy.test.example/ssj/")
    assert found.name == f"{made[0].body}.html"
    assert notice.form(made[0]) in found.html
    assert "https://jy.test.example/ssj/notice.html" in found.html
    assert found.html.count("<svg") == 1
    assert not [one.body for one in made[1:] if one.body in found.html]


def test_a_hostile_name_is_inert_on_paper(sealed: tuple[World, Draw, list[Notice]]) -> None:
    world, draw, made = sealed
    world.change(made[0].body, name='<script>alert("x")</script>')
    assert "<script" not in sheet(world.state, draw, made[0], "https://jy.test.example").html


def test_no_sheet_is_made_for_a_body_that_was_not_drawn(sealed: tuple[World, Draw, list[Notice]]) -> None:
    world, draw, made = sealed
    with pytest.raises(errors.NoticeRefused):
        sheet(world.state, draw, Notice("T1", 1, "S999", made[0].proof), "https://jy.test.example")


@pytest.mark.slow
def test_the_telephone_checks_every_notice_and_refuses_forged_ones(
    sealed: tuple[World, Draw, list[Notice]], repo_of: RepoOf, tab: Any
) -> None:
    """From a folder, as the page that the QR code opens, and by typing the code."""
    world, _, made = sealed
    repo = repo_of(world)
    page = Path(build(repo, repo / "site").output, "notice.html").resolve().as_uri()
    for one in made:
        tab.goto("about:blank")
        tab.goto(f"{page}#{notice.form(one)}")
        told = tab.inner_text("[role=status]")
        assert "✓ 核对成立" in told
        assert f"（{one.body}）" in told
        assert "随机抽取（名单封存）：春季抽查（T1-1）" in told
    code = notice.form(made[0])
    other = f"~{made[1].body}~".join(code.split(f"~{made[0].body}~"))
    forged = (other, code.replace("~1~", "~2~", 1))
    for typed in (*forged, code.replace("1~T1", "1~__proto__"), "x", "", code[:40], code[:-43], code + "A" * 3):
        tab.fill("#notice-code", typed)
        assert tab.inner_text("[role=status]") == "", "what was said of the code before stands beside a new one"
        tab.click(".check button")
        told = tab.inner_text("[role=status]")
        assert ("✗ 不成立" if typed in forged else "没有核对") in told, typed
        assert "✓" not in told
    tab.fill("#notice-code", f" {code} ")
    tab.press("#notice-code", "Enter")
    assert "✓ 核对成立" in tab.inner_text("[role=status]")


@pytest.mark.slow
def test_the_telephone_checks_a_notice_of_an_open_draw_too(world: World, repo_of: RepoOf, tab: Any) -> None:
    """Names, certificates and how often; what the ledger does not bear out is refused, what it cannot show is said."""
    world.open(world.commit())
    call = calls.drawn(world.state, "T1")[0]
    repo = repo_of(world)
    page = Path(build(repo, repo / "site").output, "notice.html").resolve().as_uri()
    code = calling.form(call)
    for text, told in (
        (code, "✓ 核对成立"),
        (code.replace("~T1-1~", "~T1-2~"), "✗ 不成立：本站没有已公开的抽取"),
        (code.replace(f"~{call.body}~", "~S999~"), "✗ 不成立：抽取 T1-1 没有抽中对象 S999"),
        (f"2~routine~0~{call.body}~I1~{','.join(call.team)}", "没有可以事先核对的抽取或审批"),
        (f"2~approval~5~{call.body}~I1~{','.join(call.team)}", "✗ 不成立：本站没有这份检查审批"),
        (f"2~routine~0~{call.body}~I1~N01,N99", "✗ 不成立：检查人员 N99 不在名录里"),
    ):
        tab.goto("about:blank")
        tab.goto(f"{page}#{text}")
        assert told in tab.inner_text("[role=status]"), text
    tab.goto("about:blank")
    tab.goto(f"{page}#{code}")
    said = tab.inner_text("[role=status]")
    for id_ in call.team:
        assert world.state.inspectors.current[id_].certificate in said
    assert "2025 年已记录 0 次" in said
