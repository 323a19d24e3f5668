"""Every code that the importers can raise has its sentence, and every sentence a code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from ssj_publish import importers
from ssj_publish.importers.faults import Fault, letter
from ssj_publish.importers.wording import FAULTS, NOTICES, place, sentence
from tests.golden import importing
from tests.golden.files import EXPECTED

ROOM = Path(importers.__file__).parent


def raised() -> Iterator[tuple[str, str, set[str]]]:
    """Kind of call, code and data of each finding that the room's modules make with the code spelled out."""
    for path in sorted(ROOM.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            kind = getattr(node.func, "attr", getattr(node.func, "id", ""))
            position = {"Trouble": 0, "fault": 0, "notice": 0, "once": 3}.get(kind)
            if position is None or len(node.args) <= position:
                continue
            data = {keyword.arg for keyword in node.keywords if keyword.arg} | ({"first"} if kind == "once" else set())
            for one in ast.walk(node.args[position]):
                if (
                    isinstance(one, ast.Constant)
                    and isinstance(one.value, str)
                    and re.fullmatch(r"[a-z]+(-[a-z]+)*-?", one.value)
                ):
                    yield kind, one.value, data


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_code_is_worded_with_its_data() -> None:
    made = [found for found in raised() if not found[1].endswith("-")]  # "assumed-" goes on with a field's name
    assert len(made) > 60
    for kind, code, data in made:
        template = NOTICES[code] if kind == "notice" else FAULTS[code]
        assert fields(template) <= data, f"{code} needs {fields(template) - data}"


def test_no_sentence_without_its_code() -> None:
    """A sentence whose code nobody raises is dead."""
    text = "".join(path.read_text("utf-8") for path in ROOM.glob("*.py") if path.name != "wording.py")
    for code in FAULTS.keys() | NOTICES.keys():
        assert f'"{code}"' in text or code.startswith("assumed-"), code


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_sentences_name_the_way_out(code: str) -> None:
    """Each fault says what to do, in Chinese (``form`` hands on what the forms say, which do the same)."""
    assert code == "form" or re.search("请|可填|上限请填", FAULTS[code])


def test_place() -> None:
    whole = Fault(code="blank", file="a.xlsx", sheet="表", row=3, column="B", head="名称")
    assert place(whole) == "a.xlsx 工作表“表” 第 3 行 B 列（名称）"
    assert sentence(Fault(code="file-empty", file="a.csv")).startswith("a.csv：文件是空的")


@pytest.mark.parametrize(
    ("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_letter(index: int, name: str) -> None:
    assert letter(index) == name


def test_every_sentence_is_what_it_was() -> None:
    """As with the golden files, a difference that is meant is kept by ``python -m tests.golden``."""
    assert importing.texts()["wording"] == (EXPECTED / "told" / "wording.txt").read_text("utf-8")
