"""一单两库: workbooks against the registers, and who must not inspect whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

import msgspec

from ssj_publish import importers
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, ItemChange, Recusal
from ssj_publish.core.rules import publication
from ssj_publish.core.state import State
from ssj_publish.importers.parts import parts
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
    """``change`` in records of bounded size (`importers.parts`); where there are several, the reason of each says which
    it is."""
    made: list[Any] = parts(change)
    if len(made) == 1:
        return [Step(change)]
    told = (f"{one.reason}（分 {len(made)} 条记录写入，这是第 {number} 条）" for number, one in enumerate(made, 1))
    return [Step(msgspec.structs.replace(one, reason=reason)) for one, reason in zip(made, told, strict=True)]


def recuse(state: State, inspector: str, body: str, ground: Ground) -> Step:
    """``inspector`` (an id or a name) does not inspect ``body`` (likewise)."""
    return Step(
        Recusal(inspector=lookup.inspector(state, inspector), body=lookup.body(state, body), ground=ground)
    )  # fmt: skip
