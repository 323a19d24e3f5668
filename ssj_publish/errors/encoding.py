"""A file that is not in the canonical profile (`core.encoding`)."""

from __future__ import annotations

from ssj_publish.errors.base import BadInput, NotVerified


class EncodingError(NotVerified):
    """A file is not in the canonical profile. ``line`` from 1 (0: the whole), ``reason`` a code, ``name`` if known."""

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
    """One that is not to be seen, or looks like another (`core.text`). ``code`` is ``U+XXXX``, ``path`` the field."""

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
    """A string at ``path`` is not in normalization form C."""


class UnseenText(UnwritableText):
    """A string at ``path`` holds the character ``code`` (``U+XXXX``), which is not to be seen or looks like another."""


class UnwritableValue(BadInput):
    """The value at ``path`` has no form in the profile: ``reason`` is type, key, integer, empty, depth or size."""
