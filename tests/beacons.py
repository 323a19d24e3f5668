"""A chain of the bureau's own: whoever holds its key makes every round whenever it likes."""

from __future__ import annotations

from hashlib import sha256

from py_arkworks_bls12381 import G1Point, G2Point, Scalar

from ssj_publish.core.draw.drand import G1_TAG, SCHEME
from ssj_publish.core.kinds.genesis import Beacon

_KEY = Scalar(20250327)
PERIOD, START = 3, 1692803367


def own(id_: str = "own") -> Beacon:
    """Its description, with the hash that drand would give it."""
    key = bytes((G2Point() * _KEY).to_compressed_bytes())
    seed = sha256(b"own").digest()
    name = b"" if id_ == "default" else id_.encode()
    digest = sha256(PERIOD.to_bytes(4, "big") + START.to_bytes(8, "big") + key + seed + name).hexdigest()
    return Beacon(
        id=id_, chain_hash=digest, public_key=key.hex(), period=PERIOD, genesis_time=START, genesis_seed=seed.hex(), scheme=SCHEME
    )  # fmt: skip


def signed(round_: int) -> str:
    """A round's signature, in hex."""
    message = sha256(round_.to_bytes(8, "big")).digest()
    return bytes((G1Point.hash_to_curve(message, G1_TAG) * _KEY).to_compressed_bytes()).hex()
