"""``ssj key``."""

from __future__ import annotations

from pathlib import Path

import click

from ssj_publish import keys
from ssj_publish.cli._office import load_key


@click.group()
def key() -> None:
    """签名密钥（Ed25519，OpenSSH 格式，ssh-keygen 也能读）。"""


@key.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--comment", default="", help="公钥后的备注，如 基础教育科。")
@click.option("--passphrase-file", type=click.Path(path_type=Path), help="从文件读取口令。")
@click.option("--no-passphrase", is_flag=True, help="不设口令（不建议：拿到文件的人就能签名）。")
def new(file: Path, comment: str, passphrase_file: Path | None, no_passphrase: bool) -> None:
    """生成新密钥 FILE 和公钥 FILE.pub；从不覆盖已有文件。"""
    passphrase: bytes | None = None
    if passphrase_file is not None:
        passphrase = passphrase_file.read_bytes().rstrip(b"\r\n")
    elif not no_passphrase:
        asked = click.prompt("请设口令", hide_input=True, confirmation_prompt="再输一遍", err=True)
        passphrase = str(asked).encode()
    signer = keys.generate(file, passphrase, comment)
    click.echo(f"已生成 {file}（请妥善保管并备份）\n公钥：{signer.public.openssh}\n指纹：{signer.public.key_id}")


@key.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--passphrase-file", type=click.Path(path_type=Path), help="从文件读取口令。")
def show(file: Path, passphrase_file: Path | None) -> None:
    """显示密钥 FILE 的公钥和指纹。"""
    public = load_key(file, passphrase_file).public
    click.echo(f"公钥：{public.openssh}\n指纹：{public.key_id}")
