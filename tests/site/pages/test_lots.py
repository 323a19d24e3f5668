"""Pages in lots: all of them, in their order, and none made before it is asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ssj_publish.site.pages import lots


@pytest.mark.parametrize("count", [0, 1, lots.SIZE, lots.SIZE + 1, 3 * lots.SIZE])
def test_every_page_is_made_once_and_in_order(count: int) -> None:
    made: list[int] = []

    def pages(one: int) -> Iterator[str]:
        made.append(one)
        yield f"{one}a"
        yield f"{one}b"

    found = list(lots.of(pages, range(count)))
    assert made == [], "nothing is made by dividing"
    assert len(found) == -(-count // lots.SIZE)
    assert list(lots.together(found)) == [f"{one}{part}" for one in range(count) for part in "ab"]
    assert made == list(range(count))
    if found:
        assert len(list(found[0]())) == 2 * min(count, lots.SIZE), "a lot can be made again, by whoever has it"
