"""Whose entry it is: an office changes its own items alone, and nobody takes an entry out of a register by one office's
key.

What is another office's, and every removal, needs 政策法规科 to sign too: the register is what draws are made from.
"""

from __future__ import annotations

from collections.abc import Iterable

from ssj_publish import errors
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, ItemChange
from ssj_publish.core.records import Record
from ssj_publish.core.state import State


def by_office(state: State, signers: frozenset[str], kind: str, *offices: str) -> None:
    """One of ``offices`` has signed, or who acts for it since it ended; `errors.RoleMissing` names them as they are
    today."""
    acting = {state.acting(one) for one in offices}
    if not acting & signers:
        raise errors.RoleMissing(kind=kind, roles="、".join(sorted(state.name(one) for one in acting)))


def check_items(state: State, record: Record[ItemChange], signers: frozenset[str]) -> None:
    """Each item's office signs, as it is and as it was, or 政策法规科 does. Raises `errors.EntryForeign`."""
    if _by_policy(state, signers):
        return
    change = record.body
    for id_, office in _owners(state, change):
        if state.acting(office) not in signers:
            raise errors.EntryForeign(id=id_, role=state.role(state.keyring.first("policy")).name)
    check_removals(state, record, signers)


def check_removals(
    state: State, record: Record[ItemChange] | Record[BodyChange] | Record[InspectorChange], signers: frozenset[str]
) -> None:
    """政策法规科 signs whatever is taken out. Raises `errors.RemovalAlone`."""
    if record.body.removed and not _by_policy(state, signers):
        role = state.role(state.keyring.first("policy")).name
        raise errors.RemovalAlone(id=record.body.removed[0].id, role=role)


def _owners(state: State, change: ItemChange) -> Iterable[tuple[str, str]]:
    for item in (*change.added, *change.changed):
        yield item.id, item.office
    for id_ in (*(item.id for item in change.changed), *(one.id for one in change.removed)):
        before = state.items.current.get(id_)
        if before is not None:
            yield id_, before.office


def _by_policy(state: State, signers: frozenset[str]) -> bool:
    return state.keyring.first("policy") in signers
