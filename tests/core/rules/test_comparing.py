"""The register held against a list that somebody else keeps: what is said of it is true, and no miss is without a
reason."""

from __future__ import annotations

from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.comparison import Miss
from tests.bureau import at
from tests.world import World
from tests.years import comparison


@pytest.mark.parametrize("roles", [("l",), ("d",), ("w",)])
def test_the_keepers_of_the_register_compare_it(world: World, roles: tuple[str, ...]) -> None:
    world.say(comparison(world), "o1")
    with world.refused(errors.RoleMissing):
        world.say(comparison(world), *roles)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"count": 3}, errors.ComparisonUneven),
        ({"matched": 2}, errors.ComparisonUneven),
        ({"count": 0, "matched": 0, "missing": ()}, errors.ComparisonUneven),
        ({"missing": (Miss(name="第1 学校", reason="to-add"),)}, errors.ComparisonUntrue),
        (
            {"missing": (Miss(name="甲", reason="to-add"), Miss(name="甲", reason="closed")), "count": 3},
            errors.ComparisonUntrue,
        ),
        ({"missing": (Miss(name="甲", reason="other"),)}, errors.FieldEmpty),
        ({"surplus": ("S404",)}, errors.ReferenceUnknown),
        ({"types": ("幼儿园",)}, errors.ReferenceUnknown),
        ({"types": ()}, errors.FieldEmpty),
        ({"surplus": ("S006", "S005")}, errors.OrderBroken),
        ({"date": at("2030-01-01 00:00").date()}, errors.DateInFuture),
    ],
)
def test_what_it_says_is_true(world: World, changes: dict[str, Any], reason: type[errors.SsjError]) -> None:
    with world.refused(reason):
        world.say(comparison(world, **changes), "p")
