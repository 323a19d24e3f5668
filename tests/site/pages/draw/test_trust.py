"""What a draw's page says of who could have bent it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from ssj_publish.site.blocks import Prose, Table
from ssj_publish.site.pages.draw import trust
from ssj_publish.site.view import View
from tests.bureau import at
from tests.core.rules.test_locking import commit, lock
from tests.site.reading import Built
from tests.world import World

Told = tuple[Prose, Table]


@pytest.fixture
def told(world: World) -> Callable[[], Told]:
    def made() -> Told:
        (draw,) = world.state.draws.values()
        words, rows = trust.told(View.of(world.state, {}, world.now.date()), draw)
        assert isinstance(words, Prose)
        assert isinstance(rows, Table)
        return words, rows

    return made


def test_an_office_that_could_bend_it_alone_is_named_in_a_warning(world: World, told: Callable[[], Told]) -> None:
    commit(lock(world))
    words, rows = told()
    assert words.tone == "warn"
    assert "至少要有一科一家" in words.paragraphs[1]
    assert rows.rows[0][1].text.startswith("能")
    assert all(not row[1].text.startswith("能") for row in rows.rows[1:])


def test_who_has_not_opened_is_named(world: World, told: Callable[[], Told]) -> None:
    draw = commit(lock(world, "d"))
    assert "政策法规科还没有公开" in told()[0].paragraphs[2].replace("一科、", "")
    assert "纪检" not in told()[0].paragraphs[2]
    assert draw.result is None


def test_a_sealed_list_is_known_inside_and_not_outside(world: World, told: Callable[[], Told]) -> None:
    world.seal(world.commit(sealed=True, opens=at("2025-06-03 10:00")))
    words, rows = told()
    assert "公众还不能。最迟 2025-06-03 10:00 公开。" in words.paragraphs[3]
    assert rows.rows[-1][2].text == "最迟 2025-06-03 10:00"


@pytest.mark.slow
def test_every_draw_of_the_county_has_its_statement_and_none_could_be_bent_by_one_party(county: Built) -> None:
    pages = [name for name in county.pages if re.fullmatch(r"draws/(?!index)[^~]+\.html", name)]
    assert len(pages) == 10
    for name in pages:
        assert "要左右这次抽取的结果，至少要有三方" in county.text(name), name
