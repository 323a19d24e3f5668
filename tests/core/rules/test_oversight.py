"""监督、更正、撤回、培训、总结: what may be set right, what may be taken back, and what nobody can touch."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.oversight import Correction, Figures, Retraction, Summary, Supervision, Training
from ssj_publish.core.reading import figures
from ssj_publish.core.records import Record
from ssj_publish.core.state import Draw
from tests.world import World
from tests.years import SECTIONS

DAY = date(2025, 4, 10)


@pytest.fixture
def draw(world: World) -> Draw:
    return world.open(world.commit())


def training(**changes: Any) -> Training:
    made = Training(title="培训", date=date(2025, 1, 2), hours=8, inspectors=("N01",), content="程序。")
    return msgspec.structs.replace(made, **changes)


def summary(world: World, **changes: Any) -> Summary:
    made = Summary(year=2025, title="总结", figures=figures.of_year(world.state, 2025), **SECTIONS)
    return msgspec.structs.replace(made, **changes)


def correct(world: World, target: Record, *roles: str, standing: Any = None, **changes: Any) -> Record:
    new = msgspec.structs.replace(standing or target.body, **changes)
    return world.say(Correction(target=target.id, reason="原文有误。", replacement=msgspec.to_builtins(new)), *roles)


def retract(world: World, target: Record, *roles: str) -> Record:
    return world.say(Retraction(target=target.id, reason="误录。"), *roles)


# Which kinds.


def test_a_finding_of_supervision_stays_even_if_its_own_writer_regrets_it(world: World, draw: Draw) -> None:
    finding = Supervision(subjects=(draw.id,), level="violation", finding="程序有误。")
    record = world.say(finding, "d")
    for roles in (("d",), ("d", "l", "p")):
        with world.refused(errors.NotAmendable):
            retract(world, record, *roles)
        with world.refused(errors.NotAmendable):
            correct(world, record, *roles, level="none")
    assert world.state.supervisions == [record]


# Corrections.


# Retractions.


# Supervision, training, summary.


def test_supervision_is_of_records_that_stand(world: World) -> None:
    with world.refused(errors.ReferenceUnknown):
        world.say(Supervision(subjects=("1" * 64,), level="none", finding="x"), "d")
    world.say(Supervision(subjects=(world.state.genesis.id,), level="advice", finding="x"), "d")


def test_a_training_names_inspectors_of_the_register_once(world: World) -> None:
    with world.refused(errors.ReferenceUnknown, what="inspector"):
        world.say(training(inspectors=("N01", "N99")), "p")
    with world.refused(errors.OrderBroken):
        world.say(training(inspectors=("N01", "N01")), "p")
    record = world.say(training(), "p")
    with world.refused(errors.ReferenceUnknown):
        correct(world, record, "p", inspectors=("N99",))
    correct(world, record, "p", hours=4)


@pytest.mark.parametrize("field", Figures.__struct_fields__)
def test_no_figure_of_a_summary_is_written_otherwise_than_the_ledger_gives(world: World, field: str) -> None:
    good = summary(world)
    wrong = msgspec.structs.replace(good.figures, **{field: getattr(good.figures, field) + 1})
    with world.refused(errors.FiguresWrong, field=field):
        world.say(msgspec.structs.replace(good, figures=wrong), "p")
    record = world.say(good, "p")
    with world.refused(errors.FiguresWrong, field=field):
        correct(world, record, "p", figures=wrong)


def test_one_summary_of_a_year_is_in_force(world: World) -> None:
    first = world.say(summary(world), "p")
    with world.refused(errors.SummaryExists, year=2025):
        world.say(summary(world, title="又一份"), "p")
    with world.refused(errors.CorrectionTooFar, field="year"):
        correct(world, first, "p", year=2026)
    world.say(summary(world, year=2024, figures=figures.of_year(world.state, 2024)), "p")
    retract(world, first, "p")
    world.say(summary(world, title="重写"), "p")
