"""One file of the ledger as it travels: its name and its bytes, not yet believed.

A record's name is its number and nothing else, in a folder for each thousand: ``000/000001.yaml`` is genesis, after
``000/000999.yaml`` comes ``001/001000.yaml``, and after ``999/999999.yaml`` comes ``1000/1000000.yaml``. Two branches
that append the same number so collide in git instead of merging in silence; and a commit rewrites the list of one
thousand names, not of all (decision 19).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = re.compile(r"([0-9]{3}|[1-9][0-9]{3,11})/((?:[0-9]{6}|[1-9][0-9]{6,14}))\.yaml", re.ASCII)
_FOLDER = re.compile(r"[0-9]{3}|[1-9][0-9]{3,11}", re.ASCII)
_A_FOLDER = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """``name`` within the ledger's folder, such as ``000/000123.yaml``; ``data`` exactly as stored."""

    name: str
    data: bytes


def record_name(seq: int) -> str:
    """The path of record ``seq`` (from 1) in the ledger's folder.

    >>> record_name(123), record_name(1234567)
    ('000/000123.yaml', '1234/1234567.yaml')
    """
    return f"{seq // _A_FOLDER:03d}/{seq:06d}.yaml"


def parse_record_name(name: str) -> int | None:
    """The number in a record's path; None for any other. Strict inverse of ``record_name`` for seq >= 1.

    >>> parse_record_name("000/000123.yaml"), parse_record_name("001/000123.yaml"), parse_record_name("000/000000.yaml")
    (123, None, None)
    """
    match = _NAME.fullmatch(name)
    if match is None or int(match[2]) // _A_FOLDER != int(match[1]):
        return None
    return int(match[2]) or None


def is_record_folder(name: str) -> bool:
    """Whether ``name`` is that of a folder of records."""
    return _FOLDER.fullmatch(name) is not None
