"""The sheets of what was put right, what calls for a question, and how many visits of which kind there were."""

from __future__ import annotations

from ssj_publish.core.reading import ways
from ssj_publish.core.reading.irregularities import Irregularity
from ssj_publish.core.records import Record
from ssj_publish.site.opendata.rosters import RECORD, offices
from ssj_publish.site.opendata.sheets import Sheet, Stated, stated, table
from ssj_publish.site.view import View
from ssj_publish.words import labels


def irregularities(view: View) -> Sheet:
    """异常情况, oldest first."""
    state = view.state
    columns: tuple[Stated[Irregularity], ...] = (
        stated("情况", "irregularity", "哪一种异常", lambda one: one.code, words=labels.IRREGULARITIES),
        stated("代码", "", "同上，程序用", lambda one: one.code),
        stated("日期", "day", "何时出现", lambda one: one.day, "date"),
        stated("任务编号", "task", "有关的任务；空白为与任务无关", lambda one: one.task or None),
        stated("第几次", "ordinal", "这项任务的第几次抽取", lambda one: one.ordinal or None, "integer"),
        stated(
            "对象编号",
            "bodies",
            "有关的对象，用分号分开；作废的抽取是它本来会抽中的",
            lambda one: tuple(one.bodies),
            many=True,
        ),
        stated("说明", "sentence", "一句话", lambda one: labels.irregularity(state, one)),
        stated(
            "台账编号",
            "records",
            "台账中的第几号记录显示了它，用分号分开",
            lambda one: tuple(seq for seq, _ in one.records),
            "integer",
            many=True,
        ),
    )
    about = "符合写入规则但值得追问的情况，由台账推出；每一种找的是什么，见异常情况一页。"
    return table("irregularities", "异常情况", about, columns, view.irregularities)


def kinds_of_visit(view: View) -> Sheet:
    """检查种类: visits and problems by month, office and way."""
    columns: tuple[Stated[ways.Count], ...] = (
        stated("月份", "month", "检查日期所在的月份，如 2025-04", lambda one: one.month),
        stated(
            "科室", "office", "发起或实施检查的科室", lambda one: one.office, words=offices(view.state), closed=False
        ),
        stated("检查种类", "way", "检查种类", lambda one: one.way, words=labels.WAYS),
        stated("检查次数", "visits", "有效的检查", lambda one: one.visits, "integer"),
        stated("发现问题数", "problems", "有问题的结果，一项算一个", lambda one: one.problems, "integer"),
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
    columns: tuple[Stated[tuple[Record, Record]], ...] = (
        Stated(RECORD, lambda one: one[1].seq),
        stated("时间", "time", "更正或撤回的时间", lambda one: one[1].time, "datetime"),
        stated("种类", "kind", "更正、撤回或宣告无效", lambda one: one[1].kind, words=labels.AMENDED),
        stated("原记录", "target", "原记录的台账编号", lambda one: one[0].seq, "integer"),
        stated("原记录种类", "target_kind", "原记录的种类", lambda one: one[0].kind, words=labels.KINDS, closed=False),
        stated("理由", "reason", "理由", lambda one: _why(one[1])),
    )
    found: list[tuple[Record, Record]] = [(one.record, record) for one in view.amended for record in one.corrections]
    found += [(one.record, one.retraction) for one in view.amended if one.retraction is not None]
    found += [(view.state.records[one.body.target], one) for one in view.state.annulments]
    return table(
        "corrections",
        "更正与撤回",
        "写错了怎样改的；原文都在台账里。",
        columns,
        sorted(found, key=lambda row: row[1].seq),
        "台账编号",
    )
