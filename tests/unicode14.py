"""Work out, with a Python whose tables are Unicode 14.0 (3.11), what `core.unicode14` holds.

``python -m tests.unicode14`` writes that module anew; a test compares the two.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

PINNED = "14.0.0"
#: Categories none of which people see: control, format, separators, halves, private, unassigned.
UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"})
#: Derived property Default_Ignorable_Code_Point (DerivedCoreProperties-14.0.0.txt); ``unicodedata`` does not tell it.
IGNORABLE = (
    "AD 34F 61C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E 2060-206F 3164 FE00-FE0F FEFF FFA0 FFF0-FFF8 "
    "1BCA0-1BCA3 1D173-1D17A E0000-E0FFF"
)
#: Seen as nothing, or in the place of something: braille blank, object and replacement characters, Khitan filler, null
#: notehead.
BLANK = "2800 FFFC-FFFD 16FE4 1D159"
#: Radicals and strokes: drawn like the character, and not it.
RADICALS = "2E80-2FDF 2FF0-2FFF 31C0-31EF"
#: The only blanks of a record, and the line feed.
KEPT = frozenset({0x20, 0x3000, 0x0A})

_HEAD = '''"""Which characters a record may not hold, as Unicode 14.0 has them: the same for every Python, whatever its own tables.

`UNSEEN` is a list of ranges of code points, in hex. It holds whatever is not to be seen or says nothing: categories Cc
(but the line feed), Cf, Zl, Zp, Cs, Co and Cn (not assigned in 14.0, the tables of Python 3.11), the property
Default_Ignorable_Code_Point, blank-looking letters and placeholders, blanks other than U+0020 and U+3000, and the
radicals and strokes that are drawn like a character. Written by ``python -m tests.unicode14``; a test holds it to
Unicode's own tables.
"""

from __future__ import annotations

from typing import Final

UNSEEN: Final = """
'''


def listed(text: str) -> Iterator[int]:
    """The code points of ranges in hex."""
    for one in text.split():
        first, _, last = one.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def refused() -> Callable[[int], bool]:
    """Whether a code point may not stand in a record, by this Python's tables."""
    named = frozenset(listed(IGNORABLE)) | frozenset(listed(BLANK)) | frozenset(listed(RADICALS))

    def of(code: int) -> bool:
        category = unicodedata.category(chr(code))
        return code not in KEPT and (code in named or category in UNSEEN or category == "Zs")

    return of


def ranges(of: Callable[[int], bool]) -> Iterator[str]:
    """The ranges, in hex, of the code points that are ``of`` the sort."""
    start: int | None = None
    for code in range(0x110001):
        inside = code < 0x110000 and of(code)
        if inside and start is None:
            start = code
        elif not inside and start is not None:
            yield f"{start:X}" if start == code - 1 else f"{start:X}-{code - 1:X}"
            start = None


def module() -> str:
    """The text of `core.unicode14`."""
    return _HEAD + "\n".join(textwrap.wrap(" ".join(ranges(refused())), 119, break_on_hyphens=False)) + '\n"""\n'


if __name__ == "__main__":
    assert unicodedata.unidata_version == PINNED
    target = Path(__file__).parents[1] / "ssj_publish" / "core" / "unicode14.py"
    target.write_text(module(), "utf-8", newline="")
