"""What guests give: lines of text that anybody can hash."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from ssj_publish import errors
from ssj_publish.core.draw import guests, tickets

WORDS = "3141592653589793238462643383279502884197"


def hashed(line: str) -> str:
    """As `printf … | sha256sum` gives it."""
    if shutil.which("sha256sum") is None:
        pytest.skip("there is no sha256sum")
    done = subprocess.run(["sha256sum"], input=line.encode(), capture_output=True, check=True)
    return done.stdout.decode().split()[0]


def test_all_three_can_be_made_by_hand() -> None:
    promised = guests.commitment(WORDS)
    assert promised == hashed(f"ssj/guest/v1:{WORDS}")
    assert guests.opened(WORDS).hex() == hashed(f"ssj/guest-opened/v1:{WORDS}")
    assert guests.absent(promised).hex() == hashed(f"ssj/guest-absent/v1:{promised}")


def test_a_promise_is_not_a_partys() -> None:
    """Else a guest could promise what a party has, or a party what a guest has."""
    raw = bytes(range(32))
    assert tickets.secret_commitment(raw) not in {guests.commitment(raw.hex()), guests.opened(raw.hex()).hex()}


def test_only_the_promised_secret_passes() -> None:
    guests.check_secret(WORDS, guests.commitment(WORDS))
    with pytest.raises(errors.SecretMismatch):
        guests.check_secret(WORDS[:-1], guests.commitment(WORDS))
