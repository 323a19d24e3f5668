"""回访抽样: the sample of a quarter as the ledger gives it now."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.core.kinds.oversight import Recheck
from ssj_publish.core.reading import rechecks
from ssj_publish.core.state import State
from ssj_publish.office.desk import Step


def drawn(state: State, year: int, quarter: int) -> Step:
    """The sample; `errors.RecheckRoundless` while nothing can be drawn."""
    found = rechecks.round_of(state, year, quarter)
    visits = rechecks.sample(state, year, quarter, found) if found is not None else ()
    if found is None or not visits:
        raise errors.RecheckRoundless(year=year, quarter=quarter)
    return Step(Recheck(year=year, quarter=quarter, chain=found.chain, round=found.number, visits=visits))
