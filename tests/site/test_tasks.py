"""What a parent, a headteacher and a journalist come for, done on a telephone from the front page by taps alone, and in
how many."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.site.reading import Built, until
from tests.site.test_browser import url

pytestmark = pytest.mark.browser

SCHOOL = "安澜县双河乡第六初级中学"


class Hand:
    """A reader's finger on the page ``tab``: every tap, choice and text typed is counted."""

    def __init__(self, tab: Any) -> None:
        self.tab = tab
        self.taps = 0

    def tap(self, name: str | re.Pattern[str], within: str = "main", place: int = 0) -> None:
        """A link, button or summary by what stands on it."""
        found = self.tab.locator(f"{within} a, {within} button, {within} summary").filter(has_text=name)
        found.nth(place).click()
        self.taps += 1

    def seek(self, text: str) -> None:
        self.tab.fill("#q", text)
        self.tab.wait_for_selector("#found li")
        self.taps += 1

    def choose(self, label: str, value: str) -> None:
        self.tab.locator("main label").filter(has_text=label).first.locator("select").select_option(value)
        self.taps += 1

    @property
    def text(self) -> str:
        return str(self.tab.inner_text("main"))

    def rows(self) -> int:
        return int(self.tab.locator("main table").first.locator("tbody tr").count())


def last_visit(hand: Hand) -> None:
    hand.seek("双河六初中")
    hand.tap(SCHOOL)
    assert "上次检查" in hand.text
    assert "查出了什么" in hand.text


def seen_in_my_town(hand: Hand) -> None:
    hand.tap("我们乡镇查过哪些学校")
    hand.tap(re.compile(r"^[1-9]\d* 个$"), "main td[data-label=今年查过]")
    hand.tab.locator(".chosen", has_text="选出").first.wait_for()
    assert hand.rows() == int(re.findall(r"选出 (\d+) 行", hand.text)[0])


def complain(hand: Hand) -> None:
    last_visit(hand)
    hand.tap("反映问题")
    assert "投诉举报" in hand.text


def subscribe(hand: Hand) -> None:
    last_visit(hand)
    assert hand.tab.locator("main .feed a").first.get_attribute("href").endswith(".atom")


def genuine_notice(hand: Hand) -> None:
    hand.tap("来检查的通知是真的吗")
    hand.tab.wait_for_selector("#notice-code")


def what_is_next(hand: Hand) -> None:
    hand.seek(SCHOOL)
    hand.tap(SCHOOL)
    hand.tap("在抽取池里")
    assert "最迟" in hand.text


def never_drawn(hand: Hand) -> None:
    hand.tap("哪些对象从未抽中")
    hand.tap("筛选和排列")
    until(hand.tab, "!!document.querySelector('.choose select')")
    hand.choose("乡镇", "双河乡")
    assert SCHOOL in hand.text
    assert "碰巧至今没有抽中的机会" in hand.tab.content()


def redo(hand: Hand) -> None:
    hand.tap("随机抽取", ".top")
    hand.tap("春季幼儿园联合抽查")
    hand.tap("重新计算", ".redo")
    until(hand.tab, "!document.querySelector('.redo button').disabled")
    assert "成立：" in hand.text


def found_in_one_town(hand: Hand) -> None:
    hand.tap("我们乡镇查过哪些学校")
    hand.tap(re.compile(r"^[1-9]\d* 项$"), "main td[data-label=今年发现问题]")
    hand.tab.locator(".chosen", has_text="选出").first.wait_for()
    assert hand.rows() == int(re.findall(r"选出 (\d+) 行", hand.text)[0])
    assert "发现问题" in hand.text


def this_week(hand: Hand) -> None:
    hand.tap("这一周有什么变化")
    assert "公示的结果" in hand.text


def two_towns(hand: Hand) -> None:
    hand.tap("两个乡镇、两个年度比一比")
    hand.choose("甲：乡镇", "石桥镇")
    hand.choose("乙：乡镇", "青禾乡")
    assert hand.tab.locator("main table").first.locator("tbody tr:visible").count() == 2


def who_was_late(hand: Hand) -> None:
    hand.tap("哪些事逾期过")
    hand.tap(re.compile(r"^[1-9]\d* 件$"), "main td[data-label=逾期]")
    assert "期限" in hand.text


def loads_over_years(hand: Hand) -> None:
    hand.tap("数据图示", "footer")
    hand.tap("检查人员历年的工作量", ".parts")
    hand.tap(re.compile(r"^[1-9]\d* 次$"), "main td[data-label='2025 年']")
    assert "检查过谁" in hand.text


#: Who asks, what is done, and how many taps it takes.
TASKS: tuple[tuple[str, Callable[[Hand], None], int], ...] = (
    ("parent", last_visit, 2),
    ("parent", seen_in_my_town, 2),
    ("parent", complain, 3),
    ("parent", subscribe, 2),
    ("parent", genuine_notice, 1),
    ("headteacher", what_is_next, 3),
    ("headteacher", never_drawn, 3),
    ("headteacher", redo, 3),
    ("journalist", found_in_one_town, 2),
    ("journalist", this_week, 1),
    ("journalist", two_towns, 3),
    ("journalist", who_was_late, 2),
    ("journalist", loads_over_years, 3),
)


@pytest.mark.parametrize(("reader", "task", "taps"), TASKS, ids=[f"{who}-{task.__name__}" for who, task, _ in TASKS])
def test_it_is_so_many_taps_away(county: Built, tab: Any, reader: str, task: Callable[[Hand], None], taps: int) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(url(county, "index.html"))
    hand = Hand(tab)
    task(hand)
    assert hand.taps == taps, reader
