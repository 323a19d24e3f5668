"""Real git with our hooks: it refuses whatever is not an addition that verifies, and takes what is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.registers import Inspector, InspectorChange
from ssj_publish.core.log import tree_of
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.git.command import Git
from ssj_publish.git.hooks import CLERK, install
from ssj_publish.ledger import checkpoints
from ssj_publish.office.checkpoints import sign
from tests.bureau import LOG, ORIGIN, inspector, logged
from tests.repositories import Repository
from tests.world import World

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("own_git"),
    pytest.mark.skipif(os.name == "nt", reason="hooks are run by sh"),
]
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _this_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hooks' Python finds the code under test."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.fixture
def world() -> World:
    return World().found(**logged()).register()


@pytest.fixture
def clerk(world: World, tmp_path: Path) -> Repository:
    """A repository with hooks, a ledger of five records and a checkpoint."""
    made = Repository.create(tmp_path / "科 室's", world.entries)
    root = tree_of(world.state.digests).root
    checkpoints.add(made.ledger, sign(Checkpoint(ORIGIN, 5, root), LOG.key, LOG), 5)
    (made.ledger / "README.md").write_text("台账\n", "utf-8")
    made.commit("checkpoint")
    install(Git.at(made.path))
    return made


@pytest.fixture
def server(clerk: Repository, tmp_path: Path) -> Repository:
    """A bare repository with a hook, which `clerk` knows as origin."""
    bare = clerk.clone(tmp_path / "server.git", "--bare")
    install(Git.at(bare.path))
    clerk("remote", "add", "origin", bare.path.as_uri())
    clerk("fetch", "--quiet", "origin")
    return bare


def committed(clerk: Repository, *options: str) -> subprocess.CompletedProcess[str]:
    clerk("add", "--all")
    return clerk.tried("commit", "--quiet", "--message", "x", *options)


def link(path: Path) -> None:
    path.unlink()
    path.symlink_to("000/000002.yaml")


def crlf(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def copy(folder: Path, source: str, target: str) -> None:
    (folder / target).write_bytes((folder / source).read_bytes())


def twin(ledger: Path) -> None:
    """A record in its place in the row, but with nobody's signature under it."""
    data = (ledger / "000/000005.yaml").read_bytes()
    (ledger / "000/000006.yaml").write_bytes(data.replace(b"seq: 5", b"seq: 6"))


TAMPERINGS: dict[str, tuple[Callable[[Path], object], str]] = {
    "altered": (lambda ledger: (ledger / "000/000003.yaml").open("ab").write(b"#\n"), "ledger/000/000003.yaml：台账中已有的文件被改动"),
    "removed": (lambda ledger: (ledger / "000/000003.yaml").unlink(), "ledger/000/000003.yaml：台账中已有的文件被删除"),
    "last removed": (lambda ledger: (ledger / "000/000005.yaml").unlink(), "ledger/000/000005.yaml：台账中已有的文件被删除"),
    "renamed": (lambda ledger: (ledger / "000/000005.yaml").rename(ledger / "000/000006.yaml"), "被删除或改名"),
    "all removed": (lambda ledger: list(map(Path.unlink, ledger.rglob("*.yaml"))), "被删除"),
    "program": (lambda ledger: (ledger / "000/000003.yaml").chmod(0o755), "ledger/000/000003.yaml：台账中的文件变成了"),
    "link": (lambda ledger: link(ledger / "000/000003.yaml"), "ledger/000/000003.yaml：台账中的文件变成了"),
    "new link": (lambda ledger: (ledger / "000/000006.yaml").symlink_to("000/000005.yaml"), "000/000006.yaml：台账文件夹"),
    "crlf": (lambda ledger: crlf(ledger / "000/000003.yaml"), "ledger/000/000003.yaml：台账中已有的文件被改动"),
    "foreign": (lambda ledger: (ledger / "笔记.txt").write_text("x"), "笔记.txt：台账文件夹"),
    "forged": (twin, "000/000006.yaml：prev 与上一条记录的摘要不符"),
    "gap": (lambda ledger: copy(ledger, "000/000005.yaml", "000/000007.yaml"), "000/000007.yaml：此处应当是 000/000006.yaml"),
    "checkpoint altered": (lambda ledger: crlf(ledger / "checkpoints" / "000005.note"), "000005.note：台账中已有的文件被改动"),
    "checkpoint removed": (lambda ledger: (ledger / "checkpoints" / "000005.note").unlink(), "000005.note：台账中已有的文件被删除"),
    "checkpoint invented": (
        lambda ledger: copy(ledger / "checkpoints", "000005.note", "000004.note"),
        "checkpoints/000004.note：",
    ),
    "attributes dropped": (lambda ledger: (ledger.parent / ".gitattributes").write_text("*.png binary\n"), "ledger/** -text"),
    "attributes removed": (lambda ledger: (ledger.parent / ".gitattributes").unlink(), "ledger/** -text"),
    "attributes added": (lambda ledger: (ledger / ".gitattributes").write_text("* text\n"), "ledger/** -text"),
}  # fmt: skip


