"""规则变更: from the rules in force to those that are to be."""

from __future__ import annotations

from ssj_publish.core.kinds.rules import RuleChange
from ssj_publish.core.state import State


def current(state: State, document: str, reason: str) -> RuleChange:
    """The rules in force, as a change to start from."""
    return RuleChange(document=document, reason=reason, bureau=state.bureau, settings=state.settings)
