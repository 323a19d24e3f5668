"""The plan: what 政策法规科 makes of the offices' proposals, and what 局领导 approves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from ssj_publish import errors, importers
from ssj_publish.core.draw import frequency
from ssj_publish.core.draw.commitment import shares
from ssj_publish.core.kinds.plan import Declined, Plan, PlanApproval, PlanProposal, Task
from ssj_publish.core.reading import overlap
from ssj_publish.core.records import Record
from ssj_publish.core.state import State
from ssj_publish.importers.reading import Import
from ssj_publish.office import registers
from ssj_publish.office.desk import Step


def read(state: State, file: Path, year: int, mapped: Mapping[str, str] | None = None) -> Import[Task]:
    """The workbook of the ``year``'s plan as tasks, with faults and notices; raises as the importers do."""
    items = {id_: one.name for id_, one in state.items.current.items()}
    classes = state.settings.classes
    return importers.read_plans(
        file,
        offices=registers.former(state) | registers.offices(state) | registers.partners(state),
        classes=classes,
        items=items,
        year=year,
        mapped=mapped,
    )


def propose(state: State, year: int, found: Import[Task], wanted: set[str]) -> list[PlanProposal]:
    """The proposals of the offices ``wanted`` (role ids), one each, in the order of the offices.

    Tasks that the ledger has already, with the same content, are left out: there may be none left.
    Raises `errors.WorkbookFaults`, and `errors.NothingToPropose` where the workbook has no task of any of them.
    """
    told = importers.by_office(found.entries)
    if not wanted & told.keys():
        raise errors.NothingToPropose(offices="、".join(state.role(role).name for role in told) or "（无）")
    tasks = importers.by_office(one for one in found.entries if not _stands(state, one, found.absent))
    return [
        PlanProposal(year=year, office=role, source=found.source, tasks=own)
        for role, own in tasks.items()
        if role in wanted
    ]


#: What no table of a plan has a column for.
_UNTOLD: Final = frozenset({"merged_from", "special"})


def _stands(state: State, task: Task, absent: frozenset[str]) -> bool:
    """Whether the task is planned or proposed already, as far as the table says anything of it."""
    proposed = {own.id: own for one in state.proposals.values() for own in one.body.tasks}
    held = state.tasks[task.id].task if task.id in state.tasks else proposed.get(task.id)
    if held is None:
        return False
    fields = [one for one in Task.__struct_fields__ if one not in absent | _UNTOLD]
    return all(getattr(held, one) == getattr(task, one) for one in fields)


def office(state: State, text: str) -> str:
    """The role id of the 业务科室 with this id or name; `errors.RoleUnknown`."""
    known = registers.offices(state)
    if text in known:
        return known[text]
    if text not in known.values():
        raise errors.RoleUnknown(role=text, known="、".join(f"{id_}（{name}）" for name, id_ in known.items()))
    return text


def merged(state: State, id_: str, sources: Sequence[str], name: str | None = None) -> Task:
    """The joint task of proposed tasks: everything of the first, with items and offices of all, the scope they share.

    Raises `errors.TaskUnknown`.
    """
    proposed = {task.id: _today(state, task, one.seq) for one in state.proposals.values() for task in one.body.tasks}
    missing = [one for one in sources if one not in proposed]
    if missing:
        raise errors.TaskUnknown(task=missing[0], known="、".join(proposed) or "（无）")
    return overlap.merge(id_, name, [proposed[one] for one in sources])


def _today(state: State, task: Task, said: int) -> Task:
    """A proposed task in today's classes, of the offices that act today."""
    office = state.acting(task.office)
    partners = dict.fromkeys(acting for one in task.partners if (acting := state.acting(one)) != office)
    return msgspec.structs.replace(
        task,
        office=office,
        partners=tuple(partners),
        ratios=shares(state, task, said),
        frequencies=frequency.in_classes(state, task.frequencies, said),
    )


def unanswered(state: State, year: int) -> list[Record[PlanProposal]]:
    """The proposals of the year that no plan has taken up."""
    answered = {id_ for one in state.plans.values() for id_ in one.plan.proposals}
    return [one for one in state.proposals.values() if one.body.year == year and one.id not in answered]


def consolidate(
    state: State,
    year: int,
    title: str,
    merged: Sequence[Task] = (),
    declined: Sequence[Declined] = (),
    cancelled: Sequence[Declined] = (),
) -> Step:
    """政策法规科: every open proposal of the year; tasks not merged or declined stand as proposed."""
    proposals = unanswered(state, year)
    gone = {source for task in merged for source in task.merged_from} | {one.task for one in declined}
    kept = [task for one in proposals for task in one.body.tasks if task.id not in gone]
    plan = Plan(
        year=year,
        title=title,
        proposals=tuple(one.id for one in proposals),
        tasks=tuple(sorted((*kept, *merged), key=lambda task: task.id)),
        declined=tuple(declined),
        cancelled=tuple(cancelled),
    )
    return Step(plan)


def waiting(state: State) -> str:
    """The id of the one plan that awaits approval; `errors.PlanAbsent`, or `errors.PlanUnclear` where there are
    several."""
    found = [id_ for id_, one in state.plans.items() if one.approval is None]
    if not found:
        raise errors.PlanAbsent()
    if len(found) > 1:
        raise errors.PlanUnclear(plans="、".join(str(state.records[id_].seq) for id_ in found))
    return found[0]


def approve(plan: str, document: str) -> Step:
    """局领导."""
    return Step(PlanApproval(plan=plan, document=document))
