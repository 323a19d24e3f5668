"""Columns whose heads nobody knows: the clerk says once what they hold, and it is remembered beside the ledger.

The file is no part of the ledger, and nothing that is verified depends on it: it may be edited or deleted at any time.

    columns.json    {"bodies": {"学校全名": "名称"}}
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ssj_publish import errors
from ssj_publish.cli import _screen
from ssj_publish.cli._screen import inquire, say
from ssj_publish.importers.reading import Import

NAME: Final = "columns.json"
#: The help of the option ``--fill``.
FILL: Final = "表中没有的列，各行都是同样的内容，例如 信用等级=A；可重复。"
#: The help of the option ``--map``.
MAP: Final = "表头不认识的列是什么，例如 学校全名=名称；可重复，记在台账旁的 columns.json，下次沿用。"


def remembered(folder: Path, kind: str) -> dict[str, str]:
    """What was said about tables of this ``kind`` before: head → usual head. ``folder`` is the ledger's."""
    path = folder.parent / NAME
    try:
        told = json.loads(path.read_text("utf-8")).get(kind, {})
        return {str(head): str(title) for head, title in told.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, AttributeError):
        raise errors.ColumnMapMalformed(text=str(path)) from None


def given(options: Sequence[str]) -> dict[str, str]:
    """The options ``列=字段``."""
    found = {}
    for one in options:
        head, mark, title = one.replace("＝", "=").partition("=")
        if not (mark and head.strip() and title.strip()):
            raise errors.ColumnMapMalformed(text=one)
        found[head.strip()] = title.strip()
    return found


def alike(options: Sequence[str]) -> dict[str, str]:
    """The options ``字段=内容``: what every row of a table holds that has no such column
    (`importers.heads.constants`)."""
    found = {}
    for one in options:
        title, mark, value = one.replace("＝", "=").partition("=")
        if not (mark and title.strip() and value.strip()):
            raise errors.FillMalformed(text=one)
        found[f"={value.strip()}"] = title.strip()
    return found


def understood(
    folder: Path,
    kind: str,
    options: Sequence[str],
    read: Callable[[Mapping[str, str]], Import[Any]],
    fills: Sequence[str] = (),
) -> Import[Any]:
    """What ``read`` gives with the columns that were remembered, given, or said when asked; those are remembered, but
    what is the same in every row is not: the next table may say otherwise."""
    before = remembered(folder, kind)
    if before:
        told = "，".join(f"“{head}”→{title}" for head, title in before.items())
        say(f"沿用 {NAME} 里记下的列：{told}。", err=True)
    named = before | given(options)
    whole = alike(fills)
    found = read(named | whole)
    if _screen.is_terminal() and (said := _asked(found)):
        named |= said
        found = read(named | whole)
    if _screen.is_terminal() and (said := _asked_alike(found)):
        whole |= said
        found = read(named | whole)
    if named != before and not found.faults:
        _remember(folder, kind, named)
    return found


def _asked(found: Import[Any]) -> dict[str, str]:
    """For each column that is missing: which of those that nobody knows it is."""
    missing = [str(one.data["wanted"]) for one in found.faults if one.code == "head-absent"]
    unknown = list(dict.fromkeys(one.head for one in found.notices if one.code == "column-unused" and one.head))
    said: dict[str, str] = {}
    for wanted in missing if unknown else ():
        listed = "，".join(f"{place} {head}" for place, head in enumerate(unknown, 1))
        number = inquire(f"没有“{wanted}”列。不认识的列有：{listed}。哪一列是它？（写序号；都不是的按回车）", "")
        if number in {str(one) for one in range(1, len(unknown) + 1)}:
            said[unknown[int(number) - 1]] = wanted
    return said


def _asked_alike(found: Import[Any]) -> dict[str, str]:
    """For all columns that are still missing, in one question: what every row would hold there."""
    missing = [str(one.data["wanted"]) for one in found.faults if one.code == "head-absent"]
    if not missing:
        return {}
    example = "，".join(f"{title}=……" for title in missing)
    said = inquire(
        f"表中没有：{'、'.join(missing)}。各行都一样的，请一次写明（{example}）；不一样的按回车，在表中补上。", ""
    )
    return alike([part for part in re.split("[，,；;]", said) if part.strip()])


def _remember(folder: Path, kind: str, named: Mapping[str, str]) -> None:
    path = folder.parent / NAME
    whole: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    whole[kind] = dict(named)
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n", "utf-8")
    say(f"列的对照记在 {path.name}，下次沿用。", err=True)
