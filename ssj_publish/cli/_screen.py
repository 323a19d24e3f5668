"""The one way out to a terminal: whatever is said, asked or shown passes here, and nothing in it acts on the screen.

What stands in a line may come from anybody (`words.visible`). So a line is an argument of its own: a line feed within
it is shown, and begins no new line.
"""

from __future__ import annotations

import json
import sys
from contextlib import AbstractContextManager
from typing import Any, Final

import click

from ssj_publish.words.visible import visible, visible_json

__all__ = ["ask", "confirm", "inquire", "is_terminal", "progress", "say", "say_json", "say_text", "visible"]


_YES: Final = frozenset({"是", "y", "yes", "对"})
_NO: Final = frozenset({"否", "n", "no", "不", ""})


def say(*lines: str, err: bool = False) -> None:
    """Print ``lines``, to the standard error where ``err``."""
    for line in lines:
        click.echo(visible(line), err=err)


def say_text(text: str) -> None:
    """Print a text of several lines that this program has put together: a template, a statement, a report."""
    say(*text.removesuffix("\n").split("\n"))


def say_json(value: Any) -> None:
    """Print ``value`` as JSON: valid to a machine, harmless to a terminal."""
    click.echo(visible_json(json.dumps(value, ensure_ascii=False, indent=2)))


def ask(question: str, again: str | None = None) -> str:
    """What is typed unseen, twice where ``again`` asks for it."""
    told = again if again is None else visible(again)
    return str(click.prompt(visible(question), hide_input=True, confirmation_prompt=told or False, err=True))


def inquire(question: str, default: str | None = None) -> str:
    """What is typed in answer, seen; ``default`` where nothing is: with "" an empty line is an answer too."""
    shown = default if default is None else visible(default)
    return str(click.prompt(visible(question), default=shown, err=True, show_default=bool(default))).strip()


def is_terminal() -> bool:
    """Whether somebody sits there who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def confirm(question: str) -> None:
    """Go on only after a yes; ``click.Abort`` otherwise."""
    while True:
        said = inquire(f"{question}（是/否）", "").lower()
        if said in _YES:
            return
        if said in _NO:
            raise click.Abort()
        say("请填“是”或“否”。", err=True)


def progress(label: str, length: int, hidden: bool = False) -> AbstractContextManager[Any]:
    """A progress bar on the standard error."""
    return click.progressbar(length=length, label=visible(label), file=sys.stderr, hidden=hidden)
