"""年度总结: five sections under their headings, and the figures of the ledger."""

from __future__ import annotations

import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.oversight import Summary
from ssj_publish.core.reading import figures
from ssj_publish.office import summaries
from tests.world import World
from tests.years import SECTIONS


def text(mark: str = "## ", blank: str = "\n\n", **changes: str) -> str:
    told = SECTIONS | changes
    return "".join(
        f"{mark}{heading}{blank}{told[name]}\n\n"
        for name, heading in zip(summaries.SECTIONS, summaries.headings(), strict=True)
    )


def test_the_text_to_fill_in_is_read_back_section_by_section() -> None:
    assert summaries.sections(summaries.template()) == dict.fromkeys(summaries.SECTIONS, "（请写）")
    assert summaries.sections(text()) == SECTIONS


@pytest.mark.parametrize("mark", ["# ", "### ", "#\u3000", "##"])
def test_headings_of_any_depth_are_read(mark: str) -> None:
    assert summaries.sections("前言不属于任何一部分。\n" + text(mark)) == SECTIONS


@pytest.mark.parametrize("name", summaries.SECTIONS)
def test_the_first_section_that_is_not_there_is_named(name: str) -> None:
    heading = dict(zip(summaries.SECTIONS, summaries.headings(), strict=True))[name]
    for spoilt in (text().replace(f"## {heading}", "## 其他"), text(**{name: "  "})):
        with pytest.raises(errors.SummaryUnread) as caught:
            summaries.sections(spoilt)
        assert caught.value.data["heading"] == heading
        assert caught.value.data["headings"] == "、".join(summaries.headings())


def test_a_summary_has_the_figures_of_its_year(world: World) -> None:
    world.open(world.commit())
    body = summaries.summarize(world.state, 2025, "总结", text()).body
    assert body == Summary(year=2025, title="总结", figures=figures.of_year(world.state, 2025), **SECTIONS)
    assert body.figures != figures.of_year(world.state, 2024)
