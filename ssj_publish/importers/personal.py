"""Personal data that must never enter a ledger, nor stand in a message: identity numbers and mobile numbers.

Columns are known by their heads and dropped before anything is read from them. Numbers are also known by their
look, wherever they stand: GB 11643-1999 identity numbers (18 places, six for the division and eight for the birth date)
and mainland mobile numbers (11 digits from 13 to 19).
"""

from __future__ import annotations

import re
from datetime import date
from unicodedata import category, normalize

#: Heads of columns about a person that the public need not know. Addresses and names are not among them.
_HEADS = re.compile(
    "身份证|证件号|公民身份|手机|电话|座机|传真|移动号|联系方式|联系人|联络人|联络员|联络方式|邮箱|e-?mail|微信|qq"
    "|出生|生日|年龄|性别|民族|籍贯|政治面貌|家庭|住址|银行|账号|法定代表人|法人代表|^法人$|负责人|校长|园长|举办者|监护人"
)
_MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)?86[- ]?)?1[3-9]\d[-–—. ]?\d{4}[-–—. ]?\d{4}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)(?:\d[- ]?){6}((?:\d[- ]?){8})(?:\d[- ]?){3}[0-9Xx](?!\d)")
_MASK = "〔已隐去〕"


def head(text: str) -> bool:
    """Whether a column with this head (normalized: no spaces, lower case) is about a person and must be dropped."""
    return _HEADS.search(text) is not None


def found(text: str, *, mobiles: bool = True) -> bool:
    """Whether ``text`` holds an identity number or, unless told otherwise, a mobile number, in any width of digits."""
    if len(text) < 11:
        return False
    plain = _folded(text)
    if mobiles and _MOBILE.search(plain):
        return True
    return any(_is_birth(match[1]) for match in _IDENTITY.finditer(plain))


#: Fields whose numbers may look like a mobile number by chance.
_NUMBERED = {"id", "code", "certificate", "licence"}
_CODED = re.compile(r"[A-Za-z0-9+/=_:.-]{40,}")


def where(value: object, field: str = "") -> str | None:
    """The field in plain data ``value`` that holds such a number, at any depth; None if none does.

    Digests, keys and ciphertexts are left aside: their digits are nobody's.
    """
    if isinstance(value, dict):
        return next((name for key, one in value.items() if (name := where(one, key))), None)
    if isinstance(value, list | tuple):
        return next((name for one in value if (name := where(one, field))), None)
    if not isinstance(value, str) or _CODED.fullmatch(value) or not found(value, mobiles=field not in _NUMBERED):
        return None
    return None if field == "code" and _is_credit_code(value) else field


def _is_credit_code(value: str) -> bool:
    from stdnum.cn import uscc  # slow to load, and seldom asked

    return bool(uscc.is_valid(value))


def mask(text: str) -> str:
    """``text`` with every identity and mobile number taken out; unchanged where there is none."""
    if not found(text):
        return text
    plain = _MOBILE.sub(_MASK, _folded(text))
    return _IDENTITY.sub(lambda match: _MASK if _is_birth(match[1]) else match[0], plain)


def _folded(text: str) -> str:
    """Half width, and without invisible characters that would stand between the digits."""
    plain = normalize("NFKC", text)
    return plain if plain.isascii() else "".join(char for char in plain if category(char) != "Cf")


def _is_birth(digits: str) -> bool:
    # The check digit is left aside: a mistyped identity number is somebody's all the same.
    digits = re.sub(r"\D", "", digits)
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year < 2100
    except ValueError:
        return False
