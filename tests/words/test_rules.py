"""The rules as people read them: every setting by name, and of a change what it changes alone."""

from __future__ import annotations

import msgspec

from ssj_publish.core.kinds.genesis import Settings
from ssj_publish.words import labels, rules
from tests.bureau import genesis
from tests.world import World

SETTINGS = genesis().settings


def test_every_setting_is_told_once_by_its_name_and_without_a_word_of_english() -> None:
    told = dict(rules.told(SETTINGS))
    assert list(told) == [labels.field(Settings, name) for name in Settings.__struct_fields__]
    assert told[labels.field(Settings, "classes")] == "A、B、C、D"
    assert told[labels.field(Settings, "result_days")].startswith("20 ")
    assert told[labels.field(Settings, "body_caps")] == "没有规定"
    assert not [value for value in told.values() if "{" in value or "True" in value or "False" in value]


def test_a_role_s_type_has_its_name(world: World) -> None:
    assert [rules.role_type(world.state.role(id_)) for id_ in ("o1", "d")] == [
        labels.ROLE_TYPES["office"],
        labels.ROLE_TYPES["discipline"],
    ]


def test_a_setting_that_differs_is_told_otherwise() -> None:
    """So that no change goes by unseen on the page."""
    for name in ("result_days", "penalty_days", "watch_days", "inspectors_min", "lead_minutes"):
        other = msgspec.structs.replace(SETTINGS, **{name: getattr(SETTINGS, name) + 1})
        before, after = dict(rules.told(SETTINGS)), dict(rules.told(other))
        assert {key for key in before if before[key] != after[key]} == {labels.field(Settings, name)}
