"""The laws that items rest on: one revision entered once tells of every other item that it touches."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.registers import Basis, ItemChange
from ssj_publish.core.reading import bases
from ssj_publish.core.reading.duties import duties
from tests.bureau import at, genesis, item
from tests.world import World

OLD, NEW = date(2016, 11, 7), date(2025, 3, 1)


def basis(title: str, day: date | None = OLD) -> Basis:
    return Basis(title=title, level="law", number="主席令55号", revised=day)


@pytest.fixture
def listed() -> World:
    """Three items: two of one law under two of its names, one of another."""
    world = World().found()
    items = (
        item("I1", basis=(basis("《中华人民共和国民办教育促进法》第六十二条"),)),
        item("I2", office="o2", basis=(basis("《民办教育促进法》第四十条"), basis("《教育法》"))),
        item("I3", basis=(basis("《教育法》"),)),
    )
    world.say(ItemChange(reason="立", added=items), "p")
    return world


def owed(world: World) -> list[tuple[str, str]]:
    return [(due.item, due.role) for due in duties(world.state, date(2025, 2, 1)) if due.what == "basis"]


def test_one_law_is_one_whatever_its_articles_and_its_long_name(listed: World) -> None:
    found = {law.title: (set(law.items), law.number, law.revised) for law in bases.laws(listed.state)}
    assert found == {
        "民办教育促进法": ({"I1", "I2"}, "主席令55号", OLD),
        "教育法": ({"I2", "I3"}, "主席令55号", OLD),
    }
    assert owed(listed) == []


def test_a_revision_entered_for_one_item_is_owed_by_all_others_of_that_law(listed: World) -> None:
    changed = item("I1", basis=(basis("《民办教育促进法》第六十三条", NEW),))
    listed.say(ItemChange(reason="法律修订", changed=(changed,)), "o1", "p")
    assert bases.behind(listed.state) == {"I2": ("民办教育促进法",)}
    assert owed(listed) == [("I2", "o2")]
    again = item("I2", office="o2", basis=(basis("《民办教育促进法》第四十条", NEW), basis("《教育法》")))
    listed.say(ItemChange(reason="复核", changed=(again,)), "o2", "p")
    assert owed(listed) == []


def test_where_the_ledger_takes_no_policy_papers_they_carry_no_item_alone() -> None:
    settings = msgspec.structs.replace(genesis().settings, policy_only="refuse")
    world = World().found(settings=settings)
    paper = Basis(title="《关于规范办学的通知》（教基〔2020〕1号）", level="policy")
    with world.refused(errors.BasisWeak, item="I1"):
        world.say(ItemChange(reason="立", added=(item("I1", basis=(paper,)),)), "p")
    world.say(ItemChange(reason="立", added=(item("I1", basis=(paper, basis("《教育法》"))),)), "p")
    plain = World().found()
    plain.now = at("2025-01-07 09:00")
    plain.say(ItemChange(reason="立", added=(item("I1", basis=(paper,)),)), "p")
