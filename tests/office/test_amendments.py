"""更正 and 撤回: which record is meant, and that what nobody can amend is said before anybody signs."""

from __future__ import annotations

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.annulment import Annulment
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.kinds.oversight import Correction, Retraction
from ssj_publish.core.records import Record
from ssj_publish.office import amendments
from tests.world import World


@pytest.fixture
def visit(world: World) -> Record:
    return world.visit(world.open(world.commit()), note="第一次的说明。")


def test_a_number_an_id_or_its_beginning_mean_the_same_record(world: World, visit: Record) -> None:
    for text in (str(visit.seq), f"{visit.seq:06d}.yaml", visit.id, visit.id[:12]):
        assert amendments.amendable(world.state, text).record is visit
        assert amendments.annul(world.state, text, "mistaken-entry", "录错。").body == Annulment(
            target=visit.id, ground="mistaken-entry", explanation="录错。"
        )
        assert amendments.retract(world.state, text, "录错。").body == Retraction(target=visit.id, reason="录错。")


def test_what_stays_as_it_is_cannot_be_set_right(world: World) -> None:
    plan = next(iter(world.state.plans))
    with pytest.raises(errors.RecordUnknown) as caught:
        amendments.correct(world.state, plan, world.state.plans[plan].plan, "误录。")
    assert caught.value.data["id"] == plan


def test_what_is_shown_for_a_correction_is_what_holds_now_with_its_texts(world: World, visit: Record) -> None:
    """A second correction begins where the first one left off; without the contents the references stay."""
    body = msgspec.structs.replace(visit.body, note="改过的说明。")
    step = amendments.correct(world.state, visit.id, body, "误录。")
    assert isinstance(step.body, Correction)
    assert step.body.replacement["note"] == "改过的说明。"
    world.say(step, "o1")
    found = amendments.amendable(world.state, visit.id)
    shown = amendments.revealed(found, world.contents)
    assert isinstance(shown, Visit)
    assert (shown.note, shown.signed_by) == ("改过的说明。", "校长")
    assert amendments.revealed(found, {}) == found.body != shown
