"""The vocabulary as JSON Schema takes what the ledger holds, and tells every kind and field in its order."""

from __future__ import annotations

import json
import re
from typing import Any

from ssj_publish.core import encoding
from ssj_publish.core.kinds import KINDS
from ssj_publish.core.records import statement_bytes
from ssj_publish.core.vocabulary import vocabulary
from ssj_publish.site.opendata.schema import schema
from tests.world import World


def fits(value: Any, told: dict[str, Any], whole: dict[str, Any]) -> bool:
    """As much of JSON Schema as the vocabulary uses."""
    if "$ref" in told:
        return fits(value, whole["$defs"][told["$ref"].removeprefix("#/$defs/")], whole)
    if "const" in told or "enum" in told:
        return value in told.get("enum", [told.get("const")])
    if "not" in told and value == told["not"]["const"]:
        return False
    match told["type"]:
        case "object" if "properties" in told:
            known = set(value) <= set(told["properties"]) and set(told["required"]) <= set(value)
            return known and all(fits(one, told["properties"][name], whole) for name, one in value.items())
        case "array":
            return len(value) >= told["minItems"] and all(fits(one, told["items"], whole) for one in value)
        case "string":
            shape = re.compile(told.get("pattern", "").replace("$", r"\Z"))
            return isinstance(value, str) and bool(shape.search(value)) and len(value) <= told.get("maxLength", 10**9)
        case "integer":
            return type(value) is int and told.get("minimum", value) <= value <= told.get("maximum", value)
        case "boolean":
            return isinstance(value, bool)
    return isinstance(value, dict)


def test_every_record_of_every_kind_fits_its_schema_and_stands_in_its_order(full_world: World) -> None:
    whole = json.loads(json.dumps(schema()))
    seen = set()
    for record in full_world.state.records.values():
        told = whole["$defs"][record.kind]
        said = encoding.parse(statement_bytes(record.statement))["statement"]
        assert fits(said, told, whole), (record.kind, said)
        order = list(told["properties"]["body"]["properties"])
        assert list(said["body"]) == [name for name in order if name in said["body"]]
        assert not fits({**said, "extra": 1}, told, whole)
        seen.add(record.kind)
    assert seen == KINDS.keys()


def test_every_kind_says_who_signs_it() -> None:
    whole = schema()
    assert [one["$ref"] for one in whole["oneOf"]] == [f"#/$defs/{kind}" for kind in KINDS]
    for kind in vocabulary():
        assert whole["$defs"][kind.name]["x-signers"] == [sorted(group) for group in kind.signers]
        assert list(whole["$defs"][kind.name]["properties"]["body"]["properties"]) == [one.name for one in kind.fields]


def test_what_is_removable_is_told_as_a_reference() -> None:
    field = schema()["$defs"]["case-decision"]["properties"]["body"]["properties"]["text"]
    assert field == {"$ref": "#/$defs/_reference", "x-removable": True, "x-text": "text"}
