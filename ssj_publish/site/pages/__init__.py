"""Replayed state → page values, a module a noun."""

from __future__ import annotations

from collections.abc import Iterator

from ssj_publish.site.blocks import Page
from ssj_publish.site.pages import (
    bodies,
    cases,
    checkpoints,
    draws,
    figures,
    home,
    inspectors,
    irregularities,
    items,
    oversight,
    plans,
    records,
    undrawn,
    visits,
)
from ssj_publish.site.pages.records import RecordPage
from ssj_publish.site.view import View

__all__ = ["Page", "RecordPage", "all_pages"]


def all_pages(view: View) -> Iterator[Page | RecordPage]:
    """Every page that comes from the ledger, in a fixed order."""
    yield from home.pages(view)
    for room in (
        figures,
        plans,
        draws,
        undrawn,
        visits,
        cases,
        items,
        bodies,
        inspectors,
        oversight,
        irregularities,
        checkpoints,
        records,
    ):
        yield from room.pages(view)
