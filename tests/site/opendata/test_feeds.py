"""Feeds: the newest first, with the record's own times, and names that outlive the site's address."""

from __future__ import annotations

from xml.etree import ElementTree

import msgspec

from ssj_publish.core.kinds.oversight import Correction, Retraction
from ssj_publish.site.opendata import feeds, posts
from tests.bureau import at
from tests.site.pages.reading import view_of
from tests.world import World
from tests.years import approved, filed

ATOM = "{http://www.w3.org/2005/Atom}"


def read(world: World, name: str, root: str = "") -> ElementTree.Element:
    return ElementTree.fromstring(dict(feeds.files(view_of(world), "网站", root))[f"feeds/{name}.atom"])


def entries(world: World, name: str) -> list[tuple[str, str, str, str]]:
    """Title, link, published, updated."""
    return [
        (
            one.findtext(f"{ATOM}title", ""), one.find(f"{ATOM}link").get("href", ""),  # type: ignore[union-attr]
            one.findtext(f"{ATOM}published", ""), one.findtext(f"{ATOM}updated", ""),
        )
        for one in read(world, name).iter(f"{ATOM}entry")
    ]  # fmt: skip


def test_an_empty_feed_is_as_old_as_the_ledger(empty_world: World) -> None:
    found = read(empty_world.found(), "draws")
    assert found.findtext(f"{ATOM}title") == "网站：随机抽取"
    assert found.findtext(f"{ATOM}updated") == "2025-01-02T09:00:00+08:00"
    assert found.findtext(f"{ATOM}id") == "tag:jy.test.example,2025-01-02:ssj/draws"
    assert entries(empty_world, "draws") == []


def test_a_draw_is_new_again_with_each_step(world: World) -> None:
    spoilt = world.commit()
    draw = spoilt
    assert entries(world, "draws") == [
        (
            "春季抽查（T1-1）：已承诺，待抽取",
            "../draws/T1-1.html",
            "2025-03-27T09:03:00+08:00",
            "2025-03-27T09:03:00+08:00",
        )
    ]
    world.void(spoilt)
    draw = world.open(world.commit())
    gone = next(iter(draw.teams))
    world.change(gone, state="closed")
    world.substitute(draw, gone, None, "closed")
    assert [one[0] for one in entries(world, "draws")] == ["春季抽查（T1-2）：已公开", "春季抽查（T1-1）：已作废"]
    assert entries(world, "draws")[0][2:] == ("2025-03-27T09:08:00+08:00", "2025-03-28T14:05:00+08:00")
    [summary, _] = [one.text for one in read(world, "draws").iter(f"{ATOM}summary")]
    assert summary == "2025-03-27 09:08 写下承诺，抽取 7 个（共 12 个）。2025-03-28 14:03 公开结果。"


def test_results_in_force_are_told_as_they_are_now(world: World) -> None:
    first = world.result(world.complaint("S001"))
    wrong = world.result(world.complaint("S002"))
    world.say(Retraction(target=wrong.id, reason="填错。"), "o1")
    other = world.pending(world.complaint("S003", "N01", "N03"))
    better = msgspec.structs.replace(first.body, action="补记。")
    world.say(Correction(target=first.id, reason="补写。", replacement=msgspec.to_builtins(better)), "o1")
    assert entries(world, "results") == [
        ("第1学校：未发现问题", "../visits/000/000009.html", "2025-03-03T17:01:00+08:00", "2025-03-03T17:07:00+08:00"),
        (
            "第3学校：发现问题，待后续处理",
            "../visits/000/000014.html",
            "2025-03-03T17:06:00+08:00",
            "2025-03-03T17:06:00+08:00",
        ),
    ]
    ids = [one.findtext(f"{ATOM}id") for one in read(world, "results").iter(f"{ATOM}entry")]
    assert ids == [f"tag:jy.test.example,2025-01-02:ssj/{one.id}" for one in (first, other)]
    [summary, _] = [one.text for one in read(world, "results").iter(f"{ATOM}summary")]
    assert summary == "2025-03-03 检查，事项 I1 I1检查。"


def own(world: World, name: str) -> list[tuple[str, str]]:
    """Title and link of each entry of a body's or a town's feed."""
    made = {file: write for file, _, write in feeds.local(view_of(world), "网站", "")}
    found = ElementTree.fromstring(made[f"feeds/{name}.atom"]())
    return [
        (one.findtext(f"{ATOM}title", ""), one.find(f"{ATOM}link").get("href", ""))  # type: ignore[union-attr]
        for one in found.iter(f"{ATOM}entry")
    ]


