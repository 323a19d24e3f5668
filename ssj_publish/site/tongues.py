"""Which parts are in English, so that a screen reader does not read them as Chinese (WCAG 3.1.2): a Markdown extension
for prose, and the question itself for titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_CHINESE: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORD: Final = re.compile(r"[A-Za-z]{2,}")
#: What holds a sentence.
_BLOCKS: Final = frozenset({"p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"})
#: A name or a command is none.
_SENTENCE: Final = 4


def english(text: str) -> bool:
    """Whether a text is a sentence in English, without a Chinese character.

    >>> english("Supervision findings cannot be withdrawn."), english("SHA-256 of it"), english("见 one two three four")
    (True, False, False)
    """
    return not _CHINESE.search(text) and len(_WORD.findall(text)) >= _SENTENCE


def _spoken(element: Element) -> Iterator[str]:
    """The texts of an element, code left out."""
    if element.tag == "code":
        return
    yield element.text or ""
    for child in element:
        yield from _spoken(child)
        yield child.tail or ""


class _Marks(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in _BLOCKS and english(" ".join(_spoken(element))):
                element.set("lang", "en")


class Tongues(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's own name)
        md.treeprocessors.register(_Marks(md), "tongues", 4)
