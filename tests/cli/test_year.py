"""A clerk's work through the command line: import, draw, visit, result; and everything that is refused."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

import ssj_publish
from ssj_publish import errors
from ssj_publish.core.rules import drawing
from tests.cli.conftest import once

Ssj = Callable[..., Any]
SIGNATURE = "84efb467b2b9f3578c169393d8bd5ccfd17da400a975325282b2955eb10adac747904c3aafd152e48e19d23f8d416f0f"
BODIES = Path(ssj_publish.__file__).parent / "workbooks" / "anlan" / "监管对象名录库.xlsx"
TASK = "RW-2025-03"


def key(office: Path, *roles: str) -> list[str]:
    return [part for role in roles for part in ("--key", str(office / "keys" / role))]


def files(office: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in (office / "ledger").rglob("*") if one.is_file()}


def promised(ssj: Ssj, office: Path) -> list[Path]:
    """The three parties' secrets for `TASK`."""
    secrets = {role: office / f"{role} 的秘密" for role in ("minban", "zhengce", "jijian")}

    def promise() -> None:
        for role, path in secrets.items():
            told = (*key(office, role), "--time", "2025-03-27 09:00")
            ran = ssj("-C", office, "draw", "promise", TASK, "--secret-file", path, *told)
            assert ran.code == 0, ran.err

    once(office, promise)
    return list(secrets.values())


def committed(ssj: Ssj, office: Path, *more: str) -> Any:
    return ssj(
        "-C", office, "draw", "commit", TASK, "--round", 16777215, "--cap", 6, "--opens", "2025-03-28 18:00",
        "--time", "2025-03-27 10:00", *key(office, "minban"), *more,
    )  # fmt: skip


@pytest.mark.slow
def test_a_draw_from_promise_to_result(ssj: Ssj, office: Path) -> None:
    secrets = promised(ssj, office)
    assert committed(ssj, office).code == 0
    for role, path in zip(("minban", "zhengce", "jijian"), secrets, strict=True):
        ran = ssj(
            "-C",
            office,
            "draw",
            "reveal",
            TASK,
            "--secret-file",
            path,
            *key(office, role),
            "--time",
            "2025-03-28 14:00",
        )
        assert ran.code == 0, ran.err
    ran = ssj(
        "-C",
        office,
        "draw",
        "run",
        TASK,
        "--signature",
        SIGNATURE,
        *key(office, "minban"),
        "--time",
        "2025-03-28 14:30",
    )
    assert ran.code == 0, ran.err
    drawn = [line.split()[0] for line in ran.out.splitlines() if line.startswith("DX-")]
    assert len(drawn) == 5
    assert ssj("verify", office).code == 0

    shown = ssj("-C", office, "draw", "show", TASK).out
    draw_id = shown.splitlines()[0].split("台账第 ")[1].split()[0]
    state = json.loads(ssj("-C", office, "status", "--json", "--today", "2025-08-01").out)
    assert [one["about"].split()[1] for one in state if one["what"] == "检查" and one["overdue"]] == sorted(drawn)
    form = office / "检查 表.yaml"
    record = next(
        path for path in sorted((office / "ledger").glob("[0-9]*/*.yaml")) if '"draw-result"' in path.read_text("utf-8")
    )
    result = yaml.safe_load(record.read_text("utf-8"))["statement"]["body"]["drawn"][0]
    body = {
        "draw": draw_id,
        "body": result["body"],
        "items": ["JY-02"],
        "date": "2025-04-10",
        "method": "on-site",
        "inspectors": result["team"],
        "signed_by": "校长",
    }
    form.write_text(yaml.safe_dump({**body, "signed_by": None}, allow_unicode=True), "utf-8")
    before = files(office)
    refused = ssj("-C", office, "visit", "add", form, *key(office, "minban"), "--time", "2025-04-10 17:00")
    assert refused.code == 2
    assert "签字" in refused.err
    assert files(office) == before
    form.write_text(yaml.safe_dump(body, allow_unicode=True), "utf-8-sig")
    ran = ssj("-C", office, "visit", "add", form, *key(office, "minban"), "--time", "2025-04-10 17:00")
    assert ran.code == 0, ran.err
    visit = ran.out.split()[-1]
    checks = [{"point": point, "outcome": "ok"} for point in ("招生", "收费", "财务", "办学条件")]
    form.write_text(
        yaml.safe_dump({"visit": visit, "item": "JY-02", "code": "no-problem", "checks": checks}, allow_unicode=True),
        "utf-8",
    )
    wrong = ssj("-C", office, "result", "add", form, *key(office, "jijiao"), "--time", "2025-04-12 10:00")
    assert wrong.code == 2
    assert "民办教育科" in wrong.err
    assert ssj("-C", office, "result", "add", form, *key(office, "minban"), "--time", "2025-04-12 10:00").code == 0
    assert ssj("verify", office).code == 0


