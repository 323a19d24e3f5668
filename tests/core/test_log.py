"""Checkpoints held against records: nothing before one can be touched, and only named witnesses count."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core import log
from ssj_publish.core.kinds.genesis import Genesis, Witness
from ssj_publish.core.log import Audited, Stored
from ssj_publish.core.state import TrustState
from ssj_publish.core.tlog.checkpoint import Checkpoint, leaf
from ssj_publish.core.tlog.merkle import Tree
from ssj_publish.core.tlog.note import Note
from tests.bureau import LOG, ORIGIN, WITNESSES, Party, at, genesis, logged

LEAVES = [leaf(seq, f"{seq:064x}") for seq in range(1, 21)]
TREE = Tree.over(LEAVES)
TRUST = genesis(**logged())


def stored(
    size: int, *witnesses: Party, text: str = "", times: tuple[int, ...] = (7, 8, 9), signer: Party = LOG
) -> Stored:
    text = text or Checkpoint(ORIGIN, size, TREE.root_at(size)).text
    cosignatures = tuple(one.sign(text, time) for one, time in zip(witnesses, times, strict=False))
    return Stored(f"checkpoints/{size:06d}.note", size, Note(text, (signer.sign(text),)), cosignatures)


def audit(*found: Stored, trust: Genesis = TRUST, tree: Tree = TREE) -> list[Audited]:
    return log.audit(tree, found, [TrustState(1, trust, False, at("2025-01-01 09:00"))])


def test_checkpoints_that_hold() -> None:
    one, other = audit(stored(5, WITNESSES[0]), stored(20, *WITNESSES))
    assert (one.checkpoint.size, one.enough, one.times, one.witnessed_at) == (5, False, {"w.example/1": 7}, 7)
    assert (other.checkpoint.size, other.met_at, len(other.times)) == (20, 8, 3)
    assert audit(stored(5))[0].witnessed_at is None


@given(st.integers(1, 20), st.integers(1, 20))
def test_any_record_before_a_checkpoint_is_bound_by_it(size: int, seq: int) -> None:
    """A record changed behind the checkpoint is not its matter; one before it is found out."""
    changed = list(LEAVES)
    changed[seq - 1] = leaf(seq, "f" * 64)
    tree = Tree.over(changed)
    if seq > size:
        assert len(audit(stored(size), tree=tree)) == 1
    else:
        with pytest.raises(errors.CheckpointDiffers) as caught:
            audit(stored(size), tree=tree)
        assert caught.value.name == f"checkpoints/{size:06d}.note"


def test_a_ledger_cut_short_is_found_out() -> None:
    with pytest.raises(errors.CheckpointBeyond) as caught:
        audit(stored(20), tree=Tree.over(LEAVES[:19]))
    assert (caught.value.size, caught.value.count) == (20, 19)


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (stored(5, signer=Party(ORIGIN, 1, "another")), errors.NoteUnsigned),
        (stored(5, text=Checkpoint("example.com/other", 5, TREE.root_at(5)).text), errors.CheckpointForeign),
        (stored(5, text=Checkpoint(ORIGIN, 6, TREE.root_at(6)).text), errors.CheckpointMisnamed),
        (stored(5, text=Checkpoint(ORIGIN, 5, TREE.root_at(6)).text), errors.CheckpointDiffers),
        (stored(5, text="no checkpoint\n"), errors.CheckpointMalformed),
        (Stored("n", 5, stored(5).note, (stored(6, WITNESSES[0]).cosignatures[0],)), errors.NoteSignatureWrong),
    ],
)
def test_a_checkpoint_that_does_not_hold_is_named(found: Stored, reason: type[errors.NotVerified]) -> None:
    with pytest.raises(reason) as caught:
        audit(found)
    assert caught.value.name == found.name


def test_a_stranger_among_the_witnesses_counts_nothing() -> None:
    assert not audit(stored(5, WITNESSES[0], Party("w.example/9", 4, "w9")))[0].enough


def test_without_a_quorum_nothing_is_ever_enough() -> None:
    trust = genesis(log=LOG.key.text)
    assert not audit(stored(5), trust=trust)[0].enough


def test_checkpoints_without_a_log_key_are_refused() -> None:
    with pytest.raises(errors.LogKeyMissing):
        audit(stored(5), trust=genesis())


@given(st.integers(0, 20))
def test_the_root_of_an_earlier_tree_is_that_of_its_leaves(size: int) -> None:
    assert TREE.root_at(size) == Tree.over(LEAVES[:size]).root


def witness(party: Party) -> Witness:
    return Witness(key=party.key.text, holder="某大学")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"log": Party("example.com/other", 1, "log").key.text}, "name"),
        ({"log": Party(ORIGIN, 4, "log").key.text}, "type"),
        ({"witnesses": (witness(Party("w.example/1", 1, "w1")),)}, "type"),
        ({"witnesses": (witness(WITNESSES[0]), witness(WITNESSES[0]))}, "shared"),
        ({"witnesses": (witness(WITNESSES[0]), witness(Party("w.example/9", 4, "w1")))}, "shared"),
        ({"witnesses": (witness(WITNESSES[0]), witness(Party("w.example/1", 4, "w9")))}, "shared"),
        ({"witnesses": (witness(Party("w.example/9", 4, "log")),), "quorum": 1}, "shared"),
        ({"witnesses": (witness(Party("w.example/9", 4, "p")),), "quorum": 1}, "shared"),
        ({"quorum": 0}, "quorum"),
        ({"quorum": 4}, "quorum"),
        ({"log": None}, "quorum"),
        ({"witnesses": ()}, "quorum"),
    ],
)
def test_trust_that_makes_no_sense_is_refused(changes: dict[str, Any], reason: str) -> None:
    """A witness that is the log, or the bureau, is no outsider; and some number of them must be able to be enough."""
    trust = genesis(**(logged() | changes))
    taken = [Party("x", 1, "p").public.raw]
    with pytest.raises(errors.TrustRefused) as caught:
        log.check_trust(ORIGIN, trust, taken)
    assert caught.value.reason == reason


def test_trust_that_makes_sense_passes() -> None:
    for trust in (TRUST, genesis(), genesis(log=LOG.key.text)):
        log.check_trust(ORIGIN, trust, [])
