"""``python -m tests.mutants --count 60 --seed N [room…]``: plant faults one at a time, and see which the tests notice.

Rooms: core importers ledger witness site, unless some are named (office, machine, words too). The same seed plants the
same faults in the same text. Prints each as it is judged, and the figures by room at the end; what noticed a fault has
to pass without it. A mutant that its own module's test notices takes seconds, one that nothing notices the whole room's
tests; ``--minutes`` bounds the whole.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutants.equivalent import EQUIVALENT
from tests.mutants.operators import Mutant, mutants
from tests.mutants.trial import TESTS, Bench, Unsound, Verdict

ROOMS = ("core", "importers", "ledger", "witness", "site")


def planted(package: Path, rooms: list[str], count: int, seed: int) -> list[Mutant]:
    """``count`` mutants, the rooms in turn; a module is as likely as its text offers faults."""
    chance = random.Random(seed)
    pools = {room: of_room(package, room) for room in rooms}
    found: list[Mutant] = []
    for place in range(count):
        pool = pools[rooms[place % len(rooms)]]
        found.append(pool.pop(chance.randrange(len(pool))))
    return found


def of_room(package: Path, room: str) -> list[Mutant]:
    """All mutants of a room that are not known to change nothing."""
    found = [
        one
        for path in sorted((package / room).rglob("*.py"))
        for one in mutants(path.relative_to(package).as_posix(), path.read_text("utf-8"))
    ]
    return [one for one in found if (one.path, one.old, one.new) not in EQUIVALENT]


def _judged(bench: Bench, planted: list[Mutant], until: float) -> Iterator[Verdict]:
    """First all that the tests nearby notice, then one by one what the rest of the room's say of the others."""
    left: list[Mutant] = []
    for near in (True, False):
        for one in planted if near else left:
            if time.monotonic() > until:
                print("time is up")
                return
            verdict = bench.judge(one, bench.near(one.path) if near else bench.far(one.path))
            if verdict.killed or not near:
                yield verdict
            else:
                print("waits   ", one.told, flush=True)
                left.append(one)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("rooms", nargs="*", choices=[*TESTS, []], default=[])
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60)
    told = parser.parse_args()
    rooms = told.rooms or list(ROOMS)
    until = time.monotonic() + 60 * told.minutes
    killed: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    with TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        try:
            for one in _judged(bench, planted(bench.package, rooms, told.count, told.seed), until):
                room = one.mutant.path.split("/")[0]
                tried[room] += 1
                killed[room] += one.killed
                print(
                    "killed  " if one.killed else "SURVIVED",
                    one.mutant.told,
                    f"[{one.by}]" if one.by else "",
                    flush=True,
                )
        except Unsound as told_by:
            print(f"fails without any fault: {told_by}")
            return 1
    for room in rooms:
        print(f"{room:10} {killed[room]:3} of {tried[room]:3} killed")
    print(f"{'all':10} {killed.total():3} of {tried.total():3} killed, seed {told.seed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
