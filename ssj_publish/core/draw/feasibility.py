"""Whether a draw can be staffed whatever comes out of it, asked before it is fixed (protocol R13)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from ssj_publish.core.draw.assignment import Eligible, assign, without


def check_feasible(
    slots: Eligible, barred: Mapping[str, frozenset[str]], strata: Sequence[tuple[int, Sequence[str]]], cap: int
) -> None:
    """Before the draw: no draw of k bodies from each stratum may turn out to be impossible to staff.

    ``slots``: who may fill each slot at any body; ``barred``: body → who stands back there; ``strata``: k and the
    bodies of each. Two checks, `errors.Infeasible` if one fails (protocol R13):

    1. every body that can be drawn can be staffed on its own;
    2. the *hardest* draw can be staffed: in each stratum the k bodies whose scarcest slot has the fewest people (ties
       by the people of all slots together, then by id).

    What is refused is always a draw that may come. What passes is certain where, in each stratum, everyone who may fill
    a slot of a body in the hardest draw may fill the same slot of every body left out of it: then any other draw is at
    least as easy. That is so where nobody is recused, and where no stratum has more bodies with recusals than k, or
    those are recused alike. Otherwise it is a test and no proof.

    People are counted, and gone through only for the k bodies of the second check: the cost grows with the recusals and
    with the bodies, not with the one times the other.
    """
    everyone = sorted({one for slot in slots for one in slot})
    sizes = [len(slot) for slot in slots]

    def people(body: str) -> list[int]:
        away = barred.get(body)
        return (
            [size - sum(one in slot for one in away) for size, slot in zip(sizes, slots, strict=True)]
            if away
            else sizes
        )

    def scarcity(body: str) -> tuple[int, int, str]:
        counted = people(body)
        return min(counted, default=0), sum(counted), body

    hardest: list[str] = []
    for k, members in strata:
        ordered = sorted(members, key=scarcity)
        hardest.extend(ordered[:k])
        for body in ordered if k else ():
            # A slot with as many people as there are slots can be filled whatever the others take.
            if min(people(body), default=0) < len(slots):
                _check_alone(body, slots, barred.get(body, frozenset()), cap)
    assign([(body, without(slots, barred.get(body))) for body in hardest], cap, lambda body: everyone)


def _check_alone(body: str, slots: Eligible, away: frozenset[str], cap: int) -> None:
    """One body on its own. Of each slot as many people as there are slots are enough to tell, and where they are fewer
    all of them are taken: so the sum of an `errors.Infeasible` is the true one."""
    some = tuple(frozenset(islice((one for one in slot if one not in away), len(slots))) for slot in slots)
    named = frozenset().union(*some)
    assign([(body, some)], cap, lambda _: sorted(named))
