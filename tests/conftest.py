"""A small bureau in memory, for every test that needs a ledger with something in it."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from hypothesis import settings

from ssj_publish import errors
from ssj_publish.core import disclosure
from ssj_publish.core.clock import ZONE
from ssj_publish.core.draw.commitment import Choices
from ssj_publish.core.draw.drand import QUICKNET
from ssj_publish.core.draw.guests import standing
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.answers import Feedback, OfficeFeedback, Outreach, Reply
from ssj_publish.core.kinds.approval import InspectionApproval
from ssj_publish.core.kinds.burden import ClosedDays, SchoolCalendar, VisitAvoided, VisitsApart
from ssj_publish.core.kinds.case import CaseClose, CaseCorrection, CaseDecision, CaseOpen, CaseReinspection
from ssj_publish.core.kinds.comparison import Miss, RegisterComparison
from ssj_publish.core.kinds.draw import Balls, BeaconRound, Film, Lotteries, LotteryIssue, VoidReason
from ssj_publish.core.kinds.elsewhere import Assigned, DrawElsewhere
from ssj_publish.core.kinds.genesis import Beacon, CalendarYear, Genesis, Key, Role, Settings, Witness
from ssj_publish.core.kinds.inspection import Check, Result, Trigger, Visit
from ssj_publish.core.kinds.keys import KeyRecovery, KeyRevocation, KeyRotation, TrustChange
from ssj_publish.core.kinds.kind import RecordBody, RoleType
from ssj_publish.core.kinds.oversight import Correction, FollowUp, Retraction, Summary, Supervision, Training
from ssj_publish.core.kinds.partner import PartnerResult
from ssj_publish.core.kinds.plan import ClassRatio, Declined, PlanFiling, PlanProposal, Task
from ssj_publish.core.kinds.registers import (
    Basis,
    Body,
    BodyChange,
    Inspector,
    InspectorChange,
    Item,
    ItemChange,
    Recusal,
)
from ssj_publish.core.kinds.rules import RuleChange
from ssj_publish.core.kinds.withholding import Withholding, WithholdingGround
from ssj_publish.core.reading import figures
from ssj_publish.core.records import Record, Signature, Statement, form, statement_bytes
from ssj_publish.core.replay import Replay
from ssj_publish.core.rules import drawing
from ssj_publish.core.shapes import Evidence, Shape, Source
from ssj_publish.core.signatures import PublicKey, message
from ssj_publish.core.state import Draw, Outcome, State
from ssj_publish.core.tlog.mldsa import LatticeKey
from ssj_publish.core.tlog.note import NoteSignature
from ssj_publish.core.tlog.vkey import LATTICE, KeyType, VerifierKey
from ssj_publish.ledger import disclosures
from ssj_publish.office import draws, guests, plans, rechecks
from ssj_publish.office.concealing import concealed
from ssj_publish.office.desk import Step
from ssj_publish.words.reasons import WORDING
from tests.databases import postgres, spark  # noqa: F401  # fixtures for whoever asks for them
from tests.shared import shared  # noqa: F401

# How long an example takes says nothing here: machines are small and shared.
settings.register_profile("ssj", deadline=None)
settings.load_profile("ssj")

ORIGIN = "jy.test.example/ssj"
#: drand quicknet round 16777215, of 2025-03-28 12:10:09 in Beijing, and the round after it.
ROUND = 16777215
SIGNATURE = "84efb467b2b9f3578c169393d8bd5ccfd17da400a975325282b2955eb10adac747904c3aafd152e48e19d23f8d416f0f"
NEXT_SIGNATURE = "a38ae8fa3645078723fe002a4769499a9a267557f67ac7263113339718b6b0b78a5dd59a03321240b5b6554dffeac194"


def at(text: str) -> datetime:
    """``2025-03-27 09:30`` in Beijing."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


#: Two issues drawn on the evening before the draws of the tests, and numbers as they are announced (invented ones).
LOTTERIES = Lotteries(
    issues=(
        LotteryIssue(game="kl8", issue="2025076", time=at("2025-03-27 21:30")),
        LotteryIssue(game="ssq", issue="2025033", time=at("2025-03-27 21:15")),
    ),
    fallback="wait",
)
NUMBERS = ("02 05 09 11 14 20 23 27 31 36 40 44 47 52 58 61 66 70 75 80", "01 05 12 20 28 33+07")

