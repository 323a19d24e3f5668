"""``ssj rules``."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from ssj_publish.cli import _forms
from ssj_publish.cli._office import Pen, ledger_folder, writes
from ssj_publish.cli._screen import say, say_text
from ssj_publish.core.entry import record_name
from ssj_publish.core.kinds.rules import RuleChange
from ssj_publish.office import rules as changing
from ssj_publish.office.desk import Desk, Step
from ssj_publish.words import rules as words

_BLANK = "（请填写）"


@click.group()
def rules() -> None:
    """规则：单位、科室、信用等级、期限；变更须政策法规科和局领导共同签署，自该记录起生效，以前的记录仍按当时的规则。"""


@rules.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--template", is_flag=True, help="打印各栏的说明。")
@writes
def change(pen: Pen, file: Path | None, template: bool) -> None:
    """变更规则。FILE 是填好的表单（YAML）；不给时打印现行规则，改好后存为文件再运行。

    新增（added）、改名（renamed）、撤并（ended，写明由谁接续）可以同在一次；新增角色的密钥也要签名。
    """
    if template:
        say_text(_forms.template(RuleChange))
        return
    if file is None:
        import yaml

        now = msgspec.to_builtins(changing.current(pen.state, _BLANK, _BLANK))
        say_text(yaml.safe_dump(now, allow_unicode=True, sort_keys=False))
        return
    pen.write(Step(_forms.read(file, RuleChange)))


@rules.command("list")
@click.pass_obj
def list_(repo: Path | None) -> None:
    """列出历次规则，和每次相对上一次的变化。"""
    state = Desk.open(ledger_folder(repo)).state
    for one in words.stages(state):
        say(f"自 {record_name(one.seq)} 起：{one.title}", *(f"  {line}" for line in one.lines))
