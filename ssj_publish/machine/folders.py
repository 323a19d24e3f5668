"""Where this user's programs keep things outside the repository: what must last, and what can be made again.

The places are the systems' own and never move: a log that no longer found its memory would sign a second history.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def state() -> Path:
    """For what must last: ``SSJ_STATE_DIR``, or the system's own place for it. `RuntimeError` where there is no
    home."""
    return _named("SSJ_STATE_DIR") or _local() or _based("XDG_STATE_HOME", Path(".local", "state"))


def cache() -> Path:
    """For what can be made again: ``SSJ_CACHE_DIR``, or the system's own place for it. Raises as `state` does."""
    local = _local()
    return _named("SSJ_CACHE_DIR") or (local / "cache" if local else _based("XDG_CACHE_HOME", Path(".cache")))


def _named(variable: str) -> Path | None:
    named = os.environ.get(variable)
    return Path(named) if named else None


def _local() -> Path | None:
    """Windows has one place for both."""
    if sys.platform == "win32":
        return (_named("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "ssj"
    return None


def _based(variable: str, below_home: Path) -> Path:
    """The XDG Base Directory Specification's."""
    return (_named(variable) or Path.home() / below_home) / "ssj"
