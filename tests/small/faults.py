"""Ways to tamper with the small ledger, each a patch anybody can apply, and whether the ledger then still holds.

A patch takes the first ``keep`` records (all, where there is none named) with the checkpoints over them, and makes its
``changes`` to files of ``ledger/``: a file's whole new ``text`` or ``base64``; a ``find`` that occurs once, and what to
``put`` there; or ``delete``. Whoever holds every key did it: what a fault does not name is signed and chained as it
should be.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

import msgspec

from ssj_publish import errors
from ssj_publish.core import encoding
from ssj_publish.core.entry import record_name
from ssj_publish.core.records import Record, Signature, Statement, form, parse, statement_bytes
from ssj_publish.core.replay import Replay, replay
from ssj_publish.core.shapes import Shape
from ssj_publish.office.desk import Step
from tests.bureau import TestSigner
from tests.small.play import Small, play

Change = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """One patch: its name, what must be said of it (None: it holds), where the protocol says so, and how it is made."""

    name: str
    reason: type[errors.NotVerified] | None
    see: str
    keep: int | None
    changes: tuple[Change, ...]


class Kit:
    """The records of the small ledger, and pens to write others."""

    def __init__(self, files: dict[str, bytes], world: Small | None = None) -> None:
        """``files`` are those of the published ledger's folder."""
        self.world = world or play()
        self.files = files
        self.faults: list[Fault] = []

    @cached_property
    def records(self) -> list[Record]:
        return [parse(one)[0] for one in self.world.entries]

    def seq(self, kind: str, number: int = 0) -> int:
        """The number of the ``number``-th record of a kind."""
        return [one.seq for one in self.records if one.kind == kind][number]

    def record(self, seq: int) -> Record:
        return self.records[seq - 1]

    def before(self, seq: int) -> Replay:
        return replay(self.world.entries[: seq - 1])

    # Patches.

    def add(
        self, name: str, reason: type[errors.NotVerified] | None, see: str, *changes: Change, keep: int | None = None
    ) -> None:
        self.faults.append(Fault(name, reason, see, keep, changes))

    def edit(self, seq: int, find: str, put: str) -> Change:
        """A change of a record's file as it lies there."""
        assert self.world.entries[seq - 1].data.decode().count(find) == 1, find
        return {"file": record_name(seq), "find": find, "put": put}

    def rewritten(
        self, name: str, reason: type[errors.NotVerified] | None, see: str, seq: int, /, **changes: Any
    ) -> None:
        """The body of record ``seq`` with other fields, signed by the same keys; what came after it is left out."""
        body = msgspec.structs.replace(self.record(seq).body, **changes)
        self.restated(name, reason, see, seq, lambda one: replace(one, body=body))

    def restated(
        self,
        name: str,
        reason: type[errors.NotVerified] | None,
        see: str,
        seq: int,
        change: Callable[[Statement], Statement] = lambda one: one,
        signers: Sequence[TestSigner] | None = None,
    ) -> None:
        """Record ``seq`` with another statement, or under other signatures."""
        there = self.record(seq)
        keys = signers if signers is not None else self.signers(there)
        self.behind(name, reason, see, seq, statement_bytes(change(there.statement)), keys)

    def said(
        self,
        name: str,
        reason: type[errors.NotVerified] | None,
        see: str,
        seq: int,
        what: Shape | Step,
        *signers: TestSigner,
    ) -> None:
        """Something else in the place of record ``seq``, at its time."""
        step = what if isinstance(what, Step) else Step(what)
        statement = statement_bytes(step.statement(self.before(seq).state, self.record(seq).time))
        self.behind(name, reason, see, seq, statement, signers)

    def behind(
        self,
        name: str,
        reason: type[errors.NotVerified] | None,
        see: str,
        seq: int,
        statement: bytes,
        signers: Sequence[TestSigner],
    ) -> None:
        text = self.written(seq, statement, signers).decode()
        self.add(name, reason, see, {"file": record_name(seq), "text": text}, keep=seq - 1)

    def written(self, seq: int, statement: bytes, signers: Sequence[TestSigner]) -> bytes:
        prev = sha256(self.world.entries[seq - 2].data).hexdigest()
        signed = tuple(Signature(key=one.public.key_id, signature=one.sign(statement)) for one in signers)
        return form(seq, prev, statement, signed)

    @staticmethod
    def signers(record: Record) -> list[TestSigner]:
        return [TestSigner.made[one.key] for one in record.signatures]

    def raw(self, seq: int, change: Callable[[str], str]) -> bytes:
        """The statement of record ``seq`` changed as text, whatever comes of it."""
        text = encoding.section(self.world.entries[seq - 1].data, "statement").decode()
        changed = change(text)
        assert changed != text
        return changed.encode()

    def checkpoint(self, size: int, rest: str) -> str:
        """The only file of a checkpoint whose name ends with ``rest``."""
        [found] = [name for name in self.files if name.startswith(f"checkpoints/{size:06d}.") and name.endswith(rest)]
        return found

    def bent(self, name: str, place: int) -> Change:
        """A file with one bit the other way."""
        data = bytearray(self.files[name])
        data[place] ^= 1
        return {"file": name, "base64": b64encode(data).decode()}

    def moved(self, name: str, other: str) -> tuple[Change, ...]:
        """A file under another name too."""
        return ({"file": other, "base64": b64encode(self.files[name]).decode()},)


def applied(files: Mapping[str, bytes], fault: Mapping[str, Any]) -> dict[str, bytes]:
    """The files of a ledger's folder after a patch, as anybody would apply it."""
    keep = fault["keep"]
    made = {name: data for name, data in files.items() if keep is None or _number(name) <= keep}
    for change in fault["changes"]:
        name = change["file"]
        if "delete" in change:
            del made[name]
        elif "find" in change:
            text = made[name].decode()
            if text.count(change["find"]) != 1:
                raise ValueError(name)
            made[name] = text.replace(change["find"], change["put"]).encode()
        elif "base64" in change:
            made[name] = b64decode(change["base64"])
        else:
            made[name] = change["text"].encode()
    return made


def _number(name: str) -> int:
    """The number of a record's file or the size of a checkpoint's; 0 for any other."""
    last = name.rpartition("/")[2].split(".")[0]
    return int(last) if last.isdigit() and not name.startswith("tile") else 0


def told(faults: Sequence[Fault]) -> bytes:
    """All of them, for programs."""
    return (json.dumps([_told(one) for one in faults], ensure_ascii=False, indent=1) + "\n").encode()


def _told(one: Fault) -> dict[str, Any]:
    return {
        "name": one.name,
        "accept": one.reason is None,
        "reason": one.reason.__name__ if one.reason is not None else None,
        "see": one.see,
        "keep": one.keep,
        "changes": list(one.changes),
    }


def ledger_files(published: Mapping[str, bytes]) -> dict[str, bytes]:
    """What a verifier reads of the published ledger: records, checkpoints, contents."""
    folder = {name.removeprefix("ledger/"): data for name, data in published.items() if name.startswith("ledger/")}
    return {name: data for name, data in sorted(folder.items()) if _is_read(name)}


def _is_read(name: str) -> bool:
    return name.endswith((".yaml", ".note", ".cosig", ".tsr"))
