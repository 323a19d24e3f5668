"""A large county's site stays as light as a small one's: no page grows with the county, nor a folder with the years."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ssj_publish.site.build import build
from ssj_publish.site.pages.spread import MOST
from tests.shared import Shared
from tests.site.large import county
from tests.site.reading import Built, until
from tests.site.test_browser import url

pytestmark = pytest.mark.slow

#: More than the data that a draw's page carries itself (`redo.MANY`), and several pages of every list.
BODIES, RECORDS = 1100, 2400
#: Elements on a page: a town of three long lists with 7,300 was measured as quick as the front page, what is far down
#: being laid out late.
ELEMENTS, OF_LISTS = 6500, 3600
#: Bytes of a page as a server sends it.
BYTES = 60_000
#: Pages of things of which a county has so many and no more.
_BOUNDED = ("bodies", "feeds/bodies", "inspectors", "cases", "ledger/disclosures")


@pytest.fixture(scope="session")
def large(shared: Shared) -> Built:
    def fill(folder: Path) -> None:
        county(BODIES, RECORDS).write(folder)
        build(folder, folder / "site")

    return Built(shared("large", fill) / "site")


def elements(site: Built, name: str) -> int:
    return len(re.findall(rb"<[a-zA-Z]", site.files[name]))


def test_no_page_is_heavy(large: Built) -> None:
    packed = {name: len(gzip.compress(large.files[name], 6)) for name in large.sorts if "records/" not in name}
    assert {name: size for name, size in packed.items() if size > BYTES} == {}
    counted = {name: elements(large, name) for name in large.sorts}
    assert {name: count for name, count in counted.items() if count > ELEMENTS} == {}
    lists = {name: count for name, count in counted.items() if name.endswith("/index.html") or "~" in name}
    assert {name: count for name, count in lists.items() if count > OF_LISTS} == {}
    assert len(lists) > 20


def test_every_table_ends_somewhere(large: Built) -> None:
    """On a page as many rows as may be, and not fewer where there are more."""
    for name in ("bodies/index.html", "results/index.html", "visits/index.html", "drawn/index.html", "towns/1.html"):
        rows = max(part.count(b"<tr") - 1 for part in large.files[name].split(b"<table")[1:])
        assert rows == MOST, name
    assert "……（太长，全部见本页数据 JSON）" in large.text("reports/2025.html")


def test_no_folder_grows_for_ever(large: Built) -> None:
    folders = Counter(name.rpartition("/")[0] for name in large.files)
    grown = {name: count for name, count in folders.items() if count > 4000 and name not in _BOUNDED}
    assert grown == {}
    assert {f"records/{n:03d}" for n in range(3)} <= folders.keys()
    assert {f"visits/{n:03d}" for n in range(3)} <= folders.keys()


@pytest.mark.browser
def test_a_count_leads_to_all_that_it_counts(large: Built, tab: Any) -> None:
    """Followed by a tap, from the list of towns; from disk."""
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(url(large, "towns/index.html"))
    links = tab.locator("td a").filter(has_text=re.compile("[0-9]"))
    counts = [(int((link.text_content() or "").split()[0]), link.get_attribute("href")) for link in links.all()]
    much = [one for one in counts if one[0] > MOST]
    assert much
    for count, href in (max(counts), min(counts), much[0]):
        tab.goto(url(large, "towns/index.html").rpartition("/")[0] + "/" + href)
        tab.locator(".chosen", has_text="选出").first.wait_for()
        assert tab.inner_text(".chosen >> nth=0").startswith(f"选出 {count} 行"), href


@pytest.mark.browser
def test_a_large_draw_is_redone_from_the_script_beside_its_page(large: Built, tab: Any) -> None:
    assert b"draw-data" not in large.files["draws/T1-1.html"]
    tab.goto(url(large, "draws/T1-1.html"))
    tab.click(".redo button")
    until(tab, "!document.querySelector('.redo button').disabled")
    said = tab.inner_text(".redo")
    assert f"本页：列出的 {MOST} 个签号就是数据中的前 {MOST} 个" in said
    assert "成立：名单、检查小组和递补都由承诺、秘密和公共随机数算出" in said


def test_the_further_pages_are_pages_like_others(large: Built) -> None:
    names = [name for name in large.pages if "~" in name]
    assert len(names) > 20
    for name in names:
        assert large.page(name).metas.get("ColumnName"), name
        assert "其他页" in large.text(name)
