"""What every page of the site has, whoever wrote it: the ledger's pages, the prose, the lists."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote, urlsplit

import pytest

from ssj_publish.site import source
from tests.site.conftest import ROOT, Make
from tests.site.reading import Built
from tests.world import World

pytestmark = pytest.mark.slow

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@pytest.fixture(scope="module")
def verified() -> source.Source:
    return source.read(ROOT / "ledger")


#: What a server shows for any address that leads nowhere, however deep: it alone names the site itself in its
#: addresses.
MISSING = "404.html"
ADDRESS = "https://jy.anlan.example/"


def test_every_link_leads_somewhere_within_the_site(county: Built) -> None:
    """No link is broken, none is absolute, and a fragment names an id of its page."""
    for name in county.pages:
        page = county.page(name)
        for link in page.links:
            assert link.startswith(ADDRESS) <= (name == MISSING), (name, link)
            parts = urlsplit(link.removeprefix(ADDRESS))
            assert not parts.scheme or parts.scheme == "https", (name, link)
            if parts.scheme:
                continue
            assert not link.startswith("/"), (name, link)
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
            )
            assert target in county.files, (name, link)
            if parts.fragment:
                assert unquote(parts.fragment) in county.page(target).ids, (name, link)


def test_nothing_is_fetched_from_elsewhere(county: Built) -> None:
    """Scripts, styles and pictures are the site's own; what a page only links to may be anywhere."""
    for name in county.pages:
        for attrs in county.page(name).named("script", "link", "img", "iframe", "source", "audio", "video", "object"):
            fetched = (attrs.get("src") or attrs.get("href") or "").removeprefix(ADDRESS if name == MISSING else "")
            assert "://" not in fetched, name
    for name in ("theme/css/site.css", "theme/js/search.js"):
        assert b"http" not in county.files[name].replace(b"http://www.w3.org/2000/svg", b"")


def test_every_page_can_be_reached_from_the_front(county: Built) -> None:
    """By links alone, without the search; nothing leads to the page for what leads nowhere."""
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        name = waiting.pop()
        for link in county.page(name).links:
            path = urlsplit(link).path
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path)))
            if path and target.endswith(".html") and target in county.files and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert seen == set(county.pages) - {MISSING}


def test_every_page_says_that_this_is_an_example(county: Built, verified: source.Source) -> None:
    notice = verified.state.founding.notice
    assert notice
    for name in county.pages:
        assert notice in county.text(name), name


def test_every_list_says_how_far_the_data_goes(county: Built, verified: source.Source) -> None:
    """The day of the newest record, its number and its digest: whoever has a copy of the ledger can compare. Other
    pages do not, so that each stays as it is until something of its own changes."""
    latest = verified.log.times.newest
    heads = {
        name
        for name in county.pages
        if "/" not in name or name.endswith("/index.html") or name.startswith("decisions/")
    }
    assert 10 < len(heads) < len(county.pages) / 2
    for name in county.pages:
        footer = county.text(name).partition("主办单位")[2]
        assert (f"数据截至{latest:%Y-%m-%d}" in footer.replace(" ", "")) == (name in heads), name
        assert (verified.head.digest in footer) == (name in heads), name


def test_no_page_holds_a_script_a_style_or_a_handler(county: Built) -> None:
    """The policy forbids them; nothing that it forbids is there to be missed."""
    for name in county.pages:
        page = county.page(name)
        policies = [
            attrs["content"] for attrs in page.named("meta") if attrs.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policies == [POLICY], name
        # A block of data is never run, whatever the policy.
        blocks = [{"type": "application/json", "id": one} for one in ("draw-data", "seal-data")] + [
            {"type": "application/ld+json"}
        ]
        assert all(attrs.get("src") or attrs in blocks for attrs in page.named("script")), name
        assert not page.named("style", "base", "iframe", "object", "embed"), name
        for form in page.named("form"):  # the search works without a script as far as its own page
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(name), (form["action"] or "").removeprefix(ADDRESS))
            )
            assert (target, form["method"]) == ("search.html", "get"), name
        for tag, attrs in page.tags:
            bad = [key for key in attrs if key.startswith("on") or key == "style"]
            assert not bad, (name, tag, bad)


def test_the_policy_stands_before_all_that_it_governs(county: Built) -> None:
    for name in county.pages:
        head = [tag for tag, _ in county.page(name).tags]
        policy = next(n for n, (_, attrs) in enumerate(county.page(name).tags) if attrs.get("http-equiv"))
        assert policy < min(n for n, tag in enumerate(head) if tag in ("link", "script")), name


