"""The form of the site's JSON, and the terms in which its JSON Schemas (2020-12) are written."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from ssj_publish.site.opendata import schema

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
DAY: Final = {"type": "string", "pattern": schema.DAY}
MOMENT: Final = {"type": "string", "pattern": schema.MOMENT}
DIGEST: Final = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
TEXT: Final = {"type": "string"}
YES: Final = {"type": "boolean"}
COUNT: Final = {"type": "integer", "minimum": 0}
SEQ: Final = {"type": "integer", "minimum": 1}

Json = dict[str, Any]


def nullable(value: Json) -> Json:
    """That, or null."""
    return {"anyOf": [value, {"type": "null"}]}


def listed(value: Json) -> Json:
    """Any number of that."""
    return {"type": "array", "items": value}


def whole_object(members: Json, optional: Json | None = None) -> Json:
    """An object of just these members; those of ``optional`` may be missing."""
    return {
        "type": "object",
        "properties": members | (optional or {}),
        "required": list(members),
        "additionalProperties": False,
    }


def ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def form(value: Any) -> bytes:
    """JSON as all the site's pages have it."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
