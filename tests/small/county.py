"""The invented county of the small ledger: its rules, its registers, and how a task of its looks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import msgspec

from ssj_publish.core.kinds.genesis import BodyCap, Genesis, Key, Role, Settings, Witness
from ssj_publish.core.kinds.kind import RoleType
from ssj_publish.core.kinds.plan import ClassRatio, Task
from ssj_publish.core.kinds.registers import Body
from ssj_publish.core.tlog.vkey import VerifierKey
from tests.bureau import TestSigner, body, genesis
from tests.small.hands import KEYS, LOG_, ONE, TWO

CLASSES: Final = ("A", "B 级", "C", "D")
ROLES: Final[dict[str, tuple[str, RoleType, int]]] = {
    "o1": ("一科", "office", 2),
    "o2": ("二科", "office", 1),
    "p": ("政策法规科", "policy", 2),
    "l": ("局领导", "leader", 1),
    "d": ("纪检监察组", "discipline", 1),
    "root": ("根密钥", "root", 2),
}
NOTICE: Final = (
    "核对用的例子，全部虚构。每把私钥都是公开的：32 字节的私钥是文本“ssj small ledger: <角色>/<第几把>”的 SHA-256，"
    "人人都能冒签。"
)


def named(*keys: VerifierKey) -> tuple[Witness, ...]:
    return tuple(Witness(key=one.text, holder="某大学（虚构）") for one in keys)


def founding() -> Genesis:
    caps = BodyCap(
        name="培训机构", covers="types", types=("培训机构",), visits=1, year="calendar", source="示例规定（虚构）"
    )
    settings = Settings(
        classes=CLASSES,
        inspectors_min=2,
        result_days=20,
        penalty_days=7,
        watch_days=30,
        checkpoint_days=31,
        body_caps=(caps,),
    )
    roles = tuple(
        Role(id=id_, name=name, type=type_, threshold=threshold, keys=_keys(KEYS[id_], name))
        for id_, (name, type_, threshold) in ROLES.items()
    )
    return genesis(
        bureau="小县教育局（虚构）",
        notice=NOTICE,
        settings=settings,
        roles=roles,
        log=LOG_.key.text,
        witnesses=named(ONE.key, TWO.key),
        quorum=2,
    )


def _keys(signers: Iterable[TestSigner], holder: str) -> tuple[Key, ...]:
    return tuple(Key(public=one.public.openssh, holder=f"{holder}（公开）") for one in signers)


def _school(number: int, credit_class: str, town: str, **changes: Any) -> Body:
    return body(number, **({"credit_class": credit_class, "town": town} | changes))


def bodies() -> tuple[Body, ...]:
    """East: three of A, three of B, none of C, one of D, and four that are in no pool; west: two."""
    code = "52990199MJ0X35801L"
    east = [_school(n, "A", "东镇") for n in (1, 2, 3)]
    east += [
        _school(4, "B 级", "东镇", code=code),
        *(_school(n, "B 级", "东镇") for n in (5, 6)),
        _school(7, "D", "东镇"),
    ]
    out = [
        _school(8, "A", "东镇", state="suspended"),
        _school(9, "B 级", "东镇", code=code, branch_of="S004"),
        _school(10, "A", "东镇", capped="yes"),
        _school(11, "D", "东镇", type="培训机构"),
    ]
    return (*east, *out, _school(12, "C", "西镇"), _school(13, "A", "西镇"))


def task(id_: str, office: str, items: tuple[str, ...], **changes: Any) -> Task:
    made = Task(
        id=id_, name=f"抽查 {id_}", items=items, office=office, scope=("学校",), start=date(2025, 3, 24), end=date(2025, 5, 30)
    )  # fmt: skip
    return msgspec.structs.replace(made, **changes)


def ratios(*q: int) -> tuple[ClassRatio, ...]:
    return tuple(ClassRatio(credit_class=c, p=1, q=one) for c, one in zip(CLASSES, q, strict=True))
