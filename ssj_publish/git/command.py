"""The ``git`` executable at one repository, so that no setting of the user's changes what it answers.

Its output is read with ``-z`` and full object ids; replacement objects, grafts, hooks, pagers, patterns in paths and
the language of messages are out of the way. A repository is found from its folder, never from ``GIT_DIR`` and the
like, except inside a hook, where git itself tells by these which index and which incoming objects are meant.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from ssj_publish import errors

#: What stays of the surroundings' ``GIT_*``: how the user is called, how remotes are reached, where settings are.
_KEPT: Final = re.compile(
    r"GIT_(?:(?:AUTHOR|COMMITTER)_.*|CONFIG(?:_.*)?|SSH(?:_.*)?|SSL_.*|ASKPASS|TERMINAL_PROMPT|PROXY_COMMAND|EXEC_PATH"
    r"|ALLOW_PROTOCOL|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)"
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
}
_SETTINGS: Final = (
    "core.fsmonitor=false",
    "core.quotePath=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "color.ui=false",
)
_NO_HOOKS: Final = ("-c", "core.hooksPath=/dev/null")


class Git:
    """``git`` run in ``folder``; ``inside_hook`` takes over what git has told the hook that this process is."""

    def __init__(self, folder: Path, inside_hook: bool = False) -> None:
        self.folder = folder
        self.inside_hook = inside_hook

    @classmethod
    def at(cls, folder: Path) -> Git:
        """The repository that ``folder`` stands in, at its top; `errors.NotARepository`."""
        if not folder.is_dir():
            raise errors.NotARepository(folder=str(folder))
        git = cls(folder)
        try:
            bare = git.run("rev-parse", "--is-bare-repository").strip() == b"true"
            top = git.run("rev-parse", "--absolute-git-dir" if bare else "--show-toplevel")
        except errors.GitFailed as fault:
            # Another owner's repository is one, and git's own words say what to do about it.
            if "dubious ownership" in fault.reason:
                raise
            raise errors.NotARepository(folder=str(folder)) from None
        return cls(Path(os.fsdecode(top.removesuffix(b"\n"))))

    @property
    def bare(self) -> bool:
        """Without a work tree, as a server's."""
        return self.run("rev-parse", "--is-bare-repository").strip() == b"true"

    def run(
        self, *arguments: str, stdin: bytes = b"", hooks: bool = False, variables: Mapping[str, str] | None = None
    ) -> bytes:
        """What git prints; `errors.GitFailed` with what it complains of, `errors.GitMissing`."""
        done = self._call(arguments, stdin, hooks, variables or {})
        if done.returncode:
            raise errors.GitFailed(reason=_reason(done.stderr, done.returncode))
        return done.stdout

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
        return kept | _ALWAYS | dict(extra)

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
