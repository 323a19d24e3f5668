"""Every code that a record can hold has a Chinese name, and no name stands for a code that is gone."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.plan import Task
from ssj_publish.core.kinds.registers import Body, Inspector, Item
from ssj_publish.core.reading import deadlines, scope
from ssj_publish.core.rules.casework import FOLLOWS
from ssj_publish.core.shapes import Shape
from ssj_publish.importers import heads
from ssj_publish.words import labels

#: Tables of tables, and version marks, which are shown as they are.
PLACED = {"CODES", "ALSO"}
VERSIONS = {"ALGORITHMS", "FORMATS"}


def parts(hint: Any) -> Iterator[Any]:
    """``hint`` and all that it is made of."""
    yield hint
    if get_origin(hint) is not Literal:
        for part in get_args(hint):
            yield from parts(part)


def shapes() -> Iterator[type[Shape]]:
    """Every shape in a record, once."""
    waiting: list[type[Shape]] = list(KINDS.values())
    seen: set[type[Shape]] = set()
    while waiting:
        shape = waiting.pop()
        if shape in seen:
            continue
        seen.add(shape)
        yield shape
        for hint in get_type_hints(shape).values():
            waiting += [part for part in parts(hint) if isinstance(part, type) and issubclass(part, Shape)]


CODES = {
    (shape.__name__, field): frozenset(
        code for part in parts(hint) if get_origin(part) is Literal for code in get_args(part)
    )
    for shape in shapes()
    for field, hint in get_type_hints(shape).items()
}
CODES = {place: codes for place, codes in CODES.items() if codes}


def test_the_walk_finds_codes_inside_unions_and_tuples() -> None:
    assert get_origin(get_type_hints(KINDS["case-decision"])["severity"]) in (Union, UnionType)
    assert CODES["CaseDecision", "severity"] == {"minor", "general", "serious"}
    assert CODES["Item", "methods"] == {"on-site", "written", "online"}


def test_every_coded_field_has_its_table() -> None:
    named = {f"{shape}.{field}" for shape, field in CODES}
    assert not named - labels.CODES.keys(), "codes without labels (words/labels/codes.py)"
    assert not labels.CODES.keys() - named, "labels of codes that are gone"


@pytest.mark.parametrize(("shape", "field"), CODES, ids=".".join)
def test_codes_and_labels_are_one_to_one(shape: str, field: str) -> None:
    names = labels.CODES[f"{shape}.{field}"]
    assert names.keys() == CODES[shape, field]
    assert len(set(names.values())) == len(names)


def test_further_words_stand_for_codes_and_for_one_only() -> None:
    for place, words in labels.ALSO.items():
        table = labels.CODES[place]
        assert set(words.values()) <= table.keys(), place
        assert not words.keys() & {*table, *table.values()}, place


def test_every_field_has_its_label() -> None:
    fields = [(shape, name) for shape in shapes() for name in shape.__struct_fields__]
    without = [
        f"{shape.__name__}.{name}"
        for shape, name in fields
        if not {f"{shape.__name__}.{name}", name} & labels.FIELDS.keys()
    ]
    assert not without, f"fields without a label (words/labels/fields.py): {without}"
    known = {key for shape, name in fields for key in (name, f"{shape.__name__}.{name}")}
    assert not labels.FIELDS.keys() - known, "labels of fields that are gone"


def test_the_fields_of_a_shape_have_different_labels() -> None:
    for shape in shapes():
        named = [labels.field(shape, name) for name in shape.__struct_fields__]
        assert len(set(named)) == len(named), shape


def test_kinds_stages_and_dues_are_named() -> None:
    assert labels.KINDS.keys() == KINDS.keys()
    assert labels.STAGES.keys() == {"annulled", *(stage for stage, _ in FOLLOWS)}
    assert labels.DUES.keys() == set(get_args(deadlines.What))
    assert labels.LEAVINGS.keys() == set(get_args(scope.Leaving))


#: Labels that no head of a workbook is: a table says these in its own terms.
OWN_TERMS = {("Item", "name"), ("Task", "directed"), ("Body", "branch_of")}


@pytest.mark.parametrize(
    ("shape", "columns"),
    [(Item, heads.ITEMS), (Body, heads.BODIES), (Inspector, heads.INSPECTORS), (Task, heads.plans("A"))],
)
def test_workbooks_may_head_their_columns_with_the_labels(
    shape: type[Shape], columns: tuple[heads.Column, ...]
) -> None:
    for column in columns:
        if column.field in shape.__struct_fields__ and (shape.__name__, column.field) not in OWN_TERMS:
            assert heads.normalized(labels.field(shape, column.field)) in column.heads


def test_labels_are_chinese_for_people() -> None:
    tables = [table for name, table in vars(labels).items() if name.isupper() and name not in PLACED | VERSIONS]
    assert tables
    for table in tables:
        for code, label in table.items():
            assert label.strip() == label, code
            assert any("一" <= letter <= "鿿" for letter in label), code
