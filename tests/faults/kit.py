"""Ledgers to tamper with, and the list of all ways tried: each names what it does and what must be said of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from ssj_publish.core import encoding
from ssj_publish.core.clock import ZONE
from ssj_publish.core.entry import record_name
from ssj_publish.core.records import NO_PREV, Signature, form, record_id, statement_bytes
from ssj_publish.core.shapes import Shape
from ssj_publish.core.signatures import PublicKey
from ssj_publish.core.tlog import note
from ssj_publish.core.tlog.checkpoint import Checkpoint, leaf
from ssj_publish.core.tlog.merkle import Tree
from ssj_publish.core.tlog.note import Note
from ssj_publish.ledger import checkpoints, disclosures
from ssj_publish.office.concealing import concealed
from ssj_publish.office.desk import Step
from tests.bureau import LOG, ORIGIN, SIGNERS, WITNESSES, Party, TestSigner, logged
from tests.tsa import Tsa
from tests.world import World
from tests.years import whole_year

Tamper = Callable[["Bureau"], None]


@dataclass(frozen=True)
class Case:
    """One way of tampering. ``says`` is part of what `ssj verify` must say; "" where it must pass, and then ``tells``
    is part of what its report must tell of it."""

    group: str
    name: str
    says: str
    tamper: Tamper
    since: bool = False
    tells: str = ""


CASES: list[Case] = []
_FOLDER = TemporaryDirectory(prefix="tsa")
#: The time-stamping authority that the ledger names.
TSA = Tsa(Path(_FOLDER.name))


def case(group: str, name: str, says: str, since: bool = False, tells: str = "") -> Callable[[Tamper], Tamper]:
    """Enter a way of tampering into the list; ``since`` verifies against the checkpoint that a journalist saved."""

    def enter(tamper: Tamper) -> Tamper:
        CASES.append(Case(group, name, says, tamper, since, tells))
        return tamper

    return enter


@cache
def pristine() -> World:
    """A year with all kinds of records, a log key, three witnesses, a time-stamping authority. Read only."""
    return whole_year(**logged(), authorities=(TSA.authority,))


class Bureau:
    """A copy of the pristine ledger on disk, with two witnessed checkpoints, one of them saved by a journalist."""

    def __init__(self, folder: Path, template: Path | None = None) -> None:
        self.repo = folder
        self.ledger = folder / "ledger"
        self.world = pristine()
        self.saved = folder / "saved.note"
        if template is not None:
            shutil.copytree(template, folder, dirs_exist_ok=True)
            return
        self.world.write(folder)
        for size in (30, self.count):
            self.checkpoint(size)
        shutil.copy(self.ledger / "checkpoints" / "000030.note", self.saved)

    @property
    def count(self) -> int:
        """How many records there are."""
        return len(list(self.ledger.glob("[0-9]*/*.yaml")))

    def path(self, seq: int) -> Path:
        return self.ledger / record_name(seq)

    def data(self, seq: int) -> bytes:
        return self.path(seq).read_bytes()

    def put(self, seq: int, data: bytes) -> None:
        self.path(seq).parent.mkdir(exist_ok=True)
        self.path(seq).write_bytes(data)

    def replace(self, seq: int, old: str, new: str) -> None:
        """Change one place of a file, which must be there."""
        data = self.data(seq)
        assert old.encode() in data
        self.put(seq, data.replace(old.encode(), new.encode(), 1))

    def seq(self, kind: str, last: bool = False) -> int:
        """The number of the first (or last) record of ``kind``."""
        found = [record.seq for record in self.world.state.records.values() if record.kind == kind]
        return found[-1 if last else 0]

    def rechain(self, start: int = 1) -> None:
        """Number the files anew and link each to the one before, as whoever serves the ledger can."""
        for seq in range(start, self.count + 1):
            prev = sha256(self.data(seq - 1)).hexdigest() if seq > 1 else NO_PREV
            head = f'seq: {seq}\nprev: "{prev}"\n'.encode()
            self.put(seq, re.sub(rb'\Aseq: \d+\nprev: "[0-9a-f]{64}"\n', head, self.data(seq)))

    def shift(self, seq: int) -> None:
        """Make room for a record at ``seq``."""
        for number in range(self.count, seq - 1, -1):
            self.path(number).rename(self.path(number + 1))

    def say(
        self,
        what: Shape | Step,
        *signers: TestSigner | str,
        seq: int = 0,
        time: datetime | None = None,
        origin: str = ORIGIN,
        plain: bool = False,
    ) -> None:
        """Write a record at the end, or at ``seq``, without asking whether it may be; then link what follows.

        Its removable texts lie beside the chain, unless it is to be ``plain``.
        """
        step = what if isinstance(what, Step) else Step(what)
        latest = datetime.fromtimestamp(max(self.world.state.moments), ZONE)
        moment = time or latest + timedelta(minutes=5)
        if not plain:
            salts = (bytes([0xFA, place] + [9] * 14) for place in range(99))
            body, files = concealed(
                self.world.state, step.body, moment.date(), lambda: next(salts), lambda: self.world.contents
            )
            step = replace(step, body=body)
            for one in files:
                disclosures.write(self.ledger, one)
        seq = seq or self.count + 1
        made = replace(
            step.statement(self.world.state, moment), origin=origin, after=(self.id(seq - 1),) if seq > 1 else ()
        )
        self.put_statement(statement_bytes(made), *signers, seq=seq)

    def id(self, seq: int) -> str:
        """The id of the record that stands at ``seq``."""
        return record_id(encoding.section(self.data(seq), "statement"))

    def put_statement(self, statement: bytes, *signers: TestSigner | str, seq: int = 0) -> None:
        seq = seq or self.count + 1
        keys = [SIGNERS[one] if isinstance(one, str) else one for one in signers]
        signed = tuple(Signature(key=one.public.key_id, signature=one.sign(statement)) for one in keys)
        if seq <= self.count:
            self.shift(seq)
        self.put(seq, form(seq, NO_PREV, statement, signed))
        self.rechain(seq)

    def resign(self, seq: int, old: str, new: str) -> None:
        """Change a record's statement and sign it anew with all of its signers' keys, then link what follows."""
        data = self.data(seq)
        statement = data[data.index(b"statement:\n") : data.index(b"signatures:\n")]
        assert old.encode() in statement
        holders = {one.public.key_id: name for name, one in SIGNERS.items()}
        signers = [
            holders[key.decode()] for key in re.findall(rb'key: "(SHA256:[^"]+)"', data[data.index(b"signatures:\n") :])
        ]
        changed = statement.replace(old.encode(), new.encode(), 1)
        keys = [SIGNERS[one] for one in signers]
        signed = tuple(Signature(key=one.public.key_id, signature=one.sign(changed)) for one in keys)
        self.put(seq, form(seq, NO_PREV, changed, signed))
        self.rechain(seq)

    def retell(self, start: int) -> None:
        """Sign all records from ``start`` on anew, as whoever holds all keys can: each is written after the one that
        now stands before it, and names by its new id what has one."""
        renamed: dict[bytes, bytes] = {}
        for seq in range(start, self.count + 1):
            data = self.data(seq)
            said = encoding.section(data, "statement")
            told = re.sub(rb'(\n  after:\n    - ")[0-9a-f]{64}', rb"\g<1>" + self.id(seq - 1).encode(), said)
            for one, other in renamed.items():
                told = told.replace(one, other)
            renamed[record_id(said).encode()] = record_id(told).encode()
            holders = re.findall(rb'key: "(SHA256:[^"]+)"', data[data.index(b"signatures:\n") :])
            keys = [TestSigner.made[one.decode()] for one in holders]
            signed = tuple(Signature(key=one.public.key_id, signature=one.sign(told)) for one in keys)
            self.put(seq, form(seq, NO_PREV, told, signed))
        self.rechain(start)

    def tree(self) -> Tree:
        """The tree over the files as they are."""
        files = range(1, self.count + 1)
        return Tree.over(leaf(seq, sha256(self.data(seq)).hexdigest()) for seq in files)

    def checkpoint(self, size: int, *witnesses: Party, signer: Party = LOG, text: str = "", time: int = 0) -> None:
        """Sign for the first ``size`` files as they are; all witnesses cosign unless some are named, at ``time``, or
        else as soon as the last of these records stood there."""
        time = time or max(self.world.state.moments[:size])
        text = text or Checkpoint(ORIGIN, size, self.tree().root_at(min(size, self.count))).text
        checkpoints.add(self.ledger, Note(text, (signer.sign(text),)), size)
        for one in witnesses or WITNESSES:
            checkpoints.add_cosignature(self.ledger, size, one.sign(text, time))

    def forget_checkpoints(self) -> None:
        """As if none had been signed."""
        shutil.rmtree(self.ledger / "checkpoints")

    def note(self, size: int = 30) -> Path:
        return self.ledger / "checkpoints" / f"{size:06d}.note"

    def edit_note(self, old: str, new: str, size: int = 30) -> None:
        data = self.note(size).read_text("utf-8")
        assert old in data
        self.note(size).write_text(data.replace(old, new, 1), "utf-8", newline="")

    def parsed(self, size: int = 30) -> Note:
        return note.parse(self.note(size).read_bytes())


def raw_key(raw: bytes) -> str:
    """The OpenSSH line of 32 bytes that need not be a key anyone should trust."""
    shown = object.__new__(PublicKey)
    object.__setattr__(shown, "raw", raw)
    return shown.openssh
