"""A built site as a test reads it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zipfile import ZipFile

BLANK = re.compile(r"\s+")


class Reader(HTMLParser):
    """What a test asks of a page: its tags with their attributes, its text, its ids and links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute of {tag} stands twice"
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def named(self, *tags: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in tags]

    @cached_property
    def text(self) -> str:
        return BLANK.sub(" ", "".join(self.words))

    @cached_property
    def ids(self) -> list[str]:
        return [found for _, attrs in self.tags if (found := attrs.get("id"))]

    @cached_property
    def links(self) -> list[str]:
        return [found for _, attrs in self.tags for name in ("href", "src") if (found := attrs.get(name)) is not None]

    @cached_property
    def metas(self) -> dict[str, str]:
        return {attrs["name"] or "": attrs.get("content") or "" for attrs in self.named("meta") if "name" in attrs}


@dataclass
class Built:
    """A built site's folder, read at need."""

    folder: Path
    _read: dict[str, Reader] = field(default_factory=dict)

    @cached_property
    def files(self) -> dict[str, bytes]:
        found = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}

    @property
    def pages(self) -> list[str]:
        return [name for name in self.files if name.endswith(".html")]

    @cached_property
    def sorts(self) -> tuple[str, ...]:
        """One page of each sort: all at the top, and of each folder its list, and its largest page and largest form.
        Not the page for addresses that lead nowhere: only a server shows it."""
        largest: dict[tuple[str, str], str] = {}
        for name in sorted(set(self.pages) - {"404.html"}):
            folder, _, file = name.rpartition("/")
            sort = file if not folder or file == "index.html" else "form" if file.endswith("-form.html") else ""
            if len(self.files[name]) >= len(self.files[largest.setdefault((folder, sort), name)]):
                largest[folder, sort] = name
        return tuple(largest.values())

    def page(self, name: str) -> Reader:
        if name not in self._read:
            self._read[name] = Reader(self.files[name].decode())
        return self._read[name]

    def text(self, name: str) -> str:
        return self.page(name).text

    def texts(self, wanted: Callable[[str], bool] = lambda _: True) -> Iterator[tuple[str, str]]:
        """Every file as text, and every member of every archive and workbook; those with a ``wanted`` name, and no
        pictures; of a token (DER) and of tiles (hashes), what of it is text."""
        for name, data in self.files.items():
            if not wanted(name) or name.endswith(".ico"):
                continue
            if name.endswith(".tsr") or "/tile/" in name:
                yield name, data.decode("latin-1")
            elif name.endswith((".zip", ".xlsx")):
                with ZipFile(io.BytesIO(data)) as archive:
                    yield from ((f"{name}/{member}", archive.read(member).decode()) for member in archive.namelist())
            else:
                yield name, data.decode()


def until(tab: Any, true: str) -> None:
    """Wait till the expression ``true`` holds in the page; Playwright's own way evaluates text, which the policy
    forbids."""
    for _ in range(500):
        if tab.evaluate(true):
            return
        tab.wait_for_timeout(20)
    raise AssertionError(true)