#: Twenty digits drawn on the spot on the morning of the draws, and what came out, with its film (all invented).
BALLS = Balls(
    count=20, first=0, last=9, returned=True, place="局三楼会议室", time=at("2025-03-28 10:00"), fallback="wait"
)
DIGITS = ("7 0 3 3 9 1 8 8 2 5 6 0 4 9 1 7 7 2 5 3",)
FILM = Film(sha256=sha256(b"film").hexdigest(), size=734_003_200)


class TestSigner:
    """A private key made from a name."""

    __test__ = False
    #: every one made so far, by fingerprint
    made: ClassVar[dict[str, TestSigner]] = {}

    def __init__(self, name: str) -> None:
        self.private = Ed25519PrivateKey.from_private_bytes(sha256(name.encode()).digest())
        self.public = PublicKey(self.private.public_key().public_bytes_raw())
        self.made[self.public.key_id] = self

    def sign(self, statement: bytes) -> str:
        return b64encode(self.private.sign(message(statement))).decode()


ROLES: dict[str, tuple[str, RoleType]] = {
    "o1": ("一科", "office"),
    "o2": ("二科", "office"),
    "p": ("政策法规科", "policy"),
    "l": ("局领导", "leader"),
    "d": ("纪检组", "discipline"),
    "w": ("人大代表", "observer"),
}
SIGNERS = {role: TestSigner(role) for role in ROLES}
#: The keys in the safes, of a bureau that has some: two of three sign.
ROOTS = tuple(TestSigner(f"root{number}") for number in range(3))
#: A guest's key of the day.
GUEST = TestSigner("guest")
#: A second observer, whose keys change.
OBSERVER = tuple(TestSigner(f"observer{number}") for number in range(3))


def genesis(**changes: Any) -> Genesis:
    made = Genesis(
        format="ssj-ledger/v1",
        bureau="测试县教育局",
        division="000000",
        settings=Settings(
            classes=("A", "B", "C", "D"), inspectors_min=2, result_days=20, penalty_days=7, watch_days=30
        ),
        roles=tuple(
            Role(
                id=id_, name=name, type=type_, threshold=1, keys=(Key(public=SIGNERS[id_].public.openssh, holder=name),)
            )
            for id_, (name, type_) in ROLES.items()
        ),
        beacons=(
            Beacon(
                id="quicknet",
                chain_hash=QUICKNET.chain_hash,
                public_key=QUICKNET.public_key,
                period=QUICKNET.period,
                genesis_time=QUICKNET.genesis_time,
                genesis_seed=QUICKNET.genesis_seed,
                scheme=QUICKNET.scheme,
            ),
        ),
    )
    return msgspec.structs.replace(made, **changes)


def keys_of(*signers: TestSigner) -> tuple[Key, ...]:
    """Keys as a record lists them."""
    return tuple(Key(public=one.public.openssh, holder="保管人") for one in signers)


def rooted() -> dict[str, Any]:
    """What a genesis record says where the bureau has root keys, and a second observer."""
    root = Role(id="root", name="根密钥", type="root", threshold=2, keys=keys_of(*ROOTS))
    observer = Role(id="y", name="政协委员", type="observer", threshold=1, keys=keys_of(OBSERVER[0]))
    return {"roles": (*genesis().roles, observer, root)}


def item(id_: str = "I1", **changes: Any) -> Item:
    made = Item(
        id=id_,
        name=f"{id_}检查",
        office="o1",
        subjects=("学校",),
        category="general",
        methods=("on-site",),
        basis=(Basis(title="《教育法》", level="law"),),
        points=("要点甲", "要点乙"),
        cap=2,
    )
    return msgspec.structs.replace(made, **changes)


def body(number: int, **changes: Any) -> Body:
    made = Body(
        id=f"S{number:03d}",
        name=f"第{number}学校",
        type="学校",
        address=f"学府街{number}号",
        town="东镇",
        credit_class="ABCD"[number % 4],
        class_date=date(2025, 1, 6),
        state="active",
        capped="no",
    )
    return msgspec.structs.replace(made, **changes)


