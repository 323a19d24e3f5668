"""RFC 3161 tokens, as a real authority gives them: for these bytes, by this root, at that time, or not at all."""

from __future__ import annotations

import subprocess
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ssj_publish import errors
from ssj_publish.core.kinds.genesis import Authority
from ssj_publish.core.tlog import timestamp
from tests.tsa import Tsa, certificate, needs_openssl

pytestmark = needs_openssl
DATA = b"jy.test.example/ssj\n5\nroot\n\nsignature\n"


@pytest.fixture(scope="module")
def tsa(tmp_path_factory: pytest.TempPathFactory) -> Tsa:
    return Tsa(tmp_path_factory.mktemp("tsa"))


@pytest.fixture(scope="module")
def token(tsa: Tsa) -> bytes:
    return tsa.answer(timestamp.query(DATA))


def refused(token: bytes, data: bytes, tsa: Tsa) -> str:
    with pytest.raises(errors.TokenRefused) as fault:
        timestamp.verify(token, data, tsa.authority)
    return str(fault.value.data["reason"])


def test_a_token_holds_and_gives_its_latest_moment(tsa: Tsa, token: bytes) -> None:
    time = timestamp.verify(token, DATA, tsa.authority)
    assert timedelta(seconds=-2) < datetime.now(UTC) - time < timedelta(minutes=5)
    assert time.tzinfo is not None


def test_the_stated_inaccuracy_counts_against_the_token(tmp_path: Path) -> None:
    """It may have been given so much later than it says."""
    vague = Tsa(tmp_path, accuracy=3600)
    time = timestamp.verify(vague.answer(timestamp.query(DATA)), DATA, vague.authority)
    assert time - datetime.now(UTC) > timedelta(minutes=50)


def test_openssl_takes_what_we_take(tsa: Tsa, token: bytes) -> None:
    assert tsa.by_hand(token, DATA)
    assert not tsa.by_hand(token, DATA + b"x")


def test_a_token_for_other_data_is_refused(tsa: Tsa, token: bytes) -> None:
    assert refused(token, DATA + b"\n", tsa) == "data"


def test_another_authoritys_token_is_refused(tsa: Tsa, tmp_path: Path) -> None:
    other = Tsa(tmp_path)
    assert refused(other.answer(timestamp.query(DATA)), DATA, tsa) == "chain"


@pytest.mark.slow
def test_a_token_outlives_its_certificate(tmp_path: Path) -> None:
    """It was valid when it was given: decades later that still stands."""
    brief = Tsa(tmp_path, after=timedelta(seconds=2))
    token = brief.answer(timestamp.query(DATA))
    before = timestamp.verify(token, DATA, brief.authority)
    sleep(3)
    assert brief.certificate.not_valid_after_utc < datetime.now(UTC)
    assert timestamp.verify(token, DATA, brief.authority) == before


def test_a_token_given_after_its_certificate_expired_is_refused(tmp_path: Path) -> None:
    expired = Tsa(tmp_path, after=timedelta(hours=-1))
    assert refused(expired.answer(timestamp.query(DATA)), DATA, expired) == "chain"


def _forge(tsa: Tsa, query: bytes, *more: x509.Certificate) -> bytes:
    """An answer signed by a certificate that is not for time stamping: OpenSSL's own command would not do it."""
    key = ec.generate_private_key(ec.SECP256R1())
    web = certificate("web server", key, tsa.root, tsa.root_key, ExtendedKeyUsageOID.SERVER_AUTH)
    return _answer(tsa, web, key, query, *more)


def _answer(
    tsa: Tsa,
    signer: x509.Certificate,
    key: ec.EllipticCurvePrivateKey,
    query: bytes,
    *more: x509.Certificate,
    names_itself: bool = True,
) -> bytes:
    """A TimeStampResp around a CMS SignedData over the TSTInfo of an honest answer."""
    info = tsa.folder / "info.der"
    info.write_bytes(_info(tsa.answer(query)))
    (tsa.folder / "s.pem").write_bytes(signer.public_bytes(Encoding.PEM))
    (tsa.folder / "more.pem").write_bytes(b"".join(one.public_bytes(Encoding.PEM) for one in more))
    (tsa.folder / "s.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    command = [
        "openssl",
        "cms",
        "-sign",
        "-binary",
        "-nodetach",
        "-in",
        "info.der",
        "-signer",
        "s.pem",
        "-inkey",
        "s.key",
        "-md",
        "sha256",
    ]
    command += ["-econtent_type", "1.2.840.113549.1.9.16.1.4", *(("-cades",) if names_itself else ())]
    command += [*(("-certfile", "more.pem") if more else ()), "-outform", "DER", "-out", "cms.der"]
    subprocess.run(command, cwd=tsa.folder, check=True, capture_output=True)
    return _sequence(b"\x30\x03\x02\x01\x00" + (tsa.folder / "cms.der").read_bytes())


