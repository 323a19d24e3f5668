"""The one door: whatever is touched shows, and what is refused leaves no trace."""

from __future__ import annotations

import random
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.genesis import CalendarYear
from ssj_publish.core.kinds.oversight import Correction, Retraction, Supervision, Training
from ssj_publish.core.kinds.plan import PlanApproval
from ssj_publish.core.kinds.references import pointers
from ssj_publish.core.records import NO_PREV, Record, Signature, Statement, form, parse, statement_bytes
from ssj_publish.core.replay import Answers, Job, Replay, Spread, replay, walk
from ssj_publish.office.desk import Step
from tests.bureau import ORIGIN, SIGNERS, at, genesis
from tests.world import World


def positions(entries: list[Entry]) -> Iterator[tuple[Replay, Entry]]:
    """Each file with the ledger as it stands before it."""
    going = Replay()
    for entry in entries:
        yield going, entry
        going.accept(entry)


def state_of(replayed: Replay) -> str:
    return repr((replayed.head, replayed.state))


From = Callable[[int], Replay]


@pytest.fixture(scope="module")
def after(full_world: World) -> From:
    """``after(n)``: a replay of the first ``n`` files, to go on with. They are replayed once, and copied."""
    standing = [deepcopy(going) for going, _ in positions(full_world.entries)]
    return lambda number: deepcopy(standing[number])


# Whatever is touched shows.


@pytest.mark.parametrize("every", [31, pytest.param(1, marks=pytest.mark.slow)])
def test_any_single_byte_changed_in_any_file_is_refused(full_world: World, every: int) -> None:
    """Every byte of every file, one other value each; the fault is found in that very file."""
    chance = random.Random(7)
    for going, entry in positions(full_world.entries):
        before = None if going.empty else state_of(going)
        for place in range(chance.randrange(every), len(entry.data), every):
            byte = entry.data[place]
            other = byte ^ (1 << chance.randrange(8))
            changed = entry.data[:place] + bytes([other]) + entry.data[place + 1 :]
            with pytest.raises(errors.NotVerified):
                going.accept(Entry(entry.name, changed))
        if before is not None:
            assert state_of(going) == before


def test_any_byte_lost_or_put_in_is_refused(full_world: World) -> None:
    chance = random.Random(11)
    for going, entry in positions(full_world.entries):
        for place in chance.sample(range(len(entry.data)), 40):
            for piece in (b"", entry.data[place : place + 1] * 2, b" " + entry.data[place : place + 1]):
                with pytest.raises(errors.NotVerified):
                    going.accept(Entry(entry.name, entry.data[:place] + piece + entry.data[place + 1 :]))


def test_any_file_removed_is_refused(full_world: World) -> None:
    """All but the last: a ledger cut short is a ledger, and only a saved head or checkpoint tells it from the whole."""
    entries = full_world.entries
    for (going, _), following in zip(positions(entries), entries[1:], strict=False):
        with pytest.raises((errors.SequenceBroken, errors.GenesisMisplaced)):
            going.accept(following)
    shorter = replay(entries[:-1])
    assert shorter.head != full_world.replay.head


def renamed(entries: list[Entry]) -> list[Entry]:
    return [Entry(record_name(seq), entry.data) for seq, entry in enumerate(entries, 1)]


def renumbered(entries: list[Entry]) -> list[Entry]:
    """New names and numbers; the links as they were."""
    found = []
    for seq, entry in enumerate(entries, 1):
        _, _, rest = entry.data.partition(b"\n")
        found.append(Entry(record_name(seq), b"seq: %d\n" % seq + rest))
    return found


def relinked(entries: list[Entry], seq: int = 0, prev: str = NO_PREV) -> list[Entry]:
    """The work of somebody who holds no key: numbers, names and links made anew over the same statements, behind record
    ``seq``."""
    found: list[Entry] = []
    for number, entry in enumerate(entries, seq + 1):
        record, signed = parse(entry)
        found.append(Entry(record_name(number), form(number, prev, signed, record.signatures)))
        prev = parse(found[-1])[0].digest
    return found


