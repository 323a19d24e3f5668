"""A draw on numbers that people type, as an office without a way to drand goes through it: lotteries, balls on the
spot."""

from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path

import pytest

from tests.bureau import DIGITS, NUMBERS
from tests.cli.conftest import Ran, Ssj, files
from tests.cli.test_year import TASK, key, promised

pytestmark = pytest.mark.slow

AFTER = ("--time", "2025-03-28 14:00")
ISSUES = ("双色球:2025033:2025-03-27T21:15", "kl8:2025076:2025-03-27 21:30")
SPOT = "20:0-9:2025-03-28 10:00:局三楼会议室"
PARTIES = ("minban", "zhengce", "jijian")


def committed(ssj: Ssj, office: Path, *issues: str) -> Ran:
    named = [part for one in issues for part in ("--lottery", one)]
    return commit(ssj, office, *named)


def commit(ssj: Ssj, office: Path, *source: str) -> Ran:
    return ssj(
        "-C", office, "draw", "commit", TASK, *source, "--cap", 6, "--opens", "2025-03-28 18:00", *key(office, "minban"),
        "--time", "2025-03-27 10:00",
    )  # fmt: skip


def revealed(ssj: Ssj, office: Path, secrets: list[Path]) -> tuple[object, ...]:
    """All secrets open; gives the command that records the result, signed by all parties."""
    for role, path in zip(PARTIES, secrets, strict=True):
        assert ssj("-C", office, "draw", "reveal", TASK, "--secret-file", path, *key(office, role), *AFTER).code == 0
    keys = [part for role in PARTIES for part in key(office, role)]
    return ("-C", office, "draw", "run", TASK, *keys, *AFTER)


def test_a_draw_on_lotteries_from_commitment_to_result(ssj: Ssj, office: Path) -> None:
    secrets = promised(ssj, office)
    assert committed(ssj, office, *ISSUES).code == 0
    run = revealed(ssj, office, secrets)
    before = files(office)
    missing = ssj(*run, "--numbers", NUMBERS[1])
    assert missing.code == 2
    assert "福彩快乐8第 2025076 期（2025-03-27 21:30 开奖）；福彩双色球第 2025033 期" in missing.err
    swapped = ssj(*run, "--numbers", NUMBERS[1], "--numbers", NUMBERS[0], "--yes")
    assert swapped.code == 2
    assert "福彩快乐8第 2025076 期（2025-03-27 21:30 开奖）要 20 个号码，给了 7 个，还差 13 个" in swapped.err
    slip = ssj(*run, "--numbers", NUMBERS[0], "--numbers", "05 01 12 20 28 33+07", "--yes")
    assert slip.code == 2
    assert "福彩双色球 2025033 号码的写法不对" in slip.err
    alone = ("-C", office, "draw", "run", TASK, *key(office, "minban"), *AFTER)
    one = ssj(*alone, "--numbers", NUMBERS[0], "--numbers", NUMBERS[1], "--yes")
    assert one.code == 2
    assert "缺少应当签署的一方：政策法规科、派驻纪检监察组" in one.err
    assert files(office) == before
    ran = ssj(*run, "--numbers", NUMBERS[0], "--numbers", NUMBERS[1], "--yes")
    assert ran.code == 0, ran.err
    checked = ssj("verify", office)
    assert checked.code == 0
    assert "请按期号和开奖日期与开奖公告核对" in checked.out + checked.err


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 1), ("", 1)])
def test_numbers_are_shown_again_and_go_in_after_a_yes(
    ssj: Ssj, office: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    secrets = promised(ssj, office)
    assert committed(ssj, office, *ISSUES).code == 0
    run = revealed(ssj, office, secrets)
    before = files(office)
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    ran = ssj(*run, "--numbers", NUMBERS[0], "--numbers", NUMBERS[1])
    assert f"福彩快乐8第 2025076 期（2025-03-27 21:30 开奖）：{NUMBERS[0]}" in ran.err
    assert "期号、日期、号码三样都要对" in ran.err
    assert (ran.code == 0) == (code == 0)
    assert (files(office) == before) == (code != 0)


def test_too_little_chance_and_slips_of_the_pen_are_refused(ssj: Ssj, office: Path) -> None:
    promised(ssj, office)
    before = files(office)
    for issues, said in (
        (ISSUES[:0], "请在 --round"),
        (("双色球:2025033:2025-03-27T21:15",), "不足 64 比特"),
        (("七星彩:2025033:2025-03-27T21:15",), "可用的彩票：大乐透、快乐8、排列五、双色球"),
        (("双色球",), "应写成"),
        (("双色球:2025033:昨天",), "不是时间"),
        (("kl8:2025076:2025-03-27 21:30", "ssq:25034期:2025-03-27 21:15"), "期号的写法不对"),
        (("kl8:2025076:2025-03-27 09:59", "ssq:2025033:2025-03-27 21:15"), "开奖时间不对"),
        (("kl8:2025073:2025-03-27 21:30", "ssq:2025033:2025-03-27 21:15"), "期号和开奖日期对不上"),
        (("kl8:2025075:2025-03-26 21:30", "ssq:2025033:2025-03-27 21:15"), "已经公布"),
    ):
        ran = committed(ssj, office, *issues)
        assert ran.code == 2, issues
        assert said in ran.err, ran.err
    assert files(office) == before


def test_a_draw_on_balls_drawn_on_the_spot(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    secrets = promised(ssj, office)
    assert commit(ssj, office, "--balls", SPOT).code == 0
    run = revealed(ssj, office, secrets)
    film = tmp_path / "录像.mp4"
    film.write_bytes(b"film")
    before = files(office)
    for given, said in (
        ((), "局三楼会议室 2025-03-28 10:00 摇出的号码"),
        (("--numbers", DIGITS[0]), "--film"),
        (("--numbers", DIGITS[0][2:], "--film", film), "要 20 个号码，给了 19 个，还差 1 个"),
    ):
        ran = ssj(*run, *given, "--yes")
        assert ran.code == 2
        assert said in ran.err
    assert files(office) == before
    ran = ssj(*run, "--numbers", DIGITS[0], "--film", film, "--yes")
    assert ran.code == 0, ran.err
    checked = ssj("verify", office)
    assert checked.code == 0
    assert "现场摇珠（66.4 比特）" in checked.out
    [newest] = sorted((office / "ledger").glob("[0-9]*/*.yaml"))[-1:]
    assert sha256(b"film").hexdigest() in newest.read_text("utf-8")


def test_balls_that_give_too_little_chance_are_refused(ssj: Ssj, office: Path) -> None:
    promised(ssj, office)
    before = files(office)
    for source, said in (
        (("--balls", SPOT.replace("20:", "19:")), "不足 64 比特"),
        (("--balls", SPOT, "--not-returned"), "球不放回而要摇的个数比球还多"),
        (("--balls", "二十个"), "应写成"),
        (("--balls", SPOT, "--local"), "选一种"),
        (("--balls", SPOT.replace("03-28", "03-26")), "已经公布"),
    ):
        ran = commit(ssj, office, *source)
        assert ran.code == 2
        assert said in ran.err, ran.err
    assert files(office) == before
