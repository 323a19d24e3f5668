"""The protocol's two texts and the code name the same bytes: who writes a verifier from the page has nothing to
guess."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.site.conftest import ROOT
from tests.site.reading import Built

PAGES = ROOT / "content" / "pages"
TAG = re.compile(r"ssj[/-][a-z-]+(?:/[a-z-]+)*/v[0-9]+")
#: Formats of files that nobody hashes or signs.
OWN = {"ssj-page/v1", "ssj-ledger/v1"}


def tags(text: str) -> set[str]:
    return set(TAG.findall(text))


def in_core() -> set[str]:
    scripts = ROOT / "theme" / "static" / "js"  # what is said of a draw's data is theirs to carry out
    sources = "".join(
        path.read_text("utf-8") for path in (*(ROOT / "ssj_publish" / "core").rglob("*.py"), *scripts.glob("*.js"))
    )
    return tags(sources) - OWN


def sections(text: str) -> list[str]:
    return re.findall(r"^### ([0-9]\.[0-9]+)", text, re.M)


@pytest.mark.parametrize("name", ["protocol.md", "protocol-en.md"])
def test_every_tag_that_the_core_hashes_or_signs_stands_in_the_protocol(name: str) -> None:
    text = (PAGES / name).read_text("utf-8")
    assert len(in_core()) >= 6
    missing = {one for one in in_core() if one not in text}
    assert missing == set()


def test_both_texts_give_the_same_formulas() -> None:
    chinese, english = ((PAGES / name).read_text("utf-8") for name in ("protocol.md", "protocol-en.md"))
    assert tags(chinese) == tags(english)
    fields = re.compile(r"`([a-z_]+)`")
    told = {one for one in fields.findall(chinese) if len(one) > 3}
    assert told - set(re.findall(r"[a-z_]+", english)) == set()
    assert sections(english) == sections(chinese)


@pytest.mark.slow
def test_the_english_page_says_its_language_and_each_leads_to_the_other(county: Built) -> None:
    (article,) = county.page("protocol-en.html").named("article")
    assert article["lang"] == "en"
    assert any(link.endswith("protocol-en.html") for link in county.page("protocol.html").links)
    assert any(link.endswith("protocol.html") for link in county.page("protocol-en.html").links)
    assert Path(county.folder, "theme", "verify_draw.py").is_file()


def rules(text: str) -> list[int]:
    return [int(one) for one in re.findall(r"^- \*\*R([0-9]+)\*\* ", text, re.M)]


def test_both_texts_number_the_same_rules_and_who_carries_them_out_cites_each() -> None:
    """A rule that the page states and nothing carries out, or the other way round, is found by its number."""
    chinese, english = ((PAGES / name).read_text("utf-8") for name in ("protocol.md", "protocol-en.md"))
    assert rules(chinese) == rules(english) == list(range(1, len(rules(chinese)) + 1))
    scripts = ROOT / "theme" / "static" / "js"  # what is said of a draw's data is theirs to carry out
    sources = "".join(
        path.read_text("utf-8") for path in (*(ROOT / "ssj_publish" / "core").rglob("*.py"), *scripts.glob("*.js"))
    )
    assert {int(one) for one in re.findall(r"\(protocol R([0-9]+)\)", sources)} == set(rules(chinese))
    for text in (chinese, english):
        assert {int(one) for one in re.findall(r"R([0-9]+)", text)} <= {*rules(text), 3797}


@pytest.mark.slow
def test_the_vectors_are_published_and_hold_on_the_site(county: Built) -> None:
    """Every file that the page names is there, byte for byte what the tests read, and nothing else is; the small
    ledger's are found by its lists, by its conclusion, and by the layout of a log."""
    named = {link for link in county.page("vectors.html").links if link.startswith("vectors/")}
    folder = ROOT / "content" / "vectors"
    kept = {
        path.relative_to(folder.parent).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    assert {name: data for name, data in county.files.items() if name.startswith("vectors/")} == kept
    small = "vectors/small"
    for sums in [name for name in named if name.endswith("SHA256SUMS")]:
        named |= {f"{sums.removesuffix('SHA256SUMS')}{line[66:]}" for line in kept[sums].decode().splitlines()}
    named |= {f"{small}/{one['data']}" for one in json.loads(kept[f"{small}/expected.json"])["draws"]}
    laid = re.compile(rf"{small}/ledger/(checkpoint|policy|tile/.+|[0-9]+/[0-9]+\.tlog-proof)")
    assert {name for name in kept.keys() - named if not laid.fullmatch(name)} == set()
    assert named <= kept.keys()
