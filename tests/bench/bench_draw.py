"""The draw's arithmetic against its named peers, in one run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from ssj_publish.core.draw import tickets, tlock
from ssj_publish.core.draw.assignment import assign
from ssj_publish.core.draw.drand import QUICKNET, verify_round
from ssj_publish.core.draw.feasibility import check_feasible
from tests.bench.measure import Row, compare

VECTORS = Path(__file__).parents[1] / "vectors" / "drand" / "quicknet.json"


def main() -> Iterator[Row]:
    """The draw, whether it can be staffed, and the two sorts of randomness."""
    yield from sampler()
    yield flow()
    yield feasible()
    yield pairing()
    yield timelock()


def sampler() -> Iterator[Row]:
    """1,000 of 100,000 bodies, against a bare loop and consistent-sampler 1.0.10."""
    from consistent_sampler import sampler as theirs

    ids = [f"DX-{number:06d}" for number in range(100_000)]
    seed = sha256(b"bench").hexdigest()
    prefix = f"{seed}:body:"
    told, ours = "100,000 个对象抽 1,000 个", partial(tickets.smallest, seed, "body", ids, 1000)
    yield compare(told, ours, "每个编号只算一次 hashlib", lambda: [sha256((prefix + i).encode()).digest() for i in ids])
    yield compare(told, ours, "consistent-sampler", lambda: list(theirs(ids, seed=seed, take=1000, output="id")), 3)


def flow() -> Row:
    """1,000 bodies with two slots, 300 inspectors, against networkx's min-cost flow."""
    import networkx

    chance = Random(1)
    people = [f"N{number:03d}" for number in range(300)]
    bodies = [(f"S{number}", (frozenset(chance.sample(people, 30)),) * 2) for number in range(1000)]
    graph: Any = networkx.DiGraph()
    for one in people:
        for load in range(8):
            graph.add_edge("source", (one, load), capacity=1, weight=2 * load + 1)
            graph.add_edge((one, load), one, capacity=1, weight=0)
    for body, slots in bodies:
        graph.add_edge(body, "sink", capacity=2, weight=0)
        for one in slots[0]:
            graph.add_edge(one, body, capacity=1, weight=0)
    return compare(
        "1,000 个对象各两人，300 人",
        lambda: assign(bodies, 8, lambda body: people),
        "networkx 最小费用流",
        lambda: networkx.max_flow_min_cost(graph, "source", "sink"),
        1,
    )


def feasible() -> Row:
    """12,000 bodies and 300 inspectors of whom half may fill one slot only, against half as many bodies: what it grows
    like."""
    people = [f"N{number:03d}" for number in range(300)]
    slots = (frozenset(people[:150]), frozenset(people))
    bodies = [f"S{number:05d}" for number in range(12_000)]

    def check(count: int) -> None:
        check_feasible(slots, {}, [(count, bodies[:count])], 100)

    return compare("12,000 个对象、300 人排得出吗", partial(check, 12_000), "6,000 个对象", partial(check, 6_000), 3)


def pairing() -> Row:
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

    return compare(
        "一轮 drand 的签名", lambda: verify_round(QUICKNET, case["round"], case["signature"]), "py_ecc", theirs, 3
    )


def timelock() -> Row:
    """Opening one secret, its round's signature verified first, against that verification alone."""
    case = json.loads((VECTORS.parents[1] / "tlock" / "quicknet-12040883.json").read_text("utf-8"))
    secret = tlock.parse(tlock.lock(QUICKNET, case["round"], bytes(32), bytes(48)))
    return compare(
        "打开一份定时密文",
        lambda: tlock.unlock(QUICKNET, secret, case["signature"]),
        "核对它那一轮的签名",
        lambda: verify_round(QUICKNET, case["round"], case["signature"]),
        10,
    )


if __name__ == "__main__":
    list(main())
