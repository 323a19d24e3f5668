"""The kinds of record: every class of these rooms that declares a ``KIND``."""

from __future__ import annotations

from ssj_publish.core.kinds import (
    annulment,
    answers,
    approval,
    burden,
    case,
    comparison,
    draw,
    elsewhere,
    genesis,
    guests,
    inspection,
    keys,
    oversight,
    partner,
    plan,
    registers,
    rules,
    withholding,
)
from ssj_publish.core.kinds.kind import RecordBody

_ROOMS = (
    genesis, registers, plan, draw, guests, elsewhere, approval, inspection, burden, case, answers, oversight, annulment, withholding, keys,
    rules, partner, comparison,
)  # fmt: skip

KINDS: dict[str, type[RecordBody]] = {
    shape.KIND.name: shape
    for room in _ROOMS
    for shape in vars(room).values()
    if isinstance(shape, type) and issubclass(shape, RecordBody) and shape is not RecordBody
}
