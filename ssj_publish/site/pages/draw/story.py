"""What happened around a draw, and when: its steps, the registers before it, who watched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from operator import itemgetter

from ssj_publish.core import clock
from ssj_publish.core.draw import beacons, drand
from ssj_publish.core.kinds.genesis import Beacon
from ssj_publish.core.reading import scope
from ssj_publish.core.records import Record
from ssj_publish.core.rules.drawing import party
from ssj_publish.core.rules.founding import chain_of
from ssj_publish.core.state import Draw, State
from ssj_publish.site.blocks import Block, Cell, Event, Prose, Table, Timeline, listed, moment, table
from ssj_publish.site.pages import places
from ssj_publish.site.view import View
from ssj_publish.words import labels

_NAMED = 12


#: An event with the time by which it stands among the others.
Dated = tuple[datetime, Event]


def timeline(view: View, one: Draw) -> Timeline:
    """Secrets → commit → round → seal → reveals → result, as far as it has come."""
    found = [*_promised(view, one), *_by_chance(view, one), *_opened(view, one)]
    events = [event for _, event in sorted(found, key=itemgetter(0))]
    if one.result is None:
        events.append(
            Event(moment(one.commit.opens), Cell("最迟在此时公开名单"), ahead=one.commit.opens.date() >= view.today)
        )
    return Timeline(tuple(events))


def _step(record: Record, text: str, note: str = "") -> Dated:
    return record.time, Event(moment(record.time), places.record(record, text), note)


def _promised(view: View, one: Draw) -> Iterator[Dated]:
    """What was fixed before anybody could know anything, and what the guests then said."""
    for secret in one.secrets:
        who = party_name(view.state, secret)
        if secret.body.timelock is None:
            yield _step(secret, f"{who}提交秘密的指纹", "秘密本身还在自己手里，指纹先公布，事后不能更换。")
        else:
            yield _step(secret, f"{who}提交定时密文", "到时任何人都能打开；从此谁也不能更换，也不能扣住。")
    for guest in one.guests:
        yield _step(guest, f"登记来宾（{guest.body.capacity}）秘密的指纹", "秘密在来宾自己手里，承诺时本局不知道。")
    yield _step(one.record, "承诺", "从这一刻起，抽取池、比例、检查人员和将要使用的随机数都不能再改。")
    for guest in one.guests:
        if guest.id in one.shown:
            yield _step(one.shown[guest.id], f"来宾（{guest.body.capacity}）公开秘密")


def _by_chance(view: View, one: Draw) -> Iterator[Dated]:
    """What nobody could know at the commitment: rounds, lotteries, balls, and the rounds that open what is locked."""
    named = one.commit.beacon
    if named is not None:
        note = "由全球多家机构共同产生，承诺时谁也不知道它是多少。"
        yield from _round(view, named.chain, named.round, "公共随机数产生", note)
    for issue in one.commit.lotteries.issues if one.commit.lotteries is not None else ():
        what = Cell(f"{labels.LOTTERIES[issue.game]}第 {issue.issue} 期开奖")
        ahead = issue.time.date() > view.today
        yield issue.time, Event(moment(issue.time), what, "承诺时谁也不知道会开出什么号码。", ahead)
    balls = one.commit.balls
    if balls is not None:
        note = "当众摇出，三方签署，全程录像；承诺时谁也不知道会摇出什么。"
        what = Cell(f"现场摇珠，{balls.place}")
        yield balls.time, Event(moment(balls.time), what, note, balls.time.date() > view.today)
    locks = [secret.body.timelock for secret in one.secrets if secret.body.timelock is not None]
    for chain, number in dict.fromkeys((lock.chain, lock.round) for lock in locks):
        yield from _round(view, chain, number, "定时密文可以打开", "从这一刻起任何人都能打开，不需要任何一方同意。")


def _opened(view: View, one: Draw) -> Iterator[Dated]:
    """What became of it."""
    if one.seal is not None:
        yield _step(one.seal, "封存结果", "只公布结果的指纹，不公布名单。")
    if one.void is not None:
        yield _step(one.void, "作废")
    for reveal in {reveal.id: reveal for reveal in one.reveals.values()}.values():
        plain = reveal.body.unlock is None
        yield _step(reveal, f"{party_name(view.state, reveal)}公开秘密" if plain else "用公布的随机数打开定时密文")
    if one.result is not None:
        yield _step(one.result, "公布结果", "任何人都能从此重新计算。")
    for substitution in one.substitutions:
        yield _step(substitution, "递补")


def _round(view: View, chain: str, number: int, what: str, note: str) -> list[Dated]:
    known = view.state.beacon(chain)
    if known is None:
        return []
    when = round_time(known, number)
    text = f"{what}：{labels.beacon(chain, known.chain_hash)} 第 {number} 轮"
    if not beacons.known(known.chain_hash):
        note = f"{labels.beacon_told(chain, known.chain_hash)}。"
    return [(when, Event(when.strftime("%Y-%m-%d %H:%M:%S"), Cell(text), note, when.date() > view.today))]


def round_time(known: Beacon, number: int) -> datetime:
    """When a round is published, in Beijing time."""
    return clock.moment(drand.round_time(chain_of(known), number))


def party_name(state: State, record: Record) -> str:
    """Who signed a secret or a reveal."""
    return places.role(state, party(state, record))


def watch(view: View, one: Draw) -> list[Block]:
    """Changes of registers, items and rules, and recusals, in the days before the commit: a body taken out just in
    time, a cap moved, or somebody kept from a body, would show here."""
    state, times = view.state, view.times
    days = scope.watched(state, one, times)
    since = times.at(one.record) - timedelta(days=days)
    named = (
        [(change, "监管对象") for change in state.bodies.changes]
        + [(change, "检查人员") for change in state.inspectors.changes]
        + [(change, "抽查事项") for change in state.items.changes]
    )
    rows = [
        (change.seq, moment(times.at(change)), name, _told(change), change.body.reason, places.record(change))
        for change, name in named
        if since <= times.at(change) and change.seq < one.record.seq
    ]
    rows += [
        (record.seq, moment(times.at(record)), "规则", record.body.document, record.body.reason, places.record(record))
        for record in (state.record_at(rules.seq) for rules in state.rules[1:])
        if since <= times.at(record) and record.seq < one.record.seq
    ]
    rows += [
        (record.seq, moment(times.at(record)), "回避", told, reason, places.record(record))
        for record, told, reason in _recusals(state)
        if since <= times.at(record) and record.seq < one.record.seq
    ]
    if not rows:
        return [
            Prose((f"承诺前 {days} 天内，监管对象和检查人员名录、抽查事项、规则都没有变动，也没有登记或撤回回避。",))
        ]
    return [
        table(
            f"承诺前 {days} 天内",
            ("时间", "名录", "内容", "理由", "台账"),
            [row[1:] for row in sorted(rows, key=itemgetter(0))],
        )
    ]


def _recusals(state: State) -> Iterator[tuple[Record, str, str]]:
    """Each recusal written down and each taken back, by name."""
    for one in state.recusals.values():
        pair = f"{places.inspector_name(state, one.body.inspector)} 对 {places.body(state, one.body.body).text}"
        yield one.record, f"登记 {pair}", labels.GROUNDS[one.body.ground]
        if one.retraction is not None:
            yield one.retraction, f"撤回 {pair}", one.retraction.body.reason


def _told(change: Record) -> str:
    """Names where they are few, numbers where they are many."""
    parts = []
    for word, entries in (("新增", change.body.added), ("变更", change.body.changed), ("移出", change.body.removed)):
        if 0 < len(entries) <= _NAMED:
            parts.append(f"{word} {listed(getattr(one, 'name', one.id) for one in entries)}")
        elif entries:
            parts.append(f"{word} {len(entries)} 个")
    return "；".join(parts)


def supervision(view: View, one: Draw) -> Table:
    """纪检组's findings on any record of this draw."""
    said = (*one.secrets, *one.guests, *one.shown.values(), *one.reveals.values())
    mine = (*said, one.record, one.seal, one.void, one.result, *one.substitutions)
    found = {record.id: record for part in mine if part is not None for record in view.watched.get(part.id, ())}
    rows = [
        (moment(record.time), labels.LEVELS[record.body.level], record.body.finding, places.record(record))
        for record in found.values()
    ]
    return table("写入后谁也不能改、不能撤", ("时间", "程度", "意见", "台账"), rows)
