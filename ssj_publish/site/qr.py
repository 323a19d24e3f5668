"""A QR code as one SVG path: no font, no picture file, sharp on any printer and within the site's content policy."""

from __future__ import annotations

from itertools import groupby

import segno

from ssj_publish.site.blocks import Qr

#: Light modules that a reader needs around the code (ISO/IEC 18004).
_QUIET = 4


def qr(label: str, address: str) -> Qr:
    """The code of ``address`` at level M: it can be read when a seventh of it is torn.

    >>> one = qr("甲", "https://jy.anlan.example/draws/T1-1.html")
    >>> one.size, one.path[:20]
    (37, 'M4 4h7v1h-7zM12 4h2v')
    """
    rows = [list(row) for row in segno.make_qr(address, error="m").matrix_iter(border=_QUIET)]
    return Qr(label, address, len(rows), "".join(_runs(rows)))


def _runs(rows: list[list[int]]) -> list[str]:
    """Each row's dark modules, a rectangle a run."""
    found = []
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            width = len(list(run))
            if dark:
                found.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    return found
