"""Labels by shape and field, and on the way to a field deep in a record."""

from __future__ import annotations

from ssj_publish.words import labels


def test_a_way_into_a_record_is_told_in_labels() -> None:
    assert labels.place("result.checks.1.note") == ("检查要点", "第 2 项", "说明")
    assert labels.place("case-decision.text") == ("正文",)
    assert labels.place("unheard-of.field") == ("field",)
