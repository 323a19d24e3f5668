"""What one cell measures: a day, a share of a credit class, a limit of visits. Nothing is guessed.

As in `importers.cells`, each function takes a cell's value and returns a core value, or raises `Trouble`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from typing import Final
from unicodedata import normalize

from ssj_publish.importers.cells import folded
from ssj_publish.importers.faults import Trouble, Value

_NUMERALS: Final = {
    char: n
    for n, chars in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_DAY: Final = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})\2?|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))(?:\((?:星期|周)[一二三四五六日天]\)|(?:星期|周)[一二三四五六日天])?"
)
# A time of day stands apart from its day: taken off before blanks go, or 2024/3/1 00:00 would be 10 March.
_CLOCK: Final = re.compile(
    r"(?:\s+|T|(?<=[日号])\s*)(?:[上下]午|[AP]M)?\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[AP]M|Z|[+-]\d\d:\d\d)?\s*$"
    r"|(?<=[\d日号)])\s*(?:[上下]午|全天)\s*$",
    re.I,
)
_INSTANT: Final = re.compile(r"\d{4}-?\d\d-?\d\d[T ]\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)", re.I)
_HAN_DAY: Final = re.compile(
    r"([零〇○一二三四五六七八九]{4})年(元|[一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]?"
)
_SHORT_YEAR: Final = re.compile(
    r"\d{1,2}([-/.])\d{1,2}\1\d{2}|\d{2}([-/.])\d{1,2}\2\d{1,2}|\d{2}年\d{1,2}月\d{1,2}[日号]?"
)
_SERIALS: Final = (36_526, 73_415)  # 2000-01-01 to 2100-12-31, as a spreadsheet counts days


def day(value: Value) -> date:
    """A day: a date cell, a spreadsheet's serial number, 2025-01-06, 2025/1/6, 2025.1.6, 2025年1月6日,
    二〇二五年一月六日 or 20250106; a time of day behind it is left off. A year of two digits is refused, not
    completed."""
    if isinstance(value, datetime):
        return _within(value.date())
    if isinstance(value, date):
        return _within(value)
    if isinstance(value, bool):
        raise Trouble("day-unclear")
    if isinstance(value, str):
        value = _beijing(normalize("NFKC", value).strip()) or _CLOCK.sub("", normalize("NFKC", value))
    written = _in_digits(folded(value).replace("\\", "/"))
    if re.fullmatch(r"[1-9]\d{4}(?:\.\d+)?", written) and _SERIALS[0] <= int(written[:5]) <= _SERIALS[1]:
        return date(1899, 12, 30) + timedelta(days=int(written[:5]))
    match = _DAY.fullmatch(re.sub(r"(?<=\d)[‐–—−](?=\d)", "-", written))
    if match is None:
        if re.fullmatch(
            r"(?:\d{4}|[零〇○一二三四五六七八九]{4}(?=年))(?:[-/.]\d{1,2}|\d{2}|年(?:[\d元一二三四五六七八九十]{1,3}月)?)?",
            written,
        ):
            raise Trouble("day-missing")
        raise Trouble("day-short" if _SHORT_YEAR.fullmatch(written) else "day-unclear")
    try:
        return _within(
            date(int(match[1]), int(match[3] or match[5] or match[7]), int(match[4] or match[6] or match[8]))
        )
    except ValueError:
        raise Trouble("day-impossible") from None


def _beijing(written: str) -> str | None:
    """The day in Beijing of a moment written with its offset: 2025-01-05T16:00:00Z is midnight of the 6th there."""
    if not _INSTANT.fullmatch(written):
        return None
    try:
        return datetime.fromisoformat(written).astimezone(timezone(timedelta(hours=8))).date().isoformat()
    except (ValueError, OverflowError):
        return None


def recent(value: Value) -> date:
    """A `day` of this century. Excel makes 1931 of a year typed as 31; nothing a register dates now lies there."""
    if isinstance(value, date) and 1900 <= value.year < 2000:
        raise Trouble("day-century", year=value.year)
    found = day(value)
    if found.year < 2000:
        raise Trouble("day-century", year=found.year)
    return found


def _in_digits(written: str) -> str:
    """二〇二四年三月一日 as 2024年3月1日; anything else as it is."""
    match = _HAN_DAY.fullmatch(written)
    if match is None:
        return written
    year = "".join(str(_NUMERALS["〇" if char == "○" else char]) for char in match[1])
    month = 1 if match[2] == "元" else _numeral(match[2])
    return f"{year}年{month}月{_numeral(match[3])}日"


def share(value: Value) -> tuple[int, int]:
    """A share of a class as exact integers p/q; q is 100 where that is exact, so that 0.05, 5% and 5/100 are one."""
    if isinstance(value, bool | date):
        raise Trouble("ratio-unclear")
    written = folded(value).replace("⁄", "/")
    found = _fraction(written)
    if not 0 <= found <= 1:
        raise Trouble("ratio-range")
    for q in (100, 1000, 10_000):
        if (found * q).denominator == 1:
            return int(found * q), q
    return found.numerator, found.denominator


_PERCENT: Final = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d{1,6})?)([%‰])")
_RANGE: Final = re.compile(r"\d[%‰]?(?:-|—|–|~|至|到)\d")


def told_share(value: Value) -> tuple[int, int]:
    """A `share` as plans word it: 全年抽查比例不低于5%,每年1次 or 基数约4,比例50% says one per cent; where there are
    two, or a range, nobody but the clerk can say which is meant."""
    if isinstance(value, bool | date):
        return share(value)
    written = folded(value)
    told = {number + mark for number, mark in _PERCENT.findall(written)}
    if not told:
        return share("全部" if re.search("全覆盖|全数检查|全部检查", written) else value)
    whole = re.search("全覆盖|全数检查|全部检查", written) and told != {"100%"}
    if len(told) > 1 or whole or _RANGE.search(_around(written)):
        raise Trouble("ratio-several")
    return share(next(iter(told)))


def _around(written: str) -> str:
    """The part of a text that is about shares: its pieces with a per cent sign."""
    return "".join(piece for piece in re.split(r"[,，;；、。]", written) if re.search("[%‰]", piece))


def class_shares(value: Value, classes: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The shares of A级5%,B级10%,… by class; empty where a text does not name two classes or more."""
    if not isinstance(value, str):
        return {}
    found = re.findall(
        rf"({'|'.join(map(re.escape, classes))})[级类等]?(?:为|[:：])?(\d+(?:\.\d+)?[%‰]|\d+/\d+)", folded(value)
    )
    if len({one for one, _ in found}) != len(found):
        raise Trouble("ratio-several")
    return {one: share(part) for one, part in found} if len(found) > 1 else {}


