"""A ledger in a tree of git comes to the verdict that the same ledger in a folder comes to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.core.log import tree_of
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.git import ledger
from ssj_publish.git.command import Git
from ssj_publish.git.files import TreeFiles
from ssj_publish.ledger import checkpoints
from ssj_publish.ledger.files import Folder
from ssj_publish.ledger.verified import Tier, verify
from ssj_publish.office.checkpoints import sign
from tests.bureau import LOG, ORIGIN, logged
from tests.repositories import Repository
from tests.world import World

pytestmark = [pytest.mark.usefixtures("own_git"), pytest.mark.skipif(os.name == "nt", reason="as the other git tests")]


@pytest.fixture
def world() -> World:
    return World().found(**logged()).register()


@pytest.fixture
def clerk(world: World, tmp_path: Path) -> Repository:
    made = Repository.create(tmp_path / "office", world.entries)
    count = len(world.entries)
    stated = Checkpoint(ORIGIN, count, tree_of(world.state.digests).root)
    checkpoints.add(made.ledger, sign(stated, LOG.key, LOG), count)
    made.commit("checkpoint")
    return made


def tree(clerk: Repository) -> TreeFiles:
    git = Git.at(clerk.path)
    found = ledger.contents(git, "HEAD")
    assert found is not None
    return TreeFiles(git, found)


def test_a_tree_and_a_folder_give_one_verdict(clerk: Repository, world: World) -> None:
    here, there = verify(Folder(clerk.ledger), Tier.ALONE, keep=True), verify(tree(clerk), Tier.ALONE, keep=True)
    assert (there.head, repr(there.state), there.files) == (here.head, repr(here.state), here.files)
    assert there.head == world.replay.head
    assert there.log.audited == here.log.audited
    assert len(there.log.audited) == 1


def test_single_records_are_given_in_the_order_asked_for(clerk: Repository, world: World) -> None:
    files = tree(clerk)
    assert files.entry(3) == world.entries[2]
    assert list(files.entries([2, 4])) == [world.entries[1], world.entries[3]]
    with pytest.raises(errors.SequenceBroken):
        files.entry(99)


def test_what_a_commit_holds_counts_and_not_what_lies_in_the_folder(clerk: Repository) -> None:
    committed = tree(clerk)
    (clerk.ledger / "000/000002.yaml").unlink()
    with pytest.raises(errors.NotVerified):
        verify(Folder(clerk.ledger), Tier.ALONE)
    assert verify(committed, Tier.ALONE).head.seq == 5
