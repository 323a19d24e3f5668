"""乡镇 (街道): the towns that the register of bodies ever named, numbered in the order in which they came.

A register only grows, so a town's number is for good: an address made of it never comes to mean another town.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ssj_publish.core.state import State

#: The number of those whose town the register does not say.
UNSAID: Final = 0


def numbers(state: State) -> Mapping[str, int]:
    """Town → its number, from 1; a record's towns in the order of its bodies' ids."""
    first: dict[str, tuple[int, str]] = {}
    for id_, versions in state.bodies.history.items():
        for version in versions:
            if version.value is not None and version.value.town is not None:
                came = (version.record.seq, id_)
                first[version.value.town] = min(came, first.get(version.value.town, came))
    return {town: number for number, town in enumerate(sorted(first, key=lambda one: (first[one], one)), 1)}


def town_of(state: State, body: str) -> str | None:
    """The town of a body as last said; None where it was not."""
    found = state.bodies.latest(body)
    return found.town if found is not None else None
