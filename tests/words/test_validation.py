"""msgspec's sentences in Chinese: each sort that a shape of ours can bring out of it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

import msgspec
import pytest

from ssj_publish.core.kinds import KINDS
from ssj_publish.core.shapes import Base64, Day, Digest, Hex, Id, Line, Moment, Positive, Shape, Text, Year
from ssj_publish.words.validation import chinese

BAD = [
    None,
    0,
    -1,
    2**70,
    1.5,
    True,
    "",
    " x",
    "甲",
    "a\nb",
    "x" * 30_000,
    [],
    [1],
    {},
    {"a": 1},
    {1: 2},
    b"\x00",
    date(2025, 1, 1),
]
ATOMS: list[Any] = [
    Id,
    Digest,
    Hex,
    Base64,
    Line,
    Text,
    Day,
    Moment,
    Positive,
    Year,
    bool,
    tuple[Id, ...],
    Line | None,
    dict[str, Id],
]
ENGLISH = re.compile(r"\b(Expected|Invalid|Object|got|matching|regex|length|value|encoded|field|with)\b")


def said(raw: Any, type_: Any) -> str | None:
    try:
        msgspec.convert(raw, type_)
    except msgspec.ValidationError as fault:
        return str(fault)
    return None


@pytest.mark.parametrize("raw", BAD, ids=lambda raw: repr(raw)[:20])
def test_no_fault_of_an_atom_stays_english(raw: Any) -> None:
    for atom in ATOMS:
        several = tuple[atom, ...]  # type: ignore[valid-type]  # a type at run time
        for reason in (said(raw, atom), said([raw], several)):
            if reason is not None:
                assert not ENGLISH.search(chinese(reason)), reason


@pytest.mark.parametrize("kind", KINDS)
def test_no_fault_of_a_kind_stays_english(kind: str) -> None:
    shape = KINDS[kind]
    for raw in BAD:
        for form in (raw, {shape.__struct_encode_fields__[0]: raw}, {"unheard": raw}):
            reason = said(form, shape)
            if reason is not None:
                assert not ENGLISH.search(chinese(reason, shape)), reason


def test_the_place_is_told_in_labels() -> None:
    visit = KINDS["visit"]
    assert chinese("Expected `int`, got `str` - at `$.evidence[1].size`", visit) == (
        "证据文件的第 2 项的字节数（evidence[1].size）应为整数，却是文字"
    )
    assert chinese("Object missing required field `seq`") == "缺少“seq”"


def test_what_is_not_msgspecs_stays() -> None:
    assert chinese("签名没有按次序排列") == "签名没有按次序排列"


def test_each_pattern_is_known_for_what_it_allows() -> None:
    for atom in (Id, Digest, Hex, Base64, Line, Text):
        reason = said("\n", atom)
        assert reason is not None
        assert "写法不对" not in chinese(reason)


def test_an_unknown_pattern_is_still_no_english() -> None:
    odd = Annotated[str, msgspec.Meta(pattern="^[x]$")]
    assert chinese(str(said("y", odd))) == "写法不对"
    assert chinese(str(said("2025-01-01T00:00:00", Annotated[datetime, msgspec.Meta(tz=True)]))) == "时间缺少时区"
    assert issubclass(KINDS["visit"], Shape)
