"""A register as it stands and as it stood, by position (protocol R9): entries by id, and every change with its
record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ssj_publish.core.kinds.registers import Body, Inspector, Item
from ssj_publish.core.records import Record

T = TypeVar("T", Item, Body, Inspector)


@dataclass(frozen=True, slots=True)
class Version(Generic[T]):
    """One state of an entry, from ``record`` on; ``value`` is None once it is removed, with the ``reason``."""

    record: Record
    value: T | None
    reason: str


@dataclass(slots=True)
class Register(Generic[T]):
    """``current`` holds what is in force now; ``history`` every version of every id, oldest first."""

    current: dict[str, T] = field(default_factory=dict)
    history: dict[str, list[Version[T]]] = field(default_factory=dict)
    changes: list[Record] = field(default_factory=list)

    def put(self, record: Record, value: T, reason: str) -> None:
        """Add or replace an entry."""
        self.current[value.id] = value
        self.history.setdefault(value.id, []).append(Version(record, value, reason))

    def remove(self, record: Record, id_: str, reason: str) -> None:
        """Take an entry out; its history stays."""
        del self.current[id_]
        self.history[id_].append(Version(record, None, reason))

    def latest(self, id_: str) -> T | None:
        """The entry, or its last state if it has been removed; None for an id that never was."""
        if id_ in self.current:
            return self.current[id_]
        values = (version.value for version in reversed(self.history.get(id_, [])))
        return next((value for value in values if value is not None), None)

    def as_of(self, id_: str, seq: int) -> T | None:
        """The entry as record number ``seq`` found it, or its last state before that; None if it came later."""
        past = (version.value for version in reversed(self.history.get(id_, [])) if version.record.seq <= seq)
        return next((value for value in past if value is not None), None)

    def at(self, seq: int) -> dict[str, T]:
        """The register as it stood once record number ``seq`` was written."""
        standing: dict[str, T] = {}
        for id_, versions in self.history.items():
            past = [version for version in versions if version.record.seq <= seq]
            if past and past[-1].value is not None:
                standing[id_] = past[-1].value
        return standing
