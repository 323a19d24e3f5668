"""One file of the ledger as it travels: its name and its bytes, not yet believed.

A record's name is its number and nothing else: ``000001.yaml`` is genesis, and after ``999999.yaml`` comes
``1000000.yaml``. Two branches that append the same number so collide in git instead of merging in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = re.compile(r"([0-9]{6}|[1-9][0-9]{6,14})\.yaml", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """``name`` without folder, such as ``000123.yaml``; ``data`` exactly as stored."""

    name: str
    data: bytes


def record_name(seq: int) -> str:
    """The file name of record ``seq`` (from 1).

    >>> record_name(123), record_name(1234567)
    ('000123.yaml', '1234567.yaml')
    """
    return f"{seq:06d}.yaml"


def parse_record_name(name: str) -> int | None:
    """The number in a record's file name; None for any other name. Strict inverse of ``record_name`` for seq >= 1.

    >>> parse_record_name("000123.yaml"), parse_record_name("123.yaml"), parse_record_name("000000.yaml")
    (123, None, None)
    """
    match = _NAME.fullmatch(name)
    return int(match[1]) or None if match else None
