"""An agenda: what happens, happens in the order of its times, and a chance is always the same."""

from __future__ import annotations

from ssj_publish.core.clock import ZONE
from ssj_publish.example.agenda import chance, moment


def test_a_chance_is_always_the_same_for_the_same_parts() -> None:
    assert chance("a", 1) == chance("a", 1) == chance("a", "1")
    assert chance("a", 1) != chance("a", 2)
    assert 0 <= chance("x") < 1 << 48
    assert len({chance(one) % 7 for one in range(100)}) == 7


def test_times_are_of_beijing() -> None:
    found = moment("2025-03-27 09:30")
    assert (found.tzinfo, f"{found:%Y-%m-%d %H:%M}") == (ZONE, "2025-03-27 09:30")
