"""A statement on its way between rooms: one form, a key signs once, and nobody is asked to sign what could be no
record."""

from __future__ import annotations

import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.answers import Outreach
from ssj_publish.office import drafts
from tests.bureau import SIGNERS, at
from tests.world import World

O1, P = SIGNERS["o1"], SIGNERS["p"]


@pytest.fixture
def statement(world: World) -> bytes:
    day = at("2025-01-08 09:00").date()
    return world.statement(Outreach(title="宣传", date=day, channels=("poster",), content="介绍。"))


def test_what_is_signed_is_the_statement_and_the_order_of_signing_does_not_show(statement: bytes) -> None:
    one, other = drafts.sign(statement, O1), drafts.sign(statement, P)
    assert (one.key, one.signature) == (O1.public.key_id, O1.sign(statement))
    both = drafts.form_draft(statement, (one, other))
    assert both == drafts.form_draft(statement, (other, one))
    assert both == drafts.countersign(drafts.countersign(statement, P), O1)
    read, signatures = drafts.parse_draft(both)
    assert read == statement
    assert [one.key for one in signatures] == sorted((O1.public.key_id, P.public.key_id))
    assert drafts.parse_draft(drafts.form_draft(statement, ())) == (statement, ())


def test_a_key_signs_once(statement: bytes) -> None:
    signed = drafts.countersign(statement, O1)
    with pytest.raises(errors.SignedAlready) as caught:
        drafts.countersign(signed, O1)
    assert caught.value.data["key"] == O1.public.key_id


@pytest.mark.parametrize("spoil", ["twice", "backwards", "seq", "kind", "blank", "bytes", "field"])
def test_what_is_not_in_the_one_form_is_refused_before_it_is_signed(statement: bytes, spoil: str) -> None:
    one, other = sorted((drafts.sign(statement, O1), drafts.sign(statement, P)), key=lambda signature: signature.key)
    both = drafts.form_draft(statement, (one, other))
    cut = both.index(b"signatures:")
    lines = both[cut:].splitlines(keepends=True)
    first, second = lines[1:3], lines[3:5]
    spoilt = {
        "twice": both[:cut] + b"".join([lines[0], *first, *first]),
        "backwards": both[:cut] + b"".join([lines[0], *second, *first]),
        "seq": b"seq: 7\n" + both,
        "kind": both.replace(b'kind: "outreach"', b'kind: "nothing"'),
        "blank": both + b"\n",
        "bytes": b"\xff" + both,
        "field": both.replace(b'title: "', b'titel: "'),
    }[spoil]
    assert spoilt != both
    with pytest.raises(errors.DraftMalformed):
        drafts.countersign(spoilt, SIGNERS["d"])
