"""监督、更正与撤回、应办与逾期、培训、年度总结."""

from __future__ import annotations

from collections.abc import Iterator

from ssj_publish.core.kinds.oversight import Summary
from ssj_publish.core.reading import deadlines
from ssj_publish.core.reading.needs import needs
from ssj_publish.core.reading.training import coverage
from ssj_publish.core.rules.drawing import party
from ssj_publish.core.state import State
from ssj_publish.site.blocks import (
    Block,
    Cell,
    Page,
    Prose,
    Section,
    Table,
    day,
    facts,
    listed,
    moment,
    section,
    sections,
    table,
)
from ssj_publish.site.pages import answers, owing, places, watching
from ssj_publish.site.pages.visits import amendments
from ssj_publish.site.view import View
from ssj_publish.words import labels


def pages(view: View) -> Iterator[Page]:
    """Oversight with the way to the rest, then each of the rest that has something in it."""
    rest = [
        page
        for page in (
            due(view),
            _corrections(view),
            answers.feedback(view),
            _trainings(view),
            answers.outreach(view),
            _summaries(view),
        )
        if page is not None
    ]
    lead = "纪检组参加每一次抽取，意见写入台账后谁也不能改、不能撤，包括教育局自己。"
    odd = (places.IRREGULARITIES[0], Cell(f"共 {len(view.irregularities)} 项", places.IRREGULARITIES[1]))
    ways = facts(odd, *((page.title, Cell(page.lead, page.url)) for page in rest))
    parts = sections(
        section("监督意见", _supervision(view.state)),
        section("还可以看", ways),
        section("落实得怎样", watching.follow_ups(view)),
        section("纪检组待办", watching.todo(view)),
        section("回访抽样", *watching.samples(view)),
        _recusals(view.state),
    )
    yield Page(places.OVERSIGHT[1], "监督", lead, parts, places.OVERSIGHT)
    yield from rest


def due(view: View) -> Page:
    """What is owed, overdue first."""
    owed = view.owed
    late = [one for one in owed if one.overdue(view.today)]
    coming = [one for one in owed if not one.overdue(view.today)]
    fine = Prose(("没有逾期事项。",), "ok") if not late else None
    parts = sections(
        section("已经逾期", fine, owing.listing(view, late, "期限已过、还没有做的")),
        section("将要到期", owing.listing(view, coming, "按期限排列")),
        section("抽取名单按期公开了吗", *_openings(view)),
    )
    lead = f"截至 {view.today}：待办 {len(owed)} 项，其中逾期 {len(late)} 项。"
    return Page(places.DUE[1], places.DUE[0], lead, parts, places.OVERSIGHT, feed="feeds/overdue.atom")


def _openings(view: View) -> list[Block]:
    """How many draws were opened when they should, ever; the others one by one, with whoever has not opened a
    secret."""
    state = view.state
    due = [one for one in state.draws.values() if one.result is not None or one.commit.opens.date() < view.today]
    if not due:
        return []
    late = deadlines.late_openings(state, view.today, view.times)
    told = f"每次抽取的承诺都写明最迟何时公开名单。已经到期或公开的 {len(due)} 次，按期 {len(due) - len(late)} 次，逾期 {len(late)} 次。"
    rows = []
    for one in late:
        name = places.draw(one, state.tasks[one.commit.task].task.name)
        ended = (
            Cell(f"{moment(one.result.time)} 公开", tone="warn") if one.result else Cell("至今没有公开", tone="late")
        )
        kept = [places.role(state, party(state, secret)) for secret in one.secrets if secret.id not in one.opened]
        rows.append((name, moment(one.commit.opens), ended, listed(kept) or None))
    caption = "逾期的，一次不落，作废的也算"
    return [
        Prose((told,), "ok" if not late else "warn"),
        table(caption, ("抽取", "应在此时之前公开", "实际", "还没有公开秘密的"), rows),
    ]


def _supervision(state: State) -> Table:
    rows = [
        (moment(one.time), Cell(labels.LEVELS[one.body.level], tone="ok" if one.body.level == "none" else "warn"), one.body.finding,
         f"{len(one.body.subjects)} 条", places.record(one))
        for one in reversed(state.supervisions)
    ]  # fmt: skip
    return table("新的在前", ("时间", "程度", "意见", "所涉记录", "台账"), rows)


def _recusals(state: State) -> Section | None:
    rows = [
        (places.inspector(state, one.body.inspector), places.body(state, one.body.body), labels.GROUNDS[one.body.ground],
         moment(one.record.time), Cell("已撤回", tone="quiet") if one.retraction else Cell("有效", tone="ok"), places.record(one.record))
        for one in reversed(state.recusals.values())
    ]  # fmt: skip
    return section(
        "回避登记", table("只公开类别，不公开详情", ("检查人员", "对象", "类别", "登记时间", "状态", "台账"), rows)
    )


