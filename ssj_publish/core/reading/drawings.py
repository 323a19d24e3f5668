"""What the ledger says of public drawings whose numbers people typed, held against itself."""

from __future__ import annotations

from dataclasses import dataclass

from ssj_publish.core.state import Draw, State


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One issue of one game, for which two draws state different numbers."""

    game: str
    issue: str
    draws: tuple[Draw, ...]
    numbers: tuple[str, ...]


def contradictions(state: State) -> tuple[Contradiction, ...]:
    """Issues with more than one set of numbers: at most one of them was drawn.

    A rule could not refuse the second one, which may be the true one; it is shown instead, on both draws, for ever.
    """
    said: dict[tuple[str, str], dict[str, list[Draw]]] = {}
    for draw in state.draws.values():
        shown, named = draw.result or draw.seal, draw.commit.lotteries
        if shown is None or named is None:
            continue
        for one, line in zip(named.issues, shown.body.numbers, strict=True):
            said.setdefault((one.game, one.issue), {}).setdefault(line, []).append(draw)
    return tuple(
        Contradiction(game, issue, tuple(draw for draws in lines.values() for draw in draws), tuple(lines))
        for (game, issue), lines in said.items()
        if len(lines) > 1
    )
