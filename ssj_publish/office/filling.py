"""Workbooks to fill in, with what the ledger knows already: who was drawn, who goes, which points are looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ssj_publish import errors
from ssj_publish.core.state import State
from ssj_publish.importers import cases as case_tables
from ssj_publish.importers import templates
from ssj_publish.importers import visits as visit_tables
from ssj_publish.importers.heads import Column
from ssj_publish.office import cases, draws, registers, sealed, visits

Row = Mapping[str, str]


def workbook(state: State, ledger: Path, kind: str, task: str | None = None) -> bytes:
    """The workbook of one of `templates.KINDS`; that of visits has a row for each body of ``task`` still to be visited
    and, where there are several items, for each item. ``ledger`` is the ledger's folder.

    Raises `errors.DrawUnknown` for a task without a draw in force.
    """
    columns, rows = _content(state, ledger, kind, task)
    classes, offices = state.settings.classes, tuple(registers.offices(state))
    return templates.template(kind, classes=classes, offices=offices, columns=columns, rows=rows)


def _content(state: State, ledger: Path, kind: str, task: str | None) -> tuple[Sequence[Column] | None, Sequence[Row]]:
    if kind == "visits":
        return _visits(state, ledger, task)
    if kind == "results":
        return _results(state)
    if kind == "cases":
        return case_tables.columns(), _cases(state)
    return None, ()


def _visits(state: State, ledger: Path, task: str | None) -> tuple[Sequence[Column], Sequence[Row]]:
    if task is None:
        return visit_tables.visit_columns(state.items.current.values()), ()
    draw = draws.live_draw(state, task)
    proofs = sealed.kept(ledger, draw) if draw.seal is not None and draw.outcome is None else {}
    drawn = visits.known(state, task, {draw.id: proofs}).tasks.get(task)
    if drawn is None:
        raise errors.DrawUnknown(task=task)
    items = [one for one in map(state.items.latest, drawn.items) if one is not None]
    teams = dict(drawn.teams) or {body: proof.team for body, proof in proofs.items()}
    rows = [
        {
            "body": _name(state, body),
            "inspectors": "、".join(getattr(state.inspectors.latest(one), "name", one) for one in team),
            "item": item.name,
        }
        for body, team in sorted(teams.items())
        if body not in draw.visits
        for item in items
    ]
    return visit_tables.visit_columns(items), rows


def _results(state: State) -> tuple[Sequence[Column], Sequence[Row]]:
    told = [one for (_, day), found in visits.wanting(state).items() if day for one in found]
    items = {id_: item for _, _, points in told for id_, item in points.items()}
    rows = [
        {"body": _name(state, visit.body), "date": visit.date.isoformat(), "item": item.name}
        for id_, visit, points in sorted(told, key=lambda one: (one[1].body, one[1].date))
        for item in points.values()
        if item.id not in state.visits[id_].results
    ]
    return visit_tables.result_columns(items.values()), rows


def _cases(state: State) -> Sequence[Row]:
    """A row for each result on which a case may have to be opened."""
    found = []
    for one in cases.grounds(state):
        item = state.items.latest(one.item)
        name = item.name if item is not None else one.item
        number = str(state.records[one.result].seq)
        found.append({"step": "立案", "body": _name(state, one.body), "item": name, "result": number})
    return found


def _name(state: State, id_: str) -> str:
    """A body's name or, where another has the same, its id."""
    body = state.bodies.latest(id_)
    if body is None:
        return id_
    alike = [one for one in state.bodies.history if getattr(state.bodies.latest(one), "name", None) == body.name]
    return body.name if len(alike) == 1 else id_
