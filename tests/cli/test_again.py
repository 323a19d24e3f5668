"""What was refused or stopped half way: nothing misleading is left, and the same command goes on or says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

import ssj_publish
from tests.cli.conftest import Ran, Ssj, files
from tests.cli.test_opening import LATER, PARTIES
from tests.cli.test_year import SIGNATURE, TASK, committed, key, promised

pytestmark = pytest.mark.slow

PLAN = Path(ssj_publish.__file__).parent / "workbooks" / "anlan" / "2025年度抽查工作计划.xlsx"


def opened(ssj: Ssj, office: Path, paths: list[Path], *roles: str) -> Ran:
    given = [part for path in paths for part in ("--secret-file", str(path))]
    return ssj("-C", office, "draw", "open", TASK, *given, "--signature", SIGNATURE, *key(office, *roles), *LATER)


def test_open_goes_on_where_it_stopped(ssj: Ssj, office: Path) -> None:
    secrets = promised(ssj, office)
    assert committed(ssj, office).code == 0
    one = ssj("-C", office, "draw", "reveal", TASK, "--secret-file", secrets[1], *key(office, "zhengce"), *LATER)
    assert one.code == 0, one.err
    before = len(files(office))
    ran = opened(ssj, office, secrets, *PARTIES)
    assert ran.code == 0, ran.err
    assert len(files(office)) == before + 3  # two reveals and the result
    assert ssj("verify", office).code == 0


def test_open_writes_nothing_before_all_secrets_are_there(ssj: Ssj, office: Path) -> None:
    secrets = promised(ssj, office)
    assert committed(ssj, office).code == 0
    before = files(office)
    ran = opened(ssj, office, secrets[:2], *PARTIES)
    assert ran.code == 2
    assert "派驻纪检监察组" in ran.err
    stranger = office / "别的"
    stranger.write_text("ab" * 32, "ascii")
    ran = opened(ssj, office, [*secrets, stranger], *PARTIES)
    assert ran.code == 2
    assert "都不符" in ran.err
    assert files(office) == before


def test_a_refused_promise_leaves_no_secret(ssj: Ssj, office: Path) -> None:
    promised(ssj, office)
    path = office / "第二份"
    ran = ssj(
        "-C", office, "draw", "promise", TASK, "--secret-file", path, *key(office, "minban"),
        "--time", "2025-03-27 09:30",
    )  # fmt: skip
    assert ran.code == 2
    assert not path.exists()
    ran = ssj("-C", office, "draw", "promise", TASK, "--secret-file", path, "--time", "2025-03-27 09:30")
    assert ran.code == 2
    assert not path.exists()


def test_a_refused_promise_keeps_the_file_that_was_there(ssj: Ssj, office: Path) -> None:
    path = promised(ssj, office)[0]
    before = path.read_bytes()
    ran = ssj(
        "-C", office, "draw", "promise", TASK, "--secret-file", path, *key(office, "minban"),
        "--time", "2025-03-27 09:30",
    )  # fmt: skip
    assert ran.code == 2
    assert path.read_bytes() == before


def test_a_refused_seal_leaves_no_list(ssj: Ssj, office: Path) -> None:
    secrets = promised(ssj, office)
    assert committed(ssj, office, "--sealed").code == 0
    given = [part for path in secrets for part in ("--secret-file", path)]
    first, second = office / "名单", office / "名单二"
    seal = ("-C", office, "draw", "seal", TASK, *given, "--signature", SIGNATURE, *key(office, *PARTIES), *LATER)
    assert ssj(*seal, "--list-file", first).code == 0
    assert first.exists()
    assert ssj(*seal, "--list-file", second).code == 2
    assert not second.exists()


def test_a_second_commitment_hears_of_the_first(ssj: Ssj, office: Path) -> None:
    promised(ssj, office)
    assert committed(ssj, office).code == 0
    ran = committed(ssj, office)
    assert ran.code == 2
    assert "已经写入台账" in ran.err
    assert "promise" not in ran.err


@pytest.mark.parametrize("who", [("--key", "zhengce"), ("--office", "不存在科")])
def test_a_plan_that_proposes_nothing_says_so(ssj: Ssj, office: Path, who: tuple[str, str]) -> None:
    before = files(office)
    option, value = who
    given = key(office, value) if option == "--key" else [*who, *key(office, "jijiao")]
    ran = ssj("-C", office, "import", "plan", PLAN, 2025, *given)
    assert ran.code == 2
    assert ("没有提报任何任务" if option == "--key" else "不存在科") in ran.err
    assert files(office) == before
