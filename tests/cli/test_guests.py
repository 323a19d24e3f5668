"""Guests at the command line: on their own device, at 纪检组's desk, and with a key of the day."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ssj_publish.core.draw import guests
from tests.cli.conftest import Ran, Ssj, files
from tests.cli.test_year import SIGNATURE, TASK, committed, key, promised

DICE = "31415263542635142635142635142635142635142635142635"
BEFORE = ("--time", "2025-03-27 08:40")
AFTER = ("--time", "2025-03-28 14:00")


def added(ssj: Ssj, office: Path, capacity: str, words: str, *more: object) -> Ran:
    promise = guests.commitment(words)
    return ssj(
        "-C", office, "draw", "guest", "add", TASK, "--capacity", capacity, "--commitment", promise,
        *key(office, "jijian"), *BEFORE, *more,
    )  # fmt: skip


def revealed(ssj: Ssj, office: Path, *more: object, time: str = "2025-03-27 15:00") -> Ran:
    return ssj("-C", office, "draw", "guest", "reveal", TASK, *more, "--time", time)


def test_a_guest_makes_a_secret_alone(ssj: Ssj, tmp_path: Path) -> None:
    """Without any ledger: on the guest's own computer."""
    said = ssj("draw", "guest", "new")
    words = re.findall("秘密（.+）：([0-9a-z]{40})\n", said.out)[0]
    assert f"：{guests.commitment(words)}\n" in said.out
    path = tmp_path / "秘密"
    kept = ssj("draw", "guest", "new", "--file", path)
    assert path.read_text().strip() not in kept.out
    assert guests.commitment(path.read_text().strip()) in kept.out
    assert ssj("draw", "guest", "new", "--file", path).code != 0
    own = ssj("draw", "guest", "new", "--words", DICE)
    assert DICE not in own.out
    assert guests.commitment(DICE) in own.out


@pytest.mark.parametrize(
    "words", ["1" * 60, "123456" * 7, "0123456789" * 3, "ABC" * 20, "abcd" * 4, "张三的秘密", "ab" * 30]
)
def test_what_could_be_guessed_or_never_be_opened_is_refused(ssj: Ssj, words: str) -> None:
    ran = ssj("draw", "guest", "new", "--words", words)
    assert (ran.code, ran.out) == (2, "")
    assert "50 次骰子" in ran.err


@pytest.mark.slow
def test_guests_from_promise_to_result(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    """A parent's dice on paper, a headteacher with a key of the day, a reporter who does not come back."""
    assert added(ssj, office, "家长代表", DICE, "--name", "张三").code == 0
    assert ssj("key", "new", tmp_path / "today", "--no-passphrase").code == 0
    draft = tmp_path / "待签"
    ran = added(ssj, office, "校长", DICE[::-1], "--guest-key", tmp_path / "today.pub", "--draft", draft)
    assert ran.code == 0, ran.err
    assert "当天的密钥没有签名" in ssj("-C", office, "submit", draft).err
    assert ssj("sign", draft, "--key", tmp_path / "today", "--yes").code == 0
    assert ssj("-C", office, "submit", draft).code == 0
    assert added(ssj, office, "记者", DICE[1:] + "1").code == 0
    secrets = promised(ssj, office)
    assert committed(ssj, office).code == 0
    early = ssj("-C", office, "draw", "guest", "reveal", TASK, "--words", "0" * 40, *key(office, "jijian"), *BEFORE)
    assert "都不符" in early.err
    said = revealed(ssj, office, "--words", DICE, *key(office, "jijian"))
    assert said.code == 0, said.err
    assert "还没有公开的来宾：校长、记者；2025-03-28 12:00 截止" in said.out
    (tmp_path / "words").write_text(DICE[::-1] + "\n")
    alone = revealed(ssj, office, "--secret-file", tmp_path / "words", "--key", tmp_path / "today")
    assert alone.code == 0, alone.err
    late = revealed(ssj, office, "--words", DICE[1:] + "1", *key(office, "jijian"), time="2025-03-28 12:05")
    assert late.code == 2
    assert "时间已过" in late.err
    for role, path in zip(("minban", "zhengce", "jijian"), secrets, strict=True):
        assert ssj("-C", office, "draw", "reveal", TASK, "--secret-file", path, *key(office, role), *AFTER).code == 0
    ran = ssj("-C", office, "draw", "run", TASK, "--signature", SIGNATURE, *key(office, "minban"), *AFTER)
    assert ran.code == 0, ran.err
    assert ssj("verify", office).code == 0
    texts = {name: data.decode() for name, data in files(office).items() if name.endswith(".yaml")}
    holding = [text for text in texts.values() if "张三" in text]
    assert len(holding) == 1
    assert holding[0].startswith('format: "ssj-disclosure/v1"')


def test_a_name_that_is_refused_leaves_no_file(ssj: Ssj, office: Path) -> None:
    assert added(ssj, office, "家长代表", DICE).code == 0
    before = files(office)
    assert added(ssj, office, "校长", DICE, "--name", "张三").code == 2
    assert files(office).keys() == before.keys()


def test_who_reveals_says_how(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    assert revealed(ssj, office).code == 2
    (tmp_path / "words").write_text(DICE)
    assert revealed(ssj, office, "--words", DICE, "--secret-file", tmp_path / "words").code == 2


def test_a_local_draw_gives_the_guests_half_an_hour(ssj: Ssj, office: Path) -> None:
    assert added(ssj, office, "家长代表", DICE).code == 0
    secrets = promised(ssj, office)
    ran = ssj(
        "-C", office, "draw", "commit", TASK, "--local", "--cap", 6, "--opens", "2025-03-28 18:00",
        "--time", "2025-03-27 10:00", *key(office, "minban"),
    )  # fmt: skip
    assert ran.code == 0, ran.err
    opened = ssj(
        "-C", office, "draw", "reveal", TASK, "--secret-file", secrets[0], *key(office, "minban"),
        "--time", "2025-03-27 10:29",
    )  # fmt: skip
    assert "来宾公开秘密的时间里" in opened.err
    assert revealed(ssj, office, "--words", DICE, *key(office, "lingdao"), time="2025-03-27 10:29").code == 0


@pytest.mark.slow
def test_a_shorter_time_may_be_given(ssj: Ssj, office: Path) -> None:
    added(ssj, office, "家长代表", DICE)
    promised(ssj, office)
    assert committed(ssj, office, "--guests-by", "2025-03-27 10:05").code == 2
    assert committed(ssj, office, "--guests-by", "2025-03-27 10:20").code == 0
