"""What a bureau could try with a draw: each try is a record that its own keys sign, put where it may not stand."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from ssj_publish.core.kinds.draw import DrawResult, DrawReveal, DrawVoid, Substitution
from ssj_publish.core.records import NO_PREV, Signature, form, statement_bytes
from ssj_publish.core.state import Draw
from ssj_publish.office import draws
from ssj_publish.office.concealing import concealed
from ssj_publish.office.desk import Step
from tests.bureau import NEXT_SIGNATURE, SIGNERS, TestSigner, at, logged
from tests.faults.kit import Bureau, case
from tests.world import World


def eve() -> tuple[World, Draw]:
    """Just committed to: secrets are promised, the round is not out."""
    world = World().found(**logged()).register(bodies=16).plan()
    return world, world.commit()


def opened() -> tuple[World, Draw]:
    """Secrets are revealed, the result is not recorded yet."""
    world, draw = eve()
    world.now = max(world.now, at("2025-03-28 14:00"))
    world.reveal(draw)
    return world, draw


def play(bureau: Bureau, world: World, what: object, *roles: str | TestSigner, plain: bool = False) -> None:
    """Put ``world`` in place of the bureau's ledger, and behind it a record that the rules refuse.

    Its removable texts are left out of the chain, unless it is to be ``plain``.
    """
    for path in bureau.ledger.glob("[0-9]*/*.yaml"):
        path.unlink()
    bureau.forget_checkpoints()
    world.write(bureau.repo)
    step = what if isinstance(what, Step) else Step(what)  # type: ignore[arg-type]  # a Shape otherwise
    if not plain:
        salts = (bytes([0xFB, place] + [9] * 14) for place in range(99))
        body, _ = concealed(world.state, step.body, world.now.date(), lambda: next(salts), dict)
        step = replace(step, body=body)
    statement = statement_bytes(step.statement(world.state, world.now))
    keys = [SIGNERS[one] if isinstance(one, str) else one for one in roles]
    signed = tuple(Signature(key=one.public.key_id, signature=one.sign(statement)) for one in keys)
    seq = bureau.count + 1
    bureau.put(seq, form(seq, NO_PREV, statement, signed))
    bureau.rechain(seq)


def conclusion(world: World, draw: Draw) -> DrawResult:
    from tests.bureau import SIGNATURE

    body: DrawResult = draws.conclude(world.state, draw, SIGNATURE).body  # type: ignore[assignment]  # what it makes
    return body


@case("抽取", "结果里换一个学校", "与重新计算的不一致")
def other_school(bureau: Bureau) -> None:
    world, draw = opened()
    result = conclusion(world, draw)
    spared = next(id_ for id_ in draw.pool if id_ not in {one.body for one in result.drawn})
    drawn = (msgspec.structs.replace(result.drawn[0], body=spared), *result.drawn[1:])
    play(bureau, world, msgspec.structs.replace(result, drawn=drawn), "o1")


@case("抽取", "换一名同样合格的检查人员", "与重新计算的不一致")
def other_inspector(bureau: Bureau) -> None:
    world, draw = opened()
    result = conclusion(world, draw)
    first = result.drawn[0]
    other = next(id_ for id_ in draw.commit.inspectors if id_ not in first.team)
    drawn = (msgspec.structs.replace(first, team=(other, *first.team[1:])), *result.drawn[1:])
    play(bureau, world, msgspec.structs.replace(result, drawn=drawn), "o1")


@case("抽取", "结果少一个学校", "与重新计算的不一致")
def one_less(bureau: Bureau) -> None:
    world, draw = opened()
    result = conclusion(world, draw)
    play(bureau, world, msgspec.structs.replace(result, drawn=result.drawn[1:]), "o1")


@case("抽取", "随机数的签名改一位", "随机")
def forged_beacon(bureau: Bureau) -> None:
    world, draw = opened()
    result = conclusion(world, draw)
    assert result.signature is not None
    play(bureau, world, msgspec.structs.replace(result, signature="85" + result.signature[2:]), "o1")


@case("抽取", "用下一轮的随机数", "随机")
def next_round(bureau: Bureau) -> None:
    world, draw = opened()
    play(bureau, world, msgspec.structs.replace(conclusion(world, draw), signature=NEXT_SIGNATURE), "o1")


@case("抽取", "随机数的签名多出一截", "随机")
def longer_beacon(bureau: Bureau) -> None:
    world, draw = opened()
    result = conclusion(world, draw)
    play(bureau, world, msgspec.structs.replace(result, signature=f"{result.signature}00"), "o1")


@case("抽取", "自选一个种子", "与重新计算的不一致")
def other_seed(bureau: Bureau) -> None:
    world, draw = opened()
    play(bureau, world, msgspec.structs.replace(conclusion(world, draw), seed="0" * 64), "o1")


@case("抽取", "公开另一个秘密", "秘密")
def other_secret(bureau: Bureau) -> None:
    world, draw = eve()
    world.now = at("2025-03-28 14:00")
    play(bureau, world, draws.reveal(draw, b"\x07" * 32), "o1")


@case("抽取", "替别人公开秘密", "秘密")
def for_another(bureau: Bureau) -> None:
    world, draw = eve()
    secret = World.secret_of("T1", 1, "d")
    world.now = at("2025-03-28 14:00")
    play(bureau, world, draws.reveal(draw, secret), "o1")


@case("抽取", "随机数产生之前公开秘密", "尚未产生")
def too_early(bureau: Bureau) -> None:
    world, draw = eve()
    play(bureau, world, DrawReveal(draw=draw.id, secret=World.secret_of("T1", 1, "o1").hex()), "o1")


@case("抽取", "随机数出来以后才承诺", "已经公布")
def round_out(bureau: Bureau) -> None:
    world = World().found(**logged()).register(bodies=16).plan().promise()
    world.now = at("2025-03-28 12:30")
    play(bureau, world, draws.commit(world.state, world.choices(opens=at("2025-03-28 18:00"))), "o1")


@case("抽取", "同一任务再来一次", "已有一次有效的抽取")
def second_commit(bureau: Bureau) -> None:
    world, draw = eve()
    play(bureau, world, msgspec.structs.replace(draw.commit, ordinal=2), "o1")


@case("抽取", "承诺里去掉一个学校", "推算的结果不一致")
def smaller_pool(bureau: Bureau) -> None:
    world = World().found(**logged()).register(bodies=16).plan().promise()
    commit = draws.commit(world.state, world.choices()).body
    play(bureau, world, msgspec.structs.replace(commit, pool="0" * 64), "o1")


@case("抽取", "承诺之后改名录，再按新名录出结果", "与重新计算的不一致")
def roster_edit(bureau: Bureau) -> None:
    world, draw = eve()
    world.change("S001", credit_class="D", class_date=at("2025-03-27 09:00").date())
    world.now = max(world.now, at("2025-03-28 14:00"))
    world.reveal(draw)
    result = conclusion(world, draw)
    other = next(id_ for id_ in draw.pool if id_ not in {one.body for one in result.drawn})
    drawn = (*result.drawn[:-1], msgspec.structs.replace(result.drawn[-1], body=other))
    play(bureau, world, msgspec.structs.replace(result, drawn=drawn), "o1")


@case("抽取", "业务科室自己作废", "缺少应当签署的一方")
def void_alone(bureau: Bureau) -> None:
    world, draw = eve()
    play(bureau, world, draws.void(draw, "register-error", "不好。"), "o1")


@case("抽取", "政策法规科单独作废", "缺少应当签署的一方")
def void_by_one(bureau: Bureau) -> None:
    world, draw = eve()
    play(bureau, world, draws.void(draw, "register-error", "不好。"), "p")


@case("抽取", "没有列出的作废理由", "格式")
def void_for_nothing(bureau: Bureau) -> None:
    world, draw = eve()
    play(bureau, world, DrawVoid(draw=draw.id, reason="unlucky", explanation="不好。"), "p", "d")  # type: ignore[arg-type]


@case("抽取", "跳过第一候补", "应由")
def out_of_turn(bureau: Bureau) -> None:
    world, draw = eve()
    world.open(draw)
    gone = next(iter(draw.teams))
    world.change(gone, state="closed")
    step = draws.substitute(world.state, draw, gone, None, "closed", "停办。", world.now)
    proper = step.body
    assert isinstance(proper, Substitution)
    assert draw.outcome is not None
    class_ = draw.pool[gone][0]
    rest = [one.body for one in draw.outcome.tickets if one.credit_class == class_ and not one.drawn]
    other = next(id_ for id_ in rest if id_ != proper.replacement)
    play(bureau, world, Step(msgspec.structs.replace(proper, replacement=other), step.refs), "o1", "d")


@case("抽取", "检查一个没有抽中的学校", "不在这次抽取")
def not_drawn(bureau: Bureau) -> None:
    world, draw = eve()
    world.open(draw)
    visit = world.visit(draw)
    spared = next(id_ for id_ in draw.pool if id_ not in draw.teams)
    play(bureau, world, msgspec.structs.replace(visit.body, body=spared, signed_by="校长"), "o1")


@case("抽取", "换一组人去检查", "与抽取的不一致")
def other_team(bureau: Bureau) -> None:
    world, draw = eve()
    world.open(draw)
    target = next(iter(draw.teams))
    body = world.visit(draw, target).body
    other = next(id_ for id_ in draw.teams if id_ != target)
    team = tuple(sorted({"N01", "N02", "N03", "N04"} - set(draw.teams[other])))[:2]
    play(bureau, world, msgspec.structs.replace(body, body=other, inspectors=team, signed_by="校长"), "o1")


@case("抽取", "没有批准的计划就抽", "尚未经局领导批准")
def unapproved(bureau: Bureau) -> None:
    approved = World().found(**logged()).register(bodies=16).plan()
    promise = draws.promise(approved.state, "T1", approved.secret("T1", "o1"))
    world = World()
    for entry in approved.entries[:-1]:
        world.replay.accept(entry)
        world.entries.append(entry)
    world.now = approved.now
    play(bureau, world, promise, "o1")
