"""Timelock encryption: what nobody can read before a drand round, and everybody can from then on.

The format is that of tlock (https://github.com/drand/tlock): an age file (https://age-encryption.org/v1) whose one
stanza names the round and the chain and holds the file key, encrypted to the round:

    age-encryption.org/v1
    -> tlock <round> <chain hash>
    <U ‖ V ‖ W, 96 + 16 + 16 bytes, base64 without padding in lines of 64>
    --- <HMAC-SHA256 of the header up to and with "---">
    <nonce, 16 bytes ‖ the text under ChaCha20-Poly1305>

The encryption is Boneh–Franklin's, made safe against chosen ciphertexts (https://crypto.stanford.edu/~dabo/pubs/papers/
bfibe.pdf, section 4.2), with the round's message for an identity and the round's signature for its private key. P is
the generator of G2, K the chain's key, Q the point of G1 that the round signs:

    r = H3(sigma ‖ file key)    U = r·P    V = sigma ⊕ H2(e(Q, K)^r)    W = file key ⊕ H4(sigma)

The holder of the signature S finds e(Q, K)^r as e(S, U), hence sigma, the file key and r, and checks U. H2 and H4 are
the first 16 bytes of SHA-256 under the tags "IBE-H2" and "IBE-H4". H3 starts from d = SHA-256("IBE-H3" ‖ …) and takes
the first of SHA-256(u16(i) little-endian ‖ d), i = 1, 2, …, its first byte halved, that is below the group's order.

Only what fits one chunk of age's payload (64 KiB) and names no other recipient is read.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest, digest
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ssj_publish import errors
from ssj_publish.core.draw.drand import G1_TAG, Chain, point_of, verify_round

_ORDER = 0x73EDA753299D7D483339D80809A1D80553BDA402FFFE5BFEFFFFFFFF00000001
_CHUNK = 65_536
_TAG = 16
_FILE = re.compile(
    rb"age-encryption\.org/v1\n-> tlock ([1-9][0-9]{0,17}) ([0-9a-f]{64})\n"
    rb"([A-Za-z0-9+/]{64}\n[A-Za-z0-9+/]{64}\n[A-Za-z0-9+/]{43})\n--- ([A-Za-z0-9+/]{43})\n(?s:(.{16})(.*))"
)
#: One chunk, the last: a counter of zeros and the mark of the end.
_ONLY_CHUNK = bytes(11) + b"\x01"


@dataclass(frozen=True, slots=True)
class Locked:
    """A ciphertext's parts: ``point`` (U, 96 bytes), ``masked_sigma`` (V), ``masked_key`` (W) and ``nonce`` (16 bytes
    each), ``mac`` (32 bytes), ``payload`` (16 to 65,552 bytes)."""

    round: int
    chain_hash: str
    point: bytes
    masked_sigma: bytes
    masked_key: bytes
    mac: bytes
    nonce: bytes
    payload: bytes


def parse(data: bytes) -> Locked:
    """The ciphertext that ``data`` is. Raises `errors.TlockMalformed` for whatever `form` would not write."""
    found = _FILE.fullmatch(data) if len(data) <= _CHUNK + 1024 else None
    if found is None or not _TAG <= len(found[6]) <= _CHUNK + _TAG:
        raise errors.TlockMalformed()
    stanza = _unpadded(found[3].replace(b"\n", b""))
    locked = Locked(
        int(found[1]),
        found[2].decode(),
        stanza[:96],
        stanza[96:112],
        stanza[112:],
        _unpadded(found[4]),
        found[5],
        found[6],
    )
    if form(locked) != data:
        # Base64 whose last bits are not zero.
        raise errors.TlockMalformed()
    return locked


def form(locked: Locked) -> bytes:
    """The age file, binary."""
    return _header(locked) + b" " + _base64(locked.mac) + b"\n" + locked.nonce + locked.payload


def armored(data: bytes) -> str:
    """An age file as text, as its tools take it too: base64 in lines of 64 between two marks."""
    text = b64encode(data).decode()
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    return "\n".join(("-----BEGIN AGE ENCRYPTED FILE-----", *lines, "-----END AGE ENCRYPTED FILE-----", ""))


def lock(chain: Chain, round_: int, text: bytes, chance: bytes) -> bytes:
    """``text`` (at most 64 KiB) as an age file that ``round_`` of ``chain`` opens.

    ``chance`` is 48 bytes: sigma, the file key and the nonce. They must be secret and used for this text alone; the
    same arguments give the same file. Raises `errors.TlockRefused`: scheme, round, length.
    """
    from py_arkworks_bls12381 import GT, G1Point, G2Point, Scalar

    check_chain(chain, chain.chain_hash)
    if not 1 <= round_ < 10**18:
        raise errors.TlockRefused(reason="round")
    if len(text) > _CHUNK or len(chance) != 48:
        raise errors.TlockRefused(reason="length")
    sigma, file_key, nonce = chance[:16], chance[16:32], chance[32:]
    r = _exponent(sigma, file_key)
    identity = G1Point.hash_to_curve(sha256(round_.to_bytes(8, "big")).digest(), G1_TAG)
    shared = GT.pairing(identity * Scalar(r), point_of(G2Point, bytes.fromhex(chain.public_key)))
    header = Locked(
        round=round_,
        chain_hash=chain.chain_hash,
        point=bytes((G2Point() * Scalar(r)).to_compressed_bytes()),
        masked_sigma=_xor(sigma, _mask_of(shared)),
        masked_key=_xor(file_key, _hashed(b"IBE-H4", sigma)),
        mac=b"",
        nonce=nonce,
        payload=_cipher(file_key, nonce).encrypt(_ONLY_CHUNK, text, None),
    )
    return _header(header) + b" " + _base64(_mac(file_key, header)) + b"\n" + nonce + header.payload


def unlock(chain: Chain, locked: Locked, signature: str) -> bytes:
    """The text, opened with the ``signature`` (hex) of the round of ``chain`` that ``locked`` names.

    Raises `errors.BeaconRefused` when the signature is not that round's, and `errors.TlockRefused` with a ``reason``
    when the ciphertext does not hold: scheme, chain, point, key, mac or payload.
    """
    from py_arkworks_bls12381 import GT, G1Point, G2Point, Scalar

    check_chain(chain, locked.chain_hash)
    verify_round(chain, locked.round, signature)
    try:
        hidden = point_of(G2Point, locked.point)
    except ValueError:
        raise errors.TlockRefused(reason="point") from None
    shared = GT.pairing(point_of(G1Point, bytes.fromhex(signature)), hidden)
    sigma = _xor(locked.masked_sigma, _mask_of(shared))
    file_key = _xor(locked.masked_key, _hashed(b"IBE-H4", sigma))
    if G2Point() * Scalar(_exponent(sigma, file_key)) != hidden:
        raise errors.TlockRefused(reason="key")
    if not compare_digest(_mac(file_key, locked), locked.mac):
        raise errors.TlockRefused(reason="mac")
    try:
        return _cipher(file_key, locked.nonce).decrypt(_ONLY_CHUNK, locked.payload, None)
    except InvalidTag:
        raise errors.TlockRefused(reason="payload") from None


def check_chain(chain: Chain, chain_hash: str) -> None:
    """`errors.TlockRefused` unless ``chain`` has this hash."""
    if chain.chain_hash != chain_hash:
        raise errors.TlockRefused(reason="chain")


def _header(locked: Locked) -> bytes:
    """The header up to and with ``---``: what the MAC covers."""
    body = _base64(locked.point + locked.masked_sigma + locked.masked_key)
    lines = b"\n".join(body[at : at + 64] for at in range(0, len(body), 64))
    return b"age-encryption.org/v1\n-> tlock %d %s\n%s\n---" % (locked.round, locked.chain_hash.encode(), lines)


def _mac(file_key: bytes, locked: Locked) -> bytes:
    return digest(_derived(file_key, b"", b"header"), _header(locked), "sha256")


def _cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))


def _derived(file_key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(file_key)


def _mask_of(shared: Any) -> bytes:
    """H2 of an element of Gt. drand writes an element's coefficients from the highest to the lowest, each big-endian;
    arkworks, in hex, from the lowest to the highest, each little-endian: the very same bytes backwards."""
    return _hashed(b"IBE-H2", bytes.fromhex(str(shared))[::-1])


def _hashed(tag: bytes, data: bytes) -> bytes:
    return sha256(tag + data).digest()[:16]


def _exponent(sigma: bytes, file_key: bytes) -> int:
    """H3 (protocol R26)."""
    seed = sha256(b"IBE-H3" + sigma + file_key).digest()
    digests = (sha256(i.to_bytes(2, "little") + seed).digest() for i in range(1, 65_535))
    # Not the top bit cleared: drand shifts the first byte alone.
    candidates = (int.from_bytes(bytes((found[0] >> 1,)) + found[1:], "big") for found in digests)
    return next(number for number in candidates if number < _ORDER)


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))


def _base64(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _unpadded(text: bytes) -> bytes:
    return b64decode(text + b"=" * (-len(text) % 4), validate=True)
