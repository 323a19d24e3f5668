"""What a bureau could try with seals and voids: refused where the ledger can tell, told in the report where it is
valid."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec

from ssj_publish.core.kinds.draw import BeaconRound, DrawSeal, VoidReason
from ssj_publish.core.rules import voiding
from ssj_publish.core.state import Draw, Outcome
from ssj_publish.office import draws
from tests.bureau import LOTTERIES, NUMBERS, ROUND, SIGNATURE, at, logged
from tests.faults.draws import play
from tests.faults.kit import Bureau, case
from tests.world import World

ALL = ("o1", "p", "d")
ABSENT = BeaconRound(chain="quicknet", round=ROUND, fallback="void", hours=1)


def committed(**choices: Any) -> tuple[World, Draw]:
    world = World().found(**logged()).register(bodies=16).plan()
    draw = world.commit(**({"sealed": True} | choices))
    world.now = at("2025-03-28 14:00")
    return world, draw


def false(world: World, draw: Draw) -> Outcome:
    """A list on which the first drawn body is spared, sealed by all parties together."""
    secrets = [World.secret_of("T1", 1, role) for role in ALL]
    found = draws.redo(world.state, draw, secrets, SIGNATURE)
    first, *others = found.drawn
    other = next(id_ for id_ in sorted(draw.pool) if id_ not in {one.body for one in found.drawn})
    lie = Outcome(found.seed, found.tickets, (msgspec.structs.replace(first, body=other), *others), found.loads)
    world.say(draws.seal(draw, lie, SIGNATURE), *ALL)
    return lie


def show(bureau: Bureau, world: World) -> None:
    """Put ``world``, whose every record the rules take, in place of the bureau's ledger."""
    for path in bureau.ledger.glob("[0-9]*/*.yaml"):
        path.unlink()
    bureau.forget_checkpoints()
    world.write(bureau.repo)


def visited(world: World, draw: Draw, found: Outcome, place: int = 0) -> None:
    one = found.drawn[place]
    world.visit(draw, one.body, date(2025, 3, 28), proof=draws.prove(found, one.body), inspectors=one.team)


# Who seals.


@case("封存", "发起科室单独封存", "政策法规科、纪检组")
def alone(bureau: Bureau) -> None:
    world, draw = committed()
    play(bureau, world, DrawSeal(draw=draw.id, signature=SIGNATURE, root="1" * 64, count=8), "o1")


@case("封存", "缺纪检组的签名", "缺少应当签署的一方：纪检组")
def without_discipline(bureau: Bureau) -> None:
    world, draw = committed()
    play(bureau, world, DrawSeal(draw=draw.id, signature=SIGNATURE, root="1" * 64, count=8), "o1", "p")


@case("封存", "别的科室代替发起科室签署", "缺少应当签署的一方：一科")
def other_office(bureau: Bureau) -> None:
    world, draw = committed()
    play(bureau, world, DrawSeal(draw=draw.id, signature=SIGNATURE, root="1" * 64, count=8), "o2", "p", "d")


@case("封存", "秘密已经公开，还封存别的名单", "重新计算的结果与它不符")
def after_reveals(bureau: Bureau) -> None:
    world, draw = committed()
    world.reveal(draw)
    count = sum(one.sample for one in draw.commit.strata)
    play(bureau, world, DrawSeal(draw=draw.id, signature=SIGNATURE, root="1" * 64, count=count), *ALL)


@case("封存", "封存的对象数与承诺不同", "对象数与承诺不同")
def other_count(bureau: Bureau) -> None:
    world, draw = committed()
    play(bureau, world, DrawSeal(draw=draw.id, signature=SIGNATURE, root="1" * 64, count=99), *ALL)


# What a false seal comes to.


@case("封存", "封存编造的名单，秘密公开而不公布结果", "", tells="封存不实：台账")
def known(bureau: Bureau) -> None:
    world, draw = committed()
    false(world, draw)
    show(bureau, world.reveal(draw))


@case("封存", "封存编造的名单，真实的结果照样写入", "", tells="封存的名单不是抽出来的")
def truth(bureau: Bureau) -> None:
    world, draw = committed()
    false(world, draw)
    world.open(draw)
    show(bureau, world)


@case("封存", "按编造的名单检查过，逐个列出", "", tells="但任务 T1 第 1 次抽取里它没有被抽中")
def astray(bureau: Bureau) -> None:
    world, draw = committed()
    visited(world, draw, false(world, draw))
    world.open(draw)
    show(bureau, world)


@case("封存", "封存不实的，检查过也能作废", "", tells="情形：封存不实")
def voided(bureau: Bureau) -> None:
    world, draw = committed()
    visited(world, draw, false(world, draw))
    world.open(draw)
    world.void(draw, "seal-false")
    show(bureau, world)


@case("封存", "明知封存不实，还按它检查", "封存不实，不能再据此检查")
def go_on(bureau: Bureau) -> None:
    world, draw = committed()
    lie = false(world, draw)
    world.reveal(draw)
    one = lie.drawn[1]
    copy, again = committed()
    true = draws.redo(copy.state, again, [World.secret_of("T1", 1, role) for role in ALL], SIGNATURE)
    copy.say(draws.seal(again, true, SIGNATURE), *ALL)
    made = copy.visit(again, one.body, date(2025, 3, 29), proof=draws.prove(true, one.body), inspectors=one.team).body
    world.now = at("2025-03-29 17:00")
    body = msgspec.structs.replace(made, draw=draw.id, body=lie.drawn[0].body, inspectors=lie.drawn[0].team)
    play(bureau, world, msgspec.structs.replace(body, proof=draws.prove(lie, lie.drawn[0].body)), "o1")


