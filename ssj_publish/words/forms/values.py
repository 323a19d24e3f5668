"""Single values as people type them: full-width digits, 2025年4月8日, 是, and codes by their Chinese names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final, get_args
from unicodedata import normalize

from msgspec import inspect

from ssj_publish import errors
from ssj_publish.core import encoding
from ssj_publish.core.clock import ZONE
from ssj_publish.core.shapes import Base64, Clock, Digest, Hex, Id, Line, Text
from ssj_publish.words.forms.faults import shown


class Trouble(Exception):
    """A value that does not fit: the code of a `faults.Fault`, and what its sentence names."""

    def __init__(self, code: str, **data: str) -> None:
        super().__init__(code, data)
        self.code = code
        self.data = data


def _pattern(atom: Any) -> str:
    found: str = get_args(atom)[1].pattern
    return found


#: Which atom a pattern is, so that a sentence can say what it allows.
ATOMS: Final[Mapping[str, str]] = {
    _pattern(Id): "id",
    _pattern(Digest): "digest",
    _pattern(Hex): "hex",
    _pattern(Base64): "base64",
    _pattern(Clock): "clock",
    _pattern(Line): "line",
    _pattern(Text): "text",
}
_YES: Final = {"是", "对", "true", "yes", "y", "on"}
_NO: Final = {"否", "不是", "false", "no", "n", "off"}
_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_MOMENT: Final = re.compile(rf"({_DAY.pattern})[\sT]+(\d{{1,2}}):(\d{{2}})(?::(\d{{2}}))?\s*(?:\+08:00)?")


def typed(raw: Any) -> str:
    """The text that a clerk typed, or that stands for what a machine sent."""
    return {True: "true", False: "false"}[raw] if isinstance(raw, bool) else str(raw)


def plain(raw: Any) -> str:
    """For what is not prose: full-width letters, digits and colons as ordinary ones, no space around."""
    return normalize("NFKC", typed(raw)).strip()


def boolean(raw: Any) -> bool:
    word = plain(raw).lower()
    if word not in _YES | _NO:
        raise Trouble("boolean", found=shown(raw))
    return word in _YES


def integer(raw: Any, type_: inspect.IntType) -> int:
    word = plain(raw).replace(",", "")
    if not re.fullmatch(r"[+-]?[0-9]{1,16}", word):
        raise Trouble("integer", found=shown(raw))
    found = int(word)
    low = type_.ge if type_.ge is not None else found
    high = type_.le if type_.le is not None else found
    if not low <= found <= high:
        bounds = f"不小于 {low}" if type_.le is None or low < 2 else f"在 {low} 到 {high} 之间"
        raise Trouble("range", range=bounds, found=shown(raw))
    return found


def day(raw: Any) -> str:
    """ISO 8601."""
    match = _DAY.fullmatch(plain(raw).replace("T00:00:00", ""))
    packed = re.fullmatch(r"([12]\d{3})(\d{2})(\d{2})", plain(raw))
    found = match or packed
    if found is None:
        raise Trouble("day", found=shown(raw))
    try:
        return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        raise Trouble("day-impossible", found=shown(raw)) from None


def moment(raw: Any) -> str:
    """ISO 8601 with Beijing's offset, to the second."""
    match = _MOMENT.fullmatch(plain(raw))
    if match is None:
        raise Trouble("moment", found=shown(raw))
    parts = [int(part or 0) for part in match.groups()[1:]]
    try:
        return datetime(*parts, tzinfo=ZONE).isoformat()  # type: ignore[arg-type, misc]  # six numbers
    except ValueError:
        raise Trouble("moment", found=shown(raw)) from None


def choice(raw: Any, values: Mapping[str, str], also: Mapping[str, str]) -> str:
    """The code meant: by itself, by its label or by a shorter word for it."""
    word = plain(raw)
    for code, label in values.items():
        if word in (code, normalize("NFKC", label)):
            return code
    if word in also:
        return also[word]
    raise Trouble("choice", found=shown(raw), known=listed(values))


def named(code: str, label: str) -> str:
    """A code as lists of choices show it."""
    return code if code == label else f"{label}（{code}）"


def listed(table: Mapping[str, str]) -> str:
    """All codes of a table in a line; a stronger mark stands between them where a label has the weaker one."""
    mark = "；" if any("、" in label for label in table.values()) else "、"
    return mark.join(named(*one) for one in table.items())


def text(raw: Any, type_: inspect.StrType, example: Callable[[], str]) -> str:
    """What a `StrType` of the vocabulary may hold, in Unicode's form C; ``example`` is asked for where it does not."""
    atom = ATOMS.get(type_.pattern or "", "pattern")
    if atom in ("line", "text"):
        found = _prose(typed(raw), atom, type_.max_length)
    else:
        found = plain(raw).lower() if atom in ("digest", "hex") else plain(raw)
    if type_.pattern is not None and not re.search(type_.pattern, found):
        raise Trouble(atom if atom not in ("line", "text") else "pattern", found=shown(raw), example=example())
    if type_.max_length is not None and len(found) > type_.max_length:
        raise Trouble("long", limit=str(type_.max_length), count=str(len(found)))
    return found


def _prose(raw: str, atom: str, limit: int | None) -> str:
    found = normalize("NFC", raw.replace("\r\n", "\n")).strip()
    if atom == "line" and "\n" in found:
        raise Trouble("line")
    if limit is not None and len(found) > limit:
        raise Trouble("long", limit=str(limit), count=str(len(found)))
    if not _writable(found):
        wrong = next(one for one in found if not _writable(one))
        raise Trouble("character", character=f"U+{ord(wrong):04X}")
    return found


def _writable(text: str) -> bool:
    """Whether a record can hold ``text``, which is in form C."""
    try:
        encoding.emit({"text": text})
    except (errors.UnwritableText, UnicodeEncodeError):
        return False
    return True
