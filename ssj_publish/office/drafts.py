"""A statement on its way between rooms, with the signatures so far: what one writes, another signs and a third
submits."""

from __future__ import annotations

from typing import Any, Protocol

import msgspec

from ssj_publish import errors
from ssj_publish.core import encoding
from ssj_publish.core.records import Signature, read_statement, statement_bytes
from ssj_publish.core.shapes import Shape
from ssj_publish.core.signatures import PublicKey


class Signer(Protocol):
    """A private key at hand, as `ssj_publish.signing.files` loads it."""

    @property
    def public(self) -> PublicKey: ...

    def sign(self, statement: bytes) -> str: ...


class _Draft(Shape, frozen=True, kw_only=True):
    statement: dict[str, Any]
    signatures: tuple[Signature, ...] = ()


def form_draft(statement: bytes, signatures: tuple[Signature, ...]) -> bytes:
    """A draft is a record's file without ``seq`` and ``prev``."""
    if not signatures:
        return statement
    ordered = sorted(signatures, key=lambda one: one.key)
    return statement + encoding.emit({"signatures": [msgspec.to_builtins(one) for one in ordered]})


def parse_draft(draft: bytes) -> tuple[bytes, tuple[Signature, ...]]:
    """The strict inverse of `form_draft`: nobody is asked to sign what could not be a record."""
    try:
        raw = msgspec.convert(encoding.parse(draft), _Draft)
        statement = statement_bytes(read_statement(raw.statement, ""))
    except (errors.EncodingError, errors.Refused, errors.UnwritableValue) as fault:
        raise errors.DraftMalformed(reason=type(fault).__name__) from None
    except msgspec.ValidationError as fault:
        raise errors.DraftMalformed(reason=str(fault)) from None
    keys = {one.key for one in raw.signatures}
    if len(keys) != len(raw.signatures) or form_draft(statement, raw.signatures) != draft:
        raise errors.DraftMalformed(reason="not in the form that drafts are written in")
    return statement, raw.signatures


def countersign(draft: bytes, signer: Signer) -> bytes:
    """The draft with one more signature; a key signs once."""
    statement, signatures = parse_draft(draft)
    if any(one.key == signer.public.key_id for one in signatures):
        raise errors.SignedAlready(key=signer.public.key_id)
    return form_draft(statement, (*signatures, sign(statement, signer)))


def sign(statement: bytes, signer: Signer) -> Signature:
    return Signature(key=signer.public.key_id, signature=signer.sign(statement))
