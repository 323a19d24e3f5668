"""The gate that hooks and pipelines hold commits and pushes against.

Of a ledger's files nothing may change, go or become something else; new ones may come, if the whole then verifies:
records, signatures, draws, checkpoints, and attributes that keep git's hands off the bytes. ``README.md`` and
``.gitattributes`` in the ledger's folder may change, for they are no part of it. A removable content has no place in
git's history, from which nothing can be removed: where the ledger's ``.gitignore`` keeps the folder out, no commit may
hold one. Nor has a private key, a draw's secret or personal data, anywhere in the repository (`git.private`). A commit
is held against each of its parents, because ``git merge -X ours`` takes a record away from the other side without a
trace in its own. Branches without a ledger are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ssj_publish import errors
from ssj_publish.core.entry import record_name
from ssj_publish.core.reading.times import Times
from ssj_publish.core.replay import Replay
from ssj_publish.git import ledger, private, trees
from ssj_publish.git.command import Git
from ssj_publish.git.files import TreeFiles
from ssj_publish.git.ledger import FOLDER, Contents
from ssj_publish.git.trees import FILE, NOTHING, Change
from ssj_publish.ledger import clock, layout, verified
from ssj_publish.ledger.verified import Tier

_BYSTANDERS = frozenset(f"{FOLDER}/{name}".encode() for name in layout.BYSTANDERS)
_DISCLOSURES = f"{FOLDER}/{layout.DISCLOSURES}"
_HEADS = "refs/heads/"


@dataclass(frozen=True, slots=True)
class Update:
    """A branch that a push moves from commit ``old`` to ``new``; None where there was or will be none."""

    ref: str
    old: str | None
    new: str | None


def check_index(git: Git, clock: datetime, heads: Iterable[str] = ()) -> None:
    """What is about to be committed at ``clock`` extends HEAD and whatever is being merged (``heads`` where git names
    them)."""
    code, out = git.tried("rev-parse", "--verify", "--quiet", "HEAD")
    parents = [out.decode().strip()] if code == 0 else []
    code, merging = git.tried("rev-parse", "--git-path", "MERGE_HEAD")
    place = git.folder / merging.decode("utf-8", "surrogateescape").removesuffix("\n")
    if place.is_file():
        parents += place.read_text("ascii").split()
    tree = trees.index_tree(git)
    private.check(git, trees.new_in(git, tree, parents))
    check(git, tree, [*dict.fromkeys((*parents, *heads))], clock)


def check(git: Git, new: str, olds: Sequence[str], clock: datetime, tier: Tier = Tier.INCREMENTAL) -> None:
    """The tree of ``new`` extends the ledgers of all ``olds``, verifies, and is not of a time after ``clock``.

    A hook goes on from what was verified on its own machine, a clerk's or the server's, wherever that may be trusted.
    Raises a leaf of `errors.LedgerChange`, `errors.AttributesUnsafe`, `errors.TimeAhead`, and whatever the ledger is
    refused for.
    """
    for old in olds:
        check_additions(git, old, new)
    found = ledger.contents(git, new)
    if found is None:
        return
    if found.disclosures and ledger.keeps_out(git, new):
        raise errors.DisclosureCommitted(name=trees.shown(found.disclosures[0].path))
    if not found.records:
        return
    ledger.check_attributes(git, found)
    whole = trees.folder_id(git, new, FOLDER)
    if not any(trees.folder_id(git, old, FOLDER) == whole for old in olds):
        _check_clock(verified.verify(TreeFiles(git, found), tier, clock.isoformat()).log.times, clock)


def check_additions(git: Git, old: str, new: str) -> None:
    """Between two commits or trees nothing in the ledger changed but what came; a leaf of `errors.LedgerChange`."""
    _only_additions(trees.changes(git, old, new, FOLDER))


def check_update(git: Git, update: Update, protected: bool, clock: datetime) -> None:
    """A branch may grow by commits that each add; a protected one may neither go nor lose what it held.

    Raises `errors.BranchRemoved`, `errors.BranchForced` and what `private.check` and `check` raise. A branch that is
    new, or not protected and rewritten, is verified and compared with nothing.
    """
    old = update.old if update.old is not None and trees.has(git, update.old) else None
    # What stood at a commit that is not here is not known; a protected branch is then taken to hold a ledger.
    held = update.old is not None and (old is None or trees.folder_id(git, old, FOLDER) is not None)
    if update.new is None:
        if protected and held:
            raise errors.BranchRemoved(ref=update.ref)
        return
    forward = old is not None and trees.is_ancestor(git, old, update.new)
    if protected and held and not forward:
        raise errors.BranchForced(ref=update.ref)
    private.check(git, trees.brought(git, [update.new, *([f"^{old}"] if old is not None else [])]))
    if forward:
        _only_grew(git, [update.new, f"^{old}"])
    check(git, update.new, [old] if forward and old is not None else [], clock)


def check_history(git: Git, revision: str, clock: datetime, since: str | None = None) -> None:
    """Every commit up to ``revision`` (after ``since``) has only added to the ledger, and the last one verifies.

    That is a pipeline's question: the answer rests on nothing that was verified before.
    """
    last = trees.resolve(git, revision)
    after = [f"^{trees.resolve(git, since)}"] if since is not None else []
    private.check(git, trees.brought(git, [last, *after]))
    _only_grew(git, [last, *after])
    check(git, last, [], clock, Tier.ALONE)


def verify(git: Git, found: Contents) -> Replay:
    """The ledger in a tree, through the one door of ledgers (`ledger.verified`), open for what is to follow."""
    now = clock.now()
    return verified.verify(TreeFiles(git, found), Tier.INCREMENTAL, now).replay()


def _check_clock(times: Times, clock: datetime) -> None:
    """No record binds from a time still to come. One that was mistaken does not once witnesses have seen it."""
    for one in times.binding_ahead(clock):
        raise errors.TimeAhead(name=record_name(one.seq), time=one.bound.isoformat(), clock=f"{clock:%Y-%m-%d %H:%M}")


def received(lines: bytes) -> list[Update]:
    """The branches in what a pre-receive hook reads: ``old new ref`` a line."""
    parts = [line.split(" ", 2) for line in lines.decode("utf-8", "surrogateescape").splitlines()]
    return [Update(ref, _id(old), _id(new)) for old, new, ref in parts if ref.startswith(_HEADS)]


def pushed(lines: bytes) -> list[Update]:
    """The branches in what a pre-push hook reads: ``local-ref local-id remote-ref remote-id`` a line."""
    parts = [line.rsplit(" ", 3) for line in lines.decode("utf-8", "surrogateescape").splitlines()]
    return [Update(ref, _id(old), _id(new)) for _, new, ref, old in parts if ref.startswith(_HEADS)]


def main_branch(git: Git) -> frozenset[str]:
    """The protected branch of a server's repository: the one that its HEAD names."""
    code, out = git.tried("symbolic-ref", "--quiet", "HEAD")
    return frozenset({out.decode("utf-8", "surrogateescape").strip()}) if code == 0 else frozenset()


