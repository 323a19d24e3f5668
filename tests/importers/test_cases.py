"""Steps of cases as a table: a row a step, an opening on the one result that it can rest on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.case import CaseClose, CaseCorrection, CaseDecision, CaseOpen
from ssj_publish.core.kinds.kind import RecordBody
from ssj_publish.importers.cases import Ground, read_cases, told
from ssj_publish.importers.known import Known, Names
from ssj_publish.importers.reading import Import
from tests.bureau import body, inspector, item

RESULT, OTHER = "ab" * 32, "cd" * 32
GROUNDS = [Ground(RESULT, "S001", "I1", "o1"), Ground(OTHER, "S002", "I1", "o1")]


def record(text: str) -> str:
    if text == "12":
        return RESULT
    raise errors.RecordNotFound(text=text)


KNOWN = Known(Names([body(1), body(2), body(3)]), Names([inspector(1), inspector(2)]), {"I1": item("I1")}, {}, record)
HEAD = "案件编号,步骤,监管对象,检查结果记录,处理方式,立案理由,整改期限,日期,决定,文号,依据,内容,结案理由"


def read(
    folder: Path, *rows: str, grounds: list[Ground] | None = None, cases: tuple[str, ...] = ()
) -> Import[RecordBody]:
    path = folder / "案件.csv"
    path.write_text("\n".join((HEAD, *rows)) + "\n", "utf-8")
    return read_cases(path, known=KNOWN, grounds=GROUNDS if grounds is None else grounds, cases=cases)


OPEN = "AJ-1,立案,第1学校,,责令整改,资料不全,2025-04-30,,,,,,"


def test_a_case_from_its_opening_to_its_close(folder: Path) -> None:
    found = read(
        folder,
        OPEN,
        "AJ-1,处理决定,,,,,,2025-04-10,责令改正,改字1号,《教育法》,责令改正,",
        "AJ-1,整改情况,,,,,,2025-04-20,,,,已经改正,",
        "AJ-1,结案,,,,,,,,,,,整改到位",
    )
    assert found.faults == ()
    opened, decided, corrected, closed = found.entries
    assert opened == CaseOpen(
        case="AJ-1", result=RESULT, body="S001", office="o1", form="rectification", ground="资料不全",
        rectify_by=date(2025, 4, 30),
    )  # fmt: skip
    assert isinstance(decided, CaseDecision)
    assert (decided.date, decided.decision, decided.document) == (date(2025, 4, 10), "order", "改字1号")
    assert corrected == CaseCorrection(case="AJ-1", date=date(2025, 4, 20), text="已经改正")
    assert closed == CaseClose(case="AJ-1", reason="整改到位")
    assert [told(one) for one in found.entries] == ["立案", "决定（责令改正）", "整改", "结案"]


@pytest.mark.parametrize(
    ("row", "grounds", "code"),
    [
        ("AJ-1,立案,第3学校,,责令整改,资料不全,,,,,,,", None, "result-none"),
        ("AJ-1,立案,,,责令整改,资料不全,,,,,,,", None, "results-several"),
        ("AJ-1,立案,,,责令整改,资料不全,,,,,,,", GROUNDS[:1], "result-none"),
        ("AJ-1,立案,,99,责令整改,资料不全,,,,,,,", None, "record-unknown"),
        ("AJ-1,立案,第2学校,12,责令整改,资料不全,,,,,,,", None, "result-none"),
        ("AJ-9,结案,,,,,,,,,,,整改到位", None, "case-unknown"),
        ("AJ-1,立案,第1学校,,责令整改,资料不全,,,,,,,整改到位", None, "step-unfit"),
        (",立案,第1学校,,责令整改,资料不全,,,,,,,", None, "blank"),
        ("AJ-1,审批,第1学校,,责令整改,资料不全,,,,,,,", None, "choice"),
    ],
)
def test_what_rests_on_nothing_or_says_what_is_not_of_its_step_is_refused(
    folder: Path, row: str, grounds: list[Ground] | None, code: str
) -> None:
    """Where nobody is named, even the only result there is is not guessed."""
    found = read(folder, row, grounds=grounds)
    assert code in [one.code for one in found.faults]


def test_a_result_may_be_named_by_its_number_and_a_case_be_there_already(folder: Path) -> None:
    [opened] = read(folder, "AJ-1,,,12,责令整改,资料不全,,,,,,,").entries
    assert isinstance(opened, CaseOpen)
    assert (opened.result, opened.body) == (RESULT, "S001"), "a row without a step opens"
    assert read(folder, "AJ-9,结案,,,,,,,,,,,整改到位", cases=("AJ-9",)).faults == ()
