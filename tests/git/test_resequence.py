"""Two clerks appended at once: the losing branch moves behind the other, signatures and all, or nothing happens."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.kinds.oversight import Retraction, Training
from ssj_publish.core.kinds.registers import InspectorChange
from ssj_publish.core.log import tree_of
from ssj_publish.core.records import form, parse
from ssj_publish.core.replay import replay
from ssj_publish.core.shapes import Shape
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.git import ledger
from ssj_publish.git.command import Git
from ssj_publish.git.hooks import install
from ssj_publish.git.resequence import carry_out, plan
from ssj_publish.ledger import checkpoints, store
from ssj_publish.office.checkpoints import sign
from ssj_publish.office.desk import Step
from tests.bureau import LOG, ORIGIN, at, inspector, logged
from tests.repositories import Repository
from tests.world import World

pytestmark = [pytest.mark.usefixtures("own_git"), pytest.mark.skipif(os.name == "nt", reason="hooks are run by sh")]


@pytest.fixture
def world() -> World:
    return World().found(**logged()).register()


@pytest.fixture
def clerk(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A clerk's repository with hooks, on ``main``, five records in it."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    made = Repository.create(tmp_path / "科 室", world.entries)
    install(Git.at(made.path))
    return made


def branch(world: World, *said: Shape) -> World:
    """The ledger as it was, with more records."""
    made = World()
    for entry in world.entries:
        made.replay.accept(entry)
    made.entries, made.now = list(world.entries), world.now
    for one in said:
        made.say(one, "p")
    return made


def newcomer(number: int) -> InspectorChange:
    return InspectorChange(reason="新增", added=(inspector(number, certificate=f"X{number}", id=f"N{number}"),))


def training(title: str) -> Training:
    return Training(title=title, date=at("2025-01-02 00:00").date(), hours=1, content="内容。")


def fork(clerk: Repository, world: World, ours: list[Shape], theirs: list[Shape]) -> tuple[World, World]:
    """``main`` has ``ours``, ``other`` has ``theirs``; gives both as worlds."""
    left, right = branch(world, *ours), branch(world, *theirs)
    clerk("switch", "--quiet", "--create", "other")
    clerk.append(*right.entries[5:])
    clerk("switch", "--quiet", "main")
    clerk.append(*left.entries[5:])
    return left, right


def statements(folder: Path) -> list[bytes]:
    return [parse(entry)[1] for entry in store.read_entries(folder)]


def test_the_losing_branch_moves_behind_the_other_without_new_signatures(clerk: Repository, world: World) -> None:
    left, right = fork(clerk, world, [newcomer(60), training("甲")], [newcomer(61)])
    commit = carry_out(Git.at(clerk.path), plan(Git.at(clerk.path), "other"))
    assert clerk.head == commit
    assert clerk("rev-parse", "HEAD^").strip() == clerk("rev-parse", "other").strip()
    found = [parse(entry) for entry in store.read_entries(clerk.ledger)]
    moved = [parse(entry) for entry in left.entries[5:]]
    assert [record.id for record, _ in found[5:]] == [
        parse(right.entries[5])[0].id,
        *(record.id for record, _ in moved),
    ]
    assert [record.signatures for record, _ in found[6:]] == [record.signatures for record, _ in moved]
    assert replay(store.read_entries(clerk.ledger)).head.seq == 8
    assert not clerk("status", "--porcelain")


@pytest.mark.slow
def test_the_hooks_take_what_came_out(clerk: Repository, world: World, tmp_path: Path) -> None:
    """The server had the other's record first; after the repair the push goes through."""
    server = clerk.clone(tmp_path / "server.git", "--bare")
    install(Git.at(server.path))
    clerk("remote", "add", "origin", server.path.as_uri())
    fork(clerk, world, [newcomer(60)], [newcomer(61)])
    clerk("push", "--quiet", "origin", "other:main")
    clerk("fetch", "--quiet", "origin")
    assert clerk.tried("push", "origin", "main").returncode != 0
    carry_out(Git.at(clerk.path), plan(Git.at(clerk.path), "origin/main"))
    clerk("push", "--quiet", "origin", "main")
    assert replay(ledger.entries(Git.at(server.path), "main")).head.seq == 7


