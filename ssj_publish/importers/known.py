"""Whom and what the ledger knows, for tables that name them: ids by id and by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final
from unicodedata import normalize

from ssj_publish import errors
from ssj_publish.core.kinds.inspection import Result, SealProof, Visit
from ssj_publish.core.kinds.registers import Item
from ssj_publish.importers import cells
from ssj_publish.importers.faults import Trouble, Value

_BESIDE: Final = re.compile(r"([A-Za-z0-9._-]+)\s+(.+)|(.+?)\s*\(([A-Za-z0-9._-]+)\)")


class Names:
    """Entries of a register by id or, where only one has it, by name."""

    def __init__(self, entries: Iterable[Any]) -> None:
        """``entries`` have an ``id`` and a ``name``."""
        self.names = {one.id: one.name for one in entries}
        self._ids: dict[str, list[str]] = {}
        for id_, name in self.names.items():
            self._ids.setdefault(cells.twin(name), []).append(id_)

    def one(self, value: Value) -> str:
        """The id meant by a cell. Raises `Trouble`."""
        written = cells.name(value)
        if (id_ := cells.folded(value)) in self.names:
            return id_
        if (both := self._both(cells.line(value))) is not None:
            return both
        found = self._ids.get(cells.twin(written), [])
        if len(found) > 1:
            raise Trouble("name-several", name=written, known="、".join(found[:10]))
        if not found:
            near = get_close_matches(written, self.names.values(), 1, 0.6)
            hint = next((f"{id_} {name}" for id_, name in self.names.items() if near and name == near[0]), "（无）")
            raise Trouble("name-unknown", name=written, near=hint)
        return found[0]

    def _both(self, text: str) -> str | None:
        """The id where it stands beside its own name: ``DX-1 第一中学``, ``第一中学（DX-1）``."""
        match = _BESIDE.fullmatch(normalize("NFKC", text))
        if match is None:
            return None
        id_, name = cells.folded(match[1] or match[4]), match[2] or match[3]
        return id_ if id_ in self.names and cells.twin(name) == cells.twin(self.names[id_]) else None

    def people(self, value: Value) -> tuple[str, ...]:
        """The ids meant by a cell with a list of people. Raises `Trouble`."""
        return tuple(dict.fromkeys(map(self.one, cells.people(value))))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw with visits to record: its id, the items, who was drawn with which team, and the proofs of a sealed
    one."""

    draw: str
    items: tuple[str, ...]
    teams: Mapping[str, tuple[str, ...]]
    proofs: Mapping[str, SealProof] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What tables of visits and results may name. ``tasks`` holds the draws in force by task; ``record`` gives the id
    of a record by its number or the beginning of its id, or raises `errors.RecordNotFound` or `errors.RecordAmbiguous`;
    ``there`` are the visits and results of the ledger, as they stand."""

    bodies: Names
    inspectors: Names
    items: Mapping[str, Item]
    tasks: Mapping[str, Drawn]
    record: Callable[[str], str]
    there: Mapping[str, Visit | Result] = field(default_factory=dict)

    def numbered(self, value: Value) -> str:
        """The id of the record that a cell names. Raises `Trouble`."""
        text = cells.token(value)
        try:
            return self.record(text)
        except errors.RecordNotFound:
            raise Trouble("record-unknown", text=text) from None
        except errors.RecordAmbiguous:
            raise Trouble("record-several", text=text) from None

    @property
    def item_names(self) -> dict[str, str]:
        """Names of the items by id."""
        return {id_: one.name for id_, one in self.items.items()}
