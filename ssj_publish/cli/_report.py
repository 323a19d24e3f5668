"""What a verification has shown, for machines (`_telling` says the same in words)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from ssj_publish.cli import _cautions
from ssj_publish.cli._removable import Seen
from ssj_publish.core.draw import beacons
from ssj_publish.core.reading.duties import duties
from ssj_publish.core.reading.irregularities import Irregularity, irregularities
from ssj_publish.core.state import State
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.ledger.log import Log
from ssj_publish.ledger.scan import Scanned
from ssj_publish.ledger.verified import Verified
from ssj_publish.words import labels


def of_ledger(
    found: Verified, clock: datetime, today: date, saved: Checkpoint | None = None, own: Checkpoint | None = None
) -> dict[str, Any]:
    """What was verified, for machines; `_telling.words` says the same for people. ``clock`` is this machine's, ``own``
    the newest checkpoint that meets the reader's own policy."""
    state, log = found.state, found.log
    seen = Seen(found.exposed, found.strays)
    odd = irregularities(state, log.audited, today, found.exposed, log.times)
    return {
        "verified": True,
        **_ledger(found),
        **_draws(state, odd),
        **_log(log, clock, today),
        "since": saved.size if saved else None,
        "policy": own.size if own else None,
        "before": found.before,
        "runs": [{"records": one.seq, "time": one.time} for one in found.runs],
        "beacons": [
            {"id": one.id, "chain_hash": one.chain_hash, "known": beacons.known(one.chain_hash)}
            for one in _cautions.chains(state)
        ],
        "duties": _duties(found, today),
        "disclosures": seen.report,
        "removable": seen.line(),
        "warnings": [
            *_cautions.lost_told(found.lost),
            *_cautions.of_times(log, clock),
            *_cautions.of_state(state),
            *_cautions.of_log(log, today),
            *seen.warnings(),
        ],
    }


def _ledger(found: Verified) -> dict[str, Any]:
    """Whose ledger it is, and which."""
    state, head, log = found.state, found.head, found.log
    return {
        "bureau": state.bureau,
        "origin": state.origin,
        "notice": state.founding.notice,
        "records": head.seq,
        "head": head.digest,
        "root": log.tree.root.hex(),
        "genesis": state.genesis.id,
        "latest": log.times.newest.isoformat(),
        "signatures": state.signatures,
    }


def _draws(state: State, odd: Sequence[Irregularity]) -> dict[str, Any]:
    """How the draws stand, and what is odd."""
    draws = state.draws.values()
    return {
        "draws": len(state.draws),
        "draws_recomputed": sum(draw.result is not None for draw in draws),
        "draws_sealed": sum(draw.seal is not None and draw.result is None for draw in draws),
        "seals_false": sum(one.code == "seal-false" for one in odd),
        "irregularities": [_irregular(state, one) for one in odd],
    }


def _log(log: Log, clock: datetime, today: date) -> dict[str, Any]:
    """How far others vouch for it, and which times they do not confirm."""
    above = log.times.unwitnessed
    return {
        "checkpoints": len(log.audited),
        "checkpoint": log.audited[-1].checkpoint.size if log.audited else None,
        "witnessed": max((one.checkpoint.size for one in log.audited if one.enough), default=None),
        "unwitnessed": {
            "records": above.count,
            "since": above.since.isoformat(),
            "due": above.due.isoformat(),
            "overdue": above.overdue(today),
        }
        if above is not None
        else None,
        "shifted": [
            {"record": one.seq, "written": one.written.isoformat(), "bound": one.bound.isoformat()}
            for one in log.times.shifts()
        ],
        "ahead": list(log.times.ahead(clock)),
        "trust_changes": list(_cautions.successions(log)),
    }


def _duties(found: Verified, today: date) -> list[dict[str, Any]]:
    return [
        {
            "what": one.what,
            "role": one.role,
            "day": one.day.isoformat() if one.day else None,
            "overdue": one.overdue(today),
        }
        for one in duties(found.state, today, found.log.audited, found.exposed, found.log.times)
    ]


def _irregular(state: State, one: Irregularity) -> dict[str, Any]:
    """One of them: its data, and its words."""
    return {
        "code": one.code,
        "records": [{"seq": seq, "id": id_} for seq, id_ in one.records],
        "day": one.day.isoformat(),
        "task": one.task or None,
        "draw": one.draw or None,
        "ordinal": one.ordinal or None,
        "bodies": list(one.bodies),
        "facts": dict(one.facts),
        "title": labels.IRREGULARITIES[one.code],
        "message": labels.irregularity(state, one),
    }


def of_hashes(found: Scanned) -> dict[str, Any]:
    """What a look at the hashes has shown: that nothing is ``verified``."""
    return {
        "verified": None,
        "linked": True,
        "records": found.head.seq,
        "head": found.head.digest,
        "root": found.tree.root.hex(),
        "genesis": found.genesis,
    }
