"""What the sites that tests build have in common: prose is converted, a template compiled and an address drawn as a QR
code once and not for each site.

Each depends on its text and on settings alone, and is remembered by both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from types import CodeType
from typing import Any, ClassVar

import pelican.readers
import pytest
import segno
from jinja2 import Environment
from markdown import Markdown


class Converter(Markdown):
    """Markdown that knows what it has converted."""

    #: The HTML and the head lines, by the settings and the text.
    known: ClassVar[dict[tuple[str, str], tuple[str, dict[str, list[str]]]]] = {}
    #: The head lines of the text that was converted last, as Markdown's own extension leaves them.
    Meta: dict[str, list[str]]

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._settings = repr(settings)

    def convert(self, source: str) -> str:
        key = (self._settings, source)
        if key not in self.known:
            self.known[key] = (super().convert(source), self.Meta)
        html, self.Meta = self.known[key]
        return html


def compiled(compile_: Callable[..., CodeType]) -> Callable[..., CodeType]:
    """Jinja's ``Environment.compile`` that knows what it has compiled."""
    known: dict[tuple[Any, ...], CodeType] = {}

    def once(self: Environment, source: str, name: str | None = None, filename: str | None = None) -> CodeType:
        key = (source, name, filename, self.autoescape, self.trim_blocks, self.lstrip_blocks, *sorted(self.extensions))
        if key not in known:
            known[key] = compile_(self, source, name, filename)
        return known[key]

    return once


@pytest.fixture(scope="session", autouse=True)
def texts_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pelican.readers, "Markdown", Converter)
        patch.setattr(Environment, "compile", compiled(Environment.compile))
        patch.setattr(segno, "make_qr", lru_cache(maxsize=4096)(segno.make_qr))
        yield
