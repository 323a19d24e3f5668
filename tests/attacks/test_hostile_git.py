"""Repositories whose configuration names programs (T14): reading, checking and resequencing run none of them.

Each trap would leave a file behind. That it can is shown by git itself, in a copy of the same repository.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.core.replay import replay
from ssj_publish.git import gate, ledger
from ssj_publish.git.command import Git
from ssj_publish.git.resequence import carry_out, plan
from tests.bureau import at, logged
from tests.git.test_resequence import branch, newcomer, training
from tests.repositories import Repository
from tests.world import World

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("own_git"),
    pytest.mark.skipif(os.name == "nt", reason="traps are run by sh"),
]

CLOCK = at("2026-11-01 09:00")


class Trap:
    """A program that leaves a mark wherever it is run, and passes its input on as a filter does."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.mark = folder / "mark"
        self.program = folder / "program"
        self.program.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{self.mark}'\ntimeout 1 cat\n")
        self.program.chmod(0o755)

    @property
    def sprung(self) -> bool:
        return self.mark.exists()


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    return Trap(tmp_path / "trap")


@pytest.fixture
def world() -> World:
    return World().found(**logged()).register()


@pytest.fixture
def clone(world: World, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Two branches that have both appended, and both changed a file beside the ledger, in different lines."""
    kept = tmp_path_factory.getbasetemp() / "hostile-git"
    if not kept.exists():
        diverged(world, kept)
    return Repository(Path(shutil.copytree(kept, tmp_path / "clone")))


def diverged(world: World, path: Path) -> None:
    made = Repository.create(path, world.entries, attributes="ledger/** -text\n*.txt filter=f diff=d merge=m\n")
    lines = [f"{number}\n" for number in range(20)]
    (made.path / "a.txt").write_text("".join(lines))
    made.commit()
    made("switch", "--quiet", "--create", "other")
    (made.path / "a.txt").write_text("".join(["other\n", *lines[1:]]))
    made.append(*branch(world, newcomer(61)).entries[5:])
    made("switch", "--quiet", "main")
    (made.path / "a.txt").write_text("".join([*lines[:-1], "ours\n"]))
    made.append(*branch(world, newcomer(60), training("甲")).entries[5:])


#: What the configuration of a repository may say, ``{program}`` being the trap.
CONFIGURATIONS = {
    "clean": "[filter \"f\"]\n\tclean = '{program}'\n\trequired\n",
    "smudge": "[filter \"f\"]\n\tsmudge = '{program}'\n",
    "process": "[filter \"f\"]\n\tprocess = '{program}'\n",
    "merge driver": "[merge \"m\"]\n\tdriver = '{program}' %A\n",
    "diff driver": "[diff \"d\"]\n\tcommand = '{program}'\n\ttextconv = '{program}'\n",
    "external diff": "[diff]\n\texternal = '{program}'\n",
    "monitor": "[core]\n\tfsmonitor = '{program}'\n",
    "hooks": "[core]\n\thooksPath = {hooks}\n",
    "pager": "[core]\n\tpager = '{program}'\n\teditor = '{program}'\n[pager]\n\tstatus = true\n",
    "signing": "[commit]\n\tgpgSign = true\n[gpg]\n\tprogram = {program}\n",
    "alternate refs": "[core]\n\talternateRefsCommand = '{program}'\n",
    "include": "[include]\n\tpath = {included}\n",
    "promisor": (
        "[core]\n\trepositoryFormatVersion = 1\n\tsshCommand = '{program}'\n[extensions]\n\tpartialClone = p\n"
        "[remote \"p\"]\n\turl = ssh://x/y\n\tpromisor = true\n\tpartialclonefilter = blob:none\n"
    ),
    "upload-pack": (
        "[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tpartialClone = p\n[protocol \"file\"]\n\tallow = always\n"
        "[remote \"p\"]\n\turl = .\n\tpromisor = true\n\tuploadpack = '{program}'\n"
    ),
    "remote helper": (
        "[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tpartialClone = p\n[protocol \"ext\"]\n\tallow = always\n"
        "[remote \"p\"]\n\turl = ext::{program}\n\tpromisor = true\n"
    ),
    "a remote's name": (
        "[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tpartialClone = --upload-pack={program}\n"
        "[remote \"--upload-pack={program}\"]\n\turl = .\n\tpromisor = true\n"
    ),
}  # fmt: skip


def arm(clone: Repository, trap: Trap, what: str) -> None:
    """Put the configuration in, and, for what is fetched, take a record's bytes away."""
    hooks, included = trap.program.parent / "hooks", trap.program.parent / "included"
    hooks.mkdir()
    for name in ("post-index-change", "reference-transaction", "post-checkout", "pre-commit", "post-merge", "pre-push"):
        shutil.copy(trap.program, hooks / name)
    included.write_text(CONFIGURATIONS["clean"].format(program=trap.program))
    with (clone.path / ".git" / "config").open("a") as config:
        config.write(CONFIGURATIONS[what].format(program=trap.program, hooks=hooks, included=included))
    if "partialClone" in CONFIGURATIONS[what]:
        lose(clone)


def lose(clone: Repository) -> None:
    """A record's bytes are taken away: a partial clone would go and get them."""
    id_ = clone.tried("rev-parse", "HEAD:ledger/000/000002.yaml").stdout.strip()
    (clone.path / ".git" / "objects" / id_[:2] / id_[2:]).unlink(missing_ok=True)


def touched(clone: Repository) -> None:
    """Git has to look into the files again."""
    for path in clone.path.rglob("*.txt"):
        os.utime(path, (1, 1))


def checked(git: Git) -> None:
    gate.check_history(git, "HEAD", CLOCK)


def indexed(git: Git) -> None:
    gate.check_index(git, CLOCK)


def resequenced(git: Git) -> None:
    carry_out(git, plan(git, "other"))


def read(git: Git) -> None:
    replay(ledger.entries(git, "HEAD"))


def updated(git: Git) -> None:
    gate.check_update(
        git, gate.Update("refs/heads/main", None, git.run("rev-parse", "HEAD").decode().strip()), True, CLOCK
    )


@pytest.mark.parametrize("act", [read, checked, indexed, updated, resequenced])
@pytest.mark.parametrize("what", CONFIGURATIONS)
def test_no_configuration_runs_anything(clone: Repository, trap: Trap, what: str, act: Callable[[Git], None]) -> None:
    arm(clone, trap, what)
    touched(clone)
    lost = "partialClone" in CONFIGURATIONS[what]
    try:
        act(Git.at(clone.path))
        assert not (lost and act in (read, checked, resequenced))
    except errors.ObjectMissing:
        assert lost
    assert not trap.sprung, trap.mark.read_text()


#: With what git itself springs each trap.
SPRING = {
    "clean": ["add", "--renormalize", "."],
    "smudge": ["checkout", "--quiet", "other"],
    "process": ["checkout", "--quiet", "other"],
    "merge driver": ["merge-tree", "--write-tree", "main", "other"],
    "diff driver": ["diff", "main", "other"],
    "external diff": ["diff", "main", "other"],
    "monitor": ["status"],
    "hooks": ["commit", "--allow-empty", "-m", "x"],
    "signing": ["commit", "--allow-empty", "-m", "x"],
    "include": ["add", "--renormalize", "."],
    "promisor": ["cat-file", "-p", "HEAD:ledger/000/000002.yaml"],
    "upload-pack": ["cat-file", "-p", "HEAD:ledger/000/000002.yaml"],
    "remote helper": ["cat-file", "-p", "HEAD:ledger/000/000002.yaml"],
}


@pytest.mark.parametrize("what", SPRING)
def test_the_traps_are_real(clone: Repository, trap: Trap, what: str) -> None:
    arm(clone, trap, what)
    touched(clone)
    clone.tried(*SPRING[what])
    assert trap.sprung


def test_a_filter_whose_name_has_an_equals_sign_is_overruled_too(clone: Repository, trap: Trap) -> None:
    attributes = clone.path / ".gitattributes"
    attributes.write_text(attributes.read_text().replace("filter=f", "filter=a=b"))
    clone.commit()
    with (clone.path / ".git" / "config").open("a") as config:
        config.write(f"[filter \"a=b\"]\n\tclean = '{trap.program}'\n\tsmudge = '{trap.program}'\n\trequired = true\n")
    touched(clone)
    resequenced(Git.at(clone.path))
    assert not trap.sprung


def test_resequencing_still_merges_what_both_changed(clone: Repository, trap: Trap) -> None:
    """With every driver off, git's own merge of two texts is what remains; and the clerk is the committer."""
    arm(clone, trap, "merge driver")
    resequenced(Git.at(clone.path))
    text = (clone.path / "a.txt").read_text()
    assert text.startswith("other\n")
    assert text.endswith("ours\n")
    assert clone("log", "-1", "--format=%an %ce").strip() == "某科 office@jy.test.example"
    assert not trap.sprung


def test_a_submodules_own_configuration_is_not_followed(clone: Repository, trap: Trap, tmp_path: Path) -> None:
    other = Repository.create(tmp_path / "other", World().found().entries)
    clone("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.path.as_uri(), "sub")
    clone.commit()
    clone("config", "submodule.recurse", "true")
    clone("-C", "sub", "config", "core.fsmonitor", str(trap.program))
    resequenced(Git.at(clone.path))
    assert not trap.sprung
    clone.tried("status")
    assert trap.sprung


def plant(clone: Repository, world: World) -> Path:
    """A repository without a work tree, as files of the clone: what `git clone` would bring along."""
    planted = Repository.create(clone.path.parent / "planted", world.entries).clone(clone.path / "inner", "--bare")
    return planted.path


@pytest.mark.parametrize("below", [".", "objects", "refs/heads"])
def test_a_repository_inside_the_clone_is_not_used(clone: Repository, world: World, below: str) -> None:
    inner = plant(clone, world)
    assert subprocess.run(["git", "rev-parse"], cwd=inner, check=False).returncode == 0
    with pytest.raises(errors.NotARepository):
        Git.at(inner / below)
    assert Git.at(inner, server=True).bare  # named as a server's


def test_a_bare_repository_inside_the_clone_runs_nothing(clone: Repository, world: World, trap: Trap) -> None:
    """One that claims a work tree is no more believed than one that has none."""
    inner = plant(clone, world)
    (inner / "config").write_text(
        f"[core]\n\tbare = false\n\tworktree = ..\n\trepositoryformatversion = 0\n\tfsmonitor = '{trap.program}'\n"
    )
    for command in (["resequence"], ["hooks", "check"], ["hooks", "install"]):
        done = subprocess.run(
            [sys.executable, "-m", "ssj_publish", *command], cwd=inner, capture_output=True, check=False,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )  # fmt: skip
        assert done.returncode == 2, done
    assert not trap.sprung


def test_a_work_tree_elsewhere_is_not_taken_for_the_clone(clone: Repository, tmp_path: Path) -> None:
    """``core.worktree`` could lead any write of ours into any folder of this machine."""
    (tmp_path / "home").mkdir()
    clone("config", "core.worktree", str(tmp_path / "home"))
    with pytest.raises(errors.NotARepository):
        Git.at(clone.path)


def test_a_forged_commit_graph_tells_nothing(clone: Repository) -> None:
    """The file that git keeps for speed says who a commit's parents are, and no digest vouches for it."""
    git = Git.at(clone.path)
    assert git.objects.run("config", "core.commitGraph").strip() == b"false"
    clone("commit-graph", "write", "--reachable")
    resequenced(git)


@pytest.mark.parametrize("revision", ["--output=x", "-h", "--all", "--exec=x", ":/x", "HEAD --all"])
def test_revisions_that_look_like_options_are_none(clone: Repository, revision: str) -> None:
    with pytest.raises((errors.RevisionUnknown, errors.NothingToMove)):
        plan(Git.at(clone.path), revision)
    with pytest.raises((errors.RevisionUnknown, errors.GitFailed)):
        gate.check_history(Git.at(clone.path), "HEAD", CLOCK, since=revision)
    assert not (clone.path / "x").exists()


def test_reading_leaves_no_folder_behind(clone: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", None)
    git = Git.at(clone.path)
    read(git)
    assert list((tmp_path / "tmp").iterdir())
    del git
    assert not list((tmp_path / "tmp").iterdir())
