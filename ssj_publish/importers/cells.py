"""What one cell means: text, names, codes, lists, yes and no. (Days, shares and limits: `importers.measures`.)

Each function takes a cell's value and returns a core value, or raises `Trouble` with a code for the wording. Codes,
ids, days and numbers are folded to half width (NFKC); text keeps its form (NFC) and loses stray spaces only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
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


def blank(value: Value) -> bool:
    """Whether the cell says nothing: empty, spaces, or a stroke that offices put where nothing is to say."""
    if value is None:
        return True
    return (
        isinstance(value, str)
        and len(value) < 20
        and "".join(normalize("NFKC", _visible(value)).split()).lower() in _NOTHING
    )


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


def folded(value: Value) -> str:
    """Half width, without any space: how codes, days and numbers are looked at."""
    return "".join(normalize("NFKC", _visible(_string(value))).split())


def token(value: Value) -> str:
    """A code: half width, no spaces. A number is taken if the spreadsheet has kept all its digits."""
    if isinstance(value, bool | date):
        raise Trouble("code-converted")
    if isinstance(value, int | float):
        return _digits(value)
    found = folded(value).lstrip("'`")
    if _SCIENTIFIC.fullmatch(found):
        raise Trouble("precision-lost")
    return found


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