@pytest.mark.parametrize("cover_up", [list, renamed, renumbered])
@pytest.mark.parametrize(
    "tamper",
    [
        lambda entries, n: entries[:n] + entries[n + 1 :],
        lambda entries, n: [*entries[:n], entries[n + 1], entries[n], *entries[n + 2 :]],
        lambda entries, n: [*entries[: n + 1], *entries[n:]],
        lambda entries, n: [*entries[: n + 1], entries[0], *entries[n + 1 :]],
        lambda entries, n: [*entries[: n + 1], Entry(record_name(n + 2), entries[3].data), *entries[n + 1 :]],
    ],
    ids=["removed", "swapped", "duplicated", "genesis again", "another added"],
)
def test_files_removed_swapped_duplicated_or_added_are_refused(
    full_world: World,
    after: From,
    tamper: Callable[[list[Entry], int], list[Entry]],
    cover_up: Callable[[list[Entry]], list[Entry]],
) -> None:
    for place in range(5, len(full_world.entries) - 2, 7):
        entries = cover_up(tamper(full_world.entries, place))
        assert entries[:place] == full_world.entries[:place]
        with pytest.raises((errors.SequenceBroken, errors.LinkBroken, errors.RecordRepeated)):
            replay(entries[place:], start=after(place))


def test_relinking_keeps_every_id_and_so_a_twin_or_a_gap_still_shows(full_world: World) -> None:
    """Whoever renumbers needs no signature (that is how a lost race is mended), but moves no record past another it
    builds on, and says nothing twice."""
    entries = full_world.entries
    assert relinked(entries) == entries
    with pytest.raises(errors.RecordRepeated):
        replay(relinked([*entries, entries[9]]))
    plan = next(n for n, entry in enumerate(entries) if b'kind: "plan"\n' in entry.data)
    with pytest.raises((errors.ReferenceUnknown, errors.AfterUnknown)):
        replay(relinked([*entries[:plan], entries[plan + 1], entries[plan], *entries[plan + 2 :]]))
    with pytest.raises(errors.Refused):
        replay(relinked(entries[:plan] + entries[plan + 1 :]))


def test_no_record_but_the_last_can_be_cut_out(full_world: World) -> None:
    """Not even one that no other refers to: whoever wrote next had verified it, and signed so."""
    entries = full_world.entries
    for (going, _), following in zip(positions(entries), entries[1:], strict=False):
        if going.empty:
            continue
        with pytest.raises(errors.NotVerified):
            going.accept(relinked([following], going.head.seq, going.head.digest)[0])
    assert replay(relinked(entries[:-1])).head.seq == len(entries) - 1, "a tail can be: checkpoints tell"


@pytest.mark.parametrize(
    "strip", [lambda all_: all_[:1], lambda all_: all_[1:]], ids=["one stripped", "other stripped"]
)
def test_a_stripped_signature_breaks_the_link_or_the_table(
    full_world: World, after: From, strip: Callable[[tuple[Signature, ...]], tuple[Signature, ...]]
) -> None:
    for place, entry in enumerate(full_world.entries):
        record, signed = parse(entry)
        if len(record.signatures) < 2:
            continue
        stripped = Entry(entry.name, form(record.seq, record.prev, signed, strip(record.signatures)))
        lacking = (errors.RoleMissing, errors.ThresholdNotMet, errors.NewKeysShort, errors.GuestUnsigned)
        with pytest.raises((*lacking, errors.LinkBroken)):
            replay([stripped, *full_world.entries[place + 1 :]], start=after(place))


# Signatures.


def forged(entry: Entry) -> Entry:
    record, signed = parse(entry)
    false = tuple(Signature(key=one.key, signature=b64encode(bytes(64)).decode()) for one in record.signatures)
    return Entry(entry.name, form(record.seq, record.prev, signed, false))


def in_turn(work: Callable[..., Answers], jobs: Iterable[Job]) -> Iterator[Answers]:
    """Each batch when it is needed."""
    return (work(*job) for job in jobs)


def far_ahead(work: Callable[..., Answers], jobs: Iterable[Job]) -> Iterator[Answers]:
    """All batches, the last first, before any is needed: under the keys that are known when nothing is."""
    taken = list(jobs)
    return reversed([work(*job) for job in reversed(taken)])


SPREADS: list[Spread | None] = [None, in_turn, far_ahead]


@pytest.mark.parametrize("spread", SPREADS)
def test_the_first_forged_signature_is_named_even_where_a_later_rule_fails(
    full_world: World, spread: Spread | None
) -> None:
    """Records may be examined ahead, but a reader is shown the first fault, not the first that was noticed."""
    entries = list(full_world.entries)
    entries[6] = forged(entries[6])
    late = [*entries[:7], *full_world.entries[7:]]
    with pytest.raises(errors.BadSignature) as refused:
        replay(late, spread)
    assert refused.value.name == record_name(7)


@pytest.mark.parametrize("spread", SPREADS)
def test_of_two_forged_signatures_the_first_is_named(full_world: World, spread: Spread | None) -> None:
    entries = relinked([forged(entry) if n in (20, 33) else entry for n, entry in enumerate(full_world.entries)])
    with pytest.raises(errors.BadSignature) as refused:
        replay(entries, spread)
    assert refused.value.name == record_name(21)


