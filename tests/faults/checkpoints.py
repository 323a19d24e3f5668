"""What somebody does to checkpoints and cosignatures."""

from __future__ import annotations

from ssj_publish.core.tlog import note
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.merkle import EMPTY_ROOT
from ssj_publish.core.tlog.note import Note
from ssj_publish.ledger import checkpoints
from tests.bureau import LOG, ORIGIN, WITNESSES, Party
from tests.faults.kit import Bureau, case


@case("检查点", "根的一位被改", "签名不成立")
def root_digit(bureau: Bureau) -> None:
    root = bureau.parsed().text.splitlines()[2]
    bureau.edit_note(root, ("A" if root[0] != "A" else "B") + root[1:])


@case("检查点", "条数被改", "签名不成立")
def size_digit(bureau: Bureau) -> None:
    bureau.edit_note("\n30\n", "\n31\n")


@case("检查点", "条数前加零", "检查点的格式")
def leading_zero(bureau: Bureau) -> None:
    bureau.edit_note("\n30\n", "\n030\n")


@case("检查点", "条数为负", "检查点的格式")
def negative(bureau: Bureau) -> None:
    bureau.edit_note("\n30\n", "\n-30\n")


@case("检查点", "条数超过 2 的 63 次方", "检查点的格式")
def overflow(bureau: Bureau) -> None:
    bureau.edit_note("\n30\n", "\n99999999999999999999\n")


@case("检查点", "换上另一本台账的名字", "另一本台账")
def other_origin(bureau: Bureau) -> None:
    bureau.edit_note(ORIGIN, "jy.other.example/ssj")


@case("检查点", "另一把密钥签的", "没有日志密钥的有效签名")
def other_key(bureau: Bureau) -> None:
    forged = Party(ORIGIN, 1, "forger")
    text = bureau.parsed().text
    bureau.note().write_bytes(note.form(Note(text, (forged.sign(text),))))


@case("检查点", "只有见证人的联署", "没有日志密钥的有效签名")
def witnesses_only(bureau: Bureau) -> None:
    text = bureau.parsed().text
    bureau.note().write_bytes(note.form(Note(text, (WITNESSES[0].sign(text),))))


@case("检查点", "日志签名的一位被改", "签名不成立")
def signature_bit(bureau: Bureau) -> None:
    one = bureau.parsed().signatures[0]
    wrong = note.NoteSignature(one.name, one.key_id, bytes([one.signature[0] ^ 1]) + one.signature[1:])
    bureau.note().write_bytes(note.form(Note(bureau.parsed().text, (wrong,))))


@case("检查点", "别的内容，日志密钥签的（分叉）", "签过名的检查点不符")
def forked(bureau: Bureau) -> None:
    text = Checkpoint(ORIGIN, 30, bytes(32)).text
    for path in (bureau.ledger / "checkpoints").glob("000030.*"):
        path.unlink()
    bureau.checkpoint(30, text=text)


@case("检查点", "叶子冒充树根", "签过名的检查点不符")
def leaf_as_root(bureau: Bureau) -> None:
    for path in (bureau.ledger / "checkpoints").glob("000030.*"):
        path.unlink()
    bureau.checkpoint(30, text=Checkpoint(ORIGIN, 30, bureau.tree().levels[0][0]).text)


@case("检查点", "文件名与条数不符", "文件名与内容不符")
def misnamed(bureau: Bureau) -> None:
    for path in (bureau.ledger / "checkpoints").glob("000030.*"):
        path.rename(path.with_name(path.name.replace("000030", "000029")))


@case("检查点", "签到还没有的记录", "末尾的记录被删去")
def ahead(bureau: Bureau) -> None:
    size = bureau.count + 1
    bureau.checkpoint(size, text=Checkpoint(ORIGIN, size, bytes(32)).text)


@case("检查点", "零条记录的检查点", "不应有这一项")
def nought(bureau: Bureau) -> None:
    text = Checkpoint(ORIGIN, 0, EMPTY_ROOT).text
    (bureau.ledger / "checkpoints" / "000000.note").write_bytes(note.form(Note(text, (LOG.sign(text),))))


@case("检查点", "少了最后的换行", "便笺的格式")
def no_newline(bureau: Bureau) -> None:
    bureau.note().write_bytes(bureau.note().read_bytes()[:-1])


@case("检查点", "没有签名", "便笺的格式")
def unsigned(bureau: Bureau) -> None:
    bureau.note().write_bytes(bureau.parsed().text.encode() + b"\n")


@case("检查点", "一百零一个签名", "便笺的格式")
def too_many(bureau: Bureau) -> None:
    bureau.note().write_bytes(bureau.note().read_bytes() + LOG.sign("x").line.encode() * 100)


@case("检查点", "控制字符", "便笺的格式")
def control(bureau: Bureau) -> None:
    bureau.edit_note("\n30\n", "\n30\r\n")


@case("检查点", "不是 UTF-8", "便笺的格式")
def not_utf8(bureau: Bureau) -> None:
    bureau.note().write_bytes(b"\xff" + bureau.note().read_bytes())


