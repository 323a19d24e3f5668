"""The pages that are read off the program: ``python -m tests.docs`` (or ``make docs``) writes them anew.

``tests/test_docs.py`` holds that they are current. The record vocabulary is told by ``core/vocabulary.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from ssj_publish.cli._shell import ssj
from ssj_publish.words import labels
from tests import vectors_page
from tests.markdown import MADE, ROOT, table

FOLDER = ROOT / "content" / "reference"
VOCABULARY = "ssj_publish.core.vocabulary"

#: The bound of every whole number, which says nothing of the field (I-JSON, RFC 7493).
_ANY = 2**53 - 1
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
    lines = ["# 命令参考", "", MADE + "每个命令都可以加 `-h` 或 `--help` 显示说明。"]
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
    lines = ["# 记录词汇", "", MADE + "字段按在记录文件中的次序排列；等于“省去时”一栏的内容不写进文件。"]
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


#: What a valid ledger can still be asked about.
_ODD = """
## 异常情况的代码

台账成立，而仍应当问一问的，`ssj verify` 和网站都列为异常情况（irregularities: a ledger with these holds all the same）。
"""


def published() -> str:
    """The same as a page of the site: a verifier is written from the site alone."""
    body = vocabulary().split("\n\n", 2)[2]
    return f"{_HEAD.format(made=MADE)}\n{body}{_ODD}" + "\n".join(_irregularities()) + "\n"


def _irregularities() -> Iterator[str]:
    named = labels.IRREGULARITIES.items()
    yield from table(
        ("代码", "名称", "找的是什么"), ((f"`{code}`", name, labels.LOOKED_FOR[code]) for code, name in named)
    )


PAGES: dict[Path, Callable[[], str]] = {
    ROOT / "content" / "pages" / "vectors.md": vectors_page.page,
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
