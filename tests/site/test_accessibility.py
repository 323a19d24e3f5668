"""Everybody can read the site: axe finds no violation on any page type, in light, dark and large-type mode; it prints; it is
light enough for a slow line."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from tests.site.reading import Built
from tests.site.test_browser import looked_at, url

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
    .map(one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.target.join(' ')).join(' | '))"""
#: Rows, dots and codes are alike from the first to the last: eight of each are enough to judge by.
SHORTEN = """() => { for (const one of ['tbody tr', 'circle', '.facts ul li', 'main section > ul li'])
    document.querySelectorAll(one + ':nth-of-type(n+9)').forEach(each => each.remove()) }"""


@pytest.mark.parametrize(("scheme", "elder"), [("light", False), ("dark", False), ("light", True), ("dark", True)])
def test_axe_finds_no_violation_on_any_page_type(county: Built, browser: Any, scheme: str, elder: bool) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme, locale="zh-CN")
    page = context.new_page()
    found: dict[str, set[str]] = {}
    for name in looked_at(county):
        page.goto(url(county, name))
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        if elder != page.evaluate("document.documentElement.classList.contains('elder')"):
            page.click("button.size")
        page.evaluate(SHORTEN)
        page.evaluate(AXE)
        violations = page.evaluate(RUN)
        for one in violations:
            found.setdefault(one, set()).add(name)
    context.close()
    assert found == {}


def test_large_type_is_large_high_in_contrast_and_remembered(county: Built, tab: Any) -> None:
    tab.goto(url(county, "index.html"))
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    before = tab.evaluate(size)
    tab.focus("button.size")
    tab.keyboard.press("Enter")
    assert tab.evaluate(size) >= 1.35 * before
    assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    heights = tab.evaluate(
        "Array.from(document.querySelectorAll('.top li a, .top button'), one => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44
    tab.goto(url(county, "results/index.html"))
    assert tab.evaluate(size) >= 1.35 * before
    tab.click("text=恢复普通版")
    assert tab.evaluate(size) == before


def test_large_type_does_not_scroll_sideways_on_a_phone(county: Built, tab: Any) -> None:
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(url(county, "index.html"))
    tab.click("button.size")
    wide = []
    for name in looked_at(county):
        tab.goto(url(county, name))
        assert tab.evaluate("document.documentElement.classList.contains('elder')")
        if tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(name)
    assert wide == []


@pytest.mark.parametrize("name", ["draws/RW-2025-01-1.html", "bodies/DX-0001.html"])
def test_paper_has_the_content_and_no_menu(county: Built, tab: Any, name: str) -> None:
    tab.goto(url(county, name))
    rows = tab.locator("section tbody tr").count()
    tab.emulate_media(media="print")
    assert not tab.locator(".top nav").is_visible()
    assert not tab.locator("button.size").is_visible()
    assert sum(one.is_visible() for one in tab.locator("section tbody tr").all()) == rows > 0
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def weight(county: Built, name: str) -> int:
    """What a visitor's browser fetches for a page, compressed as a server sends it."""
    page = county.page(name)
    links = [attrs.get("src") or attrs.get("href") or "" for attrs in page.named("script", "link", "img")]
    own = {(Path(name).parent / link).as_posix() for link in links if link and "://" not in link}
    files = [
        county.files[re.sub(r"[^/]+/\.\./", "", one).removeprefix("./")]
        for one in own
        if not one.endswith((".json", ".atom"))
    ]
    return sum(len(gzip.compress(data)) for data in (county.files[name], *files))


def test_the_front_page_is_light(county: Built) -> None:
    assert weight(county, "index.html") <= 60_000


def test_no_page_is_heavy(county: Built) -> None:
    heavy = {name: size for name in looked_at(county) if (size := weight(county, name)) > 100_000}
    assert heavy == {}
