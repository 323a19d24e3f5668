"""宣告无效: what ought not to have been written is taken out of force, and stays legible."""

from __future__ import annotations

from typing import Literal

from ssj_publish.core.kinds.kind import OFFICE, POLICY, Kind, RecordBody
from ssj_publish.core.shapes import RecordId, Text

#: 录入有误; 对象或事项弄错; 检查没有进行; 程序违法; 重复录入; 复议或判决撤销.
AnnulmentGround = Literal["mistaken-entry", "wrong-subject", "not-held", "procedure", "duplicate", "overturned"]


class Annulment(RecordBody, frozen=True, kw_only=True):
    """The record ``target`` (a visit, a result, the last step of a case, an approval, a draw made elsewhere) is void.

    By its office and 政策法规科 together. ``explanation`` may not repeat what has to disappear.
    """

    KIND = Kind("annulment", (OFFICE, POLICY))

    target: RecordId
    ground: AnnulmentGround
    explanation: Text
