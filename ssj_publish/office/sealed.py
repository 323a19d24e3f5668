"""The list that a sealed draw leaves in the office: each drawn body with its proof, kept secret until the visits.

It lies in a folder beside the ledger, which no repository takes in, so that nobody has to remember where::

    封存名单/RW-2025-03-1.yaml
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
import yaml

from ssj_publish import errors
from ssj_publish.core.kinds.inspection import SealProof
from ssj_publish.core.state import Draw

FOLDER: Final = "封存名单"
_LIMIT: Final = 16_000_000


class Proven(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of the list."""

    body: str
    proof: SealProof


def place(ledger: Path, draw: Draw) -> Path:
    """Where the list of ``draw`` is kept; ``ledger`` is the ledger's folder."""
    return ledger.parent / FOLDER / f"{draw.commit.task}-{draw.commit.ordinal}.yaml"


def read(path: Path) -> list[Proven]:
    """The list in ``path``; `errors.ProofListMalformed`."""
    try:
        with path.open("rb") as file:
            raw = file.read(_LIMIT + 1)
        if len(raw) > _LIMIT:
            raise errors.ProofListMalformed(path=str(path), reason="文件太大")
        return msgspec.convert(yaml.load(raw, yaml.CSafeLoader), list[Proven])
    except FileNotFoundError:
        raise errors.ProofListMalformed(path=str(path), reason="没有这个文件") from None
    except msgspec.ValidationError as fault:
        raise errors.ProofListMalformed(path=str(path), reason=str(fault)) from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        raise errors.ProofListMalformed(path=str(path), reason="不是 YAML") from None


def kept(ledger: Path, draw: Draw, given: Path | None = None) -> dict[str, SealProof]:
    """The proofs of a sealed draw by body, from the file ``given`` or the place where they are kept; none where there
    is no list. Nothing here is believed: the door checks each proof against the seal."""
    path = given if given is not None else place(ledger, draw)
    if given is None and not path.is_file():
        return {}
    return {one.body: one.proof for one in read(path)}
