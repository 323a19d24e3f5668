"""A ledger read out of git: the same bytes and the same refusals as from a folder, whatever the clone is like."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.core.encoding import MAX_BYTES
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.replay import replay
from ssj_publish.git import ledger, trees
from ssj_publish.git.command import Git
from ssj_publish.ledger import store
from ssj_publish.words.reasons import sentence
from tests.repositories import Repository
from tests.world import World, write_entry

pytestmark = pytest.mark.usefixtures("own_git")


@pytest.fixture
def repository(world: World, tmp_path: Path) -> Repository:
    return Repository.create(tmp_path / "台账 仓库", world.entries)


def plant(repository: Repository, path: str, mode: str = "100644", data: bytes = b"x\n") -> str:
    """Put ``path`` into the index as no work tree could, and commit it; the commit."""
    done = subprocess.run(
        ["git", "hash-object", "-w", "--stdin"], cwd=repository.path, input=data, capture_output=True, check=True
    )
    id_ = repository.head if mode == "160000" else done.stdout.decode().strip()
    repository("update-index", "--add", "--cacheinfo", f"{mode},{id_},{path}")
    tree = repository("write-tree").strip()
    return repository("commit-tree", tree, "-p", "HEAD", "-m", "plant").strip()


def test_what_git_holds_is_what_the_folder_holds(repository: Repository, world: World) -> None:
    git = Git.at(repository.path)
    assert list(ledger.entries(git, "HEAD")) == world.entries == list(store.read_entries(repository.ledger))
    assert replay(ledger.entries(git, "HEAD")).head == world.replay.head


def test_it_is_found_from_a_folder_inside_and_from_a_bare_clone(
    repository: Repository, world: World, tmp_path: Path
) -> None:
    repository.clone(tmp_path / "bare.git", "--bare")
    for place in (repository.ledger, tmp_path / "bare.git"):
        assert list(ledger.entries(Git.at(place), "main")) == world.entries


def test_numbers_order_records_even_past_a_million(repository: Repository) -> None:
    for seq in (1_000_000, 999_999):
        write_entry(repository.ledger, Entry(record_name(seq), b"%d" % seq))
    repository.commit()
    assert [entry.data for entry in ledger.entries(Git.at(repository.path), "HEAD")][-2:] == [b"999999", b"1000000"]


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        ("ledger/000/000099.yaml", "120000"),
        ("ledger/README.md", "120000"),
        ("ledger/000/000099.yaml", "160000"),
        ("ledger/000099.YAML", "100644"),
        ("ledger/Readme.md", "100644"),
        ("ledger/notes.txt", "100644"),
        ("ledger/sub/000/000099.yaml", "100644"),
        ("ledger/Checkpoints/000001.note", "100644"),
        ("ledger/checkpoints/1.note", "100644"),
        ("ledger/checkpoints/more/000001.note", "100644"),
        ("ledger/000/000099.yaml\n", "100644"),
        ("ledger/记录.yaml", "100644"),
    ],
)
def test_what_does_not_belong_there_is_named(repository: Repository, path: str, mode: str) -> None:
    commit = plant(repository, path, mode)
    with pytest.raises(errors.ForeignFile) as caught:
        list(ledger.entries(Git.at(repository.path), commit))
    assert caught.value.name == path.removeprefix("ledger/")


@pytest.mark.parametrize("path", ["Ledger/000/000001.yaml", "LEDGER", "ledger./x"])
def test_a_folder_that_windows_would_take_for_the_ledger_is_refused(repository: Repository, path: str) -> None:
    with pytest.raises(errors.ForeignFile) as caught:
        ledger.contents(Git.at(repository.path), plant(repository, path))
    assert caught.value.name == path.split("/")[0]


def test_a_link_in_the_ledgers_own_place_is_refused(tmp_path: Path) -> None:
    repository = Repository.create(tmp_path / "r")
    with pytest.raises(errors.ForeignFile):
        ledger.contents(Git.at(repository.path), plant(repository, "ledger", "120000"))


def test_a_program_is_refused(repository: Repository) -> None:
    with pytest.raises(errors.ModeWrong):
        ledger.contents(Git.at(repository.path), plant(repository, "ledger/000/000099.yaml", "100755"))


def test_a_name_that_is_not_utf8_is_shown_and_refused(repository: Repository) -> None:
    id_ = repository("rev-parse", "HEAD:ledger/000/000001.yaml").strip()
    feed = b"100644 %s\tledger/\xff.yaml\0" % id_.encode()
    subprocess.run(["git", "update-index", "-z", "--index-info"], cwd=repository.path, input=feed, check=True)
    with pytest.raises(errors.ForeignFile) as caught:
        ledger.contents(Git.at(repository.path), repository("write-tree").strip())
    assert caught.value.name == "\\xff.yaml"


def test_no_ledger_is_nothing_to_see(tmp_path: Path) -> None:
    git = Git.at(Repository.create(tmp_path / "r").path)
    assert ledger.contents(git, "HEAD") is None
    with pytest.raises(errors.LedgerNotFound):
        list(ledger.entries(git, "HEAD"))


def test_a_ledger_deeper_down_is_none(tmp_path: Path, world: World) -> None:
    """Only ``ledger/`` at the top of a repository counts."""
    repository = Repository.create(tmp_path / "r")
    world.write(repository.path / "office")
    repository.commit()
    assert ledger.contents(Git.at(repository.path), "HEAD") is None


def test_a_record_beyond_the_cap_is_not_read(repository: Repository) -> None:
    commit = plant(repository, "ledger/000/000099.yaml", data=b"x" * (MAX_BYTES + 1))
    with pytest.raises(errors.RecordTooLarge) as caught:
        list(ledger.entries(Git.at(repository.path), commit))
    assert caught.value.name == "000/000099.yaml"


def test_no_setting_of_the_users_changes_what_is_read(repository: Repository, world: World, tmp_path: Path) -> None:
    """Replaced objects, grafts, a pager, patterns for paths, another repository in the surroundings."""
    other = Repository.create(tmp_path / "other")
    false = (
        subprocess.run(
            ["git", "hash-object", "-w", "--stdin"],
            cwd=repository.path,
            input=b"false\n",
            capture_output=True,
            check=True,
        )
        .stdout.decode()
        .strip()
    )
    repository("replace", repository("rev-parse", "HEAD:ledger/000/000001.yaml").strip(), false)
    repository("config", "core.quotePath", "true")
    repository("config", "core.pager", "false")
    os.environ["GIT_DIR"] = str(other.path / ".git")
    os.environ["GIT_GLOB_PATHSPECS"] = "1"
    try:
        assert list(ledger.entries(Git.at(repository.path), "HEAD")) == world.entries
    finally:
        del os.environ["GIT_DIR"], os.environ["GIT_GLOB_PATHSPECS"]


def test_a_shallow_clone_verifies(repository: Repository, world: World, tmp_path: Path) -> None:
    world.complaint("S001")
    repository.append(world.entries[-1])
    clone = repository.clone(tmp_path / "shallow", "--depth", "1")
    assert clone("rev-list", "--count", "HEAD").strip() == "1"
    assert replay(ledger.entries(Git.at(clone.path), "HEAD")).head == world.replay.head
    assert replay(store.read_entries(clone.ledger)).head == world.replay.head


def test_a_partial_clone_is_not_filled_by_reading_it(
    repository: Repository, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is fetched unasked; the sentence says how to, and then it verifies."""
    repository("config", "uploadpack.allowFilter", "true")
    clone, trace = repository.clone(tmp_path / "partial", "--filter=blob:none", "--bare"), tmp_path / "trace"
    monkeypatch.setattr(Git, "environment", lambda self, extra, plain=Git.environment: {
        **plain(self, extra), "GIT_TRACE": str(trace)
    })  # fmt: skip
    with pytest.raises(errors.ObjectMissing) as caught:
        list(ledger.entries(Git.at(clone.path), "HEAD"))
    assert "git fetch --refetch --no-filter" in sentence(caught.value)
    assert "fetch" not in trace.read_text("utf-8")
    clone("fetch", "--quiet", "--refetch", "--no-filter")
    assert replay(ledger.entries(Git.at(clone.path), "HEAD")).head == world.replay.head


