"""Time-stamp answers of real authorities: all of them that hold, and each that must not."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ssj_publish import errors
from ssj_publish.core.kinds.genesis import Authority
from ssj_publish.core.tlog import der, timestamp

VECTORS = Path(__file__).parents[2] / "vectors" / "tsa"
FREE = json.loads((VECTORS / "freetsa.json").read_text("utf-8"))
FILES = {
    name: b64decode(data)
    for name, data in json.loads((VECTORS / "rfc3161-client.json").read_text("utf-8"))["files"].items()
}
TOKEN, DATA = b64decode(FREE["token"]), b64decode(FREE["data"])


def certificates(token: bytes) -> list[x509.Certificate]:
    _, info = der.read(token).parts()
    [signed] = info.parts()[1].parts()
    [brought] = [part for part in signed.parts() if part.tag == 0xA0]
    return [x509.load_der_x509_certificate(one.whole) for one in brought.parts()]


def named(root: x509.Certificate, *more: x509.Certificate) -> Authority:
    texts = [b64encode(one.public_bytes(Encoding.DER)).decode() for one in (root, *more)]
    return Authority(id="ca.1", holder="x", certificate=texts[0], intermediates=tuple(texts[1:]))


def chain(name: str) -> list[x509.Certificate]:
    data = FILES[name]
    if b"BEGIN" in data:
        return x509.load_pem_x509_certificates(data)
    return [x509.load_der_x509_certificate(data)]


FREE_ROOT = next(one for one in certificates(TOKEN) if one.subject == one.issuer)


def test_freetsas_real_answer_holds() -> None:
    """Its certificates stand in another order than DER gives to a set; they are not signed."""
    time = timestamp.verify(TOKEN, DATA, named(FREE_ROOT))
    assert time == datetime.fromisoformat(FREE["holds_at"])


def test_the_certificates_may_stand_in_any_order() -> None:
    at = TOKEN.index(certificates(TOKEN)[0].public_bytes(Encoding.DER))
    ders = [one.public_bytes(Encoding.DER) for one in certificates(TOKEN)]
    turned = TOKEN[:at] + b"".join(reversed(ders)) + TOKEN[at + sum(map(len, ders)) :]
    assert turned != TOKEN
    assert timestamp.verify(turned, DATA, named(FREE_ROOT)) == timestamp.verify(TOKEN, DATA, named(FREE_ROOT))


@given(st.integers(0, len(TOKEN) - 1), st.integers(0, 7))
def test_no_flipped_bit_of_a_real_answer_says_another_time(at: int, bit: int) -> None:
    changed = bytearray(TOKEN)
    changed[at] ^= 1 << bit
    try:
        time = timestamp.verify(bytes(changed), DATA, named(FREE_ROOT))
    except (errors.TokenMalformed, errors.TokenRefused):
        return
    assert time == datetime.fromisoformat(FREE["holds_at"]).astimezone(UTC)


HOLD = {
    "identrust/issue-104.tsr": "2025-03-11T08:52:08+00:00",
    "sigstage/response-sha256.tsr": "2025-05-09T11:58:55+00:00",
    "sigstage/response-sha384.tsr": "2025-05-09T11:58:55+00:00",
    "sigstage/response-sha512.tsr": "2025-05-09T11:58:56+00:00",
    "sigstage/response-no-embedded-cert.tsr": "2025-06-18T08:13:02+00:00",
    "test_tsa/response.tsr": "2024-10-08T15:40:32+00:00",
    "test_tsa/response-injected-certs.tsr": "2024-10-08T15:40:32+00:00",
    "sigstore.mock/response-expired.tsr": "2023-02-01T00:00:00+00:00",
}
FAIL = {"sigstage/response-invalid-signature.tsr": "chain", "test_tsa/other_response.tsr": "chain"}


def data_of(token: str) -> bytes:
    return FILES["sigstore.mock/payload"] if token.startswith("sigstore.mock") else b"hello"


def authority_of(token: str) -> Authority:
    """The published chain, its root and what lies below it."""
    *more, top = chain(f"{token.partition('/')[0]}/ts_chain.pem")
    return named(top, *more)


def test_every_published_answer_is_judged() -> None:
    assert {*HOLD, *FAIL} == {name for name in FILES if name.endswith(".tsr")}


@pytest.mark.parametrize("token", HOLD)
def test_published_answers_hold(token: str) -> None:
    latest = timestamp.verify(FILES[token], data_of(token), authority_of(token))
    assert 0 <= (latest - datetime.fromisoformat(HOLD[token])).total_seconds() <= 1
    with pytest.raises(errors.TokenRefused) as fault:
        timestamp.verify(FILES[token], data_of(token) + b"x", authority_of(token))
    assert fault.value.data["reason"] == "data"


@pytest.mark.parametrize("token", FAIL)
def test_published_answers_that_must_not_hold(token: str) -> None:
    """A signature that was touched; an answer under another root of the same names."""
    with pytest.raises(errors.TokenRefused) as fault:
        timestamp.verify(FILES[token], data_of(token), authority_of(token))
    assert fault.value.data["reason"] == FAIL[token]


def test_an_intermediate_that_the_answer_lacks_can_be_named() -> None:
    """This answer brings its own certificate alone; from there to the root the ledger has to know the way."""
    token, (_, between, top) = "test_tsa/response.tsr", chain("test_tsa/ts_chain.pem")
    timestamp.verify(FILES[token], b"hello", named(top, between))
    with pytest.raises(errors.TokenRefused) as fault:
        timestamp.verify(FILES[token], b"hello", named(top))
    assert fault.value.data["reason"] == "chain"


def test_a_named_intermediate_is_no_root() -> None:
    """What is named besides the root counts as far as the root has signed it."""
    leaf, between, _ = chain("test_tsa/ts_chain.pem")
    with pytest.raises(errors.TokenRefused):
        timestamp.verify(FILES["test_tsa/response.tsr"], b"hello", named(FREE_ROOT, between, leaf))


def test_an_intermediate_that_is_no_certificate_is_named() -> None:
    with pytest.raises(errors.AuthorityMalformed):
        timestamp.intermediates(replace(named(FREE_ROOT), intermediates=("AAAA",)))
