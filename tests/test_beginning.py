"""How a bureau begins: the commands of README's section are run as they stand there, by somebody who types the
answers."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

ROOT = Path(__file__).resolve().parent.parent
ANLAN = ROOT / "ssj_publish" / "workbooks" / "anlan"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="the commands are a shell's")]
WORD = "口令一二三"
#: What is typed, by the beginning of the command.
ANSWERS = {
    "ssj key new": (WORD, WORD),
    "ssj sign": ("y", WORD),
    "ssj calendar": (WORD,),
    "ssj import": ("y", WORD),
    "ssj init 临江": (
        "临江县教育局", "990123", "jy.linjiang.gov.cn", "基础教育科", "密钥/jijiao.pub", "密钥/zhengce.pub",
        "密钥/lingdao.pub", "密钥/jijian.pub", "",
    ),
}  # fmt: skip


def blocks() -> list[list[str]]:
    """The commands of the section, by block."""
    section = (ROOT / "README.md").read_text("utf-8").partition("## 一个局怎样开始\n")[2].partition("\n## ")[0]
    return [block.strip().splitlines() for block in re.findall(r"```sh\n(.*?)```", section, re.DOTALL)]


def test_the_section_has_the_commands_and_installs_this_package() -> None:
    name = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["name"]
    first = blocks()[0][0]
    assert first == f"pip install {name}"
    assert sum(map(len, blocks())) > 15


def test_a_bureau_founded_as_readme_says_has_its_own_site(tmp_path: Path, own_git: None) -> None:
    office = tmp_path / "办公 电脑"
    office.mkdir()
    cut(office)
    desk = Desk(office, tmp_path)
    installing, making, founding, registers, closing = list(blocks_of_the_section())
    for block in (making, founding, registers):
        desk.run(block)
    assert installing == ["pip install ssj-publish"]
    refused = desk.one("ssj site build", check=False)
    assert refused.returncode == 2
    assert "content/pages/about.md:10 还没有填写" in refused.stderr
    assert not (office / "临江" / "output").exists()
    fill(office / "临江")
    told = desk.run(closing)
    assert "核对无误：临江县教育局（jy.linjiang.gov.cn/ssj）" in told
    assert "各科室提报年度抽查计划" in told
    assert "下一步：ssj import plan" in told
    shown(office / "临江" / "output")
    kept = desk.one("git -c core.quotePath=false ls-files").stdout
    assert not re.search("xlsx|创世|设置|output|密钥", kept)
    checked = desk.one("ssj site check", check=False).stdout
    # What a site of today cannot have yet: the two badges that others give it, and a year's work.
    owed = ("party_badge 中填写", "fault_badge 中填写", "超过两周没有更新")
    faults = [line for line in checked.splitlines() if line.startswith("✗")]
    assert [next(one for one in owed if one in line) for line in faults] == list(owed), checked


def blocks_of_the_section() -> Iterator[list[str]]:
    """The installing apart, for it is done here."""
    first, *rest = blocks()
    yield first[:1]
    yield first[1:]
    yield from rest


class Desk:
    """A computer with ``ssj`` on it; ``cd`` lasts from one command to the next."""

    def __init__(self, folder: Path, bin_: Path) -> None:
        self.folder = folder
        (bin_ / "ssj").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m ssj_publish "$@"\n', "utf-8")
        (bin_ / "ssj").chmod(0o755)
        self.environment = os.environ | {
            "PATH": f"{bin_}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "GIT_AUTHOR_NAME": "某科", "GIT_AUTHOR_EMAIL": "a@linjiang.example",
            "GIT_COMMITTER_NAME": "某科", "GIT_COMMITTER_EMAIL": "a@linjiang.example",
        }  # fmt: skip

    def run(self, commands: list[str]) -> str:
        """What they print; each must succeed."""
        said = []
        for command in commands:
            if command.startswith("cd "):
                self.folder /= command.removeprefix("cd ")
            else:
                said.append(self.one(command).stdout)
        return "\n".join(said)

    def one(self, command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """A command, in a session of its own: without a terminal, passphrases are read from the input too."""
        typed = max((one for one in ANSWERS if command.startswith(one)), key=len, default="")
        lines = () if "--signed" in command else ANSWERS.get(typed, ())
        done = subprocess.run(
            ["sh", "-c", command], cwd=self.folder, env=self.environment, input="".join(f"{line}\n" for line in lines),
            capture_output=True, encoding="utf-8", check=False, start_new_session=True,
        )  # fmt: skip
        assert done.returncode == 0 or not check, f"{command}\n{done.stdout}\n{done.stderr}"
        return done


def cut(folder: Path) -> None:
    """The example county's workbooks, down to what one office has."""
    items = rows("抽查事项清单")
    own = [row for row in items[1:] if row[2] == "基础教育科"]
    write(folder / "抽查事项清单.xlsx", [items[0], *own])
    write(folder / "监管对象名录库.xlsx", rows("监管对象名录库")[:20])
    head, *people = rows("执法检查人员名录库")
    may = [(row, [item for item in str(row[7]).split(",") if item in {one[1] for one in own}]) for row in people]
    write(
        folder / "执法检查人员名录库.xlsx",
        [head, *([*row[:7], ",".join(items), *row[8:]] for row, items in may if items)],
    )


def rows(name: str) -> list[list[object]]:
    sheet = load_workbook(ANLAN / f"{name}.xlsx").active
    assert sheet is not None
    return [[one.replace("安澜", "临江") if isinstance(one, str) else one for one in row] for row in sheet.values]


def write(path: Path, lines: list[list[object]]) -> None:
    book = Workbook()
    assert book.active is not None
    for line in lines:
        book.active.append(line)
    book.save(path)


def fill(home: Path) -> None:
    """Everything that is to be filled in, with what is invented here."""
    for path in (home / "pelicanconf.py", *(home / "content" / "pages").iterdir()):
        text = path.read_text("utf-8")
        text = re.sub("【请填写：网站标识码[^】]*】", "9901230001", text)
        path.write_text(re.sub("【请填写[^】]*】", "虚构的内容", text), "utf-8")


def shown(site: Path) -> None:
    """The site is the bureau's: its own pages, and not a word of the example."""
    for page in site.rglob("*.html"):
        assert not re.search("安澜|这是一个示例|请填写", page.read_text("utf-8")), page
    assert "虚构的内容" in (site / "about.html").read_text("utf-8")
    assert "<title>关于本站 - 临江县教育局双随机、一公开</title>" in (site / "about.html").read_text("utf-8")
    assert (site / "rules.html").is_file()
