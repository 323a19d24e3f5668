"""What one cell means: text, numbers as codes, days, shares, limits, lists, yes and no.

Each function takes a cell's value and returns a core value, or raises `Trouble` with a code for the wording. Codes,
ids, days and numbers are folded to half width (NFKC); text keeps its form (NFC) and loses stray spaces only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Final
from unicodedata import category, normalize

from ssj_publish.importers.faults import Trouble, Uncomputed, Value

CELL_MAX: Final = 32_767  # characters that a spreadsheet allows in a cell
_EXACT: Final = 10**15  # a spreadsheet keeps fifteen digits of a number
_NOTHING: Final = {"", "-", "--", "—", "——", "/", "\\", "无", "暂无", "n/a", "空"}
_ERROR: Final = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|#+)", re.I)
_GARBLED: Final = re.compile("[\ufffd\ufffe\uffff\ud800-\udfff]")
_SCIENTIFIC: Final = re.compile(r"\d(?:\.\d+)?E\+\d+|\d\.\d+E\d+", re.I)
_WIDE: Final = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_SPACE_BY_WIDE: Final = re.compile(rf"(?<=[{_WIDE}]) | (?=[{_WIDE}])")
_NUMERALS: Final = {char: n for n, chars in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九")) for char in chars}


def blank(value: Value) -> bool:
    """Whether the cell says nothing: empty, spaces, or a stroke that offices put where nothing is to say."""
    if value is None:
        return True
    return isinstance(value, str) and len(value) < 20 and "".join(normalize("NFKC", _visible(value)).split()).lower() in _NOTHING


def text(value: Value) -> str:
    """Several lines: each stripped of stray spaces and invisible characters, empty ones left out."""
    raw = _string(value).replace("\r\n", "\n").replace("\r", "\n")
    lines = (_stripped(line) for line in raw.split("\n"))
    return "\n".join(one for one in lines if one)


def line(value: Value) -> str:
    """One line: a line break in a cell is a space like any other."""
    return _stripped(_string(value))


def name(value: Value) -> str:
    """A name: one line in which spaces beside a Chinese character, put there to align columns, go too (王　芳)."""
    return _SPACE_BY_WIDE.sub("", line(value))


def token(value: Value) -> str:
    """A code: half width, no spaces. A number is taken if the spreadsheet has kept all its digits."""
    if isinstance(value, bool | date):
        raise Trouble("code-converted")
    if isinstance(value, int | float):
        return _digits(value)
    folded = "".join(normalize("NFKC", _visible(_string(value))).split()).lstrip("'`")
    if _SCIENTIFIC.fullmatch(folded):
        raise Trouble("precision-lost")
    return folded


def identifier(value: Value) -> str:
    """An id of the ledger (`core.shapes.Id`)."""
    found = token(value).replace("–", "-").replace("—", "-").replace("‐", "-").replace("−", "-")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", found):
        raise Trouble("id-malformed")
    return found


def credit_code(value: Value) -> str:
    """A 统一社会信用代码 (GB 32100-2015): 18 places, the last one a check digit."""
    from stdnum.cn import uscc
    from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

    found = token(value).replace("-", "").upper()
    try:
        return uscc.validate(found)
    except InvalidLength:
        raise Trouble("code-length", length=len(found)) from None
    except InvalidChecksum:
        raise Trouble("code-check", expected=uscc.calc_check_digit(found[:17])) from None
    except (ValidationError, ValueError):
        raise Trouble("code-format") from None


def is_credit_code(value: Value) -> bool:
    """Whether `credit_code` would take it."""
    try:
        return bool(credit_code(value))
    except Trouble:
        return False


_DAY: Final = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))"
    r"(?:T?0?0:00(?::00(?:\.0+)?)?)?"  # midnight, as a date cell turned into text has it
)


_SERIALS: Final = (36_526, 73_415)  # 2000-01-01 to 2100-12-31, as a spreadsheet counts days


def day(value: Value) -> date:
    """A day: a date cell, a spreadsheet's serial number, 2025-01-06, 2025/1/6, 2025.1.6, 2025年1月6日 or 20250106."""
    if isinstance(value, datetime):
        return _within(value.date())
    if isinstance(value, date):
        return _within(value)
    if isinstance(value, bool):
        raise Trouble("day-unclear")
    written = "".join(normalize("NFKC", _visible(_string(value))).split()).replace("\\", "/")
    if re.fullmatch(r"[1-9]\d{4}(?:\.\d+)?", written) and _SERIALS[0] <= int(written[:5]) <= _SERIALS[1]:
        return date(1899, 12, 30) + timedelta(days=int(written[:5]))
    match = _DAY.fullmatch(re.sub(r"(?<=\d)[‐–—−](?=\d)", "-", written))
    if match is None:
        if re.fullmatch(r"\d{4}(?:[-/.]\d{1,2}|\d{2}|年(?:\d{1,2}月)?)?", written):
            raise Trouble("day-missing")
        raise Trouble("day-unclear")
    try:
        return _within(date(int(match[1]), int(match[3] or match[5] or match[7]), int(match[4] or match[6] or match[8])))
    except ValueError:
        raise Trouble("day-impossible") from None


