"""年度总结: its figures are computed, its text is written."""

from __future__ import annotations

from ssj_publish.core.kinds.oversight import Summary
from ssj_publish.core.reading import figures
from ssj_publish.core.state import State
from ssj_publish.office.desk import Step


def summarize(state: State, year: int, title: str, text: str) -> Step:
    """The summary of ``year`` with the figures that the ledger gives now."""
    return Step(Summary(year=year, title=title, figures=figures.of_year(state, year), text=text))
