"""What a bureau, or a guest, could try with the guests of a draw."""

from __future__ import annotations

from typing import Any

import msgspec

from ssj_publish.core.draw import guests as arithmetic
from ssj_publish.core.draw import outcome, tickets
from ssj_publish.core.kinds.draw import DrawCommit
from ssj_publish.core.kinds.guests import GuestReveal, GuestSecret
from ssj_publish.core.kinds.keys import KeyRotation
from ssj_publish.core.records import Record
from ssj_publish.core.rules import randomness
from ssj_publish.core.state import Draw
from ssj_publish.office import draws, guests
from tests.bureau import GUEST, SIGNATURE, SIGNERS, TestSigner, at, keys_of, logged
from tests.faults.draws import conclusion, play
from tests.faults.kit import Bureau, case
from tests.world import World


def asked() -> tuple[World, Record, Record]:
    """A parent on paper and a headteacher with a key of the day; nothing is committed to."""
    world = World().found(**logged()).register(bodies=16).plan()
    return world, world.invite(), world.invite("校长", GUEST)


def committing() -> tuple[World, DrawCommit]:
    """The parties have promised as well: the commitment that follows."""
    world, _, _ = asked()
    world.promise()
    body = draws.commit(world.state, world.choices()).body
    assert isinstance(body, DrawCommit)
    return world, body


def eve(**changes: Any) -> tuple[World, Draw, Record, Record]:
    """Committed to, in the guests' time."""
    world, parent, head = asked()
    return world, world.commit(**changes), parent, head


def said(draw: Draw, guest: Record, capacity: str = "家长代表") -> GuestReveal:
    body = guests.reveal(draw, guest, World.words_of("T1", 1, capacity)).body
    assert isinstance(body, GuestReveal)
    return body


def promise(world: World, capacity: str, key: TestSigner | None = None) -> GuestSecret:
    words = world.words_of("T1", 1, capacity)
    body = guests.promise(world.state, "T1", capacity, words, key.public if key else None).body
    assert isinstance(body, GuestSecret)
    return body


@case("来宾", "承诺漏掉一位来宾", "推算的结果不一致")
def left_out(bureau: Bureau) -> None:
    world, body = committing()
    play(bureau, world, msgspec.structs.replace(body, guests=body.guests[:1]), "o1")


@case("来宾", "承诺一位来宾也不列", "推算的结果不一致")
def all_left_out(bureau: Bureau) -> None:
    world, body = committing()
    play(bureau, world, msgspec.structs.replace(body, guests=(), guests_by=None), "o1")


@case("来宾", "来宾的次序颠倒", "推算的结果不一致")
def turned_round(bureau: Bureau) -> None:
    world, body = committing()
    play(bureau, world, msgspec.structs.replace(body, guests=body.guests[::-1]), "o1")


@case("来宾", "一位来宾列两遍", "推算的结果不一致")
def listed_twice(bureau: Bureau) -> None:
    world, body = committing()
    play(bureau, world, msgspec.structs.replace(body, guests=(*body.guests, body.guests[0])), "o1")


@case("来宾", "不给来宾留时间", "来宾公开截止时间不对")
def no_time(bureau: Bureau) -> None:
    world, body = committing()
    play(bureau, world, msgspec.structs.replace(body, guests_by=world.now), "o1")


@case("来宾", "来宾的截止时间挨着随机数", "来宾公开截止时间不对")
def too_near(bureau: Bureau) -> None:
    world, body = committing()
    play(bureau, world, msgspec.structs.replace(body, guests_by=at("2025-03-28 12:10")), "o1")


@case("来宾", "不写来宾的截止时间", "来宾公开截止时间不对")
def no_end(bureau: Bureau) -> None:
    world, body = committing()
    play(bureau, world, msgspec.structs.replace(body, guests_by=None), "o1")


@case("来宾", "换掉已登记的指纹", "签名不成立")
def swapped(bureau: Bureau) -> None:
    seq = bureau.seq("guest-secret")
    record = next(one for one in bureau.world.state.guests.values())
    bureau.replace(seq, record.body.commitment, "0" * 64)
    bureau.rechain(seq)


