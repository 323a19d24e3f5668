"""Every page with its day, and an index where there are more than one file may hold."""

from __future__ import annotations

import pytest

from ssj_publish.site.opendata import sitemap

PAGES = [("a.html", "2025-01-02"), ("b/&.html", "2025-03-04"), ("c.html", "2025-02-03")]
ROOT = "https://jy.test.example"


def test_one_file_lists_all() -> None:
    assert list(sitemap.files(PAGES[:2], ROOT)) == [
        (
            "sitemap.xml",
            b'<?xml version="1.0" encoding="UTF-8"?>\n'
            b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            b"<url>\n<loc>https://jy.test.example/a.html</loc>\n<lastmod>2025-01-02</lastmod>\n</url>\n"
            b"<url>\n<loc>https://jy.test.example/b/&amp;.html</loc>\n<lastmod>2025-03-04</lastmod>\n</url>\n"
            b"</urlset>\n",
        )
    ]


def test_more_than_fit_are_parted_and_the_index_bears_the_newest_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST", 2)
    found = dict(sitemap.files(PAGES, ROOT))
    assert list(found) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert found["sitemap-1.xml"].count(b"<url>") == 2
    assert found["sitemap-2.xml"].count(b"<url>") == 1
    index = found["sitemap.xml"].decode()
    assert "<sitemapindex" in index
    assert "<loc>https://jy.test.example/sitemap-1.xml</loc>\n<lastmod>2025-03-04</lastmod>" in index
    assert "<loc>https://jy.test.example/sitemap-2.xml</loc>\n<lastmod>2025-02-03</lastmod>" in index


@pytest.mark.slow
def test_the_protocol_allows_fifty_thousand() -> None:
    pages = [(f"{n}.html", "2025-01-02") for n in range(50_001)]
    assert [name for name, _ in sitemap.files(pages[:50_000], ROOT)] == ["sitemap.xml"]
    assert [name for name, _ in sitemap.files(pages, ROOT)] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
