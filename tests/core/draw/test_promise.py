"""A party's promise: a fingerprint, or a ciphertext that is the secret whatever is in it."""

from __future__ import annotations

from base64 import b64decode, b64encode
from hashlib import sha256

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.draw import promise, tlock
from ssj_publish.core.draw.drand import QUICKNET, SCHEME, Chain
from ssj_publish.core.draw.tickets import secret_commitment
from ssj_publish.core.kinds.draw import DrawSecret, Timelock
from tests.bureau import NEXT_SIGNATURE, ROUND, SIGNATURE

SECRET = sha256(b"secret").digest()
_HEAD = (3).to_bytes(4, "big") + (1).to_bytes(8, "big") + bytes.fromhex(QUICKNET.public_key)
OTHER = Chain("other", sha256(_HEAD + bytes(32) + b"other").hexdigest(), QUICKNET.public_key, 3, 1, "00" * 32, SCHEME)


def given(data: bytes) -> Timelock:
    return Timelock(chain="quicknet", round=ROUND, ciphertext=b64encode(data).decode())


def unopenable(data: bytes) -> bytes:
    return sha256(b"ssj/secret/unopenable/v1" + data).digest()


def test_what_is_locked_is_what_the_round_opens() -> None:
    lock = promise.locked(QUICKNET, ROUND, SECRET)
    assert promise.unlocked(QUICKNET, lock, SIGNATURE) == SECRET
    for signature in (NEXT_SIGNATURE, "00" * 48, ""):
        with pytest.raises(errors.BeaconRefused):
            promise.unlocked(QUICKNET, lock, signature)


def test_the_party_may_show_it_earlier_and_shows_nothing_else() -> None:
    body = DrawSecret(task="T1", ordinal=1, timelock=promise.locked(QUICKNET, ROUND, SECRET))
    promise.check_shown(body, QUICKNET, SECRET)
    for other in (sha256(SECRET).digest(), SECRET[:-1], b""):
        with pytest.raises(errors.SecretMismatch):
            promise.check_shown(body, QUICKNET, other)


def test_a_ciphertext_made_with_other_chance_is_opened_by_its_round_alone() -> None:
    """The secret inside may be right: shown early, it is not proven to be."""
    data = tlock.lock(QUICKNET, ROUND, SECRET, bytes(48))
    with pytest.raises(errors.SecretMismatch):
        promise.check_shown(DrawSecret(task="T1", ordinal=1, timelock=given(data)), QUICKNET, SECRET)
    assert promise.unlocked(QUICKNET, given(data), SIGNATURE) == SECRET


@pytest.mark.parametrize("length", [0, 31, 33, 1000])
def test_another_length_is_as_unopenable_as_noise(length: int) -> None:
    data = tlock.lock(QUICKNET, ROUND, bytes(length), bytes(48))
    assert promise.unlocked(QUICKNET, given(data), SIGNATURE) == unopenable(data)


def test_a_ciphertext_that_opens_to_nothing_is_a_secret_all_the_same() -> None:
    """Nobody spoils a draw by handing in a ciphertext that cannot be opened, and each spoilt one is its own secret."""
    good = b64decode(promise.locked(QUICKNET, ROUND, SECRET).ciphertext)
    stanza = good.index(b"\n", good.index(b"->")) + 1
    spoilt = [good[:-1] + bytes((good[-1] ^ 1,)), good[:stanza] + b"A" * 64 + good[stanza + 64 :]]
    assert [promise.unlocked(QUICKNET, given(data), SIGNATURE) for data in spoilt] == [
        unopenable(data) for data in spoilt
    ]


def test_a_fingerprint_is_checked_as_ever() -> None:
    body = DrawSecret(task="T1", ordinal=1, commitment=secret_commitment(SECRET))
    promise.check_shown(body, None, SECRET)
    with pytest.raises(errors.SecretMismatch):
        promise.check_shown(body, None, bytes(32))


def test_a_record_that_says_another_round_or_chain_than_its_ciphertext_is_refused() -> None:
    lock = promise.locked(QUICKNET, ROUND, SECRET)
    with pytest.raises(errors.TlockRefused, match="round"):
        promise.read(QUICKNET, msgspec.structs.replace(lock, round=ROUND + 1))
    with pytest.raises(errors.TlockRefused, match="chain"):
        promise.read(OTHER, lock)
    for spelt in (lock.ciphertext + "====", lock.ciphertext[:-1], "AAAA", ""):
        with pytest.raises(errors.TlockMalformed):
            promise.read(QUICKNET, msgspec.structs.replace(lock, ciphertext=spelt))


def test_each_promise_has_its_mark() -> None:
    lock = promise.locked(QUICKNET, ROUND, SECRET)
    locked, plain = (
        DrawSecret(task="T1", ordinal=1, timelock=lock),
        DrawSecret(task="T1", ordinal=1, commitment="ab" * 32),
    )
    assert promise.mark(plain) == "ab" * 32
    assert promise.mark(locked) == sha256(b64decode(lock.ciphertext)).hexdigest()
    assert promise.armored(lock).startswith("-----BEGIN AGE ENCRYPTED FILE-----\n")
