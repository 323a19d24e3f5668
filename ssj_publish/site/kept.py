"""Parts that many pages share, made once: the head's links, the menu, the footer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Kept:
    """Calls a template's macro, once for each set of arguments: ``{{ kept(chrome.top, SITEURL, here, SITENAME, site)
    }}``.

    The macro's module must be imported without context, so that it can depend on nothing else. What is not a text is
    told by its identity, and held as long as this object lives.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[Any, ...], tuple[tuple[Any, ...], str]] = {}

    def __call__(self, macro: Callable[..., str], *args: Any) -> str:
        """The markup that ``macro`` (of Jinja2) gives for ``args``."""
        called = (macro.name, *(arg if isinstance(arg, str) else id(arg) for arg in args))  # type: ignore[attr-defined]
        found = self._made.get(called)
        if found is None:
            found = self._made[called] = (args, macro(*args))
        return found[1]
