"""What a verification has shown, in words that can be quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from ssj_publish.cli._screen import visible
from ssj_publish.words import labels

#: So many irregularities of one sort are listed, the newest: nobody reads a screen of thousands.
_LISTED: Final = 30


def words(told: dict[str, Any]) -> str:
    """The report of a verified ledger: each line stands for itself."""
    lines = [
        f"{_verdict(told)}：{told['bureau']}（{told['origin']}）",
        *_since(told),
        f"  记录 {told['records']} 条，签名 {told['signatures']} 个，全部成立；最新记录时间 {told['latest']}",
        f"  抽取 {told['draws']} 次：{told['draws_recomputed']} 次已公开，均已重新计算且一致；{told['draws_sealed']} 次已封存未公开",
        f"  检查点 {told['checkpoints']} 份，最新的一份签到第 {told['checkpoint'] or 0} 条，见证人联署到第 {told['witnessed'] or 0} 条",
        *_policy(told),
        *_above(told),
        f"  {told['removable']}",
        *_facts(told),
        *_runs(told),
    ]
    if told["notice"]:
        lines.append(f"  注意：{told['notice']}")
    lines += _odd(told)
    lines += _duties(told)
    lines += [f"  提示：{warning}" for warning in told["warnings"]]
    lines.append("  核对不能说明的：现场是否如实记录，有没有人走漏消息，有没有对象从未列入名录库。")
    return "\n".join(map(visible, lines))


def _verdict(told: dict[str, Any]) -> str:
    """A ledger in which a seal is false holds as a ledger: it is by it that one sees the falsehood."""
    count = told["seals_false"]
    return (
        f"封存不实：台账的签名和链条成立，但有 {count} 次抽取封存的名单不是抽出来的（见下面的异常情况）"
        if count
        else "核对无误"
    )


def _odd(told: dict[str, Any]) -> Iterator[str]:
    listed = told["irregularities"]
    yield f"  异常情况 {len(listed)} 项" + ("：" if listed else "：没有发现")
    left = Counter(one["title"] for one in listed)
    for title, count in left.items():
        if count > _LISTED:
            yield f"    {title}：较早的 {count - _LISTED} 项没有列出，运行 ssj verify --json 看全部"
    for one in listed:
        if left[one["title"]] <= _LISTED:
            yield f"    {one['title']}：{one['message']}（第 {one['records'][0]['seq']} 号记录）"
        left[one["title"]] -= 1


def _duties(told: dict[str, Any]) -> Iterator[str]:
    """How many duties, and what is overdue, by sort."""
    late = Counter(one["what"] for one in told["duties"] if one["overdue"])
    yield f"  应办事项 {len(told['duties'])} 项，其中逾期 {late.total()} 项" + ("：" if late else "")
    if late:
        yield "    " + "，".join(f"{labels.DUES[what]} {count} 项" for what, count in late.items())


def words_of_hashes(told: dict[str, Any]) -> str:
    """The report of a look at the hashes."""
    lines = [
        f"只核对了摘要：{told['records']} 个文件首尾相接，编号连续。",
        *_facts(told),
        "  没有核对签名、权限、先后次序和抽取，任何人都能造出首尾相接的文件。要核对全部，请不加 --hashes 再运行。",
    ]
    return "\n".join(map(visible, lines))


def _since(told: dict[str, Any]) -> Iterator[str]:
    if told["since"] is not None:
        yield f"  台账是所给检查点的延续：前 {told['since']} 条记录自那时起没有改动、删除或调换"


def _policy(told: dict[str, Any]) -> Iterator[str]:
    if told["policy"] is not None:
        above = told["records"] - told["policy"]
        yield f"  符合您的信任策略的最新检查点盖到第 {told['policy']} 条；以后的 {above} 条，您的见证人还没有见过"


def _above(told: dict[str, Any]) -> Iterator[str]:
    above = told["unwitnessed"]
    if above is not None:
        yield f"  其中最后 {above['records']} 条还没有足够的见证人联署，最早的一条在 {above['since']}"


def _facts(told: dict[str, Any]) -> Iterator[str]:
    yield f"  末条摘要 {told['head']}"
    yield f"  默克尔树根 {told['root']}"
    yield f"  创世记录 {told['genesis']}"


def _runs(told: dict[str, Any]) -> Iterator[str]:
    """When what was verified, where that was not all just now."""
    if not told["before"]:
        return
    start = 1
    for run in told["runs"]:
        yield f"  第 {start} 条至第 {run['records']} 条{'从头' if start == 1 else ''}核对于 {run['time']}"
        start = run["records"] + 1
    yield (
        f"  其中前 {told['before']} 条的文件没有变，这次没有重新核对，依据是本机保存的核对结果；要全部从头核对，请不加 --incremental"
    )
