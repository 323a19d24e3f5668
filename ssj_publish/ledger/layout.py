"""Where things lie in a ledger's folder. Arithmetic on names only: nothing is looked up.

::

    ledger/
      000001.yaml 000002.yaml …   records, one file each, named by number
      checkpoints/                signed notes by the log's key, add-only
      .gitattributes              keeps git from touching the bytes
      README.md                   for people
      .tmp-*                      an append under way, or what a crash left of one: never read
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ssj_publish.core.entry import parse_record_name, record_name

__all__ = ["BYSTANDERS", "CHECKPOINTS", "TEMPORARY", "parse_record_name", "record_name", "record_path"]

CHECKPOINTS: Final = "checkpoints"
BYSTANDERS: Final = frozenset({".gitattributes", "README.md"})
TEMPORARY: Final = ".tmp-"


def record_path(folder: Path, seq: int) -> Path:
    """The file of record ``seq`` (from 1) of the ledger in ``folder``."""
    return folder / record_name(seq)
