"""``ssj witness``: for an upper bureau, a university or a newspaper that vouches for somebody else's ledger."""

from __future__ import annotations

import time
from hashlib import sha256
from pathlib import Path

import click

from ssj_publish import errors
from ssj_publish.cli._keys import load_log_key
from ssj_publish.cli._office import write_new
from ssj_publish.cli._screen import ask, confirm, say
from ssj_publish.core.clock import moment
from ssj_publish.core.tlog.vkey import LATTICE, WITNESS, VerifierKey, parse_verifier_key, valid_name
from ssj_publish.core.tlog.witness import MAX_REQUEST
from ssj_publish.signing import files, lattice
from ssj_publish.witness.notebook import Notebook
from ssj_publish.witness.service import Service
from ssj_publish.words.reasons import sentence

_MAX_NAME = 200
_FOLDER = click.argument("folder", type=click.Path(path_type=Path))
_PASSPHRASE = click.option("--passphrase-file", type=click.Path(path_type=Path), help="从文件读取密钥口令。")


def _now() -> int:
    return int(time.time())


@click.group()
def witness() -> None:
    """见证人：替公众盯住别人的台账，只联署只增不改的检查点。

    见证人的文件夹绝不能从旧备份恢复：忘记了见过的检查点，就可能为改写过的台账联署。
    """


@witness.command()
@_FOLDER
@click.option("--name", required=True, help="见证人的名称，通常是网址，如 witness.example.edu.cn/w1。")
@click.option("--no-passphrase", is_flag=True, help="密钥不设口令（服务无人值守时用）。")
@click.option("--ml-dsa", "lattice_", is_flag=True, help="用抗量子的 ML-DSA-44 密钥，而不是 Ed25519。")
@_PASSPHRASE
def init(folder: Path, name: str, passphrase_file: Path | None, no_passphrase: bool, lattice_: bool) -> None:
    """在 FOLDER 里新建一个见证人，打印它的公钥。"""
    if not valid_name(name) or len(name) > _MAX_NAME:
        raise errors.WitnessNameUnfit(name=name)
    passphrase: bytes | None = None
    if passphrase_file is not None:
        passphrase = passphrase_file.read_bytes().rstrip(b"\r\n")
    elif not no_passphrase:
        asked = ask("请设口令", again="再输一遍")
        passphrase = asked.encode()
    notebook = Notebook(folder)
    folder.mkdir(parents=True, exist_ok=True)
    key = (
        VerifierKey(name, LATTICE, lattice.generate(notebook.key_file, passphrase).public)
        if lattice_
        else VerifierKey(name, WITNESS, files.generate(notebook.key_file, passphrase, name).public)
    )
    notebook.found(key)
    say("见证人公钥（交给台账单位，写进它的设置）：", key.text, f"下一步：ssj witness trust {folder} 日志公钥")


@witness.command()
@_FOLDER
@click.argument("vkey")
@click.option("--origin", default="", help="台账名称，与公钥上的名称不同时才写。")
@click.option("--beside", "change", flag_value="beside", help="已登记的台账换钥期间：新旧公钥都认。")
@click.option("--instead", "change", flag_value="instead", help="已登记的台账换钥：以后只认这一把公钥。")
def trust(folder: Path, vkey: str, origin: str, change: str | None) -> None:
    """登记要见证的台账；VKEY 是它的日志公钥，应当面或从可靠来源取得。

    台账换了日志密钥，以前见过的检查点照旧算数：换钥也改不了历史。
    """
    notebook = Notebook(folder)
    notebook.key  # noqa: B018  # first, so that a wrong folder is named
    try:
        log = parse_verifier_key(vkey.strip())
    except errors.VerifierKeyMalformed:
        raise errors.LogNotToWatch(key=vkey) from None
    if change is None:
        notebook.trust(log, origin)
        say(f"已登记台账“{origin or log.name}”。")
    else:
        notebook.rotate(log, origin, instead=change == "instead")
        say(f"已改登台账“{origin or log.name}”的公钥。")


@witness.command()
@_FOLDER
@click.argument("request", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="回执写入的文件。")
@_PASSPHRASE
def cosign(folder: Path, request: Path, output: Path, passphrase_file: Path | None) -> None:
    """核对邮件或 U 盘送来的请求文件 REQUEST，联署后写出回执。"""
    service = _service(folder, passphrase_file)
    if output.exists():
        raise errors.FileThere(path=str(output))
    with request.open("rb") as stream:
        body = stream.read(MAX_REQUEST + 1)
    line = service.add_checkpoint(body)
    write_new(output, line.encode())
    say(f"已联署，回执写入 {output}。请交还台账单位，由其运行 ssj checkpoint add。")


@witness.command()
@_FOLDER
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址；对外服务请放在 HTTPS 反向代理之后。")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="监听的端口。")
@_PASSPHRASE
def serve(folder: Path, host: str, port: int, passphrase_file: Path | None) -> None:
    """用 HTTP 提供见证服务（C2SP tlog-witness），按 Ctrl+C 停止。"""
    from ssj_publish.witness.server import Server

    service = _service(folder, passphrase_file)
    try:
        server = Server((host, port), service, lambda fault: say(sentence(fault), err=True))
    except OSError as fault:
        raise errors.PortTaken(port=port, reason=str(fault)) from None
    try:
        say(f"见证人“{service.key.name}”在 http://{host}:{server.server_port}/ 提供服务。", err=True)
        server.serve_forever()
    except KeyboardInterrupt:
        say("已停止。", err=True)
    finally:
        server.server_close()


@witness.command()
@_FOLDER
@click.option("--yes", is_flag=True, help="不再询问：现在的时钟已经核准。")
def clock(folder: Path, yes: bool) -> None:
    """时钟曾经走快、校准后不能联署时：确认现在的时钟是对的，从此按现在的时间联署。"""
    notebook, now = Notebook(folder), _now()
    notebook.key  # noqa: B018  # first, so that a wrong folder is named
    ahead = notebook.ahead(now)
    say(f"现在的时钟：{_beijing(now)}")
    if not ahead:
        say("以往的联署都不晚于现在，时钟没有问题。")
        return
    names = {sha256(log.origin.encode()).hexdigest(): log.origin for log in notebook.logs()}
    for hashed, date in ahead.items():
        say(f"{names.get(hashed, hashed)}：上一次联署的时间是 {_beijing(date)}，晚于现在。")
    if not yes:
        confirm("现在的时钟对照过标准时间，是对的，上面的时间才是错的？")
    notebook.confirm_clock(now)
    say("已记下，可以继续联署。请告诉台账单位：上面的联署时间是错的。")


def _beijing(time: int) -> str:
    return f"{moment(time):%Y-%m-%d %H:%M:%S}"


@witness.command()
@_FOLDER
def show(folder: Path) -> None:
    """显示见证人的公钥、登记的台账和各自见到第几条。"""
    notebook = Notebook(folder)
    say(f"见证人公钥：{notebook.key.text}")
    for log in notebook.logs():
        seen = notebook.seen(log.origin)
        say(
            f"{log.origin}：{f'见到第 {seen[0].size} 条' if seen else '还没有联署过'}",
            *(f"  {key.text}" for key in log.keys),
        )


def _service(folder: Path, passphrase_file: Path | None) -> Service:
    notebook = Notebook(folder)
    notebook.key  # noqa: B018  # first, so that a wrong folder is named before a passphrase is asked for
    return Service(notebook, load_log_key(notebook.key_file, passphrase_file), _now)
