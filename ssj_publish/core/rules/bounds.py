"""How far a ledger's settings may go: past these they would undo what they are there for, and the reason is the law's.

One table, held at the founding and at every change of the rules (`core.rules.changing`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ssj_publish import errors
from ssj_publish.core.draw import caps
from ssj_publish.core.kinds.genesis import Settings
from ssj_publish.core.rules import approving, publication

_PUBLICITY = "《国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见》（国办发〔2018〕118号）"
_PENALTY_LAW = "《中华人民共和国行政处罚法》第四十二条"
_PRIVACY = "《中华人民共和国个人信息保护法》第十九条"
_PROTOCOL = "本台账的协议（规则的上下限）"


@dataclass(frozen=True, slots=True)
class Bound:
    """``field`` of the settings is a number from ``least`` to ``most``, for the reason ``source``."""

    field: str
    value: Callable[[Settings], int]
    least: int
    most: int
    source: str


#: Days are working days but for watching and checkpoints (calendar days); the lead is in minutes, 公示 of who left in
#: months.
BOUNDS: Final = (
    Bound("inspectors_min", lambda one: one.inspectors_min, 2, 20, _PENALTY_LAW),
    Bound("result_days", lambda one: one.result_days, 1, 60, _PUBLICITY),
    Bound("penalty_days", lambda one: one.penalty_days, 1, 30, _PUBLICITY),
    Bound("watch_days", lambda one: one.watch_days, 7, 366, _PROTOCOL),
    Bound("checkpoint_days", lambda one: one.checkpoint_days, 1, 31, _PROTOCOL),
    Bound("lead_minutes", lambda one: one.lead_minutes, 10, 1440, _PROTOCOL),
    Bound("reply_days", lambda one: one.reply_days, 1, 30, _PROTOCOL),
    Bound(
        "approvals.ratify_days",
        lambda one: (one.approvals or approving.DEFAULT).ratify_days,
        1,
        30,
        approving.DEFAULT.source,
    ),
    Bound("publication.left_months", lambda one: (one.publication or publication.LAW).left_months, 0, 120, _PRIVACY),
)


def check(settings: Settings) -> None:
    """Raises `errors.SettingBeyond` for the first number outside its bounds, `errors.ClassesMalformed` for credit
    classes that are none or repeat, `errors.TermsMalformed` for terms that the law does not allow."""
    for one in BOUNDS:
        value = one.value(settings)
        if not one.least <= value <= one.most:
            raise errors.SettingBeyond(
                field=f"settings.{one.field}", value=value, least=one.least, most=one.most, source=one.source
            )
    if not settings.classes or len(set(settings.classes)) != len(settings.classes):
        raise errors.ClassesMalformed()
    publication.check_settings(settings)
    caps.check(settings)
