"""Two branches have appended: put the records of the losing one behind those of the other.

A role signs a record's statement, and neither its number nor the digest before it, so a record moves without a new
signature. The base is the last commit that both branches share; what HEAD's ledger has beyond it moves to the end of
UPSTREAM's, each record through the one door. A record that UPSTREAM has already, by id, is done.

The result is one commit on top of UPSTREAM, with UPSTREAM as its only parent: a merge would have HEAD as a parent too,
of whose ledger it is no extension. What HEAD's branch changed outside the ledger is merged into it. Nothing is written
before everything holds, and then branch, index and files move in one step of git's that keeps or restores them all.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ssj_publish import errors
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.records import Record, form, parse
from ssj_publish.core.replay import Replay
from ssj_publish.git import gate, ledger, trees
from ssj_publish.git.command import Git
from ssj_publish.git.ledger import FOLDER, Contents
from ssj_publish.git.trees import FILE, Item
from ssj_publish.ledger import layout

#: The first git that merges without a work tree.
_NEEDED: Final = "2.38"
_NOBODY: Final = {f"GIT_{one}_{what}": "ssj" for one in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


@dataclass(frozen=True, slots=True)
class Move:
    """A record of HEAD's: the name it had, and its file behind UPSTREAM's records; None where it is there already."""

    record: Record
    name: str
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done; ids of commits. ``kept`` are checkpoint files below all that moves."""

    base: str
    head: str
    upstream: str
    moves: tuple[Move, ...]
    kept: tuple[Item, ...]


def plan(git: Git, upstream: str) -> Plan:
    """Try it without writing anything.

    Raises `errors.RevisionUnknown`, `errors.Unrelated`, `errors.NothingToMove`, `errors.CheckpointCovers`, a leaf of
    `errors.LedgerChange` where a side did more than append, and whatever UPSTREAM's ledger, or a record behind it, is
    refused for.
    """
    head, other = trees.resolve(git, "HEAD"), trees.resolve(git, upstream)
    base = trees.merge_base(git, head, other)
    if base is None:
        raise errors.Unrelated(upstream=upstream)
    for side in (head, other):
        gate.check_additions(git, base, side)
    ours, theirs, shared = (ledger.contents(git, one) for one in (head, other, base))
    if base == other or ours is None or theirs is None or ours.records == (shared.records if shared else ()):
        raise errors.NothingToMove(upstream=upstream)
    count = shared.records[-1][0] if shared and shared.records else 0
    kept = _checkpoints(ours, theirs, count + 1)
    return Plan(base, head, other, tuple(_moves(git, ours, theirs, count)), kept)


def carry_out(git: Git, planned: Plan) -> str:
    """Write the commit and move branch, index and files to it; gives its id.

    Raises `errors.WorkTreeDirty` and `errors.MergeConflict`, both before anything has changed; `errors.GitTooOld`.
    """
    check_clean(git)
    tree = _add(git, _merge(git, planned), planned)
    found = ledger.contents(git, tree)
    if found is not None:
        gate.verify(git, found)
    commit = planned.upstream
    if tree != trees.resolve(git, planned.upstream, "tree"):
        message = _message(planned).encode()
        commit = _commit(git, tree, planned.upstream, message, _signature(git))
    git.work("update-index", "-q", "--ignore-submodules", "--refresh")  # a file that was only touched is not in the way
    git.work("reset", "--quiet", "--keep", commit)
    return commit


def check_clean(git: Git) -> None:
    """Nothing changed, nothing staged, no record that is not committed; other new files do not matter."""
    # A submodule has a configuration of its own, which git would follow there.
    flags = ("--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=all")
    out = git.work("status", *flags)
    for line in out.split(b"\0")[:-1]:
        status, path = line[:2], line[3:]
        if status != b"??" or path.startswith(FOLDER.encode() + b"/"):
            raise errors.WorkTreeDirty(name=trees.shown(path))


def _checkpoints(ours: Contents, theirs: Contents, first: int) -> tuple[Item, ...]:
    """Our checkpoint files that UPSTREAM lacks; `errors.CheckpointCovers` if one stands for a record that would
    move."""
    there = {item.path: item.id for item in theirs.checkpoints}
    lacking = [item for item in ours.checkpoints if there.get(item.path) != item.id]
    for item in lacking:
        name = trees.shown(item.path).removeprefix(f"{FOLDER}/")
        parsed = layout.parse_checkpoint_name(name.rpartition("/")[2])
        if parsed is None or parsed.size >= first:
            raise errors.CheckpointCovers(name=name, first=first)
    return tuple(item for item in lacking if item.path not in there)


