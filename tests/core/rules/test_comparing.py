"""The register held against a list that somebody else keeps: what is said of it is true, and no miss is without a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.comparison import Miss
from ssj_publish.core.kinds.registers import BodyChange
from ssj_publish.importers.outside import read_outside
from ssj_publish.office import comparing
from ssj_publish.site.pages import comparisons
from tests.conftest import World, at, body, comparison
from tests.site.pages.reading import listed, page_at, view_of


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


def test_a_list_is_compared_by_code_and_name(world: World, tmp_path: Path) -> None:
    """Codes come first; a blank or a letter's width makes no difference; what has no reason is to be added."""
    world.change("S002", code="52990122MJ0X35802L")
    path = tmp_path / "名单.csv"
    path.write_text(
        "名称,统一社会信用代码,未列入原因,说明\n"
        "第1学校,,,\n改了名的学校,52990122mj0x35802l,,\n新办学校,,,\n外县学校,,不在本县,\n新办学校,,,\n",
        "utf-8",
    )
    found = comparing.compare(world.state, read_outside(path), ("学校",), "县民政局", "名单", world.now.date())
    assert (found.count, found.matched) == (4, 2)
    assert [(one.name, one.reason) for one in found.missing] == [("新办学校", "to-add"), ("外县学校", "elsewhere")]
    assert found.surplus == tuple(f"S{number:03d}" for number in range(3, 13))
    world.say(found, "p")


def test_the_page_tells_what_has_been_done_about_a_miss(world: World) -> None:
    misses = (
        Miss(name="甲校", reason="to-add"),
        Miss(name="乙校", reason="to-add"),
        Miss(name="丙校", reason="closed"),
    )
    world.say(comparison(world, missing=misses, count=4, surplus=()), "p")
    world.say(BodyChange(reason="补录", added=(body(90, name="甲 校"),)), "p")
    page = page_at(comparisons.pages(view_of(world)), "comparisons/index.html")
    assert [(row[0], row[2], row[4]) for row in listed(page, "民办非企业单位名单")] == [
        ("甲校", "应补录", "已列入，甲 校"), ("乙校", "应补录", "仍未列入"), ("丙校", "已停办或注销", "不列入"),
    ]  # fmt: skip


def test_without_a_comparison_there_is_no_page(world: World) -> None:
    assert not list(comparisons.pages(view_of(world)))