def test_a_signature_by_the_right_key_over_other_bytes_does_not_hold(world: World) -> None:
    statement = statement_bytes(Step(PlanApproval(plan="0" * 64, document="x")).statement(world.state, world.now))
    other = statement.replace(b'"x"', b'"y"')
    signature = Signature(key=SIGNERS["l"].public.key_id, signature=SIGNERS["l"].sign(other))
    head = world.replay.head
    supervised = Supervision(subjects=(world.state.genesis.id,), level="none", finding="x")
    signed = statement_bytes(Step(supervised).statement(world.state, world.now))
    with world.refused(errors.BadSignature):
        world.replay.accept(Entry(record_name(head.seq + 1), form(head.seq + 1, head.digest, signed, (signature,))))


@pytest.mark.parametrize("spread", SPREADS)
@pytest.mark.parametrize("cut", [0, 1, 70])
def test_what_cannot_be_read_is_told_after_what_stands_before_it(
    full_world: World, spread: Spread | None, cut: int
) -> None:
    def reading(entries: list[Entry]) -> Iterator[Entry]:
        yield from entries[:cut]
        raise errors.ForeignFile(folder="", name="x")

    done = Replay()
    with pytest.raises(errors.ForeignFile):
        replay(reading(full_world.entries), spread, done)
    assert done.head.seq == cut
    if cut:
        false = [*full_world.entries[: cut - 1], forged(full_world.entries[cut - 1])]
        with pytest.raises(errors.BadSignature):
            replay(reading(false), spread)


@pytest.mark.parametrize("spread", SPREADS)
def test_nothing_rests_on_a_signature_that_does_not_hold(
    full_world: World, monkeypatch: pytest.MonkeyPatch, spread: Spread | None
) -> None:
    """A rest is where a caller may keep what was verified: all of it holds by then."""
    monkeypatch.setattr("ssj_publish.core.replay.STRETCH", 10)
    entries = relinked([forged(entry) if n == 24 else entry for n, entry in enumerate(full_world.entries)])
    rests: list[int] = []
    with pytest.raises(errors.BadSignature) as refused:
        replay(entries, spread, rest=lambda done: rests.append(done.head.seq))
    assert refused.value.name == record_name(25)
    assert rests == [10, 20]


def test_a_replay_goes_on_from_where_another_stood(full_world: World, after: From) -> None:
    for cut in range(0, len(full_world.entries), 9):
        assert state_of(replay(full_world.entries[cut:], start=after(cut))) == state_of(full_world.replay)


# One ledger, one state.


@pytest.mark.parametrize("spread", SPREADS)
def test_however_records_are_examined_the_state_is_the_same(full_world: World, spread: Spread | None) -> None:
    single = Replay()
    for entry in full_world.entries:
        single.accept(entry)
    assert state_of(single) == state_of(replay(full_world.entries, spread)) == state_of(full_world.replay)


def test_walk_shows_each_record_with_the_state_right_after_it(full_world: World) -> None:
    for number, (record, state) in enumerate(walk(full_world.entries), 1):
        assert record.seq == number == len(state.records)
        assert list(state.records)[-1] == record.id


def test_the_whole_ledger_holds_every_kind(full_world: World) -> None:
    assert {record.kind for record in full_world.state.records.values()} == KINDS.keys()


def test_nothing_stands_before_the_first_record(empty_world: World) -> None:
    assert empty_world.replay.empty
    with pytest.raises(errors.LedgerEmpty):
        _ = empty_world.state
    assert replay([]).empty


# The rules of every record.


def test_the_first_record_is_genesis_and_no_other_is(empty_world: World) -> None:
    year = empty_world.statement(CalendarYear(year=2025, notice="x", holidays=(NEW_YEAR,)))
    with empty_world.refused(errors.GenesisMisplaced):
        empty_world.put(year, [SIGNERS["p"]])
    empty_world.found()
    with empty_world.refused(errors.GenesisMisplaced):
        empty_world.put(empty_world.statement(genesis()), list(SIGNERS.values()))


NEW_YEAR = at("2025-01-01 00:00").date()


def training(**changes: Any) -> Training:
    made = Training(title="培训", date=NEW_YEAR, hours=1, content="内容。")
    return msgspec.structs.replace(made, **changes)


def test_a_record_of_another_ledger_is_refused(world: World) -> None:
    """The same keys may serve two ledgers: a statement says which it is for."""
    with world.refused(errors.OriginWrong, origin="other.example/ssj"):
        world.put(world.statement(training(), origin="other.example/ssj"), [SIGNERS["p"]])


