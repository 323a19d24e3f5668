"""``ssj demo``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ssj_publish import errors
from ssj_publish.cli._screen import progress, say
from ssj_publish.git.command import Git


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def demo(folder: Path) -> None:
    """在空文件夹 FOLDER 里演示虚构的安澜县：导入工作簿、抽取、检查、公示，留下一个 git 仓库和网站。"""
    from ssj_publish.example import county, year
    from ssj_publish.site.build import build

    if folder.exists() and any(folder.iterdir()):
        raise errors.FileThere(path=str(folder))
    bar: Any
    with progress("演示安澜县的一年", 1000) as bar:
        year.play(folder / "ledger", lambda done, all_: bar.update(1000 * done // all_ - bar.pos))
    (folder / ".gitattributes").write_text("ledger/** -text\n", "utf-8", newline="\n")
    (folder / ".gitignore").write_text("output/\nkeys/\n", "utf-8", newline="\n")
    county.write_keys(folder / "keys")
    report = build(folder, folder / "output")
    _git(folder)
    say(
        f"演示完成：{folder}",
        f"网站：{report.output / 'index.html'}",
        f"核对：ssj verify {folder}",
        "密钥在 keys/，人人可知，只供演示。",
    )


def _git(folder: Path) -> None:
    """Keep the ledger in a git repository, as an office does."""
    who = (
        "-c",
        "user.name=安澜县教育局（虚构）",
        "-c",
        "user.email=demo@anlan.example",
        "-c",
        "init.defaultBranch=main",
    )
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "安澜县 2025 年和 2026 年（虚构）")):
        Git(folder).run(*who, *arguments)
