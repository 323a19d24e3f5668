"""What others find out ahead is what would have been found here, and not a word more."""

from __future__ import annotations

import pickle
from base64 import b64encode
from collections.abc import Iterator

import pytest

from ssj_publish import errors
from ssj_publish.core import examined
from ssj_publish.core.authority import brought
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.examined import Examined, batches, examine, examine_all, received
from ssj_publish.core.records import Signature, form, parse
from ssj_publish.core.signatures import PublicKey
from tests.world import World


def keys(world: World) -> dict[str, PublicKey]:
    """Every key that has signed in ``world``."""
    lives = {key: life.public for key, life in world.state.keyring.lives.items()}
    return lives | {key: public for entry in world.entries for key, public in brought(parse(entry)[0]).items()}


def sent(entries: list[Entry], keys: dict[str, PublicKey]) -> list[Examined]:
    """Examined elsewhere: everything goes there and back as bytes."""
    job = pickle.loads(pickle.dumps(([(entry.name, entry.data) for entry in entries], keys)))
    return list(map(received, entries, pickle.loads(pickle.dumps(examine_all(*job)))))


def forged(entry: Entry) -> Entry:
    record, signed = parse(entry)
    false = tuple(Signature(key=one.key, signature=b64encode(bytes(64)).decode()) for one in record.signatures)
    return Entry(entry.name, form(record.seq, record.prev, signed, false))


def test_of_every_kind_the_same_comes_back(full_world: World) -> None:
    """Records are equal field by field, times with their offsets; so that no rule can tell where one was read."""
    for there, here in zip(sent(full_world.entries, keys(full_world)), map(examine, full_world.entries), strict=True):
        assert (there.name, there.record, there.signed) == (here.name, here.record, here.signed)
        assert repr(there.record) == repr(here.record)


def test_a_signature_is_told_to_hold_by_the_keys_that_were_given_only(full_world: World) -> None:
    for entry, told in zip(full_world.entries, sent(full_world.entries, keys(full_world)), strict=True):
        assert set(told.held) == {one.key for one in told.record.signatures}
        assert examine(entry).held == ()
    first, *_ = full_world.entries
    one = parse(first)[0].signatures[0].key
    assert sent([first], {one: keys(full_world)[one]})[0].held == (one,)


def test_a_signature_that_does_not_hold_is_not_told_to(full_world: World) -> None:
    """Nor one by another key under this one's fingerprint."""
    assert not any(told.held for told in sent(list(map(forged, full_world.entries)), keys(full_world)))
    first, *others = keys(full_world).values()
    wrong = {public.key_id: first for public in others}
    assert not any(told.held for told in sent(full_world.entries, wrong))


def test_what_is_refused_stands_in_its_place(full_world: World) -> None:
    """With the file's name; the records around it are judged as if it were not there."""
    entries = list(full_world.entries[:9])
    entries[4] = Entry(entries[4].name, entries[4].data[:-1])
    answers = examine_all([(entry.name, entry.data) for entry in entries], {})
    assert [isinstance(answer, errors.SsjError) for answer in answers] == [n == 4 for n in range(9)]
    with pytest.raises(errors.NoFinalNewline) as refused:
        received(entries[4], pickle.loads(pickle.dumps(answers[4])))
    assert refused.value.name == record_name(5)


def test_a_batch_is_bounded_by_records_and_by_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examined, "RECORDS", 5)
    monkeypatch.setattr(examined, "BYTES", 100)
    small = [Entry(record_name(n), b"x") for n in range(1, 13)]
    assert list(map(len, batches(small))) == [5, 5, 2]
    large = [Entry(record_name(n), b"x" * 60) for n in range(1, 6)]
    assert list(map(len, batches(large))) == [2, 2, 1]
    assert list(batches([])) == []


def test_what_cannot_be_read_comes_after_all_that_could() -> None:
    def reading() -> Iterator[Entry]:
        yield from (Entry(record_name(n), b"x") for n in (1, 2))
        raise errors.ForeignFile(folder="", name="x")

    got: list[str] = []
    with pytest.raises(errors.ForeignFile):
        got.extend(entry.name for batch in batches(reading()) for entry in batch)
    assert got == [record_name(1), record_name(2)]
