"""Times and days as options take them; a record's time is never ahead, and one of long ago is asked about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import click
import pytest

from ssj_publish import errors
from ssj_publish.cli import _times
from ssj_publish.core.clock import ZONE

CLOCK = datetime(2025, 3, 27, 9, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    "written", ["2025-03-27 09:30", "2025-03-27T09:30:00", " 2025-03-27 09:30:00.5 ", "2025-03-27T01:30:00+00:00"]
)
def test_a_time_is_of_beijing_to_the_second(written: str) -> None:
    assert _times.Moment().convert(written, None, None) == CLOCK
    assert _times.Moment().convert(CLOCK, None, None) is CLOCK


def test_what_is_no_time_or_no_day_is_said_in_chinese() -> None:
    for kind, example in ((_times.Moment(), "2025-03-27 09:30"), (_times.Day(), "2025-03-27")):
        with pytest.raises(click.BadParameter, match=f"“明天”不是.*，请写成 {example}"):
            kind.convert("明天", None, None)
    assert _times.Day().convert(" 2025-03-27 ", None, None) == date(2025, 3, 27)


def test_now_is_now_without_fractions() -> None:
    found = _times.now()
    assert (found.microsecond, found.utcoffset()) == (0, timedelta(hours=8))
    assert abs(datetime.now(UTC) - found) < timedelta(minutes=5)


def test_a_record_s_time_is_near_the_clock_or_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten minutes ahead and a day back are let pass: clocks differ, and people write in the evening."""
    asked: list[str] = []
    monkeypatch.setattr(_times, "now", lambda: CLOCK)
    monkeypatch.setattr(_times, "confirm", asked.append)
    assert _times.at(None) == CLOCK
    for near in (timedelta(minutes=10), timedelta(days=-1)):
        assert _times.at(CLOCK + near) == CLOCK + near
    assert asked == []
    with pytest.raises(errors.MomentAhead) as caught:
        _times.at(CLOCK + timedelta(minutes=10, seconds=1))
    assert (caught.value.data["time"], caught.value.data["clock"]) == ("2025-03-27 09:40", "2025-03-27 09:30")
    old = CLOCK - timedelta(days=1, seconds=1)
    assert _times.at(old) == old
    assert asked == ["记录时间 2025-03-26 09:29 比现在早 1 天，写入后不能改。时间没有错？"]
