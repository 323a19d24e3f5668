"""What somebody does to signatures, keys and roles."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode

from ssj_publish.core.kinds.oversight import Supervision, Training
from ssj_publish.core.records import NO_PREV, Signature, Statement, form, statement_bytes
from ssj_publish.core.shapes import Day
from tests.bureau import ORIGIN, SIGNERS, TestSigner, at, genesis
from tests.faults.kit import Bureau, case, raw_key

TRAINING = Training(title="补录的培训", date=Day(2025, 4, 1), hours=1, inspectors=("N01",), content="程序。")
ORDER = 2**252 + 27742317777372353535851937790883648493


def signature_of(bureau: Bureau, seq: int) -> str:
    found = re.search(rb'signature: "([^"]+)"', bureau.data(seq))
    assert found is not None
    return found[1].decode()


@case("签名", "改动签名里的一个字符", "签名不成立")
def one_letter(bureau: Bureau) -> None:
    seq = bureau.seq("training")
    raw = bytearray(b64decode(signature_of(bureau, seq)))
    raw[5] ^= 1
    bureau.replace(seq, signature_of(bureau, seq), b64encode(raw).decode())


@case("签名", "用别条记录的签名", "签名不成立")
def of_another(bureau: Bureau) -> None:
    bureau.replace(
        bureau.seq("training"),
        signature_of(bureau, bureau.seq("training")),
        signature_of(bureau, bureau.seq("summary")),
    )


@case("签名", "base64 末位不规范", "签名不成立")
def stray_bits(bureau: Bureau) -> None:
    seq = bureau.seq("training")
    old = signature_of(bureau, seq)
    bureau.replace(seq, old, old[:-3] + chr(ord(old[-3]) + 1) + old[-2:])


@case("签名", "S 加上群阶（可锻造的签名）", "签名不成立")
def malleable(bureau: Bureau) -> None:
    seq = bureau.seq("training")
    raw = b64decode(signature_of(bureau, seq))
    moved = int.from_bytes(raw[32:], "little") + ORDER
    bureau.replace(seq, signature_of(bureau, seq), b64encode(raw[:32] + moved.to_bytes(32, "little")).decode())


@case("签名", "签名短一个字节", "签名不成立")
def short(bureau: Bureau) -> None:
    seq = bureau.seq("training")
    old = signature_of(bureau, seq)
    bureau.replace(seq, old, b64encode(b64decode(old)[:63]).decode())


@case("签名", "全零的签名", "签名不成立")
def zeros(bureau: Bureau) -> None:
    seq = bureau.seq("training")
    bureau.replace(seq, signature_of(bureau, seq), b64encode(bytes(64)).decode())


@case("签名", "不加前缀直接签陈述", "签名不成立")
def without_prefix(bureau: Bureau) -> None:
    statement = bureau.world.statement(TRAINING)
    raw = SIGNERS["p"].private.sign(statement)
    signed = Signature(key=SIGNERS["p"].public.key_id, signature=b64encode(raw).decode())
    seq = bureau.count + 1
    bureau.put(seq, form(seq, NO_PREV, statement, (signed,)))
    bureau.rechain(seq)


@case("签名", "名册上没有的密钥", "不在本台账的角色名单中")
def stranger(bureau: Bureau) -> None:
    bureau.say(TRAINING, TestSigner("stranger"))


@case("签名", "好签名之外再加一个陌生人的", "不在本台账的角色名单中")
def stranger_beside(bureau: Bureau) -> None:
    bureau.say(TRAINING, "p", TestSigner("stranger"))


@case("签名", "别的角色签", "缺少应当签署的一方")
def other_role(bureau: Bureau) -> None:
    bureau.say(TRAINING, "o1")


@case("签名", "观察员签", "缺少应当签署的一方")
def observer(bureau: Bureau) -> None:
    bureau.say(TRAINING, "w")


@case("签名", "业务科室替纪检组写监督意见", "缺少应当签署的一方")
def for_discipline(bureau: Bureau) -> None:
    draw = next(iter(bureau.world.state.draws))
    bureau.say(Supervision(subjects=(draw,), level="none", finding="很好。"), "o1", "p", "l")


@case("签名", "没有签名", "格式")
def none(bureau: Bureau) -> None:
    data = bureau.data(bureau.count)
    bureau.put(bureau.count, data[: data.index(b"signatures:\n")])


@case("签名", "同一把密钥签两遍", "格式")
def same_twice(bureau: Bureau) -> None:
    bureau.say(TRAINING, "p", "p")


@case("签名", "一百零一个签名", "不在本台账的角色名单中")
def too_many(bureau: Bureau) -> None:
    bureau.say(TRAINING, "p", *(TestSigner(f"s{n}") for n in range(100)))


@case("签名", "签名次序颠倒", "格式")
def out_of_order(bureau: Bureau) -> None:
    seq = bureau.seq("plan-approval")
    assert seq
    void = bureau.seq("draw-void")
    data = bureau.data(void)
    head, block = data[: data.index(b"signatures:\n") + 12], data[data.index(b"signatures:\n") + 12 :]
    one, other = re.findall(rb"  - key: .*\n    signature: .*\n", block)
    bureau.put(void, head + other + one)


@case("签名", "一好一坏两个签名", "签名不成立")
def good_and_bad(bureau: Bureau) -> None:
    void = bureau.seq("draw-void")
    old = re.findall(rb'signature: "([^"]+)"', bureau.data(void))[1].decode()
    bureau.replace(void, old, b64encode(bytes(64)).decode())


@case("签名", "两个角色的记录抽掉一个签名", "缺少应当签署的一方")
def one_of_two(bureau: Bureau) -> None:
    void = bureau.seq("draw-void")
    data = bureau.data(void)
    last = re.findall(rb"  - key: .*\n    signature: .*\n", data)[-1]
    bureau.put(void, data.replace(last, b""))
    bureau.rechain(void)


def founded(name: str, says: str, **changes: object) -> None:
    """A ledger that begins with a genesis record that must not be."""

    def tamper(bureau: Bureau) -> None:
        for path in bureau.ledger.glob("[0-9]*/*.yaml"):
            path.unlink()
        bureau.forget_checkpoints()
        statement = statement_bytes(Statement(ORIGIN, at("2025-01-02 09:00"), genesis(**changes)))
        bureau.put_statement(statement, *SIGNERS, seq=1)

    case("创世", name, says)(tamper)


def roles_with(role: str, *publics: str, threshold: int = 1) -> dict[str, object]:
    import msgspec

    from ssj_publish.core.kinds.genesis import Key

    keys = tuple(Key(public=one, holder=f"某人{n}") for n, one in enumerate(publics))
    made = tuple(
        msgspec.structs.replace(one, keys=keys, threshold=threshold) if one.id == role else one
        for one in genesis().roles
    )
    return {"roles": made}


founded("一把密钥挂在两个角色名下", "一把钥匙只能属于一个角色", **roles_with("o2", SIGNERS["o1"].public.openssh))
founded(
    "一把密钥在一个角色里列两次", "一把钥匙只能属于一个角色", **roles_with("o1", *[SIGNERS["o1"].public.openssh] * 2)
)
founded("门限高于密钥数", "门限", **roles_with("o1", SIGNERS["o1"].public.openssh, threshold=2))
founded("小阶公钥", "公钥", **roles_with("o1", raw_key(bytes([1]) + bytes(31))))
founded("非规范公钥", "公钥", **roles_with("o1", raw_key(b"\xf0" + b"\xff" * 30 + b"\x7f")))
founded("没有纪检组", "纪检", roles=tuple(one for one in genesis().roles if one.id != "d"))


@case("创世", "少一个角色没有签", "缺少应当签署的一方")
def unsigned_genesis(bureau: Bureau) -> None:
    data = bureau.data(1)
    first = re.findall(rb"  - key: .*\n    signature: .*\n", data)[0]
    bureau.put(1, data.replace(first, b""))


@case("创世", "第二份创世记录", "创世")
def second_genesis(bureau: Bureau) -> None:
    bureau.say(genesis(bureau="另一个局"), *SIGNERS)


@case("引用", "属于另一本台账", "台账")
def other_ledger(bureau: Bureau) -> None:
    bureau.say(TRAINING, "p", origin="jy.other.example/ssj")


@case("引用", "引用不存在的记录", "（记录）在台账中没有")
def nothing_there(bureau: Bureau) -> None:
    bureau.say(Supervision(subjects=("ab" * 32,), level="none", finding="很好。"), "d")


@case("引用", "引用排在后面的记录", "台账中没有")
def later_one(bureau: Bureau) -> None:
    summary = next(one.id for one in bureau.world.state.records.values() if one.kind == "summary")
    time = at("2025-03-28 18:30")
    bureau.say(
        Supervision(subjects=(summary,), level="none", finding="很好。"), "d", seq=bureau.seq("summary") - 1, time=time
    )


@case("引用", "时间早于所引用的记录", "", tells="写的时间是 2025-03-26 09:00，期限和名录变动按")
def before_reference(bureau: Bureau) -> None:
    """Where it stands is what counts; the time that it says is told."""
    draw = list(bureau.world.state.draws.values())[-1]
    bureau.say(Supervision(subjects=(draw.id,), level="none", finding="很好。"), "d", time=at("2025-03-26 09:00"))
