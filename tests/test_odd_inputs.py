"""One grammar: the core, the single file and (tests/js/odd.test.js) the browser accept and refuse the same odd
inputs."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ssj_publish.core import unicode14
from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.removable import Disclosed
from ssj_publish.core.vocabulary import Field, fields_of
from tests import draw_reader, odd_inputs

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "theme" / "static" / "verify_draw.py"
ENTRIES: list[dict[str, Any]] = json.loads(odd_inputs.FILE.read_text("utf-8"))
TOLD = (
    "draw-secret", "guest-secret", "draw-commit", "guest-reveal", "draw-reveal", "draw-seal", "draw-void", "draw-result", "substitution",
)  # fmt: skip


@pytest.fixture(scope="module")
def single() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_draw", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def bases() -> dict[str, Any]:
    return {name: odd_inputs.load(name) for name in odd_inputs.BASES}


@pytest.mark.slow
def test_the_file_is_what_the_generator_makes() -> None:
    """``python -m tests.odd_inputs`` writes it anew."""
    assert odd_inputs.FILE.read_bytes() == odd_inputs.content()
    assert len(ENTRIES) > 200
    assert sum(one["accept"] for one in ENTRIES) > 10


@pytest.mark.slow
def test_the_core_says_of_each_what_its_entry_says(bases: dict[str, Any]) -> None:
    wrong = [
        one["name"]
        for one in ENTRIES
        if draw_reader.holds(odd_inputs.applied(bases[one["base"]], one)) != one["accept"]
    ]
    assert wrong == []


@pytest.mark.slow
def test_the_single_file_says_of_each_what_its_entry_says(
    single: ModuleType, bases: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And never falls over: what it cannot read it says."""
    path = tmp_path / "odd.json"
    monkeypatch.setattr("sys.argv", ["verify_draw.py", str(path)])
    wrong = []
    for one in ENTRIES:
        path.write_bytes(odd_inputs.applied(bases[one["base"]], one))
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            code = single.main()
        if (code == 0, "✗" not in said.getvalue() and code != 2) != (one["accept"], one["accept"]):
            wrong.append(one["name"])
    assert wrong == []


@pytest.mark.slow
def test_a_file_may_have_64_mib_and_not_a_byte_more(
    single: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last byte is a blank: a reader that cuts would not notice."""
    path, whole = tmp_path / "wide.json", odd_inputs.compact(odd_inputs.load("plain")).encode()
    monkeypatch.setattr("sys.argv", ["verify_draw.py", str(path)])
    for size, holds in ((1 << 26, True), ((1 << 26) + 1, False)):
        wide = whole + b" " * (size - len(whole))
        assert draw_reader.holds(wide) is holds
        path.write_bytes(wide)
        with contextlib.redirect_stdout(io.StringIO()):
            assert single.main() == (0 if holds else 2)


# The table that both verifiers go by is the core's vocabulary.


def _told(field: Field) -> str:
    if field.type == "number":
        most = "" if field.most == 2**53 - 1 else str(field.most)
        kind = f"{field.least}..{most}"
    elif field.type == "code":
        kind = "".join(f"|{one}" for one in field.choices)
    elif field.type == "group":
        kind = str(field.shape)
    elif field.removable:
        kind = "Disclosed"
    elif field.type == "line" and field.pattern and "0-9a-z" in field.pattern:
        kind = "words"
    else:
        kind = "record" if field.of == "records" else field.type
    if field.many:
        mark = "+" if field.required else "*"
    elif field.required:
        mark = ""
    else:
        mark = "?" if field.default is None else f"={str(field.default).lower()}"
    return f"{field.name}:{kind}{mark}"


def _shapes(name: str, fields: tuple[Field, ...]) -> dict[str, list[str]]:
    found = {name: [_told(one) for one in fields]}
    for one in fields:
        if one.type == "group":
            found |= _shapes(str(one.shape), one.fields)
    return found


def _written(text: str, start: str, end: str) -> dict[str, list[str]]:
    table = text[text.index(start) + len(start) :]
    lines = re.split("\n| / ", table[: table.index(end)].replace("\n ", " ").strip())
    return {name: fields for name, *fields in (line.split(" ") for line in lines)}


def test_both_tables_are_the_vocabulary() -> None:
    expected = _shapes("Disclosed", fields_of(Disclosed))
    for kind in TOLD:
        expected |= _shapes(kind, fields_of(KINDS[kind]))
    python = _written(SCRIPT.read_text("utf-8"), 'SHAPES = """\n', '"""')
    browser = _written((ROOT / "theme/static/js/shapes.js").read_text("utf-8"), "const TABLE = `\n", "`;")
    assert python == browser
    own = {"statement", "entry", "data", "Chain"}
    assert {name: fields for name, fields in python.items() if name not in own} == expected
    assert own < python.keys()


def test_both_know_the_same_characters_as_the_core(single: ModuleType) -> None:
    browser = (ROOT / "theme/static/js/unicode14.js").read_text("utf-8")
    assert browser[browser.index("UNSEEN = `\n") + 11 : browser.index("\n`;")].split() == unicode14.UNSEEN.split()
    ranges = [[int(end, 16) for end in one.split("-")] for one in unicode14.UNSEEN.split()]
    for one in ranges:
        first, last = one[0], one[-1]
        for code in (first, last):
            assert single.HIDDEN.match(chr(code)), hex(code)
        inside = {code for a, *b in ranges for code in (a, *b)}
        for code in {first - 1, last + 1} - inside:
            assert not 0 <= code < 0x110000 or not single.HIDDEN.match(chr(code)), hex(code)
