"""Replayed state → page values, a module a noun."""

from __future__ import annotations

from collections.abc import Iterator

from ssj_publish.site.blocks import Page
from ssj_publish.site.pages import (
    bodies,
    burden,
    cases,
    checkpoints,
    comparisons,
    draws,
    figures,
    home,
    inspectors,
    irregularities,
    items,
    notice,
    overdue,
    oversight,
    plans,
    records,
    reports,
    rules,
    towns,
    undrawn,
    versus,
    visits,
    week,
)
from ssj_publish.site.pages.records import RecordPage
from ssj_publish.site.view import View

__all__ = ["Page", "RecordPage", "all_pages"]


def all_pages(view: View) -> Iterator[Page | RecordPage]:
    """Every page that comes from the ledger, in a fixed order."""
    yield from home.pages(view)
    for room in (
        figures,
        burden,
        reports,
        plans,
        draws,
        notice,
        undrawn,
        versus,
        visits,
        cases,
        items,
        bodies,
        towns,
        comparisons,
        inspectors,
        oversight,
        overdue,
        irregularities,
        week,
        rules,
        checkpoints,
        records,
    ):
        yield from room.pages(view)
