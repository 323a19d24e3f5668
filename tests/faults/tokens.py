"""What somebody does to time-stamp tokens (RFC 3161)."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from ssj_publish.core.tlog import timestamp
from ssj_publish.ledger import checkpoints
from tests.faults.content import TRAINING
from tests.faults.kit import TSA, Bureau, case
from tests.tsa import Tsa, certificate


@cache
def token(data: bytes) -> bytes:
    """What the authority that the ledger names says of ``data``."""
    return TSA.answer(timestamp.query(data))


def stamp(bureau: Bureau, answer: bytes, authority: str = "ca.1", size: int = 30) -> Path:
    return checkpoints.add_token(bureau.ledger, size, authority, answer)


@case("时间戳", "台账指定的机构所盖", "")
def honest(bureau: Bureau) -> None:
    stamp(bureau, token(bureau.note().read_bytes()))


@case("时间戳", "盖的是别的内容", "盖的不是这份检查点")
def other_data(bureau: Bureau) -> None:
    stamp(bureau, token(b"something else"))


@case("时间戳", "放在指定机构已变的检查点旁边", "台账没有指定它")
def other_checkpoint(bureau: Bureau) -> None:
    """The pristine ledger names none any more, from after the checkpoint that its witnesses cosigned above the
    change."""
    bureau.say(TRAINING, "p")
    bureau.checkpoint(bureau.count)
    stamp(bureau, token(bureau.note(bureau.count).read_bytes()), size=bureau.count)


@case("时间戳", "盖的是检查点的正文，不含签名", "盖的不是这份检查点")
def text_only(bureau: Bureau) -> None:
    stamp(bureau, token(bureau.parsed().text.encode()))


@case("时间戳", "一个字节被改", "时间戳")
def flipped(bureau: Bureau) -> None:
    path = stamp(bureau, token(bureau.note().read_bytes()))
    data = bytearray(path.read_bytes())
    data[data.index(b"Z", 60) - 3] ^= 1
    path.write_bytes(data)


@case("时间戳", "被截断", "RFC 3161")
def cut(bureau: Bureau) -> None:
    stamp(bureau, token(bureau.note().read_bytes())[:-1])


@case("时间戳", "末尾多出字节", "RFC 3161")
def longer(bureau: Bureau) -> None:
    stamp(bureau, token(bureau.note().read_bytes()) + b"\0")


@case("时间戳", "空文件", "RFC 3161")
def empty(bureau: Bureau) -> None:
    stamp(bureau, b"")


@case("时间戳", "大得离谱的文件", "上限")
def huge(bureau: Bureau) -> None:
    stamp(bureau, b"\x30" * (1 << 20))


@case("时间戳", "台账没有指定的机构", "台账没有指定它")
def stranger(bureau: Bureau) -> None:
    stamp(bureau, token(bureau.note().read_bytes()), authority="ca.2")


@case("时间戳", "另一个根证书的机构冒名", "不出自台账指定的根证书")
def other_root(bureau: Bureau) -> None:
    with TemporaryDirectory() as folder:
        stamp(bureau, Tsa(Path(folder)).answer(timestamp.query(bureau.note().read_bytes())))


def _issued(bureau: Bureau, made: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> None:
    """Stamped with another certificate of the right root."""
    TSA.sign_with(made, key)
    try:
        stamp(bureau, TSA.answer(timestamp.query(bureau.note().read_bytes())))
    finally:
        TSA.sign_with(TSA.certificate, TSA.key)


@case("时间戳", "证书在盖戳时已经过期", "不出自台账指定的根证书")
def expired(bureau: Bureau) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    past = certificate("TSA", key, TSA.root, TSA.root_key, ExtendedKeyUsageOID.TIME_STAMPING, timedelta(hours=-1))
    _issued(bureau, past, key)


@case("时间戳", "同一根证书下新签发的证书（通过）", "")
def renewed(bureau: Bureau) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    _issued(bureau, certificate("TSA 2", key, TSA.root, TSA.root_key, ExtendedKeyUsageOID.TIME_STAMPING), key)


@case("时间戳", "没有对应的检查点", "不应有这一项")
def orphan(bureau: Bureau) -> None:
    stamp(bureau, token(bureau.note().read_bytes()), size=31)
