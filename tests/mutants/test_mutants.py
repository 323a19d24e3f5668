"""The tool that plants faults: what it plants, what it leaves alone, and whom it asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutants import trial
from tests.mutants.__main__ import ROOMS, planted
from tests.mutants.equivalent import EQUIVALENT
from tests.mutants.operators import mutants

PACKAGE = trial.ROOT / "ssj_publish"


def changes(source: str) -> list[tuple[str, str]]:
    return [(one.kind, one.new) for one in mutants("x.py", source)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x = a < b", [("compare", "(a <= b)")]),
        ("x = a not in b", [("compare", "(a in b)")]),
        ("x = a and b", [("boolean", "(a or b)")]),
        ("x = not a", [("boolean", "bool(a)")]),
        ("x = a if b else c", [("boolean", "(c if b else a)")]),
        ("x = 7", [("number", "8"), ("number", "(6)")]),
        ("x = True", [("boolean", "False")]),
        ("x = 'day'", [("text", "'dayx'")]),
        ("x = '日'", [("text", "'日甲'")]),
        ("x = a + b", [("arithmetic", "(a - b)")]),
        ("x = f(a, b)", [("swap", "(f(b, a))")]),
        ("x = [a, b, b]", [("swap", "([b, a, b])")]),
        ("f(a)", [("drop", "pass")]),
        ("x += a", [("drop", "pass")]),
        ("def f():\n    return a", [("drop", "return None")]),
        ("def f():\n    raise a", [("drop", "pass")]),
    ],
)
def test_a_fault_of_each_kind_is_planted(source: str, found: list[tuple[str, str]]) -> None:
    assert changes(source) == found


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring."""',
        "from a import b, c",
        "__all__ = ['a', 'b']",
        "x: tuple[int, str]",
        "x = f'{a} {b}'",
        "x = f(a, a)",
        "def f():\n    return None",
        "def f():\n    yield a",
        "@slow(1, 2)\nclass A(B, C):\n    pass",
        "if TYPE_CHECKING:\n    x = 1",
        "if sys.platform == 'win32':\n    x = 1",
        "try:\n    pass\nexcept (A, B):\n    pass",
    ],
)
def test_what_nobody_could_notice_is_left_alone(source: str) -> None:
    assert changes(source) == []


def test_a_fault_stands_at_its_place_in_bytes() -> None:
    source = "x = '日'; y = 1\n"
    found = [one.applied(source.encode()).decode() for one in mutants("x.py", source)]
    assert found == ["x = '日甲'; y = 1\n", "x = '日'; y = 2\n", "x = '日'; y = (0)\n"]


def test_the_same_seed_plants_the_same_faults() -> None:
    rooms = ["ledger", "witness"]
    assert planted(PACKAGE, rooms, 6, 7) == planted(PACKAGE, rooms, 6, 7) != planted(PACKAGE, rooms, 6, 8)
    assert [one.path.split("/")[0] for one in planted(PACKAGE, rooms, 4, 7)] == rooms * 2


def test_all_whom_it_asks_are_there() -> None:
    """A test that has moved would never be asked, and nobody would know."""
    assert set(ROOMS) <= trial.TESTS.keys()
    asked = [one for stages in trial.TESTS.values() for stage in stages for one in stage]
    assert [one for one in asked if not (trial.ROOT / one).exists()] == []


def test_what_was_judged_to_change_nothing_stands_as_it_was_judged() -> None:
    for (path, old, new), why in EQUIVALENT.items():
        source = Path(PACKAGE, path).read_text("utf-8")
        assert (old, new) in {(one.old, one.new) for one in mutants(path, source)}, path
        assert why
