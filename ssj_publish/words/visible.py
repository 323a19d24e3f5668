"""Text from elsewhere, as a screen may show it: nothing in it that a terminal obeys, or that changes what people see.

A file's name, an HTTP status line, a git branch, a record: whoever wrote it may have put in escape codes that clear the
screen, a line feed that begins a line of their own, marks that turn the direction of reading, characters of no width.
Each such character is shown by its number; all other text stays as it is.

>>> visible("a\\x1b[2J核对无误")
'a<U+001B>[2J核对无误'
"""

from __future__ import annotations

from typing import Final
from unicodedata import category

#: Control and format characters, halves of characters, separators of lines and paragraphs, and what is not assigned.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Cn"})
#: Letters and marks by name, and yet blank: joiners, fillers, inherent vowels, Mongolian selectors.
_BLANK: Final = frozenset({0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x3164, 0xFFA0})
#: Where Chinese characters still come in, newer than this Python's tables.
_IDEOGRAPHIC: Final = range(0x20000, 0x40000)


class _Shown(dict[int, str]):
    """For ``str.translate``: each character's visible form, worked out once."""

    def __missing__(self, code: int) -> str:
        one = chr(code)
        kind = category(one)
        unseen = code in _BLANK or (kind in _UNSEEN and not (kind == "Cn" and code in _IDEOGRAPHIC))
        self[code] = f"<U+{code:04X}>" if unseen else one
        return self[code]


_SHOWN: Final = _Shown()


def visible(line: str) -> str:
    """``line`` with everything in it to be seen; a line feed too, for it is one line."""
    return line.translate(_SHOWN)


def visible_json(text: str) -> str:
    r"""The same of JSON that ``json.dumps`` has written, as JSON: what is not to be seen is escaped (``\u202e``)."""
    # Most lines are plain, and to look at a line as a whole is much faster than at each of its characters.
    lines = text.split("\n")
    return "\n".join(line if visible(line) == line else "".join(map(_escaped, line)) for line in lines)


def _escaped(one: str) -> str:
    if _SHOWN[ord(one)] == one:
        return one
    units = one.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
