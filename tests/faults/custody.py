"""What somebody does with keys that change hands: stolen ones, old ones, lists of keys that nobody handed over to.

The pristine ledger's second observer has a first key (replaced), a second (revoked) and a third (recovered).
"""

from __future__ import annotations

from ssj_publish.core.kinds.genesis import Key
from ssj_publish.core.kinds.keys import KeyRecovery, KeyRevocation, KeyRotation, TrustChange
from ssj_publish.core.signatures import PublicKey
from tests.bureau import OBSERVER, ORIGIN, ROOTS, SIGNERS, WITNESSES, Party, TestSigner, genesis, keys_of, logged
from tests.faults.content import TRAINING
from tests.faults.kit import Bureau, case

FIRST, SECOND, THIRD = OBSERVER
NEW, OTHER = TestSigner("thief"), TestSigner("thief's friend")
DISCIPLINE = SIGNERS["d"]


def rotation(role: str, version: int, *keys: TestSigner, threshold: int = 1) -> KeyRotation:
    return KeyRotation(role=role, version=version, threshold=threshold, keys=keys_of(*keys), reason="换届。")


def recovery(role: str, version: int, *keys: TestSigner, threshold: int = 1) -> KeyRecovery:
    return KeyRecovery(role=role, version=version, threshold=threshold, keys=keys_of(*keys), reason="遗失。")


@case("密钥", "撤销之后还用那把钥匙签名", "已由")
def revoked_after(bureau: Bureau) -> None:
    bureau.say(rotation("y", 4, NEW), SECOND, NEW)


@case("密钥", "换下之后还用旧钥匙签名", "已由")
def retired_after(bureau: Bureau) -> None:
    bureau.say(rotation("y", 4, NEW), FIRST, NEW)


@case("密钥", "撤销之前签的名（通过）", "")
def revoked_before(bureau: Bureau) -> None:
    assert bureau.seq("key-revocation") > bureau.seq("key-rotation")


@case("密钥", "撤销之后倒签一条换钥在撤销之前", "已由")
def back_before_the_revocation(bureau: Bureau) -> None:
    bureau.say(rotation("y", 3, NEW), SECOND, NEW, seq=bureau.seq("key-revocation"))


@case("密钥", "换钥没有旧钥匙的签名", "缺少应当签署的一方")
def without_the_old(bureau: Bureau) -> None:
    bureau.say(rotation("p", 2, NEW), NEW, "l", "d")


@case("密钥", "换钥没有新钥匙的签名", "新密钥只有")
def without_the_new(bureau: Bureau) -> None:
    bureau.say(rotation("p", 2, NEW), "p")


@case("密钥", "新门限不够", "新密钥只有")
def below_the_new_threshold(bureau: Bureau) -> None:
    bureau.say(rotation("p", 2, NEW, OTHER, threshold=2), "p", NEW)


@case("密钥", "用列出之外的新钥匙签名", "不在本台账")
def unlisted(bureau: Bureau) -> None:
    bureau.say(rotation("p", 2, NEW), "p", NEW, OTHER)


@case("密钥", "版本退回", "版本应为")
def version_back(bureau: Bureau) -> None:
    bureau.say(rotation("y", 1, NEW), THIRD, NEW)


@case("密钥", "版本跳过", "版本应为")
def version_skipped(bureau: Bureau) -> None:
    bureau.say(rotation("y", 5, NEW), THIRD, NEW)


@case("密钥", "版本快进到底", "版本应为")
def fast_forward(bureau: Bureau) -> None:
    bureau.say(rotation("y", 2**53 - 1, NEW), THIRD, NEW)


@case("密钥", "同一份换钥再来一次", "已由")
def replayed(bureau: Bureau) -> None:
    bureau.say(rotation("y", 2, SECOND), THIRD, SECOND)


@case("密钥", "撤销的钥匙又列进来", "已由")
def comes_back(bureau: Bureau) -> None:
    bureau.say(rotation("y", 4, SECOND, THIRD), THIRD)


@case("密钥", "别的角色的钥匙列进来", "一把钥匙只能属于一个角色")
def borrowed(bureau: Bureau) -> None:
    bureau.say(rotation("y", 4, DISCIPLINE), THIRD, "d")


@case("密钥", "同一把钥匙用两个名字充两把", "一把钥匙只能属于一个角色")
def twice(bureau: Bureau) -> None:
    listed = tuple(Key(public=NEW.public.openssh, holder=holder) for holder in ("甲", "乙"))
    bureau.say(KeyRotation(role="y", version=4, threshold=2, keys=listed, reason="换届。"), THIRD, NEW)


@case("密钥", "门限多于钥匙数", "门限")
def impossible(bureau: Bureau) -> None:
    bureau.say(rotation("y", 4, NEW, threshold=2), THIRD, NEW)


