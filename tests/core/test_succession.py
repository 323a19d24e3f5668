"""Whom the ledger trusts with its checkpoints, from when on: nobody swaps the witnesses for the length of one draw."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from ssj_publish import errors
from ssj_publish.core import log
from ssj_publish.core.kinds.genesis import Genesis, Witness
from ssj_publish.core.log import WAIT, Audited, Stored
from ssj_publish.core.state import TrustState
from ssj_publish.core.tlog.checkpoint import Checkpoint, leaf
from ssj_publish.core.tlog.merkle import Tree
from ssj_publish.core.tlog.note import Note
from tests.bureau import LOG, ORIGIN, WITNESSES, Party, at, genesis, logged

TREE = Tree.over(leaf(seq, "ab" * 32) for seq in range(1, 101))
FRIENDS = (Party("f.example/1", 4, "f1"), Party("f.example/2", 4, "f2"))
SAID = at("2025-03-01 09:00")
NEW_LOG = Party(ORIGIN, 1, "log2")


def trusting(*parties: Party, own: Party = LOG) -> Genesis:
    named = tuple(Witness(key=one.key.text, holder="某单位") for one in parties)
    return genesis(log=own.key.text, witnesses=named, quorum=2 if parties else 0)


def changed(to: Genesis, by_root: bool = False) -> list[TrustState]:
    """The three witnesses at first, something else said in record 50."""
    return [TrustState(1, genesis(**logged()), False, at("2025-01-02 09:00")), TrustState(50, to, by_root, SAID)]


def stored(size: int, when: datetime, *parties: Party, own: Party = LOG) -> Stored:
    text = Checkpoint(ORIGIN, size, TREE.root_at(size)).text
    lines = tuple(one.sign(text, int(when.timestamp())) for one in parties)
    return Stored(f"{size}", size, Note(text, (own.sign(text),)), lines)


def audit(said: list[TrustState], *all_: Stored) -> list[tuple[int, bool]]:
    return [(one.place, one.enough) for one in audited(said, *all_)]


def audited(said: list[TrustState], *all_: Stored) -> list[Audited]:
    return log.audit(TREE, all_, said)


def test_friends_alone_witness_nothing() -> None:
    said = changed(trusting(*FRIENDS))
    assert audit(said, stored(60, SAID, *FRIENDS), stored(70, SAID + WAIT * 2, *FRIENDS)) == [(0, False), (0, False)]
    assert log.in_force_from(said, audited(said, stored(60, SAID, *FRIENDS))) == [0, None]


def test_a_change_is_in_force_after_the_old_quorum_has_seen_it() -> None:
    said = changed(trusting(*FRIENDS))
    below, above = stored(49, SAID, *WITNESSES[:2]), stored(60, SAID, *WITNESSES[:2])
    assert audit(said, below, stored(70, SAID, *FRIENDS)) == [(0, True), (0, False)], "49 does not cover it"
    assert audit(said, above, stored(70, SAID, *FRIENDS)) == [(0, True), (1, True)]
    assert log.in_force_from(said, audited(said, above, stored(70, SAID, *FRIENDS))) == [0, 60]


def test_one_old_witness_is_no_quorum() -> None:
    said = changed(trusting(*FRIENDS))
    assert audit(said, stored(60, SAID, WITNESSES[0]), stored(70, SAID, *FRIENDS)) == [(0, False), (0, False)]


@pytest.mark.parametrize(("late", "place"), [(timedelta(seconds=-1), 0), (timedelta(0), 1)])
def test_the_root_keys_do_without_the_old_after_a_public_wait(late: timedelta, place: int) -> None:
    said = changed(trusting(*FRIENDS), by_root=True)
    assert audit(said, stored(60, SAID + WAIT + late, *FRIENDS)) == [(place, bool(place))]


def test_the_wait_begins_anew_where_the_old_were_heard() -> None:
    """They are not gone: the change can have them."""
    said = changed(trusting(*FRIENDS), by_root=True)
    heard = stored(40, SAID + timedelta(days=20), *WITNESSES[:2])
    assert audit(said, heard, stored(60, SAID + WAIT, *FRIENDS)) == [(0, True), (0, False)]
    assert audit(said, heard, stored(60, SAID + timedelta(days=50), *FRIENDS)) == [(0, True), (1, True)]


def test_where_nobody_was_trusted_a_change_is_in_force_at_once() -> None:
    said = [TrustState(1, trusting(), False, SAID), TrustState(50, trusting(*FRIENDS), False, SAID)]
    assert audit(said, stored(49, SAID), stored(60, SAID, *FRIENDS)) == [(0, False), (1, True)]
    assert log.in_force_from(said, []) == [0, 50]


def test_another_log_key_signs_after_the_old_witnesses_saw_the_change() -> None:
    said = changed(trusting(*WITNESSES, own=NEW_LOG))
    with pytest.raises(errors.NoteUnsigned):
        audit(said, stored(60, SAID, *WITNESSES[:2], own=NEW_LOG))
    good = (stored(60, SAID, *WITNESSES[:2]), stored(70, SAID, *WITNESSES[:2], own=NEW_LOG))
    assert audit(said, *good) == [(0, True), (1, True)]
    with pytest.raises(errors.NoteUnsigned):
        audit(said, good[0], stored(70, SAID, *WITNESSES[:2]))
