"""A refusal in words: led by the file it is about, and each fault of a form on its own line."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.words.reasons import WORDING, lines, sentence


def test_the_file_it_is_about_comes_first() -> None:
    fault = errors.TaskUnknown(task="T9", known="T1")
    assert not sentence(fault).startswith("：")
    with_name = errors.TaskUnknown(task="T9", known="T1", name="000/000007.yaml")
    assert sentence(with_name) == f"000/000007.yaml：{sentence(fault)}"
    assert "T9" in sentence(fault)


def test_a_leaf_without_a_sentence_speaks_as_its_base() -> None:
    class Odd(errors.TaskUnknown):
        pass

    assert sentence(Odd(task="T9", known="T1")) == sentence(errors.TaskUnknown(task="T9", known="T1"))


def test_only_the_listed_faults_of_a_form_have_lines_of_their_own() -> None:
    kind = next(kind for kind, told in WORDING.items() if told.endswith("\n{listed}"))
    fields = {"listed": "  第 1 行：甲\n  第 2 行：乙", "file": "表单.yaml", "path": "表单.yaml", "count": 2}
    told = lines(kind(**fields))
    assert told[1:] == ["  第 1 行：甲", "  第 2 行：乙"]
    assert "\n" not in told[0]
    odd = lines(errors.TaskUnknown(task="T9\n另起一行", known="T1"))
    assert len(odd) == 1, "a line feed in what is told begins no line"
