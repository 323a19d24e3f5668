"""Inspection notices of a sealed draw: a sheet of paper a visit, with a QR code that shows that this body was drawn.

They are written before the draw is opened, so they are as secret as the list, each until its visit.
"""

from __future__ import annotations

from dataclasses import dataclass

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from ssj_publish.core.draw import notice
from ssj_publish.core.draw.notice import Notice
from ssj_publish.core.state import Draw, State
from ssj_publish.site.pages import places
from ssj_publish.site.settings import packaged


@dataclass(frozen=True, slots=True)
class Sheet:
    """One notice: what it is named as a file, and its HTML, whole in itself."""

    name: str
    html: str


def sheet(state: State, draw: Draw, made: Notice, site: str) -> Sheet:
    """The notice ``made``, checked first; ``site`` is the public site's address. Raises what `notice.check` raises."""
    notice.check(draw, made)
    task = state.tasks[draw.commit.task].task
    code = notice.form(made)
    address = f"{site.rstrip('/')}/{places.NOTICE[1]}"
    html = _template().render(
        bureau=state.bureau,
        notice=state.founding.notice or "",
        body=places.body(state, made.body).text,
        id=made.body,
        task=task.name,
        draw=places.draw_name(draw),
        start=task.start,
        end=task.end,
        items=[places.item(state, id_).text for id_ in task.items],
        team=[f"{places.inspector_name(state, id_)}（{id_}）" for id_ in made.proof.team],
        root=draw.seal.body.root if draw.seal is not None else "",
        code=code,
        address=address,
        # Drawn as shapes: no font, no picture file, sharp on any printer. Half as much again can be read when a quarter is torn.
        qr=segno.make_qr(f"{address}#{code}", error="m").svg_inline(scale=3, border=4),
    )
    return Sheet(f"{places.file_name(made.body)}.html", html)


def _template() -> Template:
    loader = FileSystemLoader(packaged("theme") / "templates" / "print")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True).get_template(
        "notice.html"
    )
