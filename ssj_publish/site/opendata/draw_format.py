"""JSON Schema of ``ssj-draw-data/v1`` (`redo`): all that redoing a draw takes."""

from __future__ import annotations

from typing import Any

from ssj_publish.core.kinds.genesis import Beacon
from ssj_publish.core.vocabulary import fields_of
from ssj_publish.site.opendata.schema import bodies, kept
from ssj_publish.site.opendata.terms import (
    DIALECT,
    DIGEST,
    MOMENT,
    SEQ,
    TEXT,
    Json,
    listed,
    nullable,
    ref,
    whole_object,
)

_PLACE = {"id": DIGEST, "seq": SEQ, "statement": TEXT, "time": MOMENT, "after": listed(DIGEST), "refs": listed(DIGEST)}
_KINDS = ("draw-commit", "draw-secret", "draw-reveal", "guest-secret", "guest-reveal", "draw-seal", "draw-void",
          "draw-result", "substitution")  # fmt: skip


def schema() -> Json:
    """The whole file."""
    told = bodies(whole=True)
    records = {f"of-{kind}": _record(told, kind) for kind in _KINDS}
    return {
        "$schema": DIALECT,
        "title": "ssj-draw-data/v1",
        **whole_object(_members()),
        "$defs": told | records | {"Beacon": kept(fields_of(Beacon))},
    }


def _members() -> dict[str, Any]:
    slots = listed(listed(TEXT))
    return {
        "format": {"const": "ssj-draw-data/v1"},
        "origin": TEXT,
        "commit": _of("draw-commit"),
        "pool": listed(TEXT),
        "eligible": slots,
        "secrets": listed(_of("draw-secret")),
        "reveals": listed(_of("draw-reveal")),
        "opened": listed(nullable(DIGEST)),
        "guests": listed(_of("guest-secret")),
        "guest_reveals": listed(_of("guest-reveal")),
        "chain": nullable(ref("Beacon")),
        "seal": nullable(_of("draw-seal")),
        "void": nullable(_of("draw-void")),
        "result": nullable(_of("draw-result")),
        "tickets": nullable(listed(TEXT)),
        "substitutions": listed(_of("substitution")),
    }


def _of(kind: str) -> Json:
    return ref(f"of-{kind}")


def _record(told: dict[str, Any], kind: str) -> Json:
    """Where a record stands and all that it says, side by side; and what the ledger adds to some."""
    more = {"draw-secret": {"party": TEXT}, "substitution": {"allowed": listed(listed(TEXT))}}
    return whole_object(_PLACE | told[kind]["properties"] | more.get(kind, {}))
