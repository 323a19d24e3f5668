"""年度行政执法报告, 指标, 计划统计, 事项统计: numbers that a bureau reports upward, each with the records that it
counts.

A count is a set of records, so that whoever doubts a number reads them one by one. What each number counts, and which
rule asks for it, stands beside its name in `words.counting`. Visits and results count while they are in force, by the
visit's day; decisions by their own day; people by the register as the year's last record left it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, TypeVar

from ssj_publish.core.draw.commitment import pool_of, shares, strata_of
from ssj_publish.core.kinds.case import CaseCorrection, CaseDecision
from ssj_publish.core.kinds.plan import Task
from ssj_publish.core.living import Amendable, ResultState, VisitState
from ssj_publish.core.reading import ways
from ssj_publish.core.records import Record
from ssj_publish.core.rules.inspecting import WANTING
from ssj_publish.core.rules.partnering import task_of
from ssj_publish.core.rules.publication import PENALTIES
from ssj_publish.core.state import State, certified_on

Annual = Literal[
    "visits", "drawn", "elsewhere", "special", "routine", "triggered", "bodies", "results", "problems", "cases",
    "penalties", "warning", "fine", "confiscation", "suspension", "revocation", "certified", "inspected", "trained",
]  # fmt: skip
Indicator = Literal["joint", "off-site", "planned", "coded", "corrected"]
ByItem = Literal["item-tasks", "item-visits", "item-results", "item-problems", "item-cases", "item-penalties"]

#: What stands in the ledger, and can be counted.
Counted = Record[Any] | Amendable[Any]
C = TypeVar("C", bound=Amendable[Any])


@dataclass(frozen=True, slots=True)
class Number:
    """``part`` counted, of ``whole`` where it is a share; ``records`` are the numbers of the records that are
    counted."""

    key: str
    part: int
    records: tuple[int, ...]
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One thing, its id, with its numbers in the order of the report's columns."""

    id: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A task of the year's plans: how many bodies stand in its scope, how many are to be inspected, and how many were.

    ``base`` and ``target`` are those that its draw has fixed (``drawn``), else as the register stands now.
    """

    task: Task
    plan: int
    base: int
    target: int
    drawn: bool


@dataclass(frozen=True, slots=True)
class Year:
    """What happened in a year, as far as reports count it."""

    state: State
    year: int

    @property
    def visits(self) -> list[VisitState]:
        return [one for one in self.state.visits.values() if one.in_force and one.visit.date.year == self.year]

    @property
    def results(self) -> list[ResultState]:
        return [self.state.results[id_] for one in self.visits for id_ in one.results.values()]

    @property
    def decisions(self) -> list[Record[CaseDecision]]:
        """Of penalties, not annulled."""
        return [
            step
            for case in self.state.cases.values()
            if case.annulled is None
            for step in case.steps
            if isinstance(step.body, CaseDecision)
            and step.body.decision in PENALTIES
            and step.body.date.year == self.year
        ]


def annual(state: State, year: int) -> tuple[Number, ...]:
    """年度行政执法数据, due on 31 January of the next year; in the order of `Annual`."""
    of = Year(state, year)
    visits, results, decisions = of.visits, of.results, of.decisions
    wanting = [one for one in results if one.result.code in WANTING]
    by_way = {
        way: [one for one in visits if ways.way(state, one.visit) == way]
        for way in ("drawn", "elsewhere", "special", "routine", "triggered")
    }
    cases = [one.opened for one in state.cases.values() if one.annulled is None and one.opened.time.year == year]
    return (
        _count("visits", visits),
        *(_count(way, found) for way, found in by_way.items()),
        Number("bodies", len({one.visit.body for one in visits}), _seqs(visits)),
        _count("results", results),
        _count("problems", wanting),
        _count("cases", cases),
        _count("penalties", decisions),
        *(_count(kind, [one for one in decisions if one.body.decision == kind]) for kind in _PENALTIES),
        *_people(of),
    )


#: In the order in which the law names them (行政处罚法 art. 9).
_PENALTIES: Final = ("warning", "fine", "confiscation", "suspension", "revocation")


def _people(of: Year) -> Iterator[Number]:
    """Who was certified on the year's last day, who has inspected, who was trained."""
    state, last = of.state, date(of.year, 12, 31)
    ends = max((one.seq for one in state.records.values() if one.time.year <= of.year), default=0)
    standing = state.inspectors.at(ends)
    certified = [id_ for id_ in standing if certified_on(state.inspectors, id_, last)]
    yield Number(
        "certified", len(certified), _distinct(state.inspectors.history[id_][-1].record.seq for id_ in certified)
    )
    made = of.visits
    yield Number("inspected", len({id_ for one in made for id_ in one.visit.inspectors}), _seqs(made))
    trainings = [one for one in state.trainings.values() if one.in_force and one.body.date.year == of.year]
    yield Number("trained", len({id_ for one in trainings for id_ in one.body.inspectors}), _seqs(trainings))