def test_a_statement_is_made_once(world: World) -> None:
    """Even with other signatures under it, and even after others have been made."""
    statement = world.statement(training())
    record = world.put(statement, [SIGNERS["p"]])
    world.say(training(hours=2), "p")
    with world.refused(errors.RecordRepeated, id=record.id):
        world.put(statement, [SIGNERS["p"], SIGNERS["l"]])


def test_refs_must_stand_before(world: World) -> None:
    with world.refused(errors.ReferenceUnknown, id="a" * 64):
        world.put(world.statement(training(), ("a" * 64,)), [SIGNERS["p"]])


def test_what_the_body_names_must_stand_in_refs(world: World) -> None:
    body = Supervision(subjects=(world.state.genesis.id,), level="none", finding="x")
    with world.refused(errors.ReferenceUnstated, id=world.state.genesis.id):
        world.put(world.statement(body), [SIGNERS["d"]])


def test_every_digest_of_a_record_that_a_body_holds_is_a_pointer(full_world: World) -> None:
    """A field that names another record and is not asked to stand in refs would escape the order of time."""
    ids = full_world.state.records.keys()

    def named(value: Any) -> Iterator[str]:
        if isinstance(value, str) and value in ids:
            yield value
        elif isinstance(value, dict | list | tuple):
            for one in value.values() if isinstance(value, dict) else value:
                yield from named(one)

    for record in full_world.state.records.values():
        raw = msgspec.to_builtins(record.body)
        raw.pop("replacement", None)
        assert set(named(raw)) == set(pointers(record.body)), record.kind


def test_a_record_says_after_which_it_was_written(world: World) -> None:
    """The first after none, every other one after all that nothing was written after yet."""
    with world.refused(errors.AfterMissing):
        world.put(statement_bytes(Statement(ORIGIN, world.now, training())), [SIGNERS["p"]])
    with world.refused(errors.AfterUnknown, id="a" * 64):
        world.put(statement_bytes(Statement(ORIGIN, world.now, training(), (), ("a" * 64,))), [SIGNERS["p"]])
    first = world.say(training(), "p")
    assert first.statement.after == (world.entries and list(world.state.records)[-2],)
    assert world.state.tips == (first.id,)


def test_the_first_record_was_written_after_none(empty_world: World) -> None:
    statement = statement_bytes(Statement(ORIGIN, empty_world.now, genesis(), (), ("a" * 64,)))
    with empty_world.refused(errors.AfterUnknown):
        empty_world.put(statement, list(SIGNERS.values()))


def test_the_next_record_after_a_resequencing_names_both_ends(world: World) -> None:
    """Two branches, one put behind the other: neither end may be left free to be cut out."""
    mine, theirs = world.statement(training()), world.statement(training(hours=2))
    ids = {world.put(mine, [SIGNERS["p"]]).id, world.put(theirs, [SIGNERS["p"]]).id}
    assert set(world.state.tips) == ids
    assert world.say(training(hours=3), "p").statement.after == tuple(sorted(ids))


def test_a_mistaken_time_binds_nobody_after_it(world: World) -> None:
    """The order is that of the chain. What a time is worth is for `reading.times` to say."""
    world.say(training(), "p", time=at("2199-01-01 09:00"))
    world.say(training(hours=2), "p")


def test_a_genesis_at_the_edge_of_time_breaks_nothing(empty_world: World) -> None:
    empty_world.now = at("2000-01-01 00:00")
    empty_world.found()
    empty_world.say(CalendarYear(year=2025, notice="x", holidays=(NEW_YEAR,)), "p")


@pytest.mark.parametrize("kind", [Correction, Retraction])
def test_an_amendment_of_an_amendment_or_of_genesis_is_refused(world: World, kind: type) -> None:
    def amend(target: Record, *roles: str) -> Record:
        extra = {"replacement": msgspec.to_builtins(training(hours=3))} if kind is Correction else {}
        return world.say(kind(target=target.id, reason="x", **extra), *roles)

    first = world.say(training(), "p")
    correction = Correction(target=first.id, reason="x", replacement=msgspec.to_builtins(training(hours=2)))
    corrected = world.say(correction, "p")
    retracted = world.say(Retraction(target=world.say(training(hours=4), "p").id, reason="x"), "p")
    for target in (corrected, retracted):
        with world.refused(errors.NotAmendable):
            amend(target, "p")
        with world.refused(errors.RoleMissing):
            amend(target, "o1")
    with world.refused(errors.NotAmendable):
        amend(world.state.genesis, *SIGNERS)
    with world.refused(errors.RoleMissing):
        amend(world.state.genesis, "p")
