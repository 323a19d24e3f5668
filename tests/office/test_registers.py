"""A register too large for one record goes into several, each of which holds by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from ssj_publish.core import encoding
from ssj_publish.core.kinds.registers import BodyChange
from ssj_publish.office import registers
from ssj_publish.office.desk import Act, Desk
from tests.bureau import ORIGIN, SIGNERS, at, body, genesis

NOW = at("2025-01-06 09:00")


def test_a_change_that_fits_is_one_record() -> None:
    change = BodyChange(reason="更新", added=(body(1), body(2)))
    assert [step.body for step in registers.steps(change)] == [change]


@pytest.mark.slow
def test_a_register_of_tens_of_thousands_is_written_in_several_records(tmp_path: Path) -> None:
    """20,000 bodies are 4.4 MB, more than a record may hold: several, each well within it, all written or none."""
    many = tuple(body(number, id=f"S{number:05d}", name=f"第{number}小学") for number in range(1, 20_001))
    steps = registers.steps(BodyChange(reason="更新", added=many))
    bodies: list[Any] = [step.body for step in steps]
    count = len(bodies)
    assert count > 1
    assert [one.reason for one in bodies] == [
        f"更新（分 {count} 条记录写入，这是第 {number} 条）" for number in range(1, count + 1)
    ]
    assert [entry.id for one in bodies for entry in one.added] == [one.id for one in many]
    sizes = [len(encoding.emit({"body": msgspec.to_builtins(one)})) for one in bodies]
    assert max(sizes) < encoding.MAX_BYTES / 2
    desk = Desk.found(tmp_path, ORIGIN, genesis(), NOW, list(SIGNERS.values()))
    desk.write_all([Act.of(step, "p") for step in steps], NOW, [SIGNERS["p"]])
    assert len(Desk.open(tmp_path).state.bodies.current) == 20_000
