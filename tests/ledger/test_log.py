"""A verified ledger as a log: which checkpoint is the newest, who was trusted with it, and what continues it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.core import log as logs
from ssj_publish.core.log import Stored
from ssj_publish.core.tlog.checkpoint import Checkpoint, leaf
from ssj_publish.core.tlog.merkle import Tree
from ssj_publish.core.tlog.note import Note
from ssj_publish.core.tlog.policy import Policy, parse
from ssj_publish.ledger.log import Log
from tests.bureau import LOG, ORIGIN, WITNESSES, Party, logged
from tests.world import World


@pytest.fixture(scope="module")
def hosted() -> World:
    return World().found(**logged()).register(bodies=2, inspectors=2)


def at_size(world: World, size: int, *witnesses: Party, log: Party = LOG) -> Stored:
    """The checkpoint of the first ``size`` records."""
    tree = Tree.over(leaf(seq, digest) for seq, digest in enumerate(world.state.digests, 1))
    text = Checkpoint(world.state.origin, size, tree.root_at(size)).text
    return Stored(f"{size}", size, Note(text, (log.sign(text),)), tuple(one.sign(text) for one in witnesses))


def test_without_a_checkpoint_there_is_no_last_one(hosted: World) -> None:
    with pytest.raises(errors.NoCheckpoint):
        Log(hosted.state, []).last  # noqa: B018  # reading it is what is refused


def test_the_last_is_the_largest_and_the_tree_is_the_whole_ledgers(hosted: World) -> None:
    found = Log(hosted.state, [at_size(hosted, 2), at_size(hosted, 4, *WITNESSES)])
    assert found.last.checkpoint.size == 4
    assert [one.enough for one in found.audited] == [False, True]
    assert found.tree.size == len(hosted.state.records)
    assert found.trust == found.trust_of(found.last) == hosted.state.trusts[0].trust
    assert found.trusts_of(found.last) == [hosted.state.trusts[0].trust]
    assert found.times is found.times, "worked out once"
    assert found.times.newest == found.times.at(hosted.state.record_at(len(hosted.state.records)))


def policy(*parties: Party, quorum: int) -> Policy:
    names = "\n".join(f"witness w{n} {one.key.text}" for n, one in enumerate(parties))
    members = " ".join(f"w{n}" for n in range(len(parties)))
    return parse(f"log {LOG.key.text}\n{names}\ngroup g {quorum} {members}\nquorum g\n".encode())


def test_a_reader_s_own_policy_is_met_by_the_newest_that_meets_it(hosted: World) -> None:
    found = Log(hosted.state, [at_size(hosted, 2, *WITNESSES), at_size(hosted, 4, WITNESSES[0])])
    assert found.met(policy(*WITNESSES, quorum=1)) == found.audited[1].checkpoint
    assert found.met(policy(*WITNESSES, quorum=2)) == found.audited[0].checkpoint
    assert found.met(policy(Party("x.example/1", 4, "x"), quorum=1)) is None


def test_a_saved_checkpoint_is_continued_or_told_why_not(hosted: World) -> None:
    found = Log(hosted.state, [at_size(hosted, 4)])
    for size in (1, 4, 5):
        saved = at_size(hosted, size).note
        assert found.since(saved).size == size
    whole = len(hosted.state.records)
    foreign = Checkpoint("other.example/ssj", 1, bytes(32)).text
    with pytest.raises(errors.CheckpointForeign) as caught:
        found.since(Note(foreign, (LOG.sign(foreign),)))
    assert (caught.value.data["origin"], caught.value.data["expected"]) == ("other.example/ssj", ORIGIN)
    beyond = Checkpoint(ORIGIN, whole + 1, bytes(32)).text
    with pytest.raises(errors.CheckpointBeyond):
        found.since(Note(beyond, (LOG.sign(beyond),)))
    other = Checkpoint(ORIGIN, 2, bytes(32)).text
    with pytest.raises(errors.CheckpointDiffers):
        found.since(Note(other, (LOG.sign(other),)))
    with pytest.raises(errors.NoteUnsigned):
        found.since(Note(other, (WITNESSES[0].sign(other),)))


def test_what_does_not_fit_the_records_is_no_log(hosted: World) -> None:
    text = Checkpoint(ORIGIN, 2, bytes(32)).text
    with pytest.raises(errors.CheckpointDiffers):
        Log(hosted.state, [Stored("2", 2, Note(text, (LOG.sign(text),)), ())])
    assert logs.tree_of(hosted.state.digests).size == len(hosted.entries)
    assert Path(hosted.entries[0].name).name == "000001.yaml"
