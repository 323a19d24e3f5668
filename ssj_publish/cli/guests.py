"""``ssj draw guest``: what a guest does on a device of their own, and what 纪检组 records of it."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from ssj_publish.cli._draws import private, refusals
from ssj_publish.cli._office import Pen, writes
from ssj_publish.cli._screen import say
from ssj_publish.core.draw import guests as arithmetic
from ssj_publish.core.records import Record
from ssj_publish.core.signatures import PublicKey
from ssj_publish.core.state import Draw, State
from ssj_publish.office import guests
from ssj_publish.office.desk import Step
from ssj_publish.signing import files


@click.group()
def guest() -> None:
    """来宾：家长代表、校长、人大代表、媒体等，给抽取再加一份秘密。
    顺序：new → add → 承诺 → 见证 → reveal → 再见证 → 随机数。"""


@guest.command()
@click.option("--words", help="来宾自己写下的秘密：32 到 128 个小写字母或数字，如 50 次骰子的点数（不给则随机生成）。")
@click.option("--file", "path", type=click.Path(path_type=Path), help="把秘密存入这个文件（不覆盖已有文件），不显示。")
def new(words: str | None, path: Path | None) -> None:
    """来宾在自己的手机或电脑上做一份秘密，得到它的指纹；不要在本局的电脑上做，也不要给任何人看。

    没有本软件的，任何能算 SHA-256 的工具都行，怎样算见公示网站的《协议》4.11。
    """
    secret = words or guests.fresh()
    guests.check_words(secret)
    if path is not None:
        private(path, secret.encode() + b"\n")
        say(f"秘密已存入 {path}，请保管到公开之时。")
    elif words is None:
        say(f"秘密（请抄在纸上收好）：{secret}")
    say(f"指纹（抽取前当众念出，由纪检组登记）：{arithmetic.commitment(secret)}")


@guest.command()
@click.argument("task")
@click.option("--capacity", required=True, help="以什么身份来，如 家长代表（将公示，不能撤下）。")
@click.option("--name", help="姓名；本人同意公开的才填，存放在台账之外，以后可以撤下。")
@click.option("--commitment", required=True, help="来宾念出的指纹，64 位十六进制。")
@click.option(
    "--guest-key", type=click.Path(path_type=Path), help="来宾当天的公钥文件（.pub），由来宾用 ssj sign 一同签名。"
)
@writes
def add(pen: Pen, task: str, capacity: str, name: str | None, commitment: str, guest_key: Path | None) -> None:
    """纪检组登记一位来宾的秘密的指纹，要在任务 TASK 的承诺之前。

    来宾带来密钥的，用 --draft 生成待签文件，由来宾本人 ssj sign，再 ssj submit。
    """
    key = files.read_public(guest_key)[0] if guest_key is not None else None
    step = guests.promised(pen.state, pen.task(task), capacity, commitment.strip().lower(), key)
    body = msgspec.structs.replace(step.body, name=name)
    pen.write(Step(body))


@guest.command()
@click.argument("task")
@click.option("--words", help="来宾写在纸上的秘密，由纪检组或任何一个角色照着输入。")
@click.option("--secret-file", type=click.Path(path_type=Path), help="或：来宾的秘密文件。")
@click.option("--ordinal", type=int, help="第几次抽取（默认：有效的那一次）。")
@writes
def reveal(pen: Pen, task: str, words: str | None, secret_file: Path | None, ordinal: int | None) -> None:
    """承诺之后、来宾的截止时间之前，公开一位来宾的秘密；是哪一位的，由秘密认出。

    任何一个角色都可以写入；来宾带来密钥的，用 --key 给出这把密钥，自己签就行。
    """
    if (words is None) == (secret_file is None):
        raise click.UsageError("请在 --words 和 --secret-file 中选一种。")
    if secret_file is not None:
        words = secret_file.read_bytes()[:200].decode("ascii", "replace").strip()
    found = pen.draw(task, ordinal)
    promised = guests.whose(found, words or "")
    with refusals():
        pen.write(guests.reveal(found, promised, words or "", _own(pen, promised)))
    say(*_waiting(pen.state, found))


def _own(pen: Pen, promised: Record) -> PublicKey | None:
    """The guest's key of the day, where it is among those at hand."""
    return next((one for one in pen.publics if one.openssh == promised.body.key), None)


def _waiting(state: State, found: Draw) -> list[str]:
    """Who has still to speak, and by when."""
    by = found.commit.guests_by
    left = [one.body.capacity for one in found.guests if one.id not in found.shown]
    if by is None or not left:
        return ["来宾都已公开。请在公共随机数产生之前再做一次检查点，请见证人联署。"]
    return [f"还没有公开的来宾：{'、'.join(left)}；{by:%Y-%m-%d %H:%M} 截止，到时没有公开的以指纹代替。"]
