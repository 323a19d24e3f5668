"""How far settings may go: at the bound and one past it, at the founding and in every change."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.genesis import Approvals, Settings
from ssj_publish.core.kinds.rules import RuleChange
from ssj_publish.core.records import Record
from ssj_publish.core.rules import bounds
from tests.bureau import SIGNERS, TestSigner, genesis
from tests.world import World


def change(**changes: Any) -> RuleChange:
    return RuleChange(document="教发〔2025〕9号", reason="机构改革。", **changes)


def change_rules(world: World, *new: TestSigner, **changes: Any) -> Record:
    return world.sign(change(**changes), SIGNERS["p"], SIGNERS["l"], *new)


@pytest.mark.parametrize("one", bounds.BOUNDS, ids=lambda one: one.field)
@pytest.mark.parametrize("past", [-1, 1])
def test_a_setting_beyond_its_bounds_is_refused_with_the_law(world: World, one: bounds.Bound, past: int) -> None:
    """At the founding, and in a change of the rules."""
    value = one.least - 1 if past < 0 else one.most + 1
    wrong = _with(world.state.settings, one.field, value)
    if value < 0:
        return  # a number that no record can hold
    with world.refused(errors.SettingBeyond, field=f"settings.{one.field}", value=value, source=one.source):
        change_rules(world, settings=wrong)
    with pytest.raises(errors.SettingBeyond):
        World().found(settings=wrong)


@pytest.mark.parametrize("one", bounds.BOUNDS, ids=lambda one: one.field)
def test_a_setting_at_its_bounds_is_taken(one: bounds.Bound) -> None:
    for value in (one.least, one.most):
        World().found(settings=_with(genesis().settings, one.field, value))


def _with(base: Settings, field: str, value: int) -> Settings:
    if field == "approvals.ratify_days":
        return msgspec.structs.replace(base, approvals=Approvals(ratify_days=value, source="规定"))
    if field == "publication.left_months":
        from ssj_publish.core.rules.publication import LAW

        return msgspec.structs.replace(base, publication=msgspec.structs.replace(LAW, left_months=value))
    return msgspec.structs.replace(base, **{field: value})
