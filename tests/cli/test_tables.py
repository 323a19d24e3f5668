"""``ssj import visits|results|cases``: a draw's visits in one workbook, told once, confirmed once, written whole or not
at all."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from cryptography.hazmat.primitives import serialization

from ssj_publish.cli import _keys
from ssj_publish.example import county
from ssj_publish.ledger import store
from ssj_publish.office.desk import Desk
from tests.cli.conftest import Ran, Ssj, files, once
from tests.cli.test_again import opened
from tests.cli.test_draw import seal
from tests.cli.test_opening import LATER, PARTIES
from tests.cli.test_year import SIGNATURE, TASK, committed, key, promised

pytestmark = pytest.mark.slow

AFTER = ("--time", "2025-04-10 17:00")


@pytest.fixture
def drawn(ssj: Ssj, office: Path) -> Path:
    """The office with a draw that is open: five bodies."""
    secrets = promised(ssj, office)

    def draw() -> None:
        assert committed(ssj, office).code == 0
        for role, path in zip(PARTIES, secrets, strict=True):
            assert (
                ssj("-C", office, "draw", "reveal", TASK, "--secret-file", path, *key(office, role), *LATER).code == 0
            )
        assert (
            ssj("-C", office, "draw", "run", TASK, "--signature", SIGNATURE, *key(office, "minban"), *LATER).code == 0
        )

    once(office, draw)
    return office


def filled(ssj: Ssj, office: Path, **said: Any) -> Path:
    """The template for `TASK` with the same in each row; ``None`` leaves a cell empty."""
    path = office / "检查.xlsx"
    ran = ssj("-C", office, "template", "visits", path, "--task", TASK)
    assert ran.code == 0, ran.err
    answers = {"检查日期": "2025-04-10", "检查方式": "实地检查", "签字人职务": "校长", "检查结果": "未发现问题",
               "检查要点": "全部符合", **said}  # fmt: skip
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: number for number, cell in enumerate(sheet[1], 1)}
    for row in range(2, sheet.max_row + 1):
        for head, value in answers.items():
            sheet.cell(row, heads[head], value)
    book.save(path)
    return path


def imported(ssj: Ssj, office: Path, path: Path, *more: object, kind: str = "visits") -> Ran:
    return ssj("-C", office, "import", kind, path, *key(office, "minban"), *AFTER, "--yes", *more)


def test_a_whole_draw_is_one_workbook(ssj: Ssj, drawn: Path) -> None:
    path = filled(ssj, drawn)
    before = len(store.numbers(drawn / "ledger"))
    ran = imported(ssj, drawn, path, "--task", TASK)
    assert ran.code == 0, ran.err
    assert "合计：检查 5 次，结果 5 个（未发现问题 5 个）" in ran.out
    assert len(store.numbers(drawn / "ledger")) == before + 10
    assert ssj("verify", drawn).code == 0
    state = Desk.open(drawn / "ledger").state
    [draw] = [one for one in state.draws.values() if one.commit.task == TASK]
    assert set(draw.visits) == set(draw.teams)
    assert all(state.visits[id_].results for id_ in draw.visits.values())


def test_a_draw_needs_no_secret_file_and_its_task_may_be_named(ssj: Ssj, office: Path) -> None:
    """A party's secret lies beside its key; nothing that a clerk is told is in English or has 64 digits."""
    name = "民办学校办学行为抽查"
    told = []
    for role in PARTIES:
        ran = ssj("-C", office, "draw", "promise", name, *key(office, role), "--time", "2025-03-27 09:30")
        assert (ran.code, (office / "keys" / f"{role}.{TASK}-1.秘密").is_file()) == (0, True), ran.err
        told.append(ran.out)
    assert "已写入第 " in told[0]
    again = ssj("-C", office, "draw", "promise", name, *key(office, PARTIES[0]), "--time", "2025-03-27 09:30")
    assert (again.code, "已经提交过" in again.err) == (2, True)
    assert committed(ssj, office).code == 0
    keys = [part for role in PARTIES for part in key(office, role)]
    alone = ssj("-C", office, "draw", "open", name, "--signature", SIGNATURE, *LATER)
    assert (alone.code, "--secret-file" in alone.err) == (2, True)
    ran = ssj("-C", office, "draw", "open", name, *keys, "--signature", SIGNATURE, *LATER)
    assert ran.code == 0, ran.err
    told.append(ran.out)
    path = filled(ssj, office)
    assert imported(ssj, office, path, "--task", name, "--dry-run").code == 0
    told.append(imported(ssj, office, path, "--task", name).out)
    assert not re.search(r"[0-9a-f]{64}|[a-z]+-(?:secret|commit|reveal|result)", "\n".join(told))


