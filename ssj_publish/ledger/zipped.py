"""A ledger in an archive: the one that the site publishes, or a folder that somebody has zipped."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile, is_zipfile

from ssj_publish import errors
from ssj_publish.core.entry import record_name

#: As much as a mirror may fetch in one go (`web.mirror`), and no single file beyond what the ledger reads.
MAX_FILES: Final = 2_000_000
MAX_SIZE: Final = 2 << 30
_FIRST: Final = record_name(1)


def is_archive(path: Path) -> bool:
    """Whether the file ``path`` is a zip."""
    return path.is_file() and is_zipfile(path)


def unpack(path: Path, folder: Path) -> Path:
    """The ledger in the zip ``path``, unpacked below ``folder``: wherever its first record stands in there.

    Only what has a place in a ledger's folder comes out. Raises `errors.ArchiveUnusable` with a ``reason``: form,
    ledger (there is none, or more than one), size, name.
    """
    ledger = folder / "ledger"
    try:
        with ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            starts = [one.filename.removesuffix(_FIRST) for one in members if _is_first(one.filename)]
            if len(starts) != 1:
                raise errors.ArchiveUnusable(path=str(path), reason="ledger")
            inside = {
                one.filename.removeprefix(starts[0]): one for one in members if one.filename.startswith(starts[0])
            }
            if len(members) > MAX_FILES or sum(one.file_size for one in members) > MAX_SIZE:
                raise errors.ArchiveUnusable(path=str(path), reason="size")
            for name, one in inside.items():
                if not _is_plain(name):
                    raise errors.ArchiveUnusable(path=str(path), reason="name")
                target = ledger / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(one) as stream, target.open("xb") as made:
                    made.write(stream.read(one.file_size + 1))
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, FileExistsError):
        raise errors.ArchiveUnusable(path=str(path), reason="form") from None
    return ledger


def _is_first(name: str) -> bool:
    return name == _FIRST or name.endswith(f"/{_FIRST}")


def _is_plain(name: str) -> bool:
    """A path that stays below the folder on every system."""
    parts = name.split("/")
    return all(part not in ("", ".", "..") and not set(part) & set('\\:*?"<>|\0') for part in parts)
