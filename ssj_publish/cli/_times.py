"""Times and days as options take them, and what time it is: a wrong date cannot be taken back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

import click

from ssj_publish import errors
from ssj_publish.cli._screen import confirm
from ssj_publish.core.clock import ZONE

#: How far clocks may differ, and how long ago is asked about.
_AHEAD: Final = timedelta(minutes=10)
_BACK: Final = timedelta(days=1)


class Moment(click.ParamType[datetime]):
    """A time in Beijing: ``2025-03-27 09:30``, with seconds or T if liked."""

    name = "时间"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            found = datetime.fromisoformat(str(value).strip())
        except ValueError:
            self.fail(f"“{value}”不是时间，请写成 2025-03-27 09:30。", param, ctx)
        return (found if found.tzinfo else found.replace(tzinfo=ZONE)).astimezone(ZONE).replace(microsecond=0)


class Day(click.ParamType[date]):
    """A day: ``2025-03-27``."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value).strip())
        except ValueError:
            self.fail(f"“{value}”不是日期，请写成 2025-03-27。", param, ctx)


def now() -> datetime:
    """Now in Beijing, to the second."""
    return datetime.now(ZONE).replace(microsecond=0)


def at(time: datetime | None) -> datetime:
    """``time``, or now. `errors.MomentAhead` for one that has not come; one of long ago is asked about."""
    clock = now()
    if time is None:
        return clock
    if time - clock > _AHEAD:
        raise errors.MomentAhead(time=_minute(time), clock=_minute(clock))
    if clock - time > _BACK:
        confirm(f"记录时间 {_minute(time)} 比现在早 {(clock - time).days} 天，写入后不能改。时间没有错？")
    return time


def _minute(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M}"
