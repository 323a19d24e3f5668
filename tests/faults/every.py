"""Imports all lists of cases, which enter themselves into the kit's."""

from tests.faults import (
    answers,
    burden,
    chance,
    checkpoints,
    content,
    custody,
    disclosures,
    doubts,
    draws,
    guests,
    hostile,
    lawful,
    names,
    rules,
    seals,
    signatures,
)
from tests.tsa import OPENSSL

__all__ = [
    "answers",
    "burden",
    "chance",
    "checkpoints",
    "content",
    "custody",
    "disclosures",
    "doubts",
    "draws",
    "guests",
    "hostile",
    "lawful",
    "names",
    "rules",
    "seals",
    "signatures",
]

if OPENSSL:
    from tests.faults import tokens

    __all__ += ["tokens"]
