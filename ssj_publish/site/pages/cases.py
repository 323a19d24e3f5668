"""依法处理: each case with its steps."""

from __future__ import annotations

from collections.abc import Iterator

from ssj_publish.core.living import Case
from ssj_publish.core.reading import deadlines
from ssj_publish.core.records import Record
from ssj_publish.core.rules import publication
from ssj_publish.site.blocks import (
    Cell,
    Event,
    Page,
    Timeline,
    day,
    facts,
    listed,
    moment,
    section,
    sections,
)
from ssj_publish.site.disclosed import ended, gone, words
from ssj_publish.site.pages import caselist, places, replies
from ssj_publish.site.pages.visits import annulled
from ssj_publish.site.view import View
from ssj_publish.words import labels


def pages(view: View) -> Iterator[Page]:
    """The list, and a page a case."""
    state = view.state
    if not state.cases:
        return
    ordered = list(state.cases.values())[::-1]
    void = [one for one in ordered if one.annulled is not None]
    open_ = [one for one in ordered if one.stage != "closed" and one.annulled is None]
    closed = [one for one in ordered if one.stage == "closed" and one.annulled is None]
    counted = f"共 {len(open_) + len(closed)} 件，正在处理 {len(open_)} 件。"
    lead = f"检查发现问题后怎样处理：立案、决定、整改、复查、结案，每一步都公开。{counted}"
    parts = sections(
        section(
            f"案件（{len(open_) + len(closed)}）", caselist.listing(view, [*open_, *closed], "正在处理的在前，新的在前")
        ),
        section("已宣告无效", caselist.listing(view, void, "立案已宣告无效的，新的在前")),
    )
    yield Page(places.CASES[1], "依法处理", lead, parts, places.CASES, feed="feeds/cases.atom")
    yield from (_case(view, one) for one in state.cases.values())


def _case(view: View, one: Case) -> Page:
    state = view.state
    opened = one.opened.body
    result = state.results[opened.result]
    told = facts(
        ("进展", caselist.stage(one)),
        ("为什么无效", annulled(one.annulled) if one.annulled else None),
        ("对象", places.body(state, opened.body)),
        ("承办科室", places.role(state, opened.office)),
        ("形式", labels.FORMS[opened.form]),
        ("理由", words(view, opened.ground)),
        ("依据的结果", places.visit(state.visits[result.result.visit].record, labels.RESULTS[result.result.code])),
        ("整改期限", _rectify_by(view, one)),
    )
    steps = Timeline(tuple(_event(view, one, step) for step in sorted((*one.steps, *one.undone), key=lambda s: s.seq)))
    answered = replies.listed(view, one.opened.id, *(step.id for step in (*one.steps, *one.undone)))
    name = places.body(state, opened.body).text
    return Page(
        places.url("cases", one.id),
        f"{name}：案件 {one.id}",
        "这个案件的每一步，从立案到结案。",
        sections(section("案件", told), section("经过", steps), section("陈述申辩", answered)),
        places.CASES,
        moment(one.steps[-1].time if one.steps else one.opened.time),
        scripts=("expired",),
    )


def _rectify_by(view: View, one: Case) -> Cell | None:
    """The day that was set, and whether it was kept."""
    due = one.opened.body.rectify_by
    if due is None:
        return None
    if one.opened.id in {late.record for late in view.tardy if late.sort == "rectification"}:
        return Cell(f"{day(due)}，逾期", tone="late")
    return Cell(day(due))


def _event(view: View, one: Case, step: Record) -> Event:
    """A step; one that was annulled is struck, and says why."""
    void = next((other for other in view.state.annulments if other.body.target == step.id), None)
    note = _told(view, step)
    if step.kind == "case-decision" and deadlines.penalty_late(view.state, step, view.times):
        note += f" 决定于 {day(step.body.date)} 作出，应于 {day(deadlines.penalty_due(view.state, step, view.times))} 前公示，逾期公示。"
    if void is not None:
        note = f"{annulled(void)}。原文：{note}"
    return Event(
        moment(step.time), Cell(labels.KINDS[step.kind], places.record_url(step), "struck" if void else ""), note
    )


def _told(view: View, step: Record) -> str:
    body, state = step.body, view.state
    over = ended(view, step.kind, body)
    if step.kind == "case-decision" and over is not None:
        # Not one word more of a decision of which a part is gone: what is left would tell what was taken.
        if publication.unpublished(body):
            return "处罚轻微，依法不予公示。"
        return f"{gone(over)}。"
    if step.kind == "case-decision":
        severity = f"（{labels.SEVERITIES[body.severity]}）" if body.severity else ""
        until = f"公示至 {day(body.public_until)}。" if body.public_until else ""
        party = f"被处罚人：{words(view, body.party, dated=False)}。" if body.party else ""
        text, basis, document = (words(view, one, dated=False) for one in (body.text, body.basis, body.document))
        return f"{labels.DECISIONS[body.decision]}{severity}。{party}{text} 依据：{basis}。文号：{document}。{until}"
    if step.kind == "case-reinspection":
        team = listed(places.inspector_name(state, id_) for id_ in body.inspectors)
        return (
            f"{day(body.date)} 复查{'通过' if body.passed else '未通过'}。{words(view, body.text)} 复查人员：{team}。"
        )
    if step.kind == "case-correction":
        return f"{day(body.date)} {words(view, body.text)}"
    return str(words(view, body.ground if step.kind == "case-open" else body.reason))