def main_branch_of(git: Git, remote: str) -> frozenset[str]:
    """The same of a remote, as far as this clone knows it; else the usual names."""
    prefix = f"refs/remotes/{remote}/"
    code, out = git.tried("symbolic-ref", "--quiet", f"{prefix}HEAD")
    name = out.decode("utf-8", "surrogateescape").strip()
    if code or not name.startswith(prefix):
        return frozenset({f"{_HEADS}main", f"{_HEADS}master"})
    return frozenset({_HEADS + name.removeprefix(prefix)})


def _only_grew(git: Git, revisions: Sequence[str]) -> None:
    """Each commit of ``revisions``, the first of which is the newest, only adds, and no removable content."""
    _only_additions(trees.unlike_parents(git, revisions, FOLDER))
    if ledger.keeps_out(git, revisions[0]):
        for change in trees.added(git, revisions, _DISCLOSURES):
            raise errors.DisclosureCommitted(name=f"{str(change.commit)[:12]}:{trees.shown(change.path)}")


def _only_additions(changes: Iterable[Change]) -> None:
    for change in changes:
        fault = _fault(change)
        if fault is not None:
            path = trees.shown(change.path)
            raise fault(name=f"{change.commit[:12]}:{path}" if change.commit else path)


def _fault(change: Change) -> type[errors.LedgerChange] | None:
    if change.old_mode == NOTHING or change.path == FOLDER.encode():
        return None  # whether what has come belongs there is seen when the new ledger is read
    free = change.path in _BYSTANDERS or change.path.startswith(f"{_DISCLOSURES}/".encode())
    if change.mode == NOTHING:
        return None if free else errors.FileRemoved
    if change.mode != FILE:
        return errors.FileRetyped
    return None if free or change.id == change.old_id else errors.FileAltered


def _id(text: str) -> str | None:
    return None if re.fullmatch("0+", text) else text
