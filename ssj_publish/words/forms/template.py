"""An empty form: each field with its label, whether it is needed, what to write and an example, from the shape
itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import inspect

from ssj_publish.core.shapes import Shape
from ssj_publish.words import labels
from ssj_publish.words.forms import examples
from ssj_publish.words.forms.notes import NEEDS, NOTES
from ssj_publish.words.forms.types import fields
from ssj_publish.words.forms.values import listed, named

_HEAD = "# 填在冒号后面（英文冒号，空一格）；不填的留空。代码写中文或英文都可以，日期写成 2025-04-10。\n"
#: So many codes stand in one line.
_INLINE = 4


def template(shape: type[Shape]) -> str:
    """The form for ``shape`` in YAML. What is optional, or has parts, stands behind ``# `` until it is wanted."""
    return _HEAD + "".join("\n" + "".join(_field(shape, field)) for field in fields(shape))


def filled(shape: type[Shape]) -> str:
    """The form with every field filled by its example: what the template shows, uncommented."""
    return "".join(f"{one.encode_name}:{_block(examples.of(shape, one.encode_name))}" for one in fields(shape))


def _field(shape: type[Shape], field: inspect.Field) -> Iterator[str]:
    name, example = field.encode_name, examples.of(shape, field.encode_name)
    need = "必填" if field.required else _of(NEEDS, shape, field.name) or "可省略"
    told = _told(shape, field.name)
    mark = "" if field.required else "# "
    yield f"# {labels.field(shape, field.name)}（{need}）{'：' + told if told else ''}"
    if not isinstance(example, dict | list):
        yield f"，如 {example}\n"
        table = labels.codes(shape, field.name) or {}
        yield from (f"#   · {named(*one)}\n" for one in table.items() if len(table) > _INLINE)
        yield f"{mark}{name}: \n"
        return
    yield "。写法：\n"
    yield from (f"#   · {line}\n" for line in _parts(shape, field.name))
    yield f"{mark}{name}:\n"
    yield from (f"# {line}\n" for line in _lines(example, 1))


def _told(shape: type[Shape], name: str) -> str:
    """What to know, and which words a code has."""
    table = labels.codes(shape, name)
    choices = listed(table) if table and len(table) <= _INLINE else ""
    return "；".join(part for part in (_of(NOTES, shape, name), choices) if part)


def _of(table: Mapping[str, str], shape: type[Shape], name: str) -> str:
    return table.get(f"{shape.__name__}.{name}") or table.get(name) or ""


def _parts(shape: type[Shape], name: str) -> Iterator[str]:
    """What the parts of a field are called."""
    inside = labels.inner(shape, name)
    if inside is None:
        return
    for part in fields(inside):
        told = _told(inside, part.name)
        need = "" if part.required else "（可省略）"
        yield f"{part.encode_name} {labels.field(inside, part.name)}{need}{'：' + told if told else ''}"


def _block(example: Any) -> str:
    if isinstance(example, dict | list):
        return "\n" + "".join(f"{line}\n" for line in _lines(example, 1))
    return f" {example}\n"


def _lines(example: Any, depth: int) -> Iterator[str]:
    """An example in block style, ``depth`` levels in."""
    pad = "  " * depth
    if isinstance(example, list):
        for one in example:
            if isinstance(one, dict):
                inner = list(_lines(one, depth + 1))
                yield f"{pad}- {inner[0].lstrip()}"
                yield from inner[1:]
            else:
                yield f"{pad}- {one}"
        return
    for key, one in example.items():
        if isinstance(one, dict | list):
            yield f"{pad}{key}:"
            yield from _lines(one, depth + 1)
        else:
            yield f"{pad}{key}: {one}"