def share(value: Value) -> tuple[int, int]:
    """A share of a class as exact integers p/q; q is 100 where that is exact, so that 0.05, 5% and 5/100 are one."""
    if isinstance(value, bool | date):
        raise Trouble("ratio-unclear")
    written = "".join(normalize("NFKC", _visible(_string(value))).split()).replace("⁄", "/")
    found = _fraction(written)
    if not 0 <= found <= 1:
        raise Trouble("ratio-range")
    for q in (100, 1000, 10_000):
        if (found * q).denominator == 1:
            return int(found * q), q
    return found.numerator, found.denominator


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
    written = "".join(normalize("NFKC", _visible(_string(value))).split())
    if written in {"不限", "不设上限", "无上限", "不限次数"}:
        return None
    if _AT_LEAST.search(written):
        raise Trouble("cap-minimum")
    if re.search(r"学期|季|月|周|两年|二年|三年", written):
        raise Trouble("cap-period")
    match = _CAP.fullmatch(re.sub(r"\.0$", "", written))
    number = None if match is None else _numeral(match[1])
    if not number:
        raise Trouble("cap-unclear")
    return number


def choice(value: Value, choices: Mapping[str, str]) -> str:
    """One of a few words; ``choices`` maps each way of writing it to what it means."""
    found = "".join(normalize("NFKC", line(value)).split())
    if found not in choices:
        raise Trouble("choice", known="、".join(choices))
    return choices[found]


def names(value: Value) -> tuple[str, ...]:
    """A list of short names or codes, split at every separator that offices use, spaces too; repeated ones count once."""
    return _unique(re.split(r"[,，、;；|\s]+", line(value)))


def points(value: Value) -> tuple[str, ...]:
    """A list of phrases, split at the strongest separator it has, outside brackets; numbering in front goes."""
    whole = text(value)
    if len(numbered := _INLINE.split(whole)) > 2:
        return _unique(part.strip(" \n。；;,，、") for part in numbered)
    for separators in ("\n", ";；", "、", ",，"):
        parts = split_outside(whole, separators)
        if len(parts) > 1:
            break
    return _unique(unnumbered(part).rstrip("。；;,，、 ") for part in parts)


_NUMBERING: Final = re.compile(
    r"\s*(?:[(（]\s*[\d一二三四五六七八九十]{1,3}\s*[)）]|[\d一二三四五六七八九十]{1,2}\s*[.．、)）](?!\d)|[①-⑳])\s*"
)


# 1.招生 2.收费, in one line: the numbers are the separators.
_INLINE: Final = re.compile(r"(?:^|(?<=[\s;；。]))(?:\d{1,2}[.．、]|[(（]\d{1,2}[)）])(?!\d)|[①-⑳]")


def unnumbered(part: str) -> str:
    """``part`` without the ``1.``, ``（一）`` or ``①`` in front of it."""
    match = _NUMBERING.match(part)
    return part[match.end() if match else 0 :].strip()


def split_outside(whole: str, separators: str) -> list[str]:
    """Split at any of ``separators`` that stands outside brackets and title marks."""
    parts, depth = [""], 0
    for char in whole:
        depth += (char in "（(《〈【〔[") - (char in "）)》〉】〕]")
        depth = max(depth, 0)
        if char in separators and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts if part.strip()]


def twin(name: str) -> str:
    """What two names have in common if they differ in width, spaces or letter case only."""
    return "".join(normalize("NFKC", _visible(name)).split()).casefold()


def _unique(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in parts if part))


def _string(value: Value) -> str:
    """The text of a cell that may hold any text or number."""
    if value is None:
        return ""
    if isinstance(value, Uncomputed):
        raise Trouble("formula")
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        raise Trouble("text-date")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
    if isinstance(value, int):
        return str(value)
    if len(value) > CELL_MAX:
        raise Trouble("text-long", limit=CELL_MAX)
    if _ERROR.fullmatch(value.strip()):
        raise Trouble("cell-error")
    if match := _GARBLED.search(value):
        raise Trouble("garbled", character=f"U+{ord(match[0]):04X}")
    return value


def _digits(number: int | float) -> str:
    if isinstance(number, float):
        if not number.is_integer():
            raise Trouble("code-converted")
        if abs(number) >= _EXACT:
            raise Trouble("precision-lost")
        number = int(number)
    digits = str(number)
    # Fifteen digits and zeros behind them: the spreadsheet has rounded. Other digits there it cannot have made up.
    if len(digits) > 15 and not digits[15:].strip("0"):
        raise Trouble("precision-lost")
    return digits


def _visible(whole: str) -> str:
    """Without control and format characters (zero-width, direction marks, soft hyphen); white space stays."""
    if whole.isprintable():  # which no control or format character is
        return whole
    return "".join(char for char in whole if char.isspace() or category(char) not in {"Cc", "Cf"})


def _stripped(part: str) -> str:
    return " ".join(_visible(normalize("NFC", part)).split())


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
