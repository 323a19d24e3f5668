"""Signing checkpoints and gathering cosignatures: a log never signs two histories."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.genesis import Witness
from ssj_publish.core.kinds.registers import InspectorChange
from ssj_publish.core.log import tree_of
from ssj_publish.core.replay import replay
from ssj_publish.core.tlog import checkpoint, note, witness
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.note import Note
from ssj_publish.ledger import checkpoints, store
from ssj_publish.machine import folders
from ssj_publish.office.checkpoints import Log
from tests.bureau import LOG, ORIGIN, WITNESSES, Party, inspector, logged
from tests.world import World


@pytest.fixture(autouse=True)
def _own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSJ_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture
def world() -> World:
    return World().found(**logged()).register()


@pytest.fixture
def ledger(world: World, tmp_path: Path) -> Path:
    return world.write(tmp_path)


def opened(ledger: Path) -> Log:
    return Log(ledger, replay(store.read_entries(ledger)).state)


def cosign(request: bytes, party: Party, known: Checkpoint | None = None, time: int = 1_743_000_000) -> bytes:
    """What an honest witness answers."""
    asked = witness.parse(request)
    stated = witness.check(asked, {ORIGIN: (LOG.key,)})
    witness.advance(asked, stated, known)
    return party.sign(asked.note.text, time).line.encode()


def test_a_signed_checkpoint_stands_for_all_records(ledger: Path, world: World) -> None:
    opened(ledger).sign(LOG)
    found = opened(ledger).last.checkpoint
    assert found == Checkpoint(ORIGIN, 5, tree_of(world.state.digests).root)


def test_signing_twice_gives_the_same_checkpoint(ledger: Path) -> None:
    assert opened(ledger).sign(LOG) == opened(ledger).sign(LOG)
    assert len(list((ledger / "checkpoints").iterdir())) == 1


def test_another_key_than_the_logs_signs_nothing(ledger: Path) -> None:
    with pytest.raises(errors.LogKeyWrong):
        opened(ledger).sign(Party(ORIGIN, 1, "another"))
    assert not (ledger / "checkpoints").exists()


def test_a_ledger_without_log_key_signs_nothing(tmp_path: Path) -> None:
    with pytest.raises(errors.LogKeyMissing):
        opened(World().found().write(tmp_path)).sign(LOG)


def test_a_restored_backup_cannot_fork(ledger: Path, world: World, tmp_path: Path) -> None:
    """The backup misses the last record; another one in its place would be a second history."""
    backup = tmp_path / "backup"
    shutil.copytree(ledger, backup / "ledger")
    (backup / "ledger" / "000/000005.yaml").unlink()
    opened(ledger).sign(LOG)
    with pytest.raises(errors.SignedBeyond):
        opened(backup / "ledger").sign(LOG)
    fork = World()
    for entry in world.entries[:4]:
        fork.replay.accept(entry)
        fork.entries.append(entry)
    fork.now = world.now
    fork.say(InspectorChange(reason="另一版", added=(inspector(1),)), "p")
    with pytest.raises(errors.SignedBeyond):
        opened(fork.write(tmp_path / "fork")).sign(LOG)
    assert not (tmp_path / "fork" / "ledger" / "checkpoints").exists()


def test_a_damaged_memory_is_not_forgotten(ledger: Path, world: World) -> None:
    log = opened(ledger)
    log.sign(LOG)
    path = folders.state() / "log" / f"{world.state.genesis.id}.note"
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(errors.NoteMalformed):
        opened(ledger).sign(LOG)


def test_what_was_remembered_but_not_kept_is_signed_again(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash between the memory and the folder loses nothing: the same note comes out."""

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    log = opened(ledger)
    with monkeypatch.context() as broken:
        broken.setattr(checkpoints, "add", crash)
        with pytest.raises(KeyboardInterrupt):
            log.sign(LOG)
    assert not (ledger / "checkpoints").exists()
    signed = opened(ledger).sign(LOG)
    assert opened(ledger).last.stored.note == signed


