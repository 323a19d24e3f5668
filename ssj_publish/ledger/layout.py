"""Where things lie in a ledger's folder. Arithmetic on names only: nothing is looked up.

::

    ledger/
      000/000001.yaml …           records, one file each, named by number, in a folder for each thousand
      checkpoints/                add-only:
        000549.note               the checkpoint for 549 records, signed by the log's key
        000549.1a2b3c4d.cosig     a witness's signature line for it, by the key of this ID
        000549.ca1.tsr            an RFC 3161 token for the note's bytes, by the authority of this id
      disclosures/                contents that may have to disappear: in no chain, and in no git history
        <SHA-256>.yaml            one content, named by its digest
      .gitignore                  keeps git from taking the contents in
      .gitattributes              keeps git from touching the bytes
      README.md                   for people
      SHA256SUMS checkpoint policy tile/ 000/000001.tlog-proof …
                                  in a copy of the published site: made of the records, and never read
      .tmp-*                      an append under way, or what a crash left of one: never read
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ssj_publish.core.entry import is_record_folder, parse_record_name, record_name
from ssj_publish.machine.durable import TEMPORARY

__all__ = [
    "BYSTANDERS",
    "CHECKPOINTS",
    "DISCLOSURES",
    "FOLDERS",
    "POLICY",
    "SUMS",
    "TEMPORARY",
    "TILES",
    "CheckpointName",
    "is_bystander",
    "is_debris",
    "is_record_folder",
    "parse_checkpoint_name",
    "parse_record_name",
    "record_name",
    "record_path",
]

CHECKPOINTS: Final = "checkpoints"
DISCLOSURES: Final = "disclosures"
FOLDERS: Final = frozenset({CHECKPOINTS, DISCLOSURES})
TILES: Final = "tile"
#: Whom the newest checkpoint rests on, in the published site (C2SP tlog-policy).
POLICY: Final = "policy"
#: What takes the place of ``.yaml`` in the name of a record's proof.
PROOF: Final = ".tlog-proof"
#: The published site puts one into each folder.
SUMS: Final = "SHA256SUMS"
_DEBRIS: Final = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store"})
BYSTANDERS: Final = frozenset({".gitattributes", ".gitignore", "README.md", SUMS})


_CHECKPOINT: Final = re.compile(
    r"([0-9]{6}|[1-9][0-9]{6,14})\.(?:note|([0-9a-f]{8})\.cosig|([A-Za-z0-9][A-Za-z0-9._-]{0,63})\.tsr)", re.ASCII
)


@dataclass(frozen=True, slots=True)
class CheckpointName:
    """A file of ``checkpoints/``: the size, and at most one of a witness's key ID (hex) and an authority's id."""

    size: int
    witness: str | None = None
    authority: str | None = None

    @property
    def text(self) -> str:
        """The file's name."""
        if self.witness is not None:
            return f"{self.size:06d}.{self.witness}.cosig"
        return f"{self.size:06d}.note" if self.authority is None else f"{self.size:06d}.{self.authority}.tsr"


def is_bystander(name: str) -> bool:
    """Whether a file of this name may lie in the folder without being read."""
    return name in BYSTANDERS or name in ("checkpoint", POLICY) or is_proof(name)


def is_debris(name: str) -> bool:
    """Whether a file of this name is what Windows or macOS leaves in folders that are looked at; nothing of it is ever
    read.

    >>> is_debris("Thumbs.db"), is_debris("._000001.yaml"), is_debris("000001.yaml")
    (True, True, False)
    """
    return name.lower() in _DEBRIS or name.startswith("._")


def is_proof(name: str) -> bool:
    """Whether ``name`` is that of a record's proof, which the published site lays beside its file."""
    return name.endswith(PROOF) and parse_record_name(name.removesuffix(PROOF) + ".yaml") is not None


def parse_checkpoint_name(name: str) -> CheckpointName | None:
    """Strict inverse of ``CheckpointName.text``, for sizes from 1; None for any other name."""
    match = _CHECKPOINT.fullmatch(name)
    return CheckpointName(int(match[1]), match[2], match[3]) if match and int(match[1]) else None


def record_path(folder: Path, seq: int) -> Path:
    """The file of record ``seq`` (from 1) of the ledger in ``folder``."""
    return folder / record_name(seq)