def whole_number(value: Value) -> int | None:
    """8 of 共8个: how many, where a share would stand."""
    match = re.fullmatch(r"共(\d{1,6})[个家户所]", folded(value)) if isinstance(value, str) else None
    return int(match[1]) if match else None


_MONTHS: Final = re.compile(r"(?:(\d{4})年)?(\d{1,2})月?份?(?:-|—+|–|~|至|到)(?:(\d{4})年)?(\d{1,2})月份?(?:底)?")
_PARTS: Final = re.compile(r"(\d{4}年)?(上半年|下半年|(?:第?[一二三四1-4]|首)季度)")
_PART_MONTHS: Final = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "首季度": (1, 3),
    **{
        f"{ordinal}{number}季度": (3 * place + 1, 3 * place + 3)
        for ordinal in ("第", "")
        for place, numbers in enumerate(("一1", "二2", "三3", "四4"))
        for number in numbers
    },
}
_SPAN: Final = re.compile(r"(\d{4}\D\d{1,2}\D\d{1,2}日?)(?:-|—+|–|~|至|到)(\d{4}\D\d{1,2}\D\d{1,2}日?)")


def window(value: Value, year: int | None) -> tuple[date, date]:
    """The first and the last day of 2025年4月至11月, 3月-12月, 三月至十一月, 9-10月 (of ``year``), 全年, 上半年,
    第二季度, or 2026.01.01-2026.12.31."""
    if isinstance(value, bool | date):
        raise Trouble("window-unclear")
    written = folded(value).removesuffix("前").removesuffix("期间")
    if (match := _SPAN.fullmatch(written)) is not None:
        return recent(match[1]), recent(match[2])
    if written in {"全年", "全年度", "年内"} and year is not None:
        return date(year, 1, 1), date(year, 12, 31)
    if (part := _PARTS.fullmatch(written)) is not None:
        first, last = _PART_MONTHS[part[2]]
        written = f"{part[1] or ''}{first}月至{last}月"
    written = re.sub("[一二三四五六七八九十]{1,2}(?=月)", lambda found: str(_numeral(found[0])), written)
    match = _MONTHS.fullmatch(written)
    single = re.fullmatch(r"(?:(\d{4})年)?(\d{1,2})月份?", written)
    if match is None and single is None:
        raise Trouble("window-unclear")
    parts = match.groups() if match is not None else (*single.groups(), *single.groups())  # type: ignore[union-attr]
    first_year = int(parts[0] or year or 0)
    last_year = int(parts[2] or first_year)
    first, last = int(parts[1]), int(parts[3])
    if not (first_year and 1 <= first <= 12 and 1 <= last <= 12):
        raise Trouble("window-unclear")
    return date(first_year, first, 1), date(last_year, last, monthrange(last_year, last)[1])