@case("封存", "封存属实的，说它不实而作废", "与台账的记载不符")
def true_seal(bureau: Bureau) -> None:
    world, draw = committed()
    world.seal(draw)
    world.reveal(draw)
    play(bureau, world, draws.void(draw, "seal-false", "不好。"), "p", "d")


@case("封存", "还不知道真假，就说封存不实而作废", "与台账的记载不符")
def unknown_seal(bureau: Bureau) -> None:
    world, draw = committed()
    false(world, draw)
    play(bureau, world, draws.void(draw, "seal-false", "不好。"), "p", "d")


@case("封存", "一方换号码公布结果，使封存显得不实", "缺少应当签署的一方")
def other_numbers(bureau: Bureau) -> None:
    world, draw = committed(beacon=None, lotteries=LOTTERIES)
    world.seal(draw)
    world.reveal(draw)
    step = draws.conclude(world.state, draw, None, (NUMBERS[0], "01 05 12 20 28 33+08"))
    play(bureau, world, step, "o1")


@case("封存", "应封存而未封存就公开", "", tells="应封存而未封存")
def never_sealed(bureau: Bureau) -> None:
    world, draw = committed()
    world.open(draw)
    show(bureau, world)


# Voids.


def _void(bureau: Bureau, world: World, draw: Draw, reason: VoidReason) -> None:
    play(bureau, world, draws.void(draw, reason, "不好。"), "p", "d")


@case("作废", "名录没有改过，却说名录有误", "与台账的记载不符")
def register_error(bureau: Bureau) -> None:
    world, draw = committed(sealed=False)
    _void(bureau, world, draw, "register-error")


@case("作废", "排得开，却说人员无法安排", "与台账的记载不符")
def feasible(bureau: Bureau) -> None:
    world, draw = committed(sealed=False)
    world.open(draw)
    _void(bureau, world, draw, "infeasible")


@case("作废", "任务没有取消，却说取消了", "与台账的记载不符")
def in_force(bureau: Bureau) -> None:
    world, draw = committed(sealed=False)
    _void(bureau, world, draw, "task-cancelled")


@case("作废", "随机数刚产生一分钟，就说有人不公开秘密", "到 2025-03-31 18:00 仍未公开的")
def at_once(bureau: Bureau) -> None:
    world, draw = committed(sealed=False)
    _void(bureau, world, draw, "secret-withheld")


@case("作废", "秘密都公开了，还说有人不公开", "与台账的记载不符")
def all_open(bureau: Bureau) -> None:
    world, draw = committed(sealed=False)
    world.reveal(draw)
    world.now = draw.commit.opens + voiding.GRACE
    _void(bureau, world, draw, "secret-withheld")


@case("作废", "秘密都公开了，却说随机数没有产生", "与台账的记载不符")
def after_all_reveals(bureau: Bureau) -> None:
    world, draw = committed(sealed=False, beacon=ABSENT)
    world.reveal(draw)
    world.now += timedelta(hours=5)
    _void(bureau, world, draw, "beacon-absent")


@case("作废", "别的抽取用过这一轮，却说它没有产生", "与台账的记载不符")
def known_elsewhere(bureau: Bureau) -> None:
    world, draw = committed(sealed=False, beacon=ABSENT)
    world.void(draw)
    world.open(draw)
    world.now = at("2025-03-27 23:00")
    again = world.commit(beacon=ABSENT)
    world.now = at("2025-03-28 15:00")
    _void(bureau, world, again, "beacon-absent")


@case("作废", "没有抄过号码，却说号码抄错", "与台账的记载不符")
def no_numbers(bureau: Bureau) -> None:
    world, draw = committed(sealed=False)
    world.open(draw)
    _void(bureau, world, draw, "numbers-wrong")


@case("作废", "已经按名单检查，再说规则有误", "已经开始检查")
def begun(bureau: Bureau) -> None:
    world, draw = committed(sealed=False)
    world.open(draw)
    world.visit(draw)
    _void(bureau, world, draw, "rule-error")


@case("作废", "看过结果再作废", "", tells="此时已经能算出结果")
def looked(bureau: Bureau) -> None:
    world, draw = committed(sealed=False)
    world.open(draw)
    world.void(draw)
    show(bureau, world)


@case("作废", "作废之后公开，列出本来会抽中谁", "", tells="当时会抽中")
def would_have(bureau: Bureau) -> None:
    world, draw = committed(sealed=False)
    world.void(draw)
    world.open(draw)
    show(bureau, world)


@case("作废", "说随机数没有产生，后来台账里有", "", tells="作废情形与事实不符")
def contradicted(bureau: Bureau) -> None:
    world, draw = committed(sealed=False, beacon=ABSENT)
    world.now = at("2025-03-28 14:30")
    world.void(draw, "beacon-absent")
    world.open(draw)
    show(bureau, world)
