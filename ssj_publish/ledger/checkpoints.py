"""The checkpoints kept beside the records: notes by the log, witnesses' answers, RFC 3161 tokens; add-only."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from ssj_publish import errors
from ssj_publish.core.log import Stored
from ssj_publish.core.tlog import note
from ssj_publish.core.tlog.note import Note, NoteSignature
from ssj_publish.ledger import layout
from ssj_publish.ledger.layout import CheckpointName
from ssj_publish.machine import durable

#: An RFC 3161 token with its certificates is a few kilobytes.
MAX_TOKEN = 1 << 16
MAX_FILE = max(MAX_TOKEN, note.MAX_BYTES)


def read(ledger: Path) -> list[Stored]:
    """All checkpoints of the ledger in ``ledger``, the smallest first, not yet believed.

    Raises `errors.ForeignFile` for what has no place there, `errors.NoteMalformed` and `errors.CosignatureMisplaced`
    by file, and `errors.StorageFailed`.
    """
    folder = ledger / layout.CHECKPOINTS
    names = _names(folder)
    beside: dict[int, list[CheckpointName]] = {}
    for name in names:
        beside.setdefault(name.size, []).append(name)
    notes = (name for name in names if name.witness is None and name.authority is None)
    found = [_stored(folder, name, beside[name.size]) for name in notes]
    orphans = {name.size for name in names} - {one.size for one in found}
    if orphans:
        raise errors.ForeignFile(folder=str(folder), name=next(one.text for one in names if one.size in orphans))
    return found


def add(ledger: Path, signed: Note, size: int) -> Path:
    """Keep a note by the log durably; doing it again is nothing, another note of this size a `CheckpointConflict`."""
    return _add(ledger, CheckpointName(size), note.form(signed))


def add_cosignature(ledger: Path, size: int, signature: NoteSignature) -> Path:
    """Keep a witness's answer for the checkpoint of ``size``; the first one stays where two were asked for at a
    time."""
    name = CheckpointName(size, witness=signature.key_id.hex())
    with suppress(errors.CheckpointConflict):
        return _add(ledger, name, signature.line.encode())
    return ledger / layout.CHECKPOINTS / name.text


def add_token(ledger: Path, size: int, authority: str, token: bytes) -> Path:
    """Keep an RFC 3161 token over the bytes of the checkpoint's note; likewise."""
    name = CheckpointName(size, authority=authority)
    with suppress(errors.CheckpointConflict):
        return _add(ledger, name, token)
    return ledger / layout.CHECKPOINTS / name.text


def _add(ledger: Path, name: CheckpointName, data: bytes) -> Path:
    folder = ledger / layout.CHECKPOINTS
    try:
        durable.create_in_new(folder, name.text, data)
    except errors.AppendRace:
        raise errors.CheckpointConflict(name=f"{layout.CHECKPOINTS}/{name.text}") from None
    return folder / name.text


def _names(folder: Path) -> list[CheckpointName]:
    if not os.path.lexists(folder):
        return []
    names = []
    for name in durable.file_names(folder):
        if name == layout.SUMS or layout.is_debris(name):
            continue
        parsed = layout.parse_checkpoint_name(name)
        if parsed is None or parsed.text != name:
            raise errors.ForeignFile(folder=str(folder), name=name)
        names.append(parsed)
    return sorted(names, key=lambda one: (one.size, one.text))


def _stored(folder: Path, name: CheckpointName, beside: list[CheckpointName]) -> Stored:
    signed = _note(folder, name)
    cosignatures = tuple(_cosignature(folder, one) for one in beside if one.witness is not None)
    tokens = tuple((one.authority, durable.read_file(folder / one.text, MAX_TOKEN)) for one in beside if one.authority)
    return Stored(f"{layout.CHECKPOINTS}/{name.text}", name.size, signed, cosignatures, tokens)


def _note(folder: Path, name: CheckpointName) -> Note:
    try:
        return note.parse(durable.read_file(folder / name.text, note.MAX_BYTES))
    except errors.NoteMalformed as fault:
        raise errors.NoteMalformed(name=f"{layout.CHECKPOINTS}/{name.text}", reason=fault.reason) from None


def _cosignature(folder: Path, name: CheckpointName) -> NoteSignature:
    data = durable.read_file(folder / name.text, note.MAX_BYTES)
    try:
        (found,) = note.parse_signatures(data.decode())
    except (ValueError, errors.NoteMalformed):
        raise errors.CosignatureMisplaced(name=f"{layout.CHECKPOINTS}/{name.text}") from None
    if found.key_id.hex() != name.witness:
        raise errors.CosignatureMisplaced(name=f"{layout.CHECKPOINTS}/{name.text}")
    return found