def test_every_page_bears_the_government_s_labels(county: Built) -> None:
    """国办发〔2017〕47号: the site's three on each page, then a column's or an article's."""
    for name in county.pages:
        metas = county.page(name).metas
        assert metas["SiteName"] == "安澜县教育局双随机、一公开", name
        assert metas["SiteDomain"] == "jy.anlan.example", name
        assert metas["SiteIDCode"], name
        if "ArticleTitle" in metas:
            assert metas["ArticleTitle"], name
            assert re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", metas["PubDate"]), name
            assert metas["ContentSource"] == "安澜县教育局", name
        else:
            assert all(metas[f"Column{part}"] for part in ("Name", "Description", "Keywords", "Type")), name


def test_no_page_of_the_ledger_is_dated_after_its_newest_record(county: Built, verified: source.Source) -> None:
    """A falsified date is what a site's inspection looks for first. Prose has its author's dates."""
    latest = verified.log.times.newest
    for name in (name for name in county.pages if "/" in name and not name.startswith("decisions/")):
        assert county.page(name).metas.get("PubDate", "") <= f"{latest:%Y-%m-%d %H:%M}", name


def test_every_page_can_be_read_by_ear_and_by_keyboard(county: Built) -> None:
    """Language, one title, one heading of the first rank, a way past the menu, landmarks, a place in the site."""
    for name in county.pages:
        page = county.page(name)
        assert page.named("html") == [{"lang": "zh-CN"}], name
        assert len(page.named("h1")) == len(page.named("main")) == 1, name
        tags = [tag for tag, _ in page.tags]
        titles = [n for n, tag in enumerate(tags) if tag == "title"]
        assert titles[0] < tags.index("body"), name
        # A dot of a picture has its title too.
        assert all(tags[n - 1] == "circle" for n in titles[1:]), name
        assert page.named("a")[0] == {"class": "skip", "href": "#main"}, name
        assert page.named("main")[0]["id"] == "main", name
        assert len(page.named("header")) == len(page.named("footer")) == 1, name
        labels = [attrs.get("aria-label") for attrs in page.named("nav")]
        assert len(set(labels)) == len(labels), name
        assert None not in labels, name
        assert name == "index.html" or "当前位置" in labels, name
        assert len(set(page.ids)) == len(page.ids), name
        assert not [attrs for attrs in page.named("img") if "alt" not in attrs], name
        assert len(page.named("input")) == len(page.named("label")), name


def test_every_table_of_the_ledger_says_what_it_lists(county: Built) -> None:
    for name in county.pages:
        page = county.page(name)
        if "/" in name and not name.startswith("decisions/"):
            assert len(page.named("caption")) == len(page.named("table")), name


def test_titles_tell_pages_apart(county: Built) -> None:
    titles: dict[str, str] = {}
    for name in county.pages:
        text = county.files[name].decode()
        title = text[text.index("<title>") : text.index("</title>")]
        assert titles.setdefault(title, name) == name, title


def test_no_page_shows_the_machine_s_own_words(county: Built, full_world: World, make: Make) -> None:
    """A value that has no Chinese form is a mistake, not content: on no page, in no table, no data file and no
    index."""
    bad = re.compile(
        r"\bNone\b|\bTrue\b|\bFalse\b|Undefined|datetime\.|<[A-Z]\w+ object|\b[A-Z]\w+\((?:\w+=|['\"])|\bfrozenset\b|\['"
    )
    for site in (county, make(full_world)):
        for name, text in site.texts(lambda name: not name.startswith(("decisions/", "records/", "theme/", "ledger/"))):
            told = site.text(name) if name.endswith(".html") else text
            found = bad.search(told.replace("dtype=False", ""))  # two lines of Python to copy, on the page of open data
            assert not found, (name, found)


def test_a_visit_s_page_bears_the_day_of_its_newest_result(county: Built, verified: source.Source) -> None:
    """What the page is there for is the result: a site is as fresh as what it tells."""
    state, later = verified.state, 0
    for visit in state.visits.values():
        times = [visit.record.time, *(state.results[one].record.time for one in visit.results.values())]
        later += max(times) > times[0]
        published = county.page(f"visits/000/{visit.record.seq:06d}.html").metas["PubDate"]
        assert published == f"{max(times):%Y-%m-%d %H:%M}", visit.record.seq
    assert later > 50
