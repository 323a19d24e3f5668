"""Long work on values that all last to its end: looking through them for garbage, again and again, is time lost."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def everything_lasts() -> Iterator[None]:
    """No collecting of cycles within; what nobody refers to any more is freed at once as ever."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
