"""What the commands share: where the ledger is, who signs, how a record is written (`_times`, `_keys`: when, with
what)."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn, TypeVar, cast

import click
import msgspec

from ssj_publish import errors
from ssj_publish.cli._cautions import lost_told
from ssj_publish.cli._keys import load_key
from ssj_publish.cli._screen import progress, say
from ssj_publish.cli._shell import USAGE
from ssj_publish.cli._times import Moment, at
from ssj_publish.core.authority import keys_in
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.records import Record
from ssj_publish.core.shapes import Shape
from ssj_publish.core.signatures import PublicKey
from ssj_publish.core.state import Draw, State
from ssj_publish.ledger import clock
from ssj_publish.ledger.files import Folder
from ssj_publish.ledger.verified import Tier, Verified, verify
from ssj_publish.office import draws, lookup
from ssj_publish.office.desk import Act, Desk, Step
from ssj_publish.signing import files
from ssj_publish.signing.agent import AgentSigner
from ssj_publish.words import labels
from ssj_publish.words.forms import faults, reading
from ssj_publish.words.reasons import sentence

F = TypeVar("F", bound=Callable[..., Any])


def ledger_folder(path: Path | None) -> Path:
    """The ledger's folder: ``path`` itself, its ``ledger``, or that of the nearest folder above the current one."""
    if path is not None:
        found = path / "ledger" if (path / "ledger").is_dir() else path
        if not found.is_dir():
            raise errors.LedgerNotFound(folder=str(path))
        return found
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "ledger").is_dir():
            return folder / "ledger"
    raise errors.LedgerNotFound(folder=str(here / "ledger"))


def open_desk(repo: Path | None) -> Desk:
    """The ledger, all of which holds; with a bar on a terminal where much has to be read for that."""
    desk = Desk.open(ledger_folder(repo), watched)
    say(*(f"提示：{told}" for told in lost_told(desk.lost)), err=True)
    return desk


def read_ledger(folder: Path) -> Verified:
    """The same, for whoever only reads."""
    found = verify(Folder(folder), Tier.INCREMENTAL, clock.now(), watch=watched)
    say(*(f"提示：{told}" for told in lost_told(found.lost)), err=True)
    return found


def watched(entries: Iterator[Entry], count: int) -> Iterable[Entry]:
    """The entries, with a bar on a terminal when there are many."""
    bar: Any
    with progress("核对", count, hidden=count < 2000) as bar:
        for place, entry in enumerate(entries):
            if place % 500 == 0:
                bar.update(min(500, count))
            yield entry


class Pen:
    """Opens the ledger, signs and writes, or leaves a draft for others to sign."""

    def __init__(
        self,
        repo: Path | None,
        key_files: tuple[Path, ...],
        passphrase_file: Path | None,
        time: datetime | None,
        draft: Path | None,
    ) -> None:
        self.repo = repo
        self.key_files = key_files
        self._passphrase_file = passphrase_file
        self.time = at(time)
        self._draft = draft
        self._desk: Desk | None = None

    @property
    def desk(self) -> Desk:
        if self._desk is None:
            self._desk = open_desk(self.repo)
        return self._desk

    @property
    def state(self) -> State:
        return self.desk.state

    @functools.cached_property
    def signers(self) -> list[files.Signer | AgentSigner]:
        return [load_key(path, self._passphrase_file) for path in self.key_files]

    @functools.cached_property
    def publics(self) -> list[PublicKey]:
        """The public halves of the keys at hand, for which no passphrase is needed."""
        return [files.read_public(path)[0] if path.suffix == ".pub" else files.public(path) for path in self.key_files]

    @property
    def roles(self) -> set[str]:
        """The roles whose keys are at hand."""
        holder = self.state.keyring.holder
        return {holder[one.key_id] for one in self.publics if one.key_id in holder}

    def foresee(self, step: Step, role: str | None = None) -> None:
        """Refuse ``step`` now if it will be refused once it is signed: nobody types a passphrase for nothing, and no
        draft goes round that cannot be written. What a key that is no role's may do, or one that stands in the record
        itself, only its signature shows.
        """
        known = self.state.keyring.holder
        if keys_in(step.body) or not all(one.key_id in known for one in self.publics):
            return
        own = {role} & self.roles or self.roles
        try:
            self.desk.rehearse([_fitting(Act.of(step, *own))], self.time)
        except errors.RoleMissing as error:
            if self._draft is not None:  # who else will sign, nobody knows yet
                self.rehearse([Act.of(step, *(one.id for one in self.state.keyring.active))])
            elif self.key_files:
                refuse(error)
        except errors.NotVerified as error:
            refuse(error)

    def write(self, step: Step, role: str | None = None) -> None:
        """Append ``step``, or put it into the draft file; a refusal is bad input, since the ledger itself has verified.

        With a ``role``, of the keys at hand only its own sign, if there are any.
        """
        self.foresee(step, role)
        desk, signers, step = self.desk, self.signers, dataclasses.replace(step, body=_fit(step.body))
        holder = desk.state.keyring.holder
        if role is not None:
            signers = [one for one in signers if holder.get(one.public.key_id) == role] or signers
        try:
            if self._draft is not None:
                data = desk.draft(step, self.time, signers)
                with self._draft.open("xb") as file:
                    file.write(data)
                say(f"待签文件已写入 {self._draft}，请其他签署人运行 ssj sign。")
                return
            record = desk.write(step, self.time, signers)
        except FileExistsError:
            raise errors.FileThere(path=str(self._draft)) from None
        except errors.NotVerified as error:
            refuse(error)
        say(written(record))

    def rehearse(self, acts: Sequence[Act]) -> State:
        """The ledger as it would be, every act past the ledger's own checks; a refusal is bad input."""
        try:
            return self.desk.rehearse([_fitting(act) for act in acts], self.time)
        except errors.NotVerified as error:
            refuse(error)

    def write_all(self, acts: Sequence[Act]) -> list[Record]:
        """Append all of ``acts`` or none; a refusal is bad input."""
        if self._draft is not None:
            raise errors.DraftOfSeveral(count=len(acts))
        try:
            records = self.desk.write_all([_fitting(act) for act in acts], self.time, self.signers)
        except errors.NotVerified as error:
            refuse(error)
        say(f"已写入 {len(records)} 条记录：第 {records[0].seq} 条至第 {records[-1].seq} 条。")
        return records

    def task(self, text: str) -> str:
        """The id of the task with this id or name."""
        return lookup.task(self.state, text)

    def draw(self, task: str, ordinal: int | None) -> Draw:
        """The ``ordinal``-th draw of ``task`` (id or name), or the one in force."""
        task = self.task(task)
        found = self.state.tasks.get(task)
        if ordinal is not None and found is not None and 0 < ordinal <= len(found.draws):
            return self.state.draws[found.draws[ordinal - 1]]
        return draws.live_draw(self.state, task)


