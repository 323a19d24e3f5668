"""``ssj draw notice``, ``ssj visit notice``, ``form`` and ``check-notice``: the papers of an inspection, and whether
they are true."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ssj_publish import errors
from ssj_publish.cli._office import Pen, writes
from ssj_publish.cli._screen import say
from ssj_publish.cli._times import now
from ssj_publish.core import calling
from ssj_publish.core.calling import Call
from ssj_publish.core.draw import notice as notices
from ssj_publish.core.draw.notice import Notice
from ssj_publish.core.state import State
from ssj_publish.ledger import disclosures
from ssj_publish.office import calls, lookup, sealed

if TYPE_CHECKING:
    from ssj_publish.site.notices import Sheet

F = TypeVar("F", bound=Callable[..., Any])


@click.command()
@click.argument("task")
@click.option(
    "--list-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="ssj draw seal 存下的名单（默认：台账旁“封存名单”里的那一份）。",
)
@click.option("--site", required=True, help="公示网站的网址，例如 https://jy.example.gov.cn/ssj 。")
@click.option(
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="通知存入这个文件夹（必须是新的或空的）。",
)
@click.option("--body", "bodies", multiple=True, help="只做这些对象的通知，可重复（默认全部）。")
@writes
def notice(pen: Pen, task: str, list_file: Path | None, site: str, output: Path, bodies: tuple[str, ...]) -> None:
    """为密封抽取的任务 TASK 制作检查通知：每个对象一页，可以打印，带核对用的二维码。检查当日之前须保密。"""
    from ssj_publish.site.notices import sheet

    found = pen.draw(task, None)
    if output.exists() and any(output.iterdir()):
        raise errors.FileThere(path=str(output))
    listed = sealed.read(list_file or sealed.place(pen.desk.folder, found))
    unknown = set(bodies) - {one.body for one in listed}
    if unknown:
        raise errors.NotDrawn(name=task, body="、".join(sorted(unknown)))
    wanted = [one for one in listed if not bodies or one.body in bodies]
    made = [
        sheet(pen.state, found, Notice(found.commit.task, found.commit.ordinal, one.body, one.proof), site)
        for one in wanted
    ]
    output.mkdir(parents=True, exist_ok=True)
    for one in made:
        (output / one.name).write_text(one.html, "utf-8", newline="\n")
    say(f"已制作 {len(made)} 份检查通知，存入 {output}。请逐份打印，检查当日之前不要外传。")


@click.command("check-notice")
@click.argument("code")
@writes
def check_notice(pen: Pen, code: str) -> None:
    """核对检查通知上的核对码 CODE（以 1~ 或 2~ 开头；也可以给二维码里的整个网址）。"""
    text = code.rpartition("#")[2].strip()
    if text.startswith("2~"):
        call = calling.parse(text)
        calling.check(pen.state, call)
        from ssj_publish.site.papers import why

        proven = "成立" if call.ground not in calling.PLAIN else "人员和事项属实，但没有可以核对的抽取或审批"
        name = getattr(pen.state.bodies.latest(call.body), "name", "")
        say(f"{proven}：{call.body} {name}，{why(pen.state, call)}，检查人员 {'、'.join(call.team)}。")
        return
    told = notices.parse(text)
    draws = [
        one for one in pen.state.draws.values() if (one.commit.task, one.commit.ordinal) == (told.task, told.ordinal)
    ]
    if not draws:
        raise errors.NoticeRefused(body=told.body, task=told.task)
    notices.check(draws[0], told)
    name = getattr(pen.state.bodies.latest(told.body), "name", "")
    say(f"成立：{told.body} {name}确在任务 {told.task} 封存的名单里，检查人员 {'、'.join(told.proof.team)}。")


def grounds(command: F) -> F:
    """The options that say on what ground a visit is made."""
    options = (
        click.option("--task", help="已公开的抽取的任务编号；事项和小组由抽取结果得出。"),
        click.option("--approval", help="检查审批的记录编号。"),
        click.option("--urgent", is_flag=True, help="紧急检查，事后补办审批。"),
        click.option("--routine", is_flag=True, help="日常检查。"),
        click.option(
            "--body", "bodies", multiple=True, help="监管对象的编号或名称，可重复；有 --task 时默认全部抽中的。"
        ),
        click.option("--items", help="事项编号，逗号分隔；有 --task 时不填。"),
        click.option("--team", help="检查人员编号，逗号分隔；有 --task 时不填。"),
        click.option("--site", required=True, help="公示网站的网址，例如 https://jy.example.gov.cn/ssj 。"),
        click.option(
            "--output", required=True, type=click.Path(file_okay=False, path_type=Path), help="存入这个文件夹。"
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command("notice")
@grounds
@click.option("--document", default="", help="通知的文号。")
@click.option("--complaint", default="", help="投诉监督电话。")
@writes
def visit_notice(pen: Pen, document: str, complaint: str, site: str, output: Path, **said: Any) -> None:
    """制作检查通知书（可打印，带核对用的二维码）；密封抽取还没有公开的，用 ssj draw notice。"""
    from ssj_publish.site.notices import called

    made = [called(pen.state, call, site, now().date(), document, complaint) for call in _calls(pen.state, **said)]
    _save(output, made)
    say(f"已制作 {len(made)} 份检查通知书，存入 {output}。")


@click.command("form")
@click.argument("record", required=False)
@grounds
@writes
def visit_form(pen: Pen, record: str | None, site: str, output: Path, **said: Any) -> None:
    """制作检查记录表（A4，带二维码）：给出检查记录的编号 RECORD 的，按台账填好；否则是带到现场填写的空表。"""
    from ssj_publish.site import notices as sheets

    if record is not None:
        made = [
            sheets.filled(pen.state, lookup.record(pen.state, record), disclosures.read(pen.desk.folder) or {}, site)
        ]
    else:
        made = [sheets.form(pen.state, call, site) for call in _calls(pen.state, **said)]
    _save(output, made)
    say(f"已制作 {len(made)} 份检查记录表，存入 {output}。")


def _save(output: Path, made: Sequence[Sheet]) -> None:
    for one in made:
        if (output / one.name).exists():
            raise errors.FileThere(path=str(output / one.name))
    output.mkdir(parents=True, exist_ok=True)
    for one in made:
        (output / one.name).write_text(one.html, "utf-8", newline="\n")


def _calls(
    state: State,
    task: str | None,
    approval: str | None,
    urgent: bool,
    routine: bool,
    bodies: tuple[str, ...],
    items: str | None,
    team: str | None,
) -> list[Call]:
    """The visits that the options name; `errors.CallUnfit` unless they name one ground and all that it needs."""
    if sum((task is not None, approval is not None, urgent, routine)) != 1:
        raise errors.CallUnfit()
    wanted = [lookup.body(state, one) for one in bodies]
    if task is not None:
        return calls.drawn(state, lookup.task(state, task), wanted)
    if not (wanted and items and team):
        raise errors.CallUnfit()
    ground: calling.Ground = "approval" if approval is not None else "urgent" if urgent else "routine"
    ref = str(lookup.record(state, approval).seq) if approval is not None else "0"
    listed, people = tuple(sorted(_split(items))), tuple(lookup.inspector(state, one) for one in _split(team))
    return [Call(ground, ref, body, listed, people) for body in wanted]


def _split(text: str) -> list[str]:
    return [one for one in text.replace("，", ",").replace("、", ",").replace(" ", "").split(",") if one]
