"""一单两库: what a change of a register may do.

Every list of a change is sorted by id and names an id once. Added ids must be new, changed and removed ids must be
there, a changed entry must differ. An id that was removed may come back as added.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ssj_publish import errors
from ssj_publish.core.kinds.registers import (
    CATALOGUES,
    Body,
    BodyChange,
    Inspector,
    InspectorChange,
    Item,
    ItemChange,
    Recusal,
    Removal,
)
from ssj_publish.core.living import Amendable
from ssj_publish.core.records import Record
from ssj_publish.core.register import Register, T
from ssj_publish.core.rules import confirming, naming, ownership, publication
from ssj_publish.core.state import State

#: On what grounds an entry of each sort may go.
_COMMON: frozenset[str] = frozenset({"duplicate", "other"})
GROUNDS: dict[str, frozenset[str]] = {
    "item": _COMMON | {"basis", "merged", "outside"},
    "body": _COMMON | {"closed", "merged", "moved", "outside"},
    "inspector": _COMMON | {"transferred", "retired", "left", "certificate"},
}
#: How a body then stands, where the ground says so.
STATES: dict[str, str] = {"closed": "closed", "merged": "closed", "moved": "moved"}
#: At most four places before and after the mask.
_MASKED = re.compile(r"[^*]{0,4}\*{3,}[^*]{0,4}")


def items(state: State, record: Record[ItemChange], signers: frozenset[str]) -> None:
    """No legal basis, no inspection; an item belongs to an office of the bureau (protocol R38)."""
    change = record.body

    def check(item: Item) -> None:
        if not item.basis:
            raise errors.BasisMissing(item=item.id)
        if state.settings.policy_only == "refuse" and all(one.level == "policy" for one in item.basis):
            raise errors.BasisWeak(item=item.id)
        role = state.keyring.roles.get(item.office)
        if role is None or role.type != "office" or role.id in state.keyring.ended:
            raise errors.OfficeUnknown(office=item.office, where=item.id)
        _present(item.id, points=item.points, methods=item.methods, subjects=item.subjects)
        naming.check_words(item.id, item.name, *item.subjects)
        places = [CATALOGUES.index(one.catalogue) for one in item.codes]
        if places != sorted(set(places)):
            raise errors.OrderBroken(id=item.id)

    _check_removals("item", change.removed)
    naming.check_ids(state, "item", (one.id for one in change.added))
    naming.check_items(state.items, _after(state.items, change.added, change.changed, change.removed))
    ownership.check_items(state, record, signers)
    _apply(state.items, record, change.added, change.changed, change.removed, change.reason, check)
    naming.claim_ids(state, "item", (one.id for one in change.added))


def bodies(state: State, record: Record[BodyChange], signers: frozenset[str]) -> None:
    """Credit class known; nobody there twice (who is would be drawn twice): `naming.check_bodies`."""
    change = record.body
    classes = state.settings.classes

    def check(body: Body) -> None:
        if body.credit_class not in classes:
            raise errors.ClassUnknown(body=body.id, credit_class=body.credit_class)
        if body.class_date > record.time.date():
            raise errors.DateInFuture(id=body.id, day=body.class_date.isoformat())
        naming.check_body(body)

    _check_removals("body", change.removed)
    naming.check_ids(state, "body", (one.id for one in change.added))
    naming.check_bodies(state.bodies, _after(state.bodies, change.added, change.changed, change.removed))
    ownership.check_removals(state, record, signers)
    _apply(state.bodies, record, change.added, change.changed, change.removed, change.reason, check)
    naming.claim_ids(state, "body", (one.id for one in change.added))


def inspectors(state: State, record: Record[InspectorChange], signers: frozenset[str]) -> None:
    """Items known; nobody there under two ids: `naming.check_inspectors`."""
    change = record.body

    def check(inspector: Inspector) -> None:
        for item in inspector.items:
            if item not in state.items.history:
                raise errors.ReferenceUnknown(what="item", id=item)
        if list(inspector.items) != sorted(set(inspector.items)):
            raise errors.OrderBroken(id=inspector.id)
        naming.check_inspector(inspector)

    _check_removals("inspector", change.removed)
    naming.check_ids(state, "inspector", (one.id for one in change.added))
    masked = publication.settings(state).certificates == "masked"
    after = _after(state.inspectors, change.added, change.changed, change.removed)
    naming.check_inspectors(state.inspectors, after, masked)
    ownership.check_removals(state, record, signers)
    _check_certificates(state, change)
    confirming.check_keys(state, change)
    _apply(state.inspectors, record, change.added, change.changed, change.removed, change.reason, check)
    naming.claim_ids(state, "inspector", (one.id for one in change.added))


def _check_removals(what: str, removed: tuple[Removal, ...]) -> None:
    """The ground is one for entries of this sort; a body's state is said, and is what the ground says."""
    for one in removed:
        if one.ground not in GROUNDS[what]:
            raise errors.RemovalUnfit(id=one.id, ground=one.ground)
        if (one.state is not None) != (what == "body") or STATES.get(one.ground, one.state) != one.state:
            raise errors.RemovalState(id=one.id, ground=one.ground)


