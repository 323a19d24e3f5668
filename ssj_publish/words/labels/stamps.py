"""What a draw's outside evidence proves, in a sentence."""

from __future__ import annotations

from ssj_publish.core.reading.stamps import Stamp


def stamp(found: Stamp) -> tuple[str, str]:
    """What a draw's stamp proves, in a sentence, and the tone: ok or warn."""
    minutes = int(found.lead.total_seconds() // 60)
    when = f"{found.time:%Y-%m-%d %H:%M:%S}" if found.time else ""
    if found.strange:
        return "抽取所指定的信标是新换的，换之前的见证人还没有见到过这次更换，信标可能是抽取方自己的。", "warn"
    if found.level == "none":
        return "没有外部见证人的时间证明，不能排除承诺倒签，也不能排除私下准备多份承诺只公布一份。", "warn"
    if found.late:
        return (
            f"外部证明的时间是 {when}，没有比随机数的产生早出规定的 {minutes} 分钟，证明来得太晚，不能排除看到结果后才承诺。",
            "warn",
        )
    if found.misdated:
        return f"外部证明的时间是 {when}，早于承诺自己写的时间，承诺的时间写得不对。", "warn"
    if found.early:
        return (
            f"见证人在 {when} 见到过承诺，但当时还有来宾没有公开秘密；要在来宾的时间过后、随机数产生之前再联署一次，才能排除事后取舍。",
            "warn",
        )
    if found.level == "partial":
        return f"只有部分见证人在 {when} 见到过承诺，没有达到规定的家数。", "warn"
    if found.level == "token":
        return f"时间戳证明承诺在 {when} 已经存在，但不能证明当时只有这一份；没有见证人联署。", "warn"
    return f"见证人在 {when} 已经见到这份承诺，早于随机数产生；今后缺了它的台账，见证人都会拒绝联署。", "ok"
