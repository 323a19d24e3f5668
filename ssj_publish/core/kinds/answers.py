"""对象和公众的回音: a body's reply to what was made public about it, counts of ratings and complaints, publicity."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from ssj_publish.core.kinds.kind import DISCIPLINE, OFFICE, REGISTRARS, Kind, RecordBody
from ssj_publish.core.kinds.removable import RemovableText
from ssj_publish.core.shapes import Count, Day, Evidence, Line, RecordId, RoleId, Shape, Text, Year

Month = Annotated[int, Meta(ge=1, le=12)]
#: 广播; 电视; 报刊; 网站; 政务新媒体; 张贴海报; 致学校和家长的信; 会议宣讲.
Channel = Literal["broadcast", "television", "press", "website", "social", "poster", "letter", "meeting"]


class Reply(RecordBody, frozen=True, kw_only=True):
    """陈述申辩: what a body answers to ``target``, a result or a step of a case about it; it stands beside that.

    ``received`` is the day on which the body handed it in, ``post`` that of who answers for the body (such as 校长).
    Recorded by the office whose result or case it is, or by 纪检组, so that the office cannot keep it back; nobody can
    take it out again, and its text goes as any removable text does.
    """

    KIND = Kind("reply", (OFFICE | DISCIPLINE,))

    target: RecordId
    received: Day
    post: Line
    text: RemovableText


class OfficeFeedback(Shape, frozen=True, kw_only=True):
    """What came in about one office's inspections in a month: rating cards by their answer, complaints, cards on
    integrity (廉政反馈卡) and how many of these tell of misconduct. Counts only: who said what stays with 纪检组."""

    office: RoleId
    satisfied: Count
    fair: Count
    dissatisfied: Count
    complaints: Count
    integrity: Count
    misconduct: Count


class Feedback(RecordBody, frozen=True, kw_only=True):
    """评价、投诉和廉政反馈 of a month, counted by 纪检组: every office has its line, one with nothing its noughts."""

    KIND = Kind("feedback", (DISCIPLINE,), fixed=("year", "month"))

    year: Year
    month: Month
    offices: tuple[OfficeFeedback, ...] = ()


class Outreach(RecordBody, frozen=True, kw_only=True):
    """宣传: what was told to the public, on which day, through which channels."""

    KIND = Kind("outreach", (REGISTRARS,), fixed=(), retractable=True)

    title: Line
    date: Day
    channels: tuple[Channel, ...] = ()
    audience: Line | None = None
    content: Text
    evidence: tuple[Evidence, ...] = ()
