"""An example for every field: of the right form, and in one line where a sentence quotes it."""

from __future__ import annotations

import pytest

from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.inspection import Result, Visit
from ssj_publish.words.forms import examples, reading


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_example_of_a_kind_is_what_its_field_takes(kind: str) -> None:
    """Whatever the rules say of all of them together: no field calls its own example wrong."""
    shape = KINDS[kind]
    raw = {name: examples.of(shape, name) for name in shape.__struct_encode_fields__}
    _, wrong = reading.read(shape, raw)
    assert [one for one in wrong if one.code != "shape"] == []


def test_a_list_of_groups_is_quoted_in_one_line() -> None:
    told = examples.flow(Result, ("checks",))
    assert told.startswith("checks: [{point: ")
    assert "\n" not in told
    assert (
        examples.flow(Result, ("checks", "0", "outcome")) == f"outcome: {examples.of(Result, 'checks')[0]['outcome']}"
    )
    assert examples.flow(Visit, ("date",)) == "date: 2025-04-10"


def test_a_way_that_is_none_has_no_example() -> None:
    assert (
        examples.flow(Visit, ("nothing",)) == examples.flow(Visit, ("date", "more")) == examples.flow(Visit, ()) == ""
    )
