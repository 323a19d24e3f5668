"""The sheets of what was done: visits, results, cases."""

from __future__ import annotations

from functools import partial

from ssj_publish.core.living import Case, ResultState, VisitState
from ssj_publish.core.reading import approvals, deadlines, ways
from ssj_publish.site.disclosed import ended, words
from ssj_publish.site.opendata.rosters import BODY, CODE, NAME, PAGE, RECORD, code, offices
from ssj_publish.site.opendata.sheets import Column, Sheet, Stated, Typed, sheet, stated, table
from ssj_publish.site.pages import places
from ssj_publish.site.view import View
from ssj_publish.words import labels


def visits(view: View) -> Sheet:
    """检查记录 in force."""
    links = {"对象编号": ("bodies", "对象编号"), "抽取编号": ("draws", "抽取编号")}
    return table(
        "visits",
        "检查记录",
        "每次检查是谁、何时、为什么去的；撤回的见更正与撤回。",
        (*_when_and_who(view), *_why(view), *_signed(view)),
        [one for one in view.state.visits.values() if one.in_force],
        "台账编号",
        **links,
    )


def _when_and_who(view: View) -> tuple[Stated[VisitState], ...]:
    state = view.state
    return (
        Stated(RECORD, lambda one: one.record.seq),
        stated("检查日期", "date", "检查日期", lambda one: one.visit.date, "date"),
        Stated(BODY, lambda one: one.visit.body),
        Stated(NAME, lambda one: places.body(state, one.visit.body).text),
        Stated(CODE, lambda one: code(state, one.visit.body)),
        stated("事项", "items", "事项编号，用分号分开", lambda one: one.visit.items, many=True),
        stated("方式", "method", "检查方式", lambda one: one.visit.method, words=labels.METHODS),
        stated("检查人员", "inspectors", "人员编号，用分号分开", lambda one: one.visit.inspectors, many=True),
    )


def _why(view: View) -> tuple[Stated[VisitState], ...]:
    """From which draw or on what ground; the hours stand between, where readers of earlier files look for them."""
    state = view.state
    return (
        stated(
            "抽取编号",
            "draw",
            "由哪次抽取而来；空白为个案检查",
            lambda one: places.draw_name(state.draws[one.visit.draw]) if one.visit.draw else None,
        ),
        stated(
            "一并完成的抽取",
            "also_draws",
            "同一次检查还完成了哪几次抽取，用分号分开",
            lambda one: tuple(places.draw_name(state.draws[also.draw]) for also in one.visit.also),
            many=True,
        ),
        stated("到达时间", "arrived", "到达对象的时间，几点几分", lambda one: one.visit.arrived),
        stated("离开时间", "departed", "离开对象的时间，几点几分", lambda one: one.visit.left),
        stated(
            "个案起因",
            "trigger",
            "没有经过抽取的检查的起因",
            lambda one: one.visit.trigger.kind if one.visit.trigger else None,
            words=labels.TRIGGERS,
        ),
        stated(
            "检查种类",
            "way",
            "随机抽查、外部平台抽取、专项、日常还是个案",
            lambda one: ways.way(state, one.visit),
            words=labels.WAYS,
        ),
        stated(
            "检查审批",
            "approval",
            "专项和个案检查的审批；其他检查不需要单独审批",
            lambda one: approvals.standing(state, one.record.id, view.today, view.times),
            words=labels.APPROVED,
        ),
    )


def _signed(view: View) -> tuple[Stated[VisitState], ...]:
    return (
        stated(
            "委托第三方",
            "third_party",
            "会计师事务所、律师事务所等；不能代替检查人员",
            lambda one: one.visit.third_party.name if one.visit.third_party else None,
        ),
        stated("对象方签字", "signed_by", "签字人的职务", lambda one: words(view, one.visit.signed_by)),
        stated(
            "没有签字的原因",
            "unsigned_reason",
            "没有签字的写明原因",
            lambda one: words(view, one.visit.unsigned_reason),
        ),
        stated("记录时间", "time", "检查记录写入台账的时间", lambda one: one.record.time, "datetime"),
        Stated(PAGE, lambda one: places.visit(one.record).href),
    )


def results(view: View) -> Sheet:
    """检查结果 in force, a row an item."""
    links = {"对象编号": ("bodies", "对象编号"), "事项编号": ("items", "事项编号"), "检查记录": ("visits", "台账编号")}
    return table(
        "results",
        "检查结果",
        "每次检查每个事项的结果；更正过的是更正后的内容。",
        (*_looked_at(view), *_found(view)),
        [one for one in view.state.results.values() if one.in_force],
        "台账编号",
        **links,
    )


def _visit_of(view: View, one: ResultState) -> VisitState:
    return view.state.visits[one.result.visit]


