"""Checkpoints and witnesses: what outsiders have seen of the ledger, and how to hold it to that."""

from __future__ import annotations

from collections.abc import Iterator

from ssj_publish.core import clock
from ssj_publish.core.clock import ZONE
from ssj_publish.core.log import Audited
from ssj_publish.core.tlog import note
from ssj_publish.core.tlog.vkey import parse_verifier_key
from ssj_publish.site.blocks import Block, Cell, Code, Page, Prose, facts, moment, section, sections, table
from ssj_publish.site.pages import places
from ssj_publish.site.view import View

_WHAT = (
    "检查点是对全部记录签的一个名。外面的见证人核对它是上一个检查点的延续，再联署、写上时间。",
    "谁留了一份检查点，谁就能查出以前的记录有没有被改动、删除或调换。见证人联署过的，以后缺了任何一条，见证人都会拒绝。",
)
_HOW = (
    "把下面这份检查点存成文件，以后用 ssj verify 网址 --since 文件，就能证明台账只增不改。",
    "在台账文件夹里运行 sha256sum -c SHA256SUMS，可以逐条核对记录的指纹。每条记录的页面上可以下载单独的证明文件。",
)


def pages(view: View) -> Iterator[Page]:
    """One page, where the ledger has a log key."""
    trust = view.state.trusts[view.audited[-1].place].trust if view.audited else view.state.trust
    if trust.log is None:
        return
    newest = view.audited[-1] if view.audited else None
    count = len(view.state.records)
    lead = f"台账有 {count} 条记录，还没有签过检查点。"
    if newest is not None:
        seen = max((one.checkpoint.size for one in view.audited if one.enough), default=0)
        lead = f"台账有 {count} 条记录，检查点签到第 {newest.checkpoint.size} 条，见证人联署到第 {seen} 条。"
    witnesses = [(one.holder, parse_verifier_key(one.key).name, Cell(one.key, tone="mono")) for one in trust.witnesses]
    parts = sections(
        section("是什么", Prose(_WHAT)),
        section("最新的检查点", *_newest(newest)),
        section("怎样用它核对", Prose(_HOW), facts(("全部记录的指纹", Cell("下载 SHA256SUMS", "ledger/SHA256SUMS")))),
        section(
            "全部检查点", table("新的在前", ("记录条数", "末条记录", "见证人和时间", "是否够数"), list(_rows(view)))
        ),
        section(
            "公钥",
            facts(
                ("日志公钥", Cell(trust.log, tone="mono")),
                ("见证人家数", f"至少 {trust.quorum} 家联署才算数"),
                ("也来做见证人", Cell("怎样做", "witness.html")),
            ),
            table("台账指定的见证人", ("单位", "名称", "公钥"), witnesses),
            table("台账指定的时间戳机构", ("编号", "单位"), [(one.id, one.holder) for one in trust.authorities]),
        ),
    )
    yield Page(places.CHECKPOINTS[1], places.CHECKPOINTS[0], lead, parts, places.RECORDS)


def _newest(one: Audited | None) -> list[Block]:
    if one is None:
        return []
    text = note.form(one.stored.whole).decode()
    return [Code("留一份底", text), facts(("文件", Cell("下载检查点", "ledger/checkpoint")))]


def _rows(view: View) -> Iterator[tuple[Cell | str | int, ...]]:
    records = list(view.state.records.values())
    for one in reversed(view.audited):
        times = [f"{name}，{told(time)}" for name, time in sorted(one.times.items(), key=lambda pair: pair[1])]
        tokens = [f"时间戳 {id_}，{moment(time.astimezone(ZONE))}" for id_, time in sorted(one.tokens.items())]
        seen = "；".join((*times, *tokens))
        enough = Cell("够数", tone="ok") if one.enough else Cell("不够", tone="warn")
        yield one.checkpoint.size, places.record(records[one.checkpoint.size - 1]), seen or "还没有", enough


def told(time: int) -> str:
    """A witness's time in Beijing."""
    return moment(clock.moment(time))
