"""The terms in which JSON Schemas are written, and the one form of the site's JSON."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from ssj_publish.site.opendata import terms


def fits(value: Any, schema: terms.Json) -> bool:
    return bool(jsonschema.Draft202012Validator(schema).is_valid(value))


def test_an_object_holds_just_its_members_and_may_lack_the_optional_ones() -> None:
    schema = terms.whole_object({"a": terms.COUNT}, {"b": terms.TEXT})
    assert fits({"a": 0}, schema)
    assert fits({"a": 0, "b": ""}, schema)
    assert not fits({"b": ""}, schema)
    assert not fits({"a": 0, "c": 1}, schema)
    assert not fits({"a": -1}, schema)
    assert fits({}, terms.whole_object({}))


def test_null_is_allowed_only_where_it_is_said() -> None:
    assert fits(None, terms.nullable(terms.DIGEST))
    assert fits("ab" * 32, terms.nullable(terms.DIGEST))
    assert not fits("AB" * 32, terms.nullable(terms.DIGEST))
    assert not fits(None, terms.DIGEST)
    assert fits([1, 2], terms.listed(terms.SEQ))
    assert not fits([0], terms.listed(terms.SEQ))


def test_a_reference_is_to_a_definition_of_the_same_schema() -> None:
    schema = {"$schema": terms.DIALECT, "$defs": {"x": terms.YES}, **terms.ref("x")}
    assert fits(True, schema)
    assert not fits(1, schema)


@pytest.mark.parametrize("value", [{"名": ["甲", None, 1.5]}, [], "𠮷"])
def test_json_is_utf_8_indented_by_one_and_ends_its_line(value: Any) -> None:
    data = terms.form(value)
    assert json.loads(data) == value
    assert data.endswith(b"\n")
    assert b"\\u" not in data
    assert terms.form({"a": {"b": 1}}) == b'{\n "a": {\n  "b": 1\n }\n}\n'