@pytest.mark.parametrize("how", TAMPERINGS)
def test_a_commit_that_is_no_addition_is_refused(clerk: Repository, how: str) -> None:
    tamper, said = TAMPERINGS[how]
    before = clerk.head
    tamper(clerk.ledger)
    done = committed(clerk)
    assert done.returncode != 0
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert clerk.head == before


@pytest.mark.parametrize("how", TAMPERINGS)
def test_a_push_of_it_past_the_commit_hook_is_refused_on_both_ends(
    clerk: Repository, server: Repository, how: str
) -> None:
    tamper, said = TAMPERINGS[how]
    tamper(clerk.ledger)
    clerk.commit()
    for options in ((), ("--no-verify",)):
        done = clerk.tried("push", "--quiet", *options, "origin", "main")
        assert done.returncode != 0
        assert said in done.stderr.replace("remote: ", "").replace("\n", "")
    assert server("rev-parse", "main") == clerk("rev-parse", "origin/main")


def test_additions_that_verify_pass_every_hook(clerk: Repository, server: Repository, world: World) -> None:
    for number in (1, 2):
        world.complaint(f"S{number:03d}")
        clerk.put(world.entries[-1:])
        assert committed(clerk).returncode == 0
    root = tree_of(world.state.digests).root
    checkpoints.add(clerk.ledger, sign(Checkpoint(ORIGIN, 7, root), LOG.key, LOG), 7)
    (clerk.ledger / "README.md").unlink()
    (clerk.path / "content.md").write_text("x")
    done = committed(clerk)
    assert (done.returncode, done.stderr) == (0, "")
    clerk("push", "--quiet", "origin", "main")
    assert server("rev-parse", "main").strip() == clerk.head


def test_commits_by_path_and_with_all_are_seen_as_they_will_be(clerk: Repository, world: World) -> None:
    """``git commit -a`` and ``git commit FILE`` have an index of their own."""
    victim = clerk.ledger / "000/000003.yaml"
    good = victim.read_bytes()
    victim.write_bytes(good + b"#\n")
    (clerk.path / "content.md").write_text("x")
    clerk("add", "content.md")
    for options in (("--all",), ("ledger/000/000003.yaml",)):
        assert clerk.tried("commit", "-m", "x", *options).returncode != 0
    assert clerk.tried("commit", "-m", "x").returncode == 0


def test_a_branch_without_a_ledger_is_nobodys_concern(tmp_path: Path) -> None:
    repository = Repository.create(tmp_path / "r")
    install(Git.at(repository.path))
    (repository.path / "a.txt").write_text("a\r\n")
    assert committed(repository).returncode == 0
    (repository.path / "a.txt").unlink()
    assert committed(repository).returncode == 0


def test_the_very_first_commit_is_held_to_the_same(world: World, tmp_path: Path) -> None:
    path = tmp_path / "r"
    path.mkdir()
    repository = Repository(path)
    repository("init", "--quiet")
    repository.named()
    install(Git.at(path))
    repository.put(world.entries)
    assert "-text" in committed(repository).stderr
    (path / ".gitattributes").write_text("ledger/** -text\n")
    assert committed(repository).returncode == 0


