"""年度抽查计划: propose → consolidate → approve. Nothing is drawn outside an approved plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ssj_publish import errors
from ssj_publish.core.draw import frequency
from ssj_publish.core.draw.commitment import shares
from ssj_publish.core.draw.strata import Ratio, check_ratios
from ssj_publish.core.kinds.plan import ClassRatio, Plan, PlanApproval, PlanFiling, PlanProposal, Task
from ssj_publish.core.records import Record
from ssj_publish.core.rules import elsewhere, naming
from ssj_publish.core.state import PlanState, State, TaskState, require
from ssj_publish.core.text import fold, folded


def proposal(state: State, record: Record[PlanProposal], signers: frozenset[str]) -> None:
    """An office proposes tasks of its own (protocol R16)."""
    body = record.body
    if body.office not in signers:
        raise errors.RoleMissing(kind=record.kind, roles=state.name(body.office))
    if not body.tasks:
        raise errors.ChangeEmpty()
    _unique([task.id for task in body.tasks])
    proposed = {task.id for one in state.proposals.values() for task in one.body.tasks}
    for task in body.tasks:
        if task.office != body.office:
            raise errors.OfficeUnknown(office=task.office, where=task.id)
        if task.id in proposed or task.id in state.tasks:
            raise errors.TaskExists(task=task.id)
        if task.merged_from:
            raise errors.MergeMalformed(task=task.id)
        check_task(state, task, body.year, record.seq)
        _check_acting(state, task)
    naming.check_ids(state, "task", (task.id for task in body.tasks))
    state.proposals[record.id] = record
    naming.claim_ids(state, "task", (task.id for task in body.tasks))


def plan(state: State, record: Record[Plan], signers: frozenset[str]) -> None:
    """政策法规科 answers every task of the proposals it takes up: kept as it is, merged, or declined with a reason."""
    body = record.body
    if not (body.proposals or body.cancelled):
        raise errors.ChangeEmpty()
    _unique(body.proposals)
    _unique([one.task for one in body.cancelled])
    proposals = [require(state.proposals.get(id_), "proposal", id_) for id_ in body.proposals]
    answered = {id_ for one in state.plans.values() for id_ in one.plan.proposals}
    for one in proposals:
        if one.id in answered or one.body.year != body.year:
            raise errors.ProposalTaken(proposal=one.id)
    proposed = {task.id: task for one in proposals for task in one.body.tasks}
    said = {task.id: one.seq for one in proposals for task in one.body.tasks}
    elsewhere = {task.id for one in state.proposals.values() for task in one.body.tasks} - proposed.keys()
    _unique([task.id for task in body.tasks])
    used: list[str] = [one.task for one in body.declined]
    for task in body.tasks:
        sources = _sources(state, task, proposed, said)
        used.extend(sources)
        if task.id in state.tasks or task.id in elsewhere or task.id in proposed.keys() - set(sources):
            raise errors.TaskExists(task=task.id)
        # What stands as it was proposed keeps to the rules under which it was.
        check_task(state, task, body.year, record.seq if task.merged_from else said[task.id])
    if sorted(used) != sorted(proposed):
        raise errors.ProposalUnanswered(tasks="、".join(sorted(set(proposed) ^ set(used))))
    for cancelled in body.cancelled:
        task_state = require(state.tasks.get(cancelled.task), "task", cancelled.task)
        if task_state.cancelled is not None:
            raise errors.TaskCancelled(task=cancelled.task)
        _unvisited(state, cancelled.task)
    naming.check_ids(state, "task", (task.id for task in body.tasks))
    state.plans[record.id] = PlanState(record)
    naming.claim_ids(state, "task", (task.id for task in body.tasks))
    for task in body.tasks:
        state.tasks[task.id] = TaskState(task, record.id, record.seq if task.merged_from else said[task.id])


def approval(state: State, record: Record[PlanApproval], signers: frozenset[str]) -> None:
    """局领导 approve a plan once; only then are the tasks it cancels cancelled.

    Items retired since the plan was made are refused at the draw.
    """
    body = record.body
    plan_state = require(state.plans.get(body.plan), "plan", body.plan)
    if plan_state.approval is not None:
        raise errors.PlanApproved(plan=body.plan)
    for one in plan_state.plan.cancelled:
        _unvisited(state, one.task)
    for one in plan_state.plan.cancelled:
        state.tasks[one.task].cancelled = state.tasks[one.task].cancelled or one.reason
    plan_state.approval = record


def filing(state: State, record: Record[PlanFiling], signers: frozenset[str]) -> None:
    """An approved plan is filed once, not before it was approved."""
    body = record.body
    found = require(state.plans.get(body.plan), "plan", body.plan)
    if found.approval is None:
        raise errors.PlanUnapproved(plan=body.plan)
    if found.filing is not None:
        raise errors.PlanFiled(plan=body.plan)
    if body.date > record.time.date():
        raise errors.DateInFuture(id=body.number, day=body.date.isoformat())
    if body.date < found.approval.time.date():
        raise errors.DateOrder(id=body.number, day=body.date.isoformat())
    found.filing = record


def _unvisited(state: State, task: str) -> None:
    """A task may be cancelled, and its draw then voided for that, until somebody was visited."""
    live = [draw for id_ in state.tasks[task].draws if (draw := state.draws[id_]).void is None]
    if any(draw.visits or draw.astray or draw.avoided for draw in live) or elsewhere.live(state, task) is not None:
        raise errors.TaskDrawn(task=task)


def _check_acting(state: State, task: Task) -> None:
    """A task that is new names no office that has ended."""
    for role_id in (task.office, *task.partners):
        if role_id in state.keyring.ended:
            raise errors.OfficeEnded(role=state.name(role_id), successor=state.name(state.acting(role_id)))


def check_task(state: State, task: Task, year: int, said: int) -> None:
    """What any task must hold (protocol R39), whoever writes it down; ``said`` is the record by whose rules it does."""
    for role_id in (task.office, *task.partners):
        role = state.keyring.roles.get(role_id)
        if role is None or role.type not in ("office", "partner") or (role.type, role_id) == ("partner", task.office):
            raise errors.OfficeUnknown(office=role_id, where=task.id)
    _unique([task.office, *task.partners])
    _unique(task.items)
    for names in (task.scope, task.towns):
        _unique(map(fold, names))
        naming.check_words(task.id, *names)
    if not task.items or not task.scope:
        raise errors.FieldEmpty(id=task.id, field="items" if task.scope else "scope")
    if not task.start <= task.end or task.start.year != year or task.end.year != year:
        raise errors.TaskWindow(task=task.id)
    offices = _offices(state, task)
    for item_id in task.items:
        item = state.items.current.get(item_id)
        if item is None:
            raise errors.ItemRetired(task=task.id, item=item_id)
        uncovered = [type_ for type_ in task.scope if fold(type_) not in folded(item.subjects)]
        if uncovered:
            raise errors.ScopeUncovered(task=task.id, item=item_id, types="、".join(uncovered))
        if state.acting(item.office) not in offices:
            raise errors.OfficeAbsent(task=task.id, item=item_id, office=state.name(item.office))
    frequency.check(task, state.settings_at(said).classes)
    if not task.number:
        _check_ratios(task, state.settings_at(said).classes)
    elif task.ratios or task.minimum:
        raise errors.NumberAndRatios(task=task.id)


def _offices(state: State, *tasks: Task) -> set[str]:
    """Who takes part today, outside partners too."""
    return {state.acting(office) for task in tasks for office in (task.office, *task.partners)}


def _check_ratios(task: Task, classes: tuple[str, ...]) -> None:
    if tuple(ratio.credit_class for ratio in task.ratios) != classes:
        raise errors.RatiosIncomplete(task=task.id, classes="、".join(classes))
    for one in task.ratios:
        if one.p > one.q:
            raise errors.RatioMalformed(task=task.id, credit_class=one.credit_class)
    try:
        check_ratios([(one.credit_class, Ratio(one.p, one.q)) for one in task.ratios])
    except errors.RatioFalls as fall:
        raise errors.RatioFalls(task=task.id, better=fall.better, worse=fall.worse) from None


def _sources(state: State, task: Task, proposed: dict[str, Task], said: dict[str, int]) -> tuple[str, ...]:
    """The proposed tasks that ``task`` answers; a merged one must be the union of its sources."""
    if not task.merged_from:
        if proposed.get(task.id) != task:
            raise errors.TaskAltered(task=task.id)
        return (task.id,)
    sources = [require(proposed.get(id_), "task", id_) for id_ in task.merged_from]
    items = {item for source in sources for item in source.items}
    if len(sources) < 2 or set(task.items) != items or {task.office, *task.partners} != _offices(state, *sources):
        raise errors.MergeMalformed(task=task.id)
    if not all(_covers(task, source, shares(state, source, said[source.id])) for source in sources):
        raise errors.MergeMalformed(task=task.id)
    return task.merged_from


def _covers(task: Task, source: Task, ratios: Sequence[ClassRatio]) -> bool:
    """Whether nobody is inspected less for the merger: the same bodies at least, and no smaller share of them;
    ``ratios`` are the source's in today's classes."""
    if not folded(source.scope) <= folded(task.scope) or task.minimum < source.minimum:
        return False
    if task.frequencies not in ((), source.frequencies):
        return False
    if source.number or task.number:
        # A number says a share only of the same bodies.
        same = (folded(source.scope), folded(source.towns)) == (folded(task.scope), folded(task.towns))
        return same and task.number >= source.number > 0
    if task.towns and not (source.towns and folded(source.towns) <= folded(task.towns)):
        return False
    pairs = zip(task.ratios, ratios, strict=False)  # that none is missing is `check_task`'s to say
    return all(mine.p * theirs.q >= theirs.p * mine.q for mine, theirs in pairs)


def _unique(ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            raise errors.OrderBroken(id=id_)
        seen.add(id_)
