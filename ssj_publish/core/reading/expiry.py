"""What must go from public view, and when: contents whose last public day comes near or has passed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from ssj_publish.core.reading.deadlines import Due
from ssj_publish.core.reading.exposure import Exposed
from ssj_publish.core.state import State

#: So many days before its last public day a content is spoken of.
AHEAD = timedelta(days=30)


def due(state: State, exposed: Mapping[str, Exposed], today: date) -> tuple[Due, ...]:
    """One for each record with contents that still lie there and must not, or soon not, be public; the earliest first.

    ``day`` is the last public day: the files have to be gone once it is over.
    """
    found: dict[str, date] = {}
    for one in exposed.values():
        last = one.since
        if one.standing in ("present", "unfinished") and last is not None and last <= today + AHEAD:
            record = one.reference.record
            found[record] = min(found.get(record, last), last)
    policy = state.keyring.first("policy")
    return tuple(
        Due("expiry", policy, day, body=_body(state, id_), record=id_)
        for id_, day in sorted(found.items(), key=lambda pair: (pair[1], pair[0]))
    )


def _body(state: State, record: str) -> str:
    body = state.records[record].body
    case = state.cases.get(getattr(body, "case", None) or "")
    return case.opened.body.body if case is not None else getattr(body, "body", "")
