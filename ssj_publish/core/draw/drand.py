"""drand, checked offline: chain info, round times, BLS signatures over BLS12-381.

Two schemes (https://github.com/drand/drand, package crypto):

- ``bls-unchained-g1-rfc9380`` (quicknet): 48-byte signature on G1, 96-byte key on G2, message SHA-256(u64(round));
- ``pedersen-bls-chained`` (default chain): 96-byte signature on G2, 48-byte key on G1, message
  SHA-256(previous signature ‖ u64(round)).

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
#: scheme → (signature bytes, key bytes)
_LENGTHS = {"bls-unchained-g1-rfc9380": (48, 96), "pedersen-bls-chained": (96, 48)}
G1_TAG = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
_G2_TAG = b"BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_"


def _bytes(text: str) -> bytes | None:
    """Lower-case hex and nothing else."""
    return bytes.fromhex(text) if _HEX.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class Chain:
    """A drand chain; hex fields in lower case, times in seconds. Raises `errors.ChainRefused` instead of existing when
    ``chain_hash`` is not that of the other fields, or the scheme is unknown."""

    id: str
    chain_hash: str
    public_key: str
    period: int
    genesis_time: int
    genesis_seed: str
    scheme: str

    def __post_init__(self) -> None:
        lengths = _LENGTHS.get(self.scheme)
        key = _bytes(self.public_key)
        if (
            lengths is None
            or key is None
            or len(key) != lengths[1]
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
    scheme="bls-unchained-g1-rfc9380",
)
DEFAULT = Chain(
    id="default",
    chain_hash="8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce",
    public_key="868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31",
    period=30,
    genesis_time=1595431050,
    genesis_seed="176f93498eac9ca337150b46d21dd58673ea4e3581185f869672e59fa4cb390a",
    scheme="pedersen-bls-chained",
)


def round_time(chain: Chain, round_: int) -> int:
    """When ``round_`` (from 1) is published, in Unix seconds."""
    return chain.genesis_time + chain.period * (round_ - 1)


def round_at(chain: Chain, moment: int) -> int:
    """The first round published at or after ``moment`` (Unix seconds)."""
    return max(1, -(-(moment - chain.genesis_time) // chain.period) + 1)


def verify_round(chain: Chain, round_: int, signature: str, previous: str | None = None) -> bytes:
    """The randomness (32 bytes) of ``round_``, once ``signature`` (hex) holds under the chain's key.

    A chained scheme needs the ``previous`` signature too. Raises `errors.BeaconRefused` with a ``reason``: round,
    length, previous, point or signature.
    """
    raw = _bytes(signature)
    if not 1 <= round_ < 2**63:
        raise errors.BeaconRefused(chain=chain.id, round=round_, reason="round")
    if raw is None or len(raw) != _LENGTHS[chain.scheme][0]:
        raise errors.BeaconRefused(chain=chain.id, round=round_, reason="length")
    message = sha256(_previous(chain, round_, previous) + round_.to_bytes(8, "big")).digest()
    try:
        held = _pairing_holds(chain, raw, message)
    except ValueError:
        # Not a compressed point of the curve's right subgroup.
        raise errors.BeaconRefused(chain=chain.id, round=round_, reason="point") from None
    if not held:
        raise errors.BeaconRefused(chain=chain.id, round=round_, reason="signature")
    return sha256(raw).digest()


def _previous(chain: Chain, round_: int, previous: str | None) -> bytes:
    """The previous signature's bytes for a chained scheme: for round 1 that is the genesis seed."""
    if chain.scheme != "pedersen-bls-chained":
        if previous is not None:
            raise errors.BeaconRefused(chain=chain.id, round=round_, reason="previous")
        return b""
    raw = _bytes(chain.genesis_seed if round_ == 1 and previous is None else previous or "")
    if raw is None or len(raw) != (32 if round_ == 1 else 96):
        raise errors.BeaconRefused(chain=chain.id, round=round_, reason="previous")
    return raw


def _pairing_holds(chain: Chain, signature: bytes, message: bytes) -> bool:
    """e(signature, generator) = e(message, key), on the sides that the scheme says; the identity never signs."""
    from py_arkworks_bls12381 import GT, G1Point, G2Point

    key = bytes.fromhex(chain.public_key)
    if chain.scheme == "bls-unchained-g1-rfc9380":
        point = point_of(G1Point, signature)
        on_one = G1Point.hash_to_curve(message, G1_TAG)
        return bool(GT.pairing_check([point, -on_one], [G2Point(), point_of(G2Point, key)]))
    twisted = point_of(G2Point, signature)
    on_two = G2Point.hash_to_curve(message, _G2_TAG)
    return bool(GT.pairing_check([-G1Point(), point_of(G1Point, key)], [twisted, on_two]))


def point_of(group: Any, data: bytes) -> Any:
    """A compressed point, checked to lie in the subgroup, not the identity, and in its only encoding."""
    point = group.from_compressed_bytes(data)
    if point == group.identity() or bytes(point.to_compressed_bytes()) != data:
        raise ValueError("not a canonical point of the subgroup")
    return point
