"""The search as people type: parts in any order, pinyin, slips, traditional characters, numbers with and without a dash."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.site.reading import Built, until

pytestmark = pytest.mark.browser

#: What is typed, and the address that has to stand first, or one of which has to (any page whose address begins so and whose
#: line holds all the words).
TYPED = (
    # names and parts of them
    ("安澜县双河乡第六才初级中学", "bodies/DX-0001"),
    ("双河乡第六才初级中学", "bodies/DX-0001"),
    ("第六才初级中学", "bodies/DX-0001"),
    ("明雨幼儿园", "bodies/DX-0109"),
    ("阳心外国语", "bodies/DX-0253"),
    # parts in any order, with and without a blank
    ("幼儿园 白石镇 明雨", "bodies/DX-0109"),
    ("明雨 白石镇", "bodies/DX-0109"),
    ("幼儿园明雨", "bodies/DX-0109"),
    ("阳心学校石桥", "bodies/DX-0253"),
    ("初级中学，双河乡，第六才", "bodies/DX-0001"),
    # abbreviations
    ("双河六才初中", "bodies/DX-0001"),
    ("白石明雨幼", "bodies/DX-0109"),
    # town and type
    ("白石镇幼儿园", "bodies/", "白石镇", "幼儿园"),
    ("幼儿园 石桥镇", "bodies/", "石桥镇", "幼儿园"),
    ("石桥镇 民办学校", "bodies/", "石桥镇", "民办学校"),
    # pinyin and initials
    ("mingyu", "bodies/DX-0109"),
    ("mingyuyoueryuan", "bodies/DX-0109"),
    ("mingyuyey", "bodies/DX-0109"),
    ("bszmyyey", "bodies/DX-0109"),
    ("yangxinwaiguoyu", "bodies/DX-0253"),
    ("yxwgyxx", "bodies/", "外国语学校"),
    ("MINGYU YEY", "bodies/DX-0109"),
    ("chunjiyoueryuan", "tasks/RW-2025-02"),
    # one character wrong, missing, or too much
    ("明雪幼儿园", "bodies/", "幼儿园"),
    ("双河乡第六财初级中学", "bodies/DX-0001"),
    ("阳心外过语学校", "bodies/DX-0253"),
    ("双河乡第六初级中学", "bodies/DX-0001"),
    ("双河乡第六才的初级中学", "bodies/DX-0001"),
    # traditional
    ("明雨幼兒園", "bodies/DX-0109"),
    ("陽心外國語學校", "bodies/DX-0253"),
    ("雙河鄉第六才初級中學", "bodies/DX-0001"),
    ("校車使用管理檢查", "items/JY-06"),
    # full width and punctuation
    ("ＤＸ－０１０９", "bodies/DX-0109"),
    ("“明雨”幼儿园", "bodies/DX-0109"),
    ("明雨·幼儿园。", "bodies/DX-0109"),
    ("（明雨）幼儿园", "bodies/DX-0109"),
    # numbers
    ("DX0109", "bodies/DX-0109"),
    ("dx 0109", "bodies/DX-0109"),
    ("52990122U7H4CCLNUB", "bodies/DX-0109"),
    ("52990122-U7H4CCLNUB", "bodies/DX-0109"),
    ("52990122U7H4CCLNUC", "bodies/DX-0109"),
    ("990122240009", "inspectors/JC-009"),
    ("aj2025001", "cases/AJ-2025-001"),
    ("RW2025031", "draws/RW-2025-03-1"),
    ("第23号", "records/000023"),
    # items, findings, prose, columns
    ("食品安全", "items/JY-07"),
    ("校车", "items/JY-06"),
    ("消防方面的资料不全", "visits/", "消防"),
    ("怎样核对", "verify"),
    ("投诉", "complaint"),
    ("逾期", "due/index"),
    ("开放数据", "data/index"),
)  # fmt: skip
WANTED = 47


def first(tab: Any, typed: str) -> tuple[str, str]:
    tab.fill("#q", typed)
    if not tab.locator("#found li").count():
        return "", ""
    return tab.evaluate("document.querySelector('#found a').href"), tab.inner_text("#found li:first-child")


def test_what_people_type_is_found_first(county: Built, tab: Any) -> None:
    """At least 47 of 50 kinds, of more than 50 tried."""
    tab.goto(Path(county.folder, "search.html").resolve().as_uri())
    tab.focus("#q")
    until(tab, "window.SSJ_SEARCH !== undefined")
    missed = []
    for typed, wanted, *words in TYPED:
        href, line = first(tab, typed)
        if (
            f"/{wanted}" not in href
            or (not words and not href.endswith(f"{wanted}.html"))
            or any(w not in line for w in words)
        ):
            missed.append(f"{typed}: {href} {line!r}")
    assert len(TYPED) - len(missed) >= len(TYPED) * WANTED / 50, missed


def test_what_was_typed_stands_in_the_address(county: Built, tab: Any) -> None:
    """From the home page Enter leads to the search page; its address is a link to the search, and coming back restores it."""
    tab.goto(Path(county.folder, "index.html").resolve().as_uri())
    tab.fill("#q", "明雨")
    tab.press("#q", "Enter")
    tab.wait_for_url("**/search.html?q=*")
    tab.wait_for_selector("#found li")
    assert tab.input_value("#q") == "明雨"
    tab.click("#found li a")
    tab.wait_for_url("**/bodies/DX-0109.html")
    tab.go_back()
    tab.wait_for_selector("#found li")
    assert tab.input_value("#q") == "明雨"


def test_enter_on_its_own_page_leads_to_what_was_found(county: Built, tab: Any) -> None:
    tab.goto(Path(county.folder, "search.html").resolve().as_uri())
    tab.fill("#q", "DX-0109")
    tab.wait_for_selector("#found li")
    tab.press("#q", "Enter")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/bodies/DX-0109.html")


def test_while_the_index_comes_it_says_so(county: Built, tab: Any) -> None:
    tab.goto(Path(county.folder, "search.html").resolve().as_uri())
    told = tab.evaluate("""() => {
      const box = document.getElementById("q");
      box.value = "明雨";
      box.dispatchEvent(new Event("input"));
      return document.getElementById("count").textContent;
    }""")
    assert told == "正在取数据……"
