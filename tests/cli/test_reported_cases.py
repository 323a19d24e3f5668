"""Cases from public reports that a command answers (those of tables: `tests/cases`). The number is the case's."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssj_publish.cli import run
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.office.desk import Desk
from ssj_publish.site.build import build
from tests.cli.conftest import Ssj, files

VISIT = """body: DX-0001
trigger: {{kind: complaint, number: XF-1, date: 2025-03-01, note: 家长来信}}
items: [JY-03]
date: {date}
method: 实地
inspectors: [JC-01, JC-02]
signed_by: {signed}
note: {note}
"""


def visit(folder: Path, **changes: str) -> Path:
    path = folder / "visit.yaml"
    told = {"date": "2025-03-19", "signed": "校长", "note": "无"} | changes
    path.write_text(VISIT.format(**told), encoding="utf-8")
    return path


def add(ssj: Ssj, office: Path, form: Path) -> tuple[int, str]:
    ran = ssj(
        "-C", office, "visit", "add", form, "--key", office / "keys" / "jijiao", "--time", "2025-03-20 19:00"
    )  # fmt: skip
    return ran.code, ran.err


@pytest.mark.parametrize("field", ["signed", "note"])
@pytest.mark.parametrize("text", ["园长李某 13800138000", "身份证 990102198001011232", "电话 １３８ ００１３ ８０００"])
def test_01_personal_numbers_are_refused_in_forms_too(
    ssj: Ssj, office: Path, tmp_path: Path, field: str, text: str
) -> None:
    before = files(office)
    code, err = add(ssj, office, visit(tmp_path, **{field: text}))
    assert code == 2
    assert "公民身份号码或手机号码" in err
    assert files(office) == before


@pytest.mark.parametrize("day", ["2025-3-6", "2025/3/6", "2025年3月6日"])
def test_31_days_in_forms_are_taken_as_in_workbooks(ssj: Ssj, office: Path, tmp_path: Path, day: str) -> None:
    _, err = add(ssj, office, visit(tmp_path, date=day))
    assert "日期" not in err
    assert "Invalid" not in err


def test_09_a_type_that_no_task_covers_is_told_at_the_commitment_too(ssj: Ssj, office: Path) -> None:
    """Where a type or town of a task is in the register in another spelling, whoever commits hears of it."""
    register = office / "幼儿园.csv"
    head = "编号,名称,类型,地址,乡镇,信用等级,等级评定日期,状态,是否适用涉企检查频次上限\n"
    rows = (f"DX-9{n:02},新设第{n}民办幼儿园,民办幼儿园,新路{n}号,新镇,A,2025-01-06,正常,适用\n" for n in range(10))
    register.write_text(head + "".join(rows), encoding="utf-8")
    ran = ssj(
        "-C", office, "import", "bodies", register, "--add", "--yes", "--key", office / "keys" / "zhengce",
        "--time", "2025-03-20 19:00",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert "类型“民办幼儿园”10 个对象不在任何事项或任务的范围内" in ran.err
    assert "相近的写法" in ran.err


@pytest.mark.parametrize("told", ["2035-03-07 17:00", "2027-01-01 09:00"])
def test_18_a_time_that_has_not_come_is_refused_and_the_ledger_stays_open(ssj: Ssj, office: Path, told: str) -> None:
    """A record dated ten years ahead would have closed the ledger to everybody until then."""
    inspector = next(iter(Desk.open(office / "ledger").state.inspectors.current))
    recuse = ("recuse", inspector, "DX-0001", "--ground", "interest", "--key", str(office / "keys" / "jijian"))
    before = files(office)
    assert run(["-C", str(office), *recuse, "--time", told]) == 2
    assert files(office) == before
    assert ssj("-C", office, *recuse, "--time", "2025-03-20 19:00").code == 0


@pytest.mark.parametrize("field", ["items", "inspectors", "signed_by"])
def test_33_what_is_missing_is_named_and_not_something_else(ssj: Ssj, office: Path, tmp_path: Path, field: str) -> None:
    form = visit(tmp_path)
    form.write_text(
        "".join(f"{line}\n" for line in form.read_text("utf-8").splitlines() if not line.startswith(field)), "utf-8"
    )
    code, err = add(ssj, office, form)
    assert code == 2
    assert {"items": "检查事项", "inspectors": "检查人员", "signed_by": "签字"}[field] in err
    assert "没有按编号排列" not in err


def test_33_the_template_says_what_is_needed(ssj: Ssj, office: Path) -> None:
    told = ssj("visit", "add", "--template").out
    assert "draw prove" not in told


def test_49_leave_and_travel_are_reasons_to_substitute(ssj: Ssj, office: Path) -> None:
    ran = ssj(
        "-C", office, "draw", "substitute", "RW-2025-01", "DX-0001", "--reason", "随便", "--explanation", "省厅培训",
        "--key", office / "keys" / "jijiao",
    )  # fmt: skip
    assert "休假（leave）、出差或抽调（away）" in ran.err
    for word in ("出差", "产假", "抽调"):
        ran = ssj(
            "-C", office, "draw", "substitute", "RW-2025-01", "DX-0001", "--reason", word, "--explanation", "省厅培训",
            "--key", office / "keys" / "jijiao",
        )  # fmt: skip
        assert "可填" not in ran.err


def test_52_a_checkpoint_of_another_ledger_is_named(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    note = tmp_path / "other.note"
    text = Checkpoint("jy.other.example/ssj", 5, bytes(32)).text
    note.write_text(f"{text}\n— jy.other.example/ssj {'A' * 92}\n", encoding="utf-8")
    ran = ssj("verify", office, "--since", note)
    assert ran.code == 1
    assert "jy.other.example/ssj" in ran.err + ran.out


@pytest.mark.slow
def test_53_a_saved_copy_of_the_site_verifies(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    """The site puts a list of sums beside the records: a copy of it is a ledger all the same."""
    site = build(office, tmp_path / "site").output
    assert (site / "ledger" / "SHA256SUMS").is_file()
    ran = ssj("verify", site)
    assert ran.code == 0, ran.err
