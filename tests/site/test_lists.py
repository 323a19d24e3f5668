"""Lists that answer: chosen and sorted in the browser, kept in the address, whole without any script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import unquote

import pytest

from ssj_publish.site.pages import spread
from tests.site.reading import Built, until
from tests.site.test_browser import url
from tests.site.test_old_browsers import LATER
from tests.world import World

pytestmark = pytest.mark.browser


def column(tab: Any, label: str) -> list[str]:
    """The texts of a column in the rows that are shown, of the first list."""
    tab.wait_for_selector("th[data-choose]", state="attached")
    return list(
        tab.evaluate(
            """(label) => { const table = document.querySelector('th[data-choose]').closest('table');
            const at = Array.from(table.tHead.rows[0].cells).findIndex(one => one.textContent === label);
            return Array.from(table.tBodies[0].rows).filter(one => !one.hidden).map(one => one.cells[at].textContent.trim()) }""",
            label,
        )
    )


def unfold(tab: Any) -> None:
    """Open the form of the first list."""
    tab.wait_for_selector(".choose")
    if not tab.evaluate("document.querySelector('.choose details').open"):
        tab.click(".choose summary >> nth=0")


def choose(tab: Any, label: str, value: str) -> None:
    """As a reader does, by the label that stands there."""
    unfold(tab)
    select = tab.locator(".choose").first.locator(f"label:has-text('{label}') select").first
    select.select_option(value)


@pytest.mark.parametrize("name", ["results/index.html", "visits/index.html", "cases/index.html", "bodies/index.html"])
def test_every_great_list_can_be_chosen_from(county: Built, tab: Any, name: str) -> None:
    tab.goto(url(county, name))
    assert tab.locator(".choose").count() >= 1
    unfold(tab)
    until(tab, "document.querySelector('.choose').querySelectorAll('label').length >= 4")


def test_violations_of_one_town_in_one_year_are_two_choices_away(county: Built, tab: Any) -> None:
    tab.goto(url(county, "visits/index.html"))
    before = len(column(tab, "乡镇"))
    town = column(tab, "乡镇")[0]
    choose(tab, "乡镇", town)
    choose(tab, "查出了什么", "发现问题")
    assert set(column(tab, "乡镇")) == {town}
    assert all(one.startswith("发现问题") for one in column(tab, "查出了什么"))
    left = len(column(tab, "乡镇"))
    assert 0 < left < before
    assert f"选出 {left} 行，共 {before} 行" in tab.inner_text(".chosen")
    tab.click("text=全部显示")
    assert len(column(tab, "乡镇")) == before


def test_the_choice_stands_in_the_address_and_a_link_to_it_is_an_answer(county: Built, tab: Any) -> None:
    """From disk too, where some browsers let a page change what stands behind # only."""
    tab.goto(url(county, "bodies/index.html"))
    kind = column(tab, "类型")[0]
    choose(tab, "类型", kind)
    choose(tab, "排列", "0-")
    kept = column(tab, "名称")
    assert f"类型={kind}" in unquote(tab.url)
    there = tab.url
    tab.goto(url(county, "index.html"))
    tab.goto(there)
    assert column(tab, "名称") == kept
    assert set(column(tab, "类型")) == {kind}
    assert tab.locator("th[aria-sort=descending]").count() == 1


def test_a_word_and_an_order(county: Built, tab: Any) -> None:
    tab.goto(url(county, "bodies/index.html"))
    word = column(tab, "名称")[0][-4:]
    unfold(tab)
    tab.locator(".choose input").first.fill(word)
    assert all(word in one for one in column(tab, "名称"))
    tab.locator(".choose input").first.fill("没有这样的学校")
    assert column(tab, "名称") == []
    assert "没有这样的行" in tab.inner_text(".chosen >> nth=0")
    tab.locator(".choose input").first.fill("")
    choose(tab, "排列", "1-")
    numbers = column(tab, "编号")
    assert numbers == sorted(numbers, reverse=True)


def test_an_address_that_asks_for_what_is_not_there_hides_nothing(county: Built, tab: Any) -> None:
    tab.goto(url(county, "bodies/index.html"))
    whole = len(column(tab, "名称"))
    tab.goto(url(county, "bodies/index.html") + "?乡镇=没有这个镇&排=没有+&%E0%A4%A=x&=&constructor=1")
    assert len(column(tab, "名称")) == whole


def test_without_script_the_whole_table_is_there(county: Built, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url(county, "bodies/index.html"))
    rows = county.files["bodies/index.html"].count(b'<tr role="row"><th scope="row"')
    assert page.locator("tbody tr").count() == rows
    assert page.locator(".choose").count() == 0
    context.close()


def test_a_long_list_answers_with_all_its_rows(
    make: Callable[[World], Built], tab: Any, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From disk too. The page shows the first rows alone; who chooses has all of them before him, like those of the
    page."""
    monkeypatch.setattr(spread, "MOST", 8)
    for number in range(1, 21):
        world.complaint(f"S{number % 4 + 1:03d}", day=date(2025, 3, 3))
    site = make(world)
    tab.goto(url(site, "visits/index.html"))
    before = tab.evaluate("document.querySelector('tbody tr').outerHTML")
    assert len(column(tab, "对象")) == 8
    assert tab.inner_text(".chosen") == "共 20 行，先列出 8 行。"
    assert tab.locator("nav.rest").is_visible()
    unfold(tab)
    tab.wait_for_selector(".choose input")
    tab.locator(".choose input").first.fill("第1学校")
    assert column(tab, "对象") == ["第1学校"] * 5
    assert tab.inner_text(".chosen") == "选出 5 行，共 20 行。"
    assert not tab.locator("nav.rest").is_visible()
    tab.click("text=全部显示")
    assert len(column(tab, "对象")) == 20
    assert tab.evaluate("document.querySelector('tbody tr').outerHTML") == before
    tab.goto(url(site, "visits/index.html") + "?含=第2学校")
    until(tab, "document.querySelectorAll('tbody tr').length === 5")
    assert set(column(tab, "对象")) == {"第2学校"}


def test_more_rows_come_a_lot_at_a_time(make: Callable[[World], Built], tab: Any) -> None:
    world = World().found().register(bodies=450)
    site = make(world)
    tab.goto(url(site, "bodies/index.html"))
    unfold(tab)
    tab.wait_for_selector("button.more")
    for count, there in ((200, True), (400, True), (450, False)):
        assert len(column(tab, "名称")) == count
        assert tab.locator("button.more").is_visible() == there
        if there:
            tab.click("button.more")
    assert column(tab, "编号") == sorted(column(tab, "编号"))


def test_the_page_stays_as_wide_as_a_phone_with_its_choices(county: Built, tab: Any) -> None:
    tab.set_viewport_size({"width": 320, "height": 700})
    for name in ("results/index.html", "bodies/index.html", "visits/index.html"):
        tab.goto(url(county, name))
        assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name


def test_an_old_browser_can_choose_too(county: Built, tab: Any) -> None:
    """Without what came after Chrome 69 and Safari 12."""
    later = LATER.replace('"globalThis", "BigInt", "BigInt64Array", ', "")  # which Playwright's own questions need
    tab.add_init_script(f"if (location.protocol === 'file:') {{ {later} }}")
    tab.goto(url(county, "bodies/index.html"))
    kind = column(tab, "类型")[0]
    choose(tab, "类型", kind)
    choose(tab, "排列", "1-")
    numbers = column(tab, "编号")
    assert numbers == sorted(numbers, reverse=True)
    assert set(column(tab, "类型")) == {kind}
