"""Real git repositories with small ledgers in them, away from the settings of whoever runs the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from ssj_publish.core.entry import Entry
from tests.world import write_entry

ATTRIBUTES = "ledger/** -text\n"
_FOLDER = TemporaryDirectory(prefix="repositories")
#: The repositories that were created so far, by what was put in: a copy takes a tenth of the time.
_CREATED: dict[tuple[tuple[Entry, ...], str], Path] = {}


class Repository:
    """A clone in ``path``, driven by the user's git: hooks, settings and all."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(cls, path: Path, entries: Sequence[Entry] = (), attributes: str = ATTRIBUTES) -> Repository:
        """A new repository on ``main``, with ``entries`` committed."""
        key = (tuple(entries), attributes)
        if key not in _CREATED:
            _CREATED[key] = cls._created(Path(_FOLDER.name, str(len(_CREATED))), entries, attributes)
        return cls(Path(shutil.copytree(_CREATED[key], path)))

    @classmethod
    def _created(cls, path: Path, entries: Sequence[Entry], attributes: str) -> Path:
        path.mkdir()
        made = cls(path)
        made("init", "--quiet")
        made.named()
        if attributes:
            (path / ".gitattributes").write_text(attributes, "utf-8", newline="\n")
        made.put(entries)
        made.commit("first")
        return path

    def named(self) -> None:
        """Whose commits they are, as ``git config`` would write it."""
        own = self.path / ".git"
        with ((own if own.is_dir() else self.path) / "config").open("a", encoding="utf-8") as config:
            config.write("[user]\n\tname = 某科\n\temail = office@jy.test.example\n")

    def __call__(self, *arguments: str, **variables: str) -> str:
        """Git's output; a failure is an error."""
        done = self.tried(*arguments, **variables)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def tried(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", *arguments], cwd=self.path, capture_output=True, encoding="utf-8", check=False,
            env={**os.environ, **variables},
        )  # fmt: skip

    @property
    def ledger(self) -> Path:
        return self.path / "ledger"

    def put(self, entries: Sequence[Entry]) -> None:
        """Write records, without committing them."""
        self.ledger.mkdir(exist_ok=True)
        for entry in entries:
            write_entry(self.ledger, entry)

    def commit(self, message: str = "add") -> str:
        """Commit all that there is, past any hook; gives the commit's id."""
        self("add", "--all")
        self("commit", "--quiet", "--no-verify", "--allow-empty", "--message", message)
        return self.head

    def append(self, *entries: Entry, message: str = "append") -> str:
        self.put(entries)
        return self.commit(message)

    @property
    def head(self) -> str:
        return self("rev-parse", "HEAD").strip()

    def clone(self, path: Path, *options: str) -> Repository:
        """A clone of this one."""
        source = self.path.as_uri()
        done = subprocess.run(
            ["git", "clone", "--quiet", *options, source, str(path)], capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        made = Repository(path)
        made.named()
        return made

    def files(self) -> dict[str, bytes]:
        """The ledger's files in the work tree, by path in it."""
        return {
            one.relative_to(self.ledger).as_posix(): one.read_bytes() for one in self.ledger.rglob("*") if one.is_file()
        }
