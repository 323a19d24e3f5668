"""The holiday notices that travel with the program, against the kept library, and what is no notice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ssj_publish import errors
from ssj_publish.core.calendar import check_year
from ssj_publish.office import holidays


@pytest.mark.parametrize("year", holidays.years())
def test_a_bundled_year_is_what_the_kept_library_knows(year: int) -> None:
    library = pytest.importorskip("chinese_calendar")
    found = holidays.bundled(year)
    check_year(found)
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
    other = [day for day in days if day.year == year and library.is_workday(day) != (day.weekday() < 5)]
    assert list(found.holidays) == [day for day in other if day.weekday() < 5]
    assert list(found.workdays) == [day for day in other if day.weekday() >= 5]


def test_the_published_years_are_there() -> None:
    assert holidays.years() == [2024, 2025, 2026]
    assert holidays.bundled(2025).notice.endswith("（国办发明电〔2024〕12号）")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("关于2026年部分节假日安排的通知 国办发明电〔2025〕7号 一、元旦：1月1日放假。", "标题"),
        ("国务院办公厅关于2027年部分节假日安排的通知 一、元旦：1月1日放假。", "文号"),
        ("国务院办公厅关于2027年部分节假日安排的通知 国办发明电〔2026〕1号 以下从略。", "没有读到"),
        (
            "国务院办公厅关于2027年部分节假日安排的通知 国办发明电〔2026〕1号 一、春节：2月30日放假。",
            "没有这一天：2月30日",
        ),
    ],
)
def test_what_is_no_notice_of_the_year_is_refused(text: str, reason: str) -> None:
    with pytest.raises(errors.NoticeUnread) as caught:
        holidays.read(text, 2027)
    assert reason in caught.value.reason