def _sorted(entries: Iterable[Any]) -> tuple[Any, ...]:
    """As a register change lists them."""
    return tuple(sorted(entries, key=lambda one: one.id))


def inspector(number: int, **changes: Any) -> Inspector:
    made = Inspector(
        id=f"N{number:02d}",
        name=f"检查员{number}",
        unit="一科",
        certificate=f"Z{number:04d}",
        valid_until=date(2027, 12, 31),
        items=("I1", "I2"),
    )
    return msgspec.structs.replace(made, **changes)


def task(id_: str = "T1", **changes: Any) -> Task:
    made = Task(
        id=id_,
        name="春季抽查",
        items=("I1",),
        office="o1",
        scope=("学校",),
        ratios=tuple(ClassRatio(credit_class=c, p=p, q=100) for c, p in zip("ABCD", (10, 20, 50, 100), strict=True)),
        start=date(2025, 3, 24),
        end=date(2025, 5, 30),
    )
    return msgspec.structs.replace(made, **changes)


class Party:
    """A log or a witness, with a private key made from ``seed``."""

    def __init__(self, name: str, type_: KeyType, seed: str) -> None:
        chance = sha256(seed.encode()).digest()
        self.private: Ed25519PrivateKey | MLDSA44PrivateKey
        self.public: PublicKey | LatticeKey
        if type_ == LATTICE:
            self.private = MLDSA44PrivateKey.from_seed_bytes(chance)
            self.public = LatticeKey(self.private.public_key().public_bytes_raw())
        else:
            self.private = Ed25519PrivateKey.from_private_bytes(chance)
            self.public = PublicKey(self.private.public_key().public_bytes_raw())
        self.key = VerifierKey(name, type_, self.public)

    def sign_bytes(self, data: bytes) -> bytes:
        return self.private.sign(data)

    def sign(self, text: str, time: int = 1_743_000_000) -> NoteSignature:
        return NoteSignature(self.key.name, self.key.id, self.key.sign(text, time, self.private.sign))


LOG = Party(ORIGIN, 1, "log")
WITNESSES = (Party("w.example/1", 4, "w1"), Party("w.example/2", 4, "w2"), Party("w.example/3", 4, "w3"))


def logged(quorum: int = 2) -> dict[str, Any]:
    """What a genesis record says in addition where the ledger has a log key and three witnesses."""
    named = tuple(Witness(key=one.key.text, holder="某大学") for one in WITNESSES)
    return {"log": LOG.key.text, "witnesses": named, "quorum": quorum}


def write_entry(folder: Path, entry: Entry) -> None:
    """Put a record's file into a ledger's folder."""
    path = folder / entry.name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(entry.data)


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

    def snapshot(self) -> str:
        """Everything that an accepted record may change, as text: equal before and after whatever is refused."""
        return repr((self.replay.head, None if self.replay.empty else self.state))

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


@pytest.fixture
def world() -> World:
    """Founded, registers filled, plan approved: ready to draw."""
    return World().found().register().plan()


