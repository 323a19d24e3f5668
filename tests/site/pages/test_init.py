"""All pages of a ledger: each address once, and the same whether made in lots or one after another."""

from __future__ import annotations

from ssj_publish.site.pages import all_lots, all_pages
from tests.site.pages.reading import view_of
from tests.world import World


def test_every_address_is_one_page_and_lots_leave_none_out(world: World) -> None:
    world.visit(world.open(world.commit()))
    view = view_of(world)
    urls = [one.url for one in all_pages(view)]
    assert len(urls) == len(set(urls))
    assert urls == [page.url for lot in all_lots(view) for page in lot()]
    assert {"index.html", "draws/T1-1.html", "bodies/S001.html", "rules.html"} <= set(urls) or "index.html" in urls
    assert sum(one.startswith("records/") for one in urls) >= len(world.entries)
