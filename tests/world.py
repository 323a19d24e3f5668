"""A small bureau in memory: what its offices say, one record after another, and what comes of it."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core import disclosure
from ssj_publish.core.draw.commitment import Choices
from ssj_publish.core.draw.guests import standing
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.kinds.case import CaseOpen
from ssj_publish.core.kinds.draw import BeaconRound, Film, VoidReason
from ssj_publish.core.kinds.genesis import CalendarYear
from ssj_publish.core.kinds.inspection import Check, Result, Trigger, Visit
from ssj_publish.core.kinds.kind import RecordBody
from ssj_publish.core.kinds.plan import PlanProposal, Task
from ssj_publish.core.kinds.registers import (
    BodyChange,
    InspectorChange,
    ItemChange,
)
from ssj_publish.core.kinds.withholding import Withholding, WithholdingGround
from ssj_publish.core.records import Record, Signature, Statement, form, statement_bytes
from ssj_publish.core.replay import Replay
from ssj_publish.core.rules import drawing
from ssj_publish.core.shapes import Shape
from ssj_publish.core.state import Draw, Outcome, State
from ssj_publish.ledger import disclosures
from ssj_publish.office import draws, guests, plans
from ssj_publish.office.concealing import concealed
from ssj_publish.office.desk import Step
from ssj_publish.words.reasons import WORDING
from tests.bureau import (
    DIGITS,
    FILM,
    NUMBERS,
    OBSERVER,
    ORIGIN,
    ROOTS,
    ROUND,
    SIGNATURE,
    SIGNERS,
    TestSigner,
    _sorted,
    at,
    body,
    genesis,
    inspector,
    item,
    task,
)


def write_entry(folder: Path, entry: Entry) -> None:
    """Put a record's file into a ledger's folder."""
    path = folder / entry.name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(entry.data)


def everything(replay: Replay) -> bytes:
    """The head and the state, to the order of what they hold. (A third of what it costs to write them down with
    ``repr``.)"""
    return pickle.dumps((replay.head, None if replay.empty else replay.state))


class World:
    """A ledger in memory: every record goes through the one door, and the files are kept in ``entries``."""

    def __init__(self) -> None:
        self.replay = Replay()
        self.entries: list[Entry] = []
        self.contents: dict[str, bytes] = {}
        #: what stood in ``contents`` until it was withheld
        self.withdrawn: dict[str, bytes] = {}
        self.now = at("2025-01-02 09:00")
        #: what comes out where balls are drawn on the spot
        self.digits = DIGITS

    @property
    def state(self) -> State:
        return self.replay.state

    def say(self, what: Shape | Step, *roles: str, time: datetime | None = None) -> Record:
        """Sign and accept a record, its removable texts beside the chain; the clock moves on by a minute."""
        return self._said(what, [SIGNERS[role] for role in roles], time or self.now)

    def sign(self, what: Shape | Step, *signers: TestSigner) -> Record:
        """`say` by whichever keys."""
        return self._said(what, signers, self.now)

    def statement(self, body: Shape, refs: tuple[str, ...] = (), origin: str = ORIGIN) -> bytes:
        """What a role would sign now, whatever it says."""
        after = () if self.replay.empty else self.state.tips
        return statement_bytes(Statement(origin, self.now, body, refs, after))

    def disclose(self, body: RecordBody, *roles: str, until: date | None = None) -> Record:
        """`say` with a last public day of its own for every removable text."""
        salts = (bytes([0xA6, place] + [7] * 6) + len(self.contents).to_bytes(8) for place in range(99))
        made, files = disclosure.conceal(body.KIND.name, body, until, lambda: next(salts))
        record = self.plainly(made, *roles)
        self.contents |= {disclosure.digest(one): one for one in files}
        return record

    def plainly(self, what: Shape, *roles: str) -> Record:
        """`say` with every text in the record itself, as no command would write it."""
        return self.put(statement_bytes(Step(what).statement(self.state, self.now)), [SIGNERS[role] for role in roles])

    def _said(self, what: Shape | Step, signers: Sequence[TestSigner], time: datetime) -> Record:
        step = what if isinstance(what, Step) else Step(what)
        salts = (bytes([0xA5, place] + [7] * 6) + len(self.contents).to_bytes(8) for place in range(99))
        body, files = concealed(self.state, step.body, time.date(), lambda: next(salts), lambda: self.contents)
        record = self.put(statement_bytes(replace(step, body=body).statement(self.state, time)), signers)
        self.contents |= {disclosure.digest(one): one for one in files}
        return record

    def tell(self, record: Record, place: str) -> str:
        """The text that the field ``place`` of ``record`` (such as ``text``) refers to."""
        return next(
            disclosure.parse(self.contents[one.sd], "").value
            for there, one in disclosure.references(record.kind, record.body)
            if there == f"{record.kind}.{place}"
        )

    def withhold(
        self,
        target: Record,
        *roles: str,
        ground: WithholdingGround = "personal",
        digests: Sequence[str] = (),
        **changes: Any,
    ) -> Record:
        """Take all contents of ``target`` (or some) from public view; their files stay in ``contents``."""
        own = tuple(sorted(one for one, found in self.state.references.items() if found.record == target.id))
        paper = None if ground in ("expired", "personal") else "修字1号"
        made = Withholding(
            target=target.id, digests=tuple(digests) or own, ground=ground, document=paper, explanation="依法处理。"
        )
        return self.say(msgspec.structs.replace(made, **changes), *(roles or ("p", "d")))

    def withdraw(self) -> None:
        """Take the files of all that is withheld away."""
        for digest in [one for one in self.contents if self.state.references[one].withheld is not None]:
            self.withdrawn[digest] = self.contents.pop(digest)

    def put(self, statement: bytes, signers: Sequence[TestSigner]) -> Record:
        """Accept a statement signed by ``signers``, whatever it says."""
        signed = tuple(Signature(key=one.public.key_id, signature=one.sign(statement)) for one in signers)
        head = self.replay.head
        entry = Entry(record_name(head.seq + 1), form(head.seq + 1, head.digest, statement, signed))
        record = self.replay.accept(entry)
        self.entries.append(entry)
        self.now += timedelta(minutes=1)
        return record

    def write(self, repo: Path) -> Path:
        """Put the ledger's files into ``repo``; gives the ledger's folder."""
        folder = repo / "ledger"
        folder.mkdir(parents=True, exist_ok=True)
        for entry in self.entries:
            write_entry(folder, entry)
        for one in self.contents.values():
            disclosures.write(folder, one)
        return folder

    def found(self, **changes: Any) -> World:
        """The genesis record."""
        made = genesis(**changes)
        signers = [*SIGNERS.values()]
        if any(role.type == "root" for role in made.roles):
            signers += [OBSERVER[0], *ROOTS]
        self.put(statement_bytes(Statement(ORIGIN, self.now, made)), signers)
        return self

    def register(self, bodies: int = 12, inspectors: int = 6) -> World:
        """Calendar, two items, some bodies and inspectors."""
        self.now = at("2025-01-07 09:00")
        holidays = tuple(date(2025, 5, day) for day in (1, 2, 5))
        self.say(CalendarYear(year=2025, notice="放假通知", holidays=holidays), "p")
        self.say(ItemChange(reason="初次", added=(item("I1"), item("I2", office="o2"))), "p")
        self.say(BodyChange(reason="初次", added=_sorted(body(n) for n in range(1, bodies + 1))), "p")
        self.say(InspectorChange(reason="初次", added=_sorted(inspector(n) for n in range(1, inspectors + 1))), "p")
        return self

    def plan(self, *tasks: Task) -> World:
        """Propose, consolidate, approve."""
        for one in tasks or (task(),):
            self.say(PlanProposal(year=2025, office=one.office, tasks=(one,)), one.office)
        record = self.say(plans.consolidate(self.state, 2025, "计划"), "p")
        self.say(plans.approve(record.id, "教发1号"), "l")
        return self

    def promise(self, task_id: str = "T1") -> World:
        """The three parties' secrets."""
        self.now = max(self.now, at("2025-03-27 09:00"))
        for role in drawing.parties(self.state, task_id):
            self.say(draws.promise(self.state, task_id, self.secret(task_id, role)), role)
        return self

    def invite(
        self, capacity: str = "家长代表", key: TestSigner | None = None, task_id: str = "T1", **changes: Any
    ) -> Record:
        """A guest's promise, recorded by 纪检组, and signed by the guest's ``key`` where there is one."""
        self.now = max(self.now, at("2025-03-27 08:30"))
        words = self.words_of(task_id, draws.next_ordinal(self.state, task_id), capacity)
        body = guests.promise(self.state, task_id, capacity, words, key.public if key else None).body
        return self.sign(msgspec.structs.replace(body, **changes), SIGNERS["d"], *([key] if key else []))

    @staticmethod
    def words_of(task_id: str, ordinal: int, capacity: str) -> str:
        """What a guest has written on paper."""
        return sha256(f"{task_id}/{ordinal}/{capacity}".encode()).hexdigest()[:40]

    def speak(self, draw: Draw, guest: Record, *roles: str, key: TestSigner | None = None, **changes: Any) -> Record:
        """A guest's secret is opened: by ``roles`` (纪检组), or by the guest's own ``key``."""
        words = self.words_of(draw.commit.task, draw.commit.ordinal, guest.body.capacity)
        body = guests.reveal(draw, guest, words, key.public if key else None).body
        signers = [SIGNERS[role] for role in roles or (() if key else ("d",))]
        return self.sign(msgspec.structs.replace(body, **changes), *signers, *([key] if key else []))

    def secret(self, task_id: str, role: str) -> bytes:
        ordinal = len(self.state.tasks[task_id].draws) + 1
        return self.secret_of(task_id, ordinal, role)

    @staticmethod
    def secret_of(task_id: str, ordinal: int, role: str) -> bytes:
        return sha256(f"{task_id}/{ordinal}/{role}".encode()).digest()

    def choices(self, task_id: str = "T1", **changes: Any) -> Choices:
        made: dict[str, Any] = {
            "task": task_id,
            "ordinal": draws.next_ordinal(self.state, task_id),
            "secrets": draws.secrets_of(self.state, task_id),
            "cap": 10,
            "opens": at("2025-03-28 18:00"),
            "beacon": BeaconRound(chain="quicknet", round=ROUND, fallback="wait"),
        }
        if standing(self.state, task_id, made["ordinal"]):
            made["guests_by"] = at("2025-03-27 18:00")
        return Choices(**(made | changes))

    def commit(self, task_id: str = "T1", **changes: Any) -> Draw:
        """Promise and commit."""
        self.promise(task_id)
        step = draws.commit(self.state, self.choices(task_id, **changes))
        return self.state.draws[self.say(step, self.office(task_id)).id]

    def office(self, task_id: str) -> str:
        return self.state.tasks[task_id].task.office

    def reveal(self, draw: Draw) -> World:
        """All parties reveal, after the round."""
        self.now = max(self.now, at("2025-03-28 14:00"))
        for role in drawing.parties(self.state, draw.commit.task):
            self.say(draws.reveal(draw, self.secret_of(draw.commit.task, draw.commit.ordinal, role)), role)
        return self

    def open(self, draw: Draw) -> Draw:
        """Reveal and record the result."""
        self.reveal(draw)
        signature, numbers, film = self.published(draw)
        self.say(draws.conclude(self.state, draw, signature, numbers, film), *self.hands(draw))
        return draw

    def seal(self, draw: Draw) -> Outcome:
        """The drawing computer gets the secrets in private; only a salted commitment enters the ledger."""
        self.now = max(self.now, at("2025-03-28 14:00"))
        task_id = draw.commit.task
        secrets = [self.secret_of(task_id, draw.commit.ordinal, role) for role in drawing.parties(self.state, task_id)]
        signature, numbers, film = self.published(draw)
        found = draws.redo(self.state, draw, secrets, signature, numbers)
        self.say(draws.seal(draw, found, signature, numbers, film), *drawing.parties(self.state, task_id))
        return found

    def published(self, draw: Draw) -> tuple[str | None, tuple[str, ...], Film | None]:
        """The words that the draw's public randomness comes from."""
        commit = draw.commit
        if commit.balls is not None:
            return None, self.digits, FILM
        return SIGNATURE if commit.beacon else None, NUMBERS if commit.lotteries else (), None

    def hands(self, draw: Draw) -> tuple[str, ...]:
        """Who signs what the draw gave: where people typed numbers, all parties."""
        task_id, typed = draw.commit.task, draw.commit.lotteries or draw.commit.balls
        return drawing.parties(self.state, task_id) if typed else (self.office(task_id),)

    def substitute(self, draw: Draw, body_id: str, inspector_id: str | None, reason: str, **changes: Any) -> Record:
        """Whoever is next; ``changes`` write something else than what follows."""
        step = draws.substitute(self.state, draw, body_id, inspector_id, reason, "情况属实。", self.now)
        return self.say(msgspec.structs.replace(step.body, **changes), self.office(draw.commit.task), "d")

    def change(self, body_id: str, **changes: Any) -> Record:
        """A body's entry as it is from now on."""
        entry = msgspec.structs.replace(self.state.bodies.current[body_id], **changes)
        return self.say(BodyChange(reason="动态调整", changed=(entry,)), "o1")

    def void(self, draw: Draw, reason: VoidReason = "rule-error") -> Record:
        return self.say(draws.void(draw, reason, "情况属实。"), "p", "d")

    def visit(self, draw: Draw, /, body_id: str | None = None, day: date = date(2025, 4, 10), **changes: Any) -> Record:
        """The visit of a drawn body (the first, unless told)."""
        target = body_id or next(one for one in draw.teams if one not in draw.visits)
        self.now = max(self.now, datetime.combine(day, at("2025-01-01 17:00").timetz()))
        made = Visit(
            draw=draw.id,
            body=target,
            items=tuple(sorted(self.state.tasks[draw.commit.task].task.items)),
            date=day,
            method="on-site",
            inspectors=draw.teams.get(target, ()),
            signed_by="校长",
        )
        return self.say(msgspec.structs.replace(made, **changes), self.office(draw.commit.task))

    def complaint(self, body_id: str, *team: str, day: date = date(2025, 3, 3), **changes: Any) -> Record:
        """A visit without a draw."""
        self.now = max(self.now, datetime.combine(day, at("2025-01-01 17:00").timetz()))
        made = Visit(
            trigger=Trigger(kind="complaint", number=f"XF-{body_id}-{day:%m%d}", date=day, note="家长来信"),
            body=body_id,
            items=("I1",),
            date=day,
            method="on-site",
            inspectors=team or ("N01", "N02"),
            unsigned_reason="负责人外出",
        )
        return self.say(msgspec.structs.replace(made, **changes), "o1")

    def result(self, visit: Record, item_id: str = "I1", **changes: Any) -> Record:
        """A clean result."""
        points = self.state.items.current[item_id].points
        made = Result(
            visit=visit.id,
            item=item_id,
            code="no-problem",
            checks=tuple(Check(point=point, outcome="ok") for point in points),
        )
        return self.say(msgspec.structs.replace(made, **changes), self.state.items.current[item_id].office)

    def pending(self, visit: Record, item_id: str = "I1", **changes: Any) -> Record:
        """A result that found something."""
        first, *others = self.state.items.current[item_id].points
        checks = (Check(point=first, outcome="problem"), *(Check(point=point, outcome="ok") for point in others))
        return self.result(visit, item_id, **({"code": "pending", "checks": checks, "action": "责令改正"} | changes))

    def case(self, result: Record, case_id: str = "AJ-1", **changes: Any) -> Record:
        """Open a case on ``result``."""
        visit = self.state.visits[result.body.visit].visit
        made = CaseOpen(
            case=case_id, result=result.id, body=visit.body, office="o1", form="rectification", ground="资料不全。"
        )
        return self.say(msgspec.structs.replace(made, **changes), "o1")

    def snapshot(self) -> bytes:
        """Everything that an accepted record may change, as bytes: equal before and after whatever is refused."""
        return everything(self.replay)

    @contextmanager
    def refused(self, reason: type[errors.SsjError], /, **data: Any) -> Iterator[None]:
        """What is said inside is refused for ``reason``, worded, in the file's name, and leaves no trace."""
        before, name = self.snapshot(), record_name(self.replay.head.seq + 1)
        with pytest.raises(reason) as caught:
            yield
        fault = caught.value
        assert type(fault) is reason
        assert fault.data["name"] == name
        assert {key: fault.data[key] for key in data} == data
        assert WORDING[reason].format_map(fault.data | {"line": 0})
        assert self.snapshot() == before
