"""A register too large for one record goes into several, each of which holds by itself."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from ssj_publish.core import encoding
from ssj_publish.core.kinds.registers import Body, BodyChange, Removal
from ssj_publish.core.shapes import Shape
from ssj_publish.office import registers
from ssj_publish.office.desk import Act, Desk
from tests.conftest import ORIGIN, SIGNERS, at, body, genesis

NOW = at("2025-01-06 09:00")


def added(*steps: object) -> list[str]:
    return [one.id for step in steps for one in step.body.added]  # type: ignore[attr-defined]


def test_a_change_that_fits_is_one_record() -> None:
    change = BodyChange(reason="更新", added=(body(1), body(2)))
    assert [step.body for step in registers.steps(change)] == [change]


def test_a_register_of_tens_of_thousands_is_written_in_several_records(tmp_path: Path) -> None:
    """20,000 bodies are 4.4 MB: two records, each within the limit, all written or none."""
    many = tuple(body(number, id=f"S{number:05d}", name=f"第{number}小学") for number in range(1, 20_001))
    steps = registers.steps(BodyChange(reason="更新", added=many))
    assert [step.body.reason for step in steps] == ["更新（第 1 部分，共 2 部分）", "更新（第 2 部分，共 2 部分）"]  # type: ignore[attr-defined]
    assert added(*steps) == [one.id for one in many]
    sizes = [len(encoding.emit({"body": msgspec.to_builtins(step.body)})) for step in steps]
    assert max(sizes) > 0.8 * encoding.MAX_BYTES  # no more records than are needed
    desk = Desk.found(tmp_path, ORIGIN, genesis(), NOW, list(SIGNERS.values()))
    desk.write_all([Act.of(step, "p") for step in steps], NOW, [SIGNERS["p"]])
    assert len(Desk.open(tmp_path).state.bodies.current) == 20_000


def test_what_goes_comes_first_and_a_branch_behind_its_head(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registers, "_ROOM", 1)
    branch = body(1, id="A-1", branch_of="S002")
    gone = Removal(id="S009", ground="merged", state="closed", reason="并入")
    change = BodyChange(reason="更新", added=(branch, body(2)), changed=(body(3),), removed=(gone,))
    parts: list[Shape] = [step.body for step in registers.steps(change)]
    assert [
        [one.id for group in (part.removed, part.changed, part.added) for one in group]
        for part in parts
        if isinstance(part, BodyChange)
    ] == [["S009"], ["S003"], ["S002"], ["A-1"]]


def test_the_room_of_an_entry_is_not_underestimated() -> None:
    full: Body = body(1, name='一\\"' * 100, ownership="公办", licence="1", stage="小学", town="城关镇")
    written = len(encoding.emit({"statement": {"body": {"added": [msgspec.to_builtins(full)]}}}))
    assert sum(map(registers.room, [full])) >= written - len("statement:\n  body:\n    added:\n")
