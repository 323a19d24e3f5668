"""Numbers that people type: which drawings a commitment names, and what came out, echoed and confirmed before it goes
in."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import file_digest
from pathlib import Path
from typing import Any

import click

from ssj_publish import errors
from ssj_publish.cli._screen import confirm, say
from ssj_publish.cli._times import Moment
from ssj_publish.core.draw import balls, lottery
from ssj_publish.core.kinds.draw import Balls, Film, LotteryIssue
from ssj_publish.core.state import Draw
from ssj_publish.words import labels

_BALLS = re.compile(r"(\d{1,3}):(\d{1,3})-(\d{1,3}):(\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?):(.+)", re.ASCII)


class Issue(click.ParamType[LotteryIssue]):
    """``双色球:2025033:2025-03-27 21:15``: a game by name or id, an issue, and when it is drawn."""

    name = "彩票:期号:开奖时间"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> LotteryIssue:
        if isinstance(value, LotteryIssue):
            return value
        game, _, rest = str(value).strip().partition(":")
        issue, _, when = rest.partition(":")
        ids = {label[2:]: id_ for id_, label in labels.LOTTERIES.items()}
        id_ = ids.get(game, game)
        if id_ not in labels.LOTTERIES or not issue or not when:
            known = "、".join(ids)
            self.fail(
                f"“{value}”应写成“彩票:期号:开奖时间”，如 双色球:2025033:2025-03-27T21:15；可用的彩票：{known}。",
                param,
                ctx,
            )
        return LotteryIssue(game=id_, issue=issue, time=Moment().convert(when, param, ctx))  # type: ignore[arg-type]  # checked above


class Spot(click.ParamType[dict[str, Any]]):
    """``20:0-9:2025-03-28 10:00:三楼会议室``: how many balls, of which numbers, when and where."""

    name = "个数:号码范围:时间:地点"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        found = _BALLS.fullmatch(str(value).strip())
        if found is None:
            self.fail(f"“{value}”应写成“个数:号码范围:时间:地点”，如 20:0-9:2025-03-28T10:00:三楼会议室。", param, ctx)
        count, first, last, when, place = found.groups()
        time = Moment().convert(when, param, ctx)
        return {"count": int(count), "first": int(first), "last": int(last), "time": time, "place": place.strip()}


def typed(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--numbers``, once an issue, ``--film`` and ``--yes``."""
    told = (
        "承诺指定彩票的：开奖号码，一期一个，次序同承诺，如“01 05 12 20 28 33+07”，不分先后的从小到大。"
        "现场摇珠的：摇出的号码，写成一个，按摇出的次序。"
    )
    for option in (
        click.option("--yes", is_flag=True, help="不再询问号码对不对（脚本用；三方应已各自核对过）。"),
        click.option(
            "--film",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="现场摇珠的录像文件；只记下它的摘要和大小。",
        ),
        click.option("--numbers", "numbers", multiple=True, help=told),
    ):
        command = option(command)
    return command


def checked(found: Draw, numbers: tuple[str, ...], film: Path | None, yes: bool) -> Film | None:
    """The film to be recorded, once the numbers are as many as the draw asks for and whoever typed them has read them
    again.

    Raises `errors.NumbersNeeded`, `errors.NumbersShort`, `errors.FilmNeeded`; ``click.Abort`` where they are not right.
    """
    lines = _lines(found)
    if len(numbers) != len(lines):
        raise errors.NumbersNeeded(
            task=found.commit.task,
            issues="；".join(told for told, _ in lines) or "（没有）",
            count=len(lines),
            given=len(numbers),
        )
    for (told, wanted), line in zip(lines, numbers, strict=True):
        given = len([part for part in re.split(r"[ +]+", line) if part])
        if given != wanted:
            raise errors.NumbersShort(issue=told, wanted=wanted, given=given, missing=max(0, wanted - given))
    named = found.commit.balls
    if (named is not None) != (film is not None):
        raise errors.FilmNeeded(task=found.commit.task)
    recorded = None
    if film is not None:
        with film.open("rb") as file:
            recorded = Film(sha256=file_digest(file, "sha256").hexdigest(), size=film.stat().st_size)
    if lines and not yes:
        _ask(lines, numbers, named, recorded)
    return recorded


def _lines(found: Draw) -> list[tuple[str, int]]:
    """What is to be typed, line by line: what it is, and how many numbers it has."""
    named, spot = found.commit.lotteries, found.commit.balls
    issues = [
        (
            f"{labels.LOTTERIES[one.game]}第 {one.issue} 期（{one.time:%Y-%m-%d %H:%M} 开奖）",
            sum(group.count for group in lottery.GAMES[one.game]),
        )
        for one in (named.issues if named else ())
    ]
    return issues + ([(f"{spot.place} {spot.time:%Y-%m-%d %H:%M} 摇出的号码", spot.count)] if spot else [])


def _ask(lines: list[tuple[str, int]], numbers: tuple[str, ...], named: Balls | None, film: Film | None) -> None:
    for (told, _), line in zip(lines, numbers, strict=True):
        say(f"{told}：{line}", err=True)
    if named is not None and film is not None:
        say(f"共 {balls.bits(named)} 比特；录像 {film.size} 字节，SHA-256 {film.sha256}", err=True)
    against = "录像" if named is not None else "开奖公告（期号、日期、号码三样都要对）"
    confirm(f"号码写入后不能更改，由三方共同签署。以上与{against}一致吗？")
