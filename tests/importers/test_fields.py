"""Columns for records: every field that a cell can hold, by the way to it, and faults told of their cells."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ssj_publish.core.kinds.inspection import Result, Visit
from ssj_publish.importers import fields
from ssj_publish.importers.faults import Trouble


def test_a_group_s_fields_have_columns_of_their_own_and_lists_of_groups_have_none() -> None:
    told = fields.told(Visit)
    assert {"trigger.kind", "trigger.number", "notice.document", "date", "items"} <= told.keys()
    assert "trigger" not in told
    assert "also" not in told
    assert "date" not in fields.told(Visit, ("date",))
    assert not [name for name in fields.told(Result) if name.startswith("checks")]


def test_a_column_bears_the_heads_in_use_or_its_label() -> None:
    columns = {one.field: one for one in fields.columns(Visit, {"date": "检查日期 日期"}, ("date",), ("items",))}
    assert (columns["date"].heads, columns["date"].required, columns["date"].day) == (("检查日期", "日期"), True, True)
    assert "items" not in columns
    assert columns["notice.document"].heads == ("检查通知文号",), "检查通知 and 通知文号 are one"
    assert not columns["method"].required


def test_a_time_of_the_clock_is_one_of_the_row_s_day() -> None:
    day = date(2025, 4, 10)
    for value in ("9:30", "09：30", "9时30分", "9:30:00", 0.3958333333):
        assert fields._moment(value, day) == "2025-04-10 09:30"
    assert fields._moment(datetime(2025, 4, 11, 8, 5), day) == "2025-04-11 08:05"
    assert fields._moment("2025-04-10 9:30", None) == "2025-04-10 9:30", "left for the form's own reader"
    for value, of in (("9:30", None), ("24:00", day), ("29:59", day)):
        with pytest.raises(Trouble) as caught:
            fields._moment(value, of)
        assert caught.value.code == "clock-alone"
