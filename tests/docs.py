"""The pages that are read off the program: ``python -m tests.docs`` (or ``make docs``) writes them anew.

``tests/test_docs.py`` holds that they are current. The record vocabulary is told by ``core/vocabulary.py``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from ssj_publish.cli._shell import ssj
from ssj_publish.words import labels
from tests import draw_vectors, protocol_vectors

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "content" / "reference"
VOCABULARY = "ssj_publish.core.vocabulary"

#: The bound of every whole number, which says nothing of the field (I-JSON, RFC 7493).
_ANY = 2**53 - 1
#: The checks of a draw, as every verifier shows them.
CHECKS: Mapping[str, str] = {
    "records": "记录", "pool": "抽取池", "strata": "抽取数", "inspectors": "检查人员", "secrets": "秘密", "beacon": "公共随机数",
    "guests": "来宾", "seed": "种子", "tickets": "签号", "teams": "小组", "seal": "封存", "substitutions": "递补",
}  # fmt: skip
_MADE = "本页由 `make docs` 从程序生成，不手工编辑。"
_TYPES: Mapping[str, str] = {
    "text": "文字",
    "line": "一行文字",
    "id": "编号",
    "digest": "SHA-256 摘要",
    "hex": "十六进制",
    "base64": "Base64",
    "number": "整数",
    "boolean": "是或否",
    "day": "日期",
    "moment": "时间",
    "clock": "几点几分",
    "code": "代码",
    "group": "一组字段",
    "body": "另一种记录的正文",
}


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table, or nothing where there is no row."""
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    if lines:
        yield from ("", "| " + " | ".join(heads) + " |", "|---" * len(heads) + "|", *lines)


# Commands.


