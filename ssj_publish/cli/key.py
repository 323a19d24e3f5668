"""``ssj key``."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from ssj_publish import errors
from ssj_publish.cli import _forms
from ssj_publish.cli._coded import coded
from ssj_publish.cli._office import Pen, open_desk, writes
from ssj_publish.cli._screen import ask, say, say_text
from ssj_publish.core.authority import Life
from ssj_publish.core.entry import record_name
from ssj_publish.core.kinds.genesis import Key
from ssj_publish.core.kinds.keys import RevocationCause, TrustChange
from ssj_publish.office import custody
from ssj_publish.signing import files


@click.group()
def key() -> None:
    """签名密钥（Ed25519，OpenSSH 格式，ssh-keygen 也能读），和各角色的换钥、撤销、补钥。"""


@key.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--comment", default="", help="公钥后的备注，如 基础教育科。")
@click.option("--passphrase-file", type=click.Path(path_type=Path), help="从文件读取口令。")
@click.option("--no-passphrase", is_flag=True, help="不设口令（不建议：拿到文件的人就能签名）。")
def new(file: Path, comment: str, passphrase_file: Path | None, no_passphrase: bool) -> None:
    """生成新密钥 FILE 和公钥 FILE.pub；从不覆盖已有文件。"""
    files.absent(file)
    passphrase: bytes | None = None
    if passphrase_file is not None:
        passphrase = passphrase_file.read_bytes().rstrip(b"\r\n")
    elif not no_passphrase:
        asked = ask("请设口令", again="再输一遍")
        passphrase = asked.encode()
    signer = files.generate(file, passphrase, comment)
    say(
        f"已生成 {file}（请妥善保管并备份）",
        f"公钥：{signer.public.openssh}",
        f"指纹：{signer.public.key_id}",
    )


@key.command()
@click.argument("file", type=click.Path(path_type=Path))
def show(file: Path) -> None:
    """显示密钥 FILE（私钥或 .pub 都可以）的公钥和指纹；不需要口令。"""
    public = files.read_public(file)[0] if file.suffix == ".pub" else files.public(file)
    say(f"公钥：{public.openssh}", f"指纹：{public.key_id}")


@key.command("list")
@click.pass_obj
def list_(repo: Path | None) -> None:
    """列出各角色的密钥：指纹、持有人、从哪条记录起有效、何时换下或撤销。"""
    ring = open_desk(repo).state.keyring
    for role in ring.roles.values():
        say(f"{role.name}（{role.id}）：需要 {role.threshold} 把签名，密钥第 {ring.versions[role.id]} 版")
        for id_, life in ring.lives.items():
            if life.role == role.id:
                say(f"  {id_}  {life.holder}  {_life(life)}")


@key.command()
@click.pass_obj
def fingerprint(repo: Path | None) -> None:
    """打印创世记录的指纹，供印在纸上、盖章、登报；它确定整本台账的起点和最初的全部公钥。"""
    state = open_desk(repo).state
    id_ = state.genesis.id
    say(f"台账：{state.origin}", f"单位：{state.bureau}", "创世记录指纹（SHA-256）：")
    for start in range(0, len(id_), 32):
        say("  " + " ".join(id_[at : at + 4] for at in range(start, start + 32, 4)))
    if state.trust.log is not None:
        say(f"日志公钥：{state.trust.log}")


_ADD = click.option(
    "--add", "added", type=click.Path(path_type=Path), multiple=True, help="新密钥的公钥文件（.pub），可重复。"
)
_REMOVE = click.option("--remove", "removed", multiple=True, help="旧密钥的指纹（SHA256:…），可重复。")
_THRESHOLD = click.option("--threshold", type=click.IntRange(min=1), help="今后需要几把签名（默认不变）。")
_REASON = click.option("--reason", required=True, help="理由，将公示。")


@key.command()
@click.argument("role")
@_ADD
@_REMOVE
@_THRESHOLD
@_REASON
@writes
def rotate(
    pen: Pen, role: str, added: tuple[Path, ...], removed: tuple[str, ...], threshold: int | None, reason: str
) -> None:
    """角色 ROLE 换钥：由够数的旧密钥和够数的新密钥共同签署。旧密钥签过的记录一直有效。"""
    pen.write(custody.rotate(pen.state, role, _holders(added), removed, threshold, reason))


@key.command()
@click.argument("role")
@_ADD
@_REMOVE
@_THRESHOLD
@_REASON
@writes
def recover(
    pen: Pen, role: str, added: tuple[Path, ...], removed: tuple[str, ...], threshold: int | None, reason: str
) -> None:
    """角色 ROLE 丢了密钥：由够数的根密钥和够数的新密钥签署，旧密钥全部作废（给出 --remove 时只作废所列的）。"""
    pen.write(custody.recover(pen.state, role, _holders(added), removed, threshold, reason))


@key.command()
@click.argument("role")
@click.argument("fingerprint")
@coded("--cause", place="KeyRevocation.cause", help="撤销的原因")
@click.option("--note", help="说明，将公示。")
@writes
def revoke(pen: Pen, role: str, fingerprint: str, cause: RevocationCause, note: str | None) -> None:
    """撤销角色 ROLE 的密钥 FINGERPRINT：由本角色，或政策法规科和纪检组共同，或根密钥签署；以前的签名仍然有效。"""
    pen.write(custody.revoke(pen.state, role, fingerprint, cause, note))


@key.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--reason", default="（请填写）", help="写入模板的理由。")
@writes
def trust(pen: Pen, file: Path | None, reason: str) -> None:
    """变更日志公钥、见证人、时间戳机构和公共随机源。不给 FILE 时打印现行设置，改好后存为文件再运行。"""
    if file is None:
        import yaml

        now = msgspec.to_builtins(custody.trusted(pen.state, reason))
        say_text(yaml.safe_dump(now, allow_unicode=True, sort_keys=False))
        return
    pen.write(custody.change_trust(_forms.read(file, TrustChange)))


def _holders(paths: tuple[Path, ...]) -> tuple[Key, ...]:
    """The keys in public key files, whose comments name their holders."""
    found = [(path, *files.read_public(path)) for path in paths]
    for path, _, holder in found:
        if not holder:
            raise errors.HolderMissing(path=str(path))
    return tuple(Key(public=public.openssh, holder=holder) for _, public, holder in found)


def _life(life: Life) -> str:
    since = f"自 {record_name(life.since)} 起"
    if life.until is None:
        return f"{since}，有效"
    return f"{since}，{'撤销' if life.revoked else '换下'}于 {record_name(life.until)}"
