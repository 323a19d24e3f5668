"""What a bureau could try with the public randomness: a beacon of its own, issues long drawn, numbers of its own
liking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from ssj_publish.core.kinds.draw import BeaconRound, Film, Lotteries, LotteryIssue
from ssj_publish.core.kinds.keys import TrustChange
from ssj_publish.core.kinds.plan import PlanProposal
from ssj_publish.core.state import Draw
from ssj_publish.office import draws, plans
from tests import beacons
from tests.bureau import BALLS, DIGITS, FILM, LOTTERIES, NUMBERS, ROUND, at, genesis, logged, task
from tests.faults.draws import play
from tests.faults.kit import Bureau, case
from tests.world import World

_GROUP = "公共随机数"


def planned() -> World:
    return World().found(**logged()).register(bodies=16).plan()


def _trusting(id_: str) -> Callable[[Bureau], None]:
    def tamper(bureau: Bureau) -> None:
        kept = tuple(one for one in genesis().beacons if one.id != id_)
        change = TrustChange(beacons=(*kept, beacons.own(id_)), reason="换信标。", **logged(3))
        play(bureau, planned(), change, "p", "l", "d")

    return tamper


for _name, _id in (
    ("自己的链叫作 quicknet", "quicknet"),
    ("自己的链叫作 QUICKNET", "QUICKNET"),
    ("自己的链叫作 quick-net", "quick-net"),
    ("自己的链叫作 qu1cknet", "qu1cknet"),
    ("自己的链叫作 qvicknet", "qvicknet"),
    ("自己的链叫作 quicknet-2", "quicknet-2"),
    ("自己的链叫作 quiknet，少一个字母", "quiknet"),
    ("自己的链叫作 qiucknet，两个字母对调", "qiucknet"),
    ("自己的链叫作 default", "default"),
    ("自己的链叫作 drand.mainnet", "drand.mainnet"),
    ("自己的链叫作 League-of-Entropy", "League-of-Entropy"),
):
    case(_GROUP, _name, "却是另一条链")(_trusting(_id))


def _committing(**changes: Any) -> Callable[[Bureau], None]:
    """The office signs a commitment that names such a source."""

    def tamper(bureau: Bureau) -> None:
        world = planned().promise()
        world.now = at("2025-03-27 10:00")
        play(bureau, world, draws.commit(world.state, world.choices(**({"beacon": None} | changes))), "o1")

    return tamper


def _issues(*told: tuple[str, str, str]) -> Lotteries:
    issues = tuple(LotteryIssue(game=game, issue=issue, time=at(time)) for game, issue, time in told)  # type: ignore[arg-type]
    return Lotteries(issues=issues, fallback="wait")


_KL8, _SSQ = ("kl8", "2025076", "2025-03-27 21:30"), ("ssq", "2025033", "2025-03-27 21:15")
for _name, _says, _told in (
    ("早已开出的快乐8，配一个将来的日子", "对不上", (("kl8", "2025070", "2025-03-27 21:30"), _SSQ)),
    ("昨天开出的快乐8，说是今天的", "对不上", (("kl8", "2025075", "2025-03-27 21:30"), _SSQ)),
    ("还开不到的一期", "对不上", (("kl8", "2025090", "2025-03-27 21:30"), _SSQ)),
    ("去年的同一期", "对不上", (("kl8", "2024076", "2025-03-27 21:30"), _SSQ)),
    ("一年没有这么多期的双色球", "对不上", (_KL8, ("ssq", "2025300", "2025-03-27 21:15"))),
    ("同一期的另一种写法", "期号的写法不对", (("kl8", "25076", "2025-03-27 21:30"), _KL8, _SSQ)),
    ("排列五写成七位", "期号的写法不对", (_KL8, ("pl5", "2025076", "2025-03-27 21:25"))),
    ("没有这一期：000", "期号的写法不对", (("kl8", "2025000", "2025-03-27 21:30"), _SSQ)),
    ("半夜三点开奖", "开奖时间不对", (("kl8", "2025077", "2025-03-28 03:00"), _SSQ)),
    ("比开奖晚十分钟，好等号码出来再承诺", "开奖时间不对", (("kl8", "2025076", "2025-03-27 21:40"), _SSQ)),
    ("双色球星期五开奖", "开奖时间不对", (_KL8, ("ssq", "2025033", "2025-03-28 21:15"))),
    ("一期算两次", "同一期只能写一次", (_KL8, _KL8)),
    ("只用一期，不足 64 比特", "不足 64 比特", (_KL8,)),
):
    case(_GROUP, _name, _says)(_committing(lotteries=_issues(*_told)))

for _name, _says, _source in (
    ("摇珠只摇十九个", "不足 64 比特", {"balls": msgspec.structs.replace(BALLS, count=19)}),
    ("十个球不放回，摇二十个", "摇的个数比球还多", {"balls": msgspec.structs.replace(BALLS, returned=False)}),
    ("只有一个球", "号码的范围不对", {"balls": msgspec.structs.replace(BALLS, first=9)}),
    ("摇完才承诺", "已经公布", {"balls": msgspec.structs.replace(BALLS, time=at("2025-03-27 09:00"))}),
    ("彩票和摇珠都指定，好挑一种", "只能选一种", {"balls": BALLS, "lotteries": LOTTERIES}),
    (
        "信标和摇珠都指定，好挑一种",
        "只能选一种",
        {"balls": BALLS, "beacon": BeaconRound(chain="quicknet", round=ROUND, fallback="wait")},
    ),
):
    case(_GROUP, _name, _says)(_committing(**_source))


def _opened(**source: Any) -> tuple[World, Draw]:
    world = planned()
    draw = world.commit(**({"beacon": None} | source))
    world.reveal(draw)
    return world, draw


def _concluding(
    source: dict[str, Any], numbers: tuple[str, ...], film: Film | None, *roles: str, written: tuple[str, ...] = ()
) -> Callable[[Bureau], None]:
    """A result on ``numbers``; with ``written`` what stands in it afterwards."""

    def tamper(bureau: Bureau) -> None:
        world, draw = _opened(**source)
        body = draws.conclude(world.state, draw, None, numbers, film).body
        if written:
            body = msgspec.structs.replace(body, numbers=written)
        play(bureau, world, body, *roles)

    return tamper


_ON_ISSUES, _ON_BALLS, _ALL = {"lotteries": LOTTERIES}, {"balls": BALLS}, ("o1", "p", "d")
for _name, _says, _tamper in (
    ("科室一家写下开奖号码", "缺少应当签署的一方", _concluding(_ON_ISSUES, NUMBERS, None, "o1")),
    ("公开秘密之后，两方挑了一组号码", "缺少应当签署的一方", _concluding(_ON_ISSUES, NUMBERS, None, "o1", "p")),
    ("以局领导代替纪检组签号码", "缺少应当签署的一方", _concluding(_ON_ISSUES, NUMBERS, None, "o1", "p", "l")),
    ("科室一家写下摇出的号码", "缺少应当签署的一方", _concluding(_ON_BALLS, DIGITS, FILM, "o1")),
    ("摇珠没有录像", "录像", _concluding(_ON_BALLS, DIGITS, None, *_ALL)),
    ("彩票另附一段录像", "录像", _concluding(_ON_ISSUES, NUMBERS, FILM, *_ALL)),
    ("换一组号码而不重算", "与重新计算的不一致", _concluding(_ON_BALLS, DIGITS, FILM, *_ALL, written=(f"8{DIGITS[0][1:]}",))),
    ("少写一个摇出的号码", "号码的写法不对", _concluding(_ON_BALLS, DIGITS, FILM, *_ALL, written=(DIGITS[0][2:],))),
    ("写一个摇不出的号码", "号码的写法不对", _concluding(_ON_BALLS, DIGITS, FILM, *_ALL, written=(f"x{DIGITS[0][1:]}",))),
    ("双色球写出同一个球两次", "号码的写法不对",
     _concluding(_ON_ISSUES, NUMBERS, None, *_ALL, written=(NUMBERS[0], "01 01 12 20 28 33+07"))),
    ("双色球写一个 34", "号码的写法不对",
     _concluding(_ON_ISSUES, NUMBERS, None, *_ALL, written=(NUMBERS[0], "01 05 12 20 28 34+07"))),
    ("少写一期的号码", "号码的组数", _concluding(_ON_ISSUES, NUMBERS, None, *_ALL, written=NUMBERS[:1])),
):  # fmt: skip
    case(_GROUP, _name, _says)(_tamper)


@case(_GROUP, "密封的抽取，科室一家写下号码并封存", "缺少应当签署的一方")
def sealed_alone(bureau: Bureau) -> None:
    world = planned()
    draw = world.commit(beacon=None, lotteries=LOTTERIES, sealed=True)
    world.now = at("2025-03-28 14:00")
    secrets = [world.secret_of("T1", 1, role) for role in ("o1", "p", "d")]
    found = draws.redo(world.state, draw, secrets, None, NUMBERS)
    play(bureau, world, draws.seal(draw, found, None, NUMBERS), "o1")


@case(_GROUP, "同一期在第二次抽取里换一个时间", "矛盾")
def other_time(bureau: Bureau) -> None:
    """In 2026 the breaks are not known: the issue fits either day, and the ledger has said which."""
    world = next_year()
    first = _issues(("kl8", "2026080", "2026-03-27 21:30"), ("ssq", "2026035", "2026-03-29 21:15"))
    world.void(world.commit(beacon=None, lotteries=first, opens=at("2026-03-30 18:00")))
    world.promise()
    second = _issues(("kl8", "2026080", "2026-03-28 21:30"), ("ssq", "2026035", "2026-03-29 21:15"))
    step = draws.commit(world.state, world.choices(beacon=None, lotteries=second, opens=at("2026-03-30 18:00")))
    play(bureau, world, step, "o1")


def next_year() -> World:
    world = World().found(**logged()).register(bodies=16)
    world.now = at("2026-03-01 09:00")
    one = task(start=at("2026-03-24 00:00").date(), end=at("2026-05-30 00:00").date())
    world.say(PlanProposal(year=2026, office="o1", tasks=(one,)), "o1")
    record = world.say(plans.consolidate(world.state, 2026, "计划"), "p")
    world.say(plans.approve(record.id, "教发1号"), "l")
    world.now = at("2026-03-27 09:00")
    return world
