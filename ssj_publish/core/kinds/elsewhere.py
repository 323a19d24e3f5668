"""A draw made on another platform (such as the province's): recorded for what it is, nobody can check it."""

from __future__ import annotations

from ssj_publish.core.kinds.kind import OFFICE, Kind, RecordBody
from ssj_publish.core.shapes import BodyId, Evidence, InspectorId, Line, Moment, Shape, TaskId


class Assigned(Shape, frozen=True, kw_only=True):
    """A body that the platform drew, and the team that it named."""

    body: BodyId
    team: tuple[InspectorId, ...] = ()


class DrawElsewhere(RecordBody, frozen=True, kw_only=True):
    """外部平台抽取. It answers ``task``; ``number`` is the platform's own of the draw, ``evidence`` its screens or
    files."""

    KIND = Kind("draw-elsewhere", (OFFICE,))

    task: TaskId
    platform: Line
    number: Line
    time: Moment
    drawn: tuple[Assigned, ...] = ()
    evidence: tuple[Evidence, ...] = ()