def test_a_school_has_a_feed_of_its_own_and_its_town_one_of_all(world: World) -> None:
    world.change("S002", town="西镇")
    found = world.pending(world.complaint("S001"), finding="证照不全。")
    world.case(found)
    world.result(world.complaint("S002"))
    assert own(world, "bodies/S001")[:3] == [
        ("第1学校：立案（案件 AJ-1）：证照不全。", "../../cases/AJ-1.html"),
        ("第1学校：发现问题，待后续处理：证照不全。", f"../../visits/000/{found.seq - 1:06d}.html"),
        ("第1学校：列入", "../../bodies/S001.html"),
    ]
    titles = [title for title, _ in own(world, "towns/1")]
    assert "第1学校：发现问题，待后续处理：证照不全。" in titles
    assert not any(one.startswith("第2学校") for one in titles)
    assert [title for title, _ in own(world, "towns/2")] == [
        "第2学校：未发现问题", "第2学校：名录变动，乡镇：东镇 → 西镇", "第2学校：列入",
    ]  # fmt: skip


def test_who_was_drawn_hears_of_it_once_the_draw_is_open(world: World) -> None:
    draw = world.commit()
    assert not any("抽中" in title for id_ in draw.pool for title, _ in own(world, f"bodies/{id_}"))
    world.open(draw)
    there = next(iter(draw.teams))
    away = next(iter(draw.pool.keys() - draw.teams.keys()))
    assert own(world, f"bodies/{there}")[0] == (
        f"{world.state.bodies.current[there].name}：抽中，春季抽查",
        "../../draws/T1-1.html",
    )
    assert not any("抽中" in title for title, _ in own(world, f"bodies/{away}"))


def test_a_text_with_a_last_day_is_in_no_feed(world: World) -> None:
    """Whoever subscribes keeps what was read."""
    visit = world.complaint("S001")
    result = world.pending(world.complaint("S002")).body
    body = msgspec.structs.replace(result, visit=visit.id, finding="只公示到年底的话。", action="责令改。")
    world.disclose(body, "o1", until=at("2025-12-31 09:00").date())
    told = repr(own(world, "bodies/S001")) + repr(entries(world, "results"))
    assert "第1学校：发现问题，待后续处理" in told
    assert "只公示到年底" not in told


def test_cases_registers_and_corrections_have_feeds(world: World) -> None:
    world.change("S002", town="西镇")
    found = world.pending(world.complaint("S001"), finding="证照不全。")
    world.case(found)
    wrong = world.result(world.complaint("S003"))
    taken = world.say(Retraction(target=wrong.id, reason="填错。"), "o1")
    assert [one[0] for one in entries(world, "cases")] == ["第1学校：立案（案件 AJ-1）：证照不全。"]
    assert entries(world, "registers")[0][0] == "监管对象名录：新增 0，变更 1，移出 0：动态调整"
    assert len(entries(world, "registers")) == 4
    assert entries(world, "corrections")[0][:2] == (
        f"撤回：第 {wrong.seq} 号（检查结果）：填错。",
        f"../records/000/{taken.seq:06d}.html",
    )


def test_something_is_overdue_from_the_day_after(world: World) -> None:
    world.say(filed(world), "p")
    world.say(approved(world, world.complaint("S001")), "o1", "l")
    world.now = at("2025-03-31 09:00")
    world.change("S001", name="甲校")
    assert entries(world, "overdue") == []
    world.now = at("2025-04-01 09:00")
    world.change("S001", name="乙校")
    midnight = "2025-04-01T00:00:00+08:00"
    assert entries(world, "overdue") == [("乙校：公示结果逾期", "../due/index.html", midnight, midnight)]
    [summary] = [one.text for one in read(world, "overdue").iter(f"{ATOM}summary")]
    assert summary == "期限 2025-03-31，责任科室：一科。"


def test_addresses_are_whole_where_the_site_s_is_known(world: World) -> None:
    world.commit()
    found = read(world, "draws", "https://jy.test.example")
    assert [one.get("href") for one in found.iter(f"{ATOM}link")] == [
        "https://jy.test.example/index.html",
        "https://jy.test.example/feeds/draws.atom",
        "https://jy.test.example/draws/T1-1.html",
    ]


def test_no_more_than_fifty_the_newest(world: World) -> None:
    many = [
        posts.Post(
            f"n{n}", f"第 {n} 条", "x.html", at("2025-03-01 09:00"), at(f"2025-03-0{1 + n // 24} {n % 24:02d}:00"), ""
        )
        for n in range(60)
    ]
    data = feeds.atom(view_of(world), "题", "draws", many, "")
    titles = [one.findtext(f"{ATOM}title") for one in ElementTree.fromstring(data).iter(f"{ATOM}entry")]
    assert titles == [f"第 {n} 条" for n in range(59, 9, -1)]
