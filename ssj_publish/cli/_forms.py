"""Forms: small YAML files that people write by hand. What is in them `words.forms` reads; here they become plain data.

A text stays the text that was typed: what a field may hold decides what it means, not YAML's guess (``2025-04-10``,
``否``, ``0123`` and ``12:30`` are all texts). Where a thing stands in the file is kept for the faults.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ssj_publish import errors
from ssj_publish.core.shapes import Shape
from ssj_publish.words.forms import faults, reading
from ssj_publish.words.forms.faults import Fault
from ssj_publish.words.forms.reading import Spot
from ssj_publish.words.forms.template import template as template

S = TypeVar("S", bound=Shape)
_MAX_BYTES = 1 << 20
#: No form of ours is deeper.
_MAX_DEPTH = 32
_EMPTY = {"", "~", "null", "Null", "NULL"}
_YAML = "tag:yaml.org,2002:"
_TAGS = {
    f"{_YAML}{one}" for one in ("null", "bool", "int", "float", "str", "timestamp", "seq", "map", "merge", "value")
}
#: A key before a full-width colon, at the beginning of a line.
_WIDE = re.compile(r"^[ \t\u3000]*(?:- +)?[\w\u4e00-\u9fff]{1,20}：")
_TABBED = re.compile(r"^ *\t")


@dataclass(frozen=True, slots=True)
class Form:
    """A form's file: its name, what is in it as plain data, and where each thing stands."""

    name: str
    data: Any
    spot: Spot


def load(path: Path) -> Form:
    """An ordinary YAML file; UTF-8, with or without BOM. Raises `errors.FormUnreadable` and `errors.FormWrong`."""
    data = path.read_bytes()
    if len(data) > _MAX_BYTES:
        raise errors.FormUnreadable(file=path.name, reason="文件超过 1 MiB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise errors.FormUnreadable(file=path.name, reason="不是 UTF-8 编码，请另存为 UTF-8") from None
    try:
        node = yaml.compose(text, Loader=_Loader)
        found, spot = _plain(node, 0) if node is not None else (None, Spot(1))
    except yaml.YAMLError as fault:
        raise _refusal(path.name, Shape, tuple(_typing(text)) or _syntax(fault)) from None
    except _Unfit as fault:
        raise _refusal(path.name, Shape, (Fault(fault.code, Shape, line=fault.line),)) from None
    except RecursionError:
        raise errors.FormUnreadable(file=path.name, reason="嵌套过深") from None
    typing = tuple(_typing(text)) if not isinstance(found, dict) else ()
    if typing:
        raise _refusal(path.name, Shape, typing)
    return Form(path.name, found, spot)


def read(path: Path, shape: type[S], named: Callable[[Any], Any] = lambda raw: raw) -> S:
    """The body that the form in ``path`` describes, its short names made full by ``named``.

    Raises as `load` does; `errors.FormWrong` holds every fault.
    """
    form = load(path)
    return fit(form, shape, named(reading.renamed(form.data, shape, form.spot)))


def fit(form: Form, shape: type[S], raw: Any) -> S:
    """``raw``, which comes from ``form``, as a body; `errors.FormWrong` holds every fault."""
    found, wrong = reading.read(shape, raw, form.spot)
    if found is None:
        raise _refusal(form.name, shape, wrong)
    return found


def _refusal(file: str, shape: type[Shape], wrong: tuple[Fault, ...]) -> errors.FormWrong:
    ordered = tuple(sorted(wrong, key=lambda one: one.line or 0))
    return errors.FormWrong(
        file=file, count=len(ordered), listed=faults.listed(ordered), faults=[one.told() for one in ordered]
    )


class _Loader(yaml.SafeLoader):
    """A form has no use for aliases, which can nest without end."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise _Unfit("alias", self.peek_event().start_mark.line + 1)  # type: ignore[no-untyped-call]
        return super().compose_node(parent, index)


class _Unfit(Exception):
    """Something that a form does not use: ``code`` of a fault, ``line``."""

    def __init__(self, code: str, line: int) -> None:
        super().__init__(code)
        self.code = code
        self.line = line


def _plain(node: Node, depth: int) -> tuple[Any, Spot]:
    """A node as plain data, and where it stands; a text that was typed stays as it is."""
    spot = Spot(node.start_mark.line + 1)
    if node.tag not in _TAGS:
        raise _Unfit("tag", spot.line)
    if depth > _MAX_DEPTH:
        raise RecursionError
    if isinstance(node, SequenceNode):
        items = [_plain(one, depth + 1) for one in node.value]
        spot.inside.update(enumerate(found for _, found in items))
        return [value for value, _ in items], spot
    if isinstance(node, MappingNode):
        return _mapping(node, spot, depth), spot
    if getattr(node, "style", None) is None and node.value in _EMPTY:
        return None, spot
    return node.value, spot


def _mapping(node: MappingNode, spot: Spot, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            raise _Unfit("syntax", key.start_mark.line + 1)
        line = key.start_mark.line + 1
        if key.value in found:
            spot.repeated.append((key.value, line))
        found[key.value], inside = _plain(value, depth + 1)
        inside.line = line
        spot.inside[key.value] = inside
    return found


def _typing(text: str) -> Iterator[Fault]:
    """What an input method puts in where YAML wants something else."""
    for number, line in enumerate(text.splitlines(), 1):
        if _WIDE.match(line):
            yield Fault("colon", Shape, line=number)
        if _TABBED.match(line):
            yield Fault("tab", Shape, line=number)


def _syntax(fault: yaml.YAMLError) -> tuple[Fault, ...]:
    mark = getattr(fault, "problem_mark", None)
    return (Fault("syntax", Shape, line=mark.line + 1 if mark is not None else None),)
