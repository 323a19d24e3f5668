"""Visits with each office's results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

import msgspec

from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.inspection import SealProof, ThirdParty, Visit
from ssj_publish.core.living import Amendable, ResultState, VisitState
from ssj_publish.core.reading import approvals, burden, deadlines, ways
from ssj_publish.core.records import Record
from ssj_publish.core.state import State
from ssj_publish.site import papers, qr
from ssj_publish.site.blocks import (
    Cell,
    Facts,
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
from ssj_publish.site.disclosed import words
from ssj_publish.site.pages import lots, outcomes, places, replies, towns
from ssj_publish.site.view import View
from ssj_publish.words import labels


def pages(view: View) -> Iterator[Page]:
    """All of them, one after another."""
    return lots.together(in_lots(view))


def in_lots(view: View) -> Iterator[lots.Lot[Page]]:
    """The list of results and that of visits, and two pages a visit."""
    if not view.state.visits:
        return
    yield partial(_lists, view)
    yield from lots.of(lambda visit: (_visit(view, *visit), _form(view, visit[1])), list(view.state.visits.items()))


def _lists(view: View) -> Iterator[Page]:
    yield _results(view, [one for one in view.state.results.values() if one.in_force])
    made = sorted(view.state.visits.values(), key=lambda one: one.record.seq, reverse=True)
    yield _visits(view, *([one for one in made if one.in_force is wanted] for wanted in (True, False)))


def _results(view: View, found: Sequence[ResultState]) -> Page:
    state = view.state
    rows = []
    for one in reversed(found):
        visit = state.visits[one.result.visit]
        body, item = state.bodies.latest(visit.visit.body), state.items.latest(one.result.item)
        rows.append(
            (
                places.visit(visit.record, places.body(state, visit.visit.body).text),
                body.town if body else None,
                body.type if body else None,
                item.name if item else one.result.item,
                outcomes.told(state, one),
                day(view.times.day(one.record)),
                punctual(view, one),
                places.role(state, item.office) if item else None,
                day(visit.visit.date),
                outcomes.sort(one),
                labels.WAYS[ways.way(state, visit.visit)],
                places.role(state, ways.office(state, visit.visit)),
            )
        )
    chosen = (
        "乡镇",
        "类型",
        "事项",
        "结果",
        "公示日期",
        "时限",
        "科室",
        "检查日期",
        "查出了什么",
        "检查种类",
        "检查科室",
    )
    listing = msgspec.structs.replace(
        table("新的在前；点对象看检查记录", ("对象", *chosen), rows, chosen, grows=True),
        unseen=("查出了什么", "检查种类", "检查科室"),
    )
    days = state.settings.result_days
    lead = f"检查后 {days} 个工作日内公示；晚了的照样公示，并标明逾期。"
    parts = sections(section(f"已公示的结果（{len(rows)}）", listing))
    return Page(places.RESULTS[1], places.RESULTS[0], lead, parts, places.RESULTS, feed="feeds/results.atom")


def _visits(view: View, made: Sequence[VisitState], undone: Sequence[VisitState]) -> Page:
    """Every visit, those without any result too, newest first. What was taken back stands below, and is not counted."""
    listing = msgspec.structs.replace(towns.visits(view, made), grows=True)
    parts = sections(
        section(f"检查（{len(made)} 家次）", listing),
        section(f"已撤回和宣告无效的（{len(undone)}）", towns.visits(view, undone)),
    )
    bodies = len({one.visit.body for one in made})
    lead = (
        f"台账里的每一次检查，随机抽中的、日常的、因线索去的都在内：共 {len(made)} 家次，到过 {bodies} 个对象。"
        "一个对象去过几次，就算几家次。"
        + (f"另有 {len(undone)} 次已经撤回或宣告无效，列在最后，不计入次数。" if undone else "")
    )
    return Page(places.VISITS[1], places.VISITS[0], lead, parts, places.RESULTS)


def punctual(view: View, one: ResultState) -> Cell:
    """Whether a result came in time."""
    return Cell("逾期公示", tone="late") if one.record.id in view.late else Cell("按期", tone="ok")


def _visit(view: View, id_: str, one: VisitState) -> Page:
    state, visit = view.state, one.visit
    name = places.body(state, visit.body).text
    files = [(one.name, f"{one.size} 字节", Cell(one.sha256, tone="mono")) for one in visit.evidence]
    evidence = table("证据留在科室，这里只公开指纹", ("名称", "大小", "SHA-256"), files)
    void = one.annulment
    withdrawn = Prose((annulled(void),), "warn") if void else None
    parts = sections(
        section("现在的状态", withdrawn),
        *(_result(view, one, item) for item in visit.items),
        section("外部门的结果", _partners(view, one)),
        section("检查记录", _told(view, id_, visit), evidence),
        section("封存证明", *_proof(visit), folded=True),
        section("更正与撤回", _amendments([one, *view.findings[id_]])),
        section("已宣告无效的结果", _voided(view, id_)),
    )
    url = places.visit(one.record).href
    lead = f"{labels.METHODS[visit.method]}，{len(visit.items)} 个事项，已公示 {len(one.results)} 项结果。"
    valid = "已宣告无效" if void else "有效"
    title = f"{name}：{day(visit.date)} 检查结果"
    # Dated like a draw's page: by the newest of what it is there to publish.
    published = max([one.record.time, *(state.results[result].record.time for result in one.results.values())])
    return Page(
        url,
        title,
        lead,
        parts,
        places.RESULTS,
        moment(published),
        made=day(visit.date),
        valid=valid,
        scripts=("expired",),
    )


def _partners(view: View, one: VisitState) -> Table:
    """What departments outside the bureau found on the joint visit, and who says so."""
    state = view.state
    found = [state.partners[id_] for id_ in one.partners.values()]
    rows = [
        (places.role(state, said.body.partner), said.body.matter, labels.RESULTS[said.body.code],
         listed(places.role(state, state.keyring.holder[by.key]) for by in said.record.signatures),
         listed(file.name for file in said.body.evidence), places.record(said.record))
        for said in found
    ]  # fmt: skip
    caption = "联合检查中，外部门各自的结果；没有密钥的部门，由科室凭其文书录入"
    return table(caption, ("部门", "检查内容", "结果", "签署", "文书", "台账"), rows)


def _form(view: View, one: VisitState) -> Page:
    """检查记录表: the same as the paper, to be printed."""
    state, record = view.state, one.record
    parts = papers.form_sections(state, record, lambda value: words(view, value))
    name = places.body(state, one.visit.body).text
    address = f"{view.address}/{places.visit(record).href}" if view.address else ""
    code = section("核对", qr.qr("扫码看这次检查和结果", address)) if address else None
    signs = facts(("检查人员签名", "　"), ("被检查单位负责人（职务、签字或盖章）", "　"))
    return Page(
        places.form(record).href,
        f"{name}：{day(one.visit.date)} 检查记录表",
        "可以直接打印（A4）。内容与台账一致，台账里没有的留空。",
        (*parts, *sections(section("签字", signs), code)),
        places.RESULTS,
        moment(record.time),
        made=day(one.visit.date),
        valid="已宣告无效" if one.annulment else "有效",
        scripts=("expired",),
    )


def annulled(record: Record[Annulment]) -> str:
    """Why a record is void, and since when."""
    ground = labels.ANNULMENTS[record.body.ground]
    return f"已于 {day(record.time.date())} 宣告无效（{ground}）：{record.body.explanation}"


def _voided(view: View, id_: str) -> Table:
    """Results that were annulled: struck, and still to be read."""
    rows = [
        (
            places.item(view.state, one.result.item),
            Cell(labels.RESULTS[one.result.code], tone="struck"),
            annulled(one.annulment),
            places.record(one.record),
        )
        for one in view.findings[id_]
        if one.annulment is not None
    ]
    return table("原文都在台账里", ("事项", "原结果", "为什么无效", "台账"), rows)


def _approval(view: View, id_: str) -> Cell | None:
    """How a visit that needs an approval stands with it."""
    found = approvals.standing(view.state, id_, view.today, view.times)
    if found == "not-needed":
        return None
    tone = "late" if found in ("late", "missing") else "warn" if found == "waiting" else "ok"
    given = [one for one in view.state.approvals.values() if id_ in one.body.visits and one.in_force]
    own = view.state.visits[id_].visit.approval
    record = view.state.records[own] if own is not None else given[0].record if given else None
    paper = f"：{record.body.document}" if record is not None and record.body.document else ""
    return Cell(f"{labels.APPROVED[found]}{paper}", places.record_url(record) if record is not None else "", tone)


def _told(view: View, id_: str, visit: Visit) -> Facts:
    state = view.state
    return facts(
        ("对象", places.body(state, visit.body)),
        ("检查日期", day(visit.date)),
        ("检查种类", labels.WAYS[ways.way(state, visit)]),
        ("为什么去", _grounds(view, visit)),
        ("检查审批", _approval(view, id_)),
        ("一并完成的抽取", _also(view, visit)),
        ("一并核查的个案", _also_approved(view, visit)),
        ("方式", _method(view, id_, visit)),
        ("现场时间", f"{visit.arrived} 至 {visit.left}，{burden.minutes(visit)} 分钟" if visit.arrived else None),
        ("校历停检日检查的理由", words(view, visit.closed_reason)),
        ("检查人员", listed(places.inspector_name(state, one) for one in visit.inspectors)),
        ("委托第三方", _commissioned(visit.third_party) if visit.third_party else None),
        ("采用其他部门的结论", listed(f"{one.department} {words(view, one.document)}" for one in visit.other_findings)),
        ("对象方签字", words(view, visit.signed_by)),
        ("没有签字的原因", words(view, visit.unsigned_reason)),
        ("检查通知", f"{visit.notice.document}，{day(visit.notice.date)} 送达" if visit.notice else None),
        (
            "出示执法证",
            Cell(labels.SHOWN[visit.shown], tone="ok" if visit.shown == "yes" else "late") if visit.shown else None,
        ),
        ("省级扫码入企编号", visit.province_code),
        ("检查人员确认", _confirmed(state, visit)),
        ("说明", words(view, visit.note)),
        ("检查记录表", places.form(state.visits[id_].record)),
    )


def _method(view: View, id_: str, visit: Visit) -> Cell:
    """How it was inspected; of items that the list would have inspected otherwise, how."""
    seq = view.state.visits[id_].record.seq
    items = [item for one in visit.items if (item := view.state.items.as_of(one, seq)) is not None]
    others = [
        f"“{item.name}”在抽查事项清单里是{listed(labels.METHODS[one] for one in item.methods)}"
        for item in items
        if visit.method not in item.methods
    ]
    text = labels.METHODS[visit.method]
    return Cell(f"{text}；{listed(others)}，这次与其他事项一并进行", tone="warn") if others else Cell(text)


def _confirmed(state: State, visit: Visit) -> str | None:
    """Who of the team stands by the record, and how."""
    return (
        listed(
            f"{places.inspector_name(state, one.inspector)}（{'本人签名' if one.key else '科室代为确认'}）"
            for one in visit.confirmations
        )
        or None
    )


def _commissioned(firm: ThirdParty) -> str:
    """The firm, what it does, and on what papers."""
    told = (
        f"合同 {firm.contract}" if firm.contract else "",
        f"资质 {firm.qualification}" if firm.qualification else "",
        f"报告 {firm.report.name}，SHA-256 {firm.report.sha256}" if firm.report else "",
    )
    return f"{firm.name}（{firm.scope}）" + "".join(f"；{one}" for one in told if one)


def _also(view: View, visit: Visit) -> Cell | None:
    """The other draws that the one visit serves; the first one is linked."""
    drawn = [view.state.draws[one.draw] for one in visit.also]
    names = listed(view.state.tasks[one.commit.task].task.name for one in drawn)
    return places.draw(drawn[0], names) if drawn else None


def _also_approved(view: View, visit: Visit) -> Cell | None:
    """The approvals that the visit of a draw answers too; the first one is linked."""
    found = [view.state.approvals[id_] for id_ in visit.also_approved]
    names = listed(
        f"{labels.TRIGGERS[one.body.trigger.kind]}（{one.body.document}）" for one in found if one.body.trigger
    )
    return Cell(names, places.record_url(found[0].record)) if found else None


def _grounds(view: View, visit: Visit) -> Cell | str | None:
    state = view.state
    if visit.draw is not None:
        draw = state.draws[visit.draw]
        return places.draw(draw, f"随机抽取：{state.tasks[draw.commit.task].task.name}")
    if visit.elsewhere is not None:
        one = state.elsewhere[visit.elsewhere]
        return places.task(state, one.body.task)
    if visit.trigger is None:
        return "日常检查，不经过抽取"
    cause = visit.trigger
    when = f"{labels.TRIGGERS[cause.kind]}，{day(cause.date)} 收到，编号 {cause.number}"
    return f"个案检查，不经过抽取。起因：{when}（{words(view, cause.note)}）"


def _result(view: View, visit: VisitState, item: str) -> Section | None:
    state = view.state
    name = places.item(state, item).text
    id_ = visit.results.get(item)
    if id_ is None:
        if not visit.in_force:
            return None
        due = deadlines.due_of(state, visit, view.times)
        if due is not None and view.today > due:
            return section(name, Prose((f"结果尚未公示，应于 {due} 前公示，已经逾期。",), "warn"))
        when = f"最迟 {due} 公示。" if due else "台账中还没有该年的放假安排，期限暂不能计算。"
        return section(name, Prose((f"结果尚未公示，{when}",), "note"))
    one = state.results[id_]
    result = one.result
    told = facts(
        ("结果", outcomes.told(state, one)),
        ("发现的问题", words(view, result.finding)),
        ("处理措施", words(view, result.action)),
        ("整改期限", day(result.rectify_by) if result.rectify_by else None),
        ("案件", places.case(one.case) if one.case else None),
        ("公示时间", moment(one.record.time)),
        ("是否按期公示", punctual(view, one)),
        ("台账", places.record(one.record)),
    )
    tones = {"ok": "ok", "problem": "warn"}
    rows = [
        (check.point, Cell(labels.CHECKS[check.outcome], tone=tones.get(check.outcome, "")), words(view, check.note))
        for check in result.checks
    ]
    head = ("内容", "情况", "说明") if any(check.note for check in result.checks) else ("内容", "情况")
    return section(name, told, table("逐项检查", head, [row[: len(head)] for row in rows]), replies.listed(view, id_))


def _proof(visit: Visit) -> list[Prose | Facts]:
    return [part for one in visit.grounds if one.proof is not None for part in _proved(one.proof)]


def _proved(proof: SealProof) -> list[Prose | Facts]:
    why = (
        "检查的时候，这次抽取的名单还没有公开。",
        "下面的数据证明：这个对象和检查小组确在封存的名单里，没有临时增加；其他对象是谁，从中看不出来。",
    )
    return [
        Prose(why),
        facts(
            ("盐值", Cell(proof.salt, tone="mono")),
            ("小组", listed(proof.team)),
            ("位置", proof.index),
            ("路径", Cell(" ".join(proof.path), tone="mono")),
        ),
    ]


def _amendments(group: Sequence[Amendable]) -> Table:
    return table("原文都在台账里", ("时间", "种类", "原记录", "理由", "台账"), amendments(group))


def amendments(group: Sequence[Amendable]) -> list[tuple[Cell | str, ...]]:
    """Every correction and retraction of ``group``, newest first."""
    found: list[tuple[datetime, int, str, Cell, Record]] = []
    for one in group:
        target = places.record(one.record, f"第 {one.record.seq} 号（{places.kind(one.record)}）")
        found += [(c.time, c.seq, "更正", target, c) for c in one.corrections]
        if one.retraction is not None:
            found.append((one.retraction.time, one.retraction.seq, "撤回", target, one.retraction))
    ordered = sorted(found, key=lambda row: row[:2], reverse=True)
    return [
        (moment(time), word, target, record.body.reason, places.record(record))
        for time, _, word, target, record in ordered
    ]
