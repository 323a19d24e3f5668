"""What a ledger that holds does not show, and what nobody outside vouches for: a sentence each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from ssj_publish.core.draw import balls, beacons
from ssj_publish.core.kinds.genesis import Beacon
from ssj_publish.core.log import in_force_from
from ssj_publish.core.reading import drawings, scope, stamps
from ssj_publish.core.state import State
from ssj_publish.ledger.log import Log
from ssj_publish.words import labels

#: Longer lists are told by their number; the draw's page has them whole.
_NAMED: Final = 12


def lost_told(lost: int) -> Iterator[str]:
    """What to say where the record of this number was verified here before and is not there now; nothing for 0."""
    if lost:
        yield (
            f"本机以前核对过这本台账的第 {lost} 条，现在的台账里没有那条记录，或已换成别的内容：这可能是旧副本或另一个分支，"
            "也可能是历史被撤回。请向公示单位查明，并保存以前的副本。"
        )


def chains(state: State) -> list[Beacon]:
    """All chains that the ledger has ever trusted, each once."""
    return list(dict.fromkeys(beacon for one in state.trusts for beacon in one.trust.beacons))


def of_state(state: State) -> Iterator[str]:
    for beacon in chains(state):
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


def of_times(log: Log, clock: datetime) -> Iterator[str]:
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


def successions(log: Log) -> Iterator[dict[str, Any]]:
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


def of_log(log: Log, today: date) -> Iterator[str]:
    """What nobody outside vouches for."""
    for draw, found in stamps.weak(log.state, log.audited):
        yield f"任务 {draw.commit.task} 第 {draw.commit.ordinal} 次抽取：{labels.stamp(found)[0]}"
    for told in successions(log):
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
