"""A witness at work: whatever order, crash or clock, it never cosigns a fork, and never goes back."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import monotonic, sleep

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.tlog import note
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.merkle import Tree
from ssj_publish.core.tlog.note import Note
from ssj_publish.machine import durable
from ssj_publish.witness.notebook import Notebook
from ssj_publish.witness.service import Service
from tests.bureau import LOG, ORIGIN, WITNESSES, Party
from tests.witness.conftest import PARTY, TREE, request

pytestmark = pytest.mark.slow

FORK = Tree.over(f"{number}".encode() for number in (*range(10), *range(50, 90)))


def known(notebook: Notebook) -> int:
    seen = notebook.seen(ORIGIN)
    return seen[0].size if seen else 0


def test_a_cosignature_holds_and_is_dated(service: Service) -> None:
    [line] = note.parse_signatures(service.add_checkpoint(request(0, 5)))
    stored = service.notebook.seen(ORIGIN)
    assert stored is not None
    PARTY.key.check(stored[1].text, line.signature)
    assert int.from_bytes(line.signature[:8]) == 1_743_000_000
    assert line in stored[1].signatures
    assert known(service.notebook) == 5


def test_a_log_that_only_grows_is_cosigned(service: Service) -> None:
    for old, new in ((0, 1), (1, 1), (1, 8), (8, 31), (31, 40), (40, 40)):
        service.add_checkpoint(request(old, new))
        assert known(service.notebook) == new


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (request(10, 12, FORK), errors.WitnessStale),
        (request(12, 12, FORK), errors.WitnessInconsistent),
        (request(12, 20, FORK), errors.WitnessInconsistent),
        (request(0, 20, FORK), errors.WitnessStale),
        (request(5, 9), errors.WitnessStale),
    ],
    ids=["stale fork", "same size", "fork", "from nothing", "backwards"],
)
def test_a_fork_is_never_cosigned(service: Service, body: bytes, refusal: type[errors.SsjError]) -> None:
    service.add_checkpoint(request(0, 12))
    before = service.notebook.seen(ORIGIN)
    with pytest.raises(refusal):
        service.add_checkpoint(body)
    assert service.notebook.seen(ORIGIN) == before


def test_a_restart_forgets_nothing(service: Service, notebook: Notebook) -> None:
    service.add_checkpoint(request(0, 12))
    again = Service(Notebook(notebook.folder), PARTY, lambda: 1_743_000_001)
    with pytest.raises(errors.WitnessStale) as fault:
        again.add_checkpoint(request(0, 12))
    assert fault.value.data["size"] == 12
    again.add_checkpoint(request(12, 12))


def test_a_forged_line_by_the_witness_does_not_enter_its_memory(service: Service) -> None:
    """Of what came in, the log's own line alone is kept."""
    body = (
        request(0, 5)
        + PARTY.sign("something else\n", 9_000_000_000).line.encode()
        + WITNESSES[1].sign("x\n").line.encode()
    )
    service.add_checkpoint(body)
    seen = service.notebook.seen(ORIGIN)
    assert seen is not None
    assert [one.name for one in seen[1].signatures] == [ORIGIN, PARTY.key.name]
    service.add_checkpoint(request(5, 6))


def test_a_clock_that_went_back_stops_the_witness(notebook: Notebook) -> None:
    """Its dates are what a draw's order is proved by."""
    times = iter((1_743_000_000, 1_742_999_999, 1_743_000_000))
    service = Service(notebook, PARTY, lambda: next(times))
    service.add_checkpoint(request(0, 5))
    with pytest.raises(errors.ClockBack):
        service.add_checkpoint(request(5, 6))
    assert known(notebook) == 5
    service.add_checkpoint(request(5, 6))


def test_a_clock_that_was_ahead_is_confirmed_by_the_operator(notebook: Notebook) -> None:
    """Once, a date of 2199 was given; from the operator's word on the witness goes by the clock again."""
    now = [7_226_582_400]
    service = Service(notebook, PARTY, lambda: now[0])
    service.add_checkpoint(request(0, 5))
    now[0] = 1_743_000_000
    with pytest.raises(errors.ClockBack):
        service.add_checkpoint(request(5, 6))
    assert list(notebook.ahead(now[0]).values()) == [7_226_582_400]
    notebook.confirm_clock(now[0])
    now[0] -= 1
    with pytest.raises(errors.ClockBack):  # nothing earlier than what was confirmed
        service.add_checkpoint(request(5, 6))
    now[0] += 1
    service.add_checkpoint(request(5, 6))
    assert notebook.ahead(now[0]) == {}
    now[0] -= 1
    with pytest.raises(errors.ClockBack):  # the true dates bind as ever
        service.add_checkpoint(request(6, 7))


def test_a_confirmed_clock_waives_no_other_date(notebook: Notebook) -> None:
    """The operator's word is about the date that was shown: a clock that runs ahead once more stops it once more."""
    now = [7_226_582_400]
    service = Service(notebook, PARTY, lambda: now[0])
    service.add_checkpoint(request(0, 5))
    notebook.confirm_clock(1_743_000_000)
    now[0] = 7_226_582_399
    service.add_checkpoint(request(5, 6))
    now[0] = 1_743_000_100
    with pytest.raises(errors.ClockBack):
        service.add_checkpoint(request(6, 7))