def test_a_record_that_both_have_is_not_moved(clerk: Repository, world: World) -> None:
    """The same signed bytes stand at different numbers on the two sides."""
    shared = branch(world, training("共同"))
    left = branch(shared, newcomer(60))
    right = branch(world, newcomer(61))
    right.entries.append(_renumbered(shared, right))
    right.replay.accept(right.entries[-1])
    clerk("switch", "--quiet", "--create", "other")
    clerk.append(*right.entries[5:])
    clerk("switch", "--quiet", "main")
    clerk.append(*left.entries[5:])
    planned = plan(Git.at(clerk.path), "other")
    assert [move.entry is None for move in planned.moves] == [True, False]
    carry_out(Git.at(clerk.path), planned)
    assert replay(store.read_entries(clerk.ledger)).head.seq == 8


def _renumbered(source: World, target: World) -> Entry:
    """The last record of one as the next of the other."""
    record, signed = parse(source.entries[-1])
    head = target.replay.head
    return Entry(record_name(head.seq + 1), form(head.seq + 1, head.digest, signed, record.signatures))


def test_what_cannot_stand_behind_the_other_is_refused_and_nothing_changes(clerk: Repository, world: World) -> None:
    """Both admitted the same person under the same number: a person has to decide."""
    fork(clerk, world, [newcomer(60)], [newcomer(60).__class__(reason="另一科也新增", added=newcomer(60).added)])
    before, files = clerk.head, clerk.files()
    with pytest.raises(errors.NotVerified) as fault:
        plan(Git.at(clerk.path), "other")
    assert fault.value.data["name"] == "000/000006.yaml → 000/000007.yaml"
    assert (clerk.head, clerk.files()) == (before, files)


def test_what_refers_to_a_moved_record_moves_with_it(clerk: Repository, world: World) -> None:
    """References are by id, so that they hold wherever the record stands."""
    left = branch(world, training("甲"))
    target = parse(left.entries[-1])[0].id
    left.say(Step(Retraction(target=target, reason="日期有误。"), (target,)), "p")
    clerk("switch", "--quiet", "--create", "other")
    clerk.append(*branch(world, newcomer(61)).entries[5:])
    clerk("switch", "--quiet", "main")
    clerk.append(*left.entries[5:])
    carry_out(Git.at(clerk.path), plan(Git.at(clerk.path), "other"))
    assert target in replay(store.read_entries(clerk.ledger)).state.records


def checkpoint(clerk: Repository, world: World, size: int) -> None:
    tree = tree_of(world.state.digests)
    checkpoints.add(clerk.ledger, sign(Checkpoint(ORIGIN, size, tree.root_at(size)), LOG.key, LOG), size)


def test_records_at_or_below_a_signed_checkpoint_are_never_moved(clerk: Repository, world: World) -> None:
    """Somebody outside may have seen them at their numbers."""
    left, _ = fork(clerk, world, [newcomer(60), training("甲")], [newcomer(61)])
    checkpoint(clerk, left, 6)
    before = clerk.commit("checkpoint")
    with pytest.raises(errors.CheckpointCovers):
        plan(Git.at(clerk.path), "other")
    assert clerk.head == before


def test_a_checkpoint_below_all_that_moves_is_kept(clerk: Repository, world: World) -> None:
    left, _ = fork(clerk, world, [newcomer(60)], [newcomer(61)])
    checkpoint(clerk, left, 5)
    clerk.commit("checkpoint")
    carry_out(Git.at(clerk.path), plan(Git.at(clerk.path), "other"))
    assert (clerk.ledger / "checkpoints" / "000005.note").exists()