def whole_year(*more: Task, **founding: Any) -> World:
    """A small ledger with nearly every kind of record in it, and each sort of draw: void, opened, sealed; ``more`` tasks stand in
    its plan."""
    world = World().found(**(rooted() | founding)).register(bodies=16)
    world.say(Recusal(inspector="N01", body="S003", ground="kinship"), "d")
    recusal = world.say(Recusal(inspector="N02", body="S004", ground="interest"), "o1")
    world.say(Retraction(target=recusal.id, reason="利害关系已经解除。"), "o1")
    _plan_of(world, more)
    spoilt = world.commit("T1")
    world.void(spoilt)
    draw = world.commit("T1")
    guest = world.invite(key=GUEST, task_id="T4")
    world.invite("校长", task_id="T4")
    sealed = world.commit("T4", sealed=True)
    world.speak(sealed, guest, key=GUEST)
    found = world.seal(sealed)
    world.open(draw)
    world.open(spoilt)
    secret = found.drawn[0]
    world.visit(sealed, secret.body, proof=draws.prove(found, secret.body), inspectors=secret.team)
    world.open(sealed)
    gone, other, *_ = draw.teams
    world.change(gone, state="closed")
    world.substitute(draw, gone, None, "closed")
    world.substitute(draw, other, draw.teams[other][0], "illness")
    visit = world.visit(draw, other)
    note = msgspec.structs.replace(visit.body, note="补记。")
    world.say(Correction(target=visit.id, reason="漏记。", replacement=msgspec.to_builtins(note)), "o1")
    _case_of(world, world.pending(visit, rectify_by=date(2025, 4, 30)), visit.body.inspectors)
    _elsewhere_of(world)
    _urgent_of(world)
    world.say(Supervision(subjects=(draw.id, sealed.id), level="none", finding="程序合规。"), "d")
    world.say(Training(title="培训", date=date(2025, 4, 10), hours=8, inspectors=("N01",), content="程序。"), "p")
    computed = figures.of_year(world.state, 2025)
    world.say(Summary(year=2025, title="总结", figures=computed, **SECTIONS), "p")
    _keys_of(world)
    _burden_of(world, draw, sealed)
    _rules_of(world)
    return world


def _burden_of(world: World, draw: Draw, sealed: Draw) -> None:
    """A plan that is filed, a school calendar, a visit that another department spared, two visits kept apart."""
    plan = next(iter(world.state.plans))
    world.say(PlanFiling(plan=plan, authority="县司法局", number="备2025-3", date=world.now.date()), "p")
    exams = ClosedDays(start=date(2025, 6, 7), end=date(2025, 6, 10), cause="exams", name="高考")
    world.say(SchoolCalendar(types=("学校",), days=(exams,), document="教发2号"), "p")
    world.say(avoided(world, sealed, sorted(sealed.teams.keys() - sealed.visits.keys())[0]), "o1", "p")
    both = sorted(draw.teams.keys() & (sealed.teams.keys() | sealed.visits.keys()))[0]
    apart = VisitsApart(body=both, grounds=(draw.id, sealed.id), reason="sealed", explanation="封存期间先查。")
    world.say(apart, "o1")


def filed(world: World, **changes: Any) -> PlanFiling:
    """The first plan filed, today."""
    made = PlanFiling(plan=next(iter(world.state.plans)), authority="县司法局", number="备1号", date=world.now.date())
    return msgspec.structs.replace(made, **changes)


def avoided(world: World, draw: Draw, body_id: str, **changes: Any) -> VisitAvoided:
    """What another department has found, in the stead of a visit."""
    made = VisitAvoided(
        draw=draw.id,
        body=body_id,
        department="县市场监督管理局",
        date=date(2025, 3, 20),
        document="检查记录〔2025〕8号",
        explanation="同一事项三月已查。",
    )
    return msgspec.structs.replace(made, **changes)


def _rules_of(world: World) -> None:
    """The register compared with a list; results due earlier; a partner without a key, and its result of a joint visit."""
    world.say(comparison(world), "p")
    shorter = msgspec.structs.replace(world.state.settings, result_days=15)
    fire = Role(id="xf", name="消防队", type="partner", threshold=1)
    world.say(RuleChange(document="教发2号", reason="提速。", settings=shorter, added=(fire,)), "p", "l")
    joint = task("T17", partners=("xf",))
    world.say(PlanProposal(year=2025, office="o1", tasks=(joint,)), "o1")
    record = world.say(plans.consolidate(world.state, 2025, "补充"), "p")
    world.say(plans.approve(record.id, "教发3号"), "l")
    made = world.say(elsewhere(world, "T17"), "o1")
    visit = Visit(
        elsewhere=made.id, body="S001", items=("I1",), date=world.now.date(), method="on-site",
        inspectors=("N03", "N04"), signed_by="校长",
    )  # fmt: skip
    world.say(partner_result(world.say(visit, "o1")), "o1")


