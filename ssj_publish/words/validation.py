"""What msgspec says of a value that does not fit its shape, in Chinese: the core passes its words on as they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from ssj_publish.core.shapes import Shape
from ssj_publish.words import labels
from ssj_publish.words.forms.values import ATOMS

_TYPES: Final = {
    "int": "整数", "str": "文字", "bool": "“是”或“否”", "array": "列表", "object": "一组分项", "null": "空", "float": "小数",
    "date": "日期", "datetime": "时间", "bytes": "base64",
}  # fmt: skip
#: By the atom's name in `values.ATOMS`.
_ALLOWED: Final = {
    "id": "应为编号（英文字母、数字和 . _ -，至多 64 位）",
    "digest": "应为 64 位小写十六进制数字",
    "hex": "应为小写十六进制数字，成对出现",
    "base64": "应为 base64 编码",
    "clock": "应为 24 小时制的几点几分，如 09:05",
    "line": "应为一行文字，不能为空，首尾不能有空格",
    "text": "应为文字，不能为空，首尾不能有空格或空行",
}
_SAYINGS: Final[tuple[tuple[str, Callable[[re.Match[str]], str]], ...]] = (
    (r"Expected `(.+?)`, got `(.+?)`", lambda m: f"应为{_type(m[1])}，却是{_type(m[2])}"),
    (r"Expected `str` matching regex '(.*)'", lambda m: _pattern(m[1])),
    (r"Expected `str` of length <= (\d+)", lambda m: f"最多 {m[1]} 个字"),
    (r"Expected `str` of length >= (\d+)", lambda m: f"至少 {m[1]} 个字"),
    (r"Expected `array` of (?:at least |at most )?length .+", lambda m: "项数不对"),
    (r"Expected `int` >= (-?\d+)", lambda m: f"应不小于 {m[1]}"),
    (r"Expected `int` <= (-?\d+)", lambda m: f"应不大于 {m[1]}"),
    (r"Expected `datetime` with a timezone component", lambda m: "时间缺少时区"),
    (r"Expected `(.+?)`", lambda m: f"应为{_type(m[1])}"),
    (r"Invalid enum value '?(.*?)'?", lambda m: f"“{m[1]}”不是可用的代码"),
    (r"Object missing required field `(.+)`", lambda m: f"缺少“{m[1]}”"),
    (r"Object contains unknown field `(.+)`", lambda m: f"没有“{m[1]}”这一项"),
    (r"Invalid RFC3339 encoded (\w+)", lambda m: f"{_type(m[1])}的写法不对"),
    (r"Invalid base64 encoded string", lambda m: "应为 base64 编码"),
    (r"Integer value out of range", lambda m: "数字太大"),
)
_PLACE: Final = re.compile(r" - at (?:`key` in )?`\$\.?(.*)`")


def chinese(reason: str, shape: type[Shape] = Shape) -> str:
    """``Expected `int`, got `str` - at `$.year``` becomes 年度（year）应为整数，却是文字.

    With the ``shape`` of the whole, its fields bear their labels. What is not msgspec's stays as it is.
    """
    found = _PLACE.search(reason)
    said = reason[: found.start()] if found else reason
    for pattern, told in _SAYINGS:
        match = re.fullmatch(pattern, said, re.DOTALL)
        if match:
            return _where(found[1], shape) + told(match) if found and found[1] else told(match)
    return reason


def _where(place: str, shape: type[Shape]) -> str:
    """``body.items[0]`` in labels, with the way in brackets."""
    names = re.findall(r"[^.\[\]]+", place)
    way = labels.way(shape, (name for name in names if name != "..."))
    told = "的".join(labels.FIELDS.get(one, one) for one in way)
    return f"{told}（{place}）" if told != place else f"“{place}”"


def _type(name: str) -> str:
    return "或".join(_TYPES.get(one.strip(), one.strip()) for one in name.split("|"))


def _pattern(escaped: str) -> str:
    """msgspec shows the pattern as Python would write it."""
    for pattern, atom in ATOMS.items():
        if escaped in (pattern, repr(pattern)[1:-1]):
            return _ALLOWED[atom]
    return "写法不对"
