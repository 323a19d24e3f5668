"""检查人员确认: who of the team stands by the record of a visit, by a key of their own or by name; what was served and
shown.

Who has a key in the register confirms by it and by nothing else: an office cannot speak for them.
"""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.kinds.registers import InspectorChange
from ssj_publish.core.records import Record
from ssj_publish.core.rules import keys
from ssj_publish.core.signatures import parse_public_key
from ssj_publish.core.state import State


def check_visit(state: State, body: Visit, record: Record, before: Visit | None) -> None:
    """What a visit says of its notice and of its team's confirmations; ``before`` is what a correction replaces."""
    if body.notice is not None and body.notice.date > body.date:
        raise errors.NoticeLate(day=body.notice.date.isoformat(), visited=body.date.isoformat())
    named = [one.inspector for one in body.confirmations]
    if named != [id_ for id_ in body.inspectors if id_ in named]:
        raise errors.ConfirmationForeign(body=body.body)
    signed = {one.key for one in record.signatures}
    for one in body.confirmations:
        entry = state.inspectors.latest(one.inspector)
        listed = entry.key if entry is not None else None
        if one.key != listed and (before is None or one not in before.confirmations):
            raise errors.ConfirmationKey(inspector=one.inspector)
        if one.key is None:
            continue
        if before is not None:
            # A signature is of the words it stands under: nobody's is carried over to others.
            raise errors.ConfirmationStale(inspector=one.inspector)
        if parse_public_key(one.key).key_id not in signed:
            raise errors.ConfirmationUnsigned(inspector=one.inspector)


def check_keys(state: State, change: InspectorChange) -> None:
    """An inspector's key is nobody else's. Raises `errors.InspectorKeyShared`."""
    taken = state.keyring.taken | keys.trusted(state) | keys.guests_keys(state)
    held = {one.key: one.id for one in state.inspectors.current.values() if one.key is not None}
    for entry in (*change.added, *change.changed):
        if entry.key is None:
            continue
        public = parse_public_key(entry.key)
        if public.raw in taken or held.setdefault(entry.key, entry.id) != entry.id:
            raise errors.InspectorKeyShared(inspector=entry.id, key=public.key_id)
