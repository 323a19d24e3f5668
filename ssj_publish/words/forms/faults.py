"""What is wrong with a form: where, what is allowed, what was found; one Chinese sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ssj_publish.core.shapes import Shape
from ssj_publish.words import labels
from ssj_publish.words.visible import visible

FAULTS: Final[Mapping[str, str]] = {
    # the whole
    "whole": "应当一行一项，写成“项目: 内容”（英文冒号，后面空一格）。用 --template 可打印空表单。",
    "colon": "用了全角冒号“：”。请改成英文冒号，后面空一格，如 date: 2025-04-10。",
    "tab": "用制表符缩进。请改成空格。",
    "syntax": "这一行附近的写法不对（缩进、引号或括号）。请对照 --template 打印的空表单。",
    "alias": "用了 YAML 的引用（& 或 *）。请把内容照写一遍。",
    "tag": "用了 YAML 的类型标记（!）。请去掉。",
    # a key
    "missing": "必填，还没有填写。例如：{example}",
    "unknown": "没有这一项。{hint}",
    "repeated": "写了不止一次。请只留一处。",
    # the container
    "mapping": "应当分项填写，这里是{found}。例如：{example}",
    "list": "应当逐条列出，这里是{found}。例如：{example}",
    "scalar": "应当只填一个值，这里是{found}。例如：{example}",
    # a value
    "choice": "{found}不是可填的内容。可填：{known}。",
    "boolean": "应填“是”或“否”，这里是{found}。",
    "integer": "应填整数，这里是{found}。",
    "range": "应当{range}，这里是{found}。",
    "day": "看不懂日期{found}。请写成 2025-04-10。",
    "day-impossible": "没有{found}这一天。请核对。",
    "moment": "看不懂时间{found}。请写成 2025-04-10 09:30。",
    "line": "只能写一行，这里有换行。",
    "long": "最多 {limit} 个字，这里有 {count} 个。请缩短。",
    "character": "含有不能写入台账的字符（{character}）。请删去后重新输入。",
    "id": "{found}不是编号：只能用英文字母、数字和 . _ -，以字母或数字开头，最多 64 位。例如：{example}",
    "digest": "应为 64 位十六进制数字（0-9、a-f），这里是{found}。请整段复制。",
    "hex": "应为十六进制数字（0-9、a-f，成对出现），这里是{found}。请整段复制。",
    "base64": "应为 base64 编码，这里是{found}。请整段复制。",
    "clock": "看不懂几点几分{found}。请写成 24 小时制的 09:05。",
    "pattern": "{found}的写法不对。例如：{example}",
    "shape": "{told}。",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """``path`` names fields, and list places from 0, from ``shape`` down; ``line`` counts from 1, None if unknown."""

    code: str
    shape: type[Shape]
    path: tuple[str, ...] = ()
    line: int | None = None
    data: Mapping[str, str] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """For machines: the field as a dotted path, the line, and the sentence."""
        return {"field": ".".join(self.path), "line": self.line, "message": sentence(self)}


def sentence(fault: Fault) -> str:
    """``第 3 行 检查方式（method）：…``"""
    where = [f"第 {fault.line} 行"] if fault.line is not None else []
    named = "的".join(_grouped(fault))
    text = FAULTS[fault.code].format(**fault.data)
    return f"{' '.join([*where, named] if named else where)}：{text}" if where or named else text


def listed(faults: tuple[Fault, ...]) -> str:
    """All of them, a line each."""
    return "\n".join(f"  {visible(sentence(one))}" for one in faults)


def shown(raw: object) -> str:
    """What was found, as a sentence quotes it."""
    if isinstance(raw, dict):
        return "一组分项"
    if isinstance(raw, list | tuple):
        return "一个列表"
    text = {True: "是", False: "否"}.get(raw, str(raw)) if isinstance(raw, bool) else str(raw)
    text = " ".join(text.split())
    return f"“{text if len(text) <= 40 else text[:38] + '……'}”"


def _grouped(fault: Fault) -> Iterator[str]:
    """Each field with its key; a list place belongs to its list."""
    said = ""
    for name, label in zip(fault.path, labels.way(fault.shape, fault.path), strict=True):
        if name.isdigit():
            said += label
            continue
        if said:
            yield said
        said = f"{label}（{name}）" if label != name else f"“{name}”"
    if said:
        yield said
