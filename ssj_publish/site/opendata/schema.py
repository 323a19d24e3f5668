"""The vocabulary as JSON Schema (2020-12): what a verifier in another language reads instead of the protocol's tables.

It describes a statement, as a reader of the canonical YAML has it. JSON Schema knows no order of keys; the order is
that of ``properties``. ``x-`` members say what it has no word for: the kind's signers as groups of role types (of every
group one signs), what a correction may not change, whether a record can be taken back, in which register an id is
looked up, of which kind a record is, and whether what is said is removable.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ssj_publish.core.shapes import FIRST_YEAR, LAST_YEAR
from ssj_publish.core.vocabulary import Described, Field, vocabulary

#: A day and a moment, as patterns: JSON Schema's own formats take other spellings too.
DAY = "^[0-9]{4}-[01][0-9]-[0-3][0-9]$"
MOMENT = r"^2[01][0-9]{2}-[01][0-9]-[0-3][0-9]T([01][0-9]|2[0-3])(:[0-5][0-9]){2}\+08:00$"
_DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_ADDRESS = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """All kinds: ``oneOf``, told apart by ``kind``."""
    kinds = vocabulary()
    groups = {one.shape: one for kind in kinds for one in _groups(kind.fields)}
    shapes = {str(name): _object(one.fields) for name, one in sorted(groups.items(), key=lambda pair: str(pair[0]))}
    return {
        "$schema": _ADDRESS,
        "title": "ssj-ledger/v1",
        "years": [FIRST_YEAR, LAST_YEAR],
        "oneOf": [{"$ref": f"#/$defs/{kind.name}"} for kind in kinds],
        "$defs": {kind.name: _statement(kind) for kind in kinds} | {"_reference": _REFERENCE} | shapes,
    }


def _statement(kind: Described) -> dict[str, Any]:
    first = kind.name == "genesis"
    links = {"type": "array", "items": _DIGEST, "uniqueItems": True, "minItems": 1}
    return {
        "type": "object",
        "description": kind.doc,
        "x-signers": [sorted(group) for group in kind.signers],
        "x-fixed": list(kind.fixed) if kind.fixed is not None else None,
        "x-retractable": kind.retractable,
        "x-borne": kind.borne,
        "properties": {
            "origin": {"type": "string", "minLength": 1, "maxLength": 500},
            "kind": {"const": kind.name},
            "time": {"type": "string", "pattern": MOMENT},
            **({} if first else {"after": links}),
            "refs": links,
            "body": _object(kind.fields),
        },
        "required": ["origin", "kind", "time", *([] if first else ["after"]), "body"],
        "additionalProperties": False,
    }


def bodies(whole: bool) -> dict[str, Any]:
    """What stands in ``body`` by kind, the groups within by shape, and ``_reference``. ``whole``: with every field
    there, null where it says nothing, as in a draw's data; else as a record has it, where defaults are left out."""
    kinds = vocabulary()
    groups = {one.shape: one.fields for kind in kinds for one in _groups(kind.fields)}
    found = groups | {kind.name: kind.fields for kind in kinds}
    dated = {"until": {"anyOf": [_REFERENCE["properties"]["until"], {"type": "null"}]}}
    properties = _REFERENCE["properties"] | (dated if whole else {})
    reference = _REFERENCE | {"properties": properties, "required": ["_sd", "until"] if whole else ["_sd"]}
    return {str(name): _object(fields, whole) for name, fields in found.items()} | {"_reference": reference}


def kept(fields: tuple[Field, ...]) -> dict[str, Any]:
    """An object as records and entries have it: what equals its default is left out."""
    return _object(fields)


def _groups(fields: Iterable[Field]) -> Iterable[Field]:
    for one in fields:
        if one.type == "group":
            yield one
            yield from _groups(one.fields)


def _object(fields: tuple[Field, ...], whole: bool = False) -> dict[str, Any]:
    """No key that is not named; one with a default is left out where it holds it."""
    return {
        "type": "object",
        "properties": {one.name: _whole(one) if whole else _field(one) for one in fields},
        "required": [one.name for one in fields if one.required or whole],
        "additionalProperties": False,
        "minProperties": 1,
    }


def _field(one: Field) -> dict[str, Any]:
    value = {"$ref": "#/$defs/_reference"} if one.removable else _value(one)
    told = {"x-of": one.of, "x-kind": one.kind, "x-removable": one.removable or None, "x-text": _text(one)}
    found = {"type": "array", "items": value, "minItems": 1} if one.many else value
    if not one.required and not one.many and one.default is not None:
        found = {**found, "default": one.default, "not": {"const": one.default}}
    return {**found, **{name: said for name, said in told.items() if said}}


def _whole(one: Field) -> dict[str, Any]:
    value = {"$ref": "#/$defs/_reference"} if one.removable else _value(one)
    found = {"type": "array", "items": value} if one.many else value
    return found if one.required or one.many or one.default is not None else {"anyOf": [found, {"type": "null"}]}


def _text(one: Field) -> str | None:
    """Of what is removable, the type of the content: a record holds its digest only."""
    return one.type if one.removable else None


def _value(one: Field) -> dict[str, Any]:
    match one.type:
        case "group":
            return {"$ref": f"#/$defs/{one.shape}"}
        case "body":
            return {"type": "object", "description": "the body of the kind of what is corrected"}
        case "boolean":
            return {"type": "boolean"}
        case "number":
            bounds = {"minimum": one.least, "maximum": one.most}
            return {"type": "integer", **{name: bound for name, bound in bounds.items() if bound is not None}}
        case "code":
            return {"enum": list(one.choices)}
        case "day":
            return {"type": "string", "pattern": DAY}
        case "moment":
            return {"type": "string", "pattern": MOMENT}
    longest = {"maxLength": one.longest} if one.longest is not None else {}
    return {"type": "string", **({"pattern": _pattern(one.pattern)} if one.pattern else {}), **longest}


def _pattern(pattern: str) -> str:
    """As ECMA-262 writes it, whose ``$`` lets no line feed through."""
    return pattern.replace(r"\Z", "$").replace("(?s:.+)", r"[\s\S]+")


_REFERENCE: dict[str, Any] = {
    "type": "object",
    "description": "the digest of a content beside the chain (protocol, 2.2)",
    "properties": {"_sd": _DIGEST, "until": {"type": "string", "pattern": DAY}},
    "required": ["_sd"],
    "additionalProperties": False,
}
