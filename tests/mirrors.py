"""Modules without a test at their own place (``core/x.py`` in ``tests/core/test_x.py``), and the test that holds each all the same.

The list shrinks: a module that gets its own test leaves it, and a new one is not put on it for want of time. A test that is named
here imports the module; a command is run by its words.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Held:
    """By ``test``, which imports the module or runs its ``command``; ``why`` it has no test of its own."""

    test: str
    why: str
    command: str = ""


_ENGINE = "all engines give one list: one test asks each of them the same"
_TABLE = "a table of words; that none is missing and each reads well is one test for all tables"
_ACT = "a few lines between the screen and an act of the office: tried as a clerk does it"
_PLAYED = "a chapter of the example county's year, which is replayed whole and compared byte for byte"

HELD: dict[str, Held] = {}
