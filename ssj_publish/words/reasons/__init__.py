"""What people read: one Chinese sentence for each error, with the place and the way out, by room."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError
from ssj_publish.words.reasons import (
    base,
    disclosures,
    drawing,
    encoding,
    git,
    importers,
    inspecting,
    keys,
    ledger,
    office,
    planning,
    records,
    registers,
    signing,
    site,
    tlog,
    web,
    witness,
)

WORDING: dict[type[SsjError], str] = {
    **base.WORDING,
    **disclosures.WORDING,
    **drawing.WORDING,
    **encoding.WORDING,
    **git.WORDING,
    **importers.WORDING,
    **inspecting.WORDING,
    **keys.WORDING,
    **ledger.WORDING,
    **office.WORDING,
    **planning.WORDING,
    **records.WORDING,
    **registers.WORDING,
    **signing.WORDING,
    **site.WORDING,
    **tlog.WORDING,
    **web.WORDING,
    **witness.WORDING,
}

_WHAT = {
    "record": "记录", "entry": "条目", "item": "事项", "body": "监管对象", "inspector": "检查人员", "task": "任务", "plan": "计划",
    "proposal": "提报", "secret": "秘密", "draw": "抽取", "visit": "检查记录", "result": "检查结果", "case": "案件", "disclosure": "可移除内容", "beacon": "公共随机源",
}  # fmt: skip


_WHY: dict[type[SsjError], dict[str, str]] = {
    errors.BeaconRefused: {
        "round": "轮次不对", "length": "长度不对", "previous": "缺少上一轮的签名，或不该有", "point": "不是曲线上的点", "signature": "验证不过",
        "answer": "回答的内容不对", "not-named": "承诺没有指定这一轮",
    },
    errors.LotteryRefused: {
        "issue": "期号应为五位或七位数字", "order": "同一期只能写一次，并按彩票代码和期号排列",
        "outcomes": "各期合起来不足 64 比特，请再加几期（双色球约 24.1，大乐透约 24.4，快乐8 约 61.6，排列五约 16.6）",
        "beacon": "已经指定了 drand，不能再指定彩票", "count": "号码的组数与承诺指定的期数不同",
        "numbers": "号码的写法不对：两位一个，空格隔开，从小到大，后区写在加号之后；排列五是五个一位数，按开奖次序",
    },
}  # fmt: skip


def sentence(error: SsjError) -> str:
    """The Chinese sentence for ``error``, led by the file it is about; a leaf without one speaks as its base."""
    place = f"{error.data['name']}：" if "name" in error.data else ""
    for kind in type(error).__mro__:
        template = WORDING.get(kind)
        if template is not None:
            shown = {"data": error.data, **error.data}
            if "what" in shown:
                shown["what"] = _WHAT.get(shown["what"], shown["what"])
            if "reason" in shown:
                shown["reason"] = _WHY.get(kind, {}).get(shown["reason"], shown["reason"])
            return place + template.format(**shown)
    return place + str(error)
