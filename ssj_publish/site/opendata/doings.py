"""The sheets of what was done: draws, who was drawn, visits, results, cases, corrections."""

from __future__ import annotations

from collections.abc import Iterator

from ssj_publish.core.draw import beacons
from ssj_publish.core.reading import approvals, deadlines, ways
from ssj_publish.core.reading.irregularities import Irregularity
from ssj_publish.core.records import Record
from ssj_publish.core.state import Case, Draw, ResultState, State, VisitState
from ssj_publish.site.disclosed import ended, words
from ssj_publish.site.opendata.rosters import PAGE, joined
from ssj_publish.site.opendata.sheets import Column, Sheet, Stated, sheet, stated, table
from ssj_publish.site.pages import draws as draw_pages
from ssj_publish.site.pages import places
from ssj_publish.site.view import View
from ssj_publish.words import labels
from ssj_publish.words.csvs import Value

_RECORD = Column("台账编号", "台账中的第几号记录", "integer")
_BODY = Column("对象编号", "监管对象名录中的编号")
_NAME = Column("对象", "对象名称")
_IRREGULAR = tuple(labels.IRREGULARITIES.values())
_DRAW = Column("抽取编号", "任务编号加第几次")


def draws(state: State) -> Sheet:
    """随机抽取, void ones too; of one not yet opened, what its commitment says."""
    columns: tuple[Stated[Draw], ...] = (
        Stated(_DRAW, lambda one: places.draw_name(one)),
        stated("任务编号", "年度抽查任务中的编号", lambda one: one.commit.task),
        stated("第几次", "这项任务的第几次抽取", lambda one: one.commit.ordinal, "integer"),
        stated("承诺时间", "承诺写入台账的时间", lambda one: one.record.time, "datetime"),
        stated("对象数", "抽取池里的对象数", lambda one: sum(s.size for s in one.commit.strata), "integer"),
        stated("抽取数", "应抽取的对象数", lambda one: sum(s.sample for s in one.commit.strata), "integer"),
        stated(
            "随机数",
            "公共随机数的来源：drand 链的名称，或各期彩票，或现场摇珠；空白为没有使用",
            lambda one: _source(state, one),
        ),
        stated("轮次", "drand 的轮次", lambda one: one.commit.beacon.round if one.commit.beacon else None, "integer"),
        stated("是否封存", "检查前名单是否不公开", lambda one: "是" if one.commit.sealed else "否", codes=("是", "否")),
        stated("最迟公开时间", "承诺的最迟公开时间", lambda one: one.commit.opens, "datetime"),
        stated("状态", "进行到哪一步", lambda one: draw_pages.status(one).text),
        stated(
            "公开时间",
            "结果公开的时间；空白为尚未公开",
            lambda one: one.result.time if one.result else None,
            "datetime",
        ),
        stated("种子", "十六进制；空白为尚未公开", lambda one: one.result.body.seed if one.result else None),
        stated(
            "作废情形", "作废的写明情形", lambda one: labels.VOID_REASONS[one.void.body.reason] if one.void else None
        ),
        stated("作废说明", "作废的写明理由", lambda one: one.void.body.explanation if one.void else None),
        Stated(_RECORD, lambda one: one.record.seq),
        Stated(PAGE, lambda one: places.draw(one).href),
    )
    about = "每次抽取的承诺和结果；作废的也列出。重新计算要用每次抽取自己的 JSON。"
    return table("draws", "随机抽取", about, columns, state.draws.values(), "抽取编号", 任务编号=("tasks", "任务编号"))


def _source(state: State, one: Draw) -> str | None:
    commit = one.commit
    if commit.lotteries is not None:
        return joined(f"{labels.LOTTERIES[issue.game]}{issue.issue}" for issue in commit.lotteries.issues)
    if commit.balls is not None:
        return f"现场摇珠（{commit.balls.place}）"
    if commit.beacon is None:
        return None
    known = state.beacon(commit.beacon.chain)
    if known is None or beacons.known(known.chain_hash):
        return commit.beacon.chain
    return labels.beacon(known.id, known.chain_hash)


