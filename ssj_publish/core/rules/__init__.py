"""What each kind of record must hold, and what it does to the state.

A rule takes (state, record, signers): the state before, the record, and the ids of the roles that signed it. It raises
before it changes anything, so a refused record leaves the state as it was; the door adds the file's name to the error.
"""

from __future__ import annotations

from collections.abc import Callable

from ssj_publish.core.records import Record
from ssj_publish.core.rules import (
    casework,
    drawing,
    founding,
    inspecting,
    keys,
    oversight,
    planning,
    registers,
    substituting,
    withholding,
)
from ssj_publish.core.state import State

Rule = Callable[[State, Record, frozenset[str]], None]

RULES: dict[str, Rule] = {
    "calendar": founding.calendar,
    "item-change": registers.items,
    "body-change": registers.bodies,
    "inspector-change": registers.inspectors,
    "recusal": registers.recusal,
    "plan-proposal": planning.proposal,
    "plan": planning.plan,
    "plan-approval": planning.approval,
    "draw-secret": drawing.secret,
    "draw-commit": drawing.commit,
    "draw-reveal": drawing.reveal,
    "draw-seal": drawing.seal,
    "draw-result": drawing.result,
    "draw-void": drawing.void,
    "substitution": substituting.substitution,
    "visit": inspecting.visit,
    "result": inspecting.result,
    "case-open": casework.opened,
    "case-decision": casework.decision,
    "case-correction": casework.correction,
    "case-reinspection": casework.reinspection,
    "case-close": casework.closed,
    "supervision": oversight.supervision,
    "correction": oversight.correction,
    "retraction": oversight.retraction,
    "withholding": withholding.withholding,
    "training": oversight.training,
    "summary": oversight.summary,
    "key-rotation": keys.rotation,
    "key-revocation": keys.revocation,
    "key-recovery": keys.recovery,
    "trust-change": keys.trust,
}
