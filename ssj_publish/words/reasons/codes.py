"""The codes that errors carry, in words: by error where they are reasons, by name where they are codes of records."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from ssj_publish import errors
from ssj_publish.errors import SsjError
from ssj_publish.words import labels, system, validation

WHAT: Final = {
    "record": "记录", "entry": "条目", "item": "事项", "body": "监管对象", "inspector": "检查人员", "task": "任务", "plan": "计划",
    "proposal": "提报", "secret": "秘密", "guest": "来宾", "draw": "抽取", "visit": "检查记录", "result": "检查结果", "case": "案件", "approval": "检查审批", "disclosure": "可移除内容", "supervision": "监督意见", "beacon": "公共随机源",
}  # fmt: skip
_PROOF: Final = {
    "size": "条数不对", "index": "位置不对", "node": "摘要的长度不对", "long": "多出摘要", "short": "缺少摘要", "root": "算出的树根不同",
}  # fmt: skip
_NOTE: Final = {
    "size": "文件太大", "utf-8": "不是 UTF-8 编码", "control": "有控制字符", "text": "缺少正文", "signatures": "缺少签名",
    "count": "签名太多", "line": "签名行的写法不对", "base64": "签名不是 base64", "data": "内容不对",
}  # fmt: skip
#: What a reason for a refusal is called, by the error that carries it.
WHY: Final[Mapping[type[SsjError], Mapping[str, str]]] = {
    errors.ArchiveUnusable: {"form": "不是完好的 zip", "ledger": "找不到第 1 条记录，或不止一处", "size": "解开后太大", "name": "有不能解开的文件名"},
    errors.AgentFailed: {
        "refused": "它拒绝签名", "closed": "连接断开", "length": "回答的长度不对", "cut short": "回答没有传完", "signature": "签名的格式不对",
    },
    errors.BallsRefused: {
        "range": "号码的范围不对，或者球不放回而要摇的个数比球还多", "outcomes": "不足 64 比特，请多摇几个（0 到 9 每次放回的，至少 20 个）",
        "lines": "号码应当写成一行", "numbers": "号码的写法不对：按摇出的次序，每个补足位数，一个空格隔开，不放回的不能重复",
        "film": "摇珠要记下录像的摘要和字节数，别的抽取不要",
    },
    errors.BeaconRefused: {
        "round": "轮次不对", "length": "长度不对", "point": "不是曲线上的点", "signature": "验证不过",
        "answer": "回答的内容不对",
    },
    errors.CallRefused: {
        "draw": "抽取结果里没有这个对象和这个小组", "items": "事项与任务的事项不同", "approval": "检查审批里没有这个对象或事项，或者审批已无效",
        "team": "检查人员不在名录里，或者不能检查全部事项",
    },
    errors.CheckpointMalformed: {
        "lines": "行数不对", "origin": "缺少台账名称", "size": "条数的写法不对", "root": "树根的写法不对", "extension": "有不认识的附加行",
    },
    errors.DisclosureMalformed: {"order of keys": "各项的次序不对"},
    errors.DocumentMissing: labels.WITHHOLDINGS,
    errors.DraftMalformed: {
        "not in the form that drafts are written in": "写法与 ssj 写出的不同", "UnknownKind": "没有这种记录", "RecordMalformed": "内容不合这种记录的格式",
        "TimeMalformed": "时间的写法不对", "UnwritableValue": "有不能写入台账的内容",
    },
    errors.LotteryRefused: {
        "issue": "期号的写法不对：双色球、快乐8 是七位（如 2025033），大乐透、排列五是五位（如 25033），后三位是当年的第几期",
        "time": "开奖时间不对：双色球每周二、四、日 21:15，大乐透每周一、三、六 21:25，排列五每日 21:25，快乐8 每日 21:30，休市期间不开奖",
        "date": "期号和开奖日期对不上：这一天开的不可能是这一期，请照彩票机构的公告填写",
        "other": "与台账里同一种彩票的另一期矛盾：同一期只有一个开奖时间，期号大的开奖晚",
        "order": "同一期只能写一次，并按彩票代码和期号排列",
        "outcomes": "各期合起来不足 64 比特，请再加几期（双色球约 24.1，大乐透约 24.4，快乐8 约 61.6，排列五约 16.6）",
        "count": "号码的组数与承诺指定的期数不同",
        "numbers": "号码的写法不对：两位一个，空格隔开，从小到大，后区写在加号之后；排列五是五个一位数，按开奖次序",
    },
    errors.NoteMalformed: _NOTE,
    errors.ProofRefused: _PROOF,
    errors.ReasonUnfit: {**labels.GROUNDS, **labels.VOID_REASONS, **labels.SUBSTITUTIONS, **labels.WITHHOLDINGS},
    errors.RecordMalformed: {"refs repeated": "同一条引用写了两次", "after out of order or repeated": "after 没有按次序排列，或有重复", "signatures out of order or repeated": "签名没有按次序排列，或有重复"},
    errors.TlockRefused: {
        "scheme": "签名方案不能用于定时", "chain": "指定的是别的公共随机源", "round": "轮次不对", "length": "长度不对", "point": "不是曲线上的点",
        "key": "密钥解不开", "mac": "校验不过", "payload": "内容不是一份秘密",
    },
    errors.PolicyMalformed: {
        "size": "文件太大", "control": "有不得出现的控制字符，或者最后一行没有换行", "word": "不是 log、witness、group、quorum 的一行，或项数不对",
        "key": "公钥的写法或类型不对，或者重复", "name": "名称已经用过，或者是 none", "member": "成员没有在前面写明，或者已经在别的组里",
        "count": "个数不在 1 和成员数之间", "quorum": "法定家数（quorum）恰好要有一行，所指的名称要在前面写明",
    },
    errors.TlogProofMalformed: {"extra": "extra 一行的写法不对", "lines": "行数或写法不对", "index": "位置的写法不对", "nodes": "摘要的写法不对"},
    errors.TokenRefused: {
        "data": "盖的不是这份检查点", "hash": "摘要算法不受支持", "signer": "签署者不唯一，签名没有写明或写错了自己的证书，或证书不能用于时间戳", "chain": "证书不出自台账指定的根证书",
        "authority": "台账没有指定它",
    },
    errors.TrustRefused: {"type": "公钥的用途不对", "name": "名称不对或重复", "shared": "一把密钥有两种用途", "quorum": "法定家数不对"},
    errors.UnwritableValue: {
        "type": "类型不对", "key": "项目的名称不对", "integer": "数字太大", "empty": "是空的", "depth": "嵌套过深", "size": "太大",
    },
    errors.VerifierKeyMalformed: {"form": "写法不对", "type": "种类不对", "id": "标识与公钥不符", "name": "名称不对"},
    errors.WitnessDamaged: {"key": "公钥文件不对", **_NOTE},
    errors.WitnessInconsistent: _PROOF,
    errors.WitnessRequestMalformed: {"input": "格式不对", "checkpoint": "检查点不对", "old": "原条数不对"},
}  # fmt: skip
#: Errors whose reason is another program's own words: they are quoted, and no list could name them all.
QUOTED: Final = frozenset(
    {errors.EngineFailed, errors.GitFailed, errors.PoolFileUnreadable, errors.SiteFailed, errors.SiteSettings}
)


def shown(kind: type[SsjError], data: Mapping[str, Any]) -> dict[str, Any]:
    """What the sentence of ``kind`` names, in words."""
    return {name: _word(kind, name, value) for name, value in data.items()}


def _word(kind: type[SsjError], name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name == "reason":
        return _reason(kind, value)
    if name == "path":  # of a value; most errors have a file's
        in_a_value = errors.ForbiddenCharacter | errors.UnwritableText | errors.UnwritableValue
        return _path(value) if issubclass(kind, in_a_value) else value
    return _NAMED[name](value) if name in _NAMED else value


def _reason(kind: type[SsjError], value: str) -> str:
    table = next((WHY[one] for one in kind.__mro__ if one in WHY), {})
    if value in table:
        return table[value]
    if issubclass(kind, errors.DraftMalformed) and isinstance(getattr(errors, value, None), type):
        return "写法不规范"
    said = validation.chinese(value)
    return said if said != value or kind in QUOTED else system.chinese(value)


def _field(value: str) -> str:
    """``case-decision.text`` or ``scope``."""
    if value in labels.FIELDS:
        return labels.FIELDS[value]
    if value.partition(".")[0] in labels.KINDS:
        return f"{labels.KINDS[value.partition('.')[0]]}的{'的'.join(labels.place(value))}（{value}）"
    return value


def _path(value: str) -> str:
    """``statement.body.tasks.0.name``."""
    names = re.findall(r"[^.\[\]]+", value.removeprefix("statement.").removeprefix("body."))
    return (
        "的".join(f"第 {int(one) + 1} 项" if one.isdigit() else labels.FIELDS.get(one, one) for one in names) or "全文"
    )


def _coded(table: Mapping[str, str]) -> Callable[[str], str]:
    return lambda value: table.get(value, value)


_NAMED: Final[Mapping[str, Callable[[str], str]]] = {
    "what": _coded(WHAT),
    "kind": _coded(labels.KINDS),
    "stage": _coded(labels.STAGES),
    "step": _coded(labels.STEPS),
    "last": _coded(labels.KINDS),
    "method": _coded(labels.METHODS),
    "code": _coded(labels.RESULTS),
    "type": _coded(labels.ROLE_TYPES),
    "severity": _coded(labels.SEVERITIES),
    "game": _coded(labels.LOTTERIES),
    "field": _field,
    "expected": lambda value: _field(value) if value.partition(".")[0] in labels.KINDS else value,
}
