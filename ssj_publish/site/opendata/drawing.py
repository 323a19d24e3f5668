"""The sheets of the draws, and of who was drawn."""

from __future__ import annotations

from collections.abc import Iterator

from ssj_publish.core.draw import beacons
from ssj_publish.core.state import Draw, State
from ssj_publish.site.opendata.rosters import BODY, CODE, DRAW, NAME, PAGE, RECORD, code
from ssj_publish.site.opendata.sheets import Column, Sheet, Stated, Typed, sheet, stated, table
from ssj_publish.site.pages import draws as draw_pages
from ssj_publish.site.pages import places
from ssj_publish.words import labels


def draws(state: State) -> Sheet:
    """随机抽取, void ones too; of one not yet opened, what its commitment says."""
    columns: tuple[Stated[Draw], ...] = (
        Stated(DRAW, places.draw_name),
        stated("任务编号", "task", "年度抽查任务中的编号", lambda one: one.commit.task),
        stated("第几次", "ordinal", "这项任务的第几次抽取", lambda one: one.commit.ordinal, "integer"),
        stated("承诺时间", "committed", "承诺写入台账的时间", lambda one: one.record.time, "datetime"),
        stated("对象数", "pool", "抽取池里的对象数", lambda one: sum(s.size for s in one.commit.strata), "integer"),
        stated("抽取数", "sample", "应抽取的对象数", lambda one: sum(s.sample for s in one.commit.strata), "integer"),
        stated(
            "随机数",
            "randomness",
            "公共随机数的来源：drand 链的名称，或各期彩票，或现场摇珠；空白为没有使用",
            lambda one: _source(state, one),
        ),
        stated(
            "轮次",
            "round",
            "drand 的轮次",
            lambda one: one.commit.beacon.round if one.commit.beacon else None,
            "integer",
        ),
        stated("是否封存", "sealed", "检查前名单是否不公开", lambda one: one.commit.sealed, "boolean"),
        stated("最迟公开时间", "opens", "承诺的最迟公开时间", lambda one: one.commit.opens, "datetime"),
        stated("状态", "status", "进行到哪一步", draw_pages.stage, words=labels.DRAWN),
        stated(
            "公开时间",
            "opened",
            "结果公开的时间；空白为尚未公开",
            lambda one: one.result.time if one.result else None,
            "datetime",
        ),
        stated("种子", "seed", "十六进制；空白为尚未公开", lambda one: one.result.body.seed if one.result else None),
        stated(
            "作废情形",
            "void_reason",
            "作废的写明情形",
            lambda one: one.void.body.reason if one.void else None,
            words=labels.VOID_REASONS,
        ),
        stated(
            "作废说明", "explanation", "作废的写明理由", lambda one: one.void.body.explanation if one.void else None
        ),
        Stated(RECORD, lambda one: one.record.seq),
        Stated(PAGE, lambda one: places.draw(one).href),
    )
    about = "每次抽取的承诺和结果；作废的也列出。重新计算要用每次抽取自己的 JSON。"
    return table("draws", "随机抽取", about, columns, state.draws.values(), "抽取编号", 任务编号=("tasks", "任务编号"))


def _source(state: State, one: Draw) -> str | None:
    commit = one.commit
    if commit.lotteries is not None:
        return "；".join(f"{labels.LOTTERIES[issue.game]}{issue.issue}" for issue in commit.lotteries.issues)
    if commit.balls is not None:
        return f"现场摇珠（{commit.balls.place}）"
    if commit.beacon is None:
        return None
    known = state.beacon(commit.beacon.chain)
    if known is None or beacons.known(known.chain_hash):
        return commit.beacon.chain
    return labels.beacon(known.id, known.chain_hash)


def drawn(state: State) -> Sheet:
    """抽中对象 of every opened draw: as drawn, and as substitutions left it."""
    columns = (
        DRAW,
        BODY,
        NAME,
        CODE,
        Column("信用等级", "credit_class", "承诺时的等级"),
        Column("签号", "ticket", "SHA-256，十六进制"),
        Column("结果", "fate", "抽中、递补，还是后来退出", words=labels.FATES),
        Column("检查人员", "team", "人员编号，用分号分开；已计入人员的更换", many=True),
    )
    rows = [row for one in state.draws.values() for row in _drawn(state, one)]
    links = {"抽取编号": ("draws", "抽取编号"), "对象编号": ("bodies", "对象编号")}
    return sheet("drawn", "抽中对象", "公开了结果的抽取抽中了谁、由谁检查。", columns, rows, "", **links)


def _drawn(state: State, one: Draw) -> Iterator[tuple[Typed, ...]]:
    if one.outcome is None:
        return
    first = {visitee.body: visitee.team for visitee in one.outcome.drawn}
    for ticket in one.outcome.tickets:
        body = ticket.body
        if body in first or body in one.teams:
            yield (
                places.draw_name(one),
                body,
                places.body(state, body).text,
                code(state, body),
                ticket.credit_class,
                ticket.ticket,
                _fate(one, body, body in first),
                tuple(one.teams.get(body, first.get(body, ()))),
            )


def _fate(one: Draw, body: str, first: bool) -> str:
    if one.void:
        return "void"
    if not first:
        return "stepped-in"
    return "drawn" if body in one.teams else "replaced"