def _sequence(content: bytes) -> bytes:
    length = len(content)
    size = length.to_bytes((length.bit_length() + 7) // 8 or 1)
    return b"\x30" + (bytes([length]) if length < 128 else bytes([0x80 | len(size)]) + size) + content


def _info(answer: bytes) -> bytes:
    """The TSTInfo within an answer, found by its policy: version 1, then the object identifier 1.2.3.4.1."""
    mark = bytes.fromhex("02010106042a030401")
    at = answer.index(mark)
    long = answer[at - 2] == 0x81
    return answer[at - (3 if long else 2) : at + answer[at - 1]]


def test_a_certificate_that_is_not_for_time_stamping_is_refused(tsa: Tsa) -> None:
    assert refused(_forge(tsa, timestamp.query(DATA)), DATA, tsa) in ("signer", "chain")


def test_an_injected_certificate_lends_its_purpose_to_nobody(tsa: Tsa) -> None:
    """A made-up certificate with the web server's issuer and number, and the purpose that this one lacks."""
    key = ec.generate_private_key(ec.SECP256R1())
    web = certificate("web server", key, tsa.root, tsa.root_key, ExtendedKeyUsageOID.SERVER_AUTH)
    fake_root = certificate("Root", ec.generate_private_key(ec.SECP256R1()))
    fake_key = ec.generate_private_key(ec.SECP256R1())
    lent = certificate(
        "web server", key, fake_root, fake_key, ExtendedKeyUsageOID.TIME_STAMPING, serial=web.serial_number
    )
    forged = _answer(tsa, web, key, timestamp.query(DATA), lent)
    assert refused(forged, DATA, tsa) == "signer"


def test_the_forging_itself_works(tsa: Tsa) -> None:
    """With the right certificate what is made in this way holds: else the two tests before would show nothing."""
    made = _answer(tsa, tsa.certificate, tsa.key, timestamp.query(DATA), tsa.root)
    timestamp.verify(made, DATA, tsa.authority)


def test_a_token_that_does_not_say_whose_certificate_signed_it_is_refused(tsa: Tsa) -> None:
    """Without signing-certificate another certificate of the same key could be put in the signer's place (RFC 3161,
    2.4.2)."""
    made = _answer(tsa, tsa.certificate, tsa.key, timestamp.query(DATA), names_itself=False)
    assert refused(made, DATA, tsa) == "signer"


def test_another_certificate_of_the_same_key_and_number_is_refused(tsa: Tsa) -> None:
    """The root has signed both; the token says which of them signed it."""
    honest = _answer(tsa, tsa.certificate, tsa.key, timestamp.query(DATA))
    ours = tsa.certificate.public_bytes(Encoding.DER)
    serial, purpose = tsa.certificate.serial_number, ExtendedKeyUsageOID.TIME_STAMPING
    other = b""
    while len(other) != len(ours) or other == ours:  # a signature may be some bytes shorter: then nothing would fit
        other = certificate("TSA", tsa.key, tsa.root, tsa.root_key, purpose, serial=serial).public_bytes(Encoding.DER)
    assert refused(honest.replace(ours, other), DATA, tsa) == "signer"


@pytest.mark.parametrize(
    "harm",
    [
        lambda one: b"",
        lambda one: one[:-1],
        lambda one: one + b"\0",
        lambda one: one[5:],
        lambda one: b"\x30\x80" + one[4:],
    ],
)
def test_what_is_no_answer_is_malformed(tsa: Tsa, token: bytes, harm: Callable[[bytes], bytes]) -> None:
    with pytest.raises(errors.TokenMalformed):
        timestamp.verify(harm(token), DATA, tsa.authority)


def test_a_refusal_by_the_authority_is_no_token(tsa: Tsa) -> None:
    with pytest.raises((errors.TokenMalformed, errors.TokenRefused)):
        timestamp.verify(bytes.fromhex("30053003020102"), DATA, tsa.authority)


def test_no_flipped_bit_makes_another_time(tsa: Tsa, token: bytes) -> None:
    """Some bits outside of what is signed are free; none of them says anything."""
    time = timestamp.verify(token, DATA, tsa.authority)
    held = 0
    for place in range(len(token)):
        changed = bytearray(token)
        changed[place] ^= 1 << place % 8
        try:
            assert timestamp.verify(bytes(changed), DATA, tsa.authority) == time
            held += 1
        except (errors.TokenMalformed, errors.TokenRefused):
            continue
    assert held < len(token) // 20


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_by_name(data: bytes) -> None:
    authority = Authority(id="ca.1", holder="x", certificate=b64encode(_ROOT.public_bytes(Encoding.DER)).decode())
    with pytest.raises(errors.TokenMalformed):
        timestamp.verify(data, DATA, authority)


_ROOT = certificate("Root", ec.generate_private_key(ec.SECP256R1()))


@pytest.mark.parametrize("text", ["", "AAAA", "not base64", "MIIB"])
def test_a_root_that_is_no_certificate_is_named(tsa: Tsa, text: str) -> None:
    with pytest.raises(errors.AuthorityMalformed):
        timestamp.root(replace(tsa.authority, certificate=text))


def test_the_request_asks_for_sha256_and_certificates(tsa: Tsa) -> None:
    (tsa.folder / "q").write_bytes(timestamp.query(DATA))
    shown = subprocess.run(
        ["openssl", "ts", "-query", "-in", "q", "-text"], cwd=tsa.folder, check=True, capture_output=True
    )
    assert b"sha256" in shown.stdout
    assert b"Certificate required: yes" in shown.stdout
    assert b"Nonce: unspecified" in shown.stdout
    assert timestamp.query(DATA) == timestamp.query(DATA)
