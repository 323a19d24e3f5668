"""A replay laid down as bytes and taken up again is the same replay, records and all."""

from __future__ import annotations

import dataclasses
import typing
from typing import Any

import msgspec
import pytest

from ssj_publish.core import snapshot
from ssj_publish.core.kinds import KINDS
from ssj_publish.core.records import Record
from ssj_publish.core.replay import Replay, replay
from ssj_publish.core.shapes import Shape
from ssj_publish.core.state import State
from tests.world import World


def state_of(replayed: Replay) -> tuple[object, ...]:
    """All of it, and the order in which a shelf's keys came."""
    state = replayed.state
    return (
        replayed.head,
        state,
        *(list(getattr(state, name)) for name in ("records", "draws", "visits", "results", "cases")),
    )


@pytest.mark.slow
def test_a_replay_goes_on_from_its_snapshot_wherever_it_is_cut(full_world: World) -> None:
    """Every kind of record and every sort of draw, before and after the cut."""
    going = Replay()
    for cut, entry in enumerate(full_world.entries, 1):
        going.accept(entry)
        again = snapshot.parse_snapshot(snapshot.form(going))
        assert state_of(replay(full_world.entries[cut:], start=again)) == state_of(full_world.replay)


def test_a_replay_goes_on_however_often_it_is_cut(full_world: World) -> None:
    """Between any two records it is laid down, and taken up as it was."""
    going, straight = Replay(), Replay()
    for entry in full_world.entries:
        going.accept(entry)
        straight.accept(entry)
        going = snapshot.parse_snapshot(snapshot.form(going))
        assert state_of(going) == state_of(straight)


def test_forming_and_parsing_are_inverse(full_world: World) -> None:
    data = snapshot.form(full_world.replay)
    again = snapshot.parse_snapshot(data)
    assert snapshot.form(again) == data


def test_tidying_changes_nothing(full_world: World) -> None:
    """Between any two records: what was folded is found again."""
    going = Replay()
    for entry in full_world.entries:
        going.accept(entry)
        snapshot.tidy(going)
    assert state_of(going) == state_of(full_world.replay)


def test_a_brief_is_the_same_whether_its_value_lies_open_or_folded(full_world: World) -> None:
    """After every record, as corrections, annulments, cases and withholdings change what a brief tells."""
    for cut in range(1, len(full_world.entries) + 1, 7):
        open_ = replay(full_world.entries[:cut]).state
        folded = snapshot.parse_snapshot(snapshot.form(Replay(full_world.replay.head, open_))).state
        for name in ("visits", "results", "references"):
            told, expected = getattr(folded, name), getattr(open_, name)
            assert dict(told.briefs()) == {id_: value.brief for id_, value in expected.items()}, (cut, name)


def test_briefs_are_had_without_opening(full_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    again = snapshot.parse_snapshot(snapshot.form(full_world.replay)).state
    monkeypatch.setattr(again.records, "_unfold", None)
    assert len(list(again.visits.briefs())) == len(full_world.state.visits)


@pytest.mark.parametrize("mark", ["Popen", "os.system", "Record.__init__", "object", "World", "Path"])
def test_only_what_a_state_can_hold_is_made(full_world: World, mark: str) -> None:
    head, records, fields = msgspec.msgpack.decode(snapshot.form(full_world.replay))
    data = msgspec.msgpack.encode([head, records, fields | {"calendars": [mark, "x"]}])
    with pytest.raises(KeyError):
        snapshot.parse_snapshot(data)


def test_every_class_that_a_state_can_hold_is_known_by_a_name_of_its_own() -> None:
    """Found by the annotations, from the state on."""
    seen: dict[str, type] = {}
    waiting: list[Any] = [
        *(hint for name, hint in typing.get_type_hints(State).items() if name != "genesis"),
        *KINDS.values(),
    ]
    while waiting:
        hint = waiting.pop()
        waiting.extend(typing.get_args(hint))
        class_ = typing.get_origin(hint) or hint
        ours = isinstance(class_, type) and (dataclasses.is_dataclass(class_) or issubclass(class_, msgspec.Struct))
        if ours and class_ is not Record and seen.get(class_.__name__) is not class_:
            assert class_.__name__ not in seen, class_
            seen[class_.__name__] = class_
            waiting.extend(hint for name, hint in typing.get_type_hints(class_).items() if name != "KIND")
    known = snapshot._classes()
    assert len(seen) > 100
    assert {name: known.get(name) for name in seen} == seen
    assert {name for name, class_ in known.items() if not issubclass(class_, Shape)} <= set(seen)