def test_a_damaged_repository_names_the_record(repository: Repository) -> None:
    id_ = repository("rev-parse", "HEAD:ledger/000/000002.yaml").strip()
    (repository.path / ".git" / "objects" / id_[:2] / id_[2:]).unlink()
    with pytest.raises(errors.ObjectMissing) as caught:
        list(ledger.entries(Git.at(repository.path), "HEAD"))
    assert caught.value.name == "ledger/000/000002.yaml"


def test_autocrlf_spoils_nothing_where_the_attributes_stand(
    repository: Repository, world: World, tmp_path: Path
) -> None:
    clone = repository.clone(tmp_path / "windows", "--config", "core.autocrlf=true")
    assert replay(store.read_entries(clone.ledger)).head == world.replay.head
    world.complaint("S001")
    clone.append(world.entries[-1])
    assert list(ledger.entries(Git.at(clone.path), "HEAD")) == world.entries


def test_autocrlf_without_attributes_fails_by_name(world: World, tmp_path: Path) -> None:
    repository = Repository.create(tmp_path / "r", world.entries, attributes="")
    clone = repository.clone(tmp_path / "windows", "--config", "core.autocrlf=true")
    with pytest.raises(errors.CarriageReturn) as caught:
        replay(store.read_entries(clone.ledger))
    assert caught.value.name == "000/000001.yaml"
    # What git holds is unharmed: the clone need only be checked out again.
    assert list(ledger.entries(Git.at(clone.path), "HEAD")) == world.entries


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("", "text"),
        ("ledger/** text=auto\n", "text"),
        ("ledger/** -text\nledger/000/000009.yaml text\n", "text"),
        ("ledger/*.yaml -text\n", "text"),
        ("ledger/** -text filter=clean\n", "filter"),
        ("ledger/** -text ident\n", "ident"),
        ("ledger/** -text\n*.yaml merge=union\n", "merge"),
        ("ledger/** -text working-tree-encoding=UTF-16\n", "working-tree-encoding"),
    ],
)
def test_attributes_that_let_git_touch_the_bytes_are_refused(
    repository: Repository, tmp_path: Path, text: str, attribute: str
) -> None:
    git = Git.at(repository.path)
    # The user's own attributes must not hide what everybody else lacks.
    (tmp_path / "attributes").write_text("ledger/** -text -filter -ident\n")
    git.run("config", "core.attributesFile", str(tmp_path / "attributes"))
    (git.folder / ".git" / "info" / "attributes").write_text("ledger/** -text\n")
    found = ledger.contents(git, plant(repository, ".gitattributes", data=text.encode()))
    assert found is not None
    with pytest.raises(errors.AttributesUnsafe) as caught:
        ledger.check_attributes(git, found)
    assert caught.value.attribute == attribute


