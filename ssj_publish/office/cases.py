"""依法处理: a case's later records build on the one that opened it; and whole tables of steps in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ssj_publish import importers
from ssj_publish.core.kinds.case import CaseOpen
from ssj_publish.core.kinds.kind import LEADER, RecordBody
from ssj_publish.core.records import Record
from ssj_publish.core.rules.inspecting import GROUNDS
from ssj_publish.core.shapes import Shape
from ssj_publish.core.state import State
from ssj_publish.importers.cases import Ground
from ssj_publish.importers.reading import Import
from ssj_publish.office import visits
from ssj_publish.office.desk import Act, Step


def step(state: State, body: Shape) -> Step:
    """``body`` as a step; one of a case that is open names the record that opened it."""
    case = getattr(body, "case", None)
    opened = state.cases.get(case) if isinstance(case, str) else None
    return Step(body, (opened.opened.id,) if opened is not None else ())


def read(
    state: State,
    file: Path,
    folder: Path | None = None,
    sheet: str | None = None,
    mapped: Mapping[str, str] | None = None,
) -> Import[RecordBody]:
    """A workbook of steps of cases; raises as the importers do."""
    found = importers.read_cases(
        file,
        known=visits.known(state),
        grounds=grounds(state),
        cases=state.cases,
        folder=folder,
        sheet=sheet,
        mapped=mapped,
    )
    return found


def grounds(state: State) -> list[Ground]:
    """The results in force on which a case can rest and none does yet."""
    found = []
    for id_, one in state.results.items():
        if one.in_force and one.case is None and one.result.code in GROUNDS:
            visit = state.visits[one.result.visit].visit
            item = state.items.latest(one.result.item)
            found.append(Ground(id_, visit.body, one.result.item, item.office if item is not None else ""))
    return found


def acts(state: State, bodies: Sequence[RecordBody]) -> list[Act]:
    """The records of a whole table: each is signed by the case's office, a decision by 局领导 too."""
    offices = {id_: case.opened.body.office for id_, case in state.cases.items()}
    offices |= {body.case: body.office for body in bodies if isinstance(body, CaseOpen)}
    return [_act(state, body, offices[body.case]) for body in bodies]  # type: ignore[attr-defined]  # steps of a case


def _act(state: State, body: RecordBody, office: str) -> Act:
    def make(now: State, before: Sequence[Record]) -> Step:
        return step(now, body)

    leaders = [state.keyring.first("leader")] if LEADER in body.KIND.signers else []
    return Act(frozenset({office, *leaders}), make)
