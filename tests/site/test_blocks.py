"""What a page is made of leaves out what is not there."""

from __future__ import annotations

from datetime import date

from ssj_publish.site import blocks
from ssj_publish.site.blocks import Cell, Prose, Section
from tests.bureau import at


def test_what_is_missing_shows_as_a_dash() -> None:
    assert [blocks.cell(one) for one in (None, "", 0, "甲")] == [
        Cell("—", tone="quiet"), Cell("—", tone="quiet"), Cell("0"), Cell("甲"),
    ]  # fmt: skip
    link = Cell("甲", "x.html")
    assert blocks.cell(link) is link


def test_facts_without_a_value_are_left_out_but_nought_is_one() -> None:
    assert blocks.facts(("一", None), ("二", ""), ("三", 0), ("四", "甲")).pairs == (
        ("三", Cell("0")),
        ("四", Cell("甲")),
    )


def test_a_section_with_nothing_in_it_is_none() -> None:
    empty = blocks.table("题", ("一",), [])
    assert blocks.section("甲") is None
    assert blocks.section("甲", None, empty) is None
    prose = Prose(("一",))
    assert blocks.section("甲", None, prose, empty, folded=True) == Section("甲", (prose,), True)
    assert blocks.sections(None, blocks.section("甲", prose)) == (Section("甲", (prose,)),)


def test_times_and_days_are_short() -> None:
    assert blocks.moment(at("2025-03-28 14:03")) == "2025-03-28 14:03"
    assert (blocks.day(date(2025, 3, 28)), blocks.day(None)) == ("2025-03-28", "—")
    assert blocks.listed(["甲", "乙"]) == "甲、乙"