def _looked_at(view: View) -> tuple[Stated[ResultState], ...]:
    """On which visit, of whom, for what and by whom."""
    state, of = view.state, partial(_visit_of, view)
    return (
        Stated(RECORD, lambda one: one.record.seq),
        stated("检查记录", "visit", "检查记录的台账编号", lambda one: of(one).record.seq, "integer"),
        Stated(BODY, lambda one: of(one).visit.body),
        Stated(NAME, lambda one: places.body(state, of(one).visit.body).text),
        Stated(CODE, lambda one: code(state, of(one).visit.body)),
        stated("事项编号", "item", "抽查事项清单中的编号", lambda one: one.result.item),
        stated(
            "事项",
            "item_name",
            "事项名称",
            lambda one: item.name if (item := state.items.latest(one.result.item)) else None,
        ),
        stated(
            "检查机关",
            "office",
            "责任科室",
            lambda one: item.office if (item := state.items.latest(one.result.item)) else None,
            words=offices(state),
            closed=False,
        ),
        stated(
            "检查人员",
            "inspector_names",
            "姓名，用分号分开",
            lambda one: tuple(places.inspector_name(state, id_) for id_ in of(one).visit.inspectors),
            many=True,
        ),
        stated("检查日期", "date", "检查日期", lambda one: of(one).visit.date, "date"),
        stated("方式", "method", "检查方式", lambda one: of(one).visit.method, words=labels.METHODS),
    )


def _found(view: View) -> tuple[Stated[ResultState], ...]:
    """What came of it, and when it was made public."""
    state, of = view.state, partial(_visit_of, view)
    return (
        stated("结果", "result", "检查结果", lambda one: one.result.code, words=labels.RESULTS),
        stated("发现的问题", "finding", "发现的问题", lambda one: words(view, one.result.finding)),
        stated("处理措施", "action", "处理措施", lambda one: words(view, one.result.action)),
        stated("整改期限", "rectify_by", "整改期限", lambda one: one.result.rectify_by, "date"),
        stated("案件编号", "case_id", "立案的写明编号", lambda one: one.case),
        stated("公示时间", "time", "结果写入台账的时间", lambda one: one.record.time, "datetime"),
        stated(
            "公示期限",
            "due",
            "最迟公示日期；空白为台账中还没有该年的放假安排",
            lambda one: deadlines.due_of(state, of(one), view.times),
            "date",
        ),
        stated(
            "时限",
            "late",
            "是否按期公示",
            lambda one: one.record.id in view.late,
            "boolean",
            {"no": "按期", "yes": "逾期公示"},
        ),
        Stated(PAGE, lambda one: places.visit(of(one).record).href),
    )


def cases(view: View) -> Sheet:
    """依法处理; what a decision says is left out once its time in public has passed."""
    columns = (
        Column("案件编号", "case_id", "案件编号"),
        BODY,
        NAME,
        CODE,
        Column("承办科室", "office", "承办科室", words=offices(view.state), closed=False),
        Column("形式", "form", "责令整改或行政处罚", words=labels.FORMS),
        Column("进展", "stage", "进行到哪一步", words=labels.STAGES),
        Column("立案时间", "opened", "立案时间", "datetime"),
        Column("整改期限", "rectify_by", "整改期限", "date"),
        Column("决定", "decision", "决定的种类；空白为尚未决定，或公示期已届满", words=labels.DECISIONS),
        Column("决定文号", "document", "决定的文号；空白同上"),
        Column("决定时间", "decided", "决定写入台账的时间", "datetime"),
        Column("公示至", "public_until", "决定公示到哪一天", "date"),
        Column("结案时间", "closed", "结案时间；空白为尚未结案", "datetime"),
        PAGE,
    )
    rows = [_case(view, one) for one in view.state.cases.values()]
    return sheet("cases", "依法处理", "案件从立案到结案。", columns, rows, "案件编号", 对象编号=("bodies", "对象编号"))


def _case(view: View, one: Case) -> tuple[Typed, ...]:
    state, opened = view.state, one.opened.body
    decision = next((step for step in reversed(one.steps) if step.kind == "case-decision"), None)
    told: tuple[Typed, ...] = (None, None, None, None)
    if decision is not None:
        until = decision.body.public_until
        public = ended(view, decision.kind, decision.body) is None
        what = (decision.body.decision, words(view, decision.body.document, dated=False)) if public else (None, None)
        told = (*what, decision.time, until)
    closed = next((step.time for step in one.steps if step.kind == "case-close"), None)
    return (
        one.id, opened.body, places.body(state, opened.body).text, code(state, opened.body), opened.office,
        opened.form, "annulled" if one.annulled else one.stage,
        one.opened.time, opened.rectify_by, *told, closed,
        places.url("cases", one.id),
    )  # fmt: skip
