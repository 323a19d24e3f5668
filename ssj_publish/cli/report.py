"""``ssj report``."""

from __future__ import annotations

from pathlib import Path

import click

from ssj_publish.cli._office import ledger_folder, write_new
from ssj_publish.cli._screen import say, say_json
from ssj_publish.office.desk import Desk
from ssj_publish.words import csvs
from ssj_publish.words.csvs import plain
from ssj_publish.words.reports import REPORTS


@click.group()
def report() -> None:
    """向上报送的数字：每个数怎样数、依据什么、由哪些记录得出，都写在旁边。"""


def _command(name: str, help_: str) -> None:
    @report.command(name, help=f"{help_}\n\n数字都由台账算出；“台账编号”列出计入的每一条记录。")
    @click.argument("year", type=int)
    @click.option("--csv", "file", type=click.Path(path_type=Path), help="写成 CSV 文件（不覆盖已有文件）。")
    @click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
    @click.pass_obj
    def command(repo: Path | None, year: int, file: Path | None, as_json: bool) -> None:
        found = REPORTS[name](Desk.open(ledger_folder(repo)).state, year)
        if as_json:
            rows = [dict(zip(found.head, map(plain, row), strict=True)) for row in found.rows]
            say_json({"title": found.title, "rows": rows})
        elif file is not None:
            write_new(file, b"\xef\xbb\xbf" + csvs.written([found.head, *found.rows]).encode())
            say(f"已写入 {file}：{found.title}，{len(found.rows)} 行。")
        else:
            say(found.title)
            for row in found.rows:
                say(
                    "；".join(
                        f"{head}：{plain(value)}"
                        for head, value in zip(found.head, row, strict=True)
                        if value not in (None, "")
                    )
                )


_command("annual", "YEAR 年度行政执法数据（次年1月31日前公开）：检查、处罚、人员。")
_command("indicators", "YEAR 年的指标：联合、非现场、计划内、亮码的占比，问题整改率。")
_command("plan", "YEAR 年的行政检查计划统计表（17 栏）。")
_command("items", "YEAR 年的双随机抽查事项统计表。")