@case("来宾", "换掉指纹，用科室的密钥重新签", "签名不成立")
def swapped_and_signed(bureau: Bureau) -> None:
    """纪检组's key alone: the guest's key of the day no longer holds."""
    record = next(one for one in bureau.world.state.guests.values())
    seq = record.seq
    old = next(one for one in record.signatures if one.key == SIGNERS["d"].public.key_id)
    data = bureau.data(seq).decode()
    changed = data.replace(record.body.commitment, "0" * 64)
    statement = changed[changed.index("statement:\n") : changed.index("signatures:\n")].encode()
    bureau.put(seq, changed.replace(old.signature, SIGNERS["d"].sign(statement)).encode())
    bureau.rechain(seq)


@case("来宾", "再登记一位来宾（通过）", "")
def one_more(bureau: Bureau) -> None:
    world, _, _ = asked()
    play(bureau, world, promise(world, "记者"), "d")


@case("来宾", "承诺之后抽掉来宾的登记", "不在它前面")
def cut_out(bureau: Bureau) -> None:
    _cut_out(bureau)


@case("来宾", "承诺之后抽掉来宾的登记，用全部密钥重签后文", "在台账中没有")
def cut_out_and_signed(bureau: Bureau) -> None:
    """The commitment that lists the guest's secret is signed too; it still rests on what is gone."""
    bureau.retell(_cut_out(bureau))


def _cut_out(bureau: Bureau) -> int:
    seq = bureau.seq("guest-secret")
    bureau.forget_checkpoints()
    bureau.path(seq).unlink()
    for number in range(seq + 1, bureau.count + 2):
        bureau.path(number).rename(bureau.path(number - 1))
    bureau.rechain(seq)
    return seq


@case("来宾", "公开另一个秘密", "与事先承诺的不是同一个")
def other_words(bureau: Bureau) -> None:
    world, draw, parent, _ = eve()
    play(bureau, world, msgspec.structs.replace(said(draw, parent), secret="0" * 40), "d")


@case("来宾", "把一位来宾的秘密记在另一位名下", "与事先承诺的不是同一个")
def for_another(bureau: Bureau) -> None:
    world, draw, _, head = eve()
    play(bureau, world, said(draw, head), "d")


@case("来宾", "截止之后才公开", "时间已过")
def late(bureau: Bureau) -> None:
    world, draw, parent, _ = eve()
    world.now = at("2025-03-27 18:00")
    play(bureau, world, said(draw, parent), "d")


@case("来宾", "随机数出来以后公开，日期倒签", "时间已过")
def back_dated(bureau: Bureau) -> None:
    world, draw, parent, _ = eve()
    world.reveal(draw)
    world.now = at("2025-03-27 17:00")
    play(bureau, world, said(draw, parent), "d")


@case("来宾", "封存以后公开，日期倒签", "时间已过")
def behind_the_seal(bureau: Bureau) -> None:
    world, draw, parent, _ = eve(sealed=True)
    world.seal(draw)
    world.now = at("2025-03-27 17:00")
    play(bureau, world, said(draw, parent), "d")


@case("来宾", "同一位来宾公开两次", "已经提交过或公开过")
def twice(bureau: Bureau) -> None:
    world, draw, parent, _ = eve()
    world.speak(draw, parent)
    play(bureau, world, said(draw, parent), "p")


@case("来宾", "别的密钥替来宾公开", "不是来宾“校长”登记秘密时带来的密钥")
def other_key(bureau: Bureau) -> None:
    world, draw, _, head = eve()
    stranger = TestSigner("stranger")
    body = msgspec.structs.replace(said(draw, head, "校长"), key=stranger.public.openssh)
    play(bureau, world, body, stranger)


@case("来宾", "没有密钥的来宾自带密钥公开", "不是来宾“家长代表”登记秘密时带来的密钥")
def key_of_nobody(bureau: Bureau) -> None:
    world, draw, parent, _ = eve()
    play(bureau, world, msgspec.structs.replace(said(draw, parent), key=GUEST.public.openssh), GUEST)


@case("来宾", "带密钥而不签名", "当天的密钥没有签名")
def key_without_signature(bureau: Bureau) -> None:
    world, _, _ = asked()
    play(bureau, world, promise(world, "记者", TestSigner("reporter")), "d")


