"""Days off and days worked, read out of the State Council's yearly holiday notice as it was published.

The notices of the published years travel with the program (``notices/<year>.txt``: title and number in the first line,
then the sentences that name days, to the letter). A test compares what is read here with the kept library
chinesecalendar. What the notice says of a day: ``1月28日（…）至2月4日（…）放假`` or
``1月26日（周日）、2月8日（周六）上班``; the second month of a range may be missing. Of days off only weekdays count, of
days worked only weekend days: the others are so anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from typing import Final

from ssj_publish import errors
from ssj_publish.core.kinds.genesis import CalendarYear

_SATURDAY: Final = 5
_DAY: Final = r"(?:(\d{1,2})月)?(\d{1,2})日"
_SPAN: Final = re.compile(rf"{_DAY}(?:至{_DAY})?")
_BRACKETS: Final = re.compile(r"（[^（）]*）|\([^()]*\)")
_SPACES: Final = re.compile(r"\s+")
_TITLE: Final = re.compile(r"关于(\d{4})年部分节假日安排的通知")
_NUMBER: Final = re.compile(r"国办发明电〔\d{4}〕\d+号")


def years() -> list[int]:
    """The years whose notices are at hand."""
    return sorted(int(one.name.removesuffix(".txt")) for one in files(__package__).joinpath("notices").iterdir())


def bundled(year: int) -> CalendarYear:
    """The notice of ``year``; `errors.NoticeAbsent` for a year whose notice did not come with the program."""
    if year not in years():
        raise errors.NoticeAbsent(year=year, known="、".join(map(str, years())))
    text = files(__package__).joinpath("notices", f"{year}.txt").read_text("utf-8")
    return read(text, year)


def read(text: str, year: int) -> CalendarYear:
    """The calendar that a notice's text tells; `errors.NoticeUnread` where it is not the notice of ``year``, or names
    no days."""
    plain = _SPACES.sub("", text)
    title, number = _TITLE.search(plain), _NUMBER.search(plain)
    if title is None or int(title[1]) != year:
        raise errors.NoticeUnread(year=year, reason="标题不是“国务院办公厅关于这一年部分节假日安排的通知”")
    if number is None:
        raise errors.NoticeUnread(year=year, reason="没有文号（国办发明电〔年份〕几号）")
    off: set[date] = set()
    worked: set[date] = set()
    for sentence in _BRACKETS.sub("", plain.replace("(", "（").replace(")", "）")).split("。"):
        # The first clause names the days, and those that follow say what else is good to know.
        clause = sentence.rpartition("：")[2].split("，")[0].rpartition(":")[2]
        if "放假" in clause:
            off.update(_days(clause.partition("放假")[0], year))
        elif clause.endswith("上班"):
            worked.update(_days(clause, year))
    if not off:
        raise errors.NoticeUnread(year=year, reason="没有读到放假的日子")
    return CalendarYear(
        year=year,
        notice=f"国务院办公厅关于{year}年部分节假日安排的通知（{number[0]}）",
        holidays=tuple(sorted(day for day in off if day.weekday() < _SATURDAY)),
        workdays=tuple(sorted(day for day in worked if day.weekday() >= _SATURDAY)),
    )


def _days(text: str, year: int) -> Iterator[date]:
    month = 0
    for match in _SPAN.finditer(text):
        month = int(match[1] or month)
        last = int(match[3] or month)
        try:
            first = date(year, month, int(match[2]))
            end = date(year, last, int(match[4])) if match[4] else first
        except ValueError:
            raise errors.NoticeUnread(year=year, reason=f"没有这一天：{match[0]}") from None
        while first <= end:
            yield first
            first += timedelta(days=1)
        month = last
