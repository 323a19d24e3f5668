"""名录核对: outside lists held against the register of bodies, newest first, and what has been done about the
misses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ssj_publish.core.kinds.comparison import Miss, RegisterComparison
from ssj_publish.core.records import Record
from ssj_publish.core.rules import comparing
from ssj_publish.core.state import State
from ssj_publish.site.blocks import Cell, Page, Section, day, facts, listed, section, sections, table
from ssj_publish.site.pages import places
from ssj_publish.site.view import View
from ssj_publish.words import labels


def pages(view: View) -> Iterator[Page]:
    """One page, where anything was compared."""
    found = view.state.comparisons
    if not found:
        return
    lead = (
        f"名录齐不齐，与外单位的名单比一比就知道。至今比对 {len(found)} 次。"
        "名单本身留在科室，这里公开它的指纹；拿到同一份名单的人可以自己重比。"
    )
    parts = sections(*(_one(view.state, one) for one in reversed(found)))
    yield Page(places.COMPARISONS[1], places.COMPARISONS[0], lead, parts, places.BODIES)


def _one(state: State, record: Record[RegisterComparison]) -> Section | None:
    body = record.body
    told = facts(
        ("名单由谁提供", body.authority),
        ("名单的日期", day(body.date)),
        ("文件", body.source.file),
        ("文件的 SHA-256", Cell(body.source.sha256, tone="mono")),
        ("涵盖的类型", listed(body.types)),
        ("名单中的对象", f"{body.count} 个"),
        ("名录中有的", f"{body.matched} 个"),
        ("台账", places.record(record)),
    )
    index = comparing.indexed(state)
    missing = [
        (one.name, one.code, labels.MISSES[one.reason], one.note, _since(state, index, one)) for one in body.missing
    ]
    surplus = [(places.body(state, id_),) for id_ in body.surplus]
    return section(
        f"{body.title}（{day(record.time.date())} 比对）",
        told,
        table("名单中有、名录中没有的", ("名称", "代码", "原因", "说明", "现在"), missing) if missing else None,
        table("名录中有、名单中没有的", ("对象",), surplus) if surplus else None,
    )


def _since(state: State, index: Mapping[str, str], one: Miss) -> Cell | str:
    """Whether the miss has been made good."""
    id_ = comparing.match(index, one.name, one.code)
    if id_ is not None:
        return Cell(f"已列入，{places.body(state, id_).text}", places.body(state, id_).href, tone="ok")
    return Cell("仍未列入", tone="warn") if one.reason == "to-add" else "不列入"
