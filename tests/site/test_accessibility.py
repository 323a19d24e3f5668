"""Everybody can read the site: axe finds no violation on any page type, in light, dark and large-type mode; it prints;
it is light enough for a slow line."""

from __future__ import annotations

import gzip
import itertools
import json
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any

import axe_playwright_python
import pytest

from tests.site.reading import Built
from tests.site.test_browser import looked_at, url

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
#: Rows, dots and codes are alike from the first to the last: eight of each are enough to judge by.
SHORTEN = """() => { for (const one of ['tbody tr', 'circle', '.facts ul li', 'main section > ul li'])
    document.querySelectorAll(one + ':nth-of-type(n+9)').forEach(each => each.remove()) }"""
#: Text has one contrast wherever it has one look: the tag, class, colours, sizes and places of its element and of all
#: around it, and whether there is enough of it to judge. Marks the first of each look that is not ``known``; gives the
#: looks marked.
MARK = """(known) => {
  const looks = new Set(known), found = [];
  // 53 bits of a text: whole looks, handed to and fro for each page, would cost more than axe does
  const short = (text) => {
    let [a, b] = [0xdeadbeef, 0x41c6ce57];
    for (let at = 0; at < text.length; at++) {
      a = Math.imul(a ^ text.charCodeAt(at), 2654435761);
      b = Math.imul(b ^ text.charCodeAt(at), 1597334677);
    }
    return 4294967296 * (2097151 & (b ^ (b >>> 16))) + ((a ^ (a >>> 13)) >>> 0);
  };
  const look = (one) => {
    const style = getComputedStyle(one);
    const text = [...one.childNodes].filter(each => each.nodeType === Node.TEXT_NODE).map(each => each.data).join('').trim();
    return [one.tagName, one.className.baseVal ?? one.className, text && /[\\p{L}\\p{N}]{2}/u.test(text) ? 2 : text.length > 0,
      one.getClientRects().length > 0, one.matches(':disabled, [aria-disabled=true]'), style.color, style.backgroundColor,
      style.backgroundImage, style.opacity, style.filter, style.textShadow, style.textDecorationLine, style.fontSize, style.fontWeight,
      style.position, style.float].join();
  };
  const walk = (one, above) => {
    const whole = short(above + '>' + look(one)), first = !looks.has(whole);
    one.toggleAttribute('data-first', first);
    if (first) {
      looks.add(whole);
      found.push(whole);
    }
    for (const each of one.children) walk(each, whole);
  };
  walk(document.body, '');
  return found;
}"""
#: What large type may bring about: everything else lies in the document, which stays as it is.
SIZE = ("color-contrast", "link-in-text-block", "scrollable-region-focusable")
#: Axe judges colours where `MARK` has marked, and everything else everywhere.
COLOURS = {"color-contrast": "[data-first]", "link-in-text-block": "a[href][data-first], [role=link][data-first]"}
CONFIGURE = f"axe.configure({json.dumps({'rules': [{'id': id_, 'selector': it} for id_, it in COLOURS.items()]})})"
RUN = """async (only) => (await axe.run(document, {resultTypes: ['violations'], ...(only && {runOnly: only})})).violations
    .map(one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.target.join(' ')).join(' | '))"""


def test_axe_finds_no_violation_on_any_page_type(county: Built, browser: Any) -> None:
    """By day and by night, in usual and in large type. Night changes colours only: of a page by night these are judged
    again. Of the front page all is, in large type too, where the button says another thing."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    found: dict[str, set[str]] = {}
    known: list[int] = []
    for name in looked_at(county):
        page.goto(url(county, name))
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.evaluate(SHORTEN)
        page.evaluate(AXE)
        page.evaluate(CONFIGURE)
        for size, scheme in itertools.product(("usual", "large"), ("light", "dark")):
            page.emulate_media(color_scheme=scheme)
            if (size == "large") != page.evaluate("document.documentElement.classList.contains('elder')"):
                page.evaluate("document.querySelector('button.size').click()")
            looks = page.evaluate(MARK, known)
            known += looks
            judged = list(COLOURS) if scheme == "dark" else SIZE if size == "large" and name != "index.html" else None
            if scheme == "light" or looks:
                for one in page.evaluate(RUN, judged):
                    found.setdefault(one, set()).add(f"{name} {size} {scheme}")
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
    own = {normpath(f"{dirname(name)}/{link}".lstrip("/")) for link in links if link and "://" not in link}
    files = [county.files[one] for one in own if not one.endswith((".json", ".atom"))]
    return sum(len(gzip.compress(data)) for data in (county.files[name], *files))


def test_the_front_page_is_light(county: Built) -> None:
    assert weight(county, "index.html") <= 60_000


def test_no_page_is_heavy(county: Built) -> None:
    heavy = {name: size for name in looked_at(county) if (size := weight(county, name)) > 100_000}
    assert heavy == {}
