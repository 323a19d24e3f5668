"""The kinds of record: every class of these rooms that declares a ``KIND``."""

from __future__ import annotations

from ssj_publish.core.kinds import (
    annulment,
    answers,
    approval,
    case,
    draw,
    elsewhere,
    genesis,
    guests,
    inspection,
    keys,
    oversight,
    plan,
    registers,
    withholding,
)
from ssj_publish.core.kinds.kind import RecordBody

_ROOMS = (
    genesis, registers, plan, draw, guests, elsewhere, approval, inspection, case, answers, oversight, annulment, withholding, keys,
)  # fmt: skip

KINDS: dict[str, type[RecordBody]] = {
    shape.KIND.name: shape
    for room in _ROOMS
    for shape in vars(room).values()
    if isinstance(shape, type) and issubclass(shape, RecordBody) and shape is not RecordBody
}
