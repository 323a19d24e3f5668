"""Who is who in 安澜县. County, bodies and people are invented, and the keys are public on purpose.

Each private key is SHA-256 of a published sentence, so that anyone can rebuild the example ledger byte for byte. A
real bureau makes its keys with ``ssj key new``.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from itertools import count
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ssj_publish.core.draw.drand import QUICKNET
from ssj_publish.core.kinds.approval import TriggerKind
from ssj_publish.core.kinds.genesis import Beacon, BodyCap, Genesis, Key, Role, Settings, Witness
from ssj_publish.core.kinds.kind import RoleType
from ssj_publish.core.reading import duties
from ssj_publish.core.rules import approving, publication
from ssj_publish.core.signatures import PublicKey, message, parse_public_key
from ssj_publish.core.tlog.vkey import LOG, WITNESS, VerifierKey

ORIGIN = "jy.anlan.example/ssj"
NOTICE = (
    "本站为演示：安澜县及其学校、机构、人员、证号均属虚构，法律法规名称真实。"
    "各角色的签名密钥是公开的，任何人都能伪造本演示台账的签名；真实使用时密钥由各科室自行保管。"
)
ROLES: dict[str, tuple[str, RoleType]] = {
    "minban": ("民办教育科", "office"),
    "jijiao": ("基础教育科", "office"),
    "anquan": ("安全管理科", "office"),
    "tiwei": ("体卫艺科", "office"),
    "renshi": ("人事科", "office"),
    "zhicheng": ("职成教科", "office"),
    "zhengce": ("政策法规科", "policy"),
    "lingdao": ("局领导", "leader"),
    "jijian": ("派驻纪检监察组", "discipline"),
}
OFFICES = {name: id_ for id_, (name, type_) in ROLES.items() if type_ == "office"}
CLASSES = ("A", "B", "C", "D")


class ExampleSigner:
    """A role's public-on-purpose key."""

    def __init__(self, role: str) -> None:
        self.role = role

    @cached_property
    def private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(sha256(f"安澜县示例密钥，人人可知：{self.role}".encode()).digest())

    @cached_property
    def public(self) -> PublicKey:
        line = self.private.public_key().public_bytes(
            serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH
        )
        return parse_public_key(line.decode())

    def sign(self, statement: bytes) -> str:
        return b64encode(self.private.sign(message(statement))).decode()

    def sign_bytes(self, data: bytes) -> bytes:
        return self.private.sign(data)


#: The office that takes over from 安全管理科 in 2026, and a department outside the bureau, which has no key.
SUCCESSOR = ("xiaowai", "校园安全与校外培训监管科")
PARTNER = ("xiaofang", "安澜县消防救援大队")
#: The keys of the roles of the founding, and of those that came later.
FOUNDERS = {role: ExampleSigner(role) for role in ROLES}
SIGNERS = FOUNDERS | {SUCCESSOR[0]: ExampleSigner(SUCCESSOR[0])}

#: Who cosigns the example's checkpoints; two of the three are enough.
WITNESSES = {
    "shijy": ("witness.shijy.example/anlan", "云山市教育局（虚构）"),
    "daxue": ("witness.daxue.example/anlan", "江岸大学信息学院（虚构）"),
    "ribao": ("witness.ribao.example/anlan", "云山日报社（虚构）"),
}
QUORUM = 2
OUTSIDERS = {name: ExampleSigner(f"见证人 {name}") for name in WITNESSES}
LOG_SIGNER = ExampleSigner("日志")
#: A guest of one draw, with a key of the day; another has only paper.
GUEST_SIGNER = ExampleSigner("来宾 县人大代表")
#: Inspectors who sign their own visits, from March 2025 on; the others are confirmed by their office.
INSPECTOR_SIGNERS = {id_: ExampleSigner(f"检查人员 {id_}") for id_ in ("JC-002", "JC-006")}


def log_key() -> VerifierKey:
    """The key that signs the example's checkpoints."""
    return VerifierKey(ORIGIN, LOG, LOG_SIGNER.public)


