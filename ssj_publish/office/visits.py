"""What a visit's form leaves out because the draw says it: the task's items, the drawn team."""

from __future__ import annotations

from msgspec.structs import replace

from ssj_publish import errors
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.shapes import Shape
from ssj_publish.core.state import Draw, State
from ssj_publish.words import labels
from ssj_publish.words.forms import examples


def completed(state: State, body: Shape) -> Shape:
    """A visit with its items in order and, under a draw, with items and inspectors filled in where they are left out.

    Other bodies, and visits under a draw that there is not, stay as they are. Raises `errors.FieldNeeded` where nothing
    says whom or what: without a draw, or while the draw is sealed and no proof is given.
    """
    if not isinstance(body, Visit):
        return body
    draw = state.draws.get(body.draw or "")
    if body.draw is not None and draw is None:
        return body
    items, team = body.items, body.inspectors
    if draw is not None:
        items = items or state.tasks[draw.commit.task].task.items
        team = team or _team(draw, body)
    for field, value in (("items", items), ("inspectors", team)):
        if not value:
            label = f"{labels.field(Visit, field)}（{field}）"
            raise errors.FieldNeeded(field=field, label=label, example=examples.flow(Visit, (field,)))
    return replace(body, items=tuple(sorted(set(items))), inspectors=team)


def _team(draw: Draw, body: Visit) -> tuple[str, ...]:
    if draw.outcome is not None:
        return draw.teams.get(body.body, ())
    return body.proof.team if body.proof is not None else ()
