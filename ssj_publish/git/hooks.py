"""Hooks as files: small POSIX scripts, which Git for Windows runs too, that call ``ssj hooks run``."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from secrets import token_hex
from typing import Final

from ssj_publish import errors
from ssj_publish.git.command import Git

#: Hook → what it runs. A merge without conflicts runs ``pre-merge-commit`` in the place of ``pre-commit``.
CLERK: Final = {"pre-commit": "pre-commit", "pre-merge-commit": "pre-commit", "pre-push": "pre-push"}
SERVER: Final = {"pre-receive": "pre-receive"}

_MARK: Final = "# ssj-hook: "
_SCRIPT: Final = """\
#!/bin/sh
{mark}{gate}
# 由 ssj hooks install 写入，请勿手工修改；重新运行该命令可以更新。
if [ -x {python} ]; then
  exec {python} -P -m ssj_publish hooks run {gate} "$@"
fi
if command -v ssj >/dev/null 2>&1; then
  exec ssj hooks run {gate} "$@"
fi
echo '找不到 ssj，无法核对台账，已停止。请重新安装 ssj，再运行 ssj hooks install。' >&2
exit 3
"""


def install(git: Git) -> list[Path]:
    """Write the hooks of a server's repository where ``git`` is bare, a clerk's elsewhere; gives their paths.

    Respects ``core.hooksPath``. Our own hooks are renewed; `errors.HookForeign` for any other, before anything is
    written.
    """
    told = git.run("rev-parse", "--git-path", "hooks", hooks=True).removesuffix(b"\n")
    folder = git.folder / os.fsdecode(told)
    wanted = {folder / name: script(gate) for name, gate in (SERVER if git.bare else CLERK).items()}
    for path in wanted:
        if os.path.lexists(path) and not _is_ours(path):
            raise errors.HookForeign(path=str(path))
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in wanted.items():
        _write(path, text)
    # Else git shows every Chinese name as numbers.
    git.run("config", "core.quotePath", "false")
    return list(wanted)


def script(gate: str) -> str:
    """The hook that runs ``gate`` with the Python that runs now, or with the ``ssj`` that is found."""
    return _SCRIPT.format(mark=_MARK, gate=gate, python=shlex.quote(Path(sys.executable).as_posix()))


def _is_ours(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as stream:
        return f"\n{_MARK}".encode() in stream.read(4096)


def _write(path: Path, text: str) -> None:
    """Whole or not at all: a half-written hook would stop every commit."""
    temporary = path.with_name(f".{path.name}.{token_hex(8)}")
    try:
        temporary.write_text(text, "utf-8", newline="\n")
        temporary.chmod(0o755)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
