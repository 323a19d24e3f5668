"""The visits that an open draw, here or elsewhere, has yet to be told to its bodies."""

from __future__ import annotations

from collections.abc import Sequence

from ssj_publish import errors
from ssj_publish.core.calling import Call
from ssj_publish.core.state import State


def drawn(state: State, task: str, bodies: Sequence[str] = ()) -> list[Call]:
    """A call for each of ``bodies`` (all drawn ones where none is named) of the live, open draw of ``task``.

    Raises `errors.NotDrawn` for a body that is not of it, `errors.DrawNotOpen` while there is none.
    """
    known = state.tasks.get(task)
    live = [state.draws[id_] for id_ in known.draws if state.draws[id_].void is None] if known is not None else []
    if known is None or not live or live[-1].result is None:
        raise errors.DrawNotOpen(task=task)
    draw = live[-1]
    for one in bodies:
        if one not in draw.teams:
            raise errors.NotDrawn(body=one)
    items = tuple(sorted(known.task.items))
    ref = f"{task}-{draw.commit.ordinal}"
    return [Call("draw", ref, one, items, draw.teams[one]) for one in bodies or sorted(draw.teams)]
