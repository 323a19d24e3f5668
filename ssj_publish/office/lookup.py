"""Things by the names that people have for them: a record's number, the beginning of its id, a body's or a person's
name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from ssj_publish import errors
from ssj_publish.core import vocabulary
from ssj_publish.core.clock import moment
from ssj_publish.core.entry import parse_record_name
from ssj_publish.core.kinds.inspection import Result, Visit
from ssj_publish.core.records import Record
from ssj_publish.core.register import Register, T
from ssj_publish.core.shapes import Shape
from ssj_publish.core.state import State
from ssj_publish.words import labels

#: The beginning of an id that is long enough to be meant as one.
_PREFIX: Final = re.compile(r"[0-9a-f]{4,64}")
_NUMBER: Final = re.compile(r"[0-9]{1,6}")
#: How many candidates an error lists.
_LISTED: Final = 10


def record(state: State, text: str) -> Record:
    """The record meant by ``text``: its number (``550``, ``000550``, ``000550.yaml``), its id, or the id's beginning.

    Up to six digits are a number, at least four hex digits otherwise the beginning of an id. Raises
    `errors.RecordNotFound`, and `errors.RecordAmbiguous` with the candidates.
    """
    wanted = _file(text.strip()).lower()
    if _NUMBER.fullmatch(wanted) and 0 < int(wanted) <= len(state.records):
        return state.record_at(int(wanted))
    found = [id_ for id_ in state.records if id_.startswith(wanted)] if _PREFIX.fullmatch(wanted) else []
    if not found:
        raise errors.RecordNotFound(text=text)
    if len(found) > 1:
        told = "；".join(telling(state, state.records[id_]) for id_ in found[:_LISTED])
        raise errors.RecordAmbiguous(text=text, count=len(found), candidates=told)
    return state.records[found[0]]


def _file(text: str) -> str:
    """The number in a record's file name, with its folder or without; any other text as it is."""
    seq = parse_record_name(text)
    return str(seq) if seq is not None else text.removesuffix(".yaml")


def body(state: State, text: str) -> str:
    """The id of the supervised body with this id or, where only one has it, this name.

    A name that nobody has comes back as it is: the rules say what is wrong with it. Raises `errors.NameAmbiguous`.
    """
    return _entry(state.bodies, text)


def inspector(state: State, text: str) -> str:
    """As `body`, for inspectors."""
    return _entry(state.inspectors, text)


def task(state: State, text: str) -> str:
    """The id of the planned task with this id or, where only one has it, this name.

    A name that no task has comes back as it is, as for `body`. Raises `errors.NameAmbiguous`.
    """
    wanted = text.strip()
    if wanted in state.tasks:
        return wanted
    return _only(wanted, [id_ for id_, one in state.tasks.items() if one.task.name == wanted]) or text


def resolved(state: State, shape: type[Shape], raw: Any) -> Any:
    """A form's content with full ids for whatever short names stand in it; what is no text stays as it is.

    Raises as `record` and `body` do.
    """
    if not isinstance(raw, dict):
        return raw
    named: Mapping[str, Callable[[State, str], str]] = {
        "records": lambda state, text: record(state, text).id,
        "bodies": body,
        "inspectors": inspector,
    }
    found = dict(raw)
    for field in vocabulary.fields_of(shape):
        full = named.get(field.of or "")
        value = found.get(field.name)
        if field.fields and isinstance(value, list):
            found[field.name] = [_inner(state, named, field, one) for one in value]
        if full is not None and value is not None:
            told = [_full(state, full, one) for one in value] if isinstance(value, list) else _full(state, full, value)
            found[field.name] = told
    return found


def _inner(state: State, named: Mapping[str, Callable[[State, str], str]], group: vocabulary.Field, raw: Any) -> Any:
    """One group of a list, its names made full as `resolved` does; a field may stand there by its label."""
    if not isinstance(raw, dict):
        return raw
    full: dict[str, Callable[[State, str], str]] = {}
    for one in group.fields:
        if one.of is not None and one.of in named and not one.many:
            label = labels.FIELDS.get(f"{group.shape}.{one.name}", labels.FIELDS[one.name])
            full |= {one.name: named[one.of], label: named[one.of]}
    return {key: _full(state, full[key], value) if key in full else value for key, value in raw.items()}


def find(state: State, words: Iterable[str]) -> list[Record]:
    """The records about which all ``words`` hold, oldest first: a number, a kind, a day, a body's id or name, an id."""
    wanted = [word.lower() for word in words]
    return [state.records[id_] for id_, told in _told(state) if all(word in told for word in wanted)]


def telling(state: State, one: Record) -> str:
    """A record in a line: number, kind, day, whom it is about."""
    return _line(one.seq, one.kind, one.time, subject(state, one))


def subject(state: State, one: Record) -> tuple[str, ...]:
    """Id and name of the body, or the task, year or title, that a record is about; nothing where it is about none."""
    said = one.body
    if (visit := state.visits.get(getattr(said, "visit", None) or "")) is not None:
        said = visit.visit
    id_ = getattr(said, "body", None)
    if isinstance(id_, str):
        return _named(state, id_)
    draw = state.draws.get(getattr(said, "draw", None) or "")
    about = (draw.commit.task if draw is not None else None, *(getattr(said, name, None) for name in _ABOUT))
    return tuple(str(value) for value in about if value)[:1]


_ABOUT: Final = ("task", "case", "title", "year", "reason", "document")


def _told(state: State) -> Iterator[tuple[str, str]]:
    """Each record's id, and all that it is found by. Visits and results, of which there are most, are not opened for
    it."""
    for seq, id_ in enumerate(state.records, 1):
        if id_ in state.visits:
            kind, about = Visit.KIND.name, _named(state, state.visits.brief(id_).body)
        elif id_ in state.results:
            visit = state.results.brief(id_).visit
            kind, about = Result.KIND.name, _named(state, state.visits.brief(visit).body)
        else:
            one = state.records[id_]
            kind, about = one.kind, subject(state, one)
        yield id_, f"{_line(seq, kind, moment(state.moments[seq - 1]), about)} {kind} {id_}".lower()


def _line(seq: int, kind: str, time: datetime, subject: Iterable[str]) -> str:
    return " ".join((f"{seq:06d}", labels.KINDS[kind], f"{time:%Y-%m-%d}", *subject))


def _named(state: State, body: str) -> tuple[str, ...]:
    known = state.bodies.latest(body)
    return (body, known.name) if known is not None else (body,)


def _entry(register: Register[T], text: str) -> str:
    wanted = text.strip()
    if wanted in register.history:
        return wanted
    return _only(wanted, [one.id for one in register.current.values() if one.name == wanted]) or text


def _only(name: str, ids: list[str]) -> str | None:
    """The id of the only one of this name, None if there is none."""
    if len(ids) > 1:
        raise errors.NameAmbiguous(text=name, count=len(ids), candidates="、".join(sorted(ids)[:_LISTED]))
    return ids[0] if ids else None


def _full(state: State, named: Callable[[State, str], str], value: Any) -> Any:
    return named(state, str(value)) if isinstance(value, str | int) else value
