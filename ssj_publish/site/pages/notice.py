"""核对检查通知: where the QR code of a notice leads. The visited body's telephone itself holds the code against what
stands here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ssj_publish.core.state import Draw, State
from ssj_publish.site.blocks import NoticeCheck, Page, Prose, section, sections
from ssj_publish.site.pages import places
from ssj_publish.site.view import View

_SCRIPTS = ("vendor/noble-sha256", "encoding", "sha256", "draw", "notice", "call", "able", "notice-page")
#: Above so many bodies in sealed draws the page names none of them: a telephone has to hold it all.
_MANY = 5000


def pages(view: View) -> Iterator[Page]:
    """One page for every notice of the ledger."""
    if not places.has_notices(view.state):
        return
    words = (
        "检查人员上门，应当主动出示执法证和带二维码的检查通知。扫码就到本页，由手机自己核对；本页打开以后，没有网络也能用，不发送任何内容。",
        "核对的是：你单位是不是真的被抽中，或者这次检查有没有经过审批；来的是哪几个人，执法证号是多少；查什么，依据是什么；今年已经来过几次。",
        "名单先封存、后公开的抽取，核对的是封存的名单里确有这个对象和这个小组；其他对象是谁，从中看不出来。",
    )
    lead = "检查人员出示的通知是不是真的，扫一扫就知道。"
    parts = sections(section("核对", NoticeCheck(_data(view))), section("核对的是什么", Prose(words)))
    yield Page(places.NOTICE[1], places.NOTICE[0], lead, parts, places.NOTICE, scripts=_SCRIPTS)


def _data(view: View) -> dict[str, Any]:
    """What the telephone holds codes against: tasks that have not ended a year ago, approvals of this year and the
    last."""
    state, year = view.state, view.today.year
    recent = {id_ for id_, one in state.tasks.items() if one.task.end.year >= year - 1}
    live = [one for one in state.draws.values() if one.void is None and one.commit.task in recent]
    seals = {
        places.draw_name(one): {
            "root": one.seal.body.root,
            "count": one.seal.body.count,
            **_about(state, one.commit.task),
        }
        for one in state.draws.values()
        if one.seal is not None
    }
    opened = {
        places.draw_name(one): {
            **_about(state, one.commit.task),
            "teams": {id_: ",".join(team) for id_, team in one.teams.items()},
        }
        for one in live
        if one.result is not None
    }
    elsewhere = {
        one.body.task: {
            **_about(state, one.body.task),
            "platform": one.body.platform,
            "teams": {drawn.body: ",".join(drawn.team) for drawn in one.body.drawn},
        }
        for one in state.elsewhere.values()
        if one.in_force and one.body.task in recent
    }
    approvals = {
        str(one.record.seq): {
            "document": one.body.document, "bodies": one.body.bodies, "items": one.body.items,
            "first": one.body.start.isoformat(), "last": one.body.end.isoformat(),
        }
        for one in state.approvals.values()
        if one.in_force and one.body.end.year >= year - 1
    }  # fmt: skip
    inspectors = {
        id_: [one.name, one.unit, one.certificate, one.valid_until.isoformat(), list(one.items)]
        for id_, one in state.inspectors.current.items()
    }
    items = {
        id_: [one.name, "；".join(basis.title for basis in one.basis), places.role(state, one.office)]
        for id_, one in state.items.current.items()
    }
    return {
        "year": year, "today": view.today.isoformat(), "seals": seals, "draws": opened, "elsewhere": elsewhere,
        "approvals": approvals, "inspectors": inspectors, "items": items, "bodies": _bodies(view, live),
    }  # fmt: skip


def _about(state: State, task: str) -> dict[str, Any]:
    one = state.tasks[task].task
    return {"task": one.name, "items": sorted(one.items), "first": one.start.isoformat(), "last": one.end.isoformat()}


def _bodies(view: View, live: list[Draw]) -> dict[str, list[str | int]]:
    """Name and visits this year of every body that a notice may be about. Whom a sealed draw has drawn is not told: all
    of its pool stand here."""
    state = view.state
    sealed = {id_ for one in live if one.seal is not None and one.result is None for id_ in one.pool}
    named = {id_ for one in live for id_ in one.teams} | {
        id_ for one in state.approvals.values() for id_ in one.body.bodies
    }
    named |= {drawn.body for one in state.elsewhere.values() for drawn in one.body.drawn}
    named |= sealed if len(sealed) <= _MANY else set()
    if len(state.bodies.current) <= _MANY:
        named |= state.bodies.current.keys()
    visits = Counter(
        one.visit.body for one in state.visits.values() if one.in_force and one.visit.date.year == view.today.year
    )
    return {id_: [places.body(state, id_).text, visits[id_]] for id_ in sorted(named)}
