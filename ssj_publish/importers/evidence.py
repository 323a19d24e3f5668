"""Files of evidence named in a cell: the clerk writes names, the digests are taken here."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from ssj_publish.core.shapes import Evidence
from ssj_publish.importers import cells
from ssj_publish.importers.faults import Trouble, Value


def read(value: Value, folder: Path | None) -> tuple[Evidence, ...]:
    """The files named in a cell (between them 、；, or line breaks), as they lie in ``folder``. Raises `Trouble`."""
    if folder is None:
        raise Trouble("evidence-folder")
    names = dict.fromkeys(part.strip() for part in re.split(r"[、;；,，\n]+", cells.text(value)) if part.strip())
    return tuple(_one(name, folder) for name in names)


def _one(name: str, folder: Path) -> Evidence:
    path = folder / name
    if Path(name).is_absolute() or ".." in Path(name).parts or not path.is_file():
        raise Trouble("evidence-missing", name=name, folder=str(folder))
    digest, size = sha256(), 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
            size += len(block)
    return Evidence(name=path.name, sha256=digest.hexdigest(), size=size)
