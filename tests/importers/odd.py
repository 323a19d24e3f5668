"""Odd cells, one a table: what comes of each in its column. A good row is changed in one place, and what is told is
what that makes of the entry, or the codes of what is told of the row.

``python -m tests.importers.odd`` keeps what comes of them now; read ``git diff`` before.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.importers import read_bodies, read_inspectors, read_items, read_plans
from ssj_publish.importers.cases import Ground, read_cases
from ssj_publish.importers.known import Drawn, Known, Names
from ssj_publish.importers.reading import Import
from ssj_publish.importers.visits import read_results, read_visits
from tests.bureau import body, inspector, item
from tests.importers import odd_cells as cells
from tests.importers.conftest import here

EXPECTED = Path(__file__).parent / "files" / "odd"
Row = Mapping[str, str]
Read = Callable[[Path], Import[Any]]
_OFFICES = {"基础教育科": "jijiao", "民办教育科": "minban"}
_NAMES = {"JY-01": "幼儿园办园行为检查", "JY-02": "校园安全检查"}
_RESULT = "ab" * 32


def _record(text: str) -> str:
    if text == "12":
        return _RESULT
    raise errors.RecordNotFound(text=text)


_ITEMS = {"I1": item("I1"), "I2": item("I2", points=("要点丙",))}
_TASKS = {
    "T1": Drawn("ef" * 32, ("I1",), {"S001": ("N01", "N02")}, {}),
    "T2": Drawn("01" * 32, ("I1", "I2"), {"S002": ("N01", "N02")}, {}),
}
_SEEN = Visit(
    body="S001", items=("I1",), date=date(2025, 4, 10), method="on-site", inspectors=("N01", "N02"), routine=True
)
_WANTING = {("S001", day): [("cd" * 32, _SEEN, _ITEMS)] for day in ("2025-04-10", "")}
_KNOWN = Known(
    Names([body(1), body(2), body(3, name="第3学校（东校区）")]),
    Names([inspector(1), inspector(2), inspector(3)]),
    _ITEMS,
    _TASKS,
    _record,
    {_RESULT: _SEEN},
)
_GROUNDS = [Ground(_RESULT, "S001", "I1", "o1"), *(Ground(f"{n}2" * 32, "S002", f"I{n}", "o1") for n in (1, 2))]

_ITEM = {
    "事项编号": "JY-1", "责任科室": "基础教育科", "抽查事项": "检查事项", "检查对象": "小学", "检查依据": "《教育法》",
    "抽查内容": "招生、收费",
}  # fmt: skip
_BODY = {
    "编号": "DX-1", "名称": "第1学校", "类型": "小学", "地址": "河东路1号", "乡镇": "城关镇", "信用等级": "A", "等级评定日期": "2025-01-06",
}  # fmt: skip
_PERSON = {"编号": "JC-1", "姓名": "张三", "单位": "基础教育科", "执法证号": "990122001", "有效期": "2027-12-31"}
_PLAN = {
    "任务编号": "RW-1", "任务名称": "任务", "抽查事项": "JY-01", "发起科室": "基础教育科", "抽查对象范围": "小学", "抽查比例": "5%",
    "抽取时间自": "2025-03-01", "抽取时间至": "2025-05-30",
}  # fmt: skip
_SHARED = {name: text for name, text in _PLAN.items() if name != "抽查比例"} | {"A类比例": "5%", "B类比例": "10%"}
_WHENEVER = {name: text for name, text in _PLAN.items() if not name.startswith("抽取时间")}
_VISIT = {"监管对象": "第1学校", "检查日期": "2025-04-10", "检查方式": "实地检查", "签字人职务": "校长"}
_FOUND = {"监管对象": "第1学校", "检查日期": "2025-04-10", "检查结果": "未发现问题", "要点甲": "符合", "要点乙": "符合"}
_CASE = {"案件编号": "AJ-1", "步骤": "立案", "监管对象": "第1学校", "处理方式": "责令整改", "立案理由": "资料不全"}


_PLANS = partial(read_plans, offices=_OFFICES, classes="AB", items=_NAMES, year=2025)
_CASES = partial(read_cases, known=_KNOWN, grounds=_GROUNDS, cases=("AJ-2",))
#: How a kind of table is read, its good row, and the cells that are tried in it.
KINDS: dict[str, tuple[Read, Row, Mapping[str, str]]] = {
    "items": (partial(read_items, offices=_OFFICES), _ITEM, cells.ITEMS),
    "bodies": (partial(read_bodies, classes="ABCD", today=date(2025, 3, 20)), _BODY, cells.BODIES),
    "inspectors": (partial(read_inspectors, items=_NAMES), _PERSON, cells.INSPECTORS),
    "plan": (_PLANS, _PLAN, cells.PLAN),
    "plan-windows": (_PLANS, _WHENEVER, cells.WINDOWS),
    "plan-classes": (_PLANS, _SHARED, cells.CLASSES),
    "visits": (partial(read_visits, known=_KNOWN), _VISIT | _FOUND, cells.VISITS),
    "results": (partial(read_results, known=_KNOWN, visits=_WANTING), _FOUND, cells.RESULTS),
    "cases": (_CASES, _CASE, cells.CASES),
}


def texts(folder: Path) -> dict[str, str]:
    """A text for each kind of table; read by way of ``folder``."""
    return {name: told(name, folder) for name in (*KINDS, "steps")}


def told(name: str, folder: Path) -> str:
    """A line for each cell that is tried; for ``steps``, for each step of a case."""
    if name in KINDS:
        return "".join(_told(folder, *KINDS[name]))
    steps = [{"案件编号": "AJ-2"} | step for step in cells.STEPS]
    return "".join(f"{' '.join(step.values())} → {_outcome(folder, _CASES, step, None)}\n" for step in steps)


def _told(folder: Path, read: Read, good: Row, columns: Mapping[str, str]) -> Iterator[str]:
    plain = _read(folder, read, good)
    yield f"{_entry(plain)} {_said(plain)}\n"
    for head, text in cells.changes(columns):
        yield f"{head}={text!r} → {_outcome(folder, read, {**good, head: text}, plain)}\n"


def _outcome(folder: Path, read: Read, row: Row, plain: Import[Any] | None) -> str:
    """What is other than with the ``plain`` row."""
    found = _read(folder, read, row)
    entry, before = _entry(found), _entry(plain) if plain else {}
    changed = [
        f"{name}={entry.get(name)!r}" for name in sorted({*entry, *before}) if entry.get(name) != before.get(name)
    ]
    known = _said(plain) if plain else []
    return " ".join([*(changed if entry else []), *(one for one in _said(found) if one not in known)]) or "="


def _said(found: Import[Any]) -> list[str]:
    """Each fault (✗), doubt (？) and notice: its code, column and data."""
    marked = [("✗", one) for one in found.faults] + [("？" if one.doubt else "·", one) for one in found.notices]
    return [f"{mark}{one.code}{f'@{one.column}' if one.column else ''}{one.data or ''}" for mark, one in marked]


def _read(folder: Path, read: Read, row: Row) -> Import[Any]:
    path = folder / "表.csv"
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        csv.writer(file).writerows([row.keys(), row.values()])
    return read(path)


def _entry(found: Import[Any]) -> dict[str, Any]:
    if not found.accepted:
        return {}
    [one] = found.accepted
    made: dict[str, Any] = msgspec.to_builtins(asdict(one) if is_dataclass(one) and not isinstance(one, type) else one)
    return made


if __name__ == "__main__":
    with TemporaryDirectory() as work, pytest.MonkeyPatch.context() as patch:
        patch.setattr("ssj_publish.importers.tables.confined", here)
        for name, text in texts(Path(work)).items():
            (EXPECTED / f"{name}.txt").write_text(text, "utf-8")
