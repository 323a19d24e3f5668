"""The draw's arithmetic against its named peers, in one run."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from ssj_publish.core.draw import tickets, tlock
from ssj_publish.core.draw.assignment import assign
from ssj_publish.core.draw.drand import QUICKNET, verify_round

VECTORS = Path(__file__).parents[1] / "vectors" / "drand" / "quicknet.json"


def timed(act: Callable[[], Any], runs: int = 3) -> float:
    """The median time of ``act`` in seconds."""
    times = []
    for _ in range(runs):
        start = perf_counter()
        act()
        times.append(perf_counter() - start)
    return median(times)


def main() -> None:
    """Three ratios, and a timelock against the round it waits for."""
    sampler()
    flow()
    pairing()
    timelock()


def sampler() -> None:
    """1,000 of 100,000 bodies, against consistent-sampler 1.0.10."""
    from consistent_sampler import sampler as theirs

    ids = [f"DX-{number:06d}" for number in range(100_000)]
    seed = sha256(b"bench").hexdigest()
    ours = timed(lambda: tickets.smallest(seed, "body", ids, 1000))
    peer = timed(lambda: list(theirs(ids, seed=seed, take=1000, output="id")), 1)
    print(f"1,000 of 100,000: {ours:.3f} s, consistent-sampler {peer:.3f} s, {peer / ours:.1f} times as fast")


def flow() -> None:
    """1,000 bodies with two slots, 300 inspectors, against networkx's min-cost flow."""
    import networkx

    chance = Random(1)
    people = [f"N{number:03d}" for number in range(300)]
    bodies = [(f"S{number}", (frozenset(chance.sample(people, 30)),) * 2) for number in range(1000)]
    ours = timed(lambda: assign(bodies, 8, lambda body: people))
    graph: Any = networkx.DiGraph()
    for one in people:
        for load in range(8):
            graph.add_edge("source", (one, load), capacity=1, weight=2 * load + 1)
            graph.add_edge((one, load), one, capacity=1, weight=0)
    for body, slots in bodies:
        graph.add_edge(body, "sink", capacity=2, weight=0)
        for one in slots[0]:
            graph.add_edge(one, body, capacity=1, weight=0)
    peer = timed(lambda: networkx.max_flow_min_cost(graph, "source", "sink"), 1)
    print(f"1,000 bodies x 300 inspectors: {ours:.3f} s, networkx {peer:.1f} s, {peer / ours:.0f} times as fast")


def pairing() -> None:
    """One quicknet round, against py_ecc."""
    from py_ecc.bls.hash_to_curve import hash_to_G1
    from py_ecc.bls.point_compression import decompress_G1, decompress_G2
    from py_ecc.optimized_bls12_381 import G2, neg, pairing

    case = json.loads(VECTORS.read_text("utf-8"))["positive"][0]
    raw = bytes.fromhex(case["signature"])
    key = bytes.fromhex(QUICKNET.public_key)
    message = sha256(case["round"].to_bytes(8, "big")).digest()

    def theirs() -> None:
        tag = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
        point = decompress_G1(int.from_bytes(raw, "big"))
        public = decompress_G2((int.from_bytes(key[:48], "big"), int.from_bytes(key[48:], "big")))
        hashed = hash_to_G1(message, tag, sha256)
        if pairing(G2, point) != pairing(public, hashed) and pairing(G2, neg(point)) == pairing(public, hashed):
            raise SystemExit("py_ecc and this bench disagree")

    ours = timed(lambda: verify_round(QUICKNET, case["round"], case["signature"]), 20)
    peer = timed(theirs)
    print(f"a drand round: {ours * 1000:.2f} ms, py_ecc {peer * 1000:.0f} ms, {peer / ours:.0f} times as fast")


def timelock() -> None:
    """Opening one secret, its round's signature verified first, against that verification alone."""
    case = json.loads((VECTORS.parents[1] / "tlock" / "quicknet-12040883.json").read_text("utf-8"))
    secret = tlock.parse(tlock.lock(QUICKNET, case["round"], bytes(32), bytes(48)))
    opened = timed(lambda: tlock.unlock(QUICKNET, secret, case["signature"]), 20)
    verified = timed(lambda: verify_round(QUICKNET, case["round"], case["signature"]), 20)
    print(f"a timelock opened: {opened * 1000:.2f} ms, {opened / verified:.1f} times as long as its round's signature")


if __name__ == "__main__":
    main()
