"""The code on a notice of a visit that no seal hides: on what ground these inspectors come to this body.

    2~<ground>~<ref>~<body>~<item>,<item>…~<inspector>,<inspector>…

``ground`` and ``ref``: ``draw`` and ``<task>-<ordinal>``; ``elsewhere`` and the task; ``approval`` and the approval's
number in the ledger; ``urgent`` or ``routine`` and ``0``. Like the code of a sealed draw (`core.draw.notice`) it stands
behind ``notice.html#``, where the visited body's telephone holds it against what the page knows. ``~`` is in no id.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

from ssj_publish import errors
from ssj_publish.core.kinds.approval import InspectionApproval
from ssj_publish.core.living import Amendable
from ssj_publish.core.state import Draw, State

Ground = Literal["draw", "elsewhere", "approval", "urgent", "routine"]
#: What the ledger can show of beforehand, and what it cannot.
PLAIN = ("urgent", "routine")
_ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
_IDS = rf"{_ID}(?:,{_ID}){{0,19}}"
_TEXT = re.compile(
    rf"2~(draw|elsewhere|approval|urgent|routine)~([A-Za-z0-9][A-Za-z0-9._-]{{0,79}})~({_ID})~({_IDS})~({_IDS})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Call:
    """The ``team`` comes to ``body`` for ``items``, on the ``ground`` that ``ref`` names."""

    ground: Ground
    ref: str
    body: str
    items: tuple[str, ...]
    team: tuple[str, ...]


def form(call: Call) -> str:
    """The text for the QR code."""
    return f"2~{call.ground}~{call.ref}~{call.body}~{','.join(call.items)}~{','.join(call.team)}"


def parse(text: str) -> Call:
    """The strict inverse of `form`; `errors.NoticeMalformed` for any other text."""
    found = _TEXT.fullmatch(text)
    if found is None or (found[1] in PLAIN and found[2] != "0"):
        raise errors.NoticeMalformed()
    ground, ref, body, items, team = found.groups()
    return Call(cast(Ground, ground), ref, body, tuple(items.split(",")), tuple(team.split(",")))


def check(state: State, call: Call) -> None:
    """`errors.CallRefused`, with what does not fit, unless the ledger bears the call out."""
    fault = _ground(state, call) or _team(state, call)
    if fault:
        raise errors.CallRefused(body=call.body, why=fault)


def draw_of(state: State, ref: str) -> Draw | None:
    """The draw ``<task>-<ordinal>``, if it is open and not void."""
    task, _, ordinal = ref.rpartition("-")
    for id_ in state.tasks[task].draws if task in state.tasks else ():
        draw = state.draws[id_]
        if str(draw.commit.ordinal) == ordinal and draw.void is None and draw.result is not None:
            return draw
    return None


def approval_of(state: State, ref: str) -> Amendable[InspectionApproval] | None:
    """The approval in force with the number ``ref``."""
    return next((one for one in state.approvals.values() if str(one.record.seq) == ref and one.in_force), None)


def _ground(state: State, call: Call) -> str:
    if call.ground in PLAIN:
        return ""
    if call.ground == "draw":
        draw = draw_of(state, call.ref)
        if draw is None or draw.teams.get(call.body) != call.team:
            return "draw"
        return "" if tuple(sorted(state.tasks[draw.commit.task].task.items)) == call.items else "items"
    if call.ground == "elsewhere":
        return _elsewhere(state, call)
    approval = approval_of(state, call.ref)
    if approval is None or call.body not in approval.body.bodies or not set(call.items) <= set(approval.body.items):
        return "approval"
    return ""


def _elsewhere(state: State, call: Call) -> str:
    for one in state.elsewhere.values():
        if one.in_force and one.body.task == call.ref:
            for drawn in one.body.drawn:
                if drawn.body == call.body and (not drawn.team or drawn.team == call.team):
                    return "" if tuple(sorted(state.tasks[call.ref].task.items)) == call.items else "items"
    return "draw"


def _team(state: State, call: Call) -> str:
    able: set[str] = set()
    for id_ in call.team:
        inspector = state.inspectors.current.get(id_)
        if inspector is None:
            return "team"
        able.update(inspector.items)
    return "" if set(call.items) <= able else "team"