def test_the_others_checkpoint_over_its_own_records_stays(clerk: Repository, world: World) -> None:
    _, right = fork(clerk, world, [newcomer(60)], [newcomer(61)])
    clerk("switch", "--quiet", "other")
    checkpoint(clerk, right, 6)
    clerk.commit("checkpoint")
    clerk("switch", "--quiet", "main")
    carry_out(Git.at(clerk.path), plan(Git.at(clerk.path), "other"))
    assert (clerk.ledger / "checkpoints" / "000006.note").exists()
    assert replay(store.read_entries(clerk.ledger)).head.seq == 7


def test_changes_outside_the_ledger_are_merged(clerk: Repository, world: World) -> None:
    (clerk.path / "notes.txt").write_text("一\n二\n三\n", "utf-8")
    clerk.commit("notes")
    clerk("switch", "--quiet", "--create", "other")
    (clerk.path / "notes.txt").write_text("一\n二\n三\n四\n", "utf-8")
    clerk.append(*branch(world, newcomer(61)).entries[5:])
    clerk("switch", "--quiet", "main")
    (clerk.path / "notes.txt").write_text("零\n一\n二\n三\n", "utf-8")
    clerk.append(*branch(world, newcomer(60)).entries[5:])
    carry_out(Git.at(clerk.path), plan(Git.at(clerk.path), "other"))
    assert (clerk.path / "notes.txt").read_text("utf-8") == "零\n一\n二\n三\n四\n"


def test_a_conflict_outside_the_ledger_stops_it_and_nothing_changes(clerk: Repository, world: World) -> None:
    clerk("switch", "--quiet", "--create", "other")
    (clerk.path / "notes.txt").write_text("他们\n", "utf-8")
    clerk.append(*branch(world, newcomer(61)).entries[5:])
    clerk("switch", "--quiet", "main")
    (clerk.path / "notes.txt").write_text("我们\n", "utf-8")
    clerk.append(*branch(world, newcomer(60)).entries[5:])
    before, files = clerk.head, clerk.files()
    with pytest.raises(errors.MergeConflict) as fault:
        carry_out(Git.at(clerk.path), plan(Git.at(clerk.path), "other"))
    assert "notes.txt" in str(fault.value.data["paths"])
    assert (clerk.head, clerk.files()) == (before, files)


@pytest.mark.parametrize("where", ["ledger/000/000006.yaml", "ledger/000/000007.yaml", ".gitattributes"])
def test_uncommitted_work_is_never_lost(clerk: Repository, world: World, where: str) -> None:
    fork(clerk, world, [newcomer(60)], [newcomer(61)])
    planned = plan(Git.at(clerk.path), "other")
    path = clerk.path / where
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"# not yet committed\n")
    kept, before = path.read_bytes(), clerk.head
    with pytest.raises(errors.WorkTreeDirty):
        carry_out(Git.at(clerk.path), planned)
    assert (path.read_bytes(), clerk.head) == (kept, before)


def test_a_branch_that_did_more_than_append_is_refused(clerk: Repository, world: World) -> None:
    fork(clerk, world, [newcomer(60)], [newcomer(61)])
    path = clerk.ledger / "000/000003.yaml"
    path.write_bytes(path.read_bytes() + b"\n")
    clerk.commit("tampering")
    with pytest.raises(errors.FileAltered):
        plan(Git.at(clerk.path), "other")


def test_where_there_is_nothing_to_move_it_says_so(clerk: Repository, world: World) -> None:
    for upstream in ("HEAD", "main"):
        with pytest.raises(errors.NothingToMove):
            plan(Git.at(clerk.path), upstream)
    with pytest.raises(errors.RevisionUnknown):
        plan(Git.at(clerk.path), "nowhere")
    clerk("checkout", "--quiet", "--orphan", "lone")
    clerk.commit("lone")
    with pytest.raises(errors.Unrelated):
        plan(Git.at(clerk.path), "main")
