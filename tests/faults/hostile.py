"""What somebody puts in to be obeyed by whoever looks: names that act on a terminal; and what is no tampering at
all."""

from __future__ import annotations

from ssj_publish.core.replay import replay
from ssj_publish.core.tlog import note
from ssj_publish.core.tlog.note import NoteSignature
from ssj_publish.ledger import store
from ssj_publish.office.checkpoints import Log
from tests.bureau import WITNESSES
from tests.faults.kit import Bureau, case


def named(what: str, name: str, says: str) -> None:
    """A case in which a file of this name lies in the ledger's folder, in ``checkpoints``, and in ``disclosures``."""

    for place in ("", "checkpoints/", "disclosures/"):

        @case("屏幕", f"{place or '台账'}里的文件名带{what}", says)
        def tamper(bureau: Bureau, place: str = place) -> None:
            folder = bureau.ledger / place
            folder.mkdir(exist_ok=True)
            (folder / name).touch()


named("清屏指令", "\x1b[2J\x1b[H核对无误", "<U+001B>[2J<U+001B>[H核对无误")
named("换行", "a\n核对无误：测试县教育局", "a<U+000A>核对无误")
named("回车", "\r核对无误", "<U+000D>核对无误")
named("八位控制符", "\x9b2J核对无误", "<U+009B>2J")
named("反转文字方向的符号", "\u202e误无对核", "<U+202E>")
named("隔离文字方向的符号", "\u2067x\u2069", "<U+2067>x<U+2069>")
named("零宽字符", "000001\u200b.yaml", "000001<U+200B>.yaml")
named("行分隔符", "a\u2028b", "a<U+2028>b")
named("标签字符", "000001.yaml\U000e0041", "<U+E0041>")


@case("屏幕", "检查点的日志名称带反转方向的符号", "<U+202E>")
def turned_origin(bureau: Bureau) -> None:
    signed = bureau.parsed()
    lines = "".join(NoteSignature(f"\u202e{one.name}", one.key_id, one.signature).line for one in signed.signatures)
    bureau.note().write_text(f"\u202e{signed.text}\n{lines}", "utf-8", newline="")


@case("检查点", "见证人被问了两次，第二次的时间更晚（成立）", "")
def asked_twice(bureau: Bureau) -> None:
    log = Log(bureau.ledger, replay(store.read_entries(bureau.ledger)).state)
    for one in WITNESSES:
        log.keep(one.sign(bureau.parsed(bureau.count).text, 1_743_990_000).line.encode())


@case("检查点", "一行联署的后几位写法不规范", "签名不成立")
def unclean(bureau: Bureau) -> None:
    path = next((bureau.ledger / "checkpoints").glob("000030.*.cosig"))
    line = path.read_text("utf-8")
    assert note.parse_signatures(line)
    at = len(line.rstrip("\n=")) - 1
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    assert line.endswith("=\n"), "some bits are left over"
    path.write_text(line[:at] + digits[digits.index(line[at]) ^ 1] + line[at + 1 :], "utf-8", newline="")
