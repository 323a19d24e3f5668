"""What the law may later require to be removed: a text, or a reference to one that lies beside the chain.

::

    text: "责令改正。"                  plain: it stays for ever

    text:                              removable: the content is `core.disclosure`'s file of this digest
      _sd: "<SHA-256 of the file, 64 hex digits>"
      until: "2026-03-31"

Records that hold plain text in such a field are as valid as ever.
"""

from __future__ import annotations

from msgspec import field

from ssj_publish.core.shapes import Day, Digest, Line, Shape, Text


class Disclosed(Shape, frozen=True, kw_only=True):
    """A content named by digest (the key is SD-JWT's, RFC 9901). It is public up to and on the day ``until``."""

    sd: Digest = field(name="_sd")
    until: Day | None = None


RemovableLine = Line | Disclosed
RemovableText = Text | Disclosed