def witness_key(name: str) -> VerifierKey:
    """The key of one of `WITNESSES`."""
    return VerifierKey(WITNESSES[name][0], WITNESS, OUTSIDERS[name].public)


def secret(task: str, ordinal: int, role: str) -> bytes:
    """A party's secret in the example: SHA-256 of a published sentence, where a real party takes 32 random bytes."""
    return sha256(f"安澜县示例秘密，人人可知：{task}/{ordinal}/{role}".encode()).digest()


def guest_words(task: str, ordinal: int, capacity: str) -> str:
    """What a guest has written on paper in the example: from a published sentence, where a real guest throws dice."""
    return sha256(f"安澜县示例来宾，人人可知：{task}/{ordinal}/{capacity}".encode()).hexdigest()[:40]


def salts() -> Callable[[], bytes]:
    """The salts of the example's contents, one a call: from a published sentence, where a real desk takes 16 random
    bytes."""
    serial = count()
    return lambda: sha256(f"安澜县示例盐值，人人可知：{next(serial)}".encode()).digest()[:16]


#: How often at most anybody is visited in a year. The numbers are invented, as a county might set them.
_EXEMPT: tuple[TriggerKind, ...] = ("complaint", "data-alert", "order", "own-request", "press", "transfer")
_CAPS = (
    BodyCap(
        name="涉企行政检查",
        covers="capped",
        visits=4,
        year="calendar",
        exempt=_EXEMPT,
        source="《国务院办公厅关于严格规范涉企行政检查的意见》（国办发〔2024〕54号）；次数为虚构",
    ),
    BodyCap(
        name="进校园检查",
        covers="types",
        types=("中小学", "幼儿园"),
        visits=6,
        year="school",
        exempt=_EXEMPT,
        source="安澜县涉校检查白名单（虚构）",
    ),
)


def genesis() -> Genesis:
    """The first record of the example county."""
    return Genesis(
        format="ssj-ledger/v1",
        bureau="安澜县教育局",
        division="990122",
        notice=NOTICE,
        settings=Settings(
            classes=CLASSES,
            inspectors_min=2,
            result_days=20,
            penalty_days=7,
            watch_days=30,
            publication=publication.LAW,
            approvals=approving.DEFAULT,
            body_caps=_CAPS,
            plans=duties.PLANS,
        ),
        roles=tuple(
            Role(
                id=id_,
                name=name,
                type=type_,
                threshold=1,
                keys=(Key(public=SIGNERS[id_].public.openssh, holder=f"{name}（示例密钥，公开）"),),
            )
            for id_, (name, type_) in ROLES.items()
        ),
        beacons=(
            Beacon(
                id=QUICKNET.id,
                chain_hash=QUICKNET.chain_hash,
                public_key=QUICKNET.public_key,
                period=QUICKNET.period,
                genesis_time=QUICKNET.genesis_time,
                genesis_seed=QUICKNET.genesis_seed,
                scheme=QUICKNET.scheme,
            ),
        ),
        log=log_key().text,
        witnesses=tuple(Witness(key=witness_key(name).text, holder=holder) for name, (_, holder) in WITNESSES.items()),
        quorum=QUORUM,
    )


def write_keys(folder: Path) -> None:
    """Put the example's private keys where the command line can use them, with a word of warning."""
    folder.mkdir(parents=True, exist_ok=True)
    named = (
        SIGNERS
        | {"log": LOG_SIGNER, "guest": GUEST_SIGNER}
        | {f"inspector-{id_}": signer for id_, signer in INSPECTOR_SIGNERS.items()}
        | {f"witness-{name}": signer for name, signer in OUTSIDERS.items()}
    )
    for name, signer in named.items():
        (folder / name).write_bytes(
            signer.private.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, serialization.NoEncryption()
            )
        )
    (folder / "README.md").write_text(
        "这些是演示用的密钥，人人都有，切勿用于真实台账。\n", encoding="utf-8", newline="\n"
    )
