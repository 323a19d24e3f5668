"""What a verification has shown, for machines and in words that can be quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from ssj_publish.cli._removable import Seen
from ssj_publish.cli._screen import visible
from ssj_publish.core.draw import balls, beacons
from ssj_publish.core.kinds.genesis import Beacon
from ssj_publish.core.log import in_force_from
from ssj_publish.core.reading import drawings, scope, stamps
from ssj_publish.core.reading.duties import duties
from ssj_publish.core.reading.irregularities import Irregularity, irregularities
from ssj_publish.core.state import State
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.ledger.log import Log
from ssj_publish.ledger.scan import Scanned
from ssj_publish.ledger.verified import Verified
from ssj_publish.words import labels

#: Longer lists are told by their number; the draw's page has them whole.
_NAMED: Final = 12


def of_ledger(
    found: Verified, clock: datetime, today: date, saved: Checkpoint | None = None, own: Checkpoint | None = None
) -> dict[str, Any]:
    """What was verified, for machines; `words` says the same for people. ``clock`` is this machine's, ``own`` the newest
    checkpoint that meets the reader's own policy."""
    state, head, log = found.state, found.head, found.log
    above = log.times.unwitnessed
    seen = Seen(found.exposed, found.strays)
    redone = [draw for draw in state.draws.values() if draw.result is not None]
    owed = duties(state, today, log.audited, found.exposed, log.times)
    odd = irregularities(state, log.audited, today, found.exposed, log.times)
    return {
        "verified": True,
        "bureau": state.bureau,
        "origin": state.origin,
        "notice": state.founding.notice,
        "records": head.seq,
        "head": head.digest,
        "root": log.tree.root.hex(),
        "genesis": state.genesis.id,
        "latest": log.times.newest.isoformat(),
        "signatures": state.signatures,
        "draws": len(state.draws),
        "draws_recomputed": len(redone),
        "draws_sealed": sum(draw.seal is not None and draw.result is None for draw in state.draws.values()),
        "seals_false": sum(one.code == "seal-false" for one in odd),
        "irregularities": [_irregular(state, one) for one in odd],
        "checkpoints": len(log.audited),
        "checkpoint": log.audited[-1].checkpoint.size if log.audited else None,
        "witnessed": max((one.checkpoint.size for one in log.audited if one.enough), default=None),
        "unwitnessed": {
            "records": above.count,
            "since": above.since.isoformat(),
            "due": above.due.isoformat(),
            "overdue": above.overdue(today),
        }
        if above is not None
        else None,
        "shifted": [
            {"record": one.seq, "written": one.written.isoformat(), "bound": one.bound.isoformat()}
            for one in log.times.shifts()
        ],
        "ahead": list(log.times.ahead(clock)),
        "trust_changes": list(_successions(log)),
        "since": saved.size if saved else None,
        "policy": own.size if own else None,
        "before": found.before,
        "runs": [{"records": one.seq, "time": one.time} for one in found.runs],
        "beacons": [
            {"id": one.id, "chain_hash": one.chain_hash, "known": beacons.known(one.chain_hash)}
            for one in _beacons(state)
        ],
        "duties": [
            {
                "what": one.what,
                "role": one.role,
                "day": one.day.isoformat() if one.day else None,
                "overdue": one.overdue(today),
            }
            for one in owed
        ],
        "disclosures": seen.report,
        "removable": seen.line(),
        "warnings": [
            *lost_told(found.lost),
            *_times(log, clock),
            *_warnings(state),
            *_log_warnings(log, today),
            *seen.warnings(),
        ],
    }


def _irregular(state: State, one: Irregularity) -> dict[str, Any]:
    """One of them: its data, and its words."""
    return {
        "code": one.code,
        "records": [{"seq": seq, "id": id_} for seq, id_ in one.records],
        "day": one.day.isoformat(),
        "task": one.task or None,
        "draw": one.draw or None,
        "ordinal": one.ordinal or None,
        "bodies": list(one.bodies),
        "facts": dict(one.facts),
        "title": labels.IRREGULARITIES[one.code],
        "message": labels.irregularity(state, one),
    }


def of_hashes(found: Scanned) -> dict[str, Any]:
    """What a look at the hashes has shown: that nothing is ``verified``."""
    return {
        "verified": None,
        "linked": True,
        "records": found.head.seq,
        "head": found.head.digest,
        "root": found.tree.root.hex(),
        "genesis": found.genesis,
    }


def lost_told(lost: int) -> Iterator[str]:
    """What to say where the record of this number was verified here before and is not there now; nothing for 0."""
    if lost:
        yield (
            f"本机以前核对过这本台账的第 {lost} 条，现在的台账里没有那条记录，或已换成别的内容：这可能是旧副本或另一个分支，"
            "也可能是历史被撤回。请向公示单位查明，并保存以前的副本。"
        )


def _beacons(state: State) -> list[Beacon]:
    """All chains that the ledger has ever trusted, each once."""
    return list(dict.fromkeys(beacon for one in state.trusts for beacon in one.trust.beacons))


