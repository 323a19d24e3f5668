"""What the search box needs to understand what people type: how each character is read, and its traditional forms.

Readings are pypinyin's (MIT), read off the names in which a character stands, so that 长安 and 校长 are told apart; traditional
forms are OpenCC's (Apache-2.0). Only what occurs in the index is written: the tables are a few kilobytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from opencc import OpenCC
from pypinyin import Style, pinyin

from ssj_publish.site.blocks import day
from ssj_publish.site.disclosed import lasting
from ssj_publish.site.pages import outcomes, places
from ssj_publish.site.view import View

#: Address without ending, name, codes to search, a line of description.
Row = tuple[str, str, str, str]
#: The block of unified ideographs in which both tables look.
_IDEOGRAPHS = range(0x4E00, 0xA000)
_LONGEST = 80


def readings(names: Iterable[str]) -> dict[str, str]:
    """Each character of the names → its readings there, without tones, the commonest first.

    >>> readings(["长安小学", "校长"])["长"]
    'chang zhang'
    """
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for name in names:
        for one in filter(None, _runs(name)):
            for character, syllables in zip(one, pinyin(one, style=Style.NORMAL), strict=True):
                found[character][syllables[0].replace("ü", "v")] += 1
    return {
        character: " ".join(sorted(told, key=lambda one: (-told[one], one)))
        for character, told in sorted(found.items())
    }


def _runs(name: str) -> list[str]:
    """The runs of ideographs: pypinyin keeps other text together, whatever its length."""
    return "".join(one if ord(one) in _IDEOGRAPHS else " " for one in name).split()


def traditional(text: str) -> dict[str, str]:
    """Traditional character → the simplified one that stands in ``text``.

    >>> traditional("实验")["實"]
    '实'
    """
    there = set(text)
    return {old: new for old, new in _simplified().items() if new in there and old not in there}


@cache
def _simplified() -> dict[str, str]:
    convert = OpenCC("t2s").convert
    return {chr(n): new for n in _IDEOGRAPHS if (new := convert(chr(n))) != chr(n)}


def findings(view: View) -> Iterator[Row]:
    """Visits by what was found, as far as that is public for good: an index is kept by browsers longer than a page."""
    state = view.state
    for one in state.results.values():
        text = lasting(view, one.result.finding)
        if text and one.in_force and outcomes.wanting(one):
            visit = state.visits[one.result.visit]
            name = f"{places.body(state, visit.visit.body).text}，{day(visit.visit.date)} 检查"
            yield places.visit(visit.record).href.removesuffix(".html"), name, "", f"检查结果：{text[:_LONGEST]}"