def comparison(world: World, **changes: Any) -> RegisterComparison:
    """A list of two: one is in the register, one is not."""
    made = RegisterComparison(
        authority="县民政局",
        title="民办非企业单位名单",
        date=world.now.date(),
        source=Source(file="名单.xlsx", sha256="ef" * 32),
        types=("学校",),
        count=2,
        matched=1,
        missing=(Miss(name="外县学校", reason="elsewhere"),),
        surplus=("S005",),
    )
    return msgspec.structs.replace(made, **changes)


def partner_result(visit: Record, **changes: Any) -> PartnerResult:
    """What the fire brigade has on paper of a joint visit."""
    paper = Evidence(name="消防检查记录.pdf", sha256="cd" * 32, size=1)
    made = PartnerResult(visit=visit.id, partner="xf", matter="消防设施", code="no-problem", evidence=(paper,))
    return msgspec.structs.replace(made, **changes)


def fullest_year() -> World:
    """`whole_year`, and after it what bodies and the public say, up to a draw in August: now every kind is there."""
    world = whole_year(task("T7", start=date(2025, 8, 18), end=date(2025, 10, 31)))
    _answers_of(world)
    return world


#: The five sections of a summary.
SECTIONS = {
    "practice": "先抽取、后检查，一次上门查完几个事项。",
    "outcomes": "按计划完成，发现的问题都已整改。",
    "shortcomings": "个别检查结果公示晚了几天。",
    "lessons": "几个科室的事项合成一次检查。",
    "rules": "修订了检查记录表的填写规则。",
}


def _answers_of(world: World) -> None:
    """A body's answer, a month's counts, publicity, a finding followed to its end, a quarter's sample."""
    result = next(id_ for id_, one in world.state.results.items() if one.in_force)
    world.say(Reply(target=result, received=date(2025, 4, 10), post="校长", text="已经补齐。"), "d")
    world.say(Outreach(title="怎样抽查", date=date(2025, 4, 10), channels=("poster",), content="介绍抽查。"), "p")
    finding = world.say(Supervision(subjects=(result,), level="concern", finding="请说明公示的依据。"), "d")
    world.say(FollowUp(supervision=finding.id, step="explained", closed=True, text="已经说明。"), "d")
    summer(world, "T7")
    world.say(feedback(world), "d")
    world.say(rechecks.drawn(world.state, 2025, 2), "d")


#: drand quicknet round of 2025-08-15 00:58:18 in Beijing.
SUMMER, SUMMER_SIGNATURE = (
    20791007,
    ("8d2c8bbc37170dbacc5e280a21d4e195cff5f32a19fd6a58633fa4e4670478b5fb39bc13dd8f8c4372c5a76191198ac5"),
)


def summer(world: World, task_id: str) -> Draw:
    """A draw in August: by its round the samples of the quarters before it can be drawn."""
    world.now = max(world.now, at("2025-08-13 10:00"))
    named = BeaconRound(chain="quicknet", round=SUMMER, fallback="wait")
    draw = world.commit(task_id, beacon=named, opens=at("2025-08-15 18:00"))
    world.now = max(world.now, at("2025-08-15 14:00"))
    world.reveal(draw)
    world.say(draws.conclude(world.state, draw, SUMMER_SIGNATURE), world.office(task_id))
    return draw


def feedback(world: World, year: int = 2025, month: int = 4, **changes: int) -> Feedback:
    """The same counts for every office."""
    offices = sorted(role.id for role in world.state.keyring.roles.values() if role.type == "office")
    counts = {"satisfied": 3, "fair": 1, "dissatisfied": 0, "complaints": 1, "integrity": 4, "misconduct": 0} | changes
    return Feedback(year=year, month=month, offices=tuple(OfficeFeedback(office=one, **counts) for one in offices))


def _keys_of(world: World) -> None:
    """The observer's key handed over, lost and replaced; a log key and witnesses named."""
    first, second, third = OBSERVER
    rotated = KeyRotation(role="y", version=2, threshold=1, keys=keys_of(second), reason="换届。")
    world.sign(rotated, first, second)
    world.sign(KeyRevocation(key=second.public.key_id, role="y", cause="lost"), *ROOTS[:2])
    recovered = KeyRecovery(role="y", version=3, threshold=1, keys=keys_of(third), reason="密钥遗失。")
    world.sign(recovered, *ROOTS[:2], third)
    world.sign(TrustChange(beacons=genesis().beacons, reason="请两家机构见证。", **logged()), *ROOTS[1:])


