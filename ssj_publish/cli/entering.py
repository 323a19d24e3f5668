"""Records that are filled in as small forms: visits, results, cases, supervision, corrections, training, summaries."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from secrets import token_bytes

import click
import msgspec

from ssj_publish import errors
from ssj_publish.cli import _forms
from ssj_publish.cli._office import Day, Pen, writes
from ssj_publish.cli._screen import say_text
from ssj_publish.core import disclosure
from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.oversight import Correction, Retraction, Summary
from ssj_publish.core.kinds.registers import Recusal
from ssj_publish.core.reading import figures
from ssj_publish.ledger import disclosures
from ssj_publish.office.desk import Step


def form(name: str, kind: str, help_: str) -> click.Command:
    """A command that writes the record a form describes, or prints the form."""

    @click.command(name, help=f"{help_}\n\nFILE 是填好的 YAML 表单；--template 打印空表单。")
    @click.argument("file", type=click.Path(path_type=Path), required=False)
    @click.option("--template", is_flag=True, help="打印空表单。")
    @click.option("--removable", multiple=True, help="这个字段（如 text）以后可能要撤下：内容写在链外，可重复。")
    @click.option("--until", type=Day(), help="链外内容公开的最后一天。")
    @writes
    def command(pen: Pen, file: Path | None, template: bool, removable: tuple[str, ...], until: date | None) -> None:
        if template or file is None:
            say_text(_forms.template(KINDS[kind]))
            return
        body, contents = disclosure.conceal(
            kind, _forms.read(file, KINDS[kind]), removable, until, lambda: token_bytes(16)
        )
        _write(pen, step_of(pen, body), contents)

    return command


def _write(pen: Pen, step: Step, contents: tuple[bytes, ...]) -> None:
    """Contents first: a record whose contents are missing does not verify; what is refused leaves none behind."""
    for data in contents:
        disclosures.write(pen.desk.folder, data)
    try:
        pen.write(step)
    except BaseException:
        disclosures.remove(pen.desk.folder, map(disclosure.digest, contents))
        raise


def step_of(pen: Pen, body: msgspec.Struct) -> Step:
    """The step; a case's later records build on the record that opened it."""
    case = getattr(body, "case", None)
    opened = pen.state.cases.get(case) if isinstance(case, str) else None
    return Step(body, (opened.opened.id,) if opened is not None else ())  # type: ignore[arg-type]  # KINDS holds Shapes


@click.group()
def visit() -> None:
    """检查记录。"""


visit.add_command(form("add", "visit", "录入一次检查：时间、方式、人员、签字或未签字理由、证据。"))


@click.group()
def result() -> None:
    """检查结果。"""


result.add_command(form("add", "result", "录入并公示一个事项的检查结果，由该事项的责任科室签署。"))


@click.group()
def case() -> None:
    """依法处理：立案、决定、整改、复查、结案。"""


case.add_command(form("open", "case-open", "立案。"))
case.add_command(form("decide", "case-decision", "作出决定（须局领导共同签署）。"))
case.add_command(form("correct", "case-correction", "录入整改情况。"))
case.add_command(form("reinspect", "case-reinspection", "录入复查情况。"))
case.add_command(form("close", "case-close", "结案。"))

supervise = form("supervise", "supervision", "纪检组录入监督意见；写入后任何人不能更正或撤回。")
training = form("training", "training", "录入培训。")


@click.command()
@click.argument("target")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--reason", help="更正的理由。")
@writes
def correct(pen: Pen, target: str, file: Path | None, reason: str | None) -> None:
    """更正记录 TARGET（记录编号）。不给 FILE 时打印现有内容，改好后存为文件再运行。"""
    found = pen.state.amendable(target)
    if found is None:
        raise errors.RecordUnknown(id=target)
    if file is None:
        import yaml

        say_text(yaml.safe_dump(msgspec.to_builtins(found.body), allow_unicode=True, sort_keys=False))
        return
    if not reason:
        raise click.UsageError("更正须用 --reason 写明理由。")
    new = _forms.read(file, type(found.record.body))
    pen.write(Step(Correction(target=target, reason=reason, replacement=msgspec.to_builtins(new))))


@click.command()
@click.argument("target")
@click.option("--reason", required=True, help="撤回的理由。")
@writes
def retract(pen: Pen, target: str, reason: str) -> None:
    """撤回记录 TARGET（记录编号）；原文仍然可查。"""
    pen.write(Step(Retraction(target=target, reason=reason)))


@click.command()
@click.argument("inspector")
@click.argument("body")
@click.option(
    "--ground",
    type=click.Choice(["kinship", "interest", "former-post", "other"]),
    required=True,
    help="kinship 亲属、interest 利害关系、former-post 曾任职、other 其他（只公开类别）。",
)
@writes
def recuse(pen: Pen, inspector: str, body: str, ground: str) -> None:
    """登记检查人员 INSPECTOR 对监管对象 BODY 的回避。"""
    pen.write(Step(msgspec.convert({"inspector": inspector, "body": body, "ground": ground}, Recusal)))


@click.command()
@click.argument("year", type=int)
@click.option("--title", required=True, help="标题。")
@click.option("--text-file", type=click.Path(path_type=Path), required=True, help="正文所在的文本文件（UTF-8）。")
@writes
def summary(pen: Pen, year: int, title: str, text_file: Path) -> None:
    """录入 YEAR 年的总结；其中的数字由台账算出。"""
    text = text_file.read_text("utf-8-sig").strip()
    pen.write(Step(Summary(year=year, title=title, figures=figures.of_year(pen.state, year), text=text)))
