"""The code on paper: exactly the modules of the address it names, with light around them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import segno

from ssj_publish.site.qr import qr
from tests.site.reading import Built

RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


@pytest.mark.parametrize(
    "address", ["https://a", "https://jy.anlan.example/draws/RW-2025-01-1.html", "https://县.example/" + "x" * 300]
)
def test_the_path_paints_the_code(address: str) -> None:
    one = qr("甲", address)
    assert RUN.sub("", one.path) == ""
    painted = {
        (int(x) + n, int(y)) for x, y, run, back in RUN.findall(one.path) for n in range(int(run)) if run == back
    }
    rows = segno.make_qr(address, error="m").matrix_iter(border=4)
    assert painted == {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}
    assert all(4 <= x < one.size - 4 and 4 <= y < one.size - 4 for x, y in painted)


@pytest.mark.slow
def test_every_draw_bears_the_way_to_its_page(county: Built) -> None:
    """The address is the site's own, not that of the machine that built it."""
    for name in county.pages:
        if re.fullmatch(r"draws/(?!index)[^~]+\.html", name):
            text = Path(county.folder, name).read_text("utf-8")
            address = f"https://jy.anlan.example/{name}"
            assert f'aria-label="二维码：{address}"' in text
            assert f'd="{qr("", address).path}"' in text
