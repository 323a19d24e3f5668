"""A draw seen: each body a dot at its ticket, the leftmost drawn."""

from __future__ import annotations

from collections.abc import Sequence

from ssj_publish.core.state import Draw, State, Ticket
from ssj_publish.site.blocks import Dot, Strip, Strips
from ssj_publish.site.pages import places
from ssj_publish.site.view import Place

#: How many dots that were drawn, and how many that were not, a line has at most: more would be a bar.
MOST = 100
_ROWS = 3
_DIGITS = 8


def strips(state: State, one: Draw) -> Strips | None:
    """A line a class; nothing before the seed is known."""
    if one.outcome is None:
        return None
    lines = []
    for stratum in one.commit.strata:
        listed = [ticket for ticket in one.outcome.tickets if ticket.credit_class == stratum.credit_class]
        if listed:
            lines.append(_strip(state, listed, stratum.sample))
    return Strips("每个圆点是一个对象，按签号从小到大，从左到右。红线左边、颜色深的，就是抽中的。", tuple(lines))


def own(state: State, one: Place) -> Strip:
    """One body's ticket in one draw, against the line where the drawn end."""
    listed = (
        [ticket for ticket in one.draw.outcome.tickets if ticket.credit_class == one.ticket.credit_class]
        if one.draw.outcome
        else []
    )
    dot = Dot(_at(one.ticket), 1, one.ticket.drawn, _title(state, one.ticket))
    name = f"{places.draw_name(one.draw)}："
    return Strip(name, f"第 {one.rank} 名，共 {one.size} 名，取前 {one.sample} 名。", (dot,), _cut(listed, one.sample))


def _strip(state: State, listed: Sequence[Ticket], sample: int) -> Strip:
    shown: list[Ticket] = []
    told = f"{len(listed)} 个，抽中 {sample} 个。"
    for name, part in (("抽中的", listed[:sample]), ("没有抽中的", listed[sample:])):
        step = -(-len(part) // MOST) or 1
        shown += part[::step]
        if step > 1:
            told += f"{name} {len(part)} 个太密，每 {step} 个画一个。"
    dots = (
        Dot(_at(ticket), number % _ROWS, ticket.drawn, _title(state, ticket)) for number, ticket in enumerate(shown)
    )
    return Strip(f"{listed[0].credit_class} 级", told, tuple(dots), _cut(listed, sample))


def _cut(listed: Sequence[Ticket], sample: int) -> str:
    """Half-way between the last drawn and the first that is not."""
    if not 0 < sample < len(listed):
        return ""
    return f"{(float(_at(listed[sample - 1])) + float(_at(listed[sample]))) / 2:.3f}"


def _title(state: State, ticket: Ticket) -> str:
    return f"{places.body(state, ticket.body).text}，签号 {ticket.ticket[:_DIGITS]}…，{'抽中' if ticket.drawn else '未抽中'}"


def _at(ticket: Ticket) -> str:
    """The ticket as a part of all possible ones, in percent: its first eight digits tell enough."""
    return f"{int(ticket.ticket[:_DIGITS], 16) * 100 / 16**_DIGITS:.3f}"
