"""Time-stamp tokens (RFC 3161): an authority says that it saw certain bytes, and when.

What is stamped is the file of a checkpoint's note, ``<size>.note``, byte for byte; what is kept beside it is the
authority's whole answer in DER, ``<size>.<authority>.tsr``. So OpenSSL checks it by hand::

    openssl ts -verify -data 000549.note -in 000549.ca.tsr -CAfile root.pem

A token holds when its message imprint is that of the note, its one signer's certificate is for time stamping and leads
to the authority's root, and both were valid at the time that the token states: that they expire later changes nothing.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
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

_REASONS: Final = {"Mismatch between messages": "data", "Unsupported hash": "hash", "The EKU": "signer"}


def query(data: bytes) -> bytes:
    """What to ask an authority, in DER: SHA-256, with certificates, without nonce (an older answer is a better one)."""
    builder = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=False).cert_request(cert_request=True).build().as_bytes()


def verify(token: bytes, data: bytes, authority: Authority) -> datetime:
    """The latest moment at which ``authority`` can have seen ``data``: the token's time and its stated inaccuracy.

    Raises `errors.TokenMalformed`, or `errors.TokenRefused` with the reason data, hash, signer or chain.
    """
    verifier = VerifierBuilder(roots=[root(authority)]).build()
    with _reading(authority):
        answer = decode_timestamp_response(token)
        if answer.as_bytes() != token:
            raise errors.TokenMalformed(authority=authority.id)
        if not _one_signer(answer.signed_data):
            raise errors.TokenRefused(authority=authority.id, reason="signer")
        verifier.verify_message(answer, data)
        return _latest(answer.tst_info)


def root(authority: Authority) -> x509.Certificate:
    """The certificate that an authority's tokens must lead to; `errors.AuthorityMalformed`."""
    try:
        return x509.load_der_x509_certificate(b64decode(authority.certificate, validate=True))
    except Exception:  # as in `_reading`
        raise errors.AuthorityMalformed(authority=authority.id) from None


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


def _one_signer(signed: SignedData) -> bool:
    """One signer, and one certificate that is its.

    The library looks for the time-stamping purpose on the first certificate that bears the signer's issuer and number.
    A second one of the same issuer and number, put in by whoever can sign with another certificate of the root, could
    lend its purpose.
    """
    signers = [(one.issuer, one.serial_number) for one in signed.signer_infos]
    certificates = [x509.load_der_x509_certificate(one) for one in signed.certificates]
    return len(signers) == 1 and [(one.issuer, one.serial_number) for one in certificates].count(signers[0]) == 1


def _latest(info: TimeStampTokenInfo) -> datetime:
    within: Accuracy | None = info.accuracy  # absent from many, whatever the library's types say
    parts = (within.seconds or 0, within.millis or 0, within.micros or 0) if within else (0, 0, 0)
    return info.gen_time + timedelta(seconds=parts[0], milliseconds=parts[1], microseconds=parts[2])
