"""Trees and blobs: what a revision holds, what differs between two, and the bytes; paths are bytes, ids are hex."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ssj_publish import errors
from ssj_publish.git.command import Git

#: Modes of git's trees: an ordinary file, one marked as a program, a folder; no file at all, in a difference.
FILE: Final = "100644"
PROGRAM: Final = "100755"
FOLDER: Final = "040000"
NOTHING: Final = "000000"

_ITEM: Final = re.compile(rb"([0-7]{6}) (?:blob|tree|commit) ([0-9a-f]{40,64})\t(.+)", re.DOTALL)
_CHANGE: Final = re.compile(rb":([0-7]{6}) ([0-7]{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) [A-Z][0-9]*")
#: Questions asked before answers are read: few enough that they fit into any system's pipe.
_ASKED_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class Item:
    """A file of a tree, or a folder where folders are listed."""

    mode: str
    id: str
    path: bytes


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one path: mode and id before and after; ``commit`` where a history was looked through."""

    path: bytes
    old_mode: str
    mode: str
    old_id: str
    id: str
    commit: str | None = None


def resolve(git: Git, revision: str, kind: str = "commit") -> str:
    """The id of the commit, or the tree, that ``revision`` names; `errors.RevisionUnknown`."""
    code, out = git.tried("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{{kind}}}")
    if code:
        raise errors.RevisionUnknown(revision=revision)
    return out.decode().strip()


def has(git: Git, id_: str) -> bool:
    """Whether the repository holds the commit ``id_``."""
    return git.objects.tried("cat-file", "-e", "--end-of-options", f"{id_}^{{commit}}")[0] == 0


def merge_base(git: Git, one: str, other: str) -> str | None:
    """The best common ancestor of two commits, if there is one."""
    code, out = git.objects.tried("merge-base", "--end-of-options", one, other)
    return out.decode().split()[0] if code == 0 and out.strip() else None


def is_ancestor(git: Git, old: str, new: str) -> bool:
    """Whether commit ``new`` builds on ``old``."""
    return git.objects.holds("merge-base", "--is-ancestor", "--end-of-options", old, new)


def top(git: Git, tree: str) -> list[Item]:
    """The files and folders at the top of ``tree`` (an id)."""
    return _items(git.objects.run("ls-tree", "-z", "--full-tree", "--end-of-options", tree))


def folder_id(git: Git, treeish: str, folder: str) -> str | None:
    """The id of the tree that ``folder`` at the top of ``treeish`` is; None where there is no such folder."""
    found = _items(git.objects.run("ls-tree", "-z", "--full-tree", "--end-of-options", treeish, folder))
    return found[0].id if found and found[0].mode == FOLDER else None


def below(git: Git, tree: str, folder: str) -> list[Item]:
    """All files under ``folder`` in ``tree``, or the file of that name itself."""
    return _items(git.objects.run("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", tree, folder))


def whole(git: Git, treeish: str) -> list[Item]:
    """All files of ``treeish`` (an id of a commit or a tree)."""
    return _items(git.objects.run("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", treeish))


def changes(git: Git, old: str, new: str, *paths: str) -> list[Change]:
    """What differs between two trees under ``paths``; a renamed file is one that went and one that came."""
    return list(
        _changes(git.objects.run("diff-tree", "-r", "-z", "--no-renames", "--end-of-options", old, new, "--", *paths))
    )


def unlike_parents(git: Git, revisions: Sequence[str], *paths: str) -> list[Change]:
    """All that commits did under ``paths`` other than to add, each held against each of its parents.

    ``revisions`` as for ``git rev-list``. A commit at the edge of a shallow clone has no parents there.
    """
    commits = git.objects.run("rev-list", "--end-of-options", *revisions)
    flags = ("--stdin", "-r", "-m", "-z", "--no-renames", "--diff-filter=a")
    return list(_changes(git.objects.run("diff-tree", *flags, "--", *paths, stdin=commits)))


def added(git: Git, revisions: Sequence[str], path: str) -> list[Change]:
    """Every file that some commit brought in under ``path``, even if a later one took it out; ``revisions`` as
    above."""
    commits = git.objects.run("rev-list", "--end-of-options", *revisions)
    flags = ("--stdin", "--root", "-r", "-m", "-z", "--no-renames", "--diff-filter=A")
    return list(_changes(git.objects.run("diff-tree", *flags, "--", path, stdin=commits)))


