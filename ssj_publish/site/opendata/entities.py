"""What a page is about, with the fields of its records: a body, an item, an inspector, a task, a visit, a case, a
record, a town; and where the typed rows are of what a list lists."""

from __future__ import annotations

from typing import Any

import msgspec

from ssj_publish.core.living import Case, VisitState
from ssj_publish.core.reading import towns
from ssj_publish.core.records import Record
from ssj_publish.core.register import Register
from ssj_publish.site.disclosed import ended, revealed
from ssj_publish.site.opendata import tables
from ssj_publish.site.pages import outcomes, places
from ssj_publish.site.pages.inspectors import closed
from ssj_publish.site.view import Place, View

#: The table that each list shows.
_LISTS = {
    places.ITEMS: "items",
    places.BODIES: "bodies",
    places.INSPECTORS: "inspectors",
    places.PLANS: "tasks",
    places.DRAWS: "draws",
    places.VISITS: "visits",
    places.RESULTS: "results",
    places.CASES: "cases",
    places.CORRECTIONS: "corrections",
    places.IRREGULARITIES: "irregularities",
    places.OUTREACH: "outreach",
    places.FEEDBACK: "feedback",
}
#: What an inspector's entry has and the site does not show.
_PRIVATE = frozenset({"title", "training", "expert"})


def by_page(view: View) -> dict[str, Any]:
    """Address of a page → what it is about; pages that are about no one thing are not in it."""
    state = view.state
    found: dict[str, Any] = {
        column[1]: {"kind": "table", "table": table, "rows": f"{tables.FOLDER}/{table}.json"}
        for column, table in _LISTS.items()
    }
    for town, number in view.towns.items():
        found[places.town_url(number)] = {"kind": "town", **_town(view, town)}
    for id_ in state.items.history:
        found[places.url("items", id_)] = {"kind": "item", **_entry(state.items, id_)}
    for id_ in state.bodies.history:
        found[places.url("bodies", id_)] = {"kind": "body", **_entry(state.bodies, id_), **_life(view, id_)}
    for id_ in state.inspectors.history:
        entry = _entry(state.inspectors, id_, _PRIVATE)
        found[places.url("inspectors", id_)] = {
            "kind": "inspector",
            **entry,
            "visits": [] if closed(view, id_) else _visits(view, view.teams.get(id_, [])),
        }
    for id_, task in state.tasks.items():
        found[places.url("tasks", id_)] = {
            "kind": "task",
            "task": task.task,
            "plan": _step(state.plans[task.plan].record),
            "approved": state.approved(task),
            "cancelled": task.cancelled,
            "draws": [places.draw_name(state.draws[draw]) for draw in task.draws],
        }
    for visit in state.visits.values():
        found[places.visit(visit.record).href] = {"kind": "visit", **_visit(view, visit)}
    for case in state.cases.values():
        found[places.url("cases", case.id)] = {"kind": "case", **_case(view, case)}
    return found


def _town(view: View, town: str) -> dict[str, Any]:
    """Its bodies of today, and of all that ever stood there, in the order of the ledger, what was done."""
    state = view.state
    there = {id_ for id_ in state.bodies.history if towns.town_of(state, id_) == town}
    seen = [one for one in state.visits.values() if one.in_force and one.visit.body in there]
    wanting = [state.results[id_] for one in seen for id_ in one.results.values()]
    return {
        "town": town,
        "bodies": sorted(there & state.bodies.current.keys()),
        "visits": [one.record.seq for one in seen],
        "problems": sorted(one.record.seq for one in wanting if outcomes.wanting(one)),
        "cases": [one.id for one in state.cases.values() if one.opened.body.body in there],
    }


def record(one: Record) -> dict[str, Any]:
    """A record as its file has it, with its id and its file's digest."""
    return {
        "kind": "record",
        "seq": one.seq,
        "prev": one.prev,
        "id": one.id,
        "digest": one.digest,
        "statement": {
            "origin": one.statement.origin,
            "kind": one.kind,
            "time": one.time.isoformat(),
            **({"after": list(one.statement.after)} if one.statement.after else {}),
            **({"refs": list(one.statement.refs)} if one.statement.refs else {}),
            "body": one.body,
        },
        "signatures": one.signatures,
    }


def _entry(register: Register[Any], id_: str, private: frozenset[str] = frozenset()) -> dict[str, Any]:
    def shown(value: Any) -> Any:
        return (
            None
            if value is None
            else {name: v for name, v in msgspec.to_builtins(value).items() if name not in private}
        )

    history = [
        {**_step(version.record), "reason": version.reason, "entry": shown(version.value)}
        for version in register.history[id_]
    ]
    return {"entry": shown(register.latest(id_)), "listed": id_ in register.current, "history": history}


def _life(view: View, id_: str) -> dict[str, Any]:
    """A body's draws, visits and cases."""
    return {
        "draws": [_place(one) for one in view.places.get(id_, [])],
        "visits": _visits(view, view.visits.get(id_, [])),
        "cases": view.cases.get(id_, []),
    }


def _place(one: Place) -> dict[str, Any]:
    ticket = one.ticket
    return {
        "draw": places.draw_name(one.draw),
        "void": one.draw.void is not None,
        "credit_class": ticket.credit_class,
        "ticket": ticket.ticket,
        "rank": one.rank,
        "size": one.size,
        "sample": one.sample,
        "drawn": ticket.drawn,
        "team": list(one.draw.teams.get(ticket.body, ())),
    }


def _visits(view: View, ids: list[str]) -> list[int]:
    """The numbers of the visits in force."""
    return [view.state.visits[id_].record.seq for id_ in ids if view.state.visits[id_].in_force]


def _visit(view: View, one: VisitState) -> dict[str, Any]:
    if not one.in_force:
        return {**_step(one.record), "annulled": True}
    results = [view.state.results[id_] for _, id_ in sorted(one.results.items())]
    return {
        **_step(one.record),
        "visit": revealed(view, "visit", one.visit),
        "results": [
            {**_step(found.record), "result": revealed(view, "result", found.result), "case": found.case,
             "late": found.record.id in view.late, "corrected": len(found.corrections)}
            for found in results
        ],
    }  # fmt: skip


def _case(view: View, one: Case) -> dict[str, Any]:
    def shown(step: Record) -> dict[str, Any]:
        over = ended(view, step.kind, step.body)
        if step.kind == "case-decision" and over is not None:
            since = over.since
            return {**_step(step), "expired": since.isoformat() if since else None}
        return {**_step(step), "body": revealed(view, step.kind, step.body)}

    return {
        "case": one.id,
        "stage": "annulled" if one.annulled else one.stage,
        "office": places.role(view.state, one.opened.body.office),
        "steps": list(map(shown, one.steps)),
    }


def _step(one: Record) -> dict[str, Any]:
    """Which record, of what kind, when."""
    return {"seq": one.seq, "id": one.id, "record": one.kind, "time": one.time.isoformat()}
