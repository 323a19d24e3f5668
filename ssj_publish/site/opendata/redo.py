"""All that a stranger needs to redo a draw, as plain values; the format is stated in content/pages/protocol.md."""

from __future__ import annotations

import json
from typing import Any, Final

import msgspec

from ssj_publish.core.records import Record, statement_bytes
from ssj_publish.core.rules.drawing import party
from ssj_publish.core.state import Draw, State

#: From so many bodies on the data are too much for a page to carry.
MANY: Final = 500


def script_of(one: Draw, stem: str) -> str:
    """Where the data of a draw are, beside its page (``stem``, its address without ending); empty where the page has
    them."""
    return f"{stem}.data.js" if len(one.pool) > MANY else ""


def script(text: str) -> bytes:
    """A classic script (it loads from disk too) that sets ``SSJ_DRAW`` to the JSON text of the data."""
    told = json.dumps(text).replace("<", "\\u003c")
    return f"window.SSJ_DRAW={told};\n".encode()


def values(state: State, one: Draw) -> dict[str, Any]:
    """The draw's data; of a draw not yet opened, all that is public.

    A record comes as its signed bytes (``statement``), and again field by field, from which whoever reads it writes the
    very same bytes: records leave out what has its default value, and a stranger does not know the defaults.
    """
    named = one.commit.beacon
    return {
        "format": "ssj-draw-data/v1",
        "origin": state.origin,
        "commit": record(one.record),
        "pool": [f"{id_} {class_} {since}" for id_, (class_, since) in sorted(one.pool.items())],
        "eligible": [sorted(slot) for slot in one.eligible],
        "secrets": [{**(record(secret) or {}), "party": party(state, secret)} for secret in one.secrets],
        "reveals": [record(reveal) for reveal in {reveal.id: reveal for reveal in one.reveals.values()}.values()],
        "opened": [one.opened[secret.id].hex() if secret.id in one.opened else None for secret in one.secrets],
        "guests": [record(guest) for guest in one.guests],
        "guest_reveals": [record(reveal) for reveal in one.shown.values()],
        "chain": msgspec.to_builtins(state.beacon(named.chain)) if named else None,
        "seal": record(one.seal),
        "void": record(one.void),
        "result": record(one.result),
        "tickets": [f"{ticket.ticket} {ticket.body}" for ticket in one.outcome.tickets] if one.outcome else None,
        "substitutions": [
            {**(record(step) or {}), "allowed": [sorted(slot) for slot in allowed]}
            for step, allowed in zip(one.substitutions, one.allowed, strict=True)
        ],
    }


def record(one: Record | None) -> dict[str, Any] | None:
    """Where a record stands in the ledger, the bytes whose SHA-256 is its id, and all that these say: of the statement
    what is not the same for all records of the file, and all fields of the body."""
    if one is None:
        return None
    said = one.statement
    place = {"id": one.id, "seq": one.seq, "statement": statement_bytes(said).decode()}
    head = {"time": said.time.isoformat(), "after": list(said.after), "refs": list(said.refs)}
    return place | head | _whole(one.body)


def _whole(shape: msgspec.Struct) -> dict[str, Any]:
    """Plain values, defaults written out."""
    names = zip(shape.__struct_fields__, shape.__struct_encode_fields__, strict=True)
    return {told: _plain(getattr(shape, name)) for name, told in names}


def _plain(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return _whole(value)
    return [_plain(one) for one in value] if isinstance(value, tuple) else msgspec.to_builtins(value)
