"""年度总结: its figures are computed, its five sections are written, in one text file with a heading each."""

from __future__ import annotations

import re
from typing import Final

from ssj_publish import errors
from ssj_publish.core.kinds.oversight import Summary
from ssj_publish.core.reading import figures
from ssj_publish.core.state import State
from ssj_publish.office.desk import Step
from ssj_publish.words import labels

#: The sections in their order, by the field that holds each.
SECTIONS: Final = ("practice", "outcomes", "shortcomings", "lessons", "rules")


def headings() -> tuple[str, ...]:
    """做法, 成效, 问题, 可复制的经验, 制度化."""
    return tuple(labels.field(Summary, name) for name in SECTIONS)


def template() -> str:
    """A text to fill in."""
    return "\n".join(f"## {heading}\n\n（请写）\n" for heading in headings())


def sections(text: str) -> dict[str, str]:
    """The five sections of a text with the headings of `template`; `errors.SummaryUnread` names the first that is not
    there."""
    parts = re.split(r"^#+[ \u3000]*(.+?)[ \u3000]*$", text, flags=re.MULTILINE)
    found = {heading: body.strip() for heading, body in zip(parts[1::2], parts[2::2], strict=True)}
    for heading in headings():
        if not found.get(heading):
            raise errors.SummaryUnread(heading=heading, headings="、".join(headings()))
    return {name: found[heading] for name, heading in zip(SECTIONS, headings(), strict=True)}


def summarize(state: State, year: int, title: str, text: str) -> Step:
    """The summary of ``year`` with the figures that the ledger gives now."""
    return Step(Summary(year=year, title=title, figures=figures.of_year(state, year), **sections(text)))
