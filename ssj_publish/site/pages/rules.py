"""规则的变更: every stage of the rules, what each changed, and the settings in force."""

from __future__ import annotations

from collections.abc import Iterator

from ssj_publish.core.kinds.rules import RuleChange
from ssj_publish.core.reading import effects
from ssj_publish.core.records import Record
from ssj_publish.site.blocks import Page, Section, Table, day, facts, moment, section, sections, table
from ssj_publish.site.pages import places
from ssj_publish.site.view import View
from ssj_publish.words import rules


def pages(view: View) -> Iterator[Page]:
    """One page: rules are public from the founding on."""
    state = view.state
    now = facts(("单位", state.bureau), *rules.told(state.settings))
    parts = sections(
        section("现行的规则", now, _roles(view)),
        *(part for one in reversed(rules.stages(state)[1:]) for part in _stage(view, one)),
    )
    changed = len(state.rules) - 1
    lead = (
        f"规则由创世记录确定，由政策法规科和局领导共同变更，至今 {changed} 次。"
        "变更自那条记录起生效，以前的记录仍按当时的规则核对。"
    )
    yield Page(places.RULE_CHANGES[1], places.RULE_CHANGES[0], lead, parts, places.OVERSIGHT)


def _stage(view: View, one: rules.Stage) -> Iterator[Section | None]:
    record = next(found for found in view.state.records.values() if found.seq == one.seq)
    body: RuleChange = record.body
    told = facts(
        ("文号", body.document), ("理由", body.reason), ("自", moment(record.time)), ("台账", places.record(record))
    )
    changed = table("改了什么", ("变更",), [(line,) for line in one.lines])
    yield section(f"自第 {one.seq} 号起", told, changed)
    if body.settings is not None:
        yield section(f"第 {one.seq} 号变更的前后", _effects(view, record))


def _effects(view: View, record: Record) -> Table:
    """The year before and the year after, in the same numbers: whether the change has helped is for the reader to
    say."""
    rows = [
        (f"{day(span.start)} 至 {day(span.end)}", f"{span.visits} 次", f"{span.bodies} 个", f"{span.results} 项",
         f"{span.late} 项", f"{span.problems} 项")
        for span in effects.beside(view.state, view.times, view.times.day(record), view.today)
    ]  # fmt: skip
    head = ("时间", "检查", "查过的对象", "公示结果", "其中逾期", "发现问题")
    return table("变更前一年和变更后一年（到今天为止）", head, rows)


def _roles(view: View) -> Table:
    ring = view.state.keyring
    rows = [
        (
            role.name,
            rules.role_type(role),
            "有" if role.keys else "没有",
            view.state.name(ring.acting(id_)) if id_ in ring.ended else None,
        )
        for id_, role in ring.roles.items()
    ]
    return table("角色", ("名称", "种类", "现行密钥", "已撤并，由谁接续"), rows)
