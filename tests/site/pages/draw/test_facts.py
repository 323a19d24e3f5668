"""The tables of a draw's page say who, how many, by which rule and why not."""

from __future__ import annotations

import pytest

from ssj_publish.core.kinds.draw import Stratum
from ssj_publish.core.kinds.registers import BodyChange, Recusal, Removal
from ssj_publish.site.pages.draw import facts
from tests.site.pages.reading import links, rows
from tests.world import World


@pytest.mark.parametrize(
    ("size", "p", "q", "minimum", "words"),
    [
        (93, 5, 100, 0, "93 × 5 ÷ 100 = 4.65，进一为 5"),
        (100, 5, 100, 0, "100 × 5 ÷ 100 = 5"),
        (0, 5, 100, 3, "没有对象，不抽"),
        (3, 5, 100, 5, "3 × 5 ÷ 100 = 0.15，进一为 1；至少 5；最多 3"),
        (10, 1, 3, 0, "10 × 1 ÷ 3 = 3.333…，进一为 4"),
        (40, 5, 100, 2, "40 × 5 ÷ 100 = 2"),
        (40, 5, 100, 3, "40 × 5 ÷ 100 = 2；至少 3"),
        (3, 1, 1, 0, "3 × 3 ÷ 3 = 3".replace("3 × 3 ÷ 3", "3 × 1 ÷ 1")),
    ],
)
def test_how_many_is_reckoned_in_a_line(size: int, p: int, q: int, minimum: int, words: str) -> None:
    sample = min(size, max(minimum, -(-size * p // q)))
    assert facts.rule(Stratum(credit_class="A", size=size, p=p, q=q, minimum=minimum, sample=sample)) == words


@pytest.mark.parametrize(
    ("p", "q", "words"), [(5, 100, "5%"), (1, 3, "1/3"), (1, 8, "1/8"), (0, 7, "0%"), (2, 2, "100%")]
)
def test_a_share_is_a_percentage_where_that_is_exact(p: int, q: int, words: str) -> None:
    assert facts.share(p, q) == words


def test_the_strata_stand_in_the_order_of_the_classes(world: World) -> None:
    draw = world.commit()
    assert rows(facts.strata(draw)) == [
        ("A 级", "3", "10%", "1", "3 × 10 ÷ 100 = 0.3，进一为 1"),
        ("B 级", "3", "20%", "1", "3 × 20 ÷ 100 = 0.6，进一为 1"),
        ("C 级", "3", "50%", "2", "3 × 50 ÷ 100 = 1.5，进一为 2"),
        ("D 级", "3", "100%", "3", "3 × 100 ÷ 100 = 3"),
    ]


def test_the_drawn_are_told_with_their_teams_and_how_far_they_are(world: World) -> None:
    draw = world.commit()
    assert facts.drawn(world.state, draw) is None
    world.open(draw)
    visits = [world.visit(draw, id_) for id_ in list(draw.teams)[:2]]
    world.result(visits[0])
    found = facts.drawn(world.state, draw)
    told = rows(found)
    assert links(found) == [f"bodies/{id_}.html" for id_ in draw.teams]
    assert [row[3] for row in told] == [
        "、".join(f"检查员{int(one[1:])}" for one in team) for team in draw.teams.values()
    ]
    assert [row[4] for row in told] == ["已查，结果已公示", "已查，还有 1 项结果待公示", *["待检查"] * (len(told) - 2)]
    tickets = {ticket.body: ticket for ticket in draw.outcome.tickets}  # type: ignore[union-attr]
    assert [row[1:3] for row in told] == [
        (f"{tickets[id_].credit_class} 级", tickets[id_].ticket[:12]) for id_ in draw.teams
    ]


def test_whoever_left_stands_before_whoever_stepped_in(world: World) -> None:
    draw = world.open(world.commit())
    gone, other, *_ = draw.teams
    world.change(gone, state="closed")
    world.substitute(draw, gone, None, "closed")
    ill = draw.teams[other][0]
    world.substitute(draw, other, ill, "illness")
    bodies, people = (record.body.replacement or "" for record in draw.substitutions)
    names = world.state.bodies.current
    assert [row[1:5] for row in rows(facts.substitutions(world.state, draw))] == [
        (names[gone].name, names[bodies].name, "关闭", "情况属实。"),
        (f"检查员{int(ill[1:])}", f"检查员{int(people[1:])}", "病假", "情况属实。"),
    ]


def test_teams_are_told_with_cap_and_recusals(world: World) -> None:
    world.say(Recusal(inspector="N01", body="S003", ground="kinship"), "d")
    draw = world.commit(cap=9)
    told, slots, recused = facts.people(world.state, draw)
    assert rows(recused) == [("检查员1", "第3学校", "亲属关系", "2025-01-07 09:07", "第 9 号")]
    assert {label: cell.text for label, cell in told.pairs} == {  # type: ignore[union-attr]
        "符合条件": "6 人（执法证在任务期间全程有效，且可检查有关事项）",
        "每人至多": "9 个对象",
        "回避": "1 对（人员与对象），抽取前已登记",
    }
    assert rows(slots) == [("第 1 人", "I1 I1检查", "6 人"), ("第 2 人", "I1 I1检查", "6 人")]
    assert ("检查员1", "一科") in rows(facts.eligible(world.state, draw))
    world.open(draw)
    loads = draw.outcome.loads  # type: ignore[union-attr]
    assert [row[2] for row in rows(facts.eligible(world.state, draw))] == [
        str(loads.get(f"N0{n}", 0)) for n in range(1, 7)
    ]


def test_who_could_not_be_drawn_is_told_with_the_reason(world: World) -> None:
    world.change("S005", state="suspended")
    assert rows(facts.excluded(world.state, world.commit())) == [("第5学校", "非正常状态")]


def test_who_has_left_the_scope_is_told_with_how_and_since_when(world: World) -> None:
    first = world.commit()
    assert not rows(facts.left(world.state, first))
    world.void(first)
    moved = world.change("S005", town="西镇", type="幼儿园")
    gone = world.say(
        BodyChange(reason="撤并", removed=(Removal(id="S003", ground="closed", state="closed", reason="撤并"),)), "p"
    )
    assert rows(facts.left(world.state, world.commit())) == [
        ("第3学校", "已移出名录", "春季抽查（T1-1）", f"第 {gone.seq} 号"),
        ("第5学校", "类型已变更", "春季抽查（T1-1）", f"第 {moved.seq} 号"),
    ]


def test_before_the_result_the_pool_is_listed_after_it_the_tickets(world: World) -> None:
    draw = world.commit()
    assert facts.order(world.state, draw) is None
    assert rows(facts.pool(world.state, draw))[:2] == [
        ("第1学校", "S001", "B 级", "2025-01-06"),
        ("第2学校", "S002", "C 级", "2025-01-06"),
    ]
    world.open(draw)
    assert facts.pool(world.state, draw) is None
    found = rows(facts.order(world.state, draw))
    assert [(row[2], row[3], row[5]) for row in found] == [
        ("A 级", "1", "抽中"), ("A 级", "2", "候补第 1"), ("A 级", "3", "候补第 2"),
        ("B 级", "1", "抽中"), ("B 级", "2", "候补第 1"), ("B 级", "3", "候补第 2"),
        ("C 级", "1", "抽中"), ("C 级", "2", "抽中"), ("C 级", "3", "候补第 1"),
        ("D 级", "1", "抽中"), ("D 级", "2", "抽中"), ("D 级", "3", "抽中"),
    ]  # fmt: skip
    assert [row[4] for row in found[:3]] == sorted(row[4] for row in found[:3])
