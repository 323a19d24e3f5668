"""Zip archives whose bytes depend on their content alone.

Members are stored, not deflated: what deflate gives depends on the zlib of the machine (zlib-ng gives other bytes than
zlib), and whoever rebuilds the site elsewhere must get the same file. Each member bears the earliest day that the
format knows; the true dates are those of the records.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_PLAIN_FILE: Final = 0o100644 << 16


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of ``files`` (name within it, content), in the order given."""
    whole = io.BytesIO()
    with ZipFile(whole, "w", ZIP_STORED) as archive:
        for name, data in files:
            member = ZipInfo(name, _EPOCH)
            member.create_system, member.external_attr = _UNIX, _PLAIN_FILE
            archive.writestr(member, data)
    return whole.getvalue()
