"""What there is to tell of bodies, sort by sort: each time whom it is about, and the entry. Feeds are sieves over
these.

Whoever subscribes keeps what was read: a title has a text only where that is public for good (`disclosed.lasting`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from ssj_publish.core.clock import ZONE
from ssj_publish.core.living import ResultState
from ssj_publish.core.records import Record
from ssj_publish.core.register import Register
from ssj_publish.site.blocks import day
from ssj_publish.site.disclosed import lasting
from ssj_publish.site.pages import outcomes, places, registers
from ssj_publish.site.view import View
from ssj_publish.words import labels

#: Characters of a text that a title has.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Post:
    """An entry; ``about`` is what it is about, and stays the same when the entry changes; ``told`` is plain text."""

    about: str
    title: str
    url: str
    published: datetime
    updated: datetime
    told: str


Told = tuple[str, Post]


def results(view: View) -> Iterator[Told]:
    """Results in force, with what was found."""
    state = view.state
    for id_, one in state.results.items():
        if one.in_force:
            visit = state.visits[one.result.visit]
            body = places.body(state, visit.visit.body).text
            title = f"{body}：{labels.RESULTS[one.result.code]}{_found(view, one)}"
            told = f"{day(visit.visit.date)} 检查，事项 {places.item(state, one.result.item).text}。"
            updated = max(record.time for record in (one.record, *one.corrections))
            url = places.visit(visit.record).href
            yield visit.visit.body, Post(id_, title, url, one.record.time, updated, told)


def cases(view: View) -> Iterator[Told]:
    """Every step of a case that stands; of a decision no more than that there is one."""
    state = view.state
    for case in state.cases.values():
        if case.annulled is not None:
            continue
        id_ = case.opened.body.body
        name, found = places.body(state, id_).text, state.results[case.opened.body.result]
        for step in case.steps:
            title = f"{name}：{_step(step)}（案件 {case.id}）"
            if step.kind == "case-open":
                title += _found(view, found)
            told = f"承办科室：{places.role(state, case.opened.body.office)}。"
            yield id_, Post(step.id, title, places.url("cases", case.id), step.time, step.time, told)


def drawn(view: View) -> Iterator[Told]:
    """Who was drawn, from the day on which the draw was opened; of a void one, that it is void."""
    state = view.state
    for draw in state.draws.values():
        if draw.result is None:
            continue
        task = state.tasks[draw.commit.task].task.name
        updated = max(one.time for one in (draw.result, draw.void, *draw.substitutions) if one is not None)
        void = "（抽取已作废）" if draw.void is not None else ""
        for id_ in draw.teams:
            title = f"{places.body(state, id_).text}：抽中{void}，{task}"
            url = places.draw(draw).href
            yield (
                id_,
                Post(f"{draw.id}/{id_}", title, url, draw.result.time, updated, "名次、签号和检查小组见抽取的页面。"),
            )


def entries(view: View) -> Iterator[Told]:
    """How the register came to name a body, and each change of it."""
    for id_, versions in view.state.bodies.history.items():
        before = None
        for version in versions:
            what = registers.told(before, version.value)
            shown = version.value or before
            title = f"{shown.name if shown else id_}：{what if version.value is None or before is None else f'名录变动，{what}'}"
            moment = version.record.time
            about = f"{version.record.id}/{id_}"
            yield id_, Post(about, title, places.url("bodies", id_), moment, moment, f"理由：{version.reason}")
            before = version.value


def odd(view: View) -> Iterator[Told]:
    """What calls for a question, for each body that it touches."""
    for one in view.irregularities:
        since = datetime.combine(one.day, time(), ZONE)
        for id_ in one.bodies:
            title = f"{places.body(view.state, id_).text}：异常情况，{labels.IRREGULARITIES[one.code]}"
            told = labels.irregularity(view.state, one)
            yield id_, Post(f"irregular/{one.key}/{id_}", title, places.IRREGULARITIES[1], since, since, told)


def answers(view: View) -> Iterator[Told]:
    """That a body answered; what it said stands on its page."""
    for id_, replies in view.answers.items():
        for one in replies:
            title = f"{places.body(view.state, id_).text}：提出陈述申辩"
            yield id_, Post(one.id, title, places.url("bodies", id_), one.time, one.time, "原文见这个对象的页面。")


def amendments(view: View) -> Iterator[Post]:
    """Corrections and retractions, what was declared void, what is no longer public."""
    state = view.state
    for one in view.amended:
        target = f"第 {one.record.seq} 号（{places.kind(one.record)}）"
        listed: list[tuple[str, Record]] = [("更正", found) for found in one.corrections]
        listed += [("撤回", one.retraction)] if one.retraction is not None else []
        for word, record in listed:
            yield _of_record(record, f"{word}：{target}：{record.body.reason[:_LONGEST]}")
    for void in state.annulments:
        target = places.record(state.records[void.body.target]).text
        yield _of_record(void, f"宣告无效：{target}：{labels.ANNULMENTS[void.body.ground]}")
    for record in {one.withheld.id: one.withheld for one in state.references.values() if one.withheld}.values():
        target = places.record(state.records[record.body.target]).text
        yield _of_record(record, f"依法不再公开：{target}：{labels.WITHHOLDINGS[record.body.ground]}")


def changes(view: View) -> Iterator[Post]:
    """Every change of the item list and the two registers."""
    state = view.state
    named: tuple[tuple[str, Register[Any]], ...] = (
        ("抽查事项清单", state.items), ("监管对象名录", state.bodies), ("执法检查人员名录", state.inspectors),
    )  # fmt: skip
    for name, register in named:
        for one in register.changes:
            body = one.body
            count = f"新增 {len(body.added)}，变更 {len(body.changed)}，移出 {len(body.removed)}"
            yield _of_record(one, f"{name}：{count}：{body.reason[:_LONGEST]}")


def _of_record(one: Record, title: str) -> Post:
    return Post(one.id, title, places.record_url(one), one.time, one.time, f"台账第 {one.seq} 号。")


def _found(view: View, one: ResultState) -> str:
    text = lasting(view, one.result.finding) if outcomes.wanting(one) else None
    return f"：{text[:_LONGEST]}" if text else ""


def _step(step: Record) -> str:
    name = labels.KINDS[step.kind]
    return f"{name}{'通过' if step.body.passed else '未通过'}" if step.kind == "case-reinspection" else name
