"""What a source of public randomness is called, and what is not known of it."""

from __future__ import annotations

from ssj_publish.core.draw import beacons

_UNKNOWN = "本程序不认识，谁运行它、能否预知，无法判断"


def beacon(id_: str, chain_hash: str) -> str:
    """``drand quicknet``; a chain that is not pinned by its hash is said to be unknown, whatever it calls itself."""
    if beacons.known(chain_hash):
        return f"drand {id_}"
    return f"未知信标 {id_}（链哈希 {chain_hash[:16]}…）"


def beacon_told(id_: str, chain_hash: str) -> str:
    """A sentence on an unknown chain.

    >>> beacon_told("own", "00" * 32)
    '未知信标 own（链哈希 0000000000000000…）：本程序不认识，谁运行它、能否预知，无法判断'
    """
    return f"{beacon(id_, chain_hash)}：{_UNKNOWN}"