def test_a_first_push_is_verified(clerk: Repository, tmp_path: Path) -> None:
    empty = tmp_path / "empty.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(empty)], check=True)
    install(Git.at(empty))
    good = clerk.head
    twin(clerk.ledger)
    clerk.commit()
    for options in ((), ("--no-verify",)):
        done = clerk.tried("push", *options, str(empty), "main")
        assert done.returncode != 0
        assert "000/000006.yaml" in done.stderr
    assert clerk.tried("push", str(empty), f"{good}:refs/heads/main").returncode == 0


def test_what_is_undone_again_in_the_same_push_is_refused_with_its_commit(
    clerk: Repository, server: Repository
) -> None:
    """Every clone would carry the tampering in its history for ever."""
    victim = clerk.ledger / "000/000003.yaml"
    good = victim.read_bytes()
    victim.unlink()
    spoilt = clerk.commit()
    victim.write_bytes(good)
    clerk.commit()
    for options in ((), ("--no-verify",)):
        done = clerk.tried("push", *options, "origin", "main")
        assert done.returncode != 0
        assert f"{spoilt[:12]}:ledger/000/000003.yaml" in done.stderr


def test_a_forced_push_and_a_deletion_of_the_main_branch_are_refused(
    clerk: Repository, server: Repository, world: World
) -> None:
    before = server("rev-parse", "main")
    clerk("reset", "--quiet", "--hard", "HEAD~1")
    world.complaint("S001")
    clerk.append(world.entries[-1])
    for options in (("--force",), ("--force", "--no-verify")):
        done = clerk.tried("push", *options, "origin", "main")
        assert done.returncode != 0
        assert "ssj resequence" in done.stderr
    server("config", "receive.denyDeleteCurrent", "ignore")
    for options in (("--delete",), ("--delete", "--no-verify")):
        done = clerk.tried("push", *options, "origin", "main")
        assert done.returncode != 0
        assert "不能删除" in done.stderr
    assert server("rev-parse", "main") == before


def test_a_forced_push_over_what_was_never_fetched_is_refused_here_already(
    clerk: Repository, server: Repository, world: World, tmp_path: Path
) -> None:
    other = server.clone(tmp_path / "other")
    world.complaint("S001")
    other.append(world.entries[-1])
    other("push", "--quiet", "origin", "main")
    clerk("commit", "--quiet", "--allow-empty", "--message", "x")
    done = clerk.tried("push", "--force", "origin", "main")
    assert done.returncode != 0
    assert "refs/heads/main" in done.stderr
    assert "pre-receive" not in done.stderr


def test_other_branches_may_be_rewritten_and_removed_if_what_they_hold_verifies(
    clerk: Repository, server: Repository, world: World
) -> None:
    world.complaint("S001")
    clerk("switch", "--quiet", "--create", "draft")
    clerk.append(world.entries[-1])
    clerk("push", "--quiet", "origin", "draft")
    clerk("reset", "--quiet", "--hard", "main")
    clerk("push", "--quiet", "--force", "origin", "draft")
    twin(clerk.ledger)
    clerk.commit()
    assert clerk.tried("push", "--force", "--no-verify", "origin", "draft").returncode != 0
    clerk("push", "--quiet", "origin", "--delete", "draft")


def test_a_merge_that_looks_clean_is_refused(clerk: Repository, world: World) -> None:
    """``-X ours`` drops the other side's record and leaves a ledger that verifies; ``-X theirs`` alters one of ours."""
    fork(clerk, world, 1, 1)
    for side in ("ours", "theirs"):
        before = clerk.head
        done = clerk.tried("merge", "--no-edit", "-X", side, "other")
        assert done.returncode != 0
        assert "ledger/000/000006.yaml：台账中已有的文件被改动" in done.stderr
        clerk("merge", "--abort")
        assert clerk.head == before


