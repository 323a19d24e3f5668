"""What a stranger needs to redo a draw stands on its page, and the lines on it do what they say."""

from __future__ import annotations

from hashlib import sha256

from ssj_publish.core.draw import promise
from ssj_publish.site.blocks import Block, Code, Facts, Prose, Qr
from ssj_publish.site.pages.draw import numbers, proof
from tests.bureau import LOTTERIES, NUMBERS, SIGNATURE
from tests.core.rules.test_locking import commit, lock
from tests.site.pages.reading import rows, view_of
from tests.world import World


def pairs(found: list[Block]) -> dict[str, str]:
    return {label: cell.text for one in found if isinstance(one, Facts) for label, cell in one.pairs}


def codes(found: list[Block]) -> dict[str, str]:
    return {one.label: one.text for one in found if isinstance(one, Code)}


def test_secrets_are_shown_once_they_are_open(world: World) -> None:
    draw = world.commit()
    why, listing = proof.secrets(world.state, draw)
    marks = [promise.mark(one.body) for one in draw.secrets]
    assert isinstance(why, Prose)
    assert [row[:4] for row in rows(listing)] == [
        (name, "秘密的指纹", mark, "尚未公开")
        for name, mark in zip(("一科", "政策法规科", "纪检组"), marks, strict=True)
    ]
    world.open(draw)
    listing = proof.secrets(world.state, draw)[1]
    secrets = [World.secret_of("T1", 1, role) for role in ("o1", "p", "d")]
    assert [row[3] for row in rows(listing)] == [one.hex() for one in secrets]
    assert marks == [sha256(b"ssj/secret/v1" + one).hexdigest() for one in secrets], "as the page says"


def test_a_locked_secret_is_called_so(world: World) -> None:
    found = proof.secrets(world.state, commit(lock(world)))
    assert [row[1] for row in rows(found[-1])] == ["定时密文"] * 3
    assert not any("每一方先交出秘密的指纹" in "".join(one.paragraphs) for one in found if isinstance(one, Prose))


def test_the_line_to_copy_gives_the_ticket_on_the_page(world: World) -> None:
    draw = world.commit()
    found = proof.by_hand(world.state, draw)
    assert codes(found) == {"两个文件下载到一处，运行这一行": "python3 verify_draw.py T1-1.json"}
    assert "种子" not in pairs(found)
    world.open(draw)
    found = proof.by_hand(world.state, draw)
    outcome = draw.outcome
    assert outcome is not None
    first = outcome.drawn[0].body
    assert codes(found)["复制这一行"] == f"printf '%s' \"{outcome.seed}:body:{first}\" | sha256sum"
    ticket = next(one.ticket for one in outcome.tickets if one.body == first)
    assert sha256(f"{outcome.seed}:body:{first}".encode()).hexdigest() == ticket
    assert pairs(found)["种子"] == outcome.seed


def test_the_way_back_is_printed_where_the_address_is_known(world: World) -> None:
    draw = world.commit()
    assert proof.carried(view_of(world), draw) is None
    found = proof.carried(view_of(world, "https://jy.test.example"), draw)
    assert isinstance(found, Qr)
    assert found.address == "https://jy.test.example/draws/T1-1.html"


def test_a_database_is_told_only_what_is_public(world: World) -> None:
    draw = world.commit()
    assert proof.by_database(draw) == []
    world.open(draw)
    found = codes(proof.by_database(draw))
    assert list(found) == ["DuckDB", "PostgreSQL（在 psql 里）", "Apache Spark（在 spark-sql 里）"]
    assert all(draw.outcome.seed in text and "T1-1.csv" in text for text in found.values())  # type: ignore[union-attr]


def test_the_commitment_is_told_word_for_word(world: World) -> None:
    draw = world.commit()
    told = pairs([proof.commitment(view_of(world), draw)])
    assert told == {
        "承诺记录": f"第 {draw.record.seq} 号", "记录指纹": draw.id, "抽取池指纹": draw.commit.pool,
        "公共随机数": "drand quicknet 第 16777215 轮，一直等待", "名单先封存": "否", "最迟公开": "2025-03-28 18:00",
        "任务时间": "2025-03-24 至 2025-05-30", "算法": "ssj-draw/v1", "外部见证": told["外部见证"],
    }  # fmt: skip
    world.open(draw)
    assert pairs([proof.commitment(view_of(world), draw)])["随机数的签名"] == SIGNATURE


def test_a_sealed_draw_shows_its_seal(world: World) -> None:
    draw = world.commit(sealed=True)
    world.seal(draw)
    told = pairs([proof.commitment(view_of(world), draw)])
    assert draw.seal is not None
    assert (told["封存值"], told["名单先封存"]) == (draw.seal.body.root, "是")


def test_a_draw_on_lotteries_shows_the_line_that_joins_them(world: World) -> None:
    draw = world.commit(beacon=None, lotteries=LOTTERIES)
    assert codes(numbers.told(world.state, draw)) == {}
    world.open(draw)
    told = pairs([proof.commitment(view_of(world), draw)])
    assert told["公共随机数"] == "福彩快乐8第 2025076 期、福彩双色球第 2025033 期的开奖号码，一直等待"
    assert (told["福彩快乐8第 2025076 期"], told["福彩双色球第 2025033 期"]) == NUMBERS
    [line] = codes(numbers.told(world.state, draw)).values()
    assert line.startswith("printf 'ssj/lottery/v1\\n")


def test_a_draw_on_secrets_alone_is_called_the_weakest(world: World) -> None:
    draw = world.commit(beacon=None)
    assert pairs([proof.commitment(view_of(world), draw)])["公共随机数"] == "没有：只靠各方的秘密，是最弱的一种"
    assert numbers.told(world.state, draw) == []
