"""The first record: checked before anybody is asked to sign, signed in one room or passed from room to room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from ssj_publish import errors
from ssj_publish.core import encoding
from ssj_publish.core.kinds.genesis import Genesis
from ssj_publish.core.records import NO_PREV, Record, Statement, read_statement, statement_bytes
from ssj_publish.core.rules import founding
from ssj_publish.office.desk import Desk
from ssj_publish.office.drafts import Signer, form_draft, parse_draft, sign


def prepared(origin: str, genesis: Genesis, time: datetime) -> bytes:
    """The statement that every role is to sign; whatever the rules refuse about it is refused here already."""
    statement = Statement(origin, time, genesis)
    founding.keyring(Record(1, NO_PREV, statement, (), "", ""))
    return statement_bytes(statement)


def draft(statement: bytes, signers: Sequence[Signer]) -> bytes:
    """A file that roles at other computers sign."""
    return form_draft(statement, tuple(sign(statement, signer) for signer in signers))


def found(folder: Path, draft: bytes) -> tuple[str, Genesis]:
    """Write the first record into ``folder``, which is made; gives the ledger's name and what it was founded on.

    Raises `errors.DraftMalformed`, `errors.FoundingForeign`, and what the door refuses it for; then nothing is written.
    """
    said = read_statement(encoding.parse(parse_draft(draft)[0])["statement"], "")
    if not isinstance(said.body, Genesis):
        raise errors.FoundingForeign(kind=said.kind)
    Desk.empty(folder).submit(draft)
    return said.origin, said.body
