"""Columns for records: the fields of a shape as heads, and a row as the form that it stands for.

A group's fields have columns of their own, named by the way to them (``trigger.kind``). What a cell may hold is decided
where the forms decide it (`words.forms.reading`), so that a workbook and a form take the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final, TypeVar

from ssj_publish.core import vocabulary
from ssj_publish.core.shapes import Shape
from ssj_publish.core.vocabulary import Field
from ssj_publish.importers import cells, measures
from ssj_publish.importers.faults import Trouble, Value
from ssj_publish.importers.heads import Column
from ssj_publish.importers.reading import Row
from ssj_publish.words import labels
from ssj_publish.words.forms import faults, reading
from ssj_publish.words.forms.faults import Fault

S = TypeVar("S", bound=Shape)

_CLOCK: Final = re.compile(r"([0-2]?\d)[:：时]([0-5]\d)(?:[:：分][0-5]?\d)?秒?分?")


def told(shape: type[Shape], skip: Iterable[str] = ()) -> dict[str, Field]:
    """The fields of ``shape`` that a cell can hold, by the way to them; those in ``skip`` left out."""
    found: dict[str, Field] = {}
    for one in vocabulary.fields_of(shape):
        if one.name in skip:
            continue
        if one.type != "group":
            found[one.name] = one
        elif not one.many:
            found |= {f"{one.name}.{inner.name}": inner for inner in one.fields if inner.type != "group"}
    return found


def columns(
    shape: type[Shape], heads: Mapping[str, str], required: Iterable[str] = (), skip: Iterable[str] = ()
) -> tuple[Column, ...]:
    """A column for each field that `told` gives. ``heads`` are those in use, by field, the usual one first and blanks
    between; a field that has none there bears its label."""
    return tuple(
        Column(name, tuple(heads.get(name, _label(shape, name)).split()), name in required, day=one.type == "day")
        for name, one in told(shape, skip).items()
    )


def form(row: Row, fields: Mapping[str, Field], day: date | None = None) -> dict[str, Any]:
    """What the row says of ``fields``, as a form would; a time of the clock alone is one of ``day``."""
    found: dict[str, Any] = {}
    for name, one in fields.items():
        text = row.take(name, _reader(one, day))
        if text is None:
            continue
        *groups, last = name.split(".")
        inside = found
        for group in groups:
            inside = inside.setdefault(group, {})
        inside[last] = list(cells.names(text)) if one.many and one.of else text
    return found


def read(row: Row, shape: type[S], raw: Mapping[str, Any]) -> S | None:
    """The body that ``raw`` describes; what is wrong with it is told of the row's cells."""
    made, wrong = reading.read(shape, dict(raw))
    for one in wrong:
        _tell(row, one)
    return None if row.faulty else made


def _tell(row: Row, wrong: Fault) -> None:
    place = next(_places(wrong.path), "")
    field = next((one for one in _places(wrong.path) if row.has(one)), None)
    if field is not None and row.faulty_at(field):
        return
    if wrong.code == "missing" and field is not None:
        row.fault("blank", field)
    elif wrong.code == "missing":
        row.fault("field-absent", wanted=_label(wrong.shape, place))
    elif field is not None:
        row.fault("form", field, told=faults.FAULTS[wrong.code].format(**wrong.data))
    else:
        row.fault("form", told=faults.sentence(replace(wrong, line=None)))


def _places(path: tuple[str, ...]) -> Iterator[str]:
    """The columns that a fault's path may be about, the most telling one first."""
    for end in range(len(path), 0, -1):
        yield ".".join(path[:end])


def _label(shape: type[Shape], name: str) -> str:
    """The labels on the way; 检查通知 and 通知文号 are one 检查通知文号."""
    whole = ""
    for one in labels.way(shape, name.split(".")):
        if not one.startswith("第 "):
            overlap = next((size for size in range(len(one), 0, -1) if whole.endswith(one[:size])), 0)
            whole += one[overlap:]
    return whole


def _reader(one: Field, day: date | None) -> Callable[[Value], str]:
    if one.type == "day":
        return lambda value: measures.recent(value).isoformat()
    if one.type == "moment":
        return lambda value: _moment(value, day)
    if one.type in ("id", "digest", "number", "boolean", "code"):
        return cells.line
    return cells.text


def _moment(value: Value, day: date | None) -> str:
    """A moment as forms write it, from a date cell with a time, ``2025-04-10 9:30``, or a time of the clock."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float) and 0 <= value < 1:  # a spreadsheet's time of day is a part of it
        minutes = round(value * 24 * 60)
        value = f"{minutes // 60}:{minutes % 60:02}"
    text = cells.line(value)
    match = _CLOCK.fullmatch(text)
    if match is None:
        return text
    if day is None or int(match[1]) > 23:
        raise Trouble("clock-alone")
    return f"{day.isoformat()} {int(match[1]):02}:{match[2]}"
