"""Makes content/vectors/assignment.json: small assignments that tell one reading of the protocol's section 4.5 from
another.

    python -m tests.assignment_vectors        writes the file anew

``bodies`` stand in ticket order; ``slots`` are those who may fill each place, at any body; ``recused`` and
``preference`` (all inspectors by their tickets) are by body; ``teams`` is the answer, or null where there is none.
``tells`` names the reading that would give another answer, none where all readings agree:

- ``holder``: whoever holds the very place that is visited is *reached* there, and not passed over;
- ``meeting``: a meeting at a place of a body where one serves already counts as the first;
- ``order``: the places of somebody reached are gone through by the bodies' ids, and not in ticket order;
- ``first``: the first one below the cap is taken, and not the least loaded.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

FILE = Path(__file__).parents[1] / "content" / "vectors" / "assignment.json"
READINGS = ("holder", "meeting", "order", "first")
EACH = 6
Place = tuple[int, int]
Path_ = list[tuple[Place, str]]


def read(one: dict[str, Any], reading: str = "") -> dict[str, list[str]] | None:
    """The five rules, word by word and slowly; ``reading`` departs from them in one point."""
    bodies, slots = one["bodies"], range(len(one["slots"]))
    filled: dict[Place, str] = {}

    def places(who: str) -> list[Place]:
        held = [place for place, other in filled.items() if other == who]
        return sorted(held, key=(lambda place: (bodies[place[0]], place[1])) if reading == "order" else None)

    for start in [(number, slot) for number in range(len(bodies)) for slot in slots]:
        queue: list[tuple[Place, Path_]] = [(start, [])]
        seen, reached, met = {start}, dict[str, Path_](), set[str]()
        for here, path in queue:
            body = bodies[here[0]]
            for who in one["preference"][body]:
                if who not in one["slots"][here[1]] or who in one["recused"].get(body, ()):
                    continue
                here_too = [place for place in places(who) if place[0] == here[0]]
                if reading == "holder" and here_too == [here]:
                    here_too = []
                if here_too and reading == "meeting":
                    met.add(who)
                if not here_too:
                    if who in reached or who in met:
                        continue
                    reached[who] = [*path, (here, who)]
                fresh = [place for place in here_too or places(who) if place not in seen]
                seen.update(fresh)
                queue += [(place, [*path, (here, who)]) for place in fresh]
        free = [who for who in reached if len(places(who)) < one["cap"]]
        if not free:
            return None
        chosen = free[0] if reading == "first" else min(free, key=lambda who: len(places(who)))
        filled |= dict(reached[chosen])
    return {body: [filled[number, slot] for slot in slots] for number, body in enumerate(bodies)}


def instance(chance: Random) -> dict[str, Any]:
    """Few people, many recusals, and bodies whose ids stand in another order than their tickets."""
    people = [f"N{number}" for number in range(1, chance.randint(3, 7))]
    bodies = chance.sample([f"S{number}" for number in range(1, 10)], chance.randint(2, 6))
    return {
        "bodies": bodies,
        "slots": [sorted(chance.sample(people, chance.randint(1, len(people)))) for _ in range(chance.randint(2, 3))],
        "recused": {body: sorted(one for one in people if chance.random() < 0.25) for body in bodies},
        "preference": {body: chance.sample(people, len(people)) for body in bodies},
        "cap": chance.randint(2, 5),
    }


def entries() -> list[dict[str, Any]]:
    chance = Random(45)
    wanted = dict.fromkeys((*READINGS, ""), EACH)
    found = []
    while any(wanted.values()):
        one = instance(chance)
        teams = read(one)
        telling = [reading for reading in READINGS if read(one, reading) != teams]
        tells = next((reading for reading in telling if wanted[reading]), "" if not telling else None)
        if tells is None or not wanted[tells]:
            continue
        wanted[tells] -= 1
        found.append({"tells": tells, **one, "teams": teams})
    return found


def content() -> bytes:
    lines = ",\n".join(json.dumps(one) for one in entries())
    return f"[\n{lines}\n]\n".encode()


if __name__ == "__main__":
    FILE.write_bytes(content())