def _check_certificates(state: State, change: InspectorChange) -> None:
    """Where the ledger masks certificates, it holds no whole number: what is in a record is public."""
    if publication.settings(state).certificates == "masked":
        for inspector in (*change.added, *change.changed):
            if not _MASKED.fullmatch(inspector.certificate):
                raise errors.CertificateUnmasked(inspector=inspector.id)


def recusal(state: State, record: Record[Recusal], signers: frozenset[str]) -> None:
    """Both must be in the registers; a pair is recused once."""
    body = record.body
    if body.inspector not in state.inspectors.current:
        raise errors.ReferenceUnknown(what="inspector", id=body.inspector)
    if body.body not in state.bodies.current:
        raise errors.ReferenceUnknown(what="body", id=body.body)
    if (body.inspector, body.body) in state.recused:
        raise errors.RecusalRepeated(inspector=body.inspector, body=body.body)
    state.recusals[record.id] = Amendable(record, body)
    state.recused.add((body.inspector, body.body))


def _after(
    register: Register[T], added: tuple[T, ...], changed: tuple[T, ...], removed: tuple[Removal, ...]
) -> dict[str, T]:
    """The register as it would stand after a change."""
    after = dict(register.current)
    for entry in added + changed:
        after[entry.id] = entry
    for removal in removed:
        after.pop(removal.id, None)
    return after


def _apply(
    register: Register[T],
    record: Record,
    added: tuple[T, ...],
    changed: tuple[T, ...],
    removed: tuple[Removal, ...],
    reason: str,
    check: Callable[[T], None],
) -> None:
    if not (added or changed or removed):
        raise errors.ChangeEmpty()
    seen: set[str] = set()
    for group in (added, changed, removed):
        ids = [entry.id for entry in group]
        if ids != sorted(set(ids)) or seen & set(ids):
            raise errors.OrderBroken(id=ids[0])
        seen.update(ids)
    for entry in added:
        if entry.id in register.current:
            raise errors.EntryExists(id=entry.id)
        check(entry)
    for entry in changed:
        if register.current.get(entry.id) == entry:
            raise errors.EntryUnchanged(id=entry.id)
        check(entry)
    for id_ in [entry.id for entry in changed] + [removal.id for removal in removed]:
        if id_ not in register.current:
            raise errors.ReferenceUnknown(what="entry", id=id_)
    for entry in added + changed:
        register.put(record, entry, reason)
    for removal in removed:
        register.remove(record, removal.id, removal.reason)
    register.changes.append(record)


def _present(id_: str, **fields: tuple[object, ...]) -> None:
    for field, values in fields.items():
        if not values or len(set(values)) != len(values):
            raise errors.FieldEmpty(id=id_, field=field)
