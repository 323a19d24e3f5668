"""Public randomness bent by who holds every key of the bureau: each attack as far as it gets, refused or shown."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import duckdb
import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.cli import _report, _telling
from ssj_publish.core.draw import commitment, schedule
from ssj_publish.core.draw import sql as statements
from ssj_publish.core.kinds.draw import BeaconRound, LotteryIssue
from ssj_publish.core.reading import drawings
from ssj_publish.core.reading.coalitions import Coalition, trust
from ssj_publish.core.state import Draw
from ssj_publish.ledger import verified
from ssj_publish.ledger.files import Folder
from ssj_publish.ledger.verified import Tier
from ssj_publish.office import draws
from ssj_publish.site import exports
from ssj_publish.site.build import build
from tests import beacons
from tests.bureau import BALLS, DIGITS, FILM, LOTTERIES, NUMBERS, ROUND, WITNESSES, at, genesis, logged, task
from tests.core.reading.test_stamps import KNOWN, audited
from tests.world import World

PARTIES = frozenset({"o1", "p", "d"})
ROOT = Path(__file__).parents[2]

CLOCK = at("2026-11-01 09:00")


def page(world: World, folder: Path, name: str = "T1-1") -> str:
    """The text of a draw's page."""
    world.write(folder)
    html = (build(folder, folder / "site").output / "draws" / f"{name}.html").read_text("utf-8")
    return re.sub(r"<[^>]+>", "", html)


def own_chain(world: World) -> Draw:
    """A draw on a chain whose rounds the bureau makes."""
    draw = world.commit(beacon=BeaconRound(chain="own", round=ROUND, fallback="wait"))
    world.reveal(draw)
    world.say(draws.conclude(world.state, draw, beacons.signed(ROUND)), "o1")
    return draw


@pytest.fixture
def hosted() -> World:
    return World().found(**logged(), beacons=(*genesis().beacons, beacons.own())).register().plan()


@pytest.mark.slow
def test_a_chain_of_the_bureau_s_own_is_called_unknown_on_the_page(hosted: World, tmp_path: Path) -> None:
    own_chain(hosted)
    text = page(hosted, tmp_path)
    assert "未知信标 own" in text
    assert "本程序不认识，谁运行它、能否预知，无法判断" in text
    assert "可能是本单位自己的" in text
    assert "多家机构" not in text
    assert "drand own" not in text


@pytest.mark.slow
def test_a_known_chain_is_not(world: World, tmp_path: Path) -> None:
    world.open(world.commit())
    text = page(world, tmp_path)
    assert "未知信标" not in text
    assert "多家机构" in text


def test_a_chain_of_the_bureau_s_own_is_called_unknown_by_verify(hosted: World, tmp_path: Path) -> None:
    own_chain(hosted)
    told = _report.of_ledger(verified.verify(Folder(hosted.write(tmp_path)), Tier.FULL), CLOCK, CLOCK.date())
    assert {one["id"]: one["known"] for one in told["beacons"]} == {"quicknet": True, "own": False}
    assert "未知信标 own" in _telling.words(told)
    assert json.dumps(told)


def test_witnesses_do_not_make_a_chain_of_the_bureau_s_own_any_better(hosted: World) -> None:
    """Who knows the round beforehand tries commitments until one suits, and has that one stamped."""
    draw = own_chain(hosted)
    stamped = audited(hosted, dict(zip(WITNESSES, (KNOWN - 90, KNOWN - 60), strict=False)))
    found = trust(hosted.state, draw, stamped)
    assert found.choosers == (Coalition(PARTIES),)
    assert (found.unknown, found.early) == (("own",), draw.record.time)


def test_an_issue_long_drawn_passes_for_no_day_to_come(world: World) -> None:
    """All of 2025's issues of 快乐8 and 双色球, on the days that a commitment of 27 March could name."""
    for number in range(1, 367):
        issue = LotteryIssue(game="kl8", issue=f"2025{number:03}", time=at("2025-03-27 21:30"))
        assert schedule.possible(issue) == (number == 76)
    old = LotteryIssue(game="kl8", issue="2025070", time=at("2025-03-27 21:30"))
    with pytest.raises(errors.LotteryRefused, match="date"):
        world.commit(beacon=None, lotteries=msgspec.structs.replace(LOTTERIES, issues=(old, LOTTERIES.issues[1])))