@pytest.mark.parametrize("text", ["ledger/** -text\n", "ledger/** binary\n", "* -text\n*.md text\n"])
def test_attributes_that_keep_the_bytes_are_fine(world: World, tmp_path: Path, text: str) -> None:
    git = Git.at(Repository.create(tmp_path / "r", world.entries, attributes=text).path)
    found = ledger.contents(git, "HEAD")
    assert found is not None
    ledger.check_attributes(git, found)


def test_attributes_in_the_ledgers_own_folder_count(world: World, tmp_path: Path) -> None:
    repository = Repository.create(tmp_path / "r", world.entries, attributes="")
    (repository.ledger / ".gitattributes").write_text("* -text\n")
    repository.commit()
    git = Git.at(repository.path)
    found = ledger.contents(git, "HEAD")
    assert found is not None
    ledger.check_attributes(git, found)


def test_the_index_is_read_and_left_alone(repository: Repository, world: World) -> None:
    world.complaint("S001")
    repository.put(world.entries[-1:])
    repository("add", "--all")
    before = (repository.path / ".git" / "index").read_bytes()
    git = Git.at(repository.path)
    assert list(ledger.entries(git, trees.index_tree(git))) == world.entries
    assert (repository.path / ".git" / "index").read_bytes() == before


def test_no_repository_and_no_revision_are_said(repository: Repository, tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(errors.NotARepository):
            Git.at(place)
    for name in ("nowhere", "--all", "", "HEAD:ledger"):
        with pytest.raises(errors.RevisionUnknown):
            trees.resolve(Git.at(repository.path), name)


def test_without_git_it_is_said(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(errors.GitMissing):
        Git.at(repository.path)
