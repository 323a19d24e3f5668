"""What a source of public randomness is called: by its pinned hash, not by what it calls itself."""

from __future__ import annotations

from ssj_publish.core.draw.drand import QUICKNET
from ssj_publish.words.labels.beacons import beacon, beacon_told


def test_a_known_chain_is_drand_and_any_other_unknown_with_its_hash() -> None:
    assert beacon("quicknet", QUICKNET.chain_hash) == "drand quicknet"
    own = "ab" * 32
    assert beacon("quicknet", own) == f"未知信标 quicknet（链哈希 {own[:16]}…）"
    assert beacon_told("quicknet", own) == f"{beacon('quicknet', own)}：本程序不认识，谁运行它、能否预知，无法判断"
