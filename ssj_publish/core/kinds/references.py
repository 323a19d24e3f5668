"""Which records a body names: read off its annotations (`shapes.RecordId` and those for one kind)."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Meta

from ssj_publish.core.kinds.walk import Walk


def _names_a_record(hint: Any) -> bool:
    return isinstance(hint, Meta) and hint.extra is not None and hint.extra.get("of") == "records"


#: The ids of the records that a body names, at whatever depth: each must stand in the statement's refs (protocol R4).
pointers: Final = Walk(str, _names_a_record)
