"""The kinds of record and the shape of each one's body."""

from __future__ import annotations

from ssj_publish.core.kinds.case import CaseClose, CaseCorrection, CaseDecision, CaseOpen, CaseReinspection
from ssj_publish.core.kinds.draw import (
    DrawCommit,
    DrawResult,
    DrawReveal,
    DrawSeal,
    DrawSecret,
    DrawVoid,
    Substitution,
)
from ssj_publish.core.kinds.genesis import CalendarYear, Genesis
from ssj_publish.core.kinds.inspection import Result, Visit
from ssj_publish.core.kinds.keys import KeyRecovery, KeyRevocation, KeyRotation, TrustChange
from ssj_publish.core.kinds.oversight import Correction, Retraction, Summary, Supervision, Training
from ssj_publish.core.kinds.plan import Plan, PlanApproval, PlanProposal
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, ItemChange, Recusal
from ssj_publish.core.kinds.withholding import Withholding
from ssj_publish.core.shapes import Shape

KINDS: dict[str, type[Shape]] = {
    "genesis": Genesis,
    "calendar": CalendarYear,
    "item-change": ItemChange,
    "body-change": BodyChange,
    "inspector-change": InspectorChange,
    "recusal": Recusal,
    "plan-proposal": PlanProposal,
    "plan": Plan,
    "plan-approval": PlanApproval,
    "draw-secret": DrawSecret,
    "draw-commit": DrawCommit,
    "draw-reveal": DrawReveal,
    "draw-seal": DrawSeal,
    "draw-result": DrawResult,
    "draw-void": DrawVoid,
    "substitution": Substitution,
    "visit": Visit,
    "result": Result,
    "case-open": CaseOpen,
    "case-decision": CaseDecision,
    "case-correction": CaseCorrection,
    "case-reinspection": CaseReinspection,
    "case-close": CaseClose,
    "supervision": Supervision,
    "correction": Correction,
    "retraction": Retraction,
    "withholding": Withholding,
    "training": Training,
    "summary": Summary,
    "key-rotation": KeyRotation,
    "key-revocation": KeyRevocation,
    "key-recovery": KeyRecovery,
    "trust-change": TrustChange,
}

KIND_OF: dict[type[Shape], str] = {shape: kind for kind, shape in KINDS.items()}
