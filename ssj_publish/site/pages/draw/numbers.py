"""Numbers drawn in public and typed by people, on a draw's page: what to hold them against, and what that does not
prevent."""

from __future__ import annotations

from ssj_publish.core.draw import balls, lottery
from ssj_publish.core.kinds.draw import Balls
from ssj_publish.core.reading import drawings
from ssj_publish.core.state import Draw, State
from ssj_publish.site.blocks import Block, Cell, Code, Prose, facts, moment, table
from ssj_publish.words import labels


def told(state: State, one: Draw) -> list[Block]:
    """How the randomness comes from numbers drawn in public, where it does; and what that does not prevent."""
    shown, issues, spot = one.result or one.seal, one.commit.lotteries, one.commit.balls
    if issues is None and spot is None:
        return []
    blocks = _lottery(state, one) if spot is None else _balls(one, spot)
    if shown is None:
        return blocks
    text = (
        lottery.text(issues.issues, shown.body.numbers)
        if issues is not None
        else balls.text(spot, shown.body.numbers)
        if spot is not None
        else ""
    )
    typed = text.replace("\n", "\\n")
    return [*blocks, Code("公共随机数是这一行的输出", f"printf '{typed}' | sha256sum")]


def _lottery(state: State, one: Draw) -> list[Block]:
    """What to compare with the announcements, and where the ledger contradicts itself."""
    words = (
        "这次抽取连不上 drand，用的是承诺之后开出的彩票号码。号码由三方抄入台账并签署，程序证明不了抄得对不对：请按期号与开奖公告核对。",
        "号码和开奖日期两样都要对。日期尤其要对：程序只按每周开奖的日子和休市安排推算哪一天开哪一期；这一期要是在承诺之前早已开出，号码就是事先知道的。",
        "开奖之前谁也不知道号码，所以承诺的人无法挑选结果；但要相信开奖本身没有人操纵，这一点不如 drand：那里每一轮都有可以验证的签名。",
    )
    wrong = [found for found in drawings.contradictions(state) if any(draw.id == one.id for draw in found.draws)]
    told = tuple(
        f"异常：{labels.LOTTERIES[found.game]}第 {found.issue} 期，台账的几次抽取里写成了不同的号码"
        f"（{'；'.join(found.numbers)}），其中至少一处不是真的。"
        for found in wrong
    )
    named = one.commit.lotteries
    rows = [
        (labels.LOTTERIES[issue.game], issue.issue, moment(issue.time)) for issue in (named.issues if named else ())
    ]
    return [
        *([Prose(told, "warn")] if told else []),
        Prose(words, "note"),
        table("请与开奖公告核对", ("彩票", "期号", "开奖时间"), rows),
    ]


def _balls(one: Draw, named: Balls) -> list[Block]:
    """What was drawn where, and what that proves and does not."""
    words = (
        f"这次抽取连不上 drand，用的是承诺之后在{named.place}当众摇出的号码。",
        "它能说明的：三方在同一条记录上签了这些号码，任何一方都不能单独另写一组；录像的摘要写在台账里，录像事后换过就对不上。",
        "它不能说明的：没有公告可以核对。三方串通，可以另写一组号码。",
        "球和摇奖的人有没有毛病，只有录像和在场的人能作证。所以它不如 drand 和公开彩票。",
    )
    film = one.result or one.seal
    told = film.body.film if film is not None else None
    how = "每个放回再摇" if named.returned else "摇出的不放回"
    return [
        Prose(words, "note"),
        facts(
            ("时间", moment(named.time)),
            ("地点", named.place),
            ("怎么摇", f"从 {named.first} 到 {named.last} 中摇 {named.count} 个，{how}"),
            ("可能的结果", f"{balls.bits(named)} 比特（至少 64）"),
            ("录像的 SHA-256", Cell(told.sha256, tone="mono") if told else None),
            ("录像的字节数", str(told.size) if told else None),
        ),
    ]
