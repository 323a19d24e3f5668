"""Replayed state → page values, a module a noun."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from ssj_publish.site.blocks import Page
from ssj_publish.site.pages import (
    bodies,
    burden,
    cases,
    checkpoints,
    comparisons,
    drawn,
    draws,
    figures,
    home,
    inspectors,
    irregularities,
    items,
    lots,
    notice,
    overdue,
    oversight,
    plans,
    records,
    reports,
    rules,
    spread,
    towns,
    undrawn,
    versus,
    visits,
    week,
)
from ssj_publish.site.pages.records import RecordPage
from ssj_publish.site.view import View

__all__ = ["Page", "RecordPage", "all_lots", "all_pages"]


#: Rooms in the order of their pages: those with few pages, and those that give them in lots.
_ROOMS: Final = (
    home, figures, burden, reports, plans, draws, drawn, notice, undrawn, versus, visits, cases, items, bodies, towns, comparisons,
    inspectors, oversight, overdue, irregularities, week, rules, checkpoints, records,
)  # fmt: skip


def all_lots(view: View) -> Iterator[lots.Lot[Page | RecordPage]]:
    """Every page that comes from the ledger, in a fixed order, in lots that can be made one by one."""
    for room in _ROOMS:
        if room is records:  # lists them by the leaf, and has the most pages
            yield from room.in_lots(view)
        elif room is visits or room is bodies:
            yield from (partial(_spread, lot) for lot in room.in_lots(view))
        else:
            yield partial(_spread, partial(room.pages, view))


def _spread(lot: lots.Lot[Page]) -> Iterator[Page]:
    return (one for page in lot() for one in spread.spread(page))


def all_pages(view: View) -> Iterator[Page | RecordPage]:
    """The same, one after another."""
    return lots.together(all_lots(view))
