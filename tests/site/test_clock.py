"""Deadlines against the reader's clock: an office that has stopped writing does not stay punctual for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.site.reading import Built

pytestmark = pytest.mark.browser


def read(county: Built, tab: Any, name: str, after: timedelta) -> str:
    """The page as a reader sees it so long after the day on which the site stands."""
    standing = next(attrs["data-standing"] for attrs in county.page(name).named("div") if "data-standing" in attrs)
    noon = datetime.fromisoformat(f"{standing}T04:00:00").replace(tzinfo=UTC)
    tab.clock.set_fixed_time(noon + after)
    tab.goto(Path(county.folder, name).resolve().as_uri())
    return str(tab.inner_text("main"))


def test_on_the_day_nothing_is_added(county: Built, tab: Any) -> None:
    for name in ("index.html", "due/index.html"):
        told = read(county, tab, name, timedelta())
        assert "按您今天的日期" not in told
        assert "没有更新" not in told


def test_a_year_later_the_list_of_what_is_due_says_what_has_passed(county: Built, tab: Any) -> None:
    told = read(county, tab, "due/index.html", timedelta(days=365))
    marked = tab.locator('td[data-label="期限"] .late:has-text("按您今天的日期已过期")').count()
    assert marked > 0
    assert f"按您今天的日期，另有 {marked} 项已过期。" in told
    assert "到您今天已 365 天没有更新" in told


def test_after_two_weeks_the_front_page_says_that_nothing_came(county: Built, tab: Any) -> None:
    assert "没有更新" not in read(county, tab, "index.html", timedelta(days=14))
    assert "到您今天已 15 天没有更新" in read(county, tab, "index.html", timedelta(days=15))