def _plan_of(world: World, more: tuple[Task, ...]) -> None:
    """T1 as proposed, T2 and T3 merged into T4, T5 declined."""
    world.say(PlanProposal(year=2025, office="o1", tasks=(task("T1"), task("T5"), task("T6"), *more)), "o1")
    world.say(PlanProposal(year=2025, office="o1", tasks=(task("T2"),)), "o1")
    world.say(PlanProposal(year=2025, office="o2", tasks=(task("T3", items=("I2",), office="o2"),)), "o2")
    joint = task("T4", items=("I1", "I2"), partners=("o2",), merged_from=("T2", "T3"))
    declined = (Declined(task="T5", reason="与任务 T1 重复。"),)
    plan = world.say(plans.consolidate(world.state, 2025, "计划", (joint,), declined), "p")
    world.say(plans.approve(plan.id, "教发1号"), "l")


def _case_of(world: World, result: Record, team: tuple[str, ...]) -> None:
    """A case from its opening to its close."""
    day = date(2025, 4, 10)
    world.case(result, rectify_by=date(2025, 4, 30))
    world.say(
        CaseDecision(
            case="AJ-1", date=day, decision="order", document="改字1号", basis="《教育法》", text="责令改正。"
        ),
        "o1",
        "l",
    )
    corrected = world.say(CaseCorrection(case="AJ-1", date=day, text="张某已改正。"), "o1")
    again = CaseReinspection(case="AJ-1", date=day, inspectors=team, passed=True, text="属实。")
    world.disclose(again, "o1", until=date(2199, 12, 31))
    world.say(CaseClose(case="AJ-1", reason="整改到位。"), "o1")
    world.withhold(corrected)
    world.withdraw()


def _elsewhere_of(world: World) -> None:
    """T6 is drawn on the province's platform; one of its two bodies has been visited."""
    world.say(elsewhere(world), "o1")


def elsewhere(world: World, task_id: str = "T6", **changes: Any) -> DrawElsewhere:
    """A draw that another platform made."""
    drawn = tuple(Assigned(body=one, team=("N03", "N04")) for one in ("S001", "S002"))
    made = DrawElsewhere(
        task=task_id,
        platform="省“互联网+监管”平台",
        number="RW20250410001",
        time=world.now,
        drawn=drawn,
        evidence=(Evidence(name="截图.png", sha256="ab" * 32, size=1),),
    )
    return msgspec.structs.replace(made, **changes)


def _urgent_of(world: World) -> None:
    """A complaint visit that was ratified, and one that was annulled."""
    visit, wrong = world.complaint("S005", day=date(2025, 4, 10)), world.complaint("S006", day=date(2025, 4, 10))
    world.say(approved(world, visit), "o1", "l")
    world.say(Annulment(target=wrong.id, ground="wrong-subject", explanation="对象弄错。"), "o1", "p")


def approved(world: World, *visits: Record, **changes: Any) -> InspectionApproval:
    """What ratifies ``visits``, of one trigger."""
    first = visits[0].body
    made = InspectionApproval(
        document="检审1号",
        office="o1",
        bodies=tuple(sorted({one.body.body for one in visits})),
        items=first.items,
        start=first.date,
        end=first.date,
        trigger=msgspec.structs.replace(first.trigger, note="同意。"),
        visits=tuple(one.id for one in visits),
        reason="情况紧急，先行检查。",
    )
    return msgspec.structs.replace(made, **changes)


@pytest.fixture(scope="session")
def full_world() -> World:
    """`fullest_year`, built once: read it only."""
    return fullest_year()


@pytest.fixture
def empty_world() -> World:
    """Nothing yet."""
    return World()


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test leaves anything in the cache of whoever runs it, nor takes anything from there."""
    os.environ["SSJ_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def own_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git without the settings of whoever runs the tests, and without those of a hook that runs them."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    settings = tmp_path / "gitconfig"
    settings.write_text("[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
