"""The atoms of a record: what each takes, and that nothing that was said is ever copied or changed."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import msgspec
import pytest

from ssj_publish.core import shapes
from ssj_publish.core.shapes import Evidence, Shape, Source

DIGEST = "ab" * 32


@pytest.mark.parametrize(
    ("atom", "taken", "refused"),
    [
        (shapes.Id, ["S001", "a", "x" * 64, "0.9_-"], ["", "-a", "a:b", "S001\n", "x" * 65, "学校"]),
        (shapes.Digest, [DIGEST], [DIGEST.upper(), DIGEST[:-1], DIGEST + "\n"]),
        (shapes.Hex, ["00", "0aff"], ["", "0", "0A", "00\n"]),
        (shapes.Base64, ["AA==", "+/09"], ["", "A=A=", "AA===", "AA==\n"]),
        (shapes.Line, ["一行", "a b"], ["", " a", "a ", "a\nb", "a\n", "\u3000a", "x" * 501]),
        (shapes.Text, ["一行", "a\nb"], ["", "a\n", "\na", "a\u3000"]),
        (shapes.Clock, ["00:00", "23:59"], ["24:00", "9:00", "12:60", "12:00\n"]),
        (shapes.Year, [2000, 2199], [1999, 2200]),
        (shapes.Count, [0, 2**53 - 1], [-1, 2**53]),
    ],
)
def test_an_atom_takes_what_its_field_may_hold_and_nothing_beside_it(
    atom: Any, taken: list[Any], refused: list[Any]
) -> None:
    for value in taken:
        assert msgspec.convert(value, atom) == value
    for value in refused:
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(value, atom)


def test_a_shape_takes_no_field_that_it_does_not_know_and_leaves_out_defaults() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"file": "a.xlsx", "sha256": DIGEST, "size": 1}, Source)

    class Told(Shape, frozen=True, kw_only=True):
        line: str = ""

    assert msgspec.to_builtins(Told()) == {}


def test_what_was_said_is_one_and_the_same_in_every_copy() -> None:
    said = Evidence(name="照片.jpg", sha256=DIGEST, size=1)
    assert deepcopy([said])[0] is said
    with pytest.raises(AttributeError):
        said.size = 2  # type: ignore[misc]  # frozen
