"""Where things lie: names alone, nothing looked up."""

from __future__ import annotations

from pathlib import Path

from ssj_publish.ledger import layout


def test_a_records_path_is_its_number_in_the_folder() -> None:
    assert layout.record_path(Path("ledger"), 1) == Path("ledger/000/000001.yaml")
    assert layout.record_path(Path("ledger"), 1_234_567) == Path("ledger/1234/1234567.yaml")


def test_no_other_name_in_a_ledger_can_be_taken_for_a_record() -> None:
    for name in (*layout.BYSTANDERS, layout.CHECKPOINTS, layout.TEMPORARY, layout.TEMPORARY + "000001.yaml"):
        assert layout.parse_record_name(name) is None
