"""Moments beyond the calendar are its ends; Beijing's offset always."""

from __future__ import annotations

import pytest

from ssj_publish.core.clock import moment


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (1_743_141_600, "2025-03-28T14:00:00+08:00"),
        (-1, "1970-01-01T07:59:59+08:00"),
        (1 << 62, "9999-12-31T08:00:00+08:00"),
        (-(1 << 62), "0001-01-01T08:00:00+08:00"),
    ],
)
def test_every_number_of_seconds_is_a_moment(seconds: int, told: str) -> None:
    assert moment(seconds).isoformat() == told
