"""What a visit's form leaves out because the draw says it: the task's items, the drawn team."""

from __future__ import annotations

from msgspec.structs import replace

from ssj_publish import errors
from ssj_publish.core.kinds.inspection import Joined, Visit
from ssj_publish.core.shapes import Shape
from ssj_publish.core.state import Draw, State
from ssj_publish.words import labels
from ssj_publish.words.forms import examples


def completed(state: State, body: Shape) -> Shape:
    """A visit with its items in order and, under draws, with items and inspectors filled in where they are left out:
    those of all its draws.

    Other bodies, and visits under a draw that there is not, stay as they are. Raises `errors.FieldNeeded` where nothing
    says whom or what: without a draw, or while the draw is sealed and no proof is given.
    """
    if not isinstance(body, Visit):
        return body
    draws = [state.draws.get(one.draw) for one in body.grounds]
    known = [draw for draw in draws if draw is not None]
    if len(known) < len(draws):
        return body
    items, team = body.items, body.inspectors
    if known:
        items = items or tuple(item for draw in known for item in state.tasks[draw.commit.task].task.items)
        teams = [_team(draw, ground, body.body) for draw, ground in zip(known, body.grounds, strict=True)]
        team = team or (tuple(dict.fromkeys(one for each in teams for one in each)) if all(teams) else ())
    for field, value in (("items", items), ("inspectors", team)):
        if not value:
            label = f"{labels.field(Visit, field)}（{field}）"
            raise errors.FieldNeeded(field=field, label=label, example=examples.flow(Visit, (field,)))
    return replace(body, items=tuple(sorted(set(items))), inspectors=team)


def _team(draw: Draw, ground: Joined, body: str) -> tuple[str, ...]:
    if draw.outcome is not None:
        return draw.teams.get(body, ())
    return ground.proof.team if ground.proof is not None else ()
