"""JSON Schema of ``ssj-page/v1`` (`pagedata`, `entities`): what a page shows, and the fields of what it is about."""

from __future__ import annotations

from typing import Any, Final

from ssj_publish.core.kinds.registers import Body, Inspector, Item
from ssj_publish.core.vocabulary import fields_of
from ssj_publish.site.opendata.schema import bodies, kept
from ssj_publish.site.opendata.terms import (
    COUNT,
    DAY,
    DIALECT,
    DIGEST,
    MOMENT,
    SEQ,
    TEXT,
    YES,
    Json,
    listed,
    nullable,
    ref,
    whole_object,
)  # fmt: skip

_CELL = {"anyOf": [TEXT, whole_object({"text": TEXT, "href": TEXT})]}
_EVENT = whole_object({"when": TEXT, "what": _CELL, "ahead": YES}, {"note": TEXT})
_PLACE_ON_LINE = whole_object({"at": TEXT, "row": COUNT, "drawn": YES, "title": TEXT})
_STRIP = whole_object({"name": TEXT, "text": TEXT, "dots": listed(_PLACE_ON_LINE), "cut": TEXT})
_POINT = whole_object({"x": COUNT, "y": COUNT, "name": TEXT, "value": TEXT})
_ROW = {"type": "array", "items": _CELL, "minItems": 1}

#: What each block has, by its name.
BLOCKS: Final[dict[str, Json]] = {
    "facts": {"pairs": listed({"type": "array", "prefixItems": [TEXT, _CELL], "items": False, "minItems": 2})},
    "table": {"caption": TEXT, "head": listed(TEXT), "rows": listed(_ROW)},
    "timeline": {"events": listed(_EVENT)},
    "prose": {"paragraphs": listed(TEXT)},
    "code": {"label": TEXT, "text": TEXT},
    "qr": {"label": TEXT, "address": TEXT},
    "tiles": {"tiles": listed({"type": "array", "prefixItems": [TEXT, _CELL, TEXT], "items": False, "minItems": 3})},
    "ways": {"ways": listed(_CELL)},
    "strips": {"caption": TEXT, "strips": listed(_STRIP)},
    "curve": {"caption": TEXT, "text": TEXT, "points": listed(_POINT)},
    "mosaic": {
        "caption": TEXT,
        "squares": listed({"type": "array", "prefixItems": [TEXT, _CELL], "items": False, "minItems": 2}),
    },
    "notice": {"data": {"type": "object"}},
}

_STEP: dict[str, Json] = {"seq": SEQ, "id": DIGEST, "record": TEXT, "time": MOMENT}
_HISTORY: dict[str, Json] = {"entry": nullable(ref("entry")), "listed": YES, "history": listed(ref("version"))}


def schema() -> Json:
    """The whole file: a page of the ledger, a record's, or one that somebody wrote."""
    head = {"format": {"const": "ssj-page/v1"}, "url": TEXT, "title": TEXT, "published": nullable(TEXT)}
    page = head | {"lead": TEXT, "column": TEXT}
    return {
        "$schema": DIALECT,
        "title": "ssj-page/v1",
        "anyOf": [
            whole_object(page | {"sections": listed(ref("section")), "data": nullable(ref("data"))}),
            whole_object(page | {"data": ref("record")}),
            whole_object(head | {"markdown": TEXT}),
        ],
        "$defs": _shown() | _about() | _bodies(),
    }


def _shown() -> dict[str, Json]:
    blocks = [whole_object({"block": {"const": name}} | members) for name, members in BLOCKS.items()]
    return {
        "section": whole_object({"heading": TEXT, "blocks": {"type": "array", "items": ref("block"), "minItems": 1}}),
        "block": {"oneOf": blocks},
    }


def _bodies() -> dict[str, Any]:
    """As records have them, or with the text in the place of the reference to it."""
    told = bodies(whole=False)
    entries = {one.__name__: kept(fields_of(one)) for one in (Body, Inspector, Item)}
    return told | entries | {"_reference": {"anyOf": [told["_reference"], TEXT]}}


def _about() -> dict[str, Json]:
    kinds = [whole_object({"kind": {"const": name}} | members) for name, members in _data().items()]
    gone = whole_object({"kind": {"const": "visit"}, **_STEP, "annulled": {"const": True}})
    return {
        "data": {"oneOf": [*kinds, gone]},
        "entry": {"anyOf": [ref("Body"), ref("Inspector"), ref("Item")]},
        "version": whole_object(_STEP | {"reason": TEXT, "entry": nullable(ref("entry"))}),
        "step": whole_object(_STEP, {"body": {"type": "object"}, "expired": nullable(DAY)}),
        "told-result": whole_object(
            _STEP | {"result": ref("result"), "case": nullable(TEXT), "late": YES, "corrected": COUNT}
        ),
        "place": whole_object(
            {
                "draw": TEXT, "void": YES, "credit_class": TEXT, "ticket": DIGEST, "rank": SEQ, "size": SEQ,
                "sample": COUNT, "drawn": YES, "team": listed(TEXT),
            }
        ),
        "record": _record(),
    }  # fmt: skip


def _data() -> dict[str, dict[str, Json]]:
    """What a page is about, by kind; a list is about a table, whose typed rows are in ``rows``."""
    visit = {**_STEP, "visit": ref("visit"), "results": listed(ref("told-result"))}
    life: dict[str, Json] = {"draws": listed(ref("place")), "visits": listed(SEQ), "cases": listed(TEXT)}
    return {
        "item": _HISTORY,
        "body": _HISTORY | life,
        "inspector": _HISTORY | {"visits": listed(SEQ)},
        "task": {
            "task": ref("Task"),
            "plan": whole_object(_STEP),
            "approved": YES,
            "cancelled": nullable(TEXT),
            "draws": listed(TEXT),
        },
        "visit": visit,
        "case": {"case": TEXT, "stage": TEXT, "office": TEXT, "steps": listed(ref("step"))},
        "table": {"table": TEXT, "rows": TEXT},
        "town": {"town": TEXT, "bodies": listed(TEXT), "visits": listed(SEQ), "problems": listed(SEQ), "cases": listed(TEXT)},
    }  # fmt: skip


def _record() -> Json:
    """Its statement is what the vocabulary's schema says."""
    signature = whole_object({"key": TEXT, "signature": TEXT})
    first = {"kind": {"const": "record"}, "seq": SEQ, "prev": TEXT, "id": DIGEST, "digest": DIGEST}
    return whole_object(first | {"statement": {"$ref": "../vocabulary-schema.json"}, "signatures": listed(signature)})
