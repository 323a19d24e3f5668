"""A draw on the numbers of public lotteries, as an office without a way to drand goes through it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Ran, Ssj, files
from tests.cli.test_year import TASK, key, promised
from tests.conftest import NUMBERS

AFTER = ("--time", "2025-03-28 14:00")
ISSUES = ("双色球:2025033:2025-03-27T21:15", "kl8:2025076:2025-03-27 21:30")


def committed(ssj: Ssj, office: Path, *issues: str) -> Ran:
    named = [part for one in issues for part in ("--lottery", one)]
    return ssj(
        "-C", office, "draw", "commit", TASK, *named, "--cap", 6, "--opens", "2025-03-28 18:00", *key(office, "minban"),
        "--time", "2025-03-27 10:00",
    )  # fmt: skip


def test_a_draw_on_lotteries_from_commitment_to_result(ssj: Ssj, office: Path) -> None:
    secrets = promised(ssj, office)
    assert committed(ssj, office, *ISSUES).code == 0
    for role, path in zip(("minban", "zhengce", "jijian"), secrets, strict=True):
        assert ssj("-C", office, "draw", "reveal", TASK, "--secret-file", path, *key(office, role), *AFTER).code == 0
    before = files(office)
    run = ("-C", office, "draw", "run", TASK, *key(office, "minban"), *AFTER)
    missing = ssj(*run, "--numbers", NUMBERS[1])
    assert missing.code == 2
    assert "福彩快乐8第 2025076 期（2025-03-27 21:30 开奖）；福彩双色球第 2025033 期" in missing.err
    swapped = ssj(*run, "--numbers", NUMBERS[1], "--numbers", NUMBERS[0])
    assert swapped.code == 2
    assert "福彩快乐8 2025076 号码的写法不对" in swapped.err
    assert files(office) == before
    ran = ssj(*run, "--numbers", NUMBERS[0], "--numbers", NUMBERS[1])
    assert ran.code == 0, ran.err
    checked = ssj("verify", office)
    assert checked.code == 0
    assert "请按期号与开奖公告核对" in checked.out + checked.err


def test_too_little_chance_and_slips_of_the_pen_are_refused(ssj: Ssj, office: Path) -> None:
    promised(ssj, office)
    before = files(office)
    for issues, said in (
        (ISSUES[:0], "请在 --round"),
        (("双色球:2025033:2025-03-27T21:15",), "不足 64 比特"),
        (("七星彩:2025033:2025-03-27T21:15",), "可用的彩票：大乐透、快乐8、排列五、双色球"),
        (("双色球",), "应写成"),
        (("双色球:2025033:昨天",), "不是时间"),
        (("kl8:2025076:2025-03-27 21:30", "ssq:25034期:2025-03-27 21:15"), "期号应为"),
        (("kl8:2025076:2025-03-27 09:59", "ssq:2025033:2025-03-27 21:15"), "已经公布"),
    ):
        ran = committed(ssj, office, *issues)
        assert ran.code == 2, issues
        assert said in ran.err, ran.err
    assert files(office) == before
