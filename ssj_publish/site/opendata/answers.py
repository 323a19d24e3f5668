"""The sheets of what came back: replies of the inspected, counts of ratings and complaints, publicity, and what the
discipline group has followed up and looked at again."""

from __future__ import annotations

from ssj_publish.core.kinds.answers import Feedback, OfficeFeedback, Outreach, Reply
from ssj_publish.core.kinds.oversight import FollowUp
from ssj_publish.core.living import Amendable
from ssj_publish.core.reading import answers, watching
from ssj_publish.core.records import Record
from ssj_publish.site.disclosed import words
from ssj_publish.site.opendata.rosters import BODY, CODE, NAME, RECORD, code, offices
from ssj_publish.site.opendata.sheets import Sheet, Stated, stated, table
from ssj_publish.site.pages import places
from ssj_publish.site.view import View
from ssj_publish.words import labels

_TIME = "写入台账的时间"


def replies(view: View) -> Sheet:
    """陈述申辩, beside the record that each answers."""
    state = view.state

    def days_late(one: Record[Reply]) -> int | None:
        return late.get(one.id)

    late = {record.id: days for record, days in answers.late(state, view.times)}
    columns: tuple[Stated[Record[Reply]], ...] = (
        Stated(RECORD, lambda one: one.seq),
        Stated(BODY, lambda one: answers.about(state, one)),
        Stated(NAME, lambda one: places.body(state, answers.about(state, one)).text),
        Stated(CODE, lambda one: code(state, answers.about(state, one))),
        stated(
            "所答的记录",
            "target",
            "所答的结果或案件记录的台账编号",
            lambda one: state.records[one.body.target].seq,
            "integer",
        ),
        stated(
            "所答记录种类",
            "target_kind",
            "所答记录的种类",
            lambda one: state.records[one.body.target].kind,
            words=labels.KINDS,
            closed=False,
        ),
        stated("收到日期", "received", "对象递交的日期", lambda one: one.body.received, "date"),
        stated("职务", "post", "代表对象答辩的人的职务", lambda one: one.body.post),
        stated("内容", "text", "答辩的内容；依法不再公开的写明", lambda one: words(view, one.body.text)),
        stated("登记时间", "time", _TIME, lambda one: one.time, "datetime"),
        stated("登记晚几天", "days_late", "超过规定的工作日才登记的；空白为按期", days_late, "integer"),
    )
    about = "对象对检查结果和案件的陈述申辩，与结果并列。"
    return table("replies", "陈述申辩", about, columns, state.replies, "台账编号", 对象编号=("bodies", "对象编号"))


def feedback(view: View) -> Sheet:
    """评价和投诉统计: a row a month and office."""
    state = view.state
    rows = [
        (one, line) for one in state.feedbacks.values() if one.in_force for line in one.body.offices
    ]  # in the order of the records
    columns: tuple[Stated[tuple[Amendable[Feedback], OfficeFeedback]], ...] = (
        stated("月份", "month", "统计的月份，如 2025-04", lambda one: f"{one[0].body.year}-{one[0].body.month:02d}"),
        stated("科室", "office", "实施检查的科室", lambda one: one[1].office, words=offices(state), closed=False),
        stated("满意", "satisfied", "评价卡", lambda one: one[1].satisfied, "integer"),
        stated("基本满意", "fair", "评价卡", lambda one: one[1].fair, "integer"),
        stated("不满意", "dissatisfied", "评价卡", lambda one: one[1].dissatisfied, "integer"),
        stated("投诉", "complaints", "对这个科室检查的投诉", lambda one: one[1].complaints, "integer"),
        stated("廉政反馈", "integrity", "收到的廉政反馈", lambda one: one[1].integrity, "integer"),
        stated("反映问题", "misconduct", "其中反映问题的", lambda one: one[1].misconduct, "integer"),
        Stated(RECORD, lambda one: one[0].record.seq),
    )
    return table("feedback", "评价和投诉统计", "纪检组逐月统计，只有数字。", columns, rows)


def outreach(view: View) -> Sheet:
    """宣传 in force."""
    columns: tuple[Stated[Amendable[Outreach]], ...] = (
        Stated(RECORD, lambda one: one.record.seq),
        stated("日期", "date", "宣传的日期", lambda one: one.body.date, "date"),
        stated("标题", "title", "标题", lambda one: one.body.title),
        stated("渠道", "channels", "用分号分开", lambda one: one.body.channels, words=labels.CHANNELS, many=True),
        stated("面向", "audience", "面向谁", lambda one: one.body.audience),
        stated("内容", "content", "讲了什么", lambda one: one.body.content),
    )
    found = [one for one in view.state.outreaches.values() if one.in_force]
    return table("outreach", "宣传", "向学校、家长和社会讲过什么。", columns, found, "台账编号")


def follow_ups(view: View) -> Sheet:
    """监督意见的落实, step by step."""
    state = view.state
    columns: tuple[Stated[Record[FollowUp]], ...] = (
        Stated(RECORD, lambda one: one.seq),
        stated(
            "监督意见",
            "supervision",
            "监督意见的台账编号",
            lambda one: state.records[one.body.supervision].seq,
            "integer",
        ),
        stated("落实情况", "step", "这一步", lambda one: one.body.step, words=labels.FOLLOW_UPS),
        stated("是否办结", "closed", "是否就此办结", lambda one: one.body.closed, "boolean"),
        stated("说明", "text", "怎样落实的", lambda one: words(view, one.body.text)),
        stated("时间", "time", _TIME, lambda one: one.time, "datetime"),
    )
    found = [one for one in state.records.values() if one.kind == "supervision-follow-up"]
    return table("follow-ups", "监督意见的落实", "纪检组的意见有没有下文。", columns, found, "台账编号")


def rechecks(view: View) -> Sheet:
    """回访抽样: a row a visit that was drawn to be looked at again."""
    state = view.state
    rows = [(one, id_) for one in state.rechecks for id_ in one.body.visits]
    columns: tuple[Stated[tuple[Record, str]], ...] = (
        stated("季度", "quarter", "如 2025-2", lambda one: f"{one[0].body.year}-{one[0].body.quarter}"),
        stated("检查记录", "visit", "抽中的检查的台账编号", lambda one: state.visits[one[1]].record.seq, "integer"),
        Stated(BODY, lambda one: state.visits[one[1]].visit.body),
        Stated(NAME, lambda one: places.body(state, state.visits[one[1]].visit.body).text),
        stated("轮次", "round", "抽样用的公共随机数的轮次", lambda one: one[0].body.round, "integer"),
        stated(
            "是否已回访",
            "revisited",
            "纪检组是否已就这次检查写出监督意见",
            lambda one: watching.revisited(state, one[1], one[0].seq) is not None,
            "boolean",
        ),
        Stated(RECORD, lambda one: one[0].seq),
    )
    about = "每个季度的检查按公共随机数抽样，由纪检组回访；任何人都能重算抽样。"
    return table("rechecks", "回访抽样", about, columns, rows)
