"""The log asks and the witness answers: both real, over a real socket."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.genesis import Witness
from ssj_publish.core.replay import replay
from ssj_publish.ledger import store
from ssj_publish.office.checkpoints import Log
from ssj_publish.witness.notebook import Notebook
from ssj_publish.witness.server import Server
from ssj_publish.witness.service import Service
from tests.bureau import LOG, WITNESSES, logged
from tests.witness.conftest import PARTY
from tests.world import World


@pytest.fixture(autouse=True)
def _own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSJ_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture
def named(server: Server) -> Witness:
    return Witness(key=PARTY.key.text, holder="某大学", url=f"http://127.0.0.1:{server.server_port}/w/")


@pytest.fixture
def world() -> World:
    return World().found(**logged()).register()


def opened(folder: Path) -> Log:
    return Log(folder / "ledger", replay(store.read_entries(folder / "ledger")).state)


def grown(world: World, folder: Path) -> Log:
    """The ledger on disk, with a checkpoint for all of it."""
    world.write(folder)
    opened(folder).sign(LOG)
    return opened(folder)


def test_a_witness_follows_as_the_ledger_grows(world: World, named: Witness, tmp_path: Path) -> None:
    assert grown(world, tmp_path).ask(named) == [PARTY.key.name]
    log = grown(world.plan(), tmp_path)
    assert log.ask(named) == [PARTY.key.name]
    assert opened(tmp_path).last.times == {PARTY.key.name: 1_743_000_000}


def test_where_the_two_remember_different_sizes_the_witness_is_right(
    world: World, named: Witness, tmp_path: Path
) -> None:
    """Its last answer was lost on the way: it knows more than the folder shows."""
    grown(world, tmp_path).ask(named)
    for path in (tmp_path / "ledger" / "checkpoints").glob("*.cosig"):
        path.unlink()
    log = grown(world.plan(), tmp_path)
    assert log.ask(named) == [PARTY.key.name]


def test_a_rewritten_ledger_is_not_cosigned(
    world: World,
    named: Witness,
    server: Server,
    told: list[errors.SsjError],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Even whoever holds all of the bureau's keys, and a machine that remembers nothing."""
    grown(world, tmp_path / "published").ask(named)
    monkeypatch.setenv("SSJ_STATE_DIR", str(tmp_path / "other machine"))
    log = grown(World().found(**logged()).register(bodies=11).plan(), tmp_path / "rewritten")
    with pytest.raises(errors.WitnessRefused) as fault:
        log.ask(named)
    assert fault.value.data["status"] == 422
    assert [type(one) for one in told] == [errors.WitnessInconsistent]
    assert not list((tmp_path / "rewritten" / "ledger" / "checkpoints").glob("*.cosig"))


def test_a_ledger_that_lost_records_is_not_cosigned(
    world: World, named: Witness, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = world.write(tmp_path / "short")
    grown(world.plan(), tmp_path / "published").ask(named)
    monkeypatch.setenv("SSJ_STATE_DIR", str(tmp_path / "other machine"))
    opened(short.parent).sign(LOG)
    with pytest.raises(errors.WitnessRefused) as fault:
        opened(short.parent).ask(named)
    assert fault.value.data["status"] == 409


def test_a_witness_that_does_not_know_the_log_says_so(
    world: World, server: Server, named: Witness, tmp_path: Path
) -> None:
    folder = tmp_path / "another witness"
    folder.mkdir()
    notebook = Notebook(folder)
    notebook.found(PARTY.key)
    server.service = Service(notebook, PARTY, lambda: 1)
    with pytest.raises(errors.WitnessRefused) as fault:
        grown(world, tmp_path).ask(named)
    assert fault.value.data["status"] == 404


def test_another_witnesses_answer_is_not_kept(world: World, server: Server, named: Witness, tmp_path: Path) -> None:
    stranger = WITNESSES[1]
    folder = tmp_path / "stranger"
    folder.mkdir()
    notebook = Notebook(folder)
    notebook.found(stranger.key)
    notebook.trust(LOG.key)
    server.service = Service(notebook, stranger, lambda: 1)
    log = grown(world, tmp_path)
    assert log.ask(named) == [stranger.key.name]  # it is a witness too, and only as itself
    assert set(opened(tmp_path).last.times) == {stranger.key.name}
