"""What is in English says so, whoever reads it aloud."""

from __future__ import annotations

import re

import pytest

from ssj_publish.site.tongues import english
from tests.site.reading import Built

PARAGRAPH = re.compile(r"<p( lang=.en.)?>(.*?)</p>", re.DOTALL)
CODE = re.compile(r"<code>.*?</code>|<[^>]+>", re.DOTALL)


@pytest.mark.slow
def test_every_english_paragraph_of_a_chinese_page_is_marked(county: Built) -> None:
    """And none that is Chinese."""
    marked = 0
    for name in county.pages:
        text = county.files[name].decode()
        if 'class="text" lang="en"' in text or 'class="text"' not in text:
            continue
        article = text[text.index('class="text"') :].partition("</article>")[0]
        for lang, words in PARAGRAPH.findall(article):
            assert bool(lang) == english(CODE.sub(" ", words)), (name, words)
            marked += bool(lang)
    assert marked > 20


@pytest.mark.slow
def test_an_english_title_is_marked_where_it_is_linked(county: Built) -> None:
    for name in ("index.html", "map.html", "bodies/DX-0001.html"):
        found = [
            attrs for attrs in county.page(name).named("a") if (attrs.get("href") or "").endswith("protocol-en.html")
        ]
        assert found, name
        assert {attrs.get("lang") for attrs in found} == {"en"}, name


@pytest.mark.parametrize("text", ["SHA-256", "ssj verify ledger", "", "见 the four English words", "draw-commit"])
def test_names_and_commands_are_no_english(text: str) -> None:
    assert not english(text)


@pytest.mark.slow
def test_the_icon_is_where_browsers_ask_for_it(county: Built) -> None:
    """An ICO with two pictures, at the root."""
    assert county.files["favicon.ico"][:6] == b"\x00\x00\x01\x00\x02\x00"
    assert "./favicon.ico" in county.page("index.html").links
    assert "../favicon.ico" in county.page("bodies/DX-0001.html").links
