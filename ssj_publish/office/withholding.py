"""依法不再公开: contents beside the chain are taken from public view, and their files removed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ssj_publish import errors
from ssj_publish.core.kinds.withholding import Withholding, WithholdingGround
from ssj_publish.core.reading import exposure
from ssj_publish.core.state import State
from ssj_publish.ledger import disclosures
from ssj_publish.office import lookup
from ssj_publish.office.desk import Step


def withhold(
    state: State,
    target: str,
    ground: WithholdingGround,
    explanation: str,
    document: str | None = None,
    digests: Sequence[str] = (),
) -> Step:
    """Take the contents of the record meant by ``target`` from public view: all that are public, or only ``digests``.

    Raises `errors.NothingToWithhold`.
    """
    id_ = lookup.record(state, target).id
    own = sorted(
        digest
        for digest, one in state.references.items()
        if one.record == id_ and one.withheld is None and (not digests or digest in digests)
    )
    if not own:
        raise errors.NothingToWithhold(id=target)
    return Step(
        Withholding(target=id_, digests=tuple(own), ground=ground, document=document, explanation=explanation)
    )  # fmt: skip


def finish(folder: Path, state: State, today: date) -> list[str]:
    """Remove the files whose contents may no longer be public and are there still; gives the digests removed."""
    found = exposure.audit(state, disclosures.read(folder), today)
    return disclosures.remove(folder, [digest for digest, one in found.items() if one.standing == "unfinished"])
