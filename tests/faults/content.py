"""What somebody does to files: bytes, names, order, and the many ways in which YAML can be said differently."""

from __future__ import annotations

import os
import re
import shutil
from datetime import timedelta
from itertools import pairwise

from ssj_publish.core.kinds.oversight import Training
from ssj_publish.core.shapes import Day
from tests.bureau import at
from tests.faults.kit import Bureau, case

TRAINING = Training(title="补录的培训", date=Day(2025, 1, 2), hours=1, inspectors=("N01",), content="程序。")


@case("内容", "改动记录里的一个字", "签名不成立")
def one_letter(bureau: Bureau) -> None:
    bureau.replace(bureau.seq("training"), "程序", "秩序")


@case("内容", "改动 prev 里的一位", "上一条记录")
def one_digit_of_prev(bureau: Bureau) -> None:
    data = bureau.data(9)
    digit = re.search(rb'prev: "(.)', data)
    assert digit is not None
    bureau.put(9, data.replace(b'prev: "' + digit[1], b'prev: "' + (b"0" if digit[1] != b"0" else b"1"), 1))


@case("内容", "截去文件的后一半", "没有写完整")
def cut(bureau: Bureau) -> None:
    bureau.put(9, bureau.data(9)[: len(bureau.data(9)) // 2])


@case("内容", "文件变空", "没有写完整")
def emptied(bureau: Bureau) -> None:
    bureau.put(9, b"")


@case("内容", "在末尾加一个空格", "没有写完整")
def space(bureau: Bureau) -> None:
    bureau.put(9, bureau.data(9) + b" ")


@case("内容", "在末尾加一个空行", "规范写法")
def blank_line(bureau: Bureau) -> None:
    bureau.put(9, bureau.data(9) + b"\n")


@case("内容", "换行变成 CRLF", "CRLF")
def crlf(bureau: Bureau) -> None:
    bureau.put(9, bureau.data(9).replace(b"\n", b"\r\n"))


@case("内容", "加上 BOM", "BOM")
def bom(bureau: Bureau) -> None:
    bureau.put(9, b"\xef\xbb\xbf" + bureau.data(9))


@case("内容", "另存为 GB18030", "UTF-8")
def gb18030(bureau: Bureau) -> None:
    bureau.put(1, bureau.data(1).decode().encode("gb18030"))


@case("内容", "文件大到 5 MiB", "上限")
def huge(bureau: Bureau) -> None:
    bureau.put(9, bureau.data(9) + b"#" * (5 << 20))


@case("内容", "删去中间一条", "有记录缺失")
def gap(bureau: Bureau) -> None:
    bureau.path(9).unlink()


@case("内容", "删去中间一条并重排编号和链接", "台账中没有")
def gap_closed(bureau: Bureau) -> None:
    seq, count = bureau.seq("plan"), bureau.count
    bureau.path(seq).unlink()
    for number in range(seq + 1, count + 1):
        bureau.path(number).rename(bureau.path(number - 1))
    bureau.rechain()


@case("内容", "删去最后一条", "末尾的记录被删去")
def last(bureau: Bureau) -> None:
    bureau.path(bureau.count).unlink()


@case("内容", "删去第一条", "有记录缺失")
def first(bureau: Bureau) -> None:
    bureau.path(1).unlink()


@case("内容", "删光", "末尾的记录被删去")
def all_of_them(bureau: Bureau) -> None:
    for path in bureau.ledger.glob("[0-9]*/*.yaml"):
        path.unlink()


@case("内容", "调换两条", "与文件名不符")
def swapped(bureau: Bureau) -> None:
    one, other = bureau.data(3), bureau.data(4)
    bureau.put(3, other)
    bureau.put(4, one)


@case("内容", "调换两条并重排", "不在它前面")
def swapped_and_linked(bureau: Bureau) -> None:
    one, other = bureau.data(4), bureau.data(5)
    bureau.put(4, other)
    bureau.put(5, one)
    bureau.rechain(4)


@case("内容", "一条写两遍", "与文件名不符")
def twice(bureau: Bureau) -> None:
    bureau.put(bureau.count + 1, bureau.data(bureau.count))


@case("内容", "一条写两遍，第二遍重新编号", "不能重复写入")
def twice_numbered(bureau: Bureau) -> None:
    count = bureau.count
    bureau.put(count + 1, bureau.data(count))
    bureau.rechain(count + 1)


@case("内容", "编号跳过一个", "有记录缺失")
def skipped(bureau: Bureau) -> None:
    bureau.path(bureau.count).rename(bureau.path(bureau.count + 1))


@case("内容", "插入一条倒填日期的记录", "", tells="写的时间是 2025-01-03 09:00，期限和名录变动按")
def back_dated(bureau: Bureau) -> None:
    """Its time binds nobody, and is told."""
    bureau.say(TRAINING, "p", time=at("2025-01-03 09:00"))


@case("内容", "插入一条并重排全部后文", "签过名的检查点不符")
def inserted(bureau: Bureau) -> None:
    bureau.say(TRAINING, "p", seq=20, time=at("2025-03-27 09:00") + timedelta(minutes=1))


@case("内容", "改写一条，用它的密钥重签，重排后文", "不在它前面")
def rewritten_alone(bureau: Bureau) -> None:
    """Whoever wrote the next one had seen another."""
    bureau.resign(3, "初次", "初版")


@case("内容", "改写一条，用全部密钥把它和后文都重签", "签过名的检查点不符")
def rewritten(bureau: Bureau) -> None:
    seq = bureau.seq("training")
    bureau.resign(seq, "程序", "秩序")
    bureau.retell(seq + 1)


@case("内容", "掌握全部密钥重写历史，连检查点也重签", "签过名的检查点不符", since=True)
def rewritten_with_all_keys(bureau: Bureau) -> None:
    shutil.copy(bureau.note(bureau.count), bureau.saved)
    rewritten(bureau)
    bureau.forget_checkpoints()
    bureau.checkpoint(bureau.count)


@case("内容", "重写成较短的历史，拿旧检查点对照", "末尾的记录被删去", since=True)
def shortened_with_all_keys(bureau: Bureau) -> None:
    for seq in range(bureau.count, 25, -1):
        bureau.path(seq).unlink()
    bureau.forget_checkpoints()
    bureau.checkpoint(25)


@case("内容", "换成符号链接", "不应有这一项")
def link(bureau: Bureau) -> None:
    bureau.path(9).rename(bureau.repo / "elsewhere")
    bureau.path(9).symlink_to(bureau.repo / "elsewhere")


@case("内容", "换成文件夹", "不应有这一项")
def folder(bureau: Bureau) -> None:
    bureau.path(9).unlink()
    bureau.path(9).mkdir()


@case("内容", "换成管道", "不应有这一项")
def pipe(bureau: Bureau) -> None:
    bureau.path(9).unlink()
    os.mkfifo(bureau.path(9))


@case("内容", "放进大写的同名文件", "不应有这一项")
def capitals(bureau: Bureau) -> None:
    (bureau.ledger / "000009.YAML").write_bytes(bureau.data(9))


@case("内容", "放进编辑器的备份", "不应有这一项")
def backup(bureau: Bureau) -> None:
    (bureau.ledger / "000/000009.yaml~").write_bytes(bureau.data(9))


@case("内容", "放进少一位数的名字", "不应有这一项")
def short_name(bureau: Bureau) -> None:
    (bureau.ledger / "00009.yaml").write_bytes(bureau.data(9))


@case("内容", "崩溃留下的临时文件（应当通过）", "")
def leftover(bureau: Bureau) -> None:
    (bureau.ledger / ".tmp-0123456789abcdef").write_bytes(b"half")


def spelled(old: str, new: str, name: str, says: str = "规范写法") -> None:
    """The training record said in another way that some YAML reader takes for the same."""

    def tamper(bureau: Bureau) -> None:
        bureau.replace(bureau.seq("training"), old, new)

    case("YAML", name, says)(tamper)


spelled('kind: "training"', "kind: training", "去掉引号")
spelled('kind: "training"', "kind: 'training'", "换成单引号")
spelled('kind: "training"', 'kind: !!str "training"', "加上标签")
spelled('kind: "training"', 'kind: &a "training"', "加上锚点")
spelled('kind: "training"', 'kind:  "training"', "多一个空格")
spelled('kind: "training"', 'kind:\t"training"', "换成制表符", "不允许的字符")
spelled('kind: "training"', 'kind: "training" # 注释', "加上注释")
spelled('kind: "training"', 'kind: "tr\\x61ining"', "换一种转义")
spelled('kind: "training"', 'kind: "train\\\n    ing"', "折成两行")
spelled('kind: "training"', "kind: >-\n    training", "写成块")
spelled("hours: 8", "hours: 08", "整数前加零")
spelled("hours: 8", "hours: 0x8", "十六进制整数")
spelled("hours: 8", "hours: 8.0", "写成小数")
spelled("hours: 8", "hours: yes", "写成 yes")
spelled("hours: 8", "hours: 99999999999999999999", "整数过大")
spelled("    hours: 8\n", "    hours: 8\n    hours: 8\n", "同一个键写两遍", "重复")
spelled("    hours: 8\n", "    hours: 8\n    extra: 1\n", "多一个字段", "格式")
spelled("    hours: 8\n", "", "少一个字段", "格式")
spelled("    hours: 8\n", '    hours: "8"\n', "类型不对", "格式")
spelled("  body:\n", "  body: {}\n", "流式写法")
spelled('    inspectors:\n      - "N01"\n', "    inspectors: []\n", "空列表")
spelled("statement:\n", "---\nstatement:\n", "两个文档")
spelled("程序", "程\u0007序", "控制字符", "不允许的字符")
spelled("程序", "程\u2028序", "行分隔符", "不允许的字符")
spelled("程序", "程序e\u0301", "不是 NFC", "NFC")


@case("YAML", "十亿次大笑", "规范写法")
def laughs(bureau: Bureau) -> None:
    lines = ['a: &a ["x"]']
    for one, other in pairwise("abcdefghi"):
        lines.append(f"{other}: &{other} [" + ", ".join([f"*{one}"] * 9) + "]")
    bureau.put(9, "\n".join(lines).encode() + b"\n")


@case("YAML", "嵌套三万层", "嵌套")
def deep(bureau: Bureau) -> None:
    bureau.put(9, b"".join(b"  " * min(depth, 60) + b"a:\n" for depth in range(30_000)))


@case("YAML", "没有这种记录", "没有")
def unknown_kind(bureau: Bureau) -> None:
    bureau.resign(bureau.seq("training"), 'kind: "training"', 'kind: "trainings"')
