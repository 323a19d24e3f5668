"""Timelocked secrets on a draw's page: who can withhold nothing, and from which moment anyone can open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ssj_publish.core.draw import beacons, promise
from ssj_publish.core.kinds.draw import Timelock
from ssj_publish.core.state import Draw, State
from ssj_publish.site.blocks import Block, Code, Prose, listed
from ssj_publish.site.pages.draw.story import party_name, round_time
from ssj_publish.words import labels


def told(state: State, one: Draw) -> list[Block]:
    """In plain words, with the ciphertexts for any tlock tool; nothing where no secret is locked."""
    locked = one.locks
    if not locked:
        return []
    last = max(_moment(state, lock) for _, lock in locked).strftime("%Y-%m-%d %H:%M:%S")
    names = listed(party_name(state, secret) for secret, _ in locked)
    words = [
        f"{names}交出的是定时密文：用一个将来的公共随机数加了密，到 {last} 那一轮公布，谁都能打开。",
        "交出之后，谁也扣不住、换不掉，本方也不例外。",
        "秘密规定就是密文打开后的 32 个字节；打开后不是 32 个字节的，或者打不开的，以密文的指纹代替。所以交一份假密文也不能使抽取落空。",
    ]
    if len(locked) == len(one.secrets):
        words.append(
            f"三方都用了定时密文：从 {last} 起，任何人都可以自己打开这次抽取（ssj draw open --anyone），不需要任何一方同意。"
        )
    else:
        words.append("其余各方交出的只是指纹，仍可能拒不公开；到期不公开的，一直显示为逾期。")
    words += unknown(state, {lock.chain for _, lock in locked})
    tell = "的定时密文（age 格式，tlock 工具都能打开）"
    codes = [Code(party_name(state, secret) + tell, promise.armored(lock)) for secret, lock in locked]
    return [Prose(tuple(words), "note"), *codes]


def unknown(state: State, chains: Iterable[str]) -> list[str]:
    """What must be said of each of ``chains`` that is not known to be run by many."""
    named = [state.beacon(id_) for id_ in sorted(chains)]
    return [
        f"{labels.beacon_told(one.id, one.chain_hash)}：运行它的人可能早就能打开密文，也可以不公布这一轮，使谁都打不开。"
        for one in named
        if one is not None and not beacons.known(one.chain_hash)
    ]


def _moment(state: State, lock: Timelock) -> datetime:
    known = state.beacon(lock.chain)
    # A promise for a chain that the ledger does not trust is refused.
    return round_time(known, lock.round) if known is not None else datetime.max
