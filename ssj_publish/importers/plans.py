"""年度抽查工作计划 → `Task`, for the offices that propose them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from ssj_publish import errors
from ssj_publish.core.draw.strata import Ratio, check_ratios
from ssj_publish.core.kinds.plan import Task
from ssj_publish.importers import cells, heads, measures
from ssj_publish.importers.faults import Trouble, Value
from ssj_publish.importers.inspectors import items as read_item_ids
from ssj_publish.importers.inspectors import listed
from ssj_publish.importers.items import office
from ssj_publish.importers.reading import Import, Reading, Row

_DIRECTED: Final = {"定向": "yes", "定向抽查": "yes", "不定向": "", "不定向抽查": "", "非定向": ""}


def read_plans(
    path: Path,
    *,
    offices: Mapping[str, str],
    classes: Sequence[str],
    items: Mapping[str, str] | None = None,
    year: int | None = None,
    sheet: str | None = None,
    mapped: Mapping[str, str] | None = None,
) -> Import[Task]:
    """Read a year's plan. ``offices`` maps names to role ids, ``classes`` run from the best credit to the worst.

    With ``items`` (id to name) items may be given by name and unknown ones are faults; with ``year``, so are tasks
    of another year. ``mapped`` names columns (`heads.mapped`).
    Raises `errors.WorkbookUnreadable` if the file cannot be opened; everything else is in the
    import's ``faults``.
    """
    reading = Reading(path, heads.plans(classes), sheet, mapped)
    if reading.head.fields and not reading.has("window"):
        for field, wanted in (("start", "抽取时间自"), ("end", "抽取时间至")):
            if not reading.has(field):
                reading.report.fault("head-absent", wanted=wanted, known=f"{wanted}、抽查时间（如 3月至11月）")
    shares = any(reading.has(f"ratio:{one}") for one in classes)
    if reading.head.fields and not reading.has("ratio") and not shares:
        if not reading.has("count"):
            reading.report.fault("ratio-absent")
    elif reading.head.fields and not reading.has("ratio"):
        for one in classes:
            if not reading.has(f"ratio:{one}"):
                reading.report.fault(
                    "head-absent", wanted=f"{one}类比例", known=f"{one}类比例、{one}级比例、{one}类抽查比例"
                )
    items = listed(reading, items)
    return reading.result([_task(row, offices, classes, items, year) for row in reading.rows() if _of(row, year)])


def _of(row: Row, year: int | None) -> bool:
    """Whether a row is of the ``year``; one that says another year is left out, and said to be."""
    told = row.take("year", lambda value: re.sub(r"年度?$", "", cells.token(value)))
    if year is None or told is None or told == str(year):
        return True
    row.notice("row-year", "year", year=year)
    return False


def by_office(tasks: Iterable[Task]) -> dict[str, tuple[Task, ...]]:
    """The tasks of each initiating office, as it proposes them: offices and tasks sorted by id."""
    found: dict[str, list[Task]] = {}
    for task in sorted(tasks, key=lambda one: one.id):
        found.setdefault(task.office, []).append(task)
    return {role: tuple(found[role]) for role in sorted(found)}


def _task(
    row: Row, offices: Mapping[str, str], classes: Sequence[str], known: Mapping[str, str] | None, year: int | None
) -> Task | None:
    # A plan of one task for each item need not name the tasks.
    name = row.need("name", cells.name) if row.has("name") else row.need("items", cells.name)
    id_ = row.named("RW", name, year)
    if id_:
        row.once("id", id_.casefold(), "id", "id-twice")
    start, end = _window(row, year)
    if start and end:
        if start > end:
            row.fault("window-backwards", "start", end=end.isoformat())
        elif start.year != end.year:
            row.fault("window-years", "end", start=start.isoformat())
        elif year is not None and start.year != year:
            row.fault("window-year", "start", year=year)
    number = row.take("ratio", measures.whole_number) or (
        None if _says_shares(row, classes) else row.take("count", _count)
    )
    initiator = row.need("office", lambda value: office(value, offices))
    partners = row.take("partners", lambda value: _offices(value, offices)) or ()
    return row.build(
        Task,
        id=id_,
        name=name,
        directed=bool(row.take("directed", lambda value: cells.choice(value, _DIRECTED))),
        items=row.need("items", lambda value: read_item_ids(value, known)),
        office=initiator,
        partners=[one for one in partners if one != initiator],
        scope=row.need("scope", _scope),
        towns=row.take("towns", _towns) or (),
        ratios=() if number else _ratios(row, classes),
        minimum=None if number else row.take("minimum", _count),
        number=number,
        frequencies=row.take("frequencies", lambda value: measures.frequencies(value, classes)) or (),
        start=start,
        end=end,
        remark=row.take("remark", cells.text),
    )


def _window(row: Row, year: int | None) -> tuple[date | None, date | None]:
    """From when to when, in two cells or in one (2025年4月至11月)."""
    if row.has("start") or row.has("end") or not row.has("window"):
        return row.need("start", measures.recent), row.need("end", measures.recent)
    return row.need("window", lambda value: measures.window(value, year)) or (None, None)


def _says_shares(row: Row, classes: Sequence[str]) -> bool:
    """Whether a row states a share. A number beside it is what the share was reckoned to come to, and is not read."""
    told = any(row.filled(field) for field in ("ratio", *(f"ratio:{one}" for one in classes)))
    if told and row.filled("count"):
        row.notice("count-beside", "count")
    if not told and not row.filled("count"):
        row.fault("ratio-or-count")
    return told or not row.filled("count")


def _ratios(row: Row, classes: Sequence[str]) -> list[dict[str, object]]:
    """One share for each class, and none that falls as credit falls (the same check as the ledger's)."""
    shares: dict[str, tuple[int, int]] = row.take("ratio", lambda value: measures.class_shares(value, classes)) or {}
    told = bool(shares)
    single = None if told or row.faulty_at("ratio") else row.take("ratio", measures.told_share)
    if row.take("ratio", lambda value: isinstance(value, str) and _BOUND.search(cells.folded(value)) is not None):
        row.doubt("ratio-bound", "ratio")
    for one in classes if not told else ():
        share = row.take(f"ratio:{one}", measures.told_share) or (None if row.faulty_at(f"ratio:{one}") else single)
        if share is not None:
            shares[one] = share
        elif not row.faulty_at(f"ratio:{one}") and any(row.filled(f"ratio:{other}") for other in classes):
            row.need(f"ratio:{one}", measures.told_share)
    if told and len(shares) < len(classes):
        row.fault("ratio-classes", "ratio", missing="、".join(one for one in classes if one not in shares))
    if len(shares) == len(classes):
        try:
            check_ratios([(one, Ratio(*share)) for one, share in shares.items()])
        except errors.RatioFalls as fall:
            row.fault("ratio-falls", f"ratio:{fall.worse}", better=fall.better, worse=fall.worse)
    return [{"credit_class": one, "p": p, "q": q} for one, (p, q) in shares.items()]


def _offices(value: Value, offices: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(office(name, offices) for name in cells.names(value)))


_BOUND: Final = re.compile(r"(?:不少于|不低于|不得少于|至少|最少|不超过|至多|最多)\D{0,3}\d+\s*[家户所个]")
_OPEN: Final = re.compile(r"除.+外|除外|等(?:\d+个)?(?:乡镇|镇街|街道)?$|^部分")
_EVERYWHERE: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{0,8}?)(?:全[县区市域旗境]|本[县区市](?:范围内?)?|[县区市]域内?|辖区内?|各(?:乡镇|镇街|镇乡)(?:街道)?|所有(?:乡镇|镇街)|不限(?:区域|乡镇)?|全部(?:乡镇|街道|区域)?)(?:范围内?|所有乡镇)?"
)


def _towns(value: Value) -> tuple[str, ...]:
    """The towns that narrow a task; 全县 narrows nothing."""
    found = cells.nouns(value)
    whole = [one for one in found if _EVERYWHERE.fullmatch(one)]
    if whole and len(whole) < len(found):
        raise Trouble("towns-mixed", whole=whole[0])
    if any(_OPEN.search(one) for one in found):
        raise Trouble("names-open")
    return () if whole else found


def _scope(value: Value) -> tuple[str, ...]:
    """Types of body; 全县 and 辖区 in front say no more than that they are the bureau's."""
    found = [
        re.sub(r"^(?:全[县区市旗]|本?辖区内?(?:的)?|部分|所有|各级|各类)+(?=.)", "", one) for one in cells.nouns(value)
    ]
    if any(_OPEN.search(one) for one in found):
        raise Trouble("names-open")
    return tuple(dict.fromkeys(found))


def _count(value: Value) -> int:
    digits = re.sub(r"[家个户所]$", "", cells.token(value))
    if not digits.isascii() or not digits.isdigit() or len(digits) > 6:
        raise Trouble("count-unclear")
    return int(digits)
