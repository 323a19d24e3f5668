"""What may stand in a field, as msgspec sees it, without what annotates it."""

from __future__ import annotations

from msgspec import inspect

from ssj_publish.core.kinds.inspection import Check, Result, SealProof, Visit
from ssj_publish.words.forms.types import fields, members, shape_of


def of(shape: type, name: str) -> inspect.Type:
    return next(one.type for one in fields(shape) if one.name == name)


def test_the_fields_stand_in_their_order() -> None:
    assert [one.name for one in fields(Visit)] == list(Visit.__struct_fields__)
    assert fields(Visit) is fields(Visit)


def test_none_is_no_member_and_plain_ones_come_first() -> None:
    [proof] = members(of(Visit, "proof"))
    assert isinstance(proof, inspect.StructType)
    assert shape_of(proof) is SealProof
    text, reference = members(of(Check, "note"))
    assert isinstance(text, inspect.StrType)
    assert isinstance(reference, inspect.StructType)
    assert not any(isinstance(one, inspect.NoneType | inspect.Metadata) for one in members(of(Check, "note")))


def test_what_is_no_union_is_its_own_member() -> None:
    [code] = members(of(Result, "code"))
    assert isinstance(code, inspect.LiteralType)
