"""The ledger in a tree: the same files, and the same refusals, as where `ledger.store` reads a folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ssj_publish import errors
from ssj_publish.core.disclosure import parse_file_name
from ssj_publish.core.encoding import MAX_BYTES
from ssj_publish.core.entry import Entry
from ssj_publish.git import trees
from ssj_publish.git.command import ALONE, Git
from ssj_publish.git.trees import FILE, PROGRAM, Item
from ssj_publish.ledger import checkpoints, layout

#: Where in a repository a ledger stands.
FOLDER: Final = "ledger"
ATTRIBUTES: Final = ".gitattributes"
IGNORE: Final = ".gitignore"
#: Attributes by which git would write other bytes into a folder than it keeps, or merge records by itself.
_HARMFUL: Final = ("filter", "ident", "working-tree-encoding", "merge")
_HARMLESS: Final = frozenset({"unspecified", "unset"})


@dataclass(frozen=True, slots=True)
class Contents:
    """The ledger's files in a tree (an id): records in the order of their numbers, checkpoints by name, the rest;
    and removable contents, which only an invented county keeps in git."""

    tree: str
    folder: str
    records: tuple[tuple[int, Item], ...]
    checkpoints: tuple[Item, ...]
    bystanders: tuple[Item, ...]
    disclosures: tuple[Item, ...] = ()


def contents(git: Git, treeish: str, folder: str = FOLDER) -> Contents | None:
    """What ``treeish`` holds in ``folder``; None where there is none.

    Raises `errors.ForeignFile` for what has no place there, links, submodules and names that differ only in case among
    them, `errors.ModeWrong` for a file that is marked as a program, `errors.RevisionUnknown`.
    """
    tree = trees.resolve(git, treeish, "tree")
    for item in trees.top(git, tree):
        name = trees.shown(item.path)
        # On Windows and macOS it would be the same folder.
        if name != folder and name.rstrip(". ").casefold() == folder:
            raise errors.ForeignFile(folder=".", name=name)
    records, notes, bystanders, disclosures = [], [], [], []
    for item in trees.below(git, tree, folder):
        name = trees.shown(item.path).removeprefix(f"{folder}/")
        seq = layout.parse_record_name(name)
        if seq is not None:
            records.append((seq, item))
        elif _is_checkpoint(name):
            notes.append(item)
        elif name in layout.BYSTANDERS:
            bystanders.append(item)
        elif _is_disclosure(name):
            disclosures.append(item)
        else:
            raise errors.ForeignFile(folder=folder, name=name)
        if item.mode == PROGRAM:
            raise errors.ModeWrong(name=name)
        if item.mode != FILE:
            raise errors.ForeignFile(folder=folder, name=name)
    if not (records or notes or bystanders or disclosures):
        return None
    ordered = tuple(sorted(records, key=lambda one: one[0]))
    return Contents(tree, folder, ordered, tuple(notes), tuple(bystanders), tuple(disclosures))


def entries(git: Git, treeish: str, folder: str = FOLDER) -> Iterator[Entry]:
    """The records in ``treeish`` in the order of their numbers; gaps are left for the chain to find.

    Raises `errors.LedgerNotFound` and what `contents` and `trees.blobs` raise.
    """
    found = contents(git, treeish, folder)
    if found is None:
        raise errors.LedgerNotFound(folder=f"{treeish}:{folder}")
    yield from entries_of(git, found)


def entries_of(git: Git, found: Contents) -> Iterator[Entry]:
    """The records of ``found``."""
    for item, data in trees.blobs(git, [item for _, item in found.records], MAX_BYTES):
        yield Entry(item.path.decode().removeprefix(f"{found.folder}/"), data)


def keeps_out(git: Git, treeish: str) -> bool:
    """Whether the ledger's own ``.gitignore`` keeps removable contents out of git, where they could never be
    removed."""
    found = trees.below(git, trees.resolve(git, treeish, "tree"), f"{FOLDER}/{IGNORE}")
    return any(
        line.strip().strip("/") == layout.DISCLOSURES
        for _, data in trees.blobs(git, [item for item in found if item.mode == FILE], MAX_BYTES)
        for line in data.decode("utf-8", "replace").splitlines()
    )


def write_checkpoints(git: Git, found: Contents, folder: Path) -> None:
    """Put the checkpoints of ``found`` into ``folder`` as a ledger's folder has them."""
    if found.checkpoints:
        (folder / layout.CHECKPOINTS).mkdir()
    for item, data in trees.blobs(git, found.checkpoints, checkpoints.MAX_FILE):
        (folder / layout.CHECKPOINTS / item.path.decode().rpartition("/")[2]).write_bytes(data)


def check_attributes(git: Git, found: Contents) -> None:
    """Under the tree's own ``.gitattributes`` every clone gets the ledger's bytes as they are.

    Git itself is asked, in an empty repository that has nothing but these files: neither the user's own attributes nor
    a new file at the next number may hide what is missing. Raises `errors.AttributesUnsafe`.
    """
    paths = [item.path for item in (*(item for _, item in found.records), *found.checkpoints)]
    last = found.records[-1][0] if found.records else 0
    paths += [
        f"{FOLDER}/{layout.record_name(last + 1)}".encode(),
        f"{FOLDER}/{layout.CHECKPOINTS}/000001.note".encode(),
    ]
    with tempfile.TemporaryDirectory(prefix="ssj-") as name:
        _copy_attributes(git, found.tree, Path(name))
        told = _attributes(Path(name), paths)
    for path, attribute, value in told:
        if (value != "unset") if attribute == "text" else (value not in _HARMLESS):
            raise errors.AttributesUnsafe(name=path, attribute=attribute)


def _is_disclosure(name: str) -> bool:
    folder, _, file = name.partition("/")
    return folder == layout.DISCLOSURES and parse_file_name(file) is not None


def _is_checkpoint(name: str) -> bool:
    folder, _, file = name.partition("/")
    parsed = layout.parse_checkpoint_name(file)
    return folder == layout.CHECKPOINTS and parsed is not None and parsed.text == file


def _copy_attributes(git: Git, tree: str, scratch: Path) -> None:
    places = (ATTRIBUTES, f"{FOLDER}/{ATTRIBUTES}", f"{FOLDER}/{layout.CHECKPOINTS}/{ATTRIBUTES}")
    items = [item for place in places for item in trees.below(git, tree, place) if item.mode in (FILE, PROGRAM)]
    for item, data in trees.blobs(git, items, MAX_BYTES):
        target = scratch / item.path.decode()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _attributes(scratch: Path, paths: list[bytes]) -> Iterator[tuple[str, str, str]]:
    """(path, attribute, value) as git finds them."""
    apart, asked = Git(scratch, variables=ALONE), b"".join(path + b"\0" for path in paths)
    apart.run("init", "--quiet", "--template=")
    out = apart.run("check-attr", "-z", "--stdin", "text", *_HARMFUL, stdin=asked)
    parts = [trees.shown(part) for part in out.split(b"\0")[:-1]]
    return zip(parts[0::3], parts[1::3], parts[2::3], strict=True)
