"""A new ledger's repository: what git may take in, what it must leave as it is, and the hooks that hold both."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ssj_publish.git.command import Git
from ssj_publish.git.hooks import install
from ssj_publish.ledger import layout

#: What a bureau's repository is for; all else stays out of it: keys, secrets, workbooks with columns of personal data.
_IGNORED: Final = """\
# 只收台账和网站的内容；密钥、秘密文件、Excel 原表等一概不进仓库。
/*
!/.gitignore
!/.gitattributes
!/README.md
!/ledger/
!/content/
!/theme/
!/pelicanconf.py
!/publishconf.py
!/.github/
!/.gitlab-ci.yml
!/.workflow/
*.xls
*.xlsx
*.csv
"""
_ATTRIBUTES: Final = "# 台账按字节核对，不得转换换行。\nledger/** -text\n"
#: Contents that may have to disappear have no place in git's history; nor has what a crash leaves of an append.
_LEDGER_IGNORED: Final = f"# 以后可能要撤下的内容不进 git 的历史。\n/{layout.DISCLOSURES}/\n/{layout.TEMPORARY}*\n"


def files() -> dict[str, str]:
    """By path, what a ledger's repository has for git to read."""
    return {".gitignore": _IGNORED, ".gitattributes": _ATTRIBUTES, "ledger/.gitignore": _LEDGER_IGNORED}


def available(folder: Path) -> None:
    """`errors.GitMissing` where there is no git; ``folder`` is any that exists."""
    Git(folder).run("version")


def create(folder: Path) -> list[Path]:
    """Make ``folder`` a repository with hooks, unless it is one. Gives the hooks.

    Raises as `hooks.install`.
    """
    git = Git(folder)
    if not (folder / ".git").exists():
        git.run("-c", "init.defaultBranch=main", "init", "--quiet", "--template=")
    return install(git)


def nameless(folder: Path) -> bool:
    """Whether git does not know yet who commits in ``folder``, and would refuse to in its own language."""
    return any(Git(folder).tried("config", name)[0] for name in ("user.name", "user.email"))
