"""A third reader of a draw's data, made of the core alone: what it refuses the browser and the single file must refuse
too.

`check` takes the bytes of a file of section 4.10 of the protocol and raises where they do not hold. It reads every
statement with the door's own reader, holds the fields beside it to it, and redoes the draw with the core's arithmetic.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from itertools import pairwise
from typing import Annotated, Any, Literal

import msgspec

from ssj_publish import errors
from ssj_publish.core import encoding, records
from ssj_publish.core.draw import balls, drand, guests, lottery, outcome, tickets
from ssj_publish.core.draw.strata import Ratio, sample_size
from ssj_publish.core.kinds.draw import DrawCommit
from ssj_publish.core.kinds.genesis import Beacon
from ssj_publish.core.kinds.references import pointers
from ssj_publish.core.records import Record, Statement
from ssj_publish.core.shapes import Digest, Id, Line, Positive
from ssj_publish.core.text import unseen
from ssj_publish.site.opendata import redo

LEAD = 600
MOST, LEVELS = 1 << 26, 64
FAULTS = (errors.SsjError, ValueError, msgspec.ValidationError, RecursionError)
_Ticket = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64} [A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")]


class Data(msgspec.Struct, forbid_unknown_fields=True):
    format: Literal["ssj-draw-data/v1"]
    origin: Line
    commit: dict[str, Any]
    pool: list[str]
    eligible: list[list[Id]]
    secrets: list[dict[str, Any]]
    reveals: list[dict[str, Any]]
    opened: list[Digest | None]
    guests: list[dict[str, Any]]
    guest_reveals: list[dict[str, Any]]
    chain: Beacon | None
    seal: dict[str, Any] | None
    void: dict[str, Any] | None
    result: dict[str, Any] | None
    tickets: list[_Ticket] | None
    substitutions: list[dict[str, Any]]


class Place(msgspec.Struct):
    """What stands beside the fields of a record."""

    id: Digest
    seq: Positive
    statement: str
    party: Id | None = None
    allowed: list[list[Id]] | None = None


def must(fact: object, what: str) -> None:
    if not fact:
        raise ValueError(what)


def up(values: Sequence[Any]) -> bool:
    return all(a < b for a, b in pairwise(values))


def number(text: str) -> object:
    """JSON has one sort of number."""
    return int(float(text)) if float(text) % 1 == 0 else text


def levels(text: str) -> int:
    """How deep JSON nests, by its brackets; those in strings are text."""
    level = deepest = 0
    for one in re.finditer(r'"[^"\\]*(?:\\.[^"\\]*)*"|[][{}]', text, re.S):
        level += {"[": 1, "{": 1, "]": -1, "}": -1}.get(one[0], 0)
        deepest = max(deepest, level)
    return deepest


def check(raw: bytes) -> None:
    """Raise one of ``FAULTS`` unless the draw holds as far as it is open."""
    must(len(raw) <= MOST and levels(raw.decode()) <= LEVELS, "size and depth (protocol R35)")
    plain = json.loads(raw.decode(), parse_float=number, parse_constant=int)
    data = msgspec.convert(plain, Data)
    must(len(data.__struct_fields__) == len(plain), "keys")
    Redone(data).check()


class Redone:
    def __init__(self, data: Data) -> None:
        self.data = data
        self.commit = self.record("draw-commit", data.commit)
        self.secrets = [self.record("draw-secret", one) for one in data.secrets]
        self.guests = [self.record("guest-secret", one) for one in data.guests]
        self.said = [self.record("guest-reveal", one) for one in data.guest_reveals]
        self.reveals = [self.record("draw-reveal", one) for one in data.reveals]
        self.seal, self.void, self.result = (
            self.record(f"draw-{name}", one) if one is not None else None
            for name, one in (("seal", data.seal), ("void", data.void), ("result", data.result))
        )
        self.steps = [self.record("substitution", one) for one in data.substitutions]
        self.body: DrawCommit = self.commit.body
        self.randomness = b""

    def record(self, kind: str, told: dict[str, Any]) -> Record:
        place = msgspec.convert(told, Place)
        signed = place.statement.encode()
        raw = encoding.parse(signed)
        must(list(raw) == ["statement"], "a statement")
        statement: Statement = records.read_statement(raw["statement"], "")
        must(records.statement_bytes(statement) == signed, "canonical")
        must((statement.kind, statement.origin) == (kind, self.data.origin), "kind")
        must(statement.after and set(pointers(statement.body)) <= set(statement.refs), "refs")
        found = Record(place.seq, "", statement, (), records.record_id(signed), "")
        must(not isinstance(getattr(statement.body, "name", None), str), "a name in plain")
        beside: dict[str, Any] = {}
        if kind == "draw-secret":
            must(place.party, "party")
            beside["party"] = place.party
        if kind == "substitution":
            must(place.allowed is not None, "allowed")
            beside["allowed"] = place.allowed
        expected = {**(redo.record(found) or {}), **beside}
        must(json.dumps(told, sort_keys=True) == json.dumps(expected, sort_keys=True), "fields")
        return found

    def all(self) -> list[Record]:
        single = [one for one in (self.seal, self.void, self.result) if one is not None]
        return [self.commit, *self.secrets, *self.guests, *self.said, *self.reveals, *single, *self.steps]

    def later(self) -> Iterator[Record]:
        yield from self.reveals
        yield from (one for one in (self.seal, self.result) if one is not None)

    def check(self) -> None:
        self.order()
        self.pool()
        self.promises()
        self.heard()
        self.source()
        if self.result is not None or (self.seal is not None and all(self.data.opened)):
            self.open()

    def order(self) -> None:
        everything = self.all()
        own = {"draw": self.commit.id, "task": self.body.task, "ordinal": self.body.ordinal}
        must(
            all(getattr(one.body, key, value) == value for one in everything for key, value in own.items()),
            "another draw",
        )
        must(len({one.seq for one in everything}) == len({one.id for one in everything}) == len(everything), "twice")
        early = {one.seq for one in (*self.secrets, *self.guests)}
        must(
            all((one.seq < self.commit.seq) == (one.seq in early) for one in everything if one is not self.commit),
            "order",
        )
        must(all(up([one.seq for one in some]) for some in (self.guests, self.said, self.steps)), "order")
        must(tuple(one.id for one in self.secrets) == self.body.secrets and len(self.secrets) == 3, "secrets")
        must(all(self.result is not None and self.result.seq < one.seq for one in self.steps), "no result")
        must(self.result is not None or self.data.tickets is None, "tickets of no result")

    def pool(self) -> None:
        self.entries: dict[str, tuple[str, str]] = {}
        for line in self.data.pool:
            id_, _, rest = line.partition(" ")
            name, _, day = rest.rpartition(" ")
            msgspec.convert(id_, Id)
            msgspec.convert(name, Line)
            must(not unseen(line) and date.fromisoformat(day).isoformat() == day, "a line of the pool")
            self.entries[id_] = (name, day)
        must(up([line.split(" ")[0] for line in self.data.pool]) and self.data.pool, "the pool's order")
        must(sha256("".join(f"{line}\n" for line in self.data.pool).encode()).hexdigest() == self.body.pool, "the pool")
        classes = [name for name, _ in self.entries.values()]
        known = [one.credit_class for one in self.body.strata]
        must(
            len(set(known)) == len(known) and set(classes) <= set(known) and any(s.sample for s in self.body.strata),
            "strata",
        )
        for one in self.body.strata:
            k = sample_size(one.size, Ratio(one.p, one.q), one.minimum)
            must((classes.count(one.credit_class), k) == (one.size, one.sample), "a stratum")
        slots = self.data.eligible
        must(tuple(sorted({one for slot in slots for one in slot})) == self.body.inspectors, "inspectors")
        must(len(slots) == len(self.body.slots) and all(map(up, slots)), "slots")
        pairs = [(one.inspector, one.body) for one in self.body.recusals]
        must(up(pairs) and all(a in self.body.inspectors and b in self.entries for a, b in pairs), "recusals")

    def promises(self) -> None:
        shown = [one.body.secret for one in self.reveals if one.body.secret is not None]
        locks = [(u.chain, u.round) for u in (one.body.unlock for one in self.reveals) if u is not None]
        must(len(shown) + len(locks) == len(self.reveals) and len(self.data.opened) == 3, "reveals")
        must(all((one.body.secret is None) != (one.body.unlock is None) for one in self.reveals), "a reveal")
        told = set()
        for secret, opened in zip(self.secrets, self.data.opened, strict=True):
            lock = secret.body.timelock
            must((lock is None) != (secret.body.commitment is None), "a promise")
            if lock is not None:
                msgspec.json.decode(f'"{lock.ciphertext}"'.encode(), type=bytes)
            if opened is None:
                continue
            told |= {(lock.chain, lock.round)} if lock is not None else set()
            if lock is None:
                tickets.check_secret(bytes.fromhex(opened), secret.body.commitment)
            must(opened in shown or (lock is not None and (lock.chain, lock.round) in locks), "no reveal")
        must(set(shown) <= set(self.data.opened) and set(locks) <= told, "a foreign secret")
        must(len(set(shown)) == len(shown) and len(set(locks)) == len(locks), "a secret twice")

    def heard(self) -> None:
        said = {one.body.guest: one for one in self.said}
        must(tuple(one.id for one in self.guests) == self.body.guests and len(self.guests) <= guests.MOST, "guests")
        must(len(said) == len(self.said) and set(said) <= set(self.body.guests), "guests' reveals")
        by = self.body.guests_by
        must((by is not None) == bool(self.guests), "guests_by")
        self.words: list[bytes] = []
        if by is None:
            return
        must((by - self.commit.time).total_seconds() >= LEAD and by <= self.body.opens, "guests_by")
        must(all(one.time < by for one in self.said) and all(one.time >= by for one in self.later()), "times")
        must(not self.said or all(one.seq > self.said[-1].seq for one in self.later()), "places")
        for guest in self.guests:
            spoken = said.get(guest.id)
            if spoken is None:
                self.words.append(guests.absent(guest.body.commitment))
                continue
            guests.check_secret(spoken.body.secret, guest.body.commitment)
            must(spoken.body.key in (None, guest.body.key), "a key")
            self.words.append(guests.opened(spoken.body.secret))

    def source(self) -> None:
        body, chain = self.body, self.data.chain
        named = [one for one in (body.beacon, body.lotteries, body.balls) if one is not None]
        must(len(named) < 2 and (chain is not None) == (body.beacon is not None), "sources")
        shown = [one.body for one in (self.result, self.seal) if one is not None]
        for one in shown:
            must((one.signature is not None) == (body.beacon is not None), "a signature")
            must(bool(one.numbers) == (body.lotteries is not None or body.balls is not None), "numbers")
            must((one.film is not None) == (body.balls is not None), "a film")
        must(self.commit.time < body.opens, "opens")
        if not named:
            return
        must((named[0].fallback == "void") == (named[0].hours is not None), "hours")
        produced = [self.due(chain)] if chain is not None else self.drawings()
        start = max(self.commit.time.timestamp(), body.guests_by.timestamp() if body.guests_by else 0)
        must(start + LEAD <= min(produced) and max(produced) <= body.opens.timestamp(), "lead")
        must(all(one.time.timestamp() >= max(produced) for one in self.later()), "before the randomness")
        if body.lotteries is not None:
            lottery.check_issues(body.lotteries.issues)
        if body.balls is not None:
            balls.check(body.balls)
        if shown:
            self.randomness = self.value(shown[0])

    def due(self, beacon: Beacon) -> float:
        chain = drand.Chain(**msgspec.structs.asdict(beacon))
        named = self.body.beacon
        must(named is not None and named.chain == chain.id, "chain")
        return drand.round_time(chain, named.round) if named else 0

    def drawings(self) -> list[float]:
        spot = self.body.balls
        if spot is not None:
            return [spot.time.timestamp()]
        return [one.time.timestamp() for one in (self.body.lotteries.issues if self.body.lotteries else ())]

    def value(self, shown: Any) -> bytes:
        if self.body.lotteries is not None:
            return lottery.randomness(self.body.lotteries.issues, shown.numbers)
        if self.body.balls is not None:
            return balls.randomness(self.body.balls, shown.numbers)
        must(len(shown.signature) == 96, "a signature's length")
        return sha256(bytes.fromhex(shown.signature)).digest()

    def open(self) -> None:
        must(all(self.data.opened), "a secret is closed")
        secrets = [bytes.fromhex(one or "") for one in self.data.opened]
        seed = tickets.seed(self.commit.id, [*secrets, *self.words], self.randomness)
        eligible = [frozenset(slot) for slot in self.data.eligible]
        found = outcome.compute(outcome.Frozen(self.body, self.entries, eligible), seed)
        if self.result is not None:
            must((self.result.body.seed, self.result.body.drawn) == (found.seed, found.drawn), "the result")
            must(self.data.tickets == [f"{one.ticket} {one.body}" for one in found.tickets], "tickets")
        if self.seal is not None:
            other = self.result.body if self.result is not None else self.seal.body
            same = all(getattr(self.seal.body, key) == getattr(other, key) for key in ("signature", "numbers", "film"))
            kept = (outcome.seal_root(found), len(found.drawn)) == (self.seal.body.root, self.seal.body.count)
            must((self.body.sealed and same and kept) or self.void is not None, "the seal")
        self.substituted(found)

    def substituted(self, found: Any) -> None:
        teams = {one.body: one.team for one in found.drawn}
        for at, record in enumerate(self.steps):
            step, allowed = record.body, self.data.substitutions[at]["allowed"]
            gone = step.reason in ("closed", "moved", "merged", "suspended")
            must(step.body in teams and gone == (step.inspector is None), "a substitution")
            must(gone or step.inspector in teams[step.body], "an inspector")
            must(len(allowed) == (len(self.data.eligible) if step.team else 0) and all(map(up, allowed)), "allowed")
            before = [one.body for one in self.steps[:at]]
            who, body, team = self.stepping(found, teams, before, step, allowed)
            must((who, team) == (step.replacement, step.team), "the next in order")
            del teams[step.body]
            if body is not None:
                teams[body] = team

    def stepping(
        self, found: Any, teams: Any, before: Any, step: Any, allowed: Any
    ) -> tuple[str | None, str | None, Any]:
        team, body = teams[step.body], step.body
        full = [None if one == step.inspector else one for one in team]
        if step.inspector is None:
            body = outcome.next_body(found, step.body, {*teams, *(one.body for one in before)})
            if body is None:
                return None, None, ()
            full = [one if one in allowed[slot] else None for slot, one in enumerate(team)]
        loads = {one: sum(one in members for members in teams.values()) for one in self.body.inspectors}
        ordered = outcome.preference(found.seed, body, self.body.inspectors)
        away = {one.inspector for one in before if one.body == body}
        for slot, can in enumerate(allowed):
            able = {one for one in self.data.eligible[slot] if not outcome.stands_back(self.body, one, body)}
            must(set(can) <= able, "not eligible")
            if full[slot] is None:
                present = [*(one for one in full if one is not None), *teams.get(body, ())]
                full[slot] = outcome.next_inspector(ordered, frozenset(can) - away, present, loads, self.body.cap)
                must(full[slot], "nobody")
        return (body if step.inspector is None else full[team.index(step.inspector)]), body, tuple(full)


def holds(raw: bytes) -> bool:
    """Whether the core accepts it; anything but a refusal is a fault of its own."""
    try:
        check(raw)
    except FAULTS:
        return False
    return True
