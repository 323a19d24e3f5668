"""A small bureau's parts: its keys, registers, items, the public randomness that it waits for."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from typing import Any, ClassVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from ssj_publish.core.clock import ZONE
from ssj_publish.core.draw.drand import QUICKNET
from ssj_publish.core.kinds.draw import Balls, Film, Lotteries, LotteryIssue
from ssj_publish.core.kinds.genesis import Beacon, Genesis, Key, Role, Settings, Witness
from ssj_publish.core.kinds.kind import RoleType
from ssj_publish.core.kinds.plan import ClassRatio, Task
from ssj_publish.core.kinds.registers import (
    Basis,
    Body,
    Inspector,
    Item,
)
from ssj_publish.core.signatures import PublicKey, message
from ssj_publish.core.tlog.mldsa import LatticeKey
from ssj_publish.core.tlog.note import NoteSignature
from ssj_publish.core.tlog.vkey import LATTICE, KeyType, VerifierKey

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
