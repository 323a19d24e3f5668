"""What the law may later require to be removed: a reference to a content that lies beside the chain.

::

    text:                              the content is `core.disclosure`'s file of this digest
      _sd: "<SHA-256 of the file, 64 hex digits>"
      until: "2026-03-31"

What is said of a finding, a decision, a party or a person has such a type; the union with a text is for whoever writes
the record and has not concealed it yet (`core.disclosure.conceal`). The door takes the reference only: nobody has to
remember to ask for it.
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
