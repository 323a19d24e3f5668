"""依法不再公开: a content is taken from public view, for a listed reason."""

from __future__ import annotations

from typing import Literal

from ssj_publish.core.kinds.kind import DISCIPLINE, POLICY, Kind, RecordBody
from ssj_publish.core.shapes import DisclosureId, Line, RecordId, Text

#: 公示期满; 信用修复; 原决定被变更或者撤销; 法院判决或复议决定; 个人信息保护.
WithholdingGround = Literal["expired", "repaired", "revoked", "ruling", "personal"]


class Withholding(RecordBody, frozen=True, kw_only=True):
    """The contents ``digests`` of the record ``target`` are gone, by 政策法规科 and 纪检组 together.

    ``document`` is the paper that it rests on, where there is one. Neither text may tell what is gone.
    """

    KIND = Kind("withholding", (POLICY, DISCIPLINE))

    target: RecordId
    digests: tuple[DisclosureId, ...] = ()
    ground: WithholdingGround
    document: Line | None = None
    explanation: Text
