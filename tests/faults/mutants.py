"""Every record of the example county, spoilt at random, without any key: ``python -m tests.faults.mutants [COUNT]``.

A mutant takes its record's place and all that follows is chained anew, as anybody can: so no hash betrays it, and the
door itself must refuse it, by its form, its rules or its signatures. One that the door takes is told by the next
checkpoint, if its bytes differ; where none stands above, it is missed. One mutant in thirty is a checkpoint's instead,
or a witness's answer to it, or a token's: of these none may hold. A witness's answer of which the name is spoilt is an
unknown witness's: it is then as if it were not there, which anybody can bring about by deleting it, and which `ssj
verify` tells as a witness less.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ssj_publish import errors
from ssj_publish.core import log
from ssj_publish.core.entry import Entry
from ssj_publish.core.log import Audited
from ssj_publish.core.replay import Replay, replay
from ssj_publish.core.state import State
from ssj_publish.ledger import checkpoints, layout, store

ROOT: Final = Path(__file__).parents[2]
#: What is like what: an exchange within a sort passes the grammar the most often.
_ALIKE: Final = ("0123456789", "abcdef0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")

Twist = Callable[[random.Random, bytes, Sequence[Entry]], bytes]


def bit(dice: random.Random, data: bytes, _: Sequence[Entry]) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]


def cut(dice: random.Random, data: bytes, _: Sequence[Entry]) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + data[at + dice.choice((1, 1, 1, 2, 8, 64)) :]


def insertion(dice: random.Random, data: bytes, _: Sequence[Entry]) -> bytes:
    at = dice.randrange(len(data) + 1)
    return (
        data[:at]
        + dice.choice((b" ", b"\n", b"0", b'"', b"\t", b"\xe2\x80\x8b", b"#", bytes([data[at - 1]])))
        + data[at:]
    )


def letter(dice: random.Random, data: bytes, _: Sequence[Entry]) -> bytes:
    """One letter or digit for another of its sort, which keeps nearly every form."""
    text = data.decode()
    places = [at for at, one in enumerate(text) if one.isascii() and one.isalnum()]
    at = dice.choice(places)
    sort = next(one for one in _ALIKE if text[at] in one)
    return (text[:at] + dice.choice(sort) + text[at + 1 :]).encode()


def han(dice: random.Random, data: bytes, _: Sequence[Entry]) -> bytes:
    """One Chinese character for another of the same record."""
    text = data.decode()
    places = [at for at, one in enumerate(text) if "\u4e00" <= one <= "\u9fff"]
    if not places:
        return letter(dice, data, _)
    at = dice.choice(places)
    return (text[:at] + text[dice.choice(places)] + text[at + 1 :]).encode()


def lines(dice: random.Random, data: bytes, _: Sequence[Entry]) -> bytes:
    """A line gone, twice, or in another's place."""
    rows = data.splitlines(keepends=True)
    at, other = dice.randrange(len(rows)), dice.randrange(len(rows))
    if (how := dice.randrange(3)) == 0:
        rows.insert(at, rows[other])
    elif how == 1:
        del rows[at]
    else:
        rows[at], rows[other] = rows[other], rows[at]
    return b"".join(rows)


def value(dice: random.Random, data: bytes, entries: Sequence[Entry]) -> bytes:
    """What a field holds in another record."""
    rows = data.splitlines(keepends=True)
    at = dice.randrange(len(rows))
    name = rows[at].partition(b":")[0]
    others = [row for row in dice.choice(entries).data.splitlines(keepends=True) if row.startswith(name + b":")]
    rows[at] = dice.choice(others) if others else rows[at][:-2] + rows[at][-1:]
    return b"".join(rows)


def splice(dice: random.Random, data: bytes, entries: Sequence[Entry]) -> bytes:
    """This head with the statement and signatures of another, or this statement with another's signatures."""
    other = dice.choice(entries).data
    mark = dice.choice((b"statement:\n", b"signatures:\n"))
    head, found, _ = data.partition(mark)
    return head + found + other.partition(mark)[2]


TWISTS: Final[tuple[Twist, ...]] = (bit, cut, insertion, letter, han, lines, value, splice)


@dataclass
class Told:
    """How many of each sort were tried, and refused by each reason; ``taken`` names what was taken, with its number."""

    tried: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    taken: list[tuple[int, str]] = field(default_factory=list)


def run(entries: Sequence[Entry], count: int, seed: int) -> Told:
    """``count`` mutants spread evenly over ``entries``."""
    dice, told, done = random.Random(seed), Told(), Replay()
    for place, entry in enumerate(entries):
        for number in range(count * place // len(entries), count * (place + 1) // len(entries)):
            twist = TWISTS[number % len(TWISTS)]
            mutant = twist(dice, entry.data, entries)
            if mutant == entry.data:
                continue
            told.tried[twist.__name__] += 1
            try:
                Replay(done.head, None if done.empty else done.state).accept(Entry(entry.name, mutant))
            except errors.NotVerified as fault:
                told.refused[type(fault).__name__] += 1
            else:
                told.taken.append((place + 1, twist.__name__))
                done = replay(entries[:place])
        done.accept(entry)
    return told


def run_checkpoints(state: State, kept: Path, folder: Path, count: int, seed: int) -> Told:
    """``count`` mutants of the files in ``kept``, each tried among all others in ``folder``."""
    dice, told = random.Random(seed), Told()
    shutil.copytree(kept, folder / layout.CHECKPOINTS)
    files = [Entry(one.name, one.read_bytes()) for one in sorted(kept.iterdir()) if one.name != layout.SUMS]
    tree = log.tree_of(state.digests)
    before = _seen(log.audit(tree, checkpoints.read(folder), state.trusts))
    for number in range(count):
        file = files[number % len(files)]
        mutant = dice.choice((bit, cut, insertion, lines))(dice, file.data, files)
        if mutant == file.data:
            continue
        Path(folder, layout.CHECKPOINTS, file.name).write_bytes(mutant)
        told.tried["checkpoint"] += 1
        try:
            seen = _seen(log.audit(tree, checkpoints.read(folder), state.trusts))
        except errors.NotVerified as fault:
            told.refused[type(fault).__name__] += 1
        else:
            if seen < before:
                told.refused["a witness less"] += 1
            else:
                told.taken.append((number, file.name))
        Path(folder, layout.CHECKPOINTS, file.name).write_bytes(file.data)
    return told


def _seen(audited: Sequence[Audited]) -> set[tuple[int, str, object]]:
    """Who saw which size when."""
    by_witness = {(one.checkpoint.size, name, time) for one in audited for name, time in one.times.items()}
    return by_witness | {(one.checkpoint.size, name, time) for one in audited for name, time in one.tokens.items()}


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 110_000
    entries = list(store.read_entries(ROOT / "ledger"))
    _show(run(entries, count, seed=14))
    with TemporaryDirectory() as folder:
        kept = ROOT / "ledger" / layout.CHECKPOINTS
        _show(run_checkpoints(replay(entries).state, kept, Path(folder), count // 30, seed=14))


def _show(told: Told) -> None:
    print("tried ", dict(told.tried))
    print("refused", sum(told.refused.values()), dict(told.refused.most_common()))
    print("taken  ", len(told.taken), *told.taken)


if __name__ == "__main__":
    main()
