"""The descriptor names each file with its digest and each column with its limits; the page's own cannot end its
element."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ssj_publish.site.opendata import descriptor
from ssj_publish.site.opendata.sheets import Column, sheet
from ssj_publish.site.press import Print
from tests.world import World

COLUMNS = [
    Column("号", "number", "编号", "integer"),
    Column("甲", "fine", "某物", "boolean"),
    Column("乙", "whole", "主体"),
    Column("时", "time", "时间", "datetime"),
]
ONE = sheet("one", "甲表", "说明甲", COLUMNS, [], "号", 甲=("two", "编号"), 乙=("one", "号"))
PRINTS = {"data/one.csv": Print(b"", bytes.fromhex("ab" * 32), b"", (0, 17, 0, 0))}


def package(world: World, **site: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(descriptor.package(world.state, world.now, "题", [ONE], PRINTS, site))
    return found


def test_a_file_is_named_with_its_digest(world: World) -> None:
    whole = package(world)
    assert (whole["title"], whole["id"]) == ("题", world.state.genesis.id)
    assert whole["created"] == "2025-01-07T09:07:00+08:00"
    assert whole["contributors"] == [{"title": "测试县教育局", "role": "publisher"}]
    assert "licenses" not in whole
    [one] = whole["resources"]
    assert (one["name"], one["title"], one["description"], one["path"]) == ("one", "甲表", "说明甲", "one.csv")
    assert (one["bytes"], one["hash"]) == (17, f"sha256:{'ab' * 32}")


def test_columns_bear_their_limits_and_lead_to_others(world: World) -> None:
    schema = package(world)["resources"][0]["schema"]
    assert schema["fields"] == [
        {"name": "号", "type": "integer", "format": "default", "description": "编号",
         "constraints": {"required": True, "unique": True}},
        {"name": "甲", "type": "string", "format": "default", "description": "某物", "constraints": {"enum": ["是", "否"]}},
        {"name": "乙", "type": "string", "format": "default", "description": "主体"},
        {"name": "时", "type": "datetime", "format": "any", "description": "时间"},
    ]  # fmt: skip
    assert schema["primaryKey"] == ["号"]
    assert schema["foreignKeys"] == [
        {"fields": ["甲"], "reference": {"resource": "two", "fields": ["编号"]}},
        {"fields": ["乙"], "reference": {"resource": "", "fields": ["号"]}},
    ]


def test_sponsor_and_licence_are_the_bureau_s_to_say(world: World) -> None:
    whole = package(world, sponsor="某局", data_license="https://x.example/licence")
    assert whole["contributors"][0]["title"] == "某局"
    assert whole["licenses"] == [{"path": "https://x.example/licence"}]


@pytest.mark.parametrize(
    ("root", "address"), [("", "./one.csv"), ("https://x.example", "https://x.example/data/one.csv")]
)
def test_search_engines_are_told_the_same(world: World, root: str, address: str) -> None:
    text = descriptor.dataset(world.state, world.now, "</script><!--&\u2028", [ONE], root, {"data_license": "甲"})
    assert not set("<>&\u2028\u2029") & set(text)
    whole = json.loads(text)
    assert whole["name"] == "</script><!--&\u2028"
    assert whole["temporalCoverage"] == "2025-01-02/2025-01-07"
    assert whole["dateModified"] == "2025-01-07T09:07:00+08:00"
    assert (whole["creator"]["name"], whole["license"]) == ("测试县教育局", "甲")
    [one] = whole["distribution"]
    assert (one["name"], one["contentUrl"]) == ("甲表", address)
