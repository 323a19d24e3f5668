"""All published ways to tamper with the small ledger."""

from __future__ import annotations

from collections.abc import Mapping

from tests.small import claims, drawing, faults, tampering
from tests.small.faults import Fault, Kit

_PARTS = (
    tampering.files,
    tampering.signatures,
    tampering.checkpoints,
    tampering.contents,
    claims.order,
    claims.keys,
    claims.registers,
    claims.plans,
    drawing.commitments,
    drawing.openings,
)


def corpus(published: Mapping[str, bytes]) -> list[Fault]:
    """Each of them, for the small ledger as it is ``published``."""
    kit = Kit(faults.ledger_files(published))
    for part in _PARTS:
        part(kit)
    return kit.faults
