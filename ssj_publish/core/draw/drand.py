"""drand, checked offline: chain info, round times, BLS signatures over BLS12-381.

One scheme (https://github.com/drand/drand, package crypto): ``bls-unchained-g1-rfc9380``, that of quicknet, with a
48-byte signature on G1, a 96-byte key on G2, and the message SHA-256(u64(round)). The chained scheme of drand's first
chain is none: a round of it takes the signature before as well, and a result carries one.

Round r is published at genesis_time + period·(r − 1), Unix seconds; its randomness is SHA-256(signature). The chain's
hash is SHA-256(u32(period) ‖ i64(genesis_time) ‖ public key ‖ genesis seed ‖ beacon id unless "default").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ssj_publish import errors

_HEX = re.compile(r"(?:[0-9a-f]{2})+", re.ASCII)
SCHEME = "bls-unchained-g1-rfc9380"
_SIGNATURE_BYTES, _KEY_BYTES = 48, 96
G1_TAG = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"


def _bytes(text: str) -> bytes | None:
    """Lower-case hex and nothing else."""
    return bytes.fromhex(text) if _HEX.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class Chain:
    """A drand chain; hex fields in lower case, times in seconds. Raises `errors.ChainRefused` instead of existing when
    ``chain_hash`` is not that of the other fields, or the scheme is another (protocol R27)."""

    id: str
    chain_hash: str
    public_key: str
    period: int
    genesis_time: int
    genesis_seed: str
    scheme: str

    def __post_init__(self) -> None:
        key = _bytes(self.public_key)
        if (
            self.scheme != SCHEME
            or key is None
            or len(key) != _KEY_BYTES
            or not 0 < self.period < 2**32
            or not self.id.isascii()
        ):
            raise errors.ChainRefused(chain=self.id)
        if not 0 < self.genesis_time < 2**63 or self.chain_hash != self._hash(key):
            raise errors.ChainRefused(chain=self.id)

    def _hash(self, key: bytes) -> str:
        digest = sha256(self.period.to_bytes(4, "big") + self.genesis_time.to_bytes(8, "big") + key)
        digest.update(_bytes(self.genesis_seed) or b"")
        if self.id != "default":
            digest.update(self.id.encode())
        return digest.hexdigest()


QUICKNET = Chain(
    id="quicknet",
    chain_hash="52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
    public_key=(
        "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc2"
        "2b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
    ),
    period=3,
    genesis_time=1692803367,
    genesis_seed="f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e",
    scheme=SCHEME,
)


def round_time(chain: Chain, round_: int) -> int:
    """When ``round_`` (from 1) is published, in Unix seconds."""
    return chain.genesis_time + chain.period * (round_ - 1)


def round_at(chain: Chain, moment: int) -> int:
    """The first round published at or after ``moment`` (Unix seconds)."""
    return max(1, -(-(moment - chain.genesis_time) // chain.period) + 1)


def verify_round(chain: Chain, round_: int, signature: str) -> bytes:
    """The randomness (32 bytes) of ``round_``, once ``signature`` (hex) holds under the chain's key.

    Raises `errors.BeaconRefused` with a ``reason``: round, length, point or signature.
    """
    raw = _bytes(signature)
    if not 1 <= round_ < 2**63:
        raise errors.BeaconRefused(chain=chain.id, round=round_, reason="round")
    if raw is None or len(raw) != _SIGNATURE_BYTES:
        raise errors.BeaconRefused(chain=chain.id, round=round_, reason="length")
    message = sha256(round_.to_bytes(8, "big")).digest()
    try:
        held = _pairing_holds(chain, raw, message)
    except ValueError:
        # Not a compressed point of the curve's right subgroup.
        raise errors.BeaconRefused(chain=chain.id, round=round_, reason="point") from None
    if not held:
        raise errors.BeaconRefused(chain=chain.id, round=round_, reason="signature")
    return sha256(raw).digest()


def _pairing_holds(chain: Chain, signature: bytes, message: bytes) -> bool:
    """e(signature, generator) = e(message, key); the identity never signs."""
    from py_arkworks_bls12381 import GT, G1Point, G2Point

    point, key = point_of(G1Point, signature), point_of(G2Point, bytes.fromhex(chain.public_key))
    return bool(GT.pairing_check([point, -G1Point.hash_to_curve(message, G1_TAG)], [G2Point(), key]))


def point_of(group: Any, data: bytes) -> Any:
    """A compressed point, checked to lie in the subgroup, not the identity, and in its only encoding."""
    point = group.from_compressed_bytes(data)
    if point == group.identity() or bytes(point.to_compressed_bytes()) != data:
        raise ValueError("not a canonical point of the subgroup")
    return point
