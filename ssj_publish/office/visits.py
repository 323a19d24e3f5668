"""Visits and their results: what a form leaves out because the draw says it, and whole tables of them in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from ssj_publish import errors, importers
from ssj_publish.core.kinds.inspection import Joined, Result, SealProof, Visit
from ssj_publish.core.kinds.registers import Item
from ssj_publish.core.records import Record
from ssj_publish.core.register import Register, T
from ssj_publish.core.shapes import Shape
from ssj_publish.core.state import Draw, State
from ssj_publish.importers.known import Drawn, Known, Names
from ssj_publish.importers.reading import Import
from ssj_publish.importers.visits import Planned
from ssj_publish.office import lookup
from ssj_publish.office.desk import Act, Step
from ssj_publish.words import labels
from ssj_publish.words.forms import examples


def completed(state: State, body: Shape) -> Shape:
    """A visit with its items in order and, under draws, with items and inspectors filled in where they are left out:
    those of all its draws.

    Other bodies, and visits under a draw that there is not, stay as they are. Raises `errors.FieldNeeded` where nothing
    says whom or what: without a draw, or while the draw is sealed and no proof is given.
    """
    if not isinstance(body, Visit):
        return body
    draws = [state.draws.get(one.draw) for one in body.grounds]
    known = [draw for draw in draws if draw is not None]
    if len(known) < len(draws):
        return body
    items, team = body.items, body.inspectors
    if known:
        approvals = [state.approvals[one].body for one in body.also_approved if one in state.approvals]
        items = items or (*state.drawn_items(body), *(item for one in approvals for item in one.items))
        teams = [_team(draw, ground, body.body) for draw, ground in zip(known, body.grounds, strict=True)]
        team = team or (tuple(dict.fromkeys(one for each in teams for one in each)) if all(teams) else ())
    for field, value in (("items", items), ("inspectors", team)):
        if not value:
            label = f"{labels.field(Visit, field)}（{field}）"
            raise errors.FieldNeeded(field=field, label=label, example=examples.flow(Visit, (field,)))
    return replace(body, items=tuple(sorted(set(items))), inspectors=team)


def _team(draw: Draw, ground: Joined, body: str) -> tuple[str, ...]:
    if draw.outcome is not None:
        return draw.teams.get(body, ())
    return ground.proof.team if ground.proof is not None else ()


def known(state: State, task: str | None = None, listed: Mapping[str, Mapping[str, SealProof]] | None = None) -> Known:
    """What a table of visits may name: the registers and the draws in force, or that of ``task`` alone. ``listed``
    holds the proofs of sealed draws by their id."""
    drawn: dict[str, Drawn] = {}
    for id_, one in state.tasks.items():
        draw = _in_force(state, one.draws)
        if draw is not None and task in (None, id_):
            proofs = (listed or {}).get(draw.id, {}) if draw.outcome is None else {}
            drawn[id_] = Drawn(draw.id, tuple(sorted(one.task.items)), draw.teams, proofs)
    return Known(
        bodies=Names(_latest(state.bodies)),
        inspectors=Names(_latest(state.inspectors)),
        items={one.id: one for one in _latest(state.items)},
        tasks=drawn,
        record=lambda text: lookup.record(state, text).id,
        there={id_: one.visit for id_, one in state.visits.items()}
        | {id_: one.result for id_, one in state.results.items()},
    )


def read(
    state: State,
    file: Path,
    task: str | None,
    folder: Path | None,
    listed: Mapping[str, Mapping[str, SealProof]],
    sheet: str | None = None,
    mapped: Mapping[str, str] | None = None,
) -> Import[Planned]:
    """A workbook of visits with their results; raises as the importers do."""
    found = known(state, task, listed)
    if task is not None and task not in found.tasks:
        raise errors.DrawUnknown(task=task)
    return importers.read_visits(file, known=found, task=task, folder=folder, sheet=sheet, mapped=mapped)


def read_results(
    state: State, file: Path, sheet: str | None = None, mapped: Mapping[str, str] | None = None
) -> Import[Planned]:
    """A workbook of results of visits that are in the ledger; raises as the importers do."""
    return importers.read_results(file, known=known(state), visits=wanting(state), sheet=sheet, mapped=mapped)


def wanting(state: State) -> dict[tuple[str, str], list[tuple[str, Visit, dict[str, Item]]]]:
    """The visits in force that still want a result, by body and day, and by body alone (day ``""``)."""
    found: dict[tuple[str, str], list[tuple[str, Visit, dict[str, Item]]]] = {}
    for id_, one in state.visits.items():
        if one.in_force and set(one.visit.items) - one.results.keys():
            items = {item: state.items.as_of(item, one.record.seq) for item in one.visit.items}
            told = (id_, one.visit, {item: entry for item, entry in items.items() if entry is not None})
            for day in (one.visit.date.isoformat(), ""):
                found.setdefault((one.visit.body, day), []).append(told)
    return found


def acts(state: State, planned: Sequence[Planned]) -> list[Act]:
    """The records of a whole table, each visit followed by its results; an item's office signs what is found for it."""
    offices = {one.id: one.office for one in _latest(state.items)}
    found: list[Act] = []
    for one in planned:
        place = len(found)
        if one.visit is not None:
            found.append(Act.of(Step(one.visit), *(offices[item] for item in one.visit.items)))
        found += [_result(result, offices[result.item], place if one.visit else None) for result in one.results]
    return found


def _result(result: Result, office: str, place: int | None) -> Act:
    """A result of the visit that is written as number ``place`` of the same table, or of the one that it names."""

    def make(state: State, before: Sequence[Record]) -> Step:
        return Step(result if place is None else replace(result, visit=before[place].id))

    return Act(frozenset({office}), make)


def _in_force(state: State, ids: Sequence[str]) -> Draw | None:
    """The newest of these draws that is not void, if its outcome is fixed."""
    found = next((one for one in map(state.draws.get, reversed(ids)) if one is not None and one.void is None), None)
    return found if found is not None and (found.seal or found.result) is not None else None


def _latest(register: Register[T]) -> list[T]:
    """Every entry that ever was, as it is or last was."""
    return [one for one in map(register.latest, register.history) if one is not None]