@case("来宾", "用科室的密钥冒充来宾的", "新做一把当天专用的密钥")
def role_as_guest(bureau: Bureau) -> None:
    world, _, _ = asked()
    play(bureau, world, promise(world, "记者", SIGNERS["o2"]), "d", "o2")


@case("来宾", "一把密钥当两位来宾", "新做一把当天专用的密钥")
def one_key_twice(bureau: Bureau) -> None:
    world, _, _ = asked()
    play(bureau, world, promise(world, "记者", GUEST), "d", GUEST)


@case("来宾", "来宾的密钥改作科室的", "一把钥匙只能属于一个角色")
def guest_as_role(bureau: Bureau) -> None:
    world, _, _ = asked()
    body = KeyRotation(role="p", version=2, threshold=1, keys=keys_of(GUEST), reason="换届。")
    play(bureau, world, body, "p", GUEST)


@case("来宾", "来宾的密钥签别的记录", "不在本台账的角色名单中")
def guest_signs_more(bureau: Bureau) -> None:
    world, draw, _, _ = eve()
    world.now = at("2025-03-28 14:00")
    play(bureau, world, draws.reveal(draw, world.secret_of("T1", 1, "d")), GUEST)


@case("来宾", "业务科室登记来宾", "缺少应当签署的一方")
def by_the_office(bureau: Bureau) -> None:
    world, _, _ = asked()
    play(bureau, world, promise(world, "记者"), "o1", "p", "l")


@case("来宾", "承诺以后再添一位来宾", "已有一次有效的抽取")
def after_the_commitment(bureau: Bureau) -> None:
    world, _, _, _ = eve()
    play(bureau, world, msgspec.structs.replace(promise(world, "记者"), ordinal=2), "d")


@case("来宾", "第二十一位来宾", "不能再加")
def too_many(bureau: Bureau) -> None:
    world, _, _ = asked()
    for number in range(18):
        world.invite(f"家长{number}")
    play(bureau, world, promise(world, "又一位"), "d")


@case("来宾", "用别人登记过的指纹", "已经提交过或公开过")
def copied(bureau: Bureau) -> None:
    world, parent, _ = asked()
    play(bureau, world, msgspec.structs.replace(promise(world, "记者"), commitment=parent.body.commitment), "d")


@case("来宾", "姓名直接写进记录", "必须写在链外")
def named(bureau: Bureau) -> None:
    world, _, _ = asked()
    play(bureau, world, msgspec.structs.replace(promise(world, "记者"), name="张三"), "d", plain=True)


@case("来宾", "三方听了来宾的秘密再换自己的", "已有一次有效的抽取")
def ground_afterwards(bureau: Bureau) -> None:
    world, draw, parent, head = eve(beacon=None)
    world.speak(draw, parent)
    world.speak(draw, head)
    step = draws.promise(world.state, "T1", b"\x07" * 32)
    play(bureau, world, step, "o1")


@case("来宾", "没有随机数时，一方抢在来宾之前公开", "来宾公开秘密的时间里")
def foreclosed(bureau: Bureau) -> None:
    world, draw, _, _ = eve(beacon=None)
    play(bureau, world, draws.reveal(draw, world.secret_of("T1", 1, "o1")), "o1")


@case("来宾", "公开了的来宾当作缺席来算", "与重新计算的不一致")
def counted_out(bureau: Bureau) -> None:
    world, draw, parent, _ = eve()
    world.speak(draw, parent)
    world.reveal(draw)
    own = [world.secret_of("T1", 1, role) for role in ("o1", "p", "d")]
    absent = [arithmetic.absent(one.body.commitment) for one in draw.guests]
    public = randomness.value(world.state, draw.commit, SIGNATURE, ())
    seed = tickets.seed(draw.id, [*own, *absent], public)
    found = outcome.compute(outcome.Frozen(draw.commit, draw.pool, draw.eligible), seed)
    body = msgspec.structs.replace(conclusion(world, draw), seed=seed, drawn=found.drawn)
    play(bureau, world, body, "o1")
