"""The site as people see it: on a phone, at a desk, by keyboard, from a folder on disk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.site.conftest import watched
from tests.site.reading import Built, until

pytestmark = pytest.mark.browser

#: Beside the largest of each sort: a draw still sealed, one that is void, the first body, a record that proves much.
MORE = (
    "compare/index.html",
    "draws/RW-2026-02-1.html",
    "draws/RW-2025-03-1.html",
    "bodies/DX-0001.html",
    "records/000/000001.html",
)


def looked_at(site: Built) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*site.sorts, *MORE)))


def url(site: Built, name: str) -> str:
    return Path(site.folder, name).resolve().as_uri()


WIDTHS = [320, 390, 768, 1280]


@pytest.fixture(scope="module")
def sideways(county: Built, browser: Any) -> dict[int, list[str]]:
    """By width, the pages that scroll sideways: each is opened once, on a phone, and made wider."""
    complaints: list[str] = []
    found: dict[int, list[str]] = {width: [] for width in WIDTHS}
    page = watched(browser.new_page(locale="zh-CN"), complaints)
    for name in looked_at(county):
        page.set_viewport_size({"width": WIDTHS[0], "height": 800})
        page.goto(url(county, name))
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found[width].append(name)
    page.close()
    assert complaints == []
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(sideways: dict[int, list[str]], width: int) -> None:
    """At 320 px too, which is a phone, or a desk at 400 % (WCAG 1.4.10). Tables may scroll within their own box."""
    assert sideways[width] == []


@pytest.mark.parametrize("start", ["index.html", "search.html"])
def test_the_search_finds_a_school_by_a_piece_of_its_name(county: Built, tab: Any, start: str) -> None:
    """From disk, without a server; a click leads to its page."""
    tab.goto(url(county, start))
    name = tab.evaluate("document.title") and county.page("bodies/DX-0001.html").named("meta")
    wanted = county.page("bodies/DX-0001.html").metas["ArticleTitle"].split("：")[-1]
    assert name
    tab.fill("#q", wanted[-7:])
    tab.wait_for_selector("#found li")
    assert "找到" in tab.inner_text("#count")
    tab.click(f"#found li a:text-is('{wanted}')")
    assert tab.url.endswith("/bodies/DX-0001.html")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("DX-0001", "bodies/DX-0001.html"),
        ("ＤＸ－０００１", "bodies/DX-0001.html"),
        ("dx-0001", "bodies/DX-0001.html"),
        ("RW-2025-03-1", "draws/RW-2025-03-1.html"),
        ("AJ-2025-001", "cases/AJ-2025-001.html"),
        ("JC-009", "inspectors/JC-009.html"),
        ("第 23 号", "records/000/000023.html"),
        ("549", "records/000/000549.html"),
    ],
)
def test_what_is_typed_whole_comes_first(county: Built, tab: Any, typed: str, first: str) -> None:
    tab.goto(url(county, "search.html"))
    tab.fill("#q", typed)
    tab.wait_for_selector("#found li")
    assert tab.evaluate("document.querySelector('#found a').href").endswith(first)


def test_a_search_without_hits_says_so(county: Built, tab: Any) -> None:
    tab.goto(url(county, "search.html"))
    tab.fill("#q", "<b>没有这样的学校</b>")
    until(tab, "!['', '正在取数据……'].includes(document.getElementById('count').textContent)")
    assert "没有找到" in tab.inner_text("#count")
    tab.fill("#q", "")
    assert tab.inner_text("#count") == ""
    assert tab.locator("#found li").count() == 0


def test_a_keyboard_is_enough(county: Built, tab: Any) -> None:
    """The first stop is the way past the menu; each stop shows itself."""
    tab.goto(url(county, "bodies/DX-0001.html"))
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    box = tab.locator(".skip").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["y"] >= 0
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    for _ in range(5):
        tab.keyboard.press("Tab")
        style = "getComputedStyle(document.activeElement)"
        assert tab.evaluate(f"{style}.outlineStyle !== 'none' && parseFloat({style}.outlineWidth) >= 2")


CONTRAST = """
() => {
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const [r, g, b, a = 1] = parse(getComputedStyle(one).backgroundColor);
      if (a === 1) return [r, g, b];
    }
    return parse(getComputedStyle(document.documentElement).backgroundColor).slice(0, 3).length === 3
      && matchMedia("(prefers-color-scheme: dark)").matches ? [0, 0, 0] : [255, 255, 255];
  };
  const bad = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !node.getClientRects().length) continue;
    const a = light(parse(getComputedStyle(node).color)), b = light(ground(node));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) bad.push(`${walker.currentNode.textContent.trim().slice(0, 20)} ${ratio.toFixed(2)}`);
  }
  return bad;
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out(county: Built, tab: Any, scheme: str) -> None:
    """4.5 : 1 at least (WCAG 1.4.3), by day and by night."""
    tab.emulate_media(color_scheme=scheme)
    for name in (
        "index.html",
        "draws/RW-2025-03-1.html",
        "due/index.html",
        "bodies/DX-0001.html",
        "verify.html",
        "records/000/000001.html",
    ):
        tab.goto(url(county, name))
        assert tab.evaluate(CONTRAST) == [], name


def test_fingers_can_hit_the_menu(county: Built, tab: Any) -> None:
    """24 px at least in each direction (WCAG 2.5.8)."""
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(url(county, "index.html"))
    for box in tab.evaluate(
        "[...document.querySelectorAll('header a, .search input')].map(a => a.getBoundingClientRect().toJSON())"
    ):
        assert box["height"] >= 24
        assert box["width"] >= 24


@pytest.mark.parametrize("elder", [False, True])
def test_on_a_phone_the_first_screen_is_the_page_s_own(county: Built, tab: Any, elder: bool) -> None:
    """Header and the demonstration's notice leave three quarters of 844 px; the search box is among what is seen
    first."""
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(url(county, "index.html"))
    if elder:
        tab.click("button.size")
    bottom = "document.querySelector('{}').getBoundingClientRect().bottom"
    assert tab.evaluate(bottom.format("header")) < (330 if elder else 200)
    assert tab.evaluate(bottom.format("#q")) < (844 if elder else 500)


def test_paper_shows_what_is_folded_and_leaves_out_the_menu(county: Built, tab: Any) -> None:
    tab.goto(url(county, "draws/RW-2025-01-1.html"))
    tab.emulate_media(media="print")
    assert not tab.locator("header nav").is_visible()
    assert not tab.locator(".skip").is_visible()


def test_pictures_for_a_look(county: Built, tab: Any, tmp_path: Path) -> None:
    """Screenshots at phone and desk width; SSJ_PICTURES names a folder that keeps them."""
    kept = Path(os.environ.get("SSJ_PICTURES", tmp_path))
    kept.mkdir(parents=True, exist_ok=True)
    for width in (390, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        for name in ("index.html", "draws/RW-2025-01-1.html", "draws/RW-2026-02-1.html", "bodies/DX-0001.html"):
            tab.goto(url(county, name))
            picture = kept / f"{width}-{name.replace('/', '-')}.png"
            tab.screenshot(path=picture, full_page=True)
            assert picture.stat().st_size > 10_000