def test_a_draw_needs_all_three_secrets_and_each_only_once(ssj: Ssj, office: Path) -> None:
    refused = committed(ssj, office)
    assert refused.code == 2
    assert "民办教育科、政策法规科、派驻纪检监察组" in refused.err
    promised(ssj, office)
    again = office / "再来"
    before = files(office)
    ran = ssj(
        "-C",
        office,
        "draw",
        "promise",
        TASK,
        "--secret-file",
        again,
        *key(office, "minban"),
        "--time",
        "2025-03-27 09:30",
    )
    assert ran.code == 2
    assert files(office) == before


def test_a_secret_file_is_never_overwritten(ssj: Ssj, office: Path) -> None:
    path = office / "旧秘密"
    path.write_text("不要动", "utf-8")
    before = files(office)
    ran = ssj(
        "-C",
        office,
        "draw",
        "promise",
        TASK,
        "--secret-file",
        path,
        *key(office, "minban"),
        "--time",
        "2025-03-27 09:00",
    )
    assert ran.code == 2
    assert path.read_text("utf-8") == "不要动"
    assert files(office) == before


def test_a_round_that_is_out_already_is_refused(ssj: Ssj, office: Path) -> None:
    promised(ssj, office)
    before = files(office)
    ran = ssj(
        "-C", office, "draw", "commit", TASK, "--round-at", "2025-03-26 10:00", "--cap", 6, "--opens", "2025-03-28 18:00",
        "--time", "2025-03-27 10:00", *key(office, "minban"),
    )  # fmt: skip
    assert ran.code == 2
    assert "已经公布" in ran.err
    assert files(office) == before


