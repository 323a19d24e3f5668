"""``ssj sign`` and ``ssj submit``: several signers in different rooms."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ssj_publish import errors
from ssj_publish.cli._office import ledger_folder, load_key, refuse
from ssj_publish.cli._screen import say, say_text
from ssj_publish.office import drafts
from ssj_publish.office.desk import Desk


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--key",
    "key_file",
    type=click.Path(path_type=Path),
    required=True,
    help="签名密钥文件；给 .pub 则由 ssh-agent 签。",
)
@click.option("--passphrase-file", type=click.Path(path_type=Path), help="从文件读取口令。")
def sign(file: Path, key_file: Path, passphrase_file: Path | None) -> None:
    """先显示待签文件 FILE 的内容，再用密钥签名。"""
    draft = file.read_bytes()
    statement, _ = drafts.parse_draft(draft)
    say_text(statement.decode())
    signed = drafts.countersign(draft, load_key(key_file, passphrase_file))
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(signed)
    os.replace(beside, file)
    say(f"已签名：{file}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def submit(repo: Path | None, file: Path) -> None:
    """把签好的文件 FILE 写入台账。"""
    desk = Desk.open(ledger_folder(repo))
    try:
        record = desk.submit(file.read_bytes())
    except errors.NotVerified as error:
        refuse(error)
    say(f"已写入 {record.seq:06d}.yaml（{record.kind}），记录编号 {record.id}")
