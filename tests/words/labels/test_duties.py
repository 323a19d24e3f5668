"""What is owed, in words: the command that comes next, the year, how many."""

from __future__ import annotations

from typing import get_args

import pytest

from ssj_publish.core.reading.deadlines import Due, What
from ssj_publish.words.labels import DUES
from ssj_publish.words.labels.duties import due_about, due_command


@pytest.mark.parametrize("what", get_args(What))
def test_everything_owed_has_a_name_and_a_command(what: What) -> None:
    told = due_command(Due(what, "p", None, task="T1", year=2026))
    assert told.startswith("ssj ")
    assert "{" not in told
    assert DUES[what]


def test_a_command_names_its_task_or_its_year() -> None:
    assert due_command(Due("consolidation", "p", None, year=2026)) == "ssj plan consolidate 2026"
    assert due_command(Due("summary", "p", None, year=2025)) == "ssj summary 2025"
    assert "T1" in due_command(Due("draw", "o1", None, task="T1"))


def test_the_year_and_the_count_are_said_where_there_are_any() -> None:
    assert due_about(Due("visit", "o1", None, count=7)) == ""
    assert due_about(Due("summary", "p", None, year=2025)) == "2025 年"
    assert due_about(Due("class", "o1", None, count=3)) == "3 个对象"
    assert due_about(Due("training", "p", None, year=2025, count=2)) == "2025 年 2 人"
