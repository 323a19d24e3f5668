"""Atom feeds (RFC 4287): one a body, one a town, and one for each thing that anybody may want to follow everywhere.

Every time in them is a record's, or follows from one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, time, timedelta
from functools import partial
from html import escape
from typing import Any
from urllib.parse import quote

from feedgenerator import Atom1Feed

from ssj_publish.core.clock import ZONE
from ssj_publish.core.reading import towns
from ssj_publish.core.state import Draw, State
from ssj_publish.site.blocks import moment
from ssj_publish.site.opendata import posts
from ssj_publish.site.opendata.posts import Post
from ssj_publish.site.pages import draws, owing, places
from ssj_publish.site.pages.towns import UNSAID
from ssj_publish.site.view import View
from ssj_publish.words import labels

#: How many entries a feed has at most, newest first.
MOST = 50
TITLES = {
    "draws": "随机抽取",
    "results": "检查结果",
    "cases": "依法处理",
    "registers": "名录和清单的变动",
    "corrections": "更正与撤回",
    "overdue": "逾期事项",
    "irregularities": "异常情况",
}


class _Feed(Atom1Feed):  # type: ignore[misc]  # feedgenerator ships no types
    """A feed without entries is as old as the ledger's newest record, not as the clock says."""

    newest: datetime

    def latest_post_date(self) -> datetime:
        times: list[datetime] = [item["updateddate"] for item in self.items]
        return max(times, default=self.newest)


def files(view: View, name: str, root: str) -> Iterator[tuple[str, bytes]]:
    """Address and content of each feed that is about everybody; ``name`` is the site's, ``root`` its address, or empty
    where links are relative."""
    made: tuple[tuple[str, Iterable[Post]], ...] = (
        ("draws", _draws(view)), ("results", _alone(posts.results(view))), ("cases", _alone(posts.cases(view))),
        ("registers", posts.changes(view)), ("corrections", posts.amendments(view)), ("overdue", _overdue(view)),
        ("irregularities", _irregularities(view)),
    )  # fmt: skip
    for feed, found in made:
        yield f"feeds/{feed}.atom", atom(view, f"{name}：{TITLES[feed]}", feed, list(found), root)


def local(view: View, name: str, root: str) -> Iterator[tuple[str, Any, Callable[[], bytes]]]:
    """The feed of each body and each town: its address, the values that go into it, and its maker."""
    state = view.state
    of: dict[str, list[Post]] = {id_: [] for id_ in sorted(state.bodies.history)}
    for finder in (posts.results, posts.cases, posts.drawn, posts.entries, posts.odd, posts.answers):
        for id_, post in finder(view):
            of[id_].append(post)
    towns_: dict[int, list[Post]] = defaultdict(list)
    titles: dict[int, str] = {}
    for id_, found in of.items():
        body = state.bodies.latest(id_)
        title = f"{name}：{body.name if body else id_}"
        yield _made(view, title, f"bodies/{places.file_name(id_)}", found, root)
        town = towns.town_of(state, id_)
        number = view.towns[town] if town is not None else towns.UNSAID
        titles[number] = town or UNSAID
        towns_[number] += found
    for number, found in sorted(towns_.items()):
        yield _made(view, f"{name}：{titles[number]}", f"towns/{number}", found, root)


def _made(view: View, title: str, feed: str, found: list[Post], root: str) -> tuple[str, Any, Callable[[], bytes]]:
    found = _newest(found)
    values = [title, root, view.state.bureau, _name(view.state, feed), found]
    return f"feeds/{feed}.atom", values, partial(atom, view, title, feed, found, root)


def atom(view: View, title: str, feed: str, found: list[Post], root: str) -> bytes:
    """The feed ``feed``: its newest entries."""
    state, base = view.state, root or "/".join([".."] * (1 + feed.count("/")))
    made = _Feed(
        title, f"{base}/index.html", None, language="zh-CN", author_name=state.bureau,
        feed_url=f"{base}/feeds/{feed}.atom", feed_guid=_name(state, feed),
    )  # fmt: skip
    made.newest = view.times.newest
    for post in _newest(found):
        made.add_item(
            post.title, f"{base}/{post.url}", escape(post.told), unique_id=_name(state, post.about),
            pubdate=post.published, updateddate=post.updated,
        )  # fmt: skip
    whole: bytes = made.writeString("utf-8").encode()
    return whole


def _newest(found: Iterable[Post]) -> list[Post]:
    return sorted(found, key=lambda one: (one.updated, one.about), reverse=True)[:MOST]


def _alone(found: Iterable[posts.Told]) -> Iterator[Post]:
    return (post for _, post in found)


def _name(state: State, about: str) -> str:
    """A name for good (a tag URI, RFC 4151): it does not change with the site's address."""
    authority, _, path = state.origin.partition("/")
    return f"tag:{authority},{state.genesis.time:%Y-%m-%d}:{quote(path)}/{quote(about)}"


def _draws(view: View) -> Iterator[Post]:
    for one in view.state.draws.values():
        task = view.state.tasks[one.commit.task].task.name
        title = f"{task}（{places.draw_name(one)}）：{draws.status(one).text}"
        told = f"{moment(one.record.time)} 写下承诺，抽取 {draws.sample(one).text}。"
        if one.result is not None:
            told += f"{moment(one.result.time)} 公开结果。"
        yield Post(one.id, title, places.draw(one).href, one.record.time, _touched(one), told)


def _touched(one: Draw) -> datetime:
    """When a draw last took a step."""
    return max(
        step.time for step in (one.record, one.seal, one.result, one.void, *one.substitutions) if step is not None
    )


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
            what = owing.about(view.state, one).text
            told = f"期限 {one.day}，责任科室：{places.role(view.state, one.role)}。"
            ids = (one.what, one.task, one.body, one.item, one.inspector, str(one.year or ""), one.record)
            title = f"{what}：{labels.DUES[one.what]}逾期" if what else f"{labels.DUES[one.what]}逾期"
            yield Post("/".join(("due", *ids)), title, places.DUE[1], since, since, told)