def _moves(git: Git, ours: Contents, theirs: Contents, count: int) -> list[Move]:
    standing = gate.verify(git, theirs)
    moves = []
    for entry in ledger.entries_of(git, ours):
        if (layout.parse_record_name(entry.name) or 0) <= count:
            continue
        record, signed = parse(entry)
        moves.append(Move(record, entry.name, _next(standing, record, signed, entry.name)))
    return moves


def _next(standing: Replay, record: Record, signed: bytes, name: str) -> Entry | None:
    if record.id in standing.state.records:
        return None
    seq = standing.head.seq + 1
    moved = Entry(record_name(seq), form(seq, standing.head.digest, signed, record.signatures))
    try:
        standing.accept(moved)
    except errors.NotVerified as fault:
        # The clerk knows the record by the number that it has on this branch.
        fault.data["name"] = f"{name} → {moved.name}"
        raise
    return moved


def _merge(git: Git, planned: Plan) -> str:
    """The tree of UPSTREAM with what HEAD's branch changed outside the ledger."""
    plain = _with(git, planned.head, planned.base)
    # For git's merge to reckon with; no branch will hold it.
    stand_in = _commit(git, plain, planned.base, b"ssj resequence\n", _NOBODY)
    flags = ("--write-tree", "-z", "--name-only", "--no-messages", "--end-of-options")
    code, out = git.objects.tried("merge-tree", *flags, planned.upstream, stand_in)
    parts = [trees.shown(part) for part in out.split(b"\0") if part]
    if code > 1 or not parts:
        raise errors.GitTooOld(needed=_NEEDED)
    if code or trees.folder_id(git, parts[0], FOLDER) != trees.folder_id(git, planned.upstream, FOLDER):
        raise errors.MergeConflict(paths="、".join(parts[1:]) or FOLDER)
    return parts[0]


def _commit(git: Git, tree: str, parent: str, message: bytes, who: Mapping[str, str]) -> str:
    return git.objects.run("commit-tree", tree, "-p", parent, stdin=message, variables=who).decode().strip()


def _signature(git: Git) -> dict[str, str]:
    """Who commits, as git's settings and the surroundings have it."""
    who: dict[str, str] = {}
    for one in ("AUTHOR", "COMMITTER"):
        told = os.fsdecode(git.run("var", f"GIT_{one}_IDENT"))
        name, _, rest = told.partition(" <")
        who |= {f"GIT_{one}_NAME": name, f"GIT_{one}_EMAIL": rest.partition(">")[0]}
    return who


def _with(git: Git, tree: str, ledger_of: str) -> str:
    """The tree of ``tree`` with the ledger of ``ledger_of`` in the place of its own."""
    with tempfile.TemporaryDirectory(prefix="ssj-") as name:
        index = str(Path(name) / "index")
        git.objects.run("read-tree", tree, variables={"GIT_INDEX_FILE": index})
        zero = "0" * len(tree)
        gone = b"".join(f"0 {zero}\t".encode() + item.path + b"\0" for item in trees.below(git, tree, FOLDER))
        come = b"".join(_line(item) for item in trees.below(git, ledger_of, FOLDER))
        git.objects.run("update-index", "-z", "--index-info", stdin=gone + come, variables={"GIT_INDEX_FILE": index})
        return git.objects.run("write-tree", "--missing-ok", variables={"GIT_INDEX_FILE": index}).decode().strip()


def _add(git: Git, tree: str, planned: Plan) -> str:
    """``tree`` with the moved records, and the checkpoints that were signed before them."""
    moved = [move.entry for move in planned.moves if move.entry is not None]
    with tempfile.TemporaryDirectory(prefix="ssj-") as name:
        paths = []
        for entry in moved:
            path = Path(name) / Path(entry.name).name
            path.write_bytes(entry.data)
            paths.append(os.fsencode(path))
        asked = b"".join(path + b"\n" for path in paths)
        ids = git.objects.run("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=asked).decode().split()
        come = [Item(FILE, id_, f"{FOLDER}/{entry.name}".encode()) for entry, id_ in zip(moved, ids, strict=True)]
        index = str(Path(name) / "index")
        git.objects.run("read-tree", tree, variables={"GIT_INDEX_FILE": index})
        lines = b"".join(_line(item) for item in (*come, *planned.kept))
        git.objects.run("update-index", "--add", "-z", "--index-info", stdin=lines, variables={"GIT_INDEX_FILE": index})
        return git.objects.run("write-tree", "--missing-ok", variables={"GIT_INDEX_FILE": index}).decode().strip()


def _line(item: Item) -> bytes:
    return f"{item.mode} {item.id}\t".encode() + item.path + b"\0"


def _message(planned: Plan) -> str:
    moved = [f"{move.name} → {move.entry.name}" for move in planned.moves if move.entry is not None]
    return "\n".join((f"台账重排：{len(moved)} 条记录接到对方之后", "", *moved, "", f"原提交 {planned.head}", ""))
