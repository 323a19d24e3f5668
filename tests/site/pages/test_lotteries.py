"""The page of a draw on lotteries: what to compare with the announcements, the line to run, and what has to be
trusted."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest

from tests.bureau import LOTTERIES, NUMBERS
from tests.site.conftest import Make
from tests.world import World

pytestmark = pytest.mark.slow


def test_the_numbers_stand_on_the_page_with_the_line_that_gives_the_randomness(make: Make, tab: Any) -> None:
    world = World().found().register().plan()
    draw = world.open(world.commit(beacon=None, lotteries=LOTTERIES))
    built = make(world)
    tab.goto((built.folder / "draws" / "T1-1.html").resolve().as_uri())
    text = tab.inner_text("main")
    for line in (
        "福彩快乐8第 2025076 期",
        "福彩双色球第 2025033 期",
        *NUMBERS,
        "请按期号与开奖公告核对",
        "福彩双色球的开奖机构",
    ):
        assert line in text
    (line,) = [one for one in tab.locator("pre code").all_inner_texts() if "ssj/lottery/v1" in one]
    said = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=True).stdout.split()[0]
    tab.click(".redo button")
    tab.wait_for_selector(".redo [role=status] .ok")
    assert f"随机数是 {said}" in tab.inner_text(".redo")
    assert draw.result is not None


def test_before_the_drawings_the_page_says_what_it_waits_for(make: Make, tab: Any) -> None:
    world = World().found().register().plan()
    world.commit(beacon=None, lotteries=LOTTERIES)
    tab.goto((make(world).folder / "draws" / "T1-1.html").resolve().as_uri())
    text = tab.inner_text("main")
    assert "福彩双色球第 2025033 期开奖" in text
    assert "ssj/lottery/v1" not in text