def brought(git: Git, revisions: Sequence[str]) -> list[Item]:
    """Every file in every version that some commit brought in; ``revisions`` as above."""
    commits = git.objects.run("rev-list", "--end-of-options", *revisions)
    flags = ("--stdin", "--root", "-r", "-m", "-z", "--no-renames", "--diff-filter=AMT")
    found = _changes(git.objects.run("diff-tree", *flags, stdin=commits))
    return [Item(one.mode, one.id, one.path) for one in found]


def new_in(git: Git, tree: str, parents: Sequence[str]) -> list[Item]:
    """The files of ``tree`` that none of ``parents`` has so at their place: all of them where there are no parents."""
    if not parents:
        return whole(git, tree)
    came = [{Item(one.mode, one.id, one.path) for one in changes(git, parent, tree)} for parent in parents]
    return sorted((item for item in set.intersection(*came) if item.mode != NOTHING), key=lambda item: item.path)


def index_tree(git: Git) -> str:
    """The tree that a commit of the index as it stands would have. The index itself is not touched.

    Raises `errors.GitFailed` while a merge's conflicts are unresolved.
    """
    told = os.environ.get("GIT_INDEX_FILE") if git.inside_hook else None
    place = told or os.fsdecode(git.run("rev-parse", "--git-path", "index").removesuffix(b"\n"))
    with tempfile.TemporaryDirectory(prefix="ssj-") as folder:
        copy = Path(folder) / "index"
        if (git.folder / place).exists():
            shutil.copyfile(git.folder / place, copy)
        # Blobs that a partial clone has not fetched are none of this question's business.
        return git.run("write-tree", "--missing-ok", variables={"GIT_INDEX_FILE": str(copy)}).decode().strip()


def blobs(git: Git, items: Sequence[Item], limit: int) -> Iterator[tuple[Item, bytes]]:
    """The bytes of ``items`` in their order, by one process.

    Raises `errors.RecordTooLarge` before reading more than ``limit`` bytes, and `errors.ObjectMissing` for what is not
    here: a partial clone's remote is a name in its configuration, and is not called.
    """
    with git.objects.conversation("cat-file", "--batch") as process:
        question, answer = process.stdin, process.stdout
        if question is None or answer is None:
            raise ValueError(process)
        for start in range(0, len(items), _ASKED_AT_ONCE):
            asked = items[start : start + _ASKED_AT_ONCE]
            try:
                question.write(b"".join(item.id.encode() + b"\n" for item in asked))
                question.flush()
            except BrokenPipeError:
                raise errors.ObjectMissing(name=shown(asked[0].path), id=asked[0].id) from None
            for item in asked:
                head = answer.readline().split()
                if len(head) != 3 or head[1] != b"blob":
                    raise errors.ObjectMissing(name=shown(item.path), id=item.id)
                size = int(head[2])
                if size > limit:
                    folder, _, name = shown(item.path).partition("/")
                    raise errors.RecordTooLarge(folder=folder, name=name, limit=limit)
                data = answer.read(size + 1)
                if len(data) != size + 1:
                    raise errors.ObjectMissing(name=shown(item.path), id=item.id)
                yield item, data[:-1]


def sizes(git: Git, ids: Sequence[str]) -> dict[str, int]:
    """How many bytes each blob has, of those that are here."""
    asked = "".join(f"{one}\n" for one in ids).encode()
    out = git.objects.run("cat-file", "--batch-check=%(objectname) %(objectsize)", stdin=asked).decode()
    told = (line.split(" ") for line in out.splitlines())
    return {id_: int(size) for id_, size in told if size.isdigit()}


def shown(path: bytes) -> str:
    """A path as people can read it, whatever bytes it has."""
    return path.decode("utf-8", "backslashreplace")


def _items(out: bytes) -> list[Item]:
    items = []
    for line in out.split(b"\0")[:-1]:
        match = _ITEM.fullmatch(line)
        if match is None:
            raise errors.GitFailed(reason=f"ls-tree: {shown(line)[:80]}")
        items.append(Item(match[1].decode(), match[2].decode(), match[3]))
    return items


def _changes(out: bytes) -> Iterator[Change]:
    commit = None
    parts = iter(out.split(b"\0")[:-1])
    for part in parts:
        match = _CHANGE.fullmatch(part)
        if match is None:
            commit = part.decode()  # with --stdin, a commit's changes follow its id
            continue
        old_mode, mode, old_id, id_ = (group.decode() for group in match.groups())
        yield Change(next(parts), old_mode, mode, old_id, id_, commit)
