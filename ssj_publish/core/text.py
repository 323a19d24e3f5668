"""Text that people read, in a record: nothing unseen in it, and what is the same name to a reader is the same here.

`unseen` finds what no record may hold (`core.unicode14`). `fold` is for comparison only: two names, codes or numbers
are the same if they fold to the same. It takes NFKC, case folded (UAX #15, UAX #31; both stable for assigned
characters, so that every Python folds alike), puts Latin letters and the ideograph 〇 for those of other scripts drawn
like them (after UTS #39), and leaves out blanks, interpuncts, dashes, brackets and quotes.

>>> fold("安澜县 第一中学（东）") == fold("安澜县第一中学(东)")
True
>>> fold("ns-0０1") == fold("NS 001")
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from ssj_publish.core.unicode14 import UNSEEN


def _class(ranges: Iterable[str]) -> str:
    """Ranges in hex, as the inside of a character class.

    >>> _class(["A", "30-39"])
    '\\\\U0000000a\\\\U00000030-\\\\U00000039'
    """
    return "".join("-".join(f"\\U{int(end, 16):08x}" for end in one.split("-")) for one in ranges)


@lru_cache(maxsize=1)
def _noticed() -> re.Pattern[str]:
    """Characters of the first plane are looked up at a stroke, the others range by range: so those are first only
    noticed."""
    plane_0 = (one for one in UNSEEN.split() if len(one.split("-")[0]) <= 4)
    return re.compile(f"[{_class(plane_0)}\U00010000-\U0010ffff]")


@lru_cache(maxsize=1)
def _all_unseen() -> re.Pattern[str]:
    return re.compile(f"[{_class(UNSEEN.split())}]")


#: Letters drawn like the Latin letter in the same place (case folded), and circles drawn like 〇.
CYRILLIC: Final = ("авекмнорстухіјѕһԁԛԝґгпьѵ", "abekmhopctyxijshdqwrrnbv")
GREEK: Final = ("αβγεζηικμνορτυχω", "abyezhikmnoptyxw")
ROUND: Final = "○◯⚪"
#: What makes no other name: these marks, and of ASCII all but letters and digits.
MARKS: Final = "·‧∙•⋅・‐‑‒–—―−﹣ー_、。，．“”‘’〝〞〃「」『』《》〈〉【】〔〕〖〗〘〙…※"
_ASCII: Final = "".join(one for one in map(chr, range(0x20, 0x7F)) if not one.isalnum())
_FOLDED: Final = str.maketrans(
    {
        **dict(zip(*CYRILLIC, strict=True)),
        **dict(zip(*GREEK, strict=True)),
        **dict.fromkeys(ROUND, "〇"),
        **dict.fromkeys(f"\u3000{MARKS}{_ASCII}", ""),
    }
)

_LATIN: Final = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
#: Greek, Cyrillic, Armenian, Cherokee, Coptic, Lisu, letters of which are drawn like Latin ones.
_OTHER: Final = "\u0370-\u058f\u13a0-\u13ff\u1c80-\u1c8f\u1f00-\u1fff\u2c80-\u2cff\u2de0-\u2dff\ua4d0-\ua4ff\ua640-\ua69f\uab70-\uabbf"
_WORD: Final = f"[{_LATIN}{_OTHER}0-9\u0300-\u036f]*"
_MIXED: Final = re.compile(f"[{_LATIN}]{_WORD}[{_OTHER}]|[{_OTHER}]{_WORD}[{_LATIN}]")


def unseen(text: str) -> re.Match[str] | None:
    """The first character of ``text`` that no record may hold; a line feed is none."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return None
    noticed = _noticed().search(text)
    return noticed if noticed is None or noticed.group() <= "\uffff" else _all_unseen().search(text, noticed.start())


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """``text`` for comparison; where nothing is left of it, itself."""
    plain = normalize("NFKC", normalize("NFKC", text).casefold())
    return plain.translate(_FOLDED) or plain


def mixed(text: str) -> str | None:
    """The letters of two scripts within one word, such as a Cyrillic а among Latin letters; None where there are
    none."""
    if text.isascii():
        return None
    found = _MIXED.search(normalize("NFKC", text))
    return found.group() if found else None


def folded(names: Iterable[str]) -> frozenset[str]:
    """``names`` folded."""
    return frozenset(map(fold, names))
