"""The example county's ledger: anyone can rebuild it, it verifies, and it stops verifying after any change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.reading import deadlines, stamps
from ssj_publish.core.reading.coalitions import trust
from ssj_publish.core.reading.times import Times
from ssj_publish.core.records import form, parse
from ssj_publish.core.replay import Replay, replay
from ssj_publish.core.state import State
from ssj_publish.errors import NotVerified
from ssj_publish.example import year
from ssj_publish.ledger import checkpoints, store
from ssj_publish.office.checkpoints import Log

LEDGER = Path(__file__).parents[1] / "ledger"


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return list(store.read_entries(LEDGER))


@pytest.fixture(scope="module")
def state(entries: list[Entry]) -> State:
    return replay(entries).state


@pytest.mark.slow
def test_playing_the_year_again_gives_every_byte(entries: list[Entry], tmp_path: Path) -> None:
    year.play(tmp_path / "ledger")
    assert list(store.read_entries(tmp_path / "ledger")) == entries
    assert checkpoints.read(tmp_path / "ledger") == checkpoints.read(LEDGER)


@pytest.mark.slow
def test_no_record_but_the_last_can_be_cut_out(entries: list[Entry]) -> None:
    """Whoever numbers and links the rest anew needs no key; what stands after it was signed as written after it."""
    records = [parse(entry) for entry in entries]
    for place in range(1, len(records) - 1):
        (record, _), (following, _) = records[place], records[place + 1]
        assert record.id in following.statement.after
    standing = Replay()
    for place, entry in enumerate(entries[:-1]):
        if place:
            following, signed = records[place + 1]
            moved = form(following.seq - 1, standing.head.digest, signed, following.signatures)
            with pytest.raises(NotVerified):
                standing.accept(Entry(record_name(following.seq - 1), moved))
        standing.accept(entry)


def test_every_commitment_was_seen_by_witnesses_or_says_that_it_was_not(state: State) -> None:
    """One was cosigned by too few in time; the others by a quorum before their rounds."""
    stamped = [stamps.stamp(state, draw, Log(LEDGER, state).audited) for draw in state.draws.values()]
    assert [one.level for one in stamped if not one.holds] == ["partial"]
    assert len(stamped) == 10


def test_a_draw_of_the_year_had_guests(state: State) -> None:
    """One on paper, one with a key of the day, one who did not come back; the others count in its trust statement."""
    [draw] = [one for one in state.draws.values() if one.guests]
    assert [one.body.key is not None for one in draw.guests] == [False, True, False]
    assert [one.id in draw.shown for one in draw.guests] == [True, True, False]
    assert draw.result is not None
    found = trust(state, draw, Log(LEDGER, state).audited)
    assert not found.overheard
    assert {len(one.guests) for one in found.choosers} == {0, 2}


def test_every_step_of_the_year_occurs(state: State) -> None:
    draws = list(state.draws.values())
    assert any(draw.commit.sealed and draw.seal is not None and draw.result is None for draw in draws)
    assert any(draw.commit.sealed and draw.result is not None and draw.void is None for draw in draws)
    joint = [draw for draw in draws if len(draw.commit.slots) > 2 and draw.result is not None]
    assert joint
    assert [draw.result is not None for draw in draws if draw.void is not None] == [True]
    swaps = [one.body for draw in draws for one in draw.substitutions]
    assert {one.inspector is None for one in swaps} == {True, False}
    assert any(deadlines.was_late(state, one, Times(state)) for one in state.results.values())
    reinspected = [case for case in state.cases.values() if case.stage == "closed"]
    assert any(step.kind == "case-reinspection" and not step.body.passed for case in reinspected for step in case.steps)
    assert any(one.corrections for one in state.results.values())
    assert any(one.retraction for one in state.recusals.values())
    assert any(one.visit.trigger is not None for one in state.visits.values())
    assert state.supervisions
    assert state.trainings
    assert {one.body.year for one in state.summaries.values()} == {2025}


def test_nothing_personal_has_come_in(entries: list[Entry]) -> None:
    """No mobile (13800…), no identity number (990122 and a birth date) of the workbooks."""
    text = b"".join(entry.data for entry in entries).decode()
    assert "1380000" not in text
    assert "1390000" not in text
    assert not [digits for year_ in range(1960, 2006) if (digits := f"990122{year_}") in text]


def test_nobody_with_an_expired_certificate_was_drawn(state: State) -> None:
    expired = {id_ for id_, one in state.inspectors.at(6).items() if one.valid_until == date(2025, 6, 30)}
    assert len(expired) == 2
    autumn = [
        state.draws[id_] for task in ("RW-2025-04", "RW-2025-05", "RW-2025-06") for id_ in state.tasks[task].draws
    ]
    assert len(autumn) == 3
    assert not any(expired & set(draw.commit.inspectors) for draw in autumn)


def damaged(entries: list[Entry], place: int) -> Iterator[Entry]:
    """What could stand at ``place`` instead of the file that belongs there."""
    entry = entries[place]
    for part in range(5):
        middle = (len(entry.data) * part // 5 + place * 31) % len(entry.data)
        flipped = bytes([entry.data[middle] ^ (1 << (place + part) % 8)])
        yield Entry(entry.name, entry.data[:middle] + flipped + entry.data[middle + 1 :])
    yield Entry(entry.name, entry.data + b"\n")
    yield Entry(entry.name, entry.data[:-1])
    for other in {max(place - 1, 0), min(place + 1, len(entries) - 1)} - {place}:
        yield entries[other]
        yield Entry(entry.name, entries[other].data)


@pytest.mark.slow
def test_any_damage_to_any_file_is_seen(entries: list[Entry]) -> None:
    """Each file in turn: bytes flipped, cut, added, left out, swapped with a neighbour, said twice."""
    going = Replay()
    for place, entry in enumerate(entries):
        for bad in damaged(entries, place):
            with pytest.raises(NotVerified):
                going.accept(bad)
        going.accept(entry)
        with pytest.raises(NotVerified):
            going.accept(entry)
    assert going.head.seq == len(entries)
