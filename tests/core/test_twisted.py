"""Hostile but well formed: a valid record twisted, and signed anew by those who may."""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core import encoding
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.kinds.references import pointers
from ssj_publish.core.records import Record, Signature, form
from ssj_publish.core.replay import Replay
from tests.bureau import ORIGIN, TestSigner
from tests.world import World, everything


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(value, dict | list | tuple):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(one, (*path, key))


def twist(raw: Any, others: list[Any], chance: random.Random) -> Any:
    """One change: a value lost, doubled, taken from elsewhere in the ledger, or lists in another order."""
    raw = msgspec.json.decode(msgspec.json.encode(raw))
    *way, last = chance.choice(list(leaves(raw)))
    inner = raw
    for key in way:
        inner = inner[key]
    value = inner[last]
    choice = chance.randrange(4)
    if choice == 0:
        del inner[last]
    elif isinstance(value, list) and choice == 1:
        chance.shuffle(value)
    elif isinstance(value, list) and choice == 2:
        value.append(value[0])
    else:
        inner[last] = chance.choice([one for one in others if type(one) is type(value)] or [value])
    return raw


def values(raw: Any) -> Iterator[Any]:
    for path in leaves(raw):
        found = raw
        for key in path:
            found = found[key]
        if not isinstance(found, dict | list | tuple):
            yield found


@pytest.mark.parametrize("times", [2, pytest.param(12, marks=pytest.mark.slow)])
def test_a_twisted_record_is_refused_in_words_or_taken_but_never_breaks_the_door(full_world: World, times: int) -> None:
    """No sequence of well-formed bytes by valid keys makes the verifier fall over, or half-changes its state."""
    chance = random.Random(2025)
    raws = [msgspec.to_builtins(record.body) for record in full_world.state.records.values()]
    others = sorted({one for raw in raws for one in values(raw)}, key=repr)
    others += [0, -1, 2**53 - 1, 2**53, True, False, "", "x", "\n", "9" * 64, "2199-12-31", "0001-01-01"]
    taken, standing = 0, Replay()
    for place, (record, raw) in enumerate(zip(full_world.state.records.values(), raws, strict=True)):
        going = deepcopy(standing)
        before = everything(going)
        for _ in range(times):
            entry = resigned(full_world, record, twist(raw, others, chance))
            if entry is None:
                continue
            try:
                going.accept(entry)
            except errors.NotVerified:
                assert everything(going) == before
            else:
                taken += 1
                going = deepcopy(standing)
        standing.accept(full_world.entries[place])
    assert taken > 2 * times, "the twists should not all be absurd"


def resigned(world: World, record: Record, raw: Any) -> Entry | None:
    """A file of ``raw`` in the place of ``record``; None where the profile has no form for it."""
    fields: dict[str, Any] = {"origin": ORIGIN, "kind": record.kind, "time": record.time.isoformat()}
    if record.statement.after:
        fields["after"] = list(record.statement.after)
    try:
        refs = list(dict.fromkeys((*record.statement.refs, *pointers(msgspec.convert(raw, type(record.body))))))
    except msgspec.ValidationError:
        refs = list(record.statement.refs)
    if refs:
        fields["refs"] = refs
    try:
        statement = encoding.emit({"statement": fields | {"body": raw}})
    except (errors.UnwritableText, errors.UnwritableValue):
        return None
    signers = [TestSigner.made[one.key] for one in record.signatures]
    signed = tuple(Signature(key=one.public.key_id, signature=one.sign(statement)) for one in signers)
    return Entry(record_name(record.seq), form(record.seq, record.prev, statement, signed))
