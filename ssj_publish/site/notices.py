"""Inspection notices of a sealed draw: a sheet of paper a visit, with a QR code that shows that this body was drawn.

They are written before the draw is opened, so they are as secret as the list, each until its visit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ssj_publish import errors
from ssj_publish.core import calling, disclosure
from ssj_publish.core.calling import Call
from ssj_publish.core.draw import notice
from ssj_publish.core.draw.notice import Notice
from ssj_publish.core.kinds.removable import Disclosed
from ssj_publish.core.records import Record
from ssj_publish.core.state import Draw, State
from ssj_publish.site import papers
from ssj_publish.site.pages import places


@dataclass(frozen=True, slots=True)
class Sheet:
    """One notice: what it is named as a file, and its HTML, whole in itself."""

    name: str
    html: str


def sheet(
    state: State,
    draw: Draw,
    made: Notice,
    site: str,
    today: date | None = None,
    document: str = "",
    complaint: str = "",
) -> Sheet:
    """The notice ``made``, checked first; ``site`` is the public site's address. Raises what `notice.check` raises."""
    notice.check(draw, made)
    task = state.tasks[draw.commit.task].task
    call = Call("draw", places.draw_name(draw), made.body, tuple(sorted(task.items)), made.proof.team)
    why = f"随机抽取：{task.name}（{places.draw_name(draw)}，名单已经封存），任务时间 {task.start} 至 {task.end}"
    root = draw.seal.body.root if draw.seal is not None else ""
    paper = papers.notice(
        state, call, why, notice.form(made), site, today or task.start, document, complaint, (f"封存值 {root}",)
    )
    return Sheet(paper.name, papers.html(state, paper))


def called(state: State, call: Call, site: str, today: date, document: str = "", complaint: str = "") -> Sheet:
    """The notice of a visit that no seal hides, checked first. Raises what `calling.check` raises."""
    calling.check(state, call)
    paper = papers.notice(state, call, papers.why(state, call), calling.form(call), site, today, document, complaint)
    return Sheet(paper.name, papers.html(state, paper))


def form(state: State, call: Call, site: str) -> Sheet:
    """An empty 检查记录表 for the same visit."""
    calling.check(state, call)
    paper = papers.blank_form(state, call, papers.why(state, call), calling.form(call), site)
    return Sheet(paper.name, papers.html(state, paper))


def filled(state: State, record: Record, contents: Mapping[str, bytes], site: str) -> Sheet:
    """检查记录表 of a visit, or 检查审批表 of an approval, from the ledger and its ``contents`` beside the chain."""

    def words(value: str | Disclosed | None) -> str | None:
        if not isinstance(value, Disclosed):
            return value
        data = contents.get(value.sd)
        reference = state.references.get(value.sd)
        if data is None or reference is None or reference.withheld is not None:
            return "依法不再公开，或本机没有内容"
        return disclosure.parse(data, "").value

    if record.id in state.visits:
        paper = papers.form(state, record, words, site)
    elif record.id in state.approvals:
        paper = papers.approval(state, record, words, site)
    else:
        raise errors.ReferenceUnknown(what="visit", id=record.id)
    return Sheet(paper.name, papers.html(state, paper))