def test_a_conflict_solved_by_taking_one_side_is_refused(clerk: Repository, world: World) -> None:
    fork(clerk, world, 1, 1)
    assert clerk.tried("merge", "other").returncode != 0
    clerk("checkout", "--ours", "ledger/000/000006.yaml")
    done = committed(clerk)
    assert done.returncode != 0
    assert "ledger/000/000006.yaml" in done.stderr


def fork(clerk: Repository, world: World, ours: int, theirs: int) -> None:
    """Two branches, ``main`` and ``other``, that append so many records each."""
    base, head = len(world.entries), world.replay
    for name, count, first in (("other", theirs, 1), ("main", ours, 50)):
        branch = World()
        for entry in world.entries[:base]:
            branch.replay.accept(entry)
        branch.entries, branch.now = world.entries[:base], world.now
        for number in range(count):
            own = first + number
            one = inspector(own, certificate=f"X{own}", id=f"N{own + 10}", name=f"新检查员{own}")
            branch.say(type_change(one), "p")
        clerk("switch", "--quiet", *(("--create",) if name == "other" else ()), name)
        clerk.append(*branch.entries[base:])
    assert head.head.seq == base


def type_change(one: Inspector) -> InspectorChange:
    return InspectorChange(reason="新增", added=(one,))


def test_hooks_of_others_are_never_overwritten(clerk: Repository) -> None:
    hooks = clerk.path / ".git" / "hooks"
    (hooks / "pre-push").write_text("#!/bin/sh\nexit 0\n")
    (hooks / "pre-commit").unlink()
    with pytest.raises(errors.HookForeign) as caught:
        install(Git.at(clerk.path))
    assert caught.value.path == str(hooks / "pre-push")
    assert (hooks / "pre-push").read_text() == "#!/bin/sh\nexit 0\n"
    assert not (hooks / "pre-commit").exists()
    (hooks / "pre-push").unlink()
    (hooks / "pre-push").symlink_to(hooks / "pre-merge-commit")
    with pytest.raises(errors.HookForeign):
        install(Git.at(clerk.path))


def test_our_own_hooks_are_renewed(clerk: Repository) -> None:
    hooks = clerk.path / ".git" / "hooks"
    wanted = (hooks / "pre-push").read_bytes()
    (hooks / "pre-push").write_bytes(wanted.replace(b"python", b"snake"))
    assert [path.name for path in install(Git.at(clerk.path))] == list(CLERK)
    assert (hooks / "pre-push").read_bytes() == wanted
    assert {path.name for path in hooks.iterdir() if not path.name.endswith(".sample")} == set(CLERK)


def test_a_folder_for_hooks_of_ones_own_is_honoured(clerk: Repository, tmp_path: Path) -> None:
    clerk("config", "core.hooksPath", "my hooks")
    install(Git.at(clerk.path))
    assert {path.name for path in (clerk.path / "my hooks").iterdir()} == set(CLERK)
    (clerk.ledger / "000/000003.yaml").unlink()
    assert clerk.tried("commit", "-q", "-a", "-m", "x").returncode != 0


def test_a_hook_whose_python_is_gone_uses_the_ssj_it_finds_or_refuses(clerk: Repository, tmp_path: Path) -> None:
    hook = clerk.path / ".git" / "hooks" / "pre-commit"
    hook.write_text(hook.read_text("utf-8").replace(sys.executable, "/nowhere/python"), "utf-8")
    (clerk.path / "x").write_text("x")
    done = committed(clerk)
    assert done.returncode != 0
    assert "ssj hooks install" in done.stderr
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "ssj").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ssj_publish "$@"\n')
    (programs / "ssj").chmod(0o755)
    clerk("commit", "-q", "-m", "x", PATH=f"{programs}:{os.environ['PATH']}")


def test_the_hook_does_not_run_code_from_the_repository(clerk: Repository) -> None:
    """A folder ``ssj_publish`` in somebody's branch must not become the checker."""
    (clerk.path / "ssj_publish").mkdir()
    (clerk.path / "ssj_publish" / "__main__.py").write_text("raise SystemExit(0)\n")
    (clerk.ledger / "000/000003.yaml").unlink()
    assert committed(clerk).returncode != 0
