"""What may have to disappear is put beside the chain, once, and nothing of it that may not be public is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core import disclosure
from ssj_publish.core.kinds.case import CaseCorrection, CaseDecision
from ssj_publish.core.kinds.oversight import Correction
from ssj_publish.core.shapes import Shape, Source
from ssj_publish.office.concealing import concealed
from tests.world import World

DAY = date(2025, 4, 11)


def conceal(world: World, body: Shape, contents: Mapping[str, bytes] | None = None) -> tuple[Shape, tuple[bytes, ...]]:
    salts = count(1)
    return concealed(
        world.state,
        body,
        DAY,
        lambda: next(salts).to_bytes(16),
        lambda: world.contents if contents is None else contents,
    )


@pytest.fixture
def prosecuted(world: World) -> World:
    world.case(world.pending(world.visit(world.open(world.commit())), rectify_by=date(2025, 4, 30)), form="penalty")
    return world


def decision(**changes: object) -> CaseDecision:
    made = CaseDecision(
        case="AJ-1", date=date(2025, 4, 10), decision="fine", document="罚字1号", basis="《教育法》", text="罚款。",
        severity="general", public_until=date(2025, 10, 1),
    )  # fmt: skip
    return msgspec.structs.replace(made, **changes)


def test_a_removable_text_is_referred_to_and_kept_in_a_file(prosecuted: World) -> None:
    made, files = conceal(prosecuted, decision())
    assert isinstance(made, CaseDecision)
    for place, reference in disclosure.references("case-decision", made):
        assert reference.until == date(2025, 10, 1)
        assert reference.sd in {disclosure.digest(one) for one in files}, place
    assert made.decision == "fine"
    assert len(files) == len(list(disclosure.references("case-decision", made))) > 0


def test_no_file_is_kept_of_a_penalty_that_is_not_published(prosecuted: World) -> None:
    made, files = conceal(prosecuted, decision(severity="minor", public_until=None))
    assert files == ()
    assert [one.until for _, one in disclosure.references("case-decision", made)] == [date(2025, 4, 10)] * len(
        list(disclosure.references("case-decision", made))
    )


def test_nor_of_what_is_said_in_a_case_after_its_term(prosecuted: World) -> None:
    prosecuted.disclose(decision(public_until=date(2025, 4, 12), severity="minor"), "o1", "l", until=date(2025, 4, 12))
    said = CaseCorrection(case="AJ-1", date=DAY, text="已经改正。")
    assert len(conceal(prosecuted, said)[1]) == 1
    prosecuted.state.cases["AJ-1"].public_until = date(2025, 4, 10)
    assert conceal(prosecuted, said)[1] == ()


def test_a_personal_number_is_not_even_concealed(prosecuted: World) -> None:
    with pytest.raises(errors.PersonalNumber):
        conceal(prosecuted, decision(text="当事人电话13800138000。"))


def test_what_is_no_record_stays_as_it_is(prosecuted: World) -> None:
    body = Source(file="甲.xlsx", sha256="ab" * 32)
    assert conceal(prosecuted, body) == (body, ())


def test_a_correction_refers_to_the_same_content_where_it_says_the_same(world: World) -> None:
    visit = world.visit(world.open(world.commit()), note="第一次的说明。")
    shown = disclosure.reveal("visit", visit.body, world.contents)
    changed = Correction(
        target=visit.id, reason="误录。", replacement=msgspec.to_builtins(msgspec.structs.replace(shown, note="改过。"))
    )
    made, files = conceal(world, changed)
    assert isinstance(made, Correction)
    before, after = msgspec.to_builtins(visit.body), made.replacement
    assert after["signed_by"] == before["signed_by"]
    assert after["note"] != before["note"]
    assert [disclosure.parse(one, "").value for one in files] == ["改过。"]
    again, more = conceal(world, changed, {})
    assert isinstance(again, Correction)
    assert again.replacement["signed_by"] != before["signed_by"], "what is not at hand cannot be compared"
    assert len(more) == 2


@pytest.mark.parametrize("target", ["plan", "unknown", "misfit", "form"])
def test_a_correction_that_does_not_fit_is_left_for_the_rules_to_refuse(world: World, target: str) -> None:
    visit = world.visit(world.open(world.commit()), note="说明。")
    good = msgspec.to_builtins(disclosure.reveal("visit", visit.body, world.contents))
    body = {
        "plan": Correction(target=next(iter(world.state.plans)), reason="误录。", replacement=good),
        "unknown": Correction(target="f" * 64, reason="误录。", replacement=good),
        "misfit": Correction(target=visit.id, reason="误录。", replacement={"text": "x"}),
        "form": Correction(target=visit.id, reason="误录。", replacement=dict(reversed(good.items()))),
    }[target]
    assert conceal(world, body) == (body, ())
