"""A replay laid down as bytes and taken up again is the same replay, and believes no record it has not verified."""

from __future__ import annotations

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core import snapshot
from ssj_publish.core.entry import Entry
from ssj_publish.core.replay import Replay, replay
from tests.conftest import World


def state_of(replayed: Replay) -> tuple[object, ...]:
    """All of it, and the order in which a shelf's keys came."""
    state = replayed.state
    return (
        replayed.head,
        state,
        *(list(getattr(state, name)) for name in ("records", "draws", "visits", "results", "cases")),
    )


def reader(entries: list[Entry], read: list[int] | None = None) -> snapshot.Read:
    def one(seq: int) -> Entry:
        if read is not None:
            read.append(seq)
        return entries[seq - 1]

    return one


def test_a_replay_goes_on_from_its_snapshot_wherever_it_is_cut(full_world: World) -> None:
    """Every kind of record and every sort of draw, before and after the cut."""
    entries = full_world.entries
    for cut in range(1, len(entries) + 1):
        data = snapshot.form(replay(entries[:cut]))
        again = snapshot.parse_snapshot(data, reader(entries))
        assert state_of(replay(entries[cut:], start=again)) == state_of(full_world.replay)


def test_forming_and_parsing_are_inverse(full_world: World) -> None:
    data = snapshot.form(full_world.replay)
    again = snapshot.parse_snapshot(data, reader(full_world.entries))
    assert snapshot.form(again) == data


def test_tidying_changes_nothing(full_world: World) -> None:
    """Between any two records: what was folded is found again."""
    going = Replay()
    for entry in full_world.entries:
        going.accept(entry)
        snapshot.tidy(going, reader(full_world.entries))
    assert state_of(going) == state_of(full_world.replay)


def test_a_record_is_read_only_when_it_is_asked_for(full_world: World) -> None:
    read: list[int] = []
    again = snapshot.parse_snapshot(snapshot.form(full_world.replay), reader(full_world.entries, read))
    visit, before = next(iter(again.state.visits)), len(read)
    untouched = {"visit", "result", "draw-commit", "draw-reveal", "case-open", "training"}
    numbers = {one.seq for one in full_world.state.records.values() if one.kind in untouched}
    assert not numbers & set(read)
    assert again.state.visits[visit].visit == full_world.state.visits[visit].visit
    assert len(read) == before + 1


def test_a_record_changed_since_is_noticed_when_it_is_asked_for(full_world: World) -> None:
    entries = list(full_world.entries)
    again = snapshot.parse_snapshot(snapshot.form(full_world.replay), reader(entries))
    visit = next(iter(again.state.visits))
    seq = full_world.state.records[visit].seq
    entries[seq - 1] = Entry(entries[seq - 1].name, entries[seq - 1].data.replace(b"on-site", b"written"))
    with pytest.raises(errors.RecordChanged) as refused:
        _ = again.state.visits[visit]
    assert refused.value.name == entries[seq - 1].name


@pytest.mark.parametrize("mark", ["Popen", "os.system", "Record.__init__", "object", "World", "Path"])
def test_only_what_a_state_can_hold_is_made(full_world: World, mark: str) -> None:
    head, records, fields = msgspec.msgpack.decode(snapshot.form(full_world.replay))
    data = msgspec.msgpack.encode([head, records, fields | {"calendars": [mark, "x"]}])
    with pytest.raises(KeyError):
        snapshot.parse_snapshot(data, reader(full_world.entries))