def _sign(folder: str, state: str) -> None:
    os.environ["SSJ_STATE_DIR"] = state
    opened(Path(folder)).sign(LOG)


@pytest.mark.slow
def test_two_signers_at_once_agree(ledger: Path, tmp_path: Path) -> None:
    context = get_context("spawn")
    both = [context.Process(target=_sign, args=(str(ledger), str(tmp_path / "state"))) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(60)
        assert one.exitcode == 0
    assert opened(ledger).last.checkpoint.size == 5


def test_witnesses_answers_reach_the_quorum(ledger: Path) -> None:
    opened(ledger).sign(LOG)
    for party in WITNESSES[:2]:
        log = opened(ledger)
        assert not log.last.enough
        assert log.keep(cosign(log.request(party.key.name), party)) == [party.key.name]
    assert opened(ledger).last.enough


def test_a_request_proves_the_way_from_the_last_one(ledger: Path, world: World, tmp_path: Path) -> None:
    party = WITNESSES[0]
    log = opened(ledger)
    log.sign(LOG)
    log = opened(ledger)
    log.keep(cosign(log.request(party.key.name), party))
    known = log.last.checkpoint
    world.plan()
    world.write(tmp_path)
    opened(ledger).sign(LOG)
    log = opened(ledger)
    request = log.request(party.key.name)
    assert witness.parse(request).old == 5
    log.keep(cosign(request, party, known))
    assert opened(ledger).last.times == {party.key.name: 1_743_000_000}
    with pytest.raises(errors.WitnessStale):
        cosign(log.request(party.key.name, old=0), party, known)


@pytest.mark.parametrize("answer", [b"", b"\xff\n", b"hello\n", WITNESSES[0].sign("x").line.encode()[:-1]])
def test_an_answer_that_is_none_is_refused(ledger: Path, answer: bytes) -> None:
    opened(ledger).sign(LOG)
    with pytest.raises(errors.NoteMalformed):
        opened(ledger).keep(answer)


def test_an_answer_for_something_else_is_refused(ledger: Path) -> None:
    opened(ledger).sign(LOG)
    with pytest.raises(errors.NoteSignatureWrong):
        opened(ledger).keep(WITNESSES[0].sign("something else\n").line.encode())
    with pytest.raises(errors.WitnessUnknown):
        opened(ledger).keep(Party("w.example/9", 4, "w9").sign(opened(ledger).last.stored.note.text).line.encode())
    assert len(list((ledger / "checkpoints").iterdir())) == 1


def test_nothing_is_asked_of_strangers_or_without_a_checkpoint(ledger: Path) -> None:
    with pytest.raises(errors.NoCheckpoint):
        opened(ledger).request("w.example/1")
    opened(ledger).sign(LOG)
    with pytest.raises(errors.WitnessUnknown):
        opened(ledger).request("w.example/9")


def test_a_saved_checkpoint_exposes_a_rewrite(ledger: Path, world: World, tmp_path: Path) -> None:
    """Whoever has all keys can write another history that verifies, but not one that this checkpoint is of."""
    saved = opened(ledger).sign(LOG)
    world.plan()
    world.write(tmp_path)
    assert opened(ledger).since(saved).size == 5
    rewritten = World().found(**logged()).register(bodies=11).plan()
    other = opened(rewritten.write(tmp_path / "rewritten"))
    with pytest.raises(errors.CheckpointDiffers):
        other.since(saved)
    with pytest.raises(errors.CheckpointBeyond):
        opened(World().found(**logged()).write(tmp_path / "short")).since(saved)


def test_a_checkpoint_by_another_key_proves_nothing(ledger: Path) -> None:
    log = opened(ledger)
    text = Checkpoint(ORIGIN, log.tree.size, log.tree.root).text
    with pytest.raises(errors.NoteUnsigned):
        log.since(Note(text, (Party(ORIGIN, 1, "another").sign(text),)))


def test_the_signed_note_is_one_that_any_reader_of_notes_takes(ledger: Path) -> None:
    signed = opened(ledger).sign(LOG)
    assert note.parse(note.form(signed)) == signed
    assert checkpoint.verify(signed, LOG.key).checkpoint.size == 5


def test_a_checkpoint_collected_twice_is_no_fork(ledger: Path) -> None:
    """The witness signs again with a later time; the first answer stays, whether or not the ledger was opened
    between."""
    opened(ledger).sign(LOG)
    log = opened(ledger)
    name = WITNESSES[0].key.name
    for later in range(3):
        assert log.keep(cosign(log.request(name, 0), WITNESSES[0], time=1_743_000_000 + later)) == [name]
    assert opened(ledger).keep(cosign(log.request(name, 0), WITNESSES[0], time=1_743_000_009)) == [name]
    assert opened(ledger).last.times == {name: 1_743_000_000}
    assert len(list((ledger / "checkpoints").iterdir())) == 2


def test_another_line_of_the_same_witness_still_has_to_hold(ledger: Path) -> None:
    opened(ledger).sign(LOG)
    log = opened(ledger)
    answer = cosign(log.request(WITNESSES[0].key.name), WITNESSES[0])
    log.keep(answer)
    spoiled = WITNESSES[0].sign("something else\n", 1_743_000_001).line.encode()
    with pytest.raises(errors.NoteSignatureWrong):
        log.keep(spoiled)


def test_two_who_collect_at_a_time_make_no_fork(ledger: Path) -> None:
    """Neither has seen the other's answer: the one that was stored first stays."""
    opened(ledger).sign(LOG)
    name = WITNESSES[0].key.name
    first, second = opened(ledger), opened(ledger)
    for later, log in enumerate((first, second)):
        assert log.keep(cosign(log.request(name, 0), WITNESSES[0], time=1_743_000_000 + later)) == [name]
    assert opened(ledger).last.times == {name: 1_743_000_000}


def test_an_answer_in_another_spelling_is_not_kept(ledger: Path) -> None:
    """Readers lax about base64's last bits would take it; then the ledger would hold what others refuse."""
    opened(ledger).sign(LOG)
    log = opened(ledger)
    line = cosign(log.request(WITNESSES[0].key.name), WITNESSES[0]).decode()
    body = line.rstrip("\n=")
    assert body + "=" * (len(line) - len(body) - 1) + "\n" == line != body + "\n"
    with pytest.raises(errors.NoteSignatureWrong):
        log.keep(line.replace(body, body[:-1] + chr(ord(body[-1]) + 1)).encode())
    assert len(list((ledger / "checkpoints").iterdir())) == 1


def test_a_log_and_a_witness_with_keys_that_outlast_quantum_computers(tmp_path: Path) -> None:
    """ML-DSA-44 on both sides: signed, asked, cosigned, kept, and read again; signing twice gives the same file."""
    log_, outside = Party(ORIGIN, 6, "log"), Party("w.example/pq", 6, "w")
    named = (Witness(key=outside.key.text, holder="某大学"),)
    ledger = World().found(log=log_.key.text, witnesses=named, quorum=1).register().write(tmp_path)
    now = datetime(2025, 3, 27, tzinfo=UTC)
    signed = opened(ledger).sign(log_, now)
    assert opened(ledger).sign(log_, now) == signed
    log = opened(ledger)
    asked = witness.parse(log.request(outside.key.name))
    assert witness.check(asked, {ORIGIN: (log_.key,)}).size == log.tree.size
    line = outside.sign(asked.note.text, 1_743_100_000).line
    assert log.keep(line.encode()) == [outside.key.name]
    assert opened(ledger).last.enough
    assert opened(ledger).last.times == {outside.key.name: 1_743_100_000}
