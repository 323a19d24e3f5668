"""Put a new folder in the place of an old one, so that at each instant one of the two stands there.

Where the system can exchange two names in one step (Linux), it does. Elsewhere the old folder has to step aside first,
and whoever is killed just then leaves nothing in its place: `recover` brings the old one back.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE


def replace(target: Path, fresh: Path) -> None:
    """Put the folder ``fresh`` in the place of ``target``, and remove what stood there."""
    old = _aside(target)
    recover(target)
    shutil.rmtree(old, ignore_errors=True)
    if not target.exists():
        os.replace(fresh, target)
    elif exchange(target, fresh):
        shutil.rmtree(fresh, ignore_errors=True)
    else:
        os.replace(target, old)
        os.replace(fresh, target)
        shutil.rmtree(old, ignore_errors=True)


def recover(target: Path) -> None:
    """Bring back what an interrupted `replace` had moved aside; where nothing is missing, nothing happens."""
    old = _aside(target)
    if old.is_dir() and not os.path.lexists(target):
        os.replace(old, target)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step (renameat2(2)); False where the system or its file system cannot."""
    if sys.platform != "linux":
        return False
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")