def walk(command: click.Command, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """A command and all below it, in the order of the help."""
    yield command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from walk(below, click.Context(below, info_name=name, parent=context))


def _usage(command: click.Command, context: click.Context) -> str:
    pieces = " ".join(command.collect_usage_pieces(context))
    pieces = pieces.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 [参数]...")
    return f"{context.command_path} {pieces}".rstrip()


def _options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    for option in command.get_params(context):
        record = option.get_help_record(context)
        if not isinstance(option, click.Option) or record is None or "--help" in option.opts:
            continue
        said = (option.help or "").strip()
        if option.required:
            said += "必填。"
        elif option.show_default and isinstance(option.default, str | int) and not isinstance(option.default, bool):
            said += f"默认：{option.default}。"
        yield f"`{record[0]}`", said


def commands() -> str:
    """Every command with its usage, what it does and its options."""
    lines = ["# 命令参考", "", _MADE + "每个命令都可以加 `-h` 或 `--help` 显示说明。"]
    for command, context in walk(ssj, click.Context(ssj, info_name="ssj")):
        lines += ["", f"## {context.command_path}", "", "```", _usage(command, context), "```"]
        for paragraph in (command.help or "").replace("\b\n", "").split("\n\n"):
            if paragraph.strip():
                lines += ["", "".join(line.strip() for line in paragraph.splitlines())]
        lines += table(("选项", "说明"), _options(command, context))
    return "\n".join(lines) + "\n"


# Records.


def _label(shape: str, name: str) -> str:
    known: Mapping[str, str] = getattr(labels, "FIELDS", {})
    return known.get(f"{shape}.{name}", known.get(name, ""))


def _value(field: Any) -> str:
    """What may stand in a field: its type, how many, within which bounds, and what it points to."""
    said = f"“{field.shape}”" if field.type == "group" else _TYPES[field.type]
    if field.choices:
        said += "：" + "、".join(f"`{one}`" for one in field.choices)
    if field.of or field.kind:
        said += f"，指向 `{field.kind or field.of}`"
    bounds = ((field.least, "不小于 {}"), (field.most, "不大于 {}"), (field.longest, "不超过 {} 个字"))
    said += "".join("，" + words.format(bound) for bound, words in bounds if bound not in (None, _ANY))
    return said + ("；可有多项" if field.many else "") + ("；可放在链外" if field.removable else "")


def _default(field: Any) -> str:
    if field.required:
        return "必填"
    if field.many or field.default is None:
        return ""
    return f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"


def _fields(shape: str, fields: Iterable[Any]) -> Iterator[str]:
    rows = ((f"`{one.name}`", _label(shape, one.name), _value(one), _default(one)) for one in fields)
    return table(("字段", "名称", "内容", "省去时"), rows)


def _groups(fields: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """The groups among the fields, and those within them, by their shapes."""
    for one in fields:
        if one.type == "group":
            yield one.shape, one.fields
            yield from _groups(one.fields)


def _signers(groups: Iterable[Iterable[str]], borne: bool) -> str:
    wanted = ["或".join(sorted(labels.ROLE_TYPES[role] for role in group)) for group in groups]
    own = "；或者由记录自带的当天密钥单独签署" if borne else ""
    return "签署：" + "，并且".join(wanted) + f"{own}。" if wanted else "签署：与所指的记录相同。"


def vocabulary() -> str:
    """Every kind of record with its signers and its fields in order, then the groups of fields within them."""
    lines = ["# 记录词汇", "", _MADE + "字段按在记录文件中的次序排列；等于“省去时”一栏的内容不写进文件。"]
    kinds = import_module(VOCABULARY).vocabulary()
    for kind in kinds:
        lines += ["", f"## {labels.KINDS[kind.name]}（{kind.name}）", "", _signers(kind.signers, kind.borne)]
        lines += _fields(kind.shape, kind.fields)
    for shape, fields in sorted({shape: fields for kind in kinds for shape, fields in _groups(kind.fields)}.items()):
        lines += ["", f"## {shape}", *_fields(shape, fields)]
    return "\n".join(lines) + "\n"


_HEAD = """Title: 记录词汇
Slug: vocabulary
Date: 2026-11-26
Summary: 每一种记录有哪些字段、什么类型、按什么次序、谁可以签署：写核对程序时逐项照此核对。

{made}字段按在记录文件中的次序排列；等于“省去时”一栏的内容不写进文件，这一栏空着的是空值或空列表。\
“可放在链外”的只写指纹（《[协议]({{filename}}protocol.md)》2.2）。同样的内容另有 [JSON Schema](vocabulary-schema.json)，\
程序可以直接读（fields, types, order, defaults and signers of every kind, for programs; the order of keys is that of `properties`）。

JSON Schema 里 `x-` 开头的各项，写的是它自己没有词可说的：

| 项 | 意思 |
|---|---|
| `x-signers` | 由谁签署：几组角色类型，每一组至少有一个角色签署；空的是更正和撤回，照所指记录的种类 |
| `x-fixed` | 更正时不得改的字段；`[]` 是都可以改，`null` 是这种记录不能更正 |
| `x-retractable` | 能不能撤回 |
| `x-borne` | 记录自己带来的密钥可以代替角色签署（来宾公开秘密） |
| `x-of` | 编号在哪里查：名录，或者 `records`（记录编号，因此须在 `refs` 里） |
| `x-kind` | 所指的记录只能是这一种 |
| `x-removable` | 只写指纹，内容在链外 |
| `x-text` | 链外内容的类型：`line` 是一行，`text` 可以有几行 |
"""


def published() -> str:
    """The same as a page of the site: a verifier is written from the site alone."""
    body = vocabulary().split("\n\n", 2)[2]
    return f"{_HEAD.format(made=_MADE)}\n{body}"


_VECTORS = """Title: 核对用的例子
Slug: vectors
Date: 2026-11-26
Summary: 写核对程序的人用的正误例子：各次抽取、检查小组一步的小例子、怪样的输入，以及各应得出什么。

{made}写核对程序的，可以用这里的例子检验：对的都应当成立，错的都应当不成立，而且正好败在写明的那一项上。\
`ssj`、网页、`verify_draw.py` 读的是同样的文件。格式见《[协议]({{filename}}protocol.md)》4.5 和 4.10。例子里的学校、人员都是虚构的。

*Test vectors for whoever writes a verifier, in any language: every good draw holds, every wrong one has one fault and fails
at the check named beside it, and all of `odd.json` is accepted or refused as its entry says. All data are invented.*

## 检查小组一步

[assignment.json](vectors/assignment.json)：{assignments} 个小例子。`bodies` 是按签号排好的对象，\
`slots` 是各位置符合条件的人，`recused` 是各对象要回避的人，`preference` 是各对象的人员次序，\
`cap` 是每人至多几个对象；`teams` 是应当得出的小组，空值表示排不出来；\
`tells` 写明这个例子把本协议的读法同哪一种别的读法分开。

## 怪样的输入

[odd.json](vectors/odd.json)：{odd} 个，其中 {accepted} 个怪而合法，应当接受。每一个从下面一次对的抽取（`base`）改来：\
先按 `changes` 逐处改它的 JSON（`at` 是路径，`value` 是新值，没有 `value` 的是删去），\
再按 `text` 在紧凑写法（ASCII，没有空格）里整段替换；\
`accept` 写明应当接受还是拒绝。任何输入都不应当使程序异常退出。

## 写法、名称、时间、定时密文和检查通知

| 文件 | 内容 | 见协议 |
|---|---|---|
| [unicode14](vectors/unicode14.json) | 不得出现的字的全部区间（首尾码位，十六进制），{ranges} 段；换行不在其中 | 1.1 |
| [records](vectors/records.json) | `files`：{files} 个记录文件（`hex` 是全部字节），`accept` 是写法成立与否，不看签名和链；\
`folding`：{pairs} 对名称、折叠的结果，是不是同一个名称 | 一、1.2 |
| [timelock](vectors/timelock.json) | 定时密文三件：如实的、打开不是 32 字节的、正文改过一位的；\
密文的各部分、配对的结果（`gt`，576 字节，照 H2 所取的次序）和以后每一步的值，最后的 `secret` 是规定的秘密；\
`generators_gt` 是两个生成元的配对 | 4.1、R26 |
| [times](vectors/times.json) | 约束时间：各条写的时间 `written`，联署够数的检查点 `witnessed`（条数和够数的时间），\
各条的约束时间 `binding`，都是 Unix 秒 | 一 |
| [notices](vectors/notices.json) | 两种核对码：`1~` 的附有封存值，\
`holds` 是成立与否；`2~` 的写明各部分；`well_formed` 是写法合不合 | 2.8、4.7 |

## 小台账

[ledgers.json](vectors/ledgers.json)：`records` 是一本成立的小台账的全部记录文件，依次为第 1 号起；`cases` 各是另写的一条记录：\
取前 `keep` 条，后面接上文件 `next`，`accept` 写明应当接受还是拒绝。拒绝的都只有一处毛病，签名和链（除了名字说的以外）都是对的。

## 对的抽取
"""

#: What each good draw is there for.
_GOOD: Mapping[str, str] = {
    "plain": "最平常的一次",
    "local": "没有公共随机数，只靠各方的秘密",
    "lottery": "用两种彩票的号码，先封存后公开",
    "balls": "现场摇珠，二十位数字",
    "urn": "现场摇珠，摇出的不放回，先封存后公开",
    "unknown-chain": "用不认识的信标：成立，但应当说明不认识",
    "waiting": "只有承诺，还没有公开",
    "sealed": "已封存，还没有公开",
    "sealed-opened": "封存之后已公开",
    "sealed-known": "秘密都公开了，结果还没有写入：算得出来，与封存一致",
    "sealed-false-void": "封存不实，真实的结果写在旁边，抽取已作废",
    "void": "已作废",
    "timelocked": "三份秘密有两份是定时密文",
    "minimum": "每级至少几个，有空的一级，编号按字节排序",
    "substituted": "各种递补",
    "crowded": "能查两个事项的人很少，小组要让位",
    "capped": "几乎人人都到了上限",
    "guests": "三位来宾，一位没有公开",
    "guests-local": "有来宾，没有公共随机数",
}


def vectors() -> str:
    """The index of the published vectors."""
    odd = json.loads((ROOT / "content" / "vectors" / "odd.json").read_text("utf-8"))
    assignments = json.loads((ROOT / "content" / "vectors" / "assignment.json").read_text("utf-8"))
    made = protocol_vectors.files_by_name()
    written = json.loads(made["records.json"])
    counts = {
        "odd": len(odd),
        "accepted": sum(one["accept"] for one in odd),
        "assignments": len(assignments),
        "ranges": len(json.loads(made["unicode14.json"])["ranges"]),
        "files": len(written["files"]),
        "pairs": len(written["folding"]),
    }
    lines = _VECTORS.format(made=_MADE, **counts).splitlines()
    good = ((f"[{name}](vectors/draw/{name}.json)", _GOOD[name]) for name in draw_vectors.GOOD)
    lines += table(("文件", "是怎样的抽取"), good)
    lines += ["", "## 错的抽取", "", "[faults.json](vectors/draw/faults.json) 是同样的表，供程序读。"]
    bad = (
        (f"[{name}](vectors/draw/{name}.json)", base, f"{CHECKS[check]}（`{check}`）")
        for name, (base, _, check) in draw_vectors.BAD.items()
    )
    lines += table(("文件", "由哪一次改来", "应当败在哪一项"), bad)
    return "\n".join(lines) + "\n"


PAGES: dict[Path, Callable[[], str]] = {
    ROOT / "content" / "pages" / "vectors.md": vectors,
    FOLDER / "commands.md": commands,
}
if find_spec(VOCABULARY) is not None:
    PAGES[FOLDER / "vocabulary.md"] = vocabulary
    PAGES[ROOT / "content" / "pages" / "vocabulary.md"] = published


def main() -> None:
    """Write every page that is not current, and say which."""
    FOLDER.mkdir(exist_ok=True)
    for path, make in PAGES.items():
        made = make()
        if not path.exists() or path.read_text("utf-8") != made:
            path.write_text(made, "utf-8", newline="\n")
            print(path.relative_to(ROOT), file=sys.stderr)


if __name__ == "__main__":
    main()
