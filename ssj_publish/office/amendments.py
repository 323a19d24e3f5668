"""更正 and 撤回: what was written stays legible; what holds from now on is said in a new record."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from ssj_publish import errors
from ssj_publish.core import disclosure
from ssj_publish.core.kinds.annulment import Annulment, AnnulmentGround
from ssj_publish.core.kinds.oversight import Correction, Retraction
from ssj_publish.core.living import Amendable
from ssj_publish.core.shapes import Shape
from ssj_publish.core.state import State
from ssj_publish.office import lookup
from ssj_publish.office.desk import Step


def amendable(state: State, target: str) -> Amendable:
    """The record meant by ``target`` as it holds now; `errors.RecordUnknown` for one of a sort that stays as it is."""
    found = state.amendable(lookup.record(state, target).id)
    if found is None:
        raise errors.RecordUnknown(id=target)
    return found


def revealed(found: Amendable, contents: Mapping[str, bytes]) -> Shape:
    """What holds now, with the texts that lie beside the chain in their places as far as ``contents`` has them."""
    shown: Shape = disclosure.reveal(found.record.kind, found.body, contents)
    return shown


def annul(state: State, target: str, ground: AnnulmentGround, explanation: str) -> Step:
    """Void; whether the record is of a sort that can be, and what has to go before it, is for the rules to say."""
    return Step(Annulment(target=lookup.record(state, target).id, ground=ground, explanation=explanation))


def correct(state: State, target: str, replacement: Shape, reason: str) -> Step:
    """From now on ``replacement``, whole, holds in the target's stead."""
    found = amendable(state, target)
    return Step(Correction(target=found.record.id, reason=reason, replacement=msgspec.to_builtins(replacement)))


def retract(state: State, target: str, reason: str) -> Step:
    """Out of force; whether the record is of a sort that can be is for the rules to say."""
    return Step(Retraction(target=lookup.record(state, target).id, reason=reason))
