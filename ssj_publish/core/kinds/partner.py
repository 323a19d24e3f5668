"""部门联合: what a department outside the bureau found on a joint visit."""

from __future__ import annotations

from ssj_publish.core.kinds.inspection import ResultCode
from ssj_publish.core.kinds.kind import OFFICE, PARTNER, Kind, RecordBody
from ssj_publish.core.kinds.removable import RemovableLine, RemovableText
from ssj_publish.core.shapes import Evidence, Line, RoleId, VisitId


class PartnerResult(RecordBody, frozen=True, kw_only=True):
    """The ``partner``'s own result of a joint visit: of its ``matter``, which is no item of the bureau's.

    A partner that has keys signs it. For one without, the office that began the task enters what it has on paper, with
    the paper's digest as ``evidence``; who reads it learns who has said so.
    """

    KIND = Kind("partner-result", (OFFICE | PARTNER,))

    visit: VisitId
    partner: RoleId
    matter: Line
    code: ResultCode
    document: RemovableLine | None = None
    finding: RemovableText | None = None
    evidence: tuple[Evidence, ...] = ()
