"""What a verifier must have met once: each occasion, and the numbers of the records of a ledger that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ssj_publish.core import log
from ssj_publish.core.kinds.genesis import Role
from ssj_publish.core.reading import stamps
from ssj_publish.core.reading.irregularities import Code, irregularities
from ssj_publish.core.records import Record
from ssj_publish.core.state import Draw, State
from ssj_publish.core.tlog.vkey import LATTICE, parse_verifier_key
from ssj_publish.ledger.verified import Verified


@dataclass(frozen=True)
class Read:
    """A verified ledger, read on a day."""

    found: Verified
    today: date

    @property
    def state(self) -> State:
        return self.found.state

    @property
    def draws(self) -> list[Draw]:
        return list(self.state.draws.values())

    def kind(self, name: str) -> list[Record]:
        return [one for one in self.state.records.values() if one.kind == name]

    def level(self, draw: Draw) -> stamps.Stamp:
        return stamps.stamp(self.state, draw, self.found.log.audited)


Seqs = Iterable[int]


def _several(read: Read) -> Iterator[int]:
    """Records under which several keys of one role stand, as its threshold asks; root keys aside."""
    listed: list[Role] = [one for one in read.state.founding.roles if one.threshold > 1 and one.type != "root"]
    for record in read.state.records.values():
        signed = {one.key for one in record.signatures}
        for role in listed:
            keys = {key for key, holder in read.state.keyring.holder.items() if holder == role.id}
            if len(signed & keys) >= role.threshold:
                yield record.seq
                break


def _bound(read: Read) -> Iterator[int]:
    """Changes of trust that came into force."""
    said = read.state.trusts
    for one, since in zip(said, log.in_force_from(said, read.found.log.audited), strict=True):
        if one.seq > 1 and since is not None:
            yield one.seq


def _excluded(reason: str) -> Callable[[Read], Iterator[int]]:
    return lambda read: (
        draw.record.seq for draw in read.draws if any(one.reason == reason for one in draw.commit.excluded)
    )


def _draws(which: Callable[[Draw], bool]) -> Callable[[Read], Iterator[int]]:
    return lambda read: (draw.record.seq for draw in read.draws if which(draw))


def _stamped(which: Callable[[stamps.Stamp], bool]) -> Callable[[Read], Iterator[int]]:
    return lambda read: (draw.record.seq for draw in read.draws if which(read.level(draw)))


def _kind(name: str) -> Callable[[Read], Iterator[int]]:
    return lambda read: (one.seq for one in read.kind(name))


def _odd(code: Code) -> Callable[[Read], Iterator[int]]:
    def seqs(read: Read) -> Iterator[int]:
        listed = irregularities(
            read.state, read.found.log.audited, read.today, read.found.exposed, read.found.log.times
        )
        return (one.records[0][0] for one in listed if one.code == code)

    return seqs


def _tasks(which: Callable[[Draw, Read], bool]) -> Callable[[Read], Iterator[int]]:
    return lambda read: (draw.record.seq for draw in read.draws if which(draw, read))


def _unlocked(draw: Draw) -> bool:
    return any(one.body.unlock is not None for one in draw.reveals.values())


def _emptied(draw: Draw) -> bool:
    return any(one.body.inspector is None and one.body.replacement is None for one in draw.substitutions)


def _signed_by(type_: int) -> Callable[[Read], Iterator[int]]:
    def seqs(read: Read) -> Iterator[int]:
        for one in read.found.log.audited:
            keys = (parse_verifier_key(named.key) for named in read.found.log.trust_of(one).witnesses)
            if any(key.type == type_ and key.name in one.times for key in keys):
                yield one.checkpoint.size

    return seqs


def _gone(read: Read, by_record: bool) -> Iterator[int]:
    for one in read.found.exposed.values():
        if one.standing == "withheld" and (one.withheld is not None) == by_record:
            yield one.reference.seq


def _tail(read: Read) -> Iterator[int]:
    above = read.found.log.times.unwitnessed
    return (
        iter(range(read.found.head.seq - above.count + 1, read.found.head.seq + 1)) if above is not None else iter(())
    )


#: Each by its name in `expected.json`. A checkpoint is told by its size, which is the number of its last record.
OCCASIONS: dict[str, Callable[[Read], Seqs]] = {
    "threshold": _several,
    "root-keys": lambda read: (1 for one in read.state.founding.roles if one.type == "root"),
    "key-rotation": _kind("key-rotation"),
    "key-revocation": _kind("key-revocation"),
    "key-recovery": _kind("key-recovery"),
    "trust-change": _bound,
    "ml-dsa": _signed_by(LATTICE),
    "rfc3161": lambda read: (one.checkpoint.size for one in read.found.log.audited if one.tokens),
    "tail": _tail,
    "two-tips": lambda read: (one.seq for one in read.state.records.values() if len(one.statement.after) > 1),
    "time-shifted": _odd("time-shifted"),
    "class-with-a-blank": _draws(lambda draw: any(" " in one.credit_class and one.size for one in draw.commit.strata)),
    "class-empty": _draws(lambda draw: any(not one.size for one in draw.commit.strata)),
    "towns": _tasks(lambda draw, read: bool(read.state.tasks[draw.commit.task].task.towns)),
    "minimum": _draws(lambda draw: any(one.minimum and one.p and -(-one.size * one.p // one.q) < one.sample for one in draw.commit.strata)),
    "number": _tasks(lambda draw, read: bool(read.state.tasks[draw.commit.task].task.number)),
    "inactive": _excluded("inactive"),
    "branch": _excluded("branch"),
    "cap": _excluded("cap"),
    "body-cap": _excluded("body-cap"),
    "frequency": _excluded("frequency"),
    "beacon": _draws(lambda draw: draw.commit.beacon is not None and draw.result is not None),
    "lotteries": _draws(lambda draw: draw.commit.lotteries is not None and draw.result is not None),
    "balls": _draws(lambda draw: draw.commit.balls is not None),
    "no-beacon": _draws(lambda draw: not (draw.commit.beacon or draw.commit.lotteries or draw.commit.balls)),
    "timelock": _draws(lambda draw: bool(draw.locks) and _unlocked(draw)),
    "guest": _draws(lambda draw: bool(draw.shown)),
    "guest-with-a-key": _draws(lambda draw: any(one.body.key for one in draw.shown.values())),
    "guest-absent": _draws(lambda draw: draw.result is not None and len(draw.shown) < len(draw.guests)),
    "witnessed": _stamped(lambda one: one.holds),
    "witnessed-late": _stamped(lambda one: one.level == "witnessed" and one.late),
    "witnessed-in-part": _stamped(lambda one: one.level == "partial"),
    "no-witness": _stamped(lambda one: one.level == "none"),
    "void": _draws(lambda draw: draw.void is not None),
    "redraw": _draws(lambda draw: draw.commit.ordinal > 1),
    "seal-false": _draws(lambda draw: draw.seal_holds is False),
    "truth-beside-a-false-seal": _draws(lambda draw: draw.seal_holds is False and draw.result is not None),
    "visit-astray": _odd("visit-astray"),
    "opening-overdue": _odd("opening-overdue"),
    "place-left-empty": _draws(_emptied),
    "withheld": lambda read: _gone(read, True),
    "expired": lambda read: _gone(read, False),
}  # fmt: skip


def shown(read: Read) -> dict[str, list[int]]:
    """Each occasion, and the records (or checkpoints) of the ledger that show it."""
    return {name: sorted(set(seqs(read))) for name, seqs in OCCASIONS.items()}
