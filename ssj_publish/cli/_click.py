"""Click in Chinese: its sentences by their English originals (it takes all of them from ``gettext``), the names of its
types, and what the arguments of our commands are called.

Click asks ``gettext``, which asks the environment for a language; here everybody reads Chinese, whatever the machine
speaks. A test holds that each sentence of the installed Click stands here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from unicodedata import east_asian_width

import click
from click import core, decorators, exceptions, formatting, parser, termui, types

SAYINGS: Final[Mapping[str, str]] = {
    # headings and help
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Show this message and exit.": "显示这份说明。",
    "Show the version and exit.": "显示版本。",
    "Confirm the action without prompting.": "不再询问，直接执行。",
    "default: {default}": "默认：{default}",
    "required": "必填",
    "env var: {var}": "环境变量：{var}",
    "(dynamic)": "（运行时决定）",
    "deprecated": "不再使用",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
    # wrong usage
    "Missing command.": "缺少命令。",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Missing {param_type}": "缺少 {param_type}",
    "No such option {name!r}.": "没有选项 {name}。",
    "No such command {name!r}.": "没有命令“{name}”。",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "是不是其中之一：{possibilities}？",
    "Got unexpected extra argument ({args})": "多出了参数（{args}）。含空格的内容请用引号括起来。",
    "Got unexpected extra arguments ({args})": "多出了参数（{args}）。含空格的内容请用引号括起来。",
    "Option {name!r} does not take a value.": "选项 {name} 后面不带内容。",
    "Option {name!r} requires an argument.": "选项 {name} 后面缺少内容。",
    "Option {name!r} requires {nargs} arguments.": "选项 {name} 后面应有 {nargs} 项内容。",
    "Argument {name!r} takes {nargs} values.": "参数 {name} 应有 {nargs} 项。",
    "Takes {nargs} values but 1 was given.": "应有 {nargs} 项，只给了一项。",
    "Takes {nargs} values but {len} were given.": "应有 {nargs} 项，给了 {len} 项。",
    "{len_type} values are required, but {len_value} was given.": "应有 {len_type} 项，给了 {len_value} 项。",
    "{len_type} values are required, but {len_value} were given.": "应有 {len_type} 项，给了 {len_value} 项。",
    "Value must be an iterable.": "应当是一组内容。",
    "Invalid value: {message}": "内容不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的内容不对：{message}",
    "{value!r} is not {choice}.": "“{value}”不是可填的内容。可填：{choice}。",
    "{value!r} is not one of {choices}.": "“{value}”不是可填的内容。可填：{choices}。",
    "Choose from:\n\t{choices}": "可填：{choices}",
    "{value!r} is not a valid {number_type}.": "“{value}”不是{number_type}。",
    "{value} is not in the range {range}.": "{value} 不在可填的范围（{range}）内。",
    "{value!r} is not a valid boolean. Recognized values: {states}": "“{value}”应写成 true 或 false。",
    "{value!r} does not match the format {format}.": "“{value}”应写成 {format} 的样子。",
    "{value!r} does not match the formats {formats}.": "“{value}”应写成 {formats} 之一的样子。",
    "{value!r} is not a valid UUID.": "“{value}”不是 UUID。",
    # files
    "{name} {filename!r} does not exist.": "没有这个{name}：{filename}。请核对路径。",
    "{name} {filename!r} is a file.": "{filename} 是文件，应当是文件夹。",
    "{name} {filename!r} is a directory.": "{filename} 是文件夹，应当是文件。",
    "{name} {filename!r} is not readable.": "没有权限读取 {filename}。",
    "{name} {filename!r} is not writable.": "没有权限写入 {filename}。",
    "{name} {filename!r} is not executable.": "{filename} 不能执行。",
    "Could not open file {filename!r}: {message}": "打不开文件 {filename}：{message}",
    "unknown error": "原因不明",
    # asking
    "Do you want to continue?": "要继续吗？",
    "Repeat for confirmation": "请再输入一遍",
    "Error: The two entered values do not match.": "两次输入的不一样，请重新输入。",
    "Error: invalid input": "请输入 y（是）或 n（否）。",
    "Error: {message}": "{message}",
    "Press any key to continue...": "按任意键继续……",
    "Try '{command} {option}' for help.": "运行 {command} {option} 查看用法。",
    "Aborted!": "已取消。",
}
#: What the arguments of the commands are called, in usage lines and wherever a help text names one in capitals.
ARGUMENTS: Final[Mapping[str, str]] = {
    "arguments": "参数",
    "authority": "时间戳机构",
    "quarter": "季度",
    "record": "记录编号",
    "body": "监管对象",
    "code": "核对码",
    "file": "文件",
    "files": "文件",
    "fingerprint": "指纹",
    "folder": "文件夹",
    "inspector": "检查人员",
    "kind": "哪种表",
    "origin": "台账名称",
    "place": "台账所在",
    "pool": "名单文件",
    "request": "请求文件",
    "revision": "提交",
    "role": "角色编号",
    "service": "平台",
    "server": "服务器软件",
    "target": "记录",
    "task": "任务编号",
    "upstream": "对方分支",
    "url": "网址",
    "vkey": "日志公钥",
    "which": "钩子",
    "witness": "见证人",
    "words": "查找的词",
    "year": "年份",
}
_RANGES: Final = (
    (re.compile(r"(-?\d+)<=x<=(-?\d+)"), r"\1 至 \2"),
    (re.compile(r"x>=(-?\d+)"), r"不小于 \1"),
    (re.compile(r"x<=(-?\d+)"), r"不大于 \1"),
)
#: What is never broken: a Chinese character with the marks before and after it, or letters up to the next space.
_PIECES: Final = re.compile(
    r"[“（《<]*(?:[\u3400-\u9fff][，。、；：？！”）》>]*|[^\s\u3400-\u9fff]+?(?=[\s\u3400-\u9fff“（《]|$)) *| +"
)
_QUOTED: Final = re.compile(r"'([^']*)'")


def chinese(sentence: str) -> str:
    """In place of ``gettext``."""
    return SAYINGS.get(sentence, sentence)


def _plural(one: str, many: str, number: int) -> str:
    """In place of ``ngettext``."""
    return chinese(one if number == 1 else many)


def ranges(text: str) -> str:
    """``1<=x<=65535`` as people write it."""
    for pattern, told in _RANGES:
        text = pattern.sub(told, text)
    return text


for _module in (core, decorators, exceptions, formatting, parser, termui, types):
    for _name, _spoken in (("_", chinese), ("ngettext", _plural)):
        if hasattr(_module, _name):
            setattr(_module, _name, _spoken)
for _type, _called in (
    (types.StringParamType, "内容"),
    (types.IntParamType, "整数"),
    (types.IntRange, "整数"),
    (types.FloatParamType, "小数"),
):
    _type.name = _called


class Formatter(click.HelpFormatter):
    """Help in Chinese, in columns that stand below each other: a Chinese character takes two."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        args = args.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 [参数]...")
        super().write_usage(prog, args, SAYINGS["Usage:"])

    def write_text(self, text: str) -> None:
        pad = " " * self.current_indent
        paragraphs = (wrapped(" ".join(one.split()), self.width - self.current_indent) for one in text.split("\n\n"))
        self.write("\n\n".join("\n".join(f"{pad}{line}" for line in lines) for lines in paragraphs) + "\n")

    def write_heading(self, heading: str) -> None:
        self.write(f"{' ' * self.current_indent}{heading}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        listed = [(first, ranges(second)) for first, second in rows]
        column = min(max((wide(first) for first, _ in listed), default=0), col_max) + col_spacing
        pad = " " * self.current_indent
        for first, second in listed:
            lines = wrapped(second, max(self.width - self.current_indent - column, 20)) or [""]
            if wide(first) > column - col_spacing:
                self.write(f"{pad}{first}\n")
                first = ""
            self.write(f"{pad}{first}{' ' * (column - wide(first))}{lines[0]}".rstrip() + "\n")
            for line in lines[1:]:
                self.write(f"{pad}{' ' * column}{line}\n")


def wide(text: str) -> int:
    """The columns that ``text`` takes on a terminal."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` columns, broken after a space or a Chinese character, and not before a mark."""
    lines, line = [], ""
    for piece in _PIECES.findall(text):
        if line and wide(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def dress(command: click.Command) -> click.Command:
    """``command`` and all below it with its arguments' Chinese names, once."""
    for name in command.list_commands(click.Context(command)) if isinstance(command, click.Group) else ():
        below = command.commands.get(name) if isinstance(command, click.Group) else None
        if below is not None:
            dress(below)
    arguments = [one for one in command.params if isinstance(one, click.Argument) and one.metavar is None]
    for argument in arguments:
        argument.metavar = _metavar(argument)
    names = [str(one.name) for one in arguments if one.name]
    if command.help:
        command.help = _named(command.help, names)
        command.short_help = command.short_help or command.help.partition("\n\n")[0].replace("\n", " ")
    for option in command.params:
        if isinstance(option, click.Option) and option.help:
            option.help = _named(option.help, names)
    return command


def _metavar(argument: click.Argument) -> str:
    name = ARGUMENTS.get(argument.name or "", (argument.name or "").upper())
    shown = f"<{name}>{'...' if argument.nargs != 1 else ''}"
    return shown if argument.required else f"[{shown}]"


def _named(text: str, names: list[str]) -> str:
    """A help text with ``<任务编号>`` where it names the argument ``TASK``."""
    for name in names:
        if name in ARGUMENTS:
            told = f"<{ARGUMENTS[name]}>"
            text = re.sub(rf"(?<![\w-]){name.upper()}(?![\w-])", told, text)
    return re.sub(r"(?<=[一-鿿，。、；：（）“”]) (?=<[一-鿿])|(?<=[一-鿿]>) (?=[一-鿿，。、；：（）“”])", "", text)


def usage(wrong: click.ClickException, path: str) -> str:
    """What is wrong with a command line, and where its help is; ``path`` is the command's, where Click does not say
    it."""
    ctx = getattr(wrong, "ctx", None)
    hint = f"运行 {ctx.command_path if ctx is not None else path} --help 查看用法。"
    if isinstance(wrong, click.NoSuchOption | exceptions.NoSuchCommand):
        said = _QUOTED.sub(lambda match: match[1], wrong.format_message()).replace("。 ", "。")
        return f"{_sentence(said)}{hint}"
    if isinstance(wrong, click.MissingParameter):
        return f"缺少参数 {_parameter(wrong)}。{hint}"
    if isinstance(wrong, click.BadParameter):
        said = ranges(wrong.message)
        if wrong.param is not None and isinstance(wrong.param.type, click.Choice):
            said = said.replace("', '", "、").replace("'", "")
        return f"参数 {_parameter(wrong)} 的值不对：{_sentence(said)}"
    if isinstance(wrong, click.FileError):
        return wrong.format_message()
    return f"{_sentence(wrong.format_message())}{hint}"


def path_of(command: click.Command, arguments: Sequence[str]) -> str:
    """The command that a command line names, as far as it can be followed: ``ssj draw promise``."""
    found = ["ssj"]
    for one in arguments:
        below = command.get_command(click.Context(command), one) if isinstance(command, click.Group) else None
        if below is not None:
            command = below
            found.append(one)
    return " ".join(found)


def _parameter(wrong: click.BadParameter) -> str:
    if isinstance(wrong.param_hint, str):
        return wrong.param_hint
    if isinstance(wrong.param, click.Option):
        return max(wrong.param.opts, key=len)
    return (wrong.param.metavar or str(wrong.param.name)).strip("[]") if wrong.param is not None else ""


def _sentence(text: str) -> str:
    return text if text.endswith(("。", "？", "！")) else f"{text}。"