def test_no_option_is_needed_where_one_draw_alone_names_the_bodies(ssj: Ssj, drawn: Path) -> None:
    assert imported(ssj, drawn, filled(ssj, drawn), "--dry-run").code == 0


def test_a_dry_run_writes_nothing(ssj: Ssj, drawn: Path) -> None:
    before = files(drawn)
    ran = imported(ssj, drawn, filled(ssj, drawn), "--dry-run")
    assert (ran.code, files(drawn)) == (0, before)
    assert "共 10 条记录" in ran.out


def test_one_row_that_the_rules_refuse_keeps_all_out(ssj: Ssj, drawn: Path) -> None:
    path = filled(ssj, drawn)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: number for number, cell in enumerate(sheet[1], 1)}
    sheet.cell(sheet.max_row, heads["签字人职务"]).value = None
    book.save(path)
    before = files(drawn)
    ran = imported(ssj, drawn, path)
    assert ran.code == 2
    assert "签字" in ran.err
    assert files(drawn) == before


def test_what_fails_halfway_is_taken_back(ssj: Ssj, drawn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, real, count = filled(ssj, drawn), store.append, 0
    before = files(drawn)

    def append(*args: Any) -> None:
        nonlocal count
        count += 1
        if count == 4:
            raise OSError("no space")
        real(*args)

    with monkeypatch.context() as during:
        during.setattr(store, "append", append)
        assert imported(ssj, drawn, path).code != 0
    assert files(drawn) == before
    assert imported(ssj, drawn, path).code == 0


def test_every_fault_is_told_with_its_cell(ssj: Ssj, drawn: Path) -> None:
    path = filled(ssj, drawn, 检查结果="没问题", 检查日期="2025-04-31", 检查要点=None)
    ran = imported(ssj, drawn, path)
    assert ran.code == 2
    assert "第 2 行 C 列（检查日期）：“2025-04-31”：没有这一天" in ran.err
    path.unlink()
    path = filled(ssj, drawn, 检查结果="没问题", 检查要点=None, 整改期限="明天")
    ran = imported(ssj, drawn, path)
    assert "（检查结果）：“没问题”：" in ran.err
    assert "要点“招生”没有填写认定" in ran.err
    assert "（整改期限）：“明天”：看不懂这个日期" in ran.err


def test_problems_with_their_points_findings_and_terms(ssj: Ssj, drawn: Path) -> None:
    path = filled(
        ssj, drawn, 检查结果="发现问题，待后续处理", 检查要点="符合", 收费="有问题", 收费说明="缺一项收费标准",
        发现的问题="公示栏缺一项收费标准。", 处理措施="责令补充公示", 整改期限="2025年4月20日",
    )  # fmt: skip
    ran = imported(ssj, drawn, path)
    assert ran.code == 0, ran.err
    state = Desk.open(drawn / "ledger").state
    found = [one.result for one in state.results.values()][-5:]
    assert {one.rectify_by.isoformat() for one in found if one.rectify_by} == {"2025-04-20"}
    assert [[check.outcome for check in one.checks] for one in found] == [["ok", "problem", "ok", "ok"]] * 5
    cases = drawn / "案件.xlsx"
    assert ssj("-C", drawn, "template", "cases", cases).code == 0
    book = openpyxl.load_workbook(cases)
    sheet = book.worksheets[0]
    heads = {cell.value: number for number, cell in enumerate(sheet[1], 1)}
    last = sheet.max_row
    fresh = range(last - 4, last + 1)
    said = {"处理方式": "责令整改", "立案理由": "未公示收费标准", "整改期限": "2025-04-20"}
    for row in range(2, last + 1):
        for head, value in {"案件编号": f"AJ-2025-1{row:02}", **said}.items():
            sheet.cell(row, heads[head]).value = value if row in fresh else None
        if row not in fresh:
            for column in heads.values():
                sheet.cell(row, column).value = None
    more = {"案件编号": f"AJ-2025-1{last:02}", "步骤": "整改", "日期": "2025-04-10", "内容": "已补充公示。"}
    for head, value in more.items():
        sheet.cell(last + 1, heads[head]).value = value
    book.save(cases)
    ran = imported(ssj, drawn, cases, kind="cases")
    assert ran.code == 0, ran.err
    assert "共 6 条记录" in ran.out
    assert ssj("verify", drawn).code == 0


def test_evidence_is_named_and_hashed_by_the_program(ssj: Ssj, drawn: Path) -> None:
    folder = drawn / "照片"
    folder.mkdir()
    (folder / "现场.jpg").write_bytes(b"photo")
    path = filled(ssj, drawn, 证据文件="现场.jpg")
    assert "--evidence" in imported(ssj, drawn, path).err
    assert imported(ssj, drawn, path, "--evidence", folder).code == 0
    state = Desk.open(drawn / "ledger").state
    visit = next(one.visit for one in reversed(list(state.visits.values())))
    [file] = visit.evidence
    assert (file.name, file.size) == ("现场.jpg", 5)


def test_results_of_visits_that_are_there(ssj: Ssj, drawn: Path) -> None:
    path = filled(ssj, drawn, 检查结果=None, 检查要点=None)
    ran = imported(ssj, drawn, path)
    assert ran.code == 0, ran.err
    assert "检查 5 次，结果 0 个" in ran.out
    later = drawn / "结果.xlsx"
    assert ssj("-C", drawn, "template", "results", later).code == 0
    book = openpyxl.load_workbook(later)
    sheet = book.worksheets[0]
    heads = {cell.value: number for number, cell in enumerate(sheet[1], 1)}
    assert sheet.max_row == 6
    for row in range(2, 7):
        sheet.cell(row, heads["检查结果"], "未发现问题")
        sheet.cell(row, heads["检查要点"], "均符合")
    book.save(later)
    ran = imported(ssj, drawn, later, kind="results")
    assert ran.code == 0, ran.err
    assert "检查 0 次，结果 5 个" in ran.out


def test_sealed_visits_find_their_proofs(ssj: Ssj, office: Path) -> None:
    secrets = promised(ssj, office)
    assert committed(ssj, office, "--sealed").code == 0
    ran = seal(ssj, office, secrets, *key(office, *PARTIES))
    assert ran.code == 0, ran.err
    path = filled(ssj, office)
    ran = imported(ssj, office, path, "--task", TASK)
    assert ran.code == 0, ran.err
    assert opened(ssj, office, secrets, *PARTIES).code == 0
    assert ssj("verify", office).code == 0


def test_a_sealed_draw_without_its_list_says_what_is_missing(ssj: Ssj, office: Path) -> None:
    secrets = promised(ssj, office)
    assert committed(ssj, office, "--sealed").code == 0
    assert seal(ssj, office, secrets, *key(office, *PARTIES)).code == 0
    path = filled(ssj, office)
    shutil.rmtree(office / "封存名单")
    ran = imported(ssj, office, path, "--task", TASK)
    assert ran.code == 2
    assert "--list-file" in ran.err


def test_twenty_visits_with_their_results_take_two_commands(
    ssj: Ssj, drawn: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a clerk types for a draw of any size: commands, words, record ids, passphrases. (One by one it was 48, 287,
    40 and 48 for twenty bodies.)"""
    typed: list[list[str]] = []
    asked: list[str] = []

    def clerk(*words: object) -> Ran:
        typed.append(["ssj", *map(str, words)])
        return ssj("-C", drawn, *words)

    def passphrase(question: str) -> str:
        asked.append(question)
        return "secret"

    locked = drawn / "上锁的密钥"
    locked.write_bytes(
        county.SIGNERS["minban"].private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.OpenSSH,
            serialization.BestAvailableEncryption(b"secret"),
        )
    )
    monkeypatch.setattr(_keys, "ask", passphrase)
    monkeypatch.setattr("sys.stdin", io.StringIO("是\n"))
    path = drawn / "检查.xlsx"
    assert clerk("template", "visits", path, "--task", TASK).code == 0
    path.unlink()
    filled(ssj, drawn)
    ran = clerk("import", "visits", path, "--task", TASK, "--key", locked, *AFTER)
    assert ran.code == 0, ran.err
    words = [word for command in typed for word in command]
    ids = [word for word in words if re.fullmatch("[0-9a-f]{64}", word)]
    assert (len(typed), len(words) <= 60, ids, len(asked)) == (2, True, [], 1)
