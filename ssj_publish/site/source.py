"""The ledger that a site is made from: read once, verified once, kept with its bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from ssj_publish.ledger import clock, verified
from ssj_publish.ledger.files import Folder
from ssj_publish.ledger.verified import Tier, Verified

#: A verdict that keeps each file's bytes and the removable contents.
Source: TypeAlias = Verified


def read(folder: Path, resume: bool = False) -> Source:
    """Verify the ledger in ``folder``, and hold all of it ready.

    With ``resume`` it goes on from the last verification on this machine, else it begins anew. Raises as
    `verified.verify` does.
    """
    now = clock.now()
    return verified.verify(Folder(folder), Tier.INCREMENTAL if resume else Tier.FULL, now, keep=True)
