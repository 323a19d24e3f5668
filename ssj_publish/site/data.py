"""A draw's data: all that a stranger needs to redo it, and nothing that is not yet public."""

from __future__ import annotations

from typing import Any

import msgspec

from ssj_publish.core.rules.drawing import party
from ssj_publish.core.state import Draw, State


def of_draw(state: State, draw: Draw) -> dict[str, Any]:
    """The commitment and what it is short for; secrets, randomness and result as far as they are in the ledger."""
    commit = draw.commit
    beacon = state.beacon(commit.beacon.chain) if commit.beacon is not None else None
    return {
        "commit_id": draw.id,
        "commit": msgspec.to_builtins(commit),
        "pool": [{"id": id_, "class": class_, "class_date": day} for id_, (class_, day) in sorted(draw.pool.items())],
        "eligible": [sorted(slot) for slot in draw.eligible],
        "beacon": msgspec.to_builtins(beacon),
        "secrets": [
            {
                "role": party(state, secret),
                "commitment": secret.body.commitment,
                "secret": draw.reveals[secret.id].body.secret if secret.id in draw.reveals else None,
            }
            for secret in draw.secrets
        ],
        "seal": msgspec.to_builtins(draw.seal.body) if draw.seal is not None else None,
        "result": msgspec.to_builtins(draw.result.body) if draw.result is not None else None,
        "void": msgspec.to_builtins(draw.void.body) if draw.void is not None else None,
        "substitutions": [msgspec.to_builtins(one.body) for one in draw.substitutions],
    }