def _corrections(view: View) -> Page | None:
    rows = amendments(view.amended)
    withheld = _withholdings(view.state)
    void = _annulments(view.state)
    if not rows and not withheld.rows and not void.rows:
        return None
    lead = f"写错了可以更正、撤回，但要写明理由，原文仍然看得到。共 {len(rows)} 次。"
    listing = table("新的在前", ("时间", "种类", "原记录", "理由", "台账"), rows)
    parts = sections(section("全部更正与撤回", listing), section("宣告无效", void), section("依法不再公开", withheld))
    return Page(
        places.CORRECTIONS[1], places.CORRECTIONS[0], lead, parts, places.OVERSIGHT, feed="feeds/corrections.atom"
    )


def _annulments(state: State) -> Table:
    """What was declared void, by whom it must be; the original stays legible."""
    rows = [
        (moment(one.time), labels.ANNULMENTS[one.body.ground], one.body.explanation,
         places.record(state.records[one.body.target]), places.record(one))
        for one in reversed(state.annulments)
    ]  # fmt: skip
    return table("新的在前，原文都在台账里", ("时间", "情形", "说明", "原记录", "台账"), rows)


def _withholdings(state: State) -> Table:
    """Each decision to take contents from public view, in force for good; what the contents were is not told."""
    found = {one.withheld.id: one.withheld for one in state.references.values() if one.withheld is not None}
    rows = [
        (moment(one.time), labels.WITHHOLDINGS[one.body.ground], one.body.document, one.body.explanation,
         places.record(state.records[one.body.target]), places.record(one))
        for one in sorted(found.values(), key=lambda one: one.seq, reverse=True)
    ]  # fmt: skip
    return table("新的在前", ("时间", "依据", "文书", "说明", "原记录", "台账"), rows)


def _trainings(view: View) -> Page | None:
    parts = []
    for one in reversed(list(view.state.trainings.values())):
        if one.in_force:
            names = [(places.inspector(view.state, id_),) for id_ in one.body.inspectors]
            told = facts(("日期", day(one.body.date)), ("学时", one.body.hours), ("台账", places.record(one.record)))
            people = table("参加的检查人员", ("姓名",), names)
            parts.append(section(one.body.title, told, Prose(tuple(one.body.content.split("\n"))), people))
    if not parts:
        return None
    lead = f"检查人员和经办人员受过什么培训。共 {len(parts)} 次。"
    whole = sections(
        section("抽到的检查人员，当年培训过多少", *_coverage(view)), section("哪些地方需要培训", _needs(view)), *parts
    )
    return Page(places.TRAININGS[1], places.TRAININGS[0], lead, whole, places.OVERSIGHT)


def _coverage(view: View) -> list[Block]:
    """Year by year, the share of those who were drawn, and who is missing."""
    state = view.state
    rows = []
    for one in reversed(coverage(state)):
        share = 1000 * len(one.trained) // len(one.drawn)
        told = Cell(f"{len(one.trained)} 人，占 {share // 10}%", tone="warn" if one.missing else "ok", bar=share)
        names = listed(places.inspector_name(state, id_) for id_ in one.missing)
        rows.append((f"{one.year} 年", f"{len(one.drawn)} 人", told, names or "没有"))
    required = state.settings.training_required
    rule = (
        "当年没有培训过的，不进入抽取。"
        if required
        else "没有培训过的也可能被抽到；是否只抽培训过的，由本局的设置决定。"
    )
    return [Prose((rule,)), table("按任务所在的年度", ("年度", "抽到", "其中当年培训过", "还没有培训的"), rows)]


def _needs(view: View) -> Table:
    """What went wrong in each office's records, year by year."""
    rows = [
        (f"{one.year} 年", places.role(view.state, one.office), f"{one.late} 项", f"{one.corrected} 次",
         f"{one.annulled} 次", f"{one.unapproved} 次")
        for one in needs(view.state, view.times, view.today)
    ]  # fmt: skip
    head = ("年度", "科室", "逾期公示的结果", "更正和撤回", "宣告无效的检查", "缺审批或补办太晚")
    return table("由台账算出，供安排培训参考；没有差错的科室不列", head, rows)


def _chapters(body: Summary) -> list[Block]:
    """The five sections, each under its name."""
    told: list[str] = []
    for name in ("practice", "outcomes", "shortcomings", "lessons", "rules"):
        told += [f"【{labels.field(Summary, name)}】", *getattr(body, name).split("\n")]
    return [Prose(tuple(told))]


def _summaries(view: View) -> Page | None:
    parts = []
    for one in reversed(view.state.summaries.values()):
        if one.in_force:
            counted = one.body.figures
            told = facts(
                ("任务", f"{counted.tasks} 项"),
                ("抽取", f"{counted.draws} 次，其中作废 {counted.voided} 次"),
                ("抽中", f"{counted.drawn} 家次"),
                ("检查", f"{counted.visited} 家次"),
                ("公示结果", f"{counted.results} 项，其中逾期 {counted.late} 项"),
                ("发现问题", f"{counted.problems} 项"),
                ("立案", f"{counted.cases} 件，已结案 {counted.closed} 件"),
                ("台账", places.record(one.record)),
            )
            parts.append(section(one.body.title, told, *_chapters(one.body)))
    if not parts:
        return None
    lead = "一年做了多少、发现了什么。数字都由台账算出，写错的总结写不进台账。"
    return Page(places.SUMMARIES[1], places.SUMMARIES[0], lead, sections(*parts), places.OVERSIGHT)
