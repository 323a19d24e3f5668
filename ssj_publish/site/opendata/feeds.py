"""Atom feeds (RFC 4287): new draws, new results, what is overdue, what calls for a question.

Every time in them is a record's, or follows from one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from html import escape
from urllib.parse import quote

from feedgenerator import Atom1Feed

from ssj_publish.core.clock import ZONE
from ssj_publish.core.state import Draw, State
from ssj_publish.site.blocks import day, moment
from ssj_publish.site.pages import draws, oversight, places
from ssj_publish.site.view import View
from ssj_publish.words import labels

#: How many entries a feed has at most, newest first.
MOST = 50
TITLES = {"draws": "随机抽取", "results": "检查结果", "overdue": "逾期事项", "irregularities": "异常情况"}


@dataclass(frozen=True, slots=True)
class Post:
    """An entry; ``about`` is what it is about, and stays the same when the entry changes; ``told`` is plain text."""

    about: str
    title: str
    url: str
    published: datetime
    updated: datetime
    told: str


class _Feed(Atom1Feed):  # type: ignore[misc]  # feedgenerator ships no types
    """A feed without entries is as old as the ledger's newest record, not as the clock says."""

    newest: datetime

    def latest_post_date(self) -> datetime:
        times: list[datetime] = [item["updateddate"] for item in self.items]
        return max([self.newest, *times])


def files(view: View, name: str, root: str) -> Iterator[tuple[str, bytes]]:
    """Address and content of each feed; ``name`` is the site's, ``root`` its address, or empty where links are relative."""
    made = (
        ("draws", _draws(view)), ("results", _results(view)), ("overdue", _overdue(view)),
        ("irregularities", _irregularities(view)),
    )  # fmt: skip
    for feed, posts in made:
        yield f"feeds/{feed}.atom", atom(view, f"{name}：{TITLES[feed]}", feed, list(posts), root)


def atom(view: View, title: str, feed: str, posts: list[Post], root: str) -> bytes:
    """The feed ``feed``: its newest entries."""
    state, base = view.state, root or ".."
    made = _Feed(
        title, f"{base}/index.html", None, language="zh-CN", author_name=state.bureau,
        feed_url=f"{base}/feeds/{feed}.atom", feed_guid=_name(state, feed),
    )  # fmt: skip
    made.newest = view.times.newest
    for post in sorted(posts, key=lambda one: (one.updated, one.about), reverse=True)[:MOST]:
        made.add_item(
            post.title, f"{base}/{post.url}", escape(post.told), unique_id=_name(state, post.about),
            pubdate=post.published, updateddate=post.updated,
        )  # fmt: skip
    whole: bytes = made.writeString("utf-8").encode()
    return whole


def _name(state: State, about: str) -> str:
    """A name for good (a tag URI, RFC 4151): it does not change with the site's address."""
    authority, _, path = state.origin.partition("/")
    return f"tag:{authority},{state.genesis.time:%Y-%m-%d}:{quote(path)}/{quote(about)}"


def _draws(view: View) -> Iterator[Post]:
    for one in view.state.draws.values():
        task = view.state.tasks[one.commit.task].task.name
        title = f"{task}（{places.draw_name(one)}）：{draws.status(one).text}"
        told = f"{moment(one.record.time)} 写下承诺，抽取 {draws.sample(one)}。"
        if one.result is not None:
            told += f"{moment(one.result.time)} 公开结果。"
        yield Post(one.id, title, places.draw(one).href, one.record.time, _touched(one), told)


def _touched(one: Draw) -> datetime:
    """When a draw last took a step."""
    return max(
        step.time for step in (one.record, one.seal, one.result, one.void, *one.substitutions) if step is not None
    )


def _results(view: View) -> Iterator[Post]:
    state = view.state
    for id_, one in state.results.items():
        if one.in_force:
            visit = state.visits[one.result.visit]
            body = places.body(state, visit.visit.body).text
            title = f"{body}：{labels.RESULTS[one.result.code]}"
            told = f"{day(visit.visit.date)} 检查，事项 {places.item(state, one.result.item).text}。"
            updated = max(record.time for record in (one.record, *one.corrections))
            yield Post(id_, title, places.visit(visit.record).href, one.record.time, updated, told)


def _irregularities(view: View) -> Iterator[Post]:
    """Each once, on the day on which it came about."""
    for one in view.irregularities:
        since = datetime.combine(one.day, time(), ZONE)
        title = labels.IRREGULARITIES[one.code]
        told = labels.irregularity(view.state, one)
        yield Post(f"irregular/{one.key}", title, places.IRREGULARITIES[1], since, since, told)


def _overdue(view: View) -> Iterator[Post]:
    """Overdue from the first moment of the day after the last day."""
    for one in view.owed:
        if one.day is not None and one.overdue(view.today):
            since = datetime.combine(one.day + timedelta(days=1), time(), ZONE)
            what = oversight.about(view.state, one).text
            told = f"期限 {one.day}，责任科室：{places.role(view.state, one.role)}。"
            ids = (one.what, one.task, one.body, one.item, one.inspector, str(one.year or ""), one.record)
            title = f"{what}：{labels.DUES[one.what]}逾期" if what else f"{labels.DUES[one.what]}逾期"
            yield Post("/".join(("due", *ids)), title, places.DUE[1], since, since, told)
