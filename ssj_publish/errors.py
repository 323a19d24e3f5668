"""Every reason for which something is refused, one leaf each.

An error carries data, never a sentence: the surface (``ssj_publish.wording``) words it in Chinese, and a
test holds that each leaf has its wording. The four families decide the command's exit code.
"""

from __future__ import annotations

from typing import Any


class SsjError(Exception):
    """Base. The keyword arguments become attributes, and are what the wording may name."""

    def __init__(self, **data: Any) -> None:
        super().__init__(data)
        self.data = data

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["data"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __str__(self) -> str:
        pairs = ", ".join(f"{key}={value!r}" for key, value in self.data.items())
        return f"{type(self).__name__}({pairs})"


class NotVerified(SsjError):
    """A ledger, record or draw that does not hold (exit code 1)."""


class BadInput(SsjError):
    """Something a person gave that cannot be used (exit code 2)."""


class Environment(SsjError):
    """The machine, not the input, is at fault (exit code 3)."""


# Encoding: a file that is not in the canonical profile (``core.encoding``).


class EncodingError(NotVerified):
    """A file is not in the canonical profile. ``line`` counts from 1 (0: the whole file); ``reason`` is a code."""

    reason = "encoding"


class FileTooLarge(EncodingError):
    """The file is larger than the cap. ``size`` and ``limit`` in bytes."""

    reason = "size"


class ByteOrderMark(EncodingError):
    """The file begins with the UTF-8 byte order mark."""

    reason = "bom"


class CarriageReturn(EncodingError):
    """The file holds a CR: a tool has turned its line ends into CRLF."""

    reason = "crlf"


class NotUtf8(EncodingError):
    """The bytes at this line are not UTF-8."""

    reason = "utf-8"


class ForbiddenCharacter(EncodingError):
    """A control character, or one that YAML readers cannot agree on. ``code`` is ``U+XXXX``."""

    reason = "character"


class NotNormalized(EncodingError):
    """The text is not in Unicode normalization form C."""

    reason = "nfc"


class NoFinalNewline(EncodingError):
    """The last line is not ended by LF (or the file is empty)."""

    reason = "final-newline"


class MalformedLine(EncodingError):
    """The line is not one that the profile knows: wrong quotes, escape, number, key, white space, comment, tag."""

    reason = "line"


class WrongIndent(EncodingError):
    """The line stands at a column where no container is open for it."""

    reason = "indent"


class EmptyContainer(EncodingError):
    """A key announces a mapping or sequence that has no line of its own. ``line`` is the line after it."""

    reason = "empty"


class DuplicateKey(EncodingError):
    """A mapping has the same ``key`` twice."""

    reason = "duplicate"


class TooDeep(EncodingError):
    """More containers inside each other than ``limit``."""

    reason = "depth"


class UnwritableText(BadInput):
    """A string at ``path`` holds a control character, or is not in normalization form C."""


class UnwritableValue(BadInput):
    """The value at ``path`` has no form in the profile: ``reason`` is type, key, integer, empty, depth or size."""
