"""培训覆盖: who was drawn and not trained is named; where the ledger asks for it, nobody untrained is drawn."""

from __future__ import annotations

from datetime import date

import msgspec

from ssj_publish import errors
from ssj_publish.core.kinds.oversight import Retraction, Training
from ssj_publish.core.reading.training import coverage
from tests.bureau import genesis
from tests.world import World


def trained(world: World, *ids: str, day: date = date(2025, 1, 7)) -> object:
    return world.say(Training(title="培训", date=day, hours=8, inspectors=ids, content="程序。"), "p")


def test_the_share_of_those_who_were_drawn(world: World) -> None:
    draw = world.open(world.commit())
    drawn = {id_ for team in draw.teams.values() for id_ in team}
    first = min(drawn)
    trained(world, first, day=date(2024, 12, 30))
    (found,) = coverage(world.state)
    assert (found.year, found.drawn, found.trained) == (2025, frozenset(drawn), frozenset())
    record = trained(world, first)
    (found,) = coverage(world.state)
    assert found.trained == {first}
    assert found.missing == tuple(sorted(drawn - {first}))
    world.say(Retraction(target=record.id, reason="误录。"), "p")  # type: ignore[attr-defined]
    assert not coverage(world.state)[0].trained


def test_where_training_is_required_nobody_else_is_drawn() -> None:
    settings = msgspec.structs.replace(genesis().settings, training_required=True)
    world = World().found(settings=settings).register().plan()
    trained(world, "N01", "N02", "N03", "N04")
    trained(world, "N05", "N06", day=date(2024, 12, 30))
    draw = world.commit()
    assert set().union(*draw.eligible) == {"N01", "N02", "N03", "N04"}


def test_where_too_few_are_trained_the_draw_is_refused_beforehand() -> None:
    settings = msgspec.structs.replace(genesis().settings, training_required=True)
    world = World().found(settings=settings).register().plan()
    trained(world, "N01")
    try:
        world.commit()
    except errors.Infeasible:
        return
    raise AssertionError("一人不能成组")