@case("密钥", "日志密钥兼作角色密钥", "一把钥匙只能属于一个角色")
def log_as_role(bureau: Bureau) -> None:
    listed = (Key(public=PublicKey(Party(ORIGIN, 1, "log").public.raw).openssh, holder="某"),)
    bureau.say(KeyRotation(role="y", version=4, threshold=1, keys=listed, reason="换届。"), THIRD)


@case("密钥", "一方撤销别人的钥匙", "缺少应当签署的一方")
def revoke_alone(bureau: Bureau) -> None:
    bureau.say(KeyRevocation(role="d", key=DISCIPLINE.public.key_id, cause="stolen"), "p")


@case("密钥", "普通角色合起来撤销根密钥", "缺少应当签署的一方")
def revoke_root(bureau: Bureau) -> None:
    bureau.say(KeyRevocation(role="root", key=ROOTS[0].public.key_id, cause="stolen"), "p", "d", "l")


@case("密钥", "撤销别的角色名下的钥匙", "不是")
def revoke_misplaced(bureau: Bureau) -> None:
    bureau.say(KeyRevocation(role="p", key=DISCIPLINE.public.key_id, cause="stolen"), "p", "d")


@case("密钥", "根密钥不够数就补钥", "需要 2 把")
def recover_below(bureau: Bureau) -> None:
    bureau.say(recovery("p", 2, NEW), ROOTS[0], NEW)


@case("密钥", "没有根密钥签名就补钥", "缺少应当签署的一方")
def recover_without(bureau: Bureau) -> None:
    bureau.say(recovery("p", 2, NEW), "p", "l", "d", NEW)


@case("密钥", "给根密钥补钥", "根密钥")
def recover_root(bureau: Bureau) -> None:
    bureau.say(recovery("root", 2, NEW, OTHER, threshold=2), *ROOTS, NEW, OTHER)


@case("密钥", "换日志密钥没有根密钥签名", "缺少应当签署的一方")
def other_log(bureau: Bureau) -> None:
    told = {**logged(), "log": Party(ORIGIN, 1, "thief's log").key.text}
    bureau.say(TrustChange(beacons=genesis().beacons, reason="换日志。", **told), "p", "l", "d")


@case("密钥", "见证人换成自己的钥匙", "日志公钥和见证人的规定不成立")
def own_witness(bureau: Bureau) -> None:
    own = Party("w.example/own", 4, "p").key.text
    told = {**logged(), "quorum": 1}
    told["witnesses"] = (type(told["witnesses"][0])(key=own, holder="自己"),)
    bureau.say(TrustChange(beacons=genesis().beacons, reason="换见证人。", **told), *ROOTS[:2])


@case("密钥", "法定家数为零", "日志公钥和见证人的规定不成立")
def no_quorum(bureau: Bureau) -> None:
    bureau.say(TrustChange(beacons=genesis().beacons, reason="不要见证。", **{**logged(), "quorum": 0}), *ROOTS[:2])


@case("密钥", "换了信任设置之后，旧检查点换成新日志密钥签的", "没有日志密钥的有效签名")
def new_log_old_checkpoint(bureau: Bureau) -> None:
    thief = Party(ORIGIN, 1, "thief's log")
    bureau.say(
        TrustChange(beacons=genesis().beacons, reason="换日志。", **{**logged(), "log": thief.key.text}), *ROOTS[:2]
    )
    for path in (bureau.ledger / "checkpoints").glob("000030.*"):
        path.unlink()
    bureau.checkpoint(30, signer=thief)


def inherited(bureau: Bureau) -> Party:
    """The log's key is another, and in force: the witnesses before have cosigned a checkpoint above the change."""
    heir = Party(ORIGIN, 1, "heir of the log")
    bureau.say(
        TrustChange(beacons=genesis().beacons, reason="换日志。", **{**logged(), "log": heir.key.text}), *ROOTS[:2]
    )
    bureau.checkpoint(bureau.count)
    bureau.say(TRAINING, "p")
    return heir


@case("密钥", "换了日志密钥之后的检查点由新钥匙签（通过）", "")
def new_log_new_checkpoint(bureau: Bureau) -> None:
    heir = inherited(bureau)
    bureau.checkpoint(bureau.count, *WITNESSES, signer=heir)


@case("密钥", "换日志密钥还没有经原来的见证人看过，就由新钥匙签检查点", "没有日志密钥的有效签名")
def new_log_too_early(bureau: Bureau) -> None:
    heir = Party(ORIGIN, 1, "heir of the log")
    bureau.say(
        TrustChange(beacons=genesis().beacons, reason="换日志。", **{**logged(), "log": heir.key.text}), *ROOTS[:2]
    )
    bureau.checkpoint(bureau.count, *WITNESSES, signer=heir)


@case("密钥", "换了日志密钥之后还用旧钥匙签检查点", "没有日志密钥的有效签名")
def old_log_new_checkpoint(bureau: Bureau) -> None:
    inherited(bureau)
    bureau.checkpoint(bureau.count)
