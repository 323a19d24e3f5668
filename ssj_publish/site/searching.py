"""What the search box needs to understand what people type: how each character is read, and its traditional forms.

Readings are pypinyin's (MIT), read off the names in which a character stands, so that 长安 and 校长 are told apart;
traditional forms are OpenCC's (Apache-2.0). Only what occurs in the index is written: the tables are a few kilobytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from opencc import OpenCC
from pypinyin import Style, pinyin

from ssj_publish.core.living import VisitState
from ssj_publish.site.blocks import day
from ssj_publish.site.disclosed import lasting
from ssj_publish.site.pages import outcomes, places
from ssj_publish.site.view import View

#: Address without ending, name, codes to search, a line of description; what is searched and not shown, if anything.
Row = tuple[str, str, str, str] | tuple[str, str, str, str, str]
#: What people call a page that names itself otherwise.
_ALSO: Mapping[str, str] = {
    "about": "介绍 网站说明 谁办的",
    "bodies/index": "学校 幼儿园 机构 名单 名录",
    "burden/index": "检查太多 负担 次数 上限",
    "checkpoints/index": "时间戳 联署",
    "compare/index": "比较 对比 两个乡镇 两个年度 哪个好",
    "complaint": "举报 反映问题 申诉 电话 意见 信箱",
    "corrections/index": "改过 修改 勘误",
    "data/index": "下载 表格 Excel CSV 接口 API 数据集",
    "drawn/index": "抽中 抽到 抽中谁 抽到学校 中签 被抽中的名单",
    "due/index": "待办 超期 期限",
    "figures/index": "统计 图表 数字 汇总",
    "inspectors/index": "执法人员 检查组 执法证",
    "irregularities/index": "可疑 疑点 作假",
    "notice": "通知书 真假 假冒 上门 核实",
    "plans/index": "今年要查什么 安排 任务",
    "protocol": "承诺 封存 种子 签号 公式",
    "rules": "双随机 怎么抽 抽取办法 规定",
    "supervision": "纪检 监察 纪委",
    "undrawn/index": "没有抽到 没查过",
    "verify": "验证 验算 抽签 真的吗 重新计算",
    "week/index": "最近 新的 更新 动态",
    "witness": "联署 公证",
}
#: The block of unified ideographs in which both tables look.
_IDEOGRAPHS = range(0x4E00, 0xA000)
_LONGEST = 80


def readings(names: Iterable[str]) -> dict[str, str]:
    """Each character of the names → its readings there, without tones, the commonest first.

    >>> readings(["长安小学", "校长"])["长"]
    'chang zhang'
    """
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for name in names:
        for one in filter(None, _runs(name)):
            for character, syllables in zip(one, pinyin(one, style=Style.NORMAL), strict=True):
                found[character][syllables[0].replace("ü", "v")] += 1
    return {
        character: " ".join(sorted(told, key=lambda one: (-told[one], one)))
        for character, told in sorted(found.items())
    }


def _runs(name: str) -> list[str]:
    """The runs of ideographs: pypinyin keeps other text together, whatever its length."""
    return "".join(one if ord(one) in _IDEOGRAPHS else " " for one in name).split()


def traditional(text: str) -> dict[str, str]:
    """Traditional character → the simplified one that stands in ``text``.

    >>> traditional("实验")["實"]
    '实'
    """
    there = set(text)
    return {old: new for old, new in _simplified().items() if new in there and old not in there}


@cache
def _simplified() -> dict[str, str]:
    convert = OpenCC("t2s").convert
    return {chr(n): new for n in _IDEOGRAPHS if (new := convert(chr(n))) != chr(n)}


def also(row: Row) -> tuple[str, str, str, str, str]:
    """The row with what else its page is called."""
    url, name, codes, about, *more = row
    return url, name, codes, about, " ".join(filter(None, (*more, _ALSO.get(url, ""))))


def findings(view: View) -> Iterator[Row]:
    """Towns, papers by their numbers, and visits by what was found; of all that, what is public for good: an index is
    kept by browsers longer than a page."""
    yield "map", "网站地图", "", "栏目", ""
    for town, number in view.towns.items():
        yield _page(places.town_url(number)), town, "", "乡镇（街道）", ""
    yield from _papers(view)
    yield from _found(view)


def _papers(view: View) -> Iterator[Row]:
    """The numbers of what was approved, announced and decided."""
    state = view.state
    for plan in state.plans.values():
        if plan.approval:
            yield _page(places.plan_url(plan.plan.year)), plan.plan.title, plan.approval.body.document, "批准的计划", ""
    for visit in state.visits.values():
        if visit.in_force and visit.visit.notice:
            yield _visit(view, visit, lasting(view, visit.visit.notice.document), "检查通知", "")
    for case in state.cases.values():
        for step in case.steps:
            paper = lasting(view, step.body.document) if step.kind == "case-decision" else None
            if paper:
                yield _page(places.url("cases", case.id)), f"案件 {case.id} 的决定", paper, "决定文号", ""


def _visit(view: View, one: VisitState, paper: str | None, about: str, more: str) -> Row:
    name = f"{places.body(view.state, one.visit.body).text}，{day(one.visit.date)} 检查"
    return _page(places.visit(one.record).href), name, paper or "", about, more


def _page(url: str) -> str:
    return url.removesuffix(".html")


def _found(view: View) -> Iterator[Row]:
    state = view.state
    for one in state.results.values():
        text = lasting(view, one.result.finding)
        if text and one.in_force and outcomes.wanting(one):
            visit = state.visits[one.result.visit]
            yield _visit(view, visit, None, f"检查结果：{text[:_LONGEST]}", "")
