"""Rows that are no entries: feet, notes, titles of groups, heads printed again; and remarks that keep an entry out.

What is skipped is said to be (`reading`): a clerk sees whether it was one after all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from unicodedata import normalize

from ssj_publish.importers import cells, heads
from ssj_publish.importers.faults import Value
from ssj_publish.importers.heads import Column, Head
from ssj_publish.importers.sheets import COLUMNS_MAX

_FOOT: Final = re.compile(
    r"合计|总数|总计|以上共|※|[（(]?盖章|制表|小计|共计|备注|注[:：]|说明|填表|填报|制表|审核|复核|负责人|经办人|联系人|联系电话|盖章|单位盖章|报送|日期[:：]|打印"
)

_OUT: Final = re.compile(
    r"停办|停业|歇业|停课|停招|暂停|关停|停止(?:办学|招生|执法)|并入|合并|撤点|拆除|拆迁|失联|未(?:通过)?年[检审]|不合格|驻村|退居|内退|待岗"
    r"|不再(?:招生|办学|办园|经营|执法)|已撤|搬迁至|[过逾]有效期|转岗|到龄|孕期|取消"
    r"|病休|长病|挂职|支教|援[藏疆青]|已?调(?:往|走|入|至|任|到|[省市县区])|收回|注销|吊销|撤销|撤并|关闭|迁出|退休|调离|调出|离职|辞职|失效|作废|过期|产假|休假|病假|借调|抽调|停职|去世|死亡"
)

#: Unread columns whose heads ask whether something is in order; 否 in them may keep somebody out.
_ASKS: Final = re.compile(
    r"是否(?:正常|在|有效|存续|运营|营业|办学|办园|开[办园业学]|招生|年[检审]|持证|合格|可|参加|能)|年[检审]|现状"
)
_NO: Final = re.compile(r"否|×|[Xx]|无|没有|未.*|不.*")

#: What the open data's tables write beside an entry that is no longer in force.
_UNLISTED: Final = {"已移出", "已停用"}


class Skips:
    """Which rows below ``head`` are none of the table's entries."""

    def __init__(self, head: Head, columns: Sequence[Column]) -> None:
        at = head.fields
        self._head = head
        self._read_at = frozenset(at.values())
        self._required = frozenset(at[one.field] for one in columns if one.required and one.field in at)
        self._words = {
            index: {heads.normalized(part) for part in head.texts[index].split("/")}
            for index in self._required
            if index < COLUMNS_MAX
        }

    def why(self, values: Sequence[Value]) -> str | None:
        """Why a row is no entry: it says nothing that is read, is a foot, a note, a group's title, the head once more,
        or our own open data say that it has left the register; None if it is one."""
        said = [index for index, value in enumerate(values) if not cells.blank(value)]
        first = values[said[0]]
        if not self._read_at.intersection(said):
            return "row-beside"
        if isinstance(first, str) and _FOOT.match("".join(first.split())):
            filled = {str(values[index]) for index in self._required.intersection(said)} - {str(first)}
            if len(filled) < max(2, len(self._required) / 2):
                return "row-foot"
        if _counts(values, said):
            return "row-head"
        if isinstance(first, str) and self._groups(first, values, said):
            return "row-group"
        words = sorted(self._required.intersection(said), reverse=True)  # names come first in a row, and differ most
        again = len(words) >= 2 and all(heads.normalized(values[index]) in self._words[index] for index in words)
        if again:
            return "row-head"
        return "row-unlisted" if self._unlisted(values) else None

    def _unlisted(self, values: Sequence[Value]) -> bool:
        index, cancelled = (self._head.fields.get(name) for name in ("listed", "cancelled"))
        gone = cancelled is not None and not cells.blank(cell(values, cancelled))
        return gone or (index is not None and cell(values, index) in _UNLISTED)

    def _groups(self, only: str, values: Sequence[Value], said: Sequence[int]) -> bool:
        """Whether a row's ``only`` text is a group's title: it counts (92所), spans cells, or stands where no name
        does."""
        if any(str(values[index]).strip() != only.strip() for index in said):
            return False
        if re.search(r"[(（]?共?\s*\d+\s*[所家个户人][)）]?$", only):
            return True
        words = not re.search(r"[A-Za-z0-9]", only) or re.search(r"[\u4e00-\u9fff]{4}", only) is not None
        return len(said) > 1 or (said[0] != self._head.fields.get("name") and words)


def keeps_out(head: str, remark: str) -> bool:
    """Whether a column that is not read seems to keep the row out: 停办, 退休, or 否 where it asks 是否正常."""
    asked = _ASKS.search(heads.normalized(head)) and _NO.fullmatch(remark.strip())
    return bool(asked or _OUT.search(remark))


def cell(values: Sequence[Value], index: int) -> Value:
    """The value in the column ``index``; None where the row ends before it."""
    return values[index] if index < len(values) else None


def _counts(values: Sequence[Value], said: Sequence[int]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 …, （1）（2）（3） or ①②③."""
    found: list[int] = []
    for value in (values[index] for index in said if isinstance(values[index], str | int)):
        told = re.sub(r"[()\s]|[列栏]$", "", normalize("NFKC", str(value)[:20]))
        if not (
            told.isascii() and told.isdigit() and len(told) < 4 and int(told) == (found or [int(told) - 1])[-1] + 1
        ):
            return False
        found.append(int(told))
    return len(found) > 2