def drawn(state: State) -> Sheet:
    """抽中对象 of every opened draw: as drawn, and as substitutions left it."""
    fates = ("抽中", "递补抽中", "抽中，后由他人递补", "本会抽中（抽取已作废）")
    columns = (
        _DRAW,
        _BODY,
        _NAME,
        Column("信用等级", "承诺时的等级"),
        Column("签号", "SHA-256，十六进制"),
        Column("结果", "抽中、递补，还是后来退出", codes=fates),
        Column("检查人员", "人员编号，用分号分开；已计入人员的更换"),
    )
    rows = [row for one in state.draws.values() for row in _drawn(state, one, fates)]
    links = {"抽取编号": ("draws", "抽取编号"), "对象编号": ("bodies", "对象编号")}
    return sheet("drawn", "抽中对象", "公开了结果的抽取抽中了谁、由谁检查。", columns, rows, "", **links)


def _drawn(state: State, one: Draw, fates: tuple[str, ...]) -> Iterator[tuple[Value, ...]]:
    if one.outcome is None:
        return
    first = {visitee.body: visitee.team for visitee in one.outcome.drawn}
    for ticket in one.outcome.tickets:
        body = ticket.body
        if body in first or body in one.teams:
            fate = (
                fates[3] if one.void else fates[1] if body not in first else fates[0] if body in one.teams else fates[2]
            )
            team = one.teams.get(body, first.get(body, ()))
            yield (
                places.draw_name(one),
                body,
                places.body(state, body).text,
                ticket.credit_class,
                ticket.ticket,
                fate,
                joined(team),
            )


def visits(view: View) -> Sheet:
    """检查记录 in force."""
    state = view.state
    columns: tuple[Stated[VisitState], ...] = (
        Stated(_RECORD, lambda one: one.record.seq),
        stated("检查日期", "检查日期", lambda one: one.visit.date, "date"),
        Stated(_BODY, lambda one: one.visit.body),
        Stated(_NAME, lambda one: places.body(state, one.visit.body).text),
        stated("事项", "事项编号，用分号分开", lambda one: joined(one.visit.items)),
        stated("方式", "检查方式", lambda one: labels.METHODS[one.visit.method], codes=tuple(labels.METHODS.values())),
        stated("检查人员", "人员编号，用分号分开", lambda one: joined(one.visit.inspectors)),
        stated(
            "抽取编号",
            "由哪次抽取而来；空白为个案检查",
            lambda one: places.draw_name(state.draws[one.visit.draw]) if one.visit.draw else None,
        ),
        stated(
            "一并完成的抽取",
            "同一次检查还完成了哪几次抽取，用分号分开",
            lambda one: joined(places.draw_name(state.draws[also.draw]) for also in one.visit.also),
        ),
        stated("到达时间", "到达对象的时间，几点几分", lambda one: one.visit.arrived),
        stated("离开时间", "离开对象的时间，几点几分", lambda one: one.visit.left),
        stated(
            "个案起因",
            "没有经过抽取的检查的起因",
            lambda one: labels.TRIGGERS[one.visit.trigger.kind] if one.visit.trigger else None,
            codes=tuple(labels.TRIGGERS.values()),
        ),
        stated(
            "检查种类",
            "随机抽查、外部平台抽取、专项、日常还是个案",
            lambda one: labels.WAYS[ways.way(state, one.visit)],
            codes=tuple(labels.WAYS.values()),
        ),
        stated(
            "检查审批",
            "专项和个案检查的审批；其他检查不需要单独审批",
            lambda one: labels.APPROVED[approvals.standing(state, one.record.id, view.today, view.times)],
            codes=tuple(labels.APPROVED.values()),
        ),
        stated(
            "委托第三方",
            "会计师事务所、律师事务所等；不能代替检查人员",
            lambda one: one.visit.third_party.name if one.visit.third_party else None,
        ),
        stated("对象方签字", "签字人的职务", lambda one: words(view, one.visit.signed_by)),
        stated("没有签字的原因", "没有签字的写明原因", lambda one: words(view, one.visit.unsigned_reason)),
        stated("记录时间", "检查记录写入台账的时间", lambda one: one.record.time, "datetime"),
        Stated(PAGE, lambda one: places.visit(one.record).href),
    )
    links = {"对象编号": ("bodies", "对象编号"), "抽取编号": ("draws", "抽取编号")}
    return table(
        "visits",
        "检查记录",
        "每次检查是谁、何时、为什么去的；撤回的见更正与撤回。",
        columns,
        [one for one in state.visits.values() if one.in_force],
        "台账编号",
        **links,
    )


