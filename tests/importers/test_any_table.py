"""Whatever stands in the cells: no traceback, every fault can be worded, and what is accepted fits into a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssj_publish.core import encoding
from ssj_publish.importers import heads, personal, read_bodies, read_inspectors, read_items, read_plans, tables, wording
from ssj_publish.importers.faults import UNCOMPUTED
from ssj_publish.importers.reading import Import
from ssj_publish.importers.sheets import Sheet

OFFICES = {"甲科": "o1", "乙科": "o2"}
CLASSES = ("A", "B")
PIECES = (
    "甲科 乙科 JY-01 DX-1 2025-01-06 2025年1月 5% 100% 0.1 A B类 实地检查 重点 《教育法》 条例 52990122XP8LAUY127 13800001111 "
    "990122199101013683 定向 正常 否 、 ； \n （ 》 \u200b \ufffd \ud800 = #N/A 9.1E+17 每学期不少于1次 2"
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES.split(" ")), min_size=1, max_size=3).map("".join), st.text(max_size=12)
)
VALUES = st.one_of(
    st.none(),
    TEXTS,
    TEXTS,
    st.integers(-10, 10**19),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.just(UNCOMPUTED),
)
GOOD: dict[str, Any] = {
    "id": "X-1", "name": "甲", "office": "甲科", "subjects": "校", "category": "一般", "methods": "书面检查", "basis": "《教育法》",
    "points": "点", "type": "校", "address": "街", "credit_class": "A", "class_date": date(2025, 1, 6), "state": "正常", "unit": "甲科",
    "certificate": "1", "valid_until": datetime(2027, 1, 1), "items": "JY-01", "scope": "校", "ratio:A": "5%", "ratio:B": "10%",
    "start": "2025-03-01", "end": "2025-04-01",
}  # fmt: skip


def good(columns: Sequence[heads.Column], number: int) -> list[Any]:
    """A row that is accepted, with an id, a name and a certificate of its own."""
    values = GOOD | {"id": f"X-{number}", "name": f"甲{number}", "certificate": f"{number}"}
    return [values.get(column.field) for column in columns]


READERS: dict[str, tuple[Sequence[heads.Column], Callable[[Path], Import[Any]]]] = {
    "items": (heads.ITEMS, lambda path: read_items(path, offices=OFFICES)),
    "bodies": (heads.BODIES, lambda path: read_bodies(path, classes=CLASSES)),
    "inspectors": (heads.INSPECTORS, lambda path: read_inspectors(path)),
    "plans": (heads.plans(CLASSES), lambda path: read_plans(path, offices=OFFICES, classes=CLASSES)),
}


@pytest.mark.parametrize("kind", READERS)
@given(data=st.data())
@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
def test_any_table(kind: str, data: st.DataObject, tmp_path: Path) -> None:
    columns, read = READERS[kind]
    head = [column.heads[0] for column in columns]
    rows: list[tuple[int, list[Any]]] = [(1, head)]
    for number in range(2, data.draw(st.integers(2, 5)) + 1):
        changes = data.draw(st.dictionaries(st.integers(0, len(columns) - 1), VALUES, max_size=4))
        rows.append((number, [changes.get(index, value) for index, value in enumerate(good(columns, number))]))
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"x")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "parse", lambda *_: [Sheet("表", rows)])
        found = read(path)
    for one in (*found.faults, *found.notices):
        assert not personal.found(wording.sentence(one))
    if not found.faults:
        assert len(found.entries) <= len(rows) - 1
        for entry in found.entries:
            plain = msgspec.to_builtins(entry)
            encoding.emit({"entry": plain})
            assert not personal.found(repr(plain), mobiles=False)
            assert msgspec.convert(plain, type(entry)) == entry


def test_the_good_row_is_good(tmp_path: Path) -> None:
    """The rows above start from one that is accepted, so that the test is not about refusals only."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"x")
    for columns, read in READERS.values():
        rows = [(1, [column.heads[0] for column in columns]), (2, good(columns, 2)), (3, good(columns, 3))]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tables, "parse", lambda *_, rows=rows: [Sheet("表", rows)])
            assert len(read(path).entries) == 2
