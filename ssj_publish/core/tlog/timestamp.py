"""Time-stamp tokens (RFC 3161): an authority says that it saw certain bytes, and when.

What is stamped is the file of a checkpoint's note, ``<size>.note``, byte for byte; what is kept beside it is the
authority's whole answer in DER, ``<size>.<authority>.tsr``. So OpenSSL checks it by hand::

    openssl ts -verify -data 000549.note -in 000549.ca.tsr -CAfile root.pem

A token holds when its message imprint is that of the note, its one signer's certificate is for time stamping, is the
one that the signature itself names (ESSCertID, RFC 3161, 2.4.2, and RFC 5816: an attribute that must be there), and
leads to the authority's root, and all were valid at the time that the token states: that they expire later changes
nothing.

An answer brings its certificates along, in any order. Where an authority leaves some out, the ledger names them.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha1, sha256, sha384, sha512
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from rfc3161_client import (
    Accuracy,
    HashAlgorithm,
    SignedData,
    TimestampRequestBuilder,
    TimeStampTokenInfo,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from ssj_publish import errors
from ssj_publish.core.kinds.genesis import Authority
from ssj_publish.core.tlog import der

_REASONS: Final = {"Mismatch between messages": "data", "Unsupported hash": "hash", "The EKU": "signer"}
#: The attributes signing-certificate (RFC 2634) and signing-certificate-v2 (RFC 5035), as DER writes their identifiers.
_SIGNED_BY: Final = bytes.fromhex("2a864886f70d010910020c")
_SIGNED_BY_V2: Final = bytes.fromhex("2a864886f70d010910022f")
_HASHES: Final = {
    bytes.fromhex("608648016503040201"): sha256,
    bytes.fromhex("608648016503040202"): sha384,
    bytes.fromhex("608648016503040203"): sha512,
}
#: The sets of certificates and of revocation lists, which are not signed.
_UNSIGNED: Final = (0xA0, 0xA1)
_SIGNED_ATTRIBUTES: Final = 0xA0


def query(data: bytes) -> bytes:
    """What to ask an authority, in DER: SHA-256, with certificates, without nonce (an older answer is a better one)."""
    builder = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=False).cert_request(cert_request=True).build().as_bytes()


def verify(token: bytes, data: bytes, authority: Authority) -> datetime:
    """The latest moment at which ``authority`` can have seen ``data``: the token's time and its stated inaccuracy.

    Raises `errors.TokenMalformed`, or `errors.TokenRefused` with the reason data, hash, signer or chain.
    """
    top, known = root(authority), intermediates(authority)
    with _reading(authority):
        ordered, signed_data = _ordered(token)
        answer = decode_timestamp_response(ordered)
        if answer.as_bytes() != ordered:
            raise errors.TokenMalformed(authority=authority.id)
        signer = _signer(answer.signed_data, known)
        if signer is None or not _names(signed_data, signer):
            raise errors.TokenRefused(authority=authority.id, reason="signer")
        VerifierBuilder(None, signer, known, [top]).build().verify_message(answer, data)
        return _latest(answer.tst_info)


def root(authority: Authority) -> x509.Certificate:
    """The certificate that an authority's tokens must lead to; `errors.AuthorityMalformed`."""
    return _certificate(authority, authority.certificate)


def intermediates(authority: Authority) -> list[x509.Certificate]:
    """The certificates that the ledger names besides, for answers that lack them; `errors.AuthorityMalformed`."""
    return [_certificate(authority, one) for one in authority.intermediates]


def _certificate(authority: Authority, text: str) -> x509.Certificate:
    try:
        return x509.load_der_x509_certificate(b64decode(text, validate=True))
    except Exception:  # as in `_reading`
        raise errors.AuthorityMalformed(authority=authority.id) from None


def _ordered(token: bytes) -> tuple[bytes, der.Part]:
    """The answer with what is unsigned in DER's order, and its SignedData (RFC 5652, 5.1). The kept bytes stay as they
    are."""
    _, info = der.read(token).parts()
    [signed] = info.parts()[1].parts()
    made = bytearray(token)
    for part in signed.parts():
        if part.tag in _UNSIGNED:
            made[part.inner : part.end] = der.in_order(part)
    return bytes(made), signed


@contextmanager
def _reading(authority: Authority) -> Iterator[None]:
    """What the libraries find wrong with an answer, in our words.

    Certificates that are none make them raise exceptions with no base in common, so that all are caught.
    """
    try:
        yield
    except errors.SsjError:
        raise
    except VerificationError as fault:
        reason = next((why for start, why in _REASONS.items() if str(fault).startswith(start)), "chain")
        raise errors.TokenRefused(authority=authority.id, reason=reason) from None
    except Exception:
        raise errors.TokenMalformed(authority=authority.id) from None


def _signer(signed: SignedData, known: list[x509.Certificate]) -> x509.Certificate | None:
    """The one signer's one certificate, from the answer or from what is ``known`` of the authority.

    The library looks for the time-stamping purpose on the first certificate that bears the signer's issuer and number.
    A second one of the same issuer and number, put in by whoever can sign with another certificate of the root, could
    lend its purpose.
    """
    signers = [(one.issuer, one.serial_number) for one in signed.signer_infos]
    brought = [x509.load_der_x509_certificate(one) for one in signed.certificates]
    found = [one for one in {*brought, *known} if (one.issuer, one.serial_number) in signers]
    return found[0] if len(signers) == 1 and len(found) == 1 else None


def _names(signed: der.Part, signer: x509.Certificate) -> bool:
    """Whether the signature says that ``signer`` made it: at least once, and nothing else (RFC 5035, sections 3 and
    4)."""
    [info] = signed.parts()[-1].parts()
    named = []
    for part in info.parts():
        for attribute in part.parts() if part.tag == _SIGNED_ATTRIBUTES else ():
            kind, values = attribute.parts()
            if kind.content in (_SIGNED_BY, _SIGNED_BY_V2):
                [value] = values.parts()
                named.append(_is_of(value.parts()[0].parts()[0], kind.content == _SIGNED_BY_V2, signer))
    return bool(named) and all(named)


def _is_of(identifier: der.Part, later: bool, signer: x509.Certificate) -> bool:
    """Whether an ESSCertID, or an ESSCertIDv2 where it is the ``later`` form, is that of ``signer``."""
    first, *rest = identifier.parts()
    digest = sha256 if later else sha1
    if later and first.tag == der.SEQUENCE:
        digest, first = _HASHES[first.parts()[0].content], rest[0]
    return first.tag == der.OCTETS and first.content == digest(signer.public_bytes(Encoding.DER)).digest()


def _latest(info: TimeStampTokenInfo) -> datetime:
    within: Accuracy | None = info.accuracy  # absent from many, whatever the library's types say
    parts = (within.seconds or 0, within.millis or 0, within.micros or 0) if within else (0, 0, 0)
    return info.gen_time + timedelta(seconds=parts[0], milliseconds=parts[1], microseconds=parts[2])