def test_numbers_ground_after_the_reveals_need_every_party_s_hand(world: World) -> None:
    """With all secrets open, an office tries numbers until its friend is spared: it cannot write them down alone."""
    draw = world.commit(beacon=None, lotteries=LOTTERIES)
    world.reveal(draw)
    liked = next(
        numbers
        for ball in range(1, 17)
        for numbers in [(NUMBERS[0], f"01 05 12 20 28 33+{ball:02}")]
        if "S001" not in {one.body for one in draws.conclude(world.state, draw, None, numbers).body.drawn}  # type: ignore[attr-defined]
    )
    step = draws.conclude(world.state, draw, None, liked)
    for roles in (("o1",), ("p",), ("d",), ("o1", "p"), ("o1", "d"), ("p", "d"), ("o1", "o2", "l", "w")):
        with world.refused(errors.RoleMissing):
            world.say(step, *roles)


def contradicting() -> tuple[World, Draw, Draw]:
    """All parties together write two sets of numbers for one issue."""
    world = World().found(**logged()).register().plan(task("T1"), task("T2"))
    first, second = (world.commit(name, beacon=None, lotteries=LOTTERIES) for name in ("T1", "T2"))
    world.open(first)
    world.reveal(second)
    world.say(draws.conclude(world.state, second, None, (NUMBERS[0], "01 05 12 20 28 33+08")), "o1", "p", "d")
    return world, first, second


@pytest.mark.slow
def test_two_sets_of_numbers_for_one_issue_are_told_for_ever(tmp_path: Path) -> None:
    world, first, second = contradicting()
    [found] = drawings.contradictions(world.state)
    assert (found.game, found.issue) == ("ssq", "2025033")
    assert {one.id for one in found.draws} == {first.id, second.id}
    told = _report.of_ledger(verified.verify(Folder(world.write(tmp_path)), Tier.FULL), CLOCK, CLOCK.date())
    assert "异常：福彩双色球第 2025033 期" in _telling.words(told)
    for name in ("T1-1", "T2-1"):
        assert "写成了不同的号码" in page(world, tmp_path, name)


@pytest.mark.slow
def test_the_page_of_a_lottery_asks_for_number_and_date(world: World, tmp_path: Path) -> None:
    world.open(world.commit(beacon=None, lotteries=LOTTERIES))
    text = page(world, tmp_path)
    assert "号码和开奖日期两样都要对" in text
    assert "三方串通可以写下假号码" in text


@pytest.mark.slow
def test_the_page_of_balls_says_what_they_prove_and_what_not(world: World, tmp_path: Path) -> None:
    world.open(world.commit(beacon=None, balls=BALLS))
    text = page(world, tmp_path)
    for told in (DIGITS[0], FILM.sha256, "局三楼会议室", "66.4 比特", "没有公告可以核对", "三方串通可以另写一组号码"):
        assert told in text


def test_no_cell_of_a_draw_s_pool_is_a_formula_and_programs_get_the_class_back(world: World, tmp_path: Path) -> None:
    draw = world.open(world.commit())
    names = dict(zip("ABCD", ("=1+1", "-1", "@A", "'x"), strict=True))
    draw.pool = {id_: (names[class_], day) for id_, (class_, day) in draw.pool.items()}
    text = exports.pool_table(draw)
    head, *rows = csv.reader(io.StringIO(text))
    assert head == ["id", "class", "class_date"]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert {row[0]: row[1].removeprefix("'") for row in rows} == {id_: class_ for id_, (class_, _) in draw.pool.items()}
    file = tmp_path / "pool.csv"
    file.write_text(text, "utf-8")
    assert duckdb.connect().execute(statements.duckdb_digest(str(file))).fetchall() == [
        (commitment.pool_digest(draw.pool),)
    ]


def test_there_is_one_writer_of_csv() -> None:
    found = [
        path.name
        for path in (ROOT / "ssj_publish").rglob("*.py")
        if re.search(r"csv\.(Dict)?[wW]riter", path.read_text("utf-8"))
    ]
    assert found == ["csvs.py"]
