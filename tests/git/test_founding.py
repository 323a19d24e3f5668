"""A new ledger's repository: nothing private goes in, no byte is converted, and what is there already stays."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ssj_publish.git import founding


@pytest.fixture
def home(own_git: None, tmp_path: Path) -> Path:
    made = tmp_path / "台账"
    for name, text in founding.files().items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(text, "utf-8")
    founding.create(made)
    return made


def taken(home: Path, *names: str) -> set[str]:
    """Which of the files git would take in."""
    for name in names:
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(b"x")
    subprocess.run(["git", "add", "-A"], cwd=home, check=True, capture_output=True)
    done = subprocess.run(["git", "ls-files", "-z"], cwd=home, check=True, capture_output=True)
    return set(done.stdout.decode().split("\0")) & set(names)


def test_records_and_prose_go_in_and_keys_workbooks_and_removable_contents_do_not(home: Path) -> None:
    good = {"ledger/000/000001.yaml", "content/pages/about.md", "pelicanconf.py", "README.md"}
    bad = {"keys/zhengce", "名录.xlsx", "ledger/名录.csv", "秘密.yaml", "ledger/disclosures/ab.yaml"}
    assert taken(home, *good, *bad) == good


def test_a_repository_that_is_there_is_kept(home: Path) -> None:
    (home / ".git" / "description").write_text("自己的\n", "utf-8")
    hooks = founding.create(home)
    assert (home / ".git" / "description").read_text("utf-8") == "自己的\n"
    assert all(one.is_file() for one in hooks)
    assert {"pre-commit", "pre-push"} <= {one.name for one in hooks}


def test_git_does_not_know_who_commits_until_it_is_told(home: Path) -> None:
    assert founding.nameless(home)
    for name in ("user.name", "user.email"):
        subprocess.run(["git", "config", name, "x"], cwd=home, check=True)
    assert not founding.nameless(home)
    founding.available(home)