def written(record: Record) -> str:
    """What a clerk is told of a new record: the number by which every command knows it, and what it is."""
    return f"已写入第 {record.seq} 条记录（{labels.KINDS[record.kind]}），文件 {record_name(record.seq)}"


def _fitting(act: Act) -> Act:
    """``act`` with what it says held to its shape."""

    def make(state: State, before: Sequence[Record]) -> Step:
        step = act.make(state, before)
        return dataclasses.replace(step, body=_fit(step.body))

    return dataclasses.replace(act, make=make)


def _fit(body: Shape) -> Shape:
    """``body`` as its shape allows it (constructors check nothing), or `errors.ContentWrong` with every fault."""
    raw = msgspec.to_builtins(body)
    if reading.holds(type(body), raw):  # a register of thousands is not gone through field by field
        return body
    found, wrong = reading.read(type(body), raw)
    if found is None:
        raise errors.ContentWrong(count=len(wrong), listed=faults.listed(wrong), faults=[one.told() for one in wrong])
    return found


def write_new(path: Path, data: bytes) -> None:
    """Write a file for somebody else; one that is there already is never replaced."""
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise errors.FileThere(path=str(path)) from None


def refuse(error: errors.SsjError) -> NoReturn:
    """Say why a new record is refused, and leave with the code for bad input; the file that it was to be is no
    place."""
    told = sentence(error)
    if re.fullmatch(r"\d{3}/\d{6}\.yaml", name := str(error.data.get("name"))):
        told = told.removeprefix(f"{name}：")
    say(f"未写入：{told}", err=True)
    raise click.exceptions.Exit(USAGE)


_OPTIONS = (
    click.option(
        "--key",
        "key_files",
        type=click.Path(path_type=Path),
        multiple=True,
        help="签名密钥文件，可重复；.pub 由 ssh-agent 签。",
    ),
    click.option("--passphrase-file", type=click.Path(path_type=Path), help="从文件读取密钥口令（自动化时用）。"),
    click.option("--time", type=Moment(), help="记录时间（北京时间，默认现在）。"),
    click.option("--draft", type=click.Path(path_type=Path), help="不写入台账，生成待签文件，供他人 ssj sign。"),
)


def writes(command: F) -> F:
    """Options of every command that writes; the command gets a `Pen`."""

    @functools.wraps(command)
    def wrapped(
        repo: Path | None,
        *args: Any,
        key_files: tuple[Path, ...],
        passphrase_file: Path | None,
        time: datetime | None,
        draft: Path | None,
        **kwargs: Any,
    ) -> Any:
        return command(Pen(repo, key_files, passphrase_file, time, draft), *args, **kwargs)

    made: Any = click.pass_obj(cast(Any, wrapped))
    for option in reversed(_OPTIONS):
        made = option(made)
    return cast(F, made)
