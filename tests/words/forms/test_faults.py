"""What is wrong with a form: in one sentence, with its place."""

from __future__ import annotations

from ssj_publish.core.kinds.inspection import Result, Visit
from ssj_publish.words.forms import reading
from ssj_publish.words.forms.faults import sentence

DIGEST = "ab" * 32


def test_where_a_thing_stands_is_said() -> None:
    spot = reading.Spot(1, {"方式": reading.Spot(3), "date": reading.Spot(4)}, [("date", 5)])
    _, wrong = reading.read(Visit, {"body": "DX-1", "方式": "实地", "date": "?"}, spot)
    assert {(one.line, one.path) for one in wrong} >= {(3, ("方式",)), (4, ("date",)), (5, ("date",))}
    assert sentence(next(one for one in wrong if one.line == 3)).startswith(
        "第 3 行 “方式”：没有这一项。是不是检查方式"
    )


def test_a_fault_for_machines_names_the_dotted_field() -> None:
    checks = [{"point": "收费", "outcome": "好"}]
    _, [wrong] = reading.read(Result, {"visit": DIGEST, "item": "A", "code": "no-problem", "checks": checks})
    assert wrong.told()["field"] == "checks.0.outcome"
