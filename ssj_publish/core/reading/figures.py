"""The year in numbers, from the ledger."""

from __future__ import annotations

from ssj_publish.core.kinds.oversight import Figures
from ssj_publish.core.reading import deadlines
from ssj_publish.core.reading.times import Times
from ssj_publish.core.rules.inspecting import WANTING
from ssj_publish.core.state import State


def of_year(state: State, year: int, times: Times | None = None) -> Figures:
    """Counts over the approved tasks of ``year`` and what came of them (protocol R22); a cancelled task's void draws
    too.

    Without ``times`` they are those that the records alone tell, as the rule on summaries knows them.
    """
    bound = times or Times(state)
    tasks = [one for one in state.tasks.values() if one.task.start.year == year]
    draws = [state.draws[id_] for one in tasks for id_ in one.draws]
    live = [draw for draw in draws if draw.void is None]
    reached = [id_ for draw in live for id_ in draw.visits.values()]
    # A visit that serves several draws has been to one body of each, with one set of results.
    visits = [state.visits[id_] for id_ in dict.fromkeys(reached)]
    results = [state.results[id_] for visit in visits for id_ in visit.results.values()]
    cases = [state.cases[one.case] for one in results if one.case is not None]
    return Figures(
        tasks=sum(state.approved(one) for one in tasks),
        draws=len(draws),
        voided=len(draws) - len(live),
        drawn=sum(stratum.sample for draw in live for stratum in draw.commit.strata),
        visited=len(reached),
        results=len(results),
        problems=sum(one.result.code in WANTING for one in results),
        cases=len(cases),
        closed=sum(case.stage == "closed" for case in cases),
        late=sum(deadlines.was_late(state, one, bound) for one in results),
    )
