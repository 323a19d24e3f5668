"""Options that take a code of the records: by its Chinese name or by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from ssj_publish.words import labels
from ssj_publish.words.forms import values

F = TypeVar("F", bound=Callable[..., Any])


class Coded(click.ParamType[str]):
    """A code of ``table`` (code → label); ``also`` are further words for some."""

    name = "代码"

    def __init__(self, table: Mapping[str, str], also: Mapping[str, str]) -> None:
        self._table = table
        self._also = also

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return values.choice(value, self._table, self._also)
        except values.Trouble as trouble:
            self.fail(f"{trouble.data['found']}不是可填的内容。可填：{trouble.data['known']}。", param, ctx)


def coded(*names: str, place: str, help: str) -> Callable[[F], F]:
    """A required option for the field ``place`` (``Recusal.ground``), whose help lists the codes."""
    table = labels.CODES[place]
    type_ = Coded(table, labels.ALSO.get(place, {}))
    return click.option(*names, type=type_, required=True, help=f"{help.rstrip('。')}：{values.listed(table)}。")
