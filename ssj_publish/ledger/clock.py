"""What time it is: asked at the edges only, where something is written or begun."""

from __future__ import annotations

from datetime import datetime

from ssj_publish.core.clock import ZONE


def now() -> str:
    """As a record writes it, such as ``2025-03-28T14:00:00+08:00``."""
    return datetime.now(ZONE).isoformat(timespec="seconds")
