"""The time as a record writes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ssj_publish.ledger.clock import now


def test_it_is_now_in_beijing_to_the_second() -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    said = now()
    assert said.endswith("+08:00")
    assert len(said) == len("2025-03-28T14:00:00+08:00")
    assert before <= datetime.fromisoformat(said) <= datetime.now(UTC) + timedelta(seconds=1)
