"""The ``git`` executable at one repository, so that no setting of anybody's changes what it answers, or runs anything.

A clone comes with nothing but files, and yet a folder that somebody hands over, or a repository that a colleague has
set up, holds a configuration, which can name programs: filters, merge drivers, hooks, monitors, ways to reach a remote.
So git is run in two ways:

- `Git.objects` for all that is in the object store (trees, blobs, history, the tree of a merge): git gets a folder of
  our own with a configuration of our own, and of the repository nothing but its objects. No remote is known there, so
  nothing can be fetched.
- `Git` itself for what only the repository knows (names, index, work tree): its configuration is read, and whatever in
  it would run a program is overruled; nothing is fetched either.

Output is read with ``-z`` and full object ids; replacement objects, grafts, hooks, pagers, patterns in paths and the
language of messages are out of the way. A repository is found from its folder, never from ``GIT_DIR`` and the like,
except inside a hook, where git itself tells by these which index and which incoming objects are meant. One without a
work tree is taken only where it is named, never found inside a clone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Final

from ssj_publish import errors

#: What stays of the surroundings' ``GIT_*``: how the user is called, where the user's own settings are.
_KEPT: Final = re.compile(
    r"GIT_(?:(?:AUTHOR|COMMITTER)_.*|CONFIG(?:_.*)?|EXEC_PATH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)"
)
#: What git tells a hook (githooks(5)): the index of this commit, the objects of a push that is not yet taken in.
_KEPT_IN_HOOK: Final = frozenset(
    {
        "GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_NAMESPACE", "GIT_SHALLOW_FILE",
        "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH",
    }
)  # fmt: skip
_ALWAYS: Final = {
    "LC_ALL": "C",
    "LANGUAGE": "",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_GRAFT_FILE": "/dev/null",
    "GIT_EDITOR": ":",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    # Nothing is fetched: not by itself, and over no protocol, whatever the configuration allows.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
}
#: Neither the user's nor the system's settings, where they have no say.
ALONE: Final = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_ATTR_NOSYSTEM": "1"}
_SETTINGS: Final = (
    "core.fsmonitor=false",
    "core.quotePath=false",
    "core.attributesFile=/dev/null",
    "core.commitGraph=false",  # it tells parents that no digest vouches for
    "core.sshCommand=false",
    "core.gitProxy=",
    "core.askPass=",
    "credential.helper=",
    "uploadpack.packObjectsHook=",
    "protocol.allow=never",
    "submodule.recurse=false",
    "safe.bareRepository=explicit",
    "gc.auto=0",
    "maintenance.auto=false",
    "color.ui=false",
    "advice.graftFileDeprecated=false",  # else it is all that is left of what git complains of
)
_NO_HOOKS: Final = ("-c", "core.hooksPath=/dev/null")
#: Programs that any configuration may name for kinds of files, when git writes a work tree or looks at one.
_DRIVER: Final = re.compile(
    r"(?:filter\..*\.(?:clean|smudge|process|required)|merge\..*\.driver|diff\..*\.(?:command|textconv))"
)
_NAMED: Final = "SSJ_EMPTY", "SSJ_FALSE"


class Git:
    """``git`` run in ``folder``; ``inside_hook`` takes over what git has told the hook that this process is;
    ``variables`` tell it more."""

    def __init__(self, folder: Path, inside_hook: bool = False, variables: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.inside_hook = inside_hook
        self._variables = dict(variables or {})

    @classmethod
    def at(cls, folder: Path, server: bool = False) -> Git:
        """The repository that ``folder`` stands in, at its top, or that it is itself, where it has no work tree.

        One without a work tree inside another's work tree came with a clone, and is meant only where the caller says so
        (``server``). Raises `errors.NotARepository`.
        """
        if not folder.is_dir():
            raise errors.NotARepository(folder=str(folder))
        top = cls._top(folder)
        if top is not None:
            return cls(top)
        if not server and cls._top(folder.resolve().parent) is not None:
            raise errors.NotARepository(folder=str(folder))
        named = cls(folder, variables={"GIT_DIR": str(folder.resolve())})
        if named.tried("rev-parse", "--is-bare-repository")[1].strip() != b"true":
            raise errors.NotARepository(folder=str(folder))
        return named

    @classmethod
    def _top(cls, folder: Path) -> Path | None:
        """The top of the work tree that ``folder`` is in; None where git finds none there."""
        try:
            top = Path(os.fsdecode(cls(folder).run("rev-parse", "--show-toplevel").removesuffix(b"\n")))
        except errors.GitFailed as fault:
            # Another owner's repository is one, and git's own words say what to do about it.
            if "dubious ownership" in fault.reason:
                raise
            return None
        # ``core.worktree`` may name any folder of this machine.
        return top if folder.resolve().is_relative_to(top.resolve()) else None

    @property
    def bare(self) -> bool:
        """Without a work tree, as a server's."""
        return self.run("rev-parse", "--is-bare-repository").strip() == b"true"

    @cached_property
    def objects(self) -> Git:
        """Git over this repository's objects alone: no configuration but ours, no remotes, no attributes, no hooks."""
        told = self.run("rev-parse", "--show-object-format", "--git-path", "objects", "--git-path", "shallow")
        form, store, shallow = (os.fsdecode(line) for line in told.split(b"\n")[:3])
        place = Path(tempfile.mkdtemp(prefix="ssj-"))
        (place / "refs").mkdir()
        (place / "objects").mkdir()
        (place / "HEAD").write_text("ref: refs/heads/none\n", "ascii")
        (place / "config").write_text(
            f"[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectFormat = {form}\n", "ascii"
        )
        variables = ALONE | {"GIT_DIR": str(place), "GIT_OBJECT_DIRECTORY": str(self.folder / store)}
        if (self.folder / shallow).is_file():
            variables["GIT_SHALLOW_FILE"] = str(self.folder / shallow)
        for name in ("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH"):
            if self.inside_hook and name in os.environ:
                variables[name] = os.environ[name]
        made = Git(self.folder, variables=variables)
        weakref.finalize(made, shutil.rmtree, place, ignore_errors=True)
        return made

    def run(
        self, *arguments: str, stdin: bytes = b"", hooks: bool = False, variables: Mapping[str, str] | None = None
    ) -> bytes:
        """What git prints; `errors.GitFailed` with what it complains of, `errors.GitMissing`."""
        done = self._call(arguments, stdin, hooks, variables or {})
        if done.returncode:
            raise errors.GitFailed(reason=_reason(done.stderr, done.returncode))
        return done.stdout

    def work(self, *arguments: str) -> bytes:
        """`run` for what looks at the work tree or writes it: with no filter and no driver of any configuration.

        Files that are kept in another form than they are worked with (Git LFS) come as they are kept.
        """
        listed = self.run("config", "--list", "--name-only", "-z").split(b"\0")
        keys = sorted({os.fsdecode(key) for key in listed if _DRIVER.fullmatch(os.fsdecode(key))})
        # ``-c`` would take a name with an equals sign in it for something else.
        overruled = [f"--config-env={key}={_NAMED[key.endswith('.required')]}" for key in keys]
        return self.run(*overruled, *arguments, variables=dict(zip(_NAMED, ("", "false"), strict=True)))

    def holds(self, *arguments: str) -> bool:
        """Ask a question that git answers with its exit code, 0 or 1; any other is `errors.GitFailed`."""
        done = self._call(arguments, b"", False, {})
        if done.returncode > 1:
            raise errors.GitFailed(reason=_reason(done.stderr, done.returncode))
        return done.returncode == 0

    def tried(self, *arguments: str, stdin: bytes = b"") -> tuple[int, bytes]:
        """Exit code and output, whatever they are."""
        done = self._call(arguments, stdin, False, {})
        return done.returncode, done.stdout

    @contextmanager
    def conversation(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        """A git that is asked and answers several times; it ends with the block, whatever happens there."""
        process = self._start(arguments)
        try:
            yield process
        finally:
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with suppress(BrokenPipeError):
                        stream.close()
            process.wait()

    def environment(self, extra: Mapping[str, str]) -> dict[str, str]:
        """The surroundings that git gets."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("GIT_") or _KEPT.fullmatch(name) or (self.inside_hook and name in _KEPT_IN_HOOK)
        }
        return kept | _ALWAYS | self._variables | dict(extra)

    def _command(self, arguments: Sequence[str], hooks: bool) -> list[str]:
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        quiet = () if hooks else _NO_HOOKS
        return ["git", "--no-replace-objects", "--literal-pathspecs", "--no-pager", *settings, *quiet, *arguments]

    def _call(
        self, arguments: Sequence[str], stdin: bytes, hooks: bool, variables: Mapping[str, str]
    ) -> subprocess.CompletedProcess[bytes]:
        command, environment = self._command(arguments, hooks), self.environment(variables)
        try:
            return subprocess.run(
                command, cwd=self.folder, env=environment, input=stdin, capture_output=True, check=False
            )
        except FileNotFoundError:
            raise errors.GitMissing() from None

    def _start(self, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        command, environment, pipe = self._command(arguments, False), self.environment({}), subprocess.PIPE
        try:
            # Complaints would fill a pipe that nobody reads; whoever asks sees that the answer is missing.
            return subprocess.Popen(
                command, cwd=self.folder, env=environment, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
            )
        except FileNotFoundError:
            raise errors.GitMissing() from None


def _reason(stderr: bytes, code: int) -> str:
    said = " ".join(stderr.decode("utf-8", "replace").split())
    return said[:300] or f"exit {code}"