def _warnings(state: State) -> Iterator[str]:
    for beacon in _beacons(state):
        if not beacons.known(beacon.chain_hash):
            yield f"{labels.beacon_told(beacon.id, beacon.chain_hash)}。用它的抽取，只能当作随机数可能由本单位自己产生。"
    for item in state.items.current.values():
        if all(basis.level == "policy" for basis in item.basis):
            yield f"事项 {item.id} {item.name} 只有规范性文件作依据。"
    for draw in state.draws.values():
        if draw.commit.lotteries is not None:
            yield (
                f"任务 {draw.commit.task} 第 {draw.commit.ordinal} 次抽取用的是彩票开奖号码：号码由人抄入台账，"
                "请按期号和开奖日期与开奖公告核对（抽取页面上列有）。"
            )
        elif draw.commit.balls is not None:
            yield (
                f"任务 {draw.commit.task} 第 {draw.commit.ordinal} 次抽取用的是现场摇珠（{balls.bits(draw.commit.balls)} 比特）："
                "号码由三方抄录并签署，没有公告可查，只能与录像和在场的人核对。"
            )
        elif draw.commit.beacon is None:
            yield f"任务 {draw.commit.task} 第 {draw.commit.ordinal} 次抽取没有公共随机数，只靠各方秘密（最弱）。"
    yield from _left(state)
    for found in drawings.contradictions(state):
        named = "、".join(f"任务 {one.commit.task} 第 {one.commit.ordinal} 次" for one in found.draws)
        yield (
            f"异常：{labels.LOTTERIES[found.game]}第 {found.issue} 期在 {named}抽取里写成了不同的号码（{'；'.join(found.numbers)}），"
            "其中至少一处不是真的。"
        )
    years = {draw.record.time.year for draw in state.draws.values()} - state.calendars.keys()
    for year in sorted(years):
        yield f"台账中没有 {year} 年的放假安排，该年的期限无法计算。"


def _times(log: Log, clock: datetime) -> Iterator[str]:
    """Times that those who watched do not confirm."""
    ahead = set(log.times.ahead(clock))
    for seq in sorted(ahead):
        yield f"第 {seq} 条记录写的时间在将来：要么写它的电脑时钟不对，要么这台电脑的时钟不对。它不约束后面的记录。"
    for one in log.times.shifts():
        if one.seq not in ahead:
            yield (
                f"第 {one.seq} 条记录写的时间是 {one.written:%Y-%m-%d %H:%M}，与见证人的证明不合："
                f"期限和名录变动按 {one.bound:%Y-%m-%d %H:%M} 计算。"
            )


def _successions(log: Log) -> Iterator[dict[str, Any]]:
    """Every change of whom the ledger trusts, and from when on it is in force."""
    since = in_force_from(log.state.trusts, log.audited)
    for one, size in list(zip(log.state.trusts, since, strict=True))[1:]:
        yield {"record": one.seq, "time": one.time.isoformat(), "root": one.by_root, "in_force_after": size}


def _left(state: State) -> Iterator[str]:
    """Whom a change of the register has taken out of a draw's scope since the items were last drawn."""
    for draw in state.draws.values():
        gone = [one for one in scope.left(state, draw) if one.how in scope.BY_REGISTER]
        if gone:
            names = "、".join(f"{one.body}（{labels.LEAVINGS[one.how]}）" for one in gone[:_NAMED])
            more = f"等 {len(gone)} 个" if len(gone) > _NAMED else ""
            yield (
                f"任务 {draw.commit.task} 第 {draw.commit.ordinal} 次抽取：上次抽取以来，因名录变动离开范围的对象有 "
                f"{names}{more}，请看是否属实。"
            )


def _log_warnings(log: Log, today: date) -> Iterator[str]:
    """What nobody outside vouches for."""
    for draw, found in stamps.weak(log.state, log.audited):
        yield f"任务 {draw.commit.task} 第 {draw.commit.ordinal} 次抽取：{labels.stamp(found)[0]}"
    for told in _successions(log):
        since = told["in_force_after"]
        yield f"第 {told['record']} 条记录更换了见证人、日志公钥或信标：" + (
            f"自第 {since} 条记录以后的检查点起生效。"
            if since is not None
            else "原来的见证人还没有联署到它，尚未生效。"
        )
    count, trust = log.tree.size, log.trust
    if trust.log is None:
        yield "台账没有日志公钥和检查点：掌握全部密钥的人可以重写历史而不留痕迹，请自行保存末条摘要。"
        return
    if not trust.witnesses:
        yield "台账没有指定见证人：没有外人证明检查点签署的时间。"
    above = log.times.unwitnessed
    if trust.witnesses and above is not None and above.overdue(today):
        yield (
            f"最后 {above.count} 条记录没有足够的见证人联署，最早的一条在 {above.since:%Y-%m-%d}；"
            f"按规定应在 {above.due:%Y-%m-%d} 之前联署，已经逾期。在这以前，这些记录可以被换掉而不留痕迹。"
        )
    signed = max((one.checkpoint.size for one in log.audited), default=0)
    if signed < count:
        yield f"最后 {count - signed} 条记录还没有检查点。"
    witnessed = max((one.checkpoint.size for one in log.audited if one.enough), default=0)
    if trust.witnesses and witnessed < signed:
        yield f"第 {witnessed + 1} 条至第 {signed} 条记录的检查点还没有达到法定的 {trust.quorum} 家见证人联署。"


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
    for one in listed:
        yield f"    {one['title']}：{one['message']}（第 {one['records'][0]['seq']} 号记录）"


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
