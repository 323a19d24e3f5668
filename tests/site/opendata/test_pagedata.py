"""The JSON beside a page says what the page shows, block by block."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ssj_publish.site.blocks import (
    Block,
    Cell,
    Code,
    Event,
    Mosaic,
    NoticeCheck,
    Page,
    Prose,
    Qr,
    Section,
    Tiles,
    Timeline,
    facts,
    table,
)
from ssj_publish.site.opendata import pagedata
from ssj_publish.site.pages import records
from tests.site.pages.reading import view_of
from tests.world import World


def block(world: World, one: Block) -> dict[str, Any]:
    page = Page("a.html", "题", "导语", (Section("一", (one,)),), ("栏", "x.html"), "2025-03-28 09:00")
    whole = json.loads(pagedata.page(page, view_of(world), {"a.html": {"kind": "body"}, "b.html": 1}))
    assert whole | {"sections": []} == {
        "format": "ssj-page/v1", "url": "a.html", "title": "题", "lead": "导语", "published": "2025-03-28 09:00",
        "column": "栏", "sections": [], "data": {"kind": "body"},
    }  # fmt: skip
    [section] = whole["sections"]
    assert section["heading"] == "一"
    [found] = section["blocks"]
    assert isinstance(found, dict)
    return found


LINK = Cell("甲", "x.html", "ok")
CASES: list[tuple[Block, dict[str, Any]]] = [
    (
        table("题", ("一", "二"), [(LINK, 3), ("乙", None)]),
        {"block": "table", "caption": "题", "head": ["一", "二"], "rows": [[{"text": "甲", "href": "x.html"}, "3"], ["乙", "—"]]},
    ),
    (facts(("一", LINK), ("二", "乙")), {"block": "facts", "pairs": [["一", {"text": "甲", "href": "x.html"}], ["二", "乙"]]}),
    (
        Timeline((Event("2025", LINK, "注"), Event("2026", Cell("乙"), ahead=True))),
        {"block": "timeline", "events": [
            {"when": "2025", "what": {"text": "甲", "href": "x.html"}, "ahead": False, "note": "注"},
            {"when": "2026", "what": "乙", "ahead": True},
        ]},
    ),
    (Prose(("一", "二"), "warn"), {"block": "prose", "paragraphs": ["一", "二"]}),
    (Qr("题", "https://x.example", 21, "M0"), {"block": "qr", "label": "题", "address": "https://x.example"}),
    (Code("题", "x"), {"block": "code", "label": "题", "text": "x"}),
    (NoticeCheck({"T1-1": {"count": 3}}), {"block": "notice", "data": {"T1-1": {"count": 3}}}),
    (Mosaic("题", (("甲镇", LINK),)), {"block": "mosaic", "caption": "题", "squares": [["甲镇", {"text": "甲", "href": "x.html"}]]}),
    (Tiles((("一", Cell("3"), "注"),)), {"block": "tiles", "tiles": [["一", "3", "注"]]}),
]  # fmt: skip


@pytest.mark.parametrize(("one", "wanted"), CASES, ids=[wanted["block"] for _, wanted in CASES])
def test_each_kind_of_block(world: World, one: Block, wanted: dict[str, Any]) -> None:
    assert block(world, one) == wanted


def test_a_list_was_published_on_no_day_and_is_about_no_one_thing(world: World) -> None:
    page = Page("a.html", "题", "导语", (), ("栏", "x.html"))
    whole = json.loads(pagedata.page(page, view_of(world), {}))
    assert (whole["published"], whole["data"], whole["sections"]) == (None, None, [])


def test_a_record_comes_with_all_its_fields(world: World) -> None:
    *_, page = records.pages(view_of(world))
    whole = json.loads(pagedata.page(page, view_of(world), {}))
    one = list(world.state.records.values())[-1]
    assert "sections" not in whole
    assert whole["data"] == {
        "kind": "record", "seq": 8, "prev": one.prev, "id": one.id, "digest": one.digest,
        "statement": {"origin": "jy.test.example/ssj", "kind": "plan-approval", "time": "2025-01-07T09:06:00+08:00",
                      "after": list(one.statement.after), "refs": list(one.statement.refs),
                      "body": {"plan": one.body.plan, "document": "教发1号"}},
        "signatures": [{"key": one.signatures[0].key, "signature": one.signatures[0].signature}],
    }  # fmt: skip


def test_prose_comes_as_it_was_written() -> None:
    assert pagedata.prose("a.html", "题", None, "# 甲\n") == (
        '{\n "format": "ssj-page/v1",\n "url": "a.html",\n "title": "题",\n "published": null,\n "markdown": "# 甲\\n"\n}\n'.encode()
    )
    assert pagedata.address("draws/T1-1.html") == "draws/T1-1.json"
