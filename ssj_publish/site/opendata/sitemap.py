"""``sitemap.xml`` (sitemaps.org): every page with the day of the newest record that it tells of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree import ElementTree

#: What the protocol allows in one file.
MOST: Final = 50_000
_SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"

#: Address within the site, and the day (2025-03-28) on which it was last true that something changed.
Place = tuple[str, str]


def files(pages: Sequence[Place], root: str) -> Iterator[tuple[str, bytes]]:
    """The map; where there are more pages than one file may list, an index of several. ``root`` is the site's
    address."""
    chunks = [pages[start : start + MOST] for start in range(0, len(pages), MOST)]
    if len(chunks) == 1:
        yield "sitemap.xml", _form("urlset", "url", pages, root)
        return
    listed = []
    for number, chunk in enumerate(chunks, 1):
        name = f"sitemap-{number}.xml"
        listed.append((name, max(day for _, day in chunk)))
        yield name, _form("urlset", "url", chunk, root)
    yield "sitemap.xml", _form("sitemapindex", "sitemap", listed, root)


def _form(outer: str, inner: str, places: Sequence[Place], root: str) -> bytes:
    whole = ElementTree.Element(outer, xmlns=_SPACE)
    for url, day in places:
        one = ElementTree.SubElement(whole, inner)
        ElementTree.SubElement(one, "loc").text = f"{root}/{url}"
        ElementTree.SubElement(one, "lastmod").text = day
    ElementTree.indent(whole, "")
    text = ElementTree.tostring(whole, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def robots(root: str) -> str:
    """Everything may be read by anybody (RFC 9309); the site map where the site's address is known.

    >>> print(robots("https://jy.example"), end="")
    User-agent: *
    Allow: /
    Sitemap: https://jy.example/sitemap.xml
    """
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {root}/sitemap.xml\n" if root else "")
