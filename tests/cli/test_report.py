"""Numbers to report upward, printed and written; what a verification has shown."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from ssj_publish.core.replay import replay
from ssj_publish.core.state import State
from ssj_publish.ledger import store
from tests.cli.conftest import Ssj


def state_of(office: Path) -> State:
    return replay(store.read_entries(office / "ledger")).state


def test_a_report_is_printed_and_written(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    """As text, as JSON, and as CSV that begins with its heads; nothing is overwritten."""
    assert "行政检查次数" in ssj("-C", office, "report", "annual", 2025).out
    found = json.loads(ssj("-C", office, "report", "indicators", 2025, "--json").out)
    assert next(row["指标"] for row in found["rows"]) == "联合检查占比"
    path = tmp_path / "计划.csv"
    assert ssj("-C", office, "report", "plan", 2025, "--csv", path).code == 0
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    assert (len(rows[0]), rows[0][16], rows[0][17]) == (18, "备注", "台账编号")
    assert len(rows) == 1 + len(state_of(office).tasks)
    assert ssj("-C", office, "report", "plan", 2025, "--csv", path).code != 0
