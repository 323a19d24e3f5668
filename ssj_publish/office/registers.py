"""一单两库: workbooks against the registers, and who must not inspect whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from ssj_publish import importers
from ssj_publish.core import encoding
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, ItemChange, Recusal
from ssj_publish.core.rules import publication
from ssj_publish.core.state import State
from ssj_publish.importers.reading import Import
from ssj_publish.office import lookup
from ssj_publish.office.desk import Step

Name = Literal["items", "bodies", "inspectors"]
Change = ItemChange | BodyChange | InspectorChange
Ground = Literal["kinship", "interest", "former-post", "other"]

_DIFFERENCES: dict[Name, Any] = {
    "items": importers.item_change,
    "bodies": importers.body_change,
    "inspectors": importers.inspector_change,
}

#: Bytes of entries in a record, which has 4 MiB in all, and by how much a line there is longer than a member in JSON.
_ROOM: Final = encoding.MAX_BYTES - 64 * 1024
_INDENT: Final = 8
_GROUPS: Final = ("removed", "changed", "added")


def partners(state: State) -> dict[str, str]:
    """The role ids of the departments outside the bureau, by name."""
    return {role.name: role.id for role in state.keyring.active if role.type == "partner"}


def offices(state: State) -> dict[str, str]:
    """Names of the bureau's 业务科室 → role ids."""
    return {role.name: role.id for role in state.keyring.active if role.type == "office"}


def former(state: State) -> dict[str, str]:
    """Names that offices had before, and offices that are no more → role ids: older plans name them."""
    found = {name: id_ for one in state.rules for id_, name in one.names.items()}
    return found | {role.name: role.id for role in state.keyring.roles.values() if role.type == "office"}


def current(state: State, name: Name) -> Mapping[str, Any]:
    """The entries in force, by id."""
    found: Mapping[str, Any] = getattr(state, name).current
    return found


def read(
    state: State,
    name: Name,
    file: Path,
    today: date,
    sheet: str | None = None,
    mapped: Mapping[str, str] | None = None,
) -> Import[Any]:
    """The workbook as entries of the register ``name``, with faults and notices; raises as the importers do.

    ``mapped`` says what a column holds whose head is not known: its head → the usual one.
    """
    if name == "items":
        names = {importers.cells.twin(one.name): one.id for one in state.items.current.values()}
        return importers.read_items(file, offices=offices(state), ids=names, sheet=sheet, mapped=mapped)
    if name == "bodies":
        entries = state.bodies.current.values()
        named = {importers.cells.twin(one.name): one.id for one in entries}
        codes = {one.code: one.id for one in entries if one.code and one.branch_of is None}
        return importers.read_bodies(
            file,
            classes=state.settings.classes,
            ids=named | codes,
            held={one.id: one.name for one in entries},
            today=today,
            sheet=sheet,
            mapped=mapped,
        )
    known = {id_: one.name for id_ in state.items.history if (one := state.items.latest(id_)) is not None}
    ids = {one.certificate.casefold(): one.id for one in state.inspectors.current.values()}
    found = importers.read_inspectors(file, items=known, ids=ids, sheet=sheet, mapped=mapped)
    if publication.settings(state).certificates == "masked":
        return replace(
            found,
            accepted=tuple(msgspec.structs.replace(one, certificate=masked(one.certificate)) for one in found.accepted),
        )
    return found


def masked(number: str) -> str:
    """A certificate number with no more of it than may be public: its ends.

    >>> masked("99012200130"), masked("9901")
    ('9901****0130', '****')
    """
    return f"{number[:4]}****{number[-4:]}" if len(number) > 8 else "****"


def change(
    state: State, name: Name, found: Import[Any], reason: str, removal: str | None = None, partial: bool = False
) -> Change | None:
    """What the workbook says otherwise than the register, as one dated change; None where they agree.

    A ``partial`` workbook adds and changes; what it does not name stays.

    Raises `errors.WorkbookFaults` and `errors.RemovalUnexplained`.
    """
    built: Change | None = _DIFFERENCES[name](
        current(state, name), found, reason=reason, removal=removal, partial=partial
    )
    return built


def steps(change: Change) -> list[Step]:
    """``change`` as one record or, where it is too large for that, as several.

    What goes and what changes comes first, and a branch behind its head, so that each record holds by itself.
    """
    parts = _parts(change)
    if len(parts) == 1:
        return [Step(change)]
    count = len(parts)
    return [
        Step(
            msgspec.structs.replace(
                change,
                reason=f"{change.reason}（第 {number} 部分，共 {count} 部分）",
                **{group: tuple(sorted(part.get(group, ()), key=lambda one: one.id)) for group in _GROUPS},
            )
        )
        for number, part in enumerate(parts, 1)
    ]


def _parts(change: Change) -> list[dict[str, list[Any]]]:
    """The entries of ``change`` by group, as many to a part as a record has room for."""
    parts: list[dict[str, list[Any]]] = [{}]
    size = 0
    for group in _GROUPS:
        entries: list[Any] = sorted(getattr(change, group), key=lambda one: getattr(one, "branch_of", None) is not None)
        for entry in entries:
            own = room(entry)
            if size + own > _ROOM and parts[-1]:
                parts.append({})
                size = 0
            parts[-1].setdefault(group, []).append(entry)
            size += own
    return parts


def room(entry: Any) -> int:
    """How many bytes of a record ``entry`` takes, or a few more."""
    data = msgspec.json.encode(entry)
    return len(data) + _INDENT * data.count(b'":')


def recuse(state: State, inspector: str, body: str, ground: Ground) -> Step:
    """``inspector`` (an id or a name) does not inspect ``body`` (likewise)."""
    return Step(
        Recusal(inspector=lookup.inspector(state, inspector), body=lookup.body(state, body), ground=ground)
    )  # fmt: skip