def results(view: View) -> Sheet:
    """检查结果 in force, a row an item."""
    state = view.state

    def of(one: ResultState) -> VisitState:
        return state.visits[one.result.visit]

    columns: tuple[Stated[ResultState], ...] = (
        Stated(_RECORD, lambda one: one.record.seq),
        stated("检查记录", "检查记录的台账编号", lambda one: of(one).record.seq, "integer"),
        Stated(_BODY, lambda one: of(one).visit.body),
        Stated(_NAME, lambda one: places.body(state, of(one).visit.body).text),
        stated("事项编号", "抽查事项清单中的编号", lambda one: one.result.item),
        stated("事项", "事项名称", lambda one: item.name if (item := state.items.latest(one.result.item)) else None),
        stated(
            "检查机关",
            "责任科室",
            lambda one: places.role(state, item.office) if (item := state.items.latest(one.result.item)) else None,
        ),
        stated(
            "检查人员",
            "姓名，用分号分开",
            lambda one: joined(places.inspector_name(state, id_) for id_ in of(one).visit.inspectors),
        ),
        stated("检查日期", "检查日期", lambda one: of(one).visit.date, "date"),
        stated(
            "方式", "检查方式", lambda one: labels.METHODS[of(one).visit.method], codes=tuple(labels.METHODS.values())
        ),
        stated("结果", "检查结果", lambda one: labels.RESULTS[one.result.code], codes=tuple(labels.RESULTS.values())),
        stated("发现的问题", "发现的问题", lambda one: words(view, one.result.finding)),
        stated("处理措施", "处理措施", lambda one: words(view, one.result.action)),
        stated("整改期限", "整改期限", lambda one: one.result.rectify_by, "date"),
        stated("案件编号", "立案的写明编号", lambda one: one.case),
        stated("公示时间", "结果写入台账的时间", lambda one: one.record.time, "datetime"),
        stated(
            "公示期限",
            "最迟公示日期；空白为台账中还没有该年的放假安排",
            lambda one: deadlines.due_of(state, of(one), view.times),
            "date",
        ),
        stated(
            "时限",
            "是否按期公示",
            lambda one: "逾期公示" if one.record.id in view.late else "按期",
            codes=("按期", "逾期公示"),
        ),
        Stated(PAGE, lambda one: places.visit(of(one).record).href),
    )
    links = {"对象编号": ("bodies", "对象编号"), "事项编号": ("items", "事项编号"), "检查记录": ("visits", "台账编号")}
    return table(
        "results",
        "检查结果",
        "每次检查每个事项的结果；更正过的是更正后的内容。",
        columns,
        [one for one in state.results.values() if one.in_force],
        "台账编号",
        **links,
    )


def cases(view: View) -> Sheet:
    """依法处理; what a decision says is left out once its time in public has passed."""
    columns = (
        Column("案件编号", "案件编号"),
        _BODY,
        _NAME,
        Column("承办科室", "承办科室"),
        Column("形式", "责令整改或行政处罚", codes=tuple(labels.FORMS.values())),
        Column("进展", "进行到哪一步", codes=tuple(labels.STAGES.values())),
        Column("立案时间", "立案时间", "datetime"),
        Column("整改期限", "整改期限", "date"),
        Column("决定", "决定的种类；空白为尚未决定，或公示期已届满", codes=tuple(labels.DECISIONS.values())),
        Column("决定文号", "决定的文号；空白同上"),
        Column("决定时间", "决定写入台账的时间", "datetime"),
        Column("公示至", "决定公示到哪一天", "date"),
        Column("结案时间", "结案时间；空白为尚未结案", "datetime"),
        PAGE,
    )
    rows = [_case(view, one) for one in view.state.cases.values()]
    return sheet("cases", "依法处理", "案件从立案到结案。", columns, rows, "案件编号", 对象编号=("bodies", "对象编号"))


