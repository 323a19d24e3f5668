"""Imports all lists of cases, which enter themselves into the kit's."""

from tests.faults import checkpoints, content, draws, signatures

__all__ = ["checkpoints", "content", "draws", "signatures"]
