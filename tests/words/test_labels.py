"""Every code that a record can hold has a Chinese name, and no name stands for a code that is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.registers import Body, Inspector, Item
from ssj_publish.core.reading import deadlines
from ssj_publish.core.rules.casework import AFTER
from ssj_publish.core.shapes import Shape
from ssj_publish.words import labels

#: Shape and field → the table that names its codes; None for the version marks, which are shown as they are.
TABLES: dict[tuple[str, str], Mapping[Any, str] | None] = {
    ("Genesis", "format"): None,
    ("DrawCommit", "algorithm"): None,
    ("Role", "type"): labels.ROLE_TYPES,
    ("Item", "category"): labels.CATEGORIES,
    ("Item", "methods"): labels.METHODS,
    ("Visit", "method"): labels.METHODS,
    ("Basis", "level"): labels.BASIS_LEVELS,
    ("Body", "state"): labels.BODY_STATES,
    ("Body", "capped"): labels.CAPPED,
    ("Recusal", "ground"): labels.GROUNDS,
    ("Exclusion", "reason"): labels.EXCLUSIONS,
    ("BeaconRound", "fallback"): labels.FALLBACKS,
    ("Lotteries", "fallback"): labels.FALLBACKS,
    ("LotteryIssue", "game"): labels.LOTTERIES,
    ("DrawVoid", "reason"): labels.VOID_REASONS,
    ("Substitution", "reason"): labels.SUBSTITUTIONS,
    ("Result", "code"): labels.RESULTS,
    ("Check", "outcome"): labels.CHECKS,
    ("Trigger", "kind"): labels.TRIGGERS,
    ("CaseOpen", "form"): labels.FORMS,
    ("CaseDecision", "decision"): labels.DECISIONS,
    ("CaseDecision", "severity"): labels.SEVERITIES,
    ("Supervision", "level"): labels.LEVELS,
    ("KeyRevocation", "cause"): labels.CAUSES,
    ("Withholding", "ground"): labels.WITHHOLDINGS,
}


def parts(hint: Any) -> Iterator[Any]:
    """``hint`` and all that it is made of."""
    yield hint
    if get_origin(hint) is not Literal:
        for part in get_args(hint):
            yield from parts(part)


def shapes() -> Iterator[type[Shape]]:
    """Every shape in a record, once."""
    waiting, seen = list(KINDS.values()), set()
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
    assert CODES.keys() == TABLES.keys()


@pytest.mark.parametrize(("shape", "field"), [place for place, names in TABLES.items() if names is not None])
def test_codes_and_labels_are_one_to_one(shape: str, field: str) -> None:
    names = TABLES[shape, field]
    assert names is not None
    assert names.keys() == CODES[shape, field]
    assert len(set(names.values())) == len(names)


def test_kinds_stages_and_dues_are_named() -> None:
    assert labels.KINDS.keys() == KINDS.keys()
    assert labels.STAGES.keys() == {"opened", *AFTER}
    assert labels.DUES.keys() == set(get_args(deadlines.What))


def test_fields_that_can_change_are_named() -> None:
    """A register's history tells what an entry changed, field by field."""
    fields = {field for shape in (Item, Body, Inspector) for field in shape.__struct_fields__} - {"id"}
    assert labels.FIELDS.keys() == fields


def test_labels_are_chinese_for_people() -> None:
    tables = [table for name, table in vars(labels).items() if name.isupper() and name != "ALGORITHMS"]
    assert tables
    for table in tables:
        for code, label in table.items():
            assert label.strip() == label, code
            assert any("一" <= letter <= "鿿" for letter in label), code