def indicators(state: State, year: int) -> tuple[Number, ...]:
    """Shares that assessments ask for, in the order of `Indicator`; a share of nothing has a ``whole`` of 0."""
    of = Year(state, year)
    visits, results = of.visits, of.results
    wanting = [one for one in results if one.result.code in WANTING]
    return (
        _share("joint", visits, lambda one: _is_joint(state, one)),
        _share("off-site", visits, lambda one: one.visit.method != "on-site"),
        _share("planned", visits, lambda one: ways.way(state, one.visit) in ("drawn", "elsewhere", "special")),
        _share("coded", visits, lambda one: one.visit.proof is not None),
        _share("corrected", wanting, lambda one: _is_corrected(state, one)),
    )


def _is_joint(state: State, one: VisitState) -> bool:
    """More than one office or department took part: of the task, or by its items."""
    task = task_of(state, one.visit)
    named = (task.office, *task.partners) if task is not None else ()
    items = (state.items.latest(id_) for id_ in one.visit.items)
    return len({*named, *(item.office for item in items if item is not None)}) > 1


def _is_corrected(state: State, one: ResultState) -> bool:
    """On the spot, or in the case that followed."""
    case = state.cases.get(one.case or "")
    return one.result.code == "corrected-on-order" or (
        case is not None and any(isinstance(step.body, CaseCorrection) for step in case.steps)
    )


def by_item(state: State, year: int) -> tuple[Row, ...]:
    """The yearly table of 双随机 by item: tasks, visits, results, problems, cases, penalties; items of that year's
    visits or plans, sorted by id."""
    of = Year(state, year)
    visits, results, decisions = of.visits, of.results, of.decisions
    tasks = [one for one in state.tasks.values() if one.task.start.year == year and one.cancelled is None]
    known = {id_ for one in tasks for id_ in one.task.items} | {id_ for one in visits for id_ in one.visit.items}
    return tuple(
        Row(
            id_,
            (
                _count("item-tasks", [state.plans[one.plan].record for one in tasks if id_ in one.task.items]),
                _count("item-visits", [one for one in visits if id_ in one.visit.items]),
                _count("item-results", [one for one in results if one.result.item == id_]),
                _count(
                    "item-problems", [one for one in results if one.result.item == id_ and one.result.code in WANTING]
                ),
                _count(
                    "item-cases",
                    [state.cases[one.case].opened for one in results if one.result.item == id_ and one.case],
                ),
                _count("item-penalties", [one for one in decisions if _item_of(state, one) == id_]),
            ),
        )
        for id_ in sorted(known)
    )


def _item_of(state: State, decision: Record[CaseDecision]) -> str:
    return state.results[state.cases[decision.body.case].opened.body.result].result.item


def plan(state: State, year: int) -> tuple[Planned, ...]:
    """计划统计: the tasks of the year's approved plans, by id."""
    return tuple(
        _planned(state, id_)
        for id_, one in sorted(state.tasks.items())
        if one.task.start.year == year and state.approved(one)
    )


def _planned(state: State, id_: str) -> Planned:
    one = state.tasks[id_]
    seq = state.plans[one.plan].record.seq
    live = [state.draws[draw] for draw in one.draws if state.draws[draw].void is None]
    if live:
        strata = live[0].commit.strata
        return Planned(one.task, seq, sum(s.size for s in strata), sum(s.sample for s in strata), True)
    pool, _ = pool_of(state, one.task)
    strata = strata_of(one.task, pool, state.settings.classes, shares(state, one.task, one.said))
    return Planned(one.task, seq, len(pool), sum(s.sample for s in strata), False)


def _seqs(found: Iterable[Counted]) -> tuple[int, ...]:
    return _distinct(one.seq if isinstance(one, Record) else one.record.seq for one in found)


def _distinct(found: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(found)))


def _count(key: str, found: Sequence[Counted]) -> Number:
    return Number(key, len(found), _seqs(found))


def _share(key: str, whole: Sequence[C], is_in: Callable[[C], bool]) -> Number:
    part = [one for one in whole if is_in(one)]
    return Number(key, len(part), _seqs(part), len(whole))