def test_voiding_takes_two_rooms_and_one_draft(ssj: Ssj, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    promised(ssj, office)
    assert committed(ssj, office).code == 0
    voiding = [
        "draw",
        "void",
        TASK,
        "--reason",
        "rule-error",
        "--explanation",
        "名录漏列",
        "--time",
        "2025-03-27 16:00",
    ]
    alone = ssj("-C", office, *voiding, *key(office, "zhengce"))
    assert alone.code == 2
    assert "纪检" in alone.err
    draft = office / "作废.yaml"
    assert ssj("-C", office, *voiding, *key(office, "zhengce"), "--draft", draft).code == 0
    twice = ssj("sign", draft, *key(office, "zhengce"), "--yes")
    assert twice.code == 2
    before = draft.read_bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    unasked = ssj("sign", draft, *key(office, "jijian"))
    assert unasked.code == 2
    assert draft.read_bytes() == before
    assert "抽取作废" in unasked.out
    assert "名录漏列" in unasked.out
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert ssj("sign", draft, *key(office, "jijian")).code == 2
    assert draft.read_bytes() == before
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    signed = ssj("sign", draft, *key(office, "jijian"))
    assert signed.code == 0
    assert "名录漏列" in signed.out
    assert ssj("-C", office, "submit", draft).code == 0
    assert ssj("-C", office, "submit", draft).code == 2
    assert ssj("verify", office).code == 0


@pytest.mark.slow
def test_importing_again_shows_the_difference_and_writes_one_record(ssj: Ssj, office: Path) -> None:
    assert ssj("-C", office, "import", "bodies", BODIES, "--dry-run", "--removal", "其他：不在新表").code == 0
    book = load_workbook(BODIES)
    sheet = book.active
    assert sheet is not None
    sheet["C2"] = "安澜县双河乡河畔初级中学"
    newer = office / "名录 更新.xlsx"
    book.save(newer)
    before = files(office)
    told = ssj("-C", office, "import", "bodies", newer, "--dry-run", "--removal", "其他：不在新表")
    assert "变更 DX-0001" in told.out
    assert "安澜县双河乡河畔初级中学" in told.out
    assert files(office) == before
    as_json = json.loads(
        ssj("-C", office, "import", "bodies", newer, "--dry-run", "--json", "--removal", "其他：不在新表").out
    )
    assert "DX-0001" in [one["id"] for one in as_json["change"]["changed"]]
    ran = ssj(
        "-C",
        office,
        "import",
        "bodies",
        newer,
        "--yes",
        "--removal",
        "其他：不在新表",
        *key(office, "zhengce"),
        "--time",
        "2025-03-21 10:00",
    )
    assert ran.code == 0, ran.err
    assert len(files(office)) == len(before) + 1
    assert ssj("verify", office).code == 0


def test_a_workbook_with_faults_changes_nothing_and_names_each_cell(ssj: Ssj, office: Path) -> None:
    book = load_workbook(BODIES)
    sheet = book.active
    assert sheet is not None
    sheet["D2"], sheet["I3"], sheet["J4"] = "9.1E+17", "E", "去年"
    bad = office / "坏表.xlsx"
    book.save(bad)
    before = files(office)
    ran = ssj("-C", office, "import", "bodies", bad, "--yes", *key(office, "zhengce"))
    assert ran.code == 2
    for cell in ("坏表.xlsx", "第 2 行", "第 3 行", "第 4 行"):
        assert cell in ran.err
    assert files(office) == before


NOISE = [b"", b"\xff\xfe\x00", b"{", b"a: [1, 2", b"- 1\n- 2\n", b"&a [*a]", b"a: !!python/object:x y\n", b"\x00" * 99]
FORMS = [
    ["visit", "add"],
    ["result", "add"],
    ["case", "open"],
    ["case", "decide"],
    ["supervise"],
    ["training"],
]


@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize("command", FORMS, ids=" ".join)
def test_any_bytes_as_a_form_are_refused_in_a_sentence(
    ssj: Ssj, office: Path, command: list[str], noise: bytes
) -> None:
    form = office / "表.yaml"
    form.write_bytes(noise)
    ran = ssj("-C", office, *command, form, *key(office, "minban"))
    assert ran.code == 2
    assert "表.yaml" in ran.err


@pytest.mark.parametrize("noise", [b"", b"\xff", b"statement:\n", b"seq: 1\n", b"x" * 5000])
def test_any_bytes_as_draft_or_key_are_refused(ssj: Ssj, office: Path, noise: bytes) -> None:
    path = office / "什么"
    path.write_bytes(noise)
    assert ssj("-C", office, "submit", path).code == 2
    assert ssj("sign", path, *key(office, "minban")).code == 2
    assert ssj("key", "show", path).code == 2


def test_templates_name_every_field(ssj: Ssj, office: Path) -> None:
    shown = ssj("-C", office, "visit", "add", "--template").out
    assert "signed_by" in shown
    assert isinstance(yaml.safe_load(shown), dict)
    for command in FORMS:
        assert ssj("-C", office, *command, "--template").code == 0


def test_a_pool_that_nobody_can_staff_is_bad_input(ssj: Ssj, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger is in order: it is what was chosen that does not fit."""
    promised(ssj, office)
    before = files(office)

    def nobody(derived: object) -> None:
        raise errors.Infeasible(bodies="DX-0001", lacking=1)

    monkeypatch.setattr(drawing, "check_staffable", nobody)
    ran = committed(ssj, office)
    assert ran.code == 2, ran.err
    assert "检查人员不够" in ran.err
    assert files(office) == before


def test_a_signature_may_be_pasted_with_blanks_and_capitals(ssj: Ssj, office: Path) -> None:
    secrets = promised(ssj, office)
    assert committed(ssj, office).code == 0
    for role, path in zip(("minban", "zhengce", "jijian"), secrets, strict=True):
        when = ("--time", "2025-03-28 14:00")
        assert ssj("-C", office, "draw", "reveal", TASK, "--secret-file", path, *key(office, role), *when).code == 0
    pasted = f" {SIGNATURE[:40].upper()} {SIGNATURE[40:]}\n"
    ran = ssj(
        "-C", office, "draw", "run", TASK, "--signature", pasted, *key(office, "minban"), "--time", "2025-03-28 14:30"
    )
    assert ran.code == 0, ran.err