@pytest.mark.parametrize("text", ["", "x", "\xff\n", "99999999999\n"])
def test_a_damaged_confirmation_confirms_nothing(notebook: Notebook, text: str) -> None:
    times = iter((1_743_000_100, 1_743_000_000))
    service = Service(notebook, PARTY, lambda: next(times))
    service.add_checkpoint(request(0, 5))
    (notebook.folder / "clock").write_text(text, "latin-1")
    with pytest.raises(errors.ClockBack):
        service.add_checkpoint(request(5, 6))


def test_another_key_than_its_own_cosigns_nothing(notebook: Notebook) -> None:
    with pytest.raises(errors.WitnessKeyWrong):
        Service(notebook, Party(PARTY.key.name, 4, "another"), lambda: 0)


def test_nothing_is_answered_that_could_not_be_stored(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    service.add_checkpoint(request(0, 5))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(durable, "write_synced", full)
        with pytest.raises(errors.StorageFailed):
            service.add_checkpoint(request(5, 6))
    assert known(service.notebook) == 5
    assert not [path for path in (service.notebook.folder / "seen").iterdir() if path.suffix != ".note"]


def test_a_damaged_memory_stops_the_witness(service: Service) -> None:
    service.add_checkpoint(request(0, 5))
    [path] = (service.notebook.folder / "seen").iterdir()
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(errors.WitnessDamaged):
        service.add_checkpoint(request(0, 6))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    asked=st.lists(
        st.tuples(st.integers(0, 40), st.integers(1, 40), st.sampled_from([TREE, FORK])).filter(
            lambda one: one[0] <= one[1]
        ),
        max_size=12,
    )
)
def test_in_no_order_are_two_histories_cosigned(
    tmp_path_factory: pytest.TempPathFactory, asked: list[tuple[int, int, Tree]]
) -> None:
    notebook = Notebook(tmp_path_factory.mktemp("w"))
    notebook.found(PARTY.key)
    notebook.trust(LOG.key)
    service = Service(notebook, PARTY, lambda: 1)
    granted: list[tuple[int, Tree]] = []
    for old, size, tree in asked:
        try:
            service.add_checkpoint(request(old, size, tree))
        except errors.WitnessRefusal:
            continue
        assert not granted or size >= granted[-1][0]
        granted.append((size, tree))
    # All that was granted is a beginning of one tree.
    assert any(all(one.root_at(size) == tree.root_at(size) for size, tree in granted) for one in (TREE, FORK))


class Slow(Notebook):
    """Takes its time between looking up and writing down, so that others could come in between."""

    def seen(self, origin: str) -> tuple[Checkpoint, Note] | None:
        found = super().seen(origin)
        sleep(0.3)
        return found


def _ask(folder: str, fork: bool) -> bool:
    """Whether the witness in ``folder`` cosigns 20 leaves of this tree or the other."""
    service = Service(Slow(Path(folder)), PARTY, lambda: 1_743_000_000)
    try:
        service.add_checkpoint(request(0, 20, FORK if fork else TREE))
    except errors.WitnessStale:
        return False
    return True


def test_of_two_processes_with_two_histories_one_is_served(notebook: Notebook) -> None:
    with get_context("spawn").Pool(2) as pool:
        pool.map(abs, range(2))  # both are up
        assert sorted(pool.starmap(_ask, [(str(notebook.folder), fork) for fork in (False, True)], 1)) == [False, True]


def test_of_two_threads_with_two_histories_one_is_served(notebook: Notebook) -> None:
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(_ask, [str(notebook.folder)] * 2, [False, True])) == [False, True]


def _grow(folder: str) -> None:
    service = Service(Notebook(Path(folder)), PARTY, lambda: 1_743_000_000)
    while True:
        for size in range(known(service.notebook) + 1, 41):
            line = service.add_checkpoint(request(size - 1, size))
            with open(f"{folder}/answered", "ab", buffering=0) as stream:
                stream.write(f"{size} {line}".encode())
        os.unlink(next((Path(folder) / "seen").iterdir()))


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("delay", [0.0, 0.004, 0.011, 0.023, 0.05])
def test_killed_at_any_moment_it_remembers_all_it_has_answered(notebook: Notebook, delay: float) -> None:
    answered = notebook.folder / "answered"
    child = get_context("spawn").Process(target=_grow, args=(str(notebook.folder),))
    child.start()
    until = monotonic() + 60
    while not answered.exists() and monotonic() < until:
        sleep(0.001)
    sleep(delay)
    os.kill(child.pid or 0, signal.SIGKILL)
    child.join(60)
    lines = answered.read_text("utf-8").splitlines()
    last = int(lines[-1].split()[0]) if lines else 0
    assert known(notebook) >= last or last == 40  # after the last one the child begins anew
    Service(notebook, PARTY, lambda: 1_743_000_001).add_checkpoint(request(known(notebook), 40))
