"""Personal data that must never enter a ledger, nor stand in a message: identity numbers and mobile numbers.

They are known by their look, wherever they stand and in any width of digits: GB 11643-1999 identity numbers (18 places:
six for the division, eight for the birth date, three, and a check character by ISO 7064 MOD 11-2), the 15 places that
they had before 1999, and mainland mobile numbers (11 digits from 13 to 19).

`check` holds every text of a record to this, at the one door; whoever conceals a text holds it to `check_text`. An
error names the place and never repeats the number. Numbers that are known by their field (a certificate, a licence, a
credit code) have digits of any look: there only the 18 places count, with birth date and check character; in words the
birth date is enough, for a mistyped number is somebody's all the same.
"""

from __future__ import annotations

import re
import typing
from datetime import date
from functools import lru_cache
from typing import Any
from unicodedata import category, normalize

from msgspec import Meta

from ssj_publish import errors
from ssj_publish.core.shapes import Shape
from ssj_publish.core.text import unseen

_MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)?86[- ]?)?1[3-9]\d[-–—. ]?\d{4}[-–—. ]?\d{4}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)(?:\d[- ]?){6}((?:\d[- ]?){8})(?:\d[- ]?){3}[0-9Xx](?!\d)")
#: Provinces by GB/T 2260, then birth date with a year of two digits, then three.
_OLD = re.compile(r"(?<!\d)(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])\d{4}(\d{6})\d{3}(?!\d)")
_MASK = "〔已隐去〕"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
#: Fields that hold a number of another sort.
_NUMBERS = frozenset({"certificate", "code", "licence", "public", "url"})
#: Sorts of text that no person types.
_MACHINE = frozenset({"digest", "hex", "base64"})


def found(text: str, *, mobiles: bool = True) -> bool:
    """Whether ``text`` holds an identity number or, unless told otherwise, a mobile number, in any width of digits.

    The check character of 18 places is left aside here: a mistyped identity number is somebody's all the same.
    """
    if len(text) < 11:
        return False
    plain = _folded(text)
    if mobiles and (_MOBILE.search(plain) or any(map(_is_old, _OLD.finditer(plain)))):
        return True
    return any(_is_birth(match[1]) for match in _IDENTITY.finditer(plain))


def mask(text: str) -> str:
    """``text`` with every identity and mobile number taken out; unchanged where there is none."""
    if not found(text):
        return text
    plain = _MOBILE.sub(_MASK, _folded(text))
    plain = _OLD.sub(lambda match: _MASK if _is_old(match) else match[0], plain)
    return _IDENTITY.sub(lambda match: _MASK if _is_birth(match[1]) else match[0], plain)


def check(kind: str, body: Shape) -> None:
    """Raises `errors.PersonalNumber` for the first text of ``body``, at whatever depth, that holds such a number."""
    below = _where(body)
    if below is not None:
        raise errors.PersonalNumber(field=kind + below)


def check_text(place: str, text: str) -> None:
    """The same of one text, which stands or will stand at ``place`` (such as ``result.checks.0.note``)."""
    if found(text):
        raise errors.PersonalNumber(field=place)


def _certain(plain: str) -> bool:
    return any(_is_birth(match[1]) and _checks(match[0]) for match in _IDENTITY.finditer(plain))


def _is_old(match: re.Match[str]) -> bool:
    return _is_birth(f"19{match[1]}")


def _checks(number: str) -> bool:
    """ISO 7064 MOD 11-2."""
    places = re.sub(r"[- ]", "", number).upper()
    total = sum(int(digit) * weight for digit, weight in zip(places, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == places[17]


def _where(value: Any, number: bool = False) -> str | None:
    """Where below ``value`` the first such number stands, such as ``.added.0.name``; None if nowhere. ``number``: it
    stands in a field for numbers of another sort."""
    if isinstance(value, str):
        if len(value) < 11:
            return None
        return "" if (_certain(_folded(value)) if number else found(value)) else None
    if isinstance(value, Shape):
        for name, other in _fields(type(value)):
            if (below := _where(getattr(value, name), other)) is not None:
                return f".{name}{below}"
    elif isinstance(value, tuple | list):
        for at, item in enumerate(value):
            if (below := _where(item, number)) is not None:
                return f".{at}{below}"
    return None


@lru_cache(maxsize=256)
def _fields(shape: type[Shape]) -> tuple[tuple[str, bool], ...]:
    """The fields of ``shape`` in which people's words can stand, and whether each holds a number of another sort."""
    hints = typing.get_type_hints(shape, include_extras=True)
    return tuple((name, name in _NUMBERS) for name in shape.__struct_fields__ if not _machine(hints[name]))


def _machine(hint: Any) -> bool:
    """Whether all that a field can hold is digests and the like."""
    metas = [one for one in getattr(hint, "__metadata__", ()) if isinstance(one, Meta)]
    if metas:
        return any((one.extra or {}).get("type") in _MACHINE for one in metas)
    inner = [one for one in typing.get_args(hint) if one not in (type(None), ...)]
    return bool(inner) and all(map(_machine, inner))


def _folded(text: str) -> str:
    """Half width, and without invisible characters that would stand between the digits."""
    plain = normalize("NFKC", text)
    return plain if unseen(plain) is None else "".join(char for char in plain if category(char) != "Cf")


def _is_birth(digits: str) -> bool:
    digits = re.sub(r"\D", "", digits)
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year < 2100
    except ValueError:
        return False
