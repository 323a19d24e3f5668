"""A draw opened through the command line: with rounds from the network, and by anyone once its time has come."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bureau import NEXT_SIGNATURE
from tests.cli.conftest import Ssj, files
from tests.cli.test_year import SIGNATURE, TASK, committed, key, promised
from tests.web.test_drand import GOOD, told
from tests.web.test_http import answer, speaking

pytestmark = pytest.mark.slow

PARTIES = ("minban", "zhengce", "jijian")
LATER = ("--time", "2025-03-28 14:00")


def locked(ssj: Ssj, office: Path, *roles: str, opens_at: str = "2025-03-28 12:10:12") -> None:
    """Promises locked to the round right after the draw's own."""
    for role in roles:
        ran = ssj(
            "-C", office, "draw", "promise", TASK, "--secret-file", office / f"{role} 的秘密", "--opens-at", opens_at,
            *key(office, role), "--time", "2025-03-27 09:00",
        )  # fmt: skip
        assert ran.code == 0, ran.err
        # Nobody shall need it.
        (office / f"{role} 的秘密").unlink()


def test_anyone_opens_a_timelocked_draw_without_any_secret_or_key(ssj: Ssj, office: Path) -> None:
    locked(ssj, office, *PARTIES)
    assert committed(ssj, office).code == 0
    before = files(office)
    alone = ssj(
        "-C", office, "draw", "open", TASK, "--anyone", "--signature", SIGNATURE, "--signature", NEXT_SIGNATURE, *LATER
    )
    assert alone.code == 0, alone.err
    assert "没有写入台账" in alone.out
    assert files(office) == before
    drawn = [line for line in alone.out.splitlines() if line.startswith("DX-")]
    assert len(drawn) == 5

    # 纪检组 writes what everybody has seen, whatever the office would like.
    ran = ssj(
        "-C", office, "draw", "open", TASK, "--anyone", "--signature", NEXT_SIGNATURE, "--signature", SIGNATURE,
        *key(office, "jijian"), *LATER,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert [line for line in ran.out.splitlines() if line.startswith("DX-")] == drawn
    assert ssj("verify", office).code == 0
    again = ssj(
        "-C", office, "draw", "open", TASK, "--anyone", "--signature", SIGNATURE, *key(office, "jijian"), *LATER
    )
    assert again.code == 2


def test_the_rounds_come_from_the_network(ssj: Ssj, office: Path) -> None:
    locked(ssj, office, *PARTIES)
    assert committed(ssj, office).code == 0
    with speaking(GOOD) as one, speaking(told(signature=NEXT_SIGNATURE)) as other:
        ran = ssj(
            "-C",
            office,
            "draw",
            "open",
            TASK,
            "--anyone",
            "--endpoint",
            one,
            "--endpoint",
            other,
            *key(office, "minban"),
            *LATER,
        )
    assert ran.code == 0, ran.err
    assert ssj("verify", office).code == 0


def test_run_fetches_the_round_and_a_typed_one_needs_no_network(ssj: Ssj, office: Path) -> None:
    secrets = promised(ssj, office)
    assert committed(ssj, office).code == 0
    for role, path in zip(PARTIES, secrets, strict=True):
        assert ssj("-C", office, "draw", "reveal", TASK, "--secret-file", path, *key(office, role), *LATER).code == 0
    with speaking(GOOD) as url:
        ran = ssj("-C", office, "draw", "run", TASK, "--endpoint", url, *key(office, "minban"), *LATER)
    assert ran.code == 0, ran.err


def test_parties_open_in_one_go(ssj: Ssj, office: Path) -> None:
    """The one at the table with the last secret concludes the draw."""
    secrets = promised(ssj, office)
    assert committed(ssj, office).code == 0
    for role, path in zip(PARTIES[1:], secrets[1:], strict=True):
        assert ssj("-C", office, "draw", "reveal", TASK, "--secret-file", path, *key(office, role), *LATER).code == 0
    ran = ssj(
        "-C",
        office,
        "draw",
        "open",
        TASK,
        "--secret-file",
        secrets[0],
        "--signature",
        SIGNATURE,
        *key(office, "minban"),
        *LATER,
    )
    assert ran.code == 0, ran.err
    assert ssj("verify", office).code == 0


@pytest.mark.parametrize(("more", "said"), [((), "一直等到"), (("--void-after-hours", "72"), "2025-03-31 12:10 起")])
def test_an_absent_round_follows_the_commitments_fallback(
    ssj: Ssj, office: Path, more: tuple[str, ...], said: str
) -> None:
    promised(ssj, office)
    assert committed(ssj, office, *more).code == 0
    before = files(office)
    with speaking(answer("425 Too Early")) as url:
        ran = ssj("-C", office, "draw", "run", TASK, "--endpoint", url, *key(office, "minban"), *LATER)
    assert ran.code == 3
    assert said in ran.err
    assert "425" in ran.err
    assert "2025-03-28 12:10:09" in ran.err
    assert files(office) == before


def test_what_cannot_be_opened_by_anyone_says_whose_secret_is_missing(ssj: Ssj, office: Path) -> None:
    locked(ssj, office, "minban", "zhengce")
    path = office / "jijian 的秘密"
    assert (
        ssj(
            "-C",
            office,
            "draw",
            "promise",
            TASK,
            "--secret-file",
            path,
            *key(office, "jijian"),
            "--time",
            "2025-03-27 09:00",
        ).code
        == 0
    )
    assert committed(ssj, office).code == 0
    before = files(office)
    ran = ssj(
        "-C", office, "draw", "open", TASK, "--anyone", "--signature", SIGNATURE, "--signature", NEXT_SIGNATURE, *LATER
    )
    assert ran.code == 2
    assert "派驻纪检监察组" in ran.err
    for wrong in (("--anyone", "--secret-file", str(path)), ()):
        ran = ssj("-C", office, "draw", "open", TASK, *wrong, *LATER)
        assert ran.code == 2
        assert "--secret-file" in ran.err
    ran = ssj("-C", office, "draw", "open", TASK, "--anyone", "--signature", "00" * 48, *LATER)
    assert ran.code == 2
    assert files(office) == before


def test_a_lock_before_the_draws_own_round_is_refused(ssj: Ssj, office: Path) -> None:
    locked(ssj, office, *PARTIES, opens_at="2025-03-28 12:10:09")
    ran = committed(ssj, office)
    assert ran.code == 2
    assert "--opens-at" in ran.err
