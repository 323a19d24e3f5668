"""What a draw's page says of its guests."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from ssj_publish.core.kinds.removable import Disclosed
from ssj_publish.core.records import Record
from ssj_publish.core.state import Draw
from ssj_publish.office import guests as acts
from ssj_publish.site.blocks import Code, Prose, Table
from ssj_publish.site.pages import draws
from ssj_publish.site.pages.draw import guests, story, trust
from tests.bureau import GUEST, WITNESSES, at, logged
from tests.core.reading.test_coalitions import CLOSED, COMMITTED
from tests.core.reading.test_stamps import audited
from tests.site.pages.reading import headings, rows, view_of
from tests.world import World


@pytest.fixture
def world() -> World:
    return World().found(**logged()).register().plan()


def invited(world: World, **changes: Any) -> tuple[Draw, list[Record]]:
    """A parent with a name, a headteacher with a key of the day, a reporter."""
    world.now = at("2025-03-27 08:30")
    parent = acts.promise(world.state, "T1", "家长代表", world.words_of("T1", 1, "家长代表")).body
    named = world.disclose(msgspec.structs.replace(parent, name="张三"), "d")  # type: ignore[arg-type]
    asked = [named, world.invite("校长", GUEST), world.invite("记者")]
    draw = world.commit(**changes)
    world.now = at("2025-03-27 15:00")
    return draw, asked


def listing(world: World, draw: Draw) -> list[tuple[str, ...]]:
    found = next(one for one in guests.told(view_of(world), draw) if isinstance(one, Table))
    return [(row[0], row[1], row[2], row[4]) for row in rows(found)]


def test_a_draw_without_guests_says_nothing_of_them(world: World) -> None:
    draw = world.commit()
    assert guests.told(view_of(world), draw) == []
    assert "来宾" not in headings(next(one for one in draws.pages(view_of(world)) if one.url.startswith("draws/T1")))


def test_the_page_names_the_guests(world: World) -> None:
    draw, (parent, head, _) = invited(world)
    world.speak(draw, parent)
    world.speak(draw, head, key=GUEST)
    assert listing(world, draw) == [
        ("家长代表", "张三", "写在纸上，当众念出", world.words_of("T1", 1, "家长代表")),
        ("校长", "本人不公开", "带来当天的密钥，本人签名", world.words_of("T1", 1, "校长")),
        ("记者", "本人不公开", "写在纸上，当众念出", "尚未公开"),
    ]
    world.open(draw)
    assert listing(world, draw)[2][3] == "到时没有公开，以指纹代替"


def test_a_name_that_was_taken_away_is_not_shown(world: World) -> None:
    draw, (parent, _, _) = invited(world)
    world.withhold(parent)
    world.contents = {}
    shown = listing(world, draw)[0][1]
    assert "张三" not in shown
    assert "依法不再公开" in shown
    assert isinstance(parent.body.name, Disclosed)


def test_the_words_say_when_and_one_line_checks_a_secret(world: World) -> None:
    draw, (parent, *_) = invited(world)
    words, *_ = guests.told(view_of(world), draw)
    assert isinstance(words, Prose)
    assert "还有 3 位来宾" in words.paragraphs[0]
    assert "2025-03-27 18:00 之前公开；然后才产生公共随机数" in words.paragraphs[0]
    world.speak(draw, parent)
    line = guests.told(view_of(world), draw)[-1]
    assert isinstance(line, Code)
    assert line.text == f"printf '%s' 'ssj/guest/v1:{world.words_of('T1', 1, '家长代表')}' | sha256sum"


def test_a_local_draw_waits_for_no_randomness(world: World) -> None:
    draw, _ = invited(world, beacon=None)
    words = guests.told(view_of(world), draw)[0]
    assert isinstance(words, Prose)
    assert words.paragraphs[0].endswith("然后才由三方公开。")


def test_the_story_has_the_guests_steps_in_their_places(world: World) -> None:
    draw, (parent, *_) = invited(world)
    world.speak(draw, parent)
    told = [event.what.text for event in story.timeline(view_of(world), draw).events]
    assert told.index("登记来宾（记者）秘密的指纹") < told.index("承诺") < told.index("来宾（家长代表）公开秘密")


def statement(world: World, draw: Draw, *times: tuple[int, int]) -> str:
    """The trust statement's words; each time with the number of records that the witnesses saw."""
    view = view_of(world)
    seen = [one for time, size in times for one in audited(world, dict.fromkeys(WITNESSES, time), size)]
    words = trust.told(type(view).of(world.state, {}, view.today, seen), draw)[0]
    assert isinstance(words, Prose)
    return "\n".join(words.paragraphs)


def test_the_statement_counts_the_guests_that_spoke(world: World) -> None:
    draw, (parent, head, _) = invited(world)
    world.speak(draw, parent)
    world.speak(draw, head)
    said = statement(world, draw, (COMMITTED, draw.record.seq), (CLOSED, 0))
    assert "由 2 位来宾（家长代表、校长）加了秘密：只要其中一位诚实" in said
    assert "三方和随机源 drand quicknet 的多数运行机构和全部 2 位公开了秘密的来宾共同串通" in said
    assert "1 位来宾（记者）还没有公开秘密，不计在内" in said


def test_the_statement_says_what_an_absent_guest_leaves_open(world: World) -> None:
    draw, (parent, *_) = invited(world)
    world.speak(draw, parent)
    world.open(draw)
    said = statement(world, draw, (COMMITTED, draw.record.seq), (CLOSED, 0))
    assert "2 位来宾（校长、记者）没有公开秘密" in said
    assert "可以在 4 种结果里挑一种" in said


def test_the_statement_discounts_guests_whom_somebody_may_have_overheard(world: World) -> None:
    draw, (parent, *_) = invited(world)
    world.speak(draw, parent)
    said = statement(world, draw, (CLOSED, 0))
    assert "不能排除听了秘密之后重写承诺，所以来宾不计在内" in said
    assert "只要其中一位诚实" not in said


def test_a_local_draws_statement_does_not_speak_of_randomness(world: World) -> None:
    draw, (parent, *_) = invited(world, beacon=None)
    world.speak(draw, parent)
    said = statement(world, draw, (COMMITTED, draw.record.seq), (CLOSED, 0))
    assert "三方即使串通，承诺的时候也还不知道结果" in said
    assert "三方和公开了秘密的那位来宾共同串通" in said
