"""A record's body read aloud: each field by its label, each code by its word, nothing left out.

For whoever is about to sign and reads no YAML. Ids and digests are cut to their first twelve digits, as everywhere else
on the screen; to the letter they stand in the statement itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ssj_publish.core.kinds.removable import Disclosed
from ssj_publish.core.shapes import Shape
from ssj_publish.words import labels

_HEX: Final = re.compile(r"[0-9a-f]{32,}")


def lines(shape: type[Shape] | None, raw: Mapping[str, Any], depth: int = 1) -> Iterator[str]:
    """``raw`` (a body as its file has it) in lines, ``depth`` levels in; ``shape`` None where nobody knows the
    labels."""
    pad = "  " * depth
    fields = dict(zip(shape.__struct_encode_fields__, shape.__struct_fields__, strict=True)) if shape else {}
    for written, value in raw.items():
        name, known = fields.get(written, written), shape if written in fields else None
        label = labels.field(known, name) if known is not None else labels.FIELDS.get(name, name)
        inside = labels.inner(known, name) if known is not None else None
        table = (labels.codes(known, name) if known is not None else None) or {}
        parts = value if isinstance(value, list | tuple) else [value]
        groups = [one for one in parts if isinstance(one, dict)]
        if not groups:
            yield f"{pad}{label}：{'、'.join(_told(one, table) for one in parts)}"
        for place, one in enumerate(groups, 1):
            yield f"{pad}{label}{f'（第 {place} 项）' if len(groups) > 1 else ''}："
            yield from lines(Disclosed if "_sd" in one else inside, one, depth + 1)


def _told(value: Any, table: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return _HEX.sub(lambda found: f"{found[0][:12]}……", table.get(str(value), str(value)))
