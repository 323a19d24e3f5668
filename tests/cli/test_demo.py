"""``ssj demo`` writes into an empty folder only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_nothing_is_written_where_something_lies(ssj: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "别人的文件.txt").write_text("留着", "utf-8")
    ran = ssj("demo", tmp_path)
    assert ran.code == 2
    assert str(tmp_path) in ran.err
    assert [one.name for one in tmp_path.iterdir()] == ["别人的文件.txt"]