def _fraction(written: str) -> Fraction:
    if written in {"全部", "全覆盖", "全数"}:
        return Fraction(1)
    if match := re.fullmatch(r"(\d{1,3}(?:\.\d{1,6})?)([%‰])", written):
        return Fraction(match[1]) / (100 if match[2] == "%" else 1000)
    if match := re.fullmatch(r"(\d{1,9})/(\d{1,9})", written):
        if int(match[2]) == 0:
            raise Trouble("ratio-unclear")
        return Fraction(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"百分之(.{1,4})", written):
        number = _numeral(match[1])
        if number is not None:
            return Fraction(number, 100)
    if re.fullmatch(r"0(?:\.\d{1,17})?", written):
        # A spreadsheet's 0.15 can come as 0.15000000000000002; twelve places are more than any plan means.
        return round(Fraction(written), 12)
    # A bare 1 or 5 may mean one per cent or the whole: nobody but the clerk can say.
    raise Trouble("ratio-bare" if re.fullmatch(r"\d+(?:\.\d+)?", written) else "ratio-unclear")


_AT_LEAST: Final = re.compile(r"不少于|不低于|不得少于|不得低于|至少|最少|以上|≥|>=|>|起")
_CAP: Final = re.compile(
    r"(?:每户|每家|同一对象)?(?:每年度?|全年|年度|一年|1年)?(?:内|度)?(?:原则上)?(?:不得?超过|不得?多于|不得?高于|至多|最多|≤|<=|上限)?为?"
    r"(\d{1,3}|[一二两三四五六七八九十]{1,3})[次回]?(?:/年|/每年|/户年|每年|一年|以内|以下|\(含\))?"
)


def cap(value: Value) -> int | None:
    """Visits per body and year at most; None where the cell says there is no limit. A minimum is refused as such."""
    if isinstance(value, bool | date):
        raise Trouble("cap-unclear")
    written = folded(value)
    if written in {"不限", "不设上限", "无上限", "不限次数"}:
        return None
    if _AT_LEAST.search(written):
        raise Trouble("cap-minimum")
    if re.search(r"学期|季|月|周|两年|二年|三年", written):
        raise Trouble("cap-period")
    if not re.search(r"\d|[一二两三四五六七八九十][次回]", written):
        raise Trouble("cap-unsaid")
    match = _CAP.fullmatch(re.sub(r"\.0$", "", written))
    number = None if match is None else _numeral(match[1])
    if not number:
        raise Trouble("cap-unclear")
    return number


_OFTEN: Final = re.compile(
    r"(?:([^每,，;；、。]+?)(?:级|类)?:?)?每(\d|[一二两三四五])?(?:个)?年(?:抽查|检查)?(\d{1,2}|[一二两三四五六七八九十]{1,2})次"
)


def frequencies(value: Value, classes: Sequence[str]) -> tuple[dict[str, object], ...]:
    """A级每2年1次，B级、C级每年1次，D级每年2次; without a class, for all. Every one of ``classes`` has one, or the text
    has none at all (频次不限)."""
    if isinstance(value, bool | date):
        raise Trouble("frequency-unclear")
    written = folded(value)
    if written in {"不限", "无", "不限次数"}:
        return ()
    found: dict[str, tuple[int, int]] = {}
    waiting: list[str] = []
    for piece in (one for one in re.split(r"[,，;；、。]", written) if one):
        match = _OFTEN.fullmatch(piece)
        if match is None:
            waiting.append(re.sub("(?:级|类)$", "", piece))
            continue
        named = [*waiting, match[1]] if match[1] else waiting or list(classes)
        often = (_numeral(match[3]) or 0, _numeral(match[2]) or 0 if match[2] else 1)
        if not set(named) <= set(classes) or set(named) & found.keys() or not all(often):
            raise Trouble("frequency-unclear")
        found.update(dict.fromkeys(named, often))
        waiting = []
    if waiting or found.keys() != set(classes):
        raise Trouble("frequency-unclear")
    return tuple({"credit_class": one, "times": found[one][0], "years": found[one][1]} for one in classes)


def _within(found: date) -> date:
    if not 1949 <= found.year <= 2199:
        raise Trouble("day-range")
    return found


def _numeral(written: str) -> int | None:
    """Up to 100, in digits or in Chinese numerals; None if it is neither."""
    if written.isascii() and written.isdigit():
        return int(written)
    if written in {"百", "一百"}:
        return 100
    tens, ten, ones = written.rpartition("十")
    high = _NUMERALS.get(tens, 0 if tens else 1) if ten else 0
    low = _NUMERALS.get(ones) if ones else 0
    if low is None or (ten and tens and not high) or (not ten and not ones):
        return None
    return high * 10 + low
