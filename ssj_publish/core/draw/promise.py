"""What a party promises of its secret: a fingerprint, or the secret itself locked to a later round.

A party that has given a fingerprint may later refuse to open. One that has given a ciphertext cannot: the secret *is
defined as* what the ciphertext opens to with the round's signature, so that from the round on everybody has it:

    the text, where it is 32 bytes;
    SHA-256("ssj/secret/unopenable/v1" ‖ ciphertext), where the ciphertext opens to anything else or to nothing.

The round's signature is the only one there can be (BLS), so the secret is fixed when the ciphertext is. A party may
open earlier by showing the secret: sigma, the file key and the nonce of an honest ciphertext are the first 48 bytes of
SHA-512("ssj/secret/timelock/v1" ‖ secret), and everybody makes the same ciphertext again.
"""

from __future__ import annotations

from hashlib import sha256, sha512

from ssj_publish import errors
from ssj_publish.core.draw import tlock
from ssj_publish.core.draw.drand import Chain
from ssj_publish.core.draw.tickets import SECRET_LENGTH, check_secret
from ssj_publish.core.kinds.draw import DrawSecret, Timelock
from ssj_publish.core.signatures import canonical_base64, decode_base64

_CHANCE_TAG = b"ssj/secret/timelock/v1"
_UNOPENABLE_TAG = b"ssj/secret/unopenable/v1"


def locked(chain: Chain, round_: int, secret: bytes) -> Timelock:
    """``secret`` (32 bytes), locked to ``round_`` of ``chain``."""
    chance = sha512(_CHANCE_TAG + secret).digest()[:48]
    data = tlock.lock(chain, round_, secret, chance)
    return Timelock(chain=chain.id, round=round_, ciphertext=canonical_base64(data))


def read(chain: Chain, timelock: Timelock) -> tlock.Locked:
    """The ciphertext's parts. Raises `errors.TlockMalformed`, and `errors.TlockRefused` (chain, round, scheme) where
    the ciphertext is for another round than the record says, or for a chain that cannot lock."""
    data = decode_base64(timelock.ciphertext)
    if data is None:
        raise errors.TlockMalformed()
    found = tlock.parse(data)
    tlock.check_chain(chain, found.chain_hash)
    if found.round != timelock.round:
        raise errors.TlockRefused(reason="round")
    return found


def check_shown(body: DrawSecret, chain: Chain | None, secret: bytes) -> None:
    """`errors.SecretMismatch` unless ``secret`` is what ``body`` promised; ``chain`` is that of its timelock."""
    if body.timelock is None or chain is None:
        check_secret(secret, body.commitment or "")
    elif len(secret) != SECRET_LENGTH or locked(chain, body.timelock.round, secret) != body.timelock:
        raise errors.SecretMismatch(commitment=mark(body))


def unlocked(chain: Chain, timelock: Timelock, signature: str) -> bytes:
    """The secret (32 bytes), by the definition above. Raises `errors.BeaconRefused` for a signature not the round's."""
    found = read(chain, timelock)
    try:
        text = tlock.unlock(chain, found, signature)
    except errors.TlockRefused:
        text = b""
    return text if len(text) == SECRET_LENGTH else sha256(_UNOPENABLE_TAG + tlock.form(found)).digest()


def armored(timelock: Timelock) -> str:
    """The ciphertext as text that age's and tlock's tools take."""
    return tlock.armored(decode_base64(timelock.ciphertext) or b"")


def mark(body: DrawSecret) -> str:
    """What tells this promise from all others: its fingerprint, or the SHA-256 of its ciphertext."""
    if body.timelock is None:
        return body.commitment or ""
    return sha256(decode_base64(body.timelock.ciphertext) or b"").hexdigest()