@case("检查点", "base64 末位不规范", "签名不成立")
def stray_bits(bureau: Bureau) -> None:
    data = bureau.note().read_text("utf-8")
    assert data.endswith("=\n")
    bureau.edit_note(
        data[-4:], chr(ord(data[-4]) + 1) + data[-3:] if data[-3] == "=" else data[-4] + chr(ord(data[-3]) + 1) + "=\n"
    )


@case("检查点", "不认识的签名行（应当通过）", "")
def grease(bureau: Bureau) -> None:
    strange = note.NoteSignature("example.com/grease", b"\x00\x01\x02\x03", b"\xff" * 40)
    signed = bureau.parsed()
    bureau.note().write_bytes(note.form(Note(signed.text, (strange, *signed.signatures))))


@case("检查点", "日志签名不在第一行（应当通过）", "")
def not_first(bureau: Bureau) -> None:
    signed = bureau.parsed()
    bureau.note().write_bytes(note.form(Note(signed.text, (WITNESSES[0].sign(signed.text), *signed.signatures))))


@case("检查点", "全部检查点被删（应当通过，但有提示）", "")
def forgotten(bureau: Bureau) -> None:
    bureau.forget_checkpoints()


@case("检查点", "删去检查点，留下联署", "不应有这一项")
def orphaned(bureau: Bureau) -> None:
    bureau.note().unlink()


@case("检查点", "放进别的文件", "不应有这一项")
def foreign(bureau: Bureau) -> None:
    (bureau.ledger / "checkpoints" / "notes.txt").write_bytes(b"x")


@case("联署", "联署的一位被改", "签名不成立")
def cosignature_bit(bureau: Bureau) -> None:
    text = bureau.parsed().text
    one = WITNESSES[0].sign(text)
    wrong = note.NoteSignature(one.name, one.key_id, one.signature[:-1] + bytes([one.signature[-1] ^ 1]))
    path = bureau.ledger / "checkpoints" / f"000030.{one.key_id.hex()}.cosig"
    path.write_bytes(wrong.line.encode())


@case("联署", "联署的时间被改早", "签名不成立")
def earlier(bureau: Bureau) -> None:
    one = WITNESSES[0].sign(bureau.parsed().text, 1_743_130_000)
    wrong = note.NoteSignature(one.name, one.key_id, (1_700_000_000).to_bytes(8) + one.signature[8:])
    path = bureau.ledger / "checkpoints" / f"000030.{one.key_id.hex()}.cosig"
    path.write_bytes(wrong.line.encode())


@case("联署", "拿别的检查点的联署充数", "签名不成立")
def moved(bureau: Bureau) -> None:
    one = WITNESSES[0].key.id.hex()
    folder = bureau.ledger / "checkpoints"
    (folder / f"000030.{one}.cosig").write_bytes((folder / f"{bureau.count:06d}.{one}.cosig").read_bytes())


@case("联署", "文件名是甲，内容是乙", "见证人的一行联署")
def under_another_name(bureau: Bureau) -> None:
    folder = bureau.ledger / "checkpoints"
    one, other = (party.key.id.hex() for party in WITNESSES[:2])
    (folder / f"000030.{one}.cosig").write_bytes((folder / f"000030.{other}.cosig").read_bytes())


@case("联署", "日志自己冒充见证人", "签名不成立")
def log_as_witness(bureau: Bureau) -> None:
    """The log signs under a witness's name: its key is another."""
    text = bureau.parsed().text
    forged = Party(WITNESSES[0].key.name, 4, "log").sign(text)
    path = bureau.ledger / "checkpoints" / f"000030.{WITNESSES[0].key.id.hex()}.cosig"
    path.write_bytes(note.NoteSignature(forged.name, WITNESSES[0].key.id, forged.signature).line.encode())


@case("联署", "陌生的见证人（应当通过，不算数）", "")
def stranger(bureau: Bureau) -> None:
    checkpoints.add_cosignature(bureau.ledger, 30, Party("w.example/9", 4, "w9").sign(bureau.parsed().text))


@case("对照", "拿别人伪造的检查点来对照", "没有日志密钥的有效签名", since=True)
def forged_since(bureau: Bureau) -> None:
    text = bureau.parsed().text
    bureau.saved.write_bytes(note.form(Note(text, (Party(ORIGIN, 1, "forger").sign(text),))))


@case("对照", "两边都能自证的分叉", "签过名的检查点不符", since=True)
def split_view(bureau: Bureau) -> None:
    """The saved checkpoint is of another branch of the same log, signed with the same key."""
    text = Checkpoint(ORIGIN, 31, bureau.tree().root_at(30)).text
    bureau.saved.write_bytes(note.form(Note(text, (LOG.sign(text),))))


@case("对照", "拿另一本台账的检查点来对照", "另一本台账", since=True)
def other_log(bureau: Bureau) -> None:
    other = Party("jy.other.example/ssj", 1, "other")
    text = Checkpoint("jy.other.example/ssj", 30, bytes(32)).text
    bureau.saved.write_bytes(note.form(Note(text, (other.sign(text),))))
