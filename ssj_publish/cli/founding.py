"""``ssj init`` and ``ssj calendar``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from ssj_publish import errors
from ssj_publish.cli import _forms, _founding
from ssj_publish.cli._keys import load_key
from ssj_publish.cli._office import Pen, refuse, write_new, writes
from ssj_publish.cli._screen import say, say_text
from ssj_publish.cli._times import Moment, at
from ssj_publish.core.draw.drand import QUICKNET
from ssj_publish.core.kinds.genesis import Beacon, Genesis
from ssj_publish.git import founding as repository
from ssj_publish.office import founding, holidays
from ssj_publish.office.desk import Step

_SETTINGS = "创立设置.yaml"
_DRAFT = "创世.yaml"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--settings", "settings_file", type=click.Path(path_type=Path), help="设置文件（YAML）；不给时逐项询问。")
@click.option("--key", "key_files", type=click.Path(path_type=Path), multiple=True, help="各角色的密钥文件，可重复。")
@click.option("--passphrase-file", type=click.Path(path_type=Path), help="从文件读取密钥口令。")
@click.option("--time", type=Moment(), help="创立时间（北京时间，默认现在）。")
@click.option(
    "--draft", type=click.Path(path_type=Path), help="不创立，生成待签文件，供各角色在自己的电脑上 ssj sign。"
)
@click.option("--signed", type=click.Path(path_type=Path), help="全部角色都签过的待签文件：据此创立。")
@click.option("--template", is_flag=True, help="打印设置文件的样本。")
def init(
    folder: Path | None,
    settings_file: Path | None,
    key_files: tuple[Path, ...],
    passphrase_file: Path | None,
    time: datetime | None,
    draft: Path | None,
    signed: Path | None,
    template: bool,
) -> None:
    """在 FOLDER 里新建一本台账和它的 git 仓库；创世记录须由全部角色签署，可以在一处签，也可以各在各的电脑上签。"""
    if template:
        say_text(_founding.TEMPLATE)
        return
    if folder is None:
        raise click.UsageError("请给出文件夹；先看设置文件的样本，用 --template。")
    if (folder / "ledger").exists() and any((folder / "ledger").iterdir()):
        raise errors.FileThere(path=str(folder / "ledger"))
    repository.available(Path.cwd())
    if signed is None:
        settings_file = settings_file or _asked(folder)
        origin, genesis = _settings(settings_file)
        try:
            statement = founding.prepared(origin, genesis, at(time))
        except errors.NotVerified as error:
            refuse(error)
        data = founding.draft(statement, [load_key(path, passphrase_file) for path in key_files])
        if draft is not None or not key_files:
            draft = draft or folder / _DRAFT
            write_new(draft, data)
            say(
                f"待签文件已写入 {draft}。请每个角色运行：ssj sign {draft.name} --key 自己的密钥",
                f"都签过之后运行：ssj init {folder} --signed {draft}",
            )
            return
    else:
        data = signed.read_bytes()
    try:
        origin, genesis = founding.found(folder / "ledger", data)
    except errors.NotVerified as error:
        refuse(error)
    _founding.prepare(folder, genesis.bureau, origin)
    _founding.told(folder, genesis)


def _asked(folder: Path) -> Path:
    """The settings file made of the answers; it stays, to be looked at and used again."""
    path = folder / _SETTINGS
    if path.exists():
        raise errors.FileThere(path=str(path))
    text = _founding.asked()
    folder.mkdir(parents=True, exist_ok=True)
    write_new(path, text.encode())
    say(f"回答已存为 {path}。")
    return path


def _settings(path: Path) -> tuple[str, Genesis]:
    form = _forms.load(path)
    _founding.check_filled(form.name, form.data)
    raw = dict(form.data) if isinstance(form.data, dict) else form.data
    origin = raw.pop("origin", None) if isinstance(raw, dict) else None
    if isinstance(raw, dict):
        raw.setdefault("beacons", [{name: getattr(QUICKNET, name) for name in Beacon.__struct_fields__}])
    genesis = _forms.fit(form, Genesis, raw)
    if not isinstance(origin, str):
        raise errors.FieldNeeded(field="origin", label="台账名称（origin）", example="origin: jy.anxian.gov.cn/ssj")
    return origin, genesis


@click.command()
@click.argument("year", type=click.IntRange(2000, 2199))
@click.option(
    "--notice", type=click.Path(path_type=Path), help="通知全文所在的文本文件（UTF-8）；软件自带的年份不必给。"
)
@writes
def calendar(pen: Pen, year: int, notice: Path | None) -> None:
    """录入国务院办公厅 YEAR 年的放假安排（调休包括在内），日子从通知的原文读出。"""
    found = holidays.read(notice.read_text("utf-8-sig"), year) if notice else holidays.bundled(year)
    say(
        found.notice,
        f"  放假的工作日：{'、'.join(f'{day.month}月{day.day}日' for day in found.holidays)}",
        f"  上班的周末：{'、'.join(f'{day.month}月{day.day}日' for day in found.workdays) or '（无）'}",
    )
    if pen.state.calendars.get(year) == found:
        raise errors.KnownAlready(what=f"{year} 年的放假安排")
    pen.write(Step(found))
