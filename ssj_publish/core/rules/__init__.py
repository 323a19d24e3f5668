"""What each kind of record must hold, and what it does to the state.

A rule takes (state, record, signers): the state before, the record, and the ids of the roles that signed it. It raises
before it changes anything, so a refused record leaves the state as it was; the door adds the file's name to the error.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.answers import Feedback, Outreach, Reply
from ssj_publish.core.kinds.approval import InspectionApproval
from ssj_publish.core.kinds.burden import SchoolCalendar, VisitAvoided, VisitsApart
from ssj_publish.core.kinds.case import CaseClose, CaseCorrection, CaseDecision, CaseOpen, CaseReinspection
from ssj_publish.core.kinds.comparison import RegisterComparison
from ssj_publish.core.kinds.draw import DrawCommit, DrawResult, DrawReveal, DrawSeal, DrawSecret, DrawVoid, Substitution
from ssj_publish.core.kinds.elsewhere import DrawElsewhere
from ssj_publish.core.kinds.genesis import CalendarYear
from ssj_publish.core.kinds.guests import GuestReveal, GuestSecret
from ssj_publish.core.kinds.inspection import Result, Visit
from ssj_publish.core.kinds.keys import KeyRecovery, KeyRevocation, KeyRotation, TrustChange
from ssj_publish.core.kinds.oversight import Correction, FollowUp, Recheck, Retraction, Summary, Supervision, Training
from ssj_publish.core.kinds.partner import PartnerResult
from ssj_publish.core.kinds.plan import Plan, PlanApproval, PlanFiling, PlanProposal
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, ItemChange, Recusal
from ssj_publish.core.kinds.rules import RuleChange
from ssj_publish.core.kinds.withholding import Withholding
from ssj_publish.core.records import B, Record
from ssj_publish.core.rules import (
    amending,
    annulling,
    answering,
    approving,
    casework,
    changing,
    comparing,
    drawing,
    elsewhere,
    founding,
    guests,
    inspecting,
    joining,
    keys,
    oversight,
    partnering,
    planning,
    registers,
    sparing,
    substituting,
    voiding,
    withholding,
)
from ssj_publish.core.state import State

Rule = Callable[[State, Record[Any], frozenset[str]], None]


def _bound(shape: type[B], rule: Callable[[State, Record[B], frozenset[str]], None]) -> tuple[str, Rule]:
    return shape.KIND.name, rule


#: The rule of each kind; a genesis has none here, for there is no state yet (`founding.keyring`).
RULES: dict[str, Rule] = dict(
    [
        _bound(CalendarYear, founding.calendar),
        _bound(ItemChange, registers.items),
        _bound(BodyChange, registers.bodies),
        _bound(InspectorChange, registers.inspectors),
        _bound(Recusal, registers.recusal),
        _bound(RegisterComparison, comparing.comparison),
        _bound(PlanProposal, planning.proposal),
        _bound(Plan, planning.plan),
        _bound(PlanApproval, planning.approval),
        _bound(PlanFiling, planning.filing),
        _bound(DrawSecret, drawing.secret),
        _bound(GuestSecret, guests.promise),
        _bound(DrawCommit, drawing.commit),
        _bound(GuestReveal, guests.reveal),
        _bound(DrawReveal, drawing.reveal),
        _bound(DrawSeal, drawing.seal),
        _bound(DrawResult, drawing.result),
        _bound(DrawVoid, voiding.void),
        _bound(Substitution, substituting.substitution),
        _bound(DrawElsewhere, elsewhere.draw),
        _bound(InspectionApproval, approving.approval),
        _bound(Visit, inspecting.visit),
        _bound(VisitsApart, joining.apart),
        _bound(VisitAvoided, sparing.avoided),
        _bound(SchoolCalendar, sparing.calendar),
        _bound(Result, inspecting.result),
        _bound(PartnerResult, partnering.result),
        _bound(CaseOpen, casework.opened),
        _bound(CaseDecision, casework.decision),
        _bound(CaseCorrection, casework.correction),
        _bound(CaseReinspection, casework.reinspection),
        _bound(CaseClose, casework.closed),
        _bound(Reply, answering.reply),
        _bound(Feedback, answering.feedback),
        _bound(Outreach, answering.outreach),
        _bound(Supervision, oversight.supervision),
        _bound(FollowUp, oversight.follow_up),
        _bound(Recheck, oversight.recheck),
        _bound(Correction, amending.correction),
        _bound(Retraction, amending.retraction),
        _bound(Annulment, annulling.annulment),
        _bound(Withholding, withholding.withholding),
        _bound(Training, oversight.training),
        _bound(Summary, oversight.summary),
        _bound(KeyRotation, keys.rotation),
        _bound(KeyRevocation, keys.revocation),
        _bound(KeyRecovery, keys.recovery),
        _bound(TrustChange, keys.trust),
        _bound(RuleChange, changing.change),
    ]
)
