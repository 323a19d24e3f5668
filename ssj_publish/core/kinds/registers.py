"""一单两库: the item list and the two registers, and their dated changes."""

from __future__ import annotations

from typing import Literal

from ssj_publish.core.kinds.kind import DISCIPLINE, OFFICE, POLICY, REGISTRARS, Kind, RecordBody
from ssj_publish.core.shapes import BodyId, Day, Id, InspectorId, ItemId, Line, Positive, RoleId, Shape, Source, Text

Method = Literal["on-site", "written", "online"]
#: From the strongest to the weakest; an item that rests on nothing but ``policy`` carries a public warning.
BasisLevel = Literal["law", "regulation", "rule", "policy"]


#: Why an entry goes: 终止办学; 撤并; 迁出; 不再由本局监管; 重复登记; 调离; 退休; 离职; 执法证失效; 依据废止或修改;
#: 其他.
RemovalGround = Literal[
    "closed",
    "merged",
    "moved",
    "outside",
    "duplicate",
    "transferred",
    "retired",
    "left",
    "certificate",
    "basis",
    "other",
]
BodyState = Literal["active", "suspended", "closed", "moved"]


class Basis(Shape, frozen=True, kw_only=True):
    """A legal basis: law (法律), regulation (行政法规, 地方性法规), rule (规章) or policy paper (规范性文件), with the
    articles in the ``title``. ``number`` is its 文号, ``revised`` the day of the version that the item rests on."""

    title: Line
    level: BasisLevel
    number: Line | None = None
    revised: Day | None = None


#: 国家、省、市的统一事项目录.
Catalogue = Literal["national", "province", "city"]
CATALOGUES: tuple[Catalogue, ...] = ("national", "province", "city")


class ItemCode(Shape, frozen=True, kw_only=True):
    """What an item is called in a catalogue above the bureau's own (统一事项码, 检查实施清单编码)."""

    catalogue: Catalogue
    code: Line


class Item(Shape, frozen=True, kw_only=True):
    """抽查事项. ``subjects`` are the types of body it applies to; ``cap`` is visits per body and year.

    ``codes`` are its codes in the catalogues above, each at most once and in their order; ``tier`` is the 实施层级.
    """

    id: ItemId
    name: Line
    office: RoleId
    subjects: tuple[Line, ...] = ()
    category: Literal["key", "general"]
    methods: tuple[Method, ...] = ()
    basis: tuple[Basis, ...] = ()
    points: tuple[Line, ...] = ()
    cap: Positive | None = None
    remark: Text | None = None
    codes: tuple[ItemCode, ...] = ()
    tier: Line | None = None


class Body(Shape, frozen=True, kw_only=True):
    """监管对象. ``code`` is the 统一社会信用代码; ``branch_of`` marks a site that shares its head's code.

    ``capped`` says whether the yearly cap of 国办发〔2024〕54号 binds for this body.
    """

    id: BodyId
    name: Line
    code: Line | None = None
    type: Line
    ownership: Line | None = None
    address: Line
    town: Line | None = None
    credit_class: Line
    class_date: Day
    state: BodyState
    capped: Literal["yes", "no", "unclear"]
    branch_of: BodyId | None = None
    licence: Line | None = None
    stage: Line | None = None


class Inspector(Shape, frozen=True, kw_only=True):
    """执法检查人员, as much as may be public: never identity number, mobile or birth date.

    ``key`` is the public key with which this person signs the visits they have made (an OpenSSH line without comment).
    """

    id: InspectorId
    name: Line
    unit: Line
    title: Line | None = None
    certificate: Line
    valid_from: Day | None = None
    valid_until: Day
    items: tuple[ItemId, ...]
    training: Line | None = None
    expert: bool = False
    key: Line | None = None


class Removal(Shape, frozen=True, kw_only=True):
    """An entry taken out of a register, or an item retired: on what ``ground``, and more about it. ``state`` is how a
    body then stands; other entries have none."""

    id: Id
    ground: RemovalGround
    state: BodyState | None = None
    reason: Line


class ItemChange(RecordBody, frozen=True, kw_only=True):
    """A dated change of the item list: whole entries, sorted by id."""

    KIND = Kind("item-change", (REGISTRARS,))

    reason: Line
    source: Source | None = None
    added: tuple[Item, ...] = ()
    changed: tuple[Item, ...] = ()
    removed: tuple[Removal, ...] = ()


class BodyChange(RecordBody, frozen=True, kw_only=True):
    """A dated change of the register of bodies: whole entries, sorted by id."""

    KIND = Kind("body-change", (REGISTRARS,))

    reason: Line
    source: Source | None = None
    added: tuple[Body, ...] = ()
    changed: tuple[Body, ...] = ()
    removed: tuple[Removal, ...] = ()


class InspectorChange(RecordBody, frozen=True, kw_only=True):
    """A dated change of the register of inspectors: whole entries, sorted by id."""

    KIND = Kind("inspector-change", (REGISTRARS,))

    reason: Line
    source: Source | None = None
    added: tuple[Inspector, ...] = ()
    changed: tuple[Inspector, ...] = ()
    removed: tuple[Removal, ...] = ()


class Recusal(RecordBody, frozen=True, kw_only=True):
    """An inspector who may not inspect a body (行政处罚法 art. 43). Only the kind of ground is public."""

    KIND = Kind("recusal", (OFFICE | POLICY | DISCIPLINE,), retractable=True)

    inspector: InspectorId
    body: BodyId
    ground: Literal["kinship", "interest", "former-post", "other"]