def _case(view: View, one: Case) -> tuple[Value, ...]:
    state, opened = view.state, one.opened.body
    decision = next((step for step in reversed(one.steps) if step.kind == "case-decision"), None)
    told: tuple[Value, ...] = (None, None, None, None)
    if decision is not None:
        until = decision.body.public_until
        public = ended(view, decision.kind, decision.body) is None
        what = (
            (labels.DECISIONS[decision.body.decision], words(view, decision.body.document, dated=False))
            if public
            else (None, None)
        )
        told = (*what, decision.time, until)
    closed = next((step.time for step in one.steps if step.kind == "case-close"), None)
    return (
        one.id, opened.body, places.body(state, opened.body).text, places.role(state, opened.office),
        labels.FORMS[opened.form], labels.STAGES["annulled" if one.annulled else one.stage],
        one.opened.time, opened.rectify_by, *told, closed,
        places.url("cases", one.id),
    )  # fmt: skip


def irregularities(view: View) -> Sheet:
    """异常情况, oldest first."""
    state = view.state
    columns: tuple[Stated[Irregularity], ...] = (
        stated("情况", "哪一种异常", lambda one: labels.IRREGULARITIES[one.code], codes=_IRREGULAR),
        stated("代码", "同上，程序用", lambda one: one.code),
        stated("日期", "何时出现", lambda one: one.day, "date"),
        stated("任务编号", "有关的任务；空白为与任务无关", lambda one: one.task or None),
        stated("第几次", "这项任务的第几次抽取", lambda one: one.ordinal or None, "integer"),
        stated(
            "对象编号", "有关的对象，用分号分开；作废的抽取是它本来会抽中的", lambda one: joined(one.bodies) or None
        ),
        stated("说明", "一句话", lambda one: labels.irregularity(state, one)),
        stated(
            "台账编号", "台账中的第几号记录显示了它，用分号分开", lambda one: joined(str(seq) for seq, _ in one.records)
        ),
    )
    about = "符合写入规则但值得追问的情况，由台账推出；每一种找的是什么，见异常情况一页。"
    return table("irregularities", "异常情况", about, columns, view.irregularities)


def kinds_of_visit(view: View) -> Sheet:
    """检查种类: visits and problems by month, office and way."""
    columns: tuple[Stated[ways.Count], ...] = (
        stated("月份", "检查日期所在的月份，如 2025-04", lambda one: one.month),
        stated("科室", "发起或实施检查的科室", lambda one: places.role(view.state, one.office)),
        stated("检查种类", "检查种类", lambda one: labels.WAYS[one.way], codes=tuple(labels.WAYS.values())),
        stated("检查次数", "有效的检查", lambda one: one.visits, "integer"),
        stated("发现问题数", "有问题的结果，一项算一个", lambda one: one.problems, "integer"),
    )
    return table(
        "ways", "检查种类统计", "每个科室每月各种检查的次数和发现的问题数。", columns, list(ways.counts(view.state)), ""
    )


def _why(record: Record) -> str:
    if record.kind == "annulment":
        return f"{labels.ANNULMENTS[record.body.ground]}：{record.body.explanation}"
    return str(record.body.reason)


def corrections(view: View) -> Sheet:
    """更正与撤回, oldest first."""
    columns: tuple[Stated[tuple[Record, str, Record]], ...] = (
        Stated(_RECORD, lambda one: one[2].seq),
        stated("时间", "更正或撤回的时间", lambda one: one[2].time, "datetime"),
        stated("种类", "更正、撤回或宣告无效", lambda one: one[1], codes=("更正", "撤回", "宣告无效")),
        stated("原记录", "原记录的台账编号", lambda one: one[0].seq, "integer"),
        stated("原记录种类", "原记录的种类", lambda one: places.kind(one[0])),
        stated("理由", "理由", lambda one: _why(one[2])),
    )
    found: list[tuple[Record, str, Record]] = [
        (one.record, "更正", record) for one in view.amended for record in one.corrections
    ]
    found += [(one.record, "撤回", one.retraction) for one in view.amended if one.retraction is not None]
    found += [(view.state.records[one.body.target], "宣告无效", one) for one in view.state.annulments]
    return table(
        "corrections",
        "更正与撤回",
        "写错了怎样改的；原文都在台账里。",
        columns,
        sorted(found, key=lambda row: row[2].seq),
        "台账编号",
    )
