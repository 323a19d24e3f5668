"""The vocabulary tells what the shapes are, and nothing of its own."""

from __future__ import annotations

import msgspec
import pytest

from ssj_publish.core import disclosure
from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.vocabulary import Described, Field, described, fields_of, vocabulary

#: What the state or its keyring keeps under that name; contents lie beside the chain.
REGISTERS = {
    "bodies", "inspectors", "items", "tasks", "cases", "roles", "beacons", "authorities", "records", "disclosures",
}  # fmt: skip


def everything(fields: tuple[Field, ...]) -> list[Field]:
    return [deep for one in fields for deep in (one, *everything(one.fields))]


def field(kind: str, name: str) -> Field:
    return next(one for one in described(kind).fields if one.name == name)


def test_all_kinds_are_told_in_their_order() -> None:
    assert [one.name for one in vocabulary()] == list(KINDS)


@pytest.mark.parametrize("told", vocabulary(), ids=lambda told: told.name)
def test_a_kind_is_told_as_it_is_declared(told: Described) -> None:
    shape = KINDS[told.name]
    assert (told.shape, told.signers) == (shape.__name__, shape.KIND.signers)
    assert [one.name for one in told.fields] == list(shape.__struct_encode_fields__)
    assert told.doc
    assert {one.name for one in told.fields if one.required} == {
        encoded
        for encoded, name in zip(shape.__struct_encode_fields__, shape.__struct_fields__, strict=True)
        if next(one for one in msgspec.structs.fields(shape) if one.name == name).required
    }


@pytest.mark.parametrize("told", vocabulary(), ids=lambda told: told.name)
def test_what_is_removable_is_what_a_disclosure_may_replace(told: Described) -> None:
    removable = tuple(one.name for one in told.fields if one.removable)
    assert removable == disclosure.removable(KINDS[told.name])


@pytest.mark.parametrize("told", vocabulary(), ids=lambda told: told.name)
def test_every_id_says_where_it_is_looked_up(told: Described) -> None:
    """Only the three below are free: a substitute is of either register, a removed entry of the change's own."""
    fields = everything(told.fields)
    assert {one.of for one in fields if one.of} <= REGISTERS
    assert {one.kind for one in fields if one.kind} <= KINDS.keys()
    free = {one.name for one in fields if one.type == "id" and one.of is None}
    assert free <= {"substitution": {"replacement"}}.get(told.name, {"id"} if told.name.endswith("-change") else set())


@pytest.mark.parametrize("told", vocabulary(), ids=lambda told: told.name)
def test_a_type_has_what_bounds_it(told: Described) -> None:
    for one in everything(told.fields):
        assert (one.type == "code") == bool(one.choices), one
        assert (one.type == "group") == bool(one.fields), one
        assert (one.type in ("text", "line", "id", "digest", "hex", "base64", "clock")) == (one.pattern is not None), (
            one
        )
        assert (one.type == "number") == (one.least is not None and one.most is not None), one


def test_a_few_fields_word_for_word() -> None:
    assert field("visit", "draw").kind == "draw-commit"
    assert field("visit", "draw").type == "digest"
    assert field("visit", "draw").default is None
    assert not field("visit", "draw").required
    assert field("visit", "method").choices == ("on-site", "written", "online")
    assert field("visit", "inspectors") == Field(
        "inspectors",
        "id",
        many=True,
        required=False,
        default=(),
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z",
        of="inspectors",
    )
    assert field("case-decision", "severity").choices == ("minor", "general", "serious")
    assert (field("case-decision", "text").type, field("case-decision", "text").longest) == ("text", 20_000)
    assert field("case-decision", "text").removable
    assert not field("supervision", "finding").removable
    assert field("training", "hours").least == 1
    assert field("draw-commit", "sealed") == Field("sealed", "boolean", required=False, default=False)
    assert field("correction", "replacement").type == "body"
    assert [one.name for one in fields_of(Visit) if one.type == "group"] == [
        "also",
        "trigger",
        "proof",
        "third_party",
        "other_findings",
        "evidence",
        "notice",
        "confirmations",
    ]


def test_no_kind_is_told_that_is_none() -> None:
    with pytest.raises(KeyError):
        described("no-such-kind")


def test_what_is_no_shape_has_no_fields() -> None:
    with pytest.raises(TypeError):
        fields_of(int)  # type: ignore[arg-type]
