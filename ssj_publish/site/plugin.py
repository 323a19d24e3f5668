"""Pelican's door to the ledger: one generator that writes all the ledger's pages through Pelican's Writer, and the list
of all files at the end.

Receivers of Pelican's signals are held weakly; those here are functions of this module, which live on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from pelican import signals
from pelican.generators import Generator
from pelican.utils import get_relative_path, path_to_url

from ssj_publish.core.reading import exposure
from ssj_publish.core.reading.times import Times
from ssj_publish.machine.copies import Copies
from ssj_publish.site import disclosed, exports, prose, searching, source, tlog, tongues
from ssj_publish.site.kept import Kept
from ssj_publish.site.opendata import entities, pagedata, publish, redo, sitemap, sums
from ssj_publish.site.pages import Page, RecordPage, all_lots, lots, places, spread
from ssj_publish.site.press import Press, Print, key
from ssj_publish.site.settings import SSJ_SITE, packaged
from ssj_publish.site.view import View

#: From so many records on there are so many pages that making them is shared out among the processors.
MANY: Final = 2_000
#: Within a theme.
_ICON: Final = "static/img/favicon.ico"


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shows around its own content; ``menu`` and ``more`` title and address, ``prose`` address and
    title, ``english`` those of its titles that are in English."""

    bureau: str
    notice: str
    menu: tuple[places.Column, ...]
    more: tuple[places.Column, ...]
    prose: tuple[tuple[str, str], ...]
    genesis: str
    origin: str
    address: str
    english: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the ledger goes: shown on the front page, on prose, and on the page that heads a folder."""

    today: str
    head: str
    seq: int


class LedgerGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Verifies the ledger before anything is written, then writes its pages, its files and its data."""

    def generate_context(self) -> None:
        """Read, verify, and tell all templates (prose too) whose site it is."""
        settings = self.settings
        self.source = settings.get("SSJ_SOURCE") or source.read(Path(settings["SSJ_LEDGER"]))
        self.view = view_of(self.source, settings)
        # A bureau's file may say no more than what is its own.
        self.context["SSJ_SITE"] = settings["SSJ_SITE"] = SSJ_SITE | settings["SSJ_SITE"]
        written = [Path(one.source_path) for one in self._written()]
        prose.check(self.source.state.origin, settings, Path(settings["PATH"]), written)
        self.context["site"] = site_of(self.source, self._prose(), publish.address(settings))
        self.context["kept"] = Kept()
        self.context["standing"] = standing_of(self.source, self.view.today)

    def _prose(self) -> tuple[tuple[str, str], ...]:
        """Pelican's own pages, which it has read by now."""
        found = sorted((page.url, page.title) for page in self.context.get("pages", ()))
        return (*found, ("decisions/index.html", "设计决定")) if self.context.get("articles") else tuple(found)

    def generate_output(self, _writer: Any) -> None:
        """Everything through the press: what is as it was is not made again."""
        made: Press = self.settings.setdefault("SSJ_PRESS", Press(Path(self.output_path)))
        self.about = entities.by_page(self.view)
        # A draw's data have a format of their own (`_files`).
        self.reckoned = {places.draw(draw).href for draw in self.source.state.draws.values()}
        self.shown = key(self.context["site"])
        self.dated = key(self.shown, self.context["standing"])
        waiting = list(all_lots(self.view))
        many = len(self.source.state.records) >= MANY
        copies = Copies(lambda number: self._lot(waiting[number], made), len(waiting), worth=many)
        offer = publish.Offer(self.view, self.source, self.settings["SITENAME"], self.settings, made)
        listed = offer.finish()
        for files in (self._prose_data(), self._files()):
            for name, data in files:
                made.plain(name, data)
        for record in self.source.state.records.values():
            made.put(
                places.raw_url(record), bytes.fromhex(record.digest), partial(self.source.files.__getitem__, record.seq)
            )
        days = self._page(listed, made)
        for prints, found in copies.results():
            made.join(prints)
            days |= found
        for name, data in self._map(days):
            made.plain(name, data)

    def _lot(self, lot: lots.Lot[Page | RecordPage], made: Press) -> tuple[dict[str, Print], dict[str, str]]:
        """What was put for a lot of pages, and the day of each."""
        press = made.another()
        days: dict[str, str] = {}
        for page in lot():
            days |= self._page(page, press)
        return press.prints, days

    def _page(self, page: Page | RecordPage, press: Press) -> dict[str, str]:
        """The page, and its JSON; its address and day are given back."""
        values = key(self.dated if shows_standing(page) else self.shown, page, self.about.get(page.url))
        press.put(page.url, values, partial(self._render, page))
        if page.url not in self.reckoned:
            press.put(pagedata.address(page.url), values, partial(pagedata.page, page, self.view, self.about))
        if isinstance(page, Page):
            for name, held in spread.scripts(page):
                press.put(name, key("rows.js", name, held), partial(spread.rows, name, held))
        return {page.url: page.published[:10]}

    def _render(self, page: Page | RecordPage) -> bytes:
        """As Pelican's own writer does it, relative addresses included."""
        local = {**self.context, "sheet": page, "output_file": page.url}
        if not shows_standing(page):
            local["standing"] = None
        if self.settings["RELATIVE_URLS"]:
            local["SITEURL"] = local["localsiteurl"] = path_to_url(get_relative_path(page.url))
        if page.url == places.MISSING[1] and (root := publish.address(self.settings)):
            local["SITEURL"] = local["localsiteurl"] = root  # a server shows it in the place of any page, however deep
        rendered: str = self.get_template(page.template).render(local)
        return rendered.encode()

    def _files(self) -> Iterator[tuple[str, bytes]]:
        state = self.source.state
        own = Path(self.settings["THEME"], _ICON)
        yield "search.js", exports.search_index(state, self._found()).encode()
        yield "site.json", exports.site_data(self.source, self.view.today).encode()
        # What browsers ask for at the root whatever a page says, and the older ones instead of an SVG.
        yield "favicon.ico", (packaged("theme") / _ICON if not own.is_file() else own).read_bytes()
        yield "vocabulary-schema.json", exports.vocabulary().encode()
        for draw in state.draws.values():
            told = exports.draw_file(state, draw)
            yield pagedata.address(places.draw(draw).href), told.encode()
            if name := redo.script_of(draw, places.draw(draw).href.removesuffix(".html")):
                yield name, redo.script(told)
            yield f"{places.draw(draw).href.removesuffix('.html')}.csv", exports.pool_table(draw).encode()
        yield from tlog.files(self.source)
        yield from disclosed.files(self.view.exposed)

    def _found(self) -> Iterator[searching.Row]:
        """What is found by search beside what the state names: columns, prose by title, visits by what was found."""
        site = self.context["site"]
        for title, url in (*site.menu, *site.more):
            yield url.removesuffix(".html"), title, "", "栏目"
        for url, title in site.prose:
            yield url.removesuffix(".html"), title, "", "规则和说明"
        yield from searching.findings(self.view)

    def _written(self) -> list[Any]:
        """What somebody wrote: Pelican's pages and articles."""
        return [*self.context.get("pages", ()), *self.context.get("articles", ())]

    def _prose_data(self) -> Iterator[tuple[str, bytes]]:
        for one in self._written():
            day = one.date.strftime("%Y-%m-%d %H:%M") if getattr(one, "date", None) else None
            source = Path(one.source_path).read_text("utf-8")
            yield pagedata.address(one.save_as), pagedata.prose(one.url, one.title, day, source)
        columns = (*self.context["site"].menu, *self.context["site"].more)
        listed = [*columns, *((title, url) for url, title in self.context["site"].prose)]
        yield (
            "map.json",
            pagedata.prose("map.html", "网站地图", None, "".join(f"- [{title}]({url})\n" for title, url in listed)),
        )
        if self.context.get("articles"):
            names = "".join(
                f"- [{one.title}]({one.url})\n" for one in sorted(self.context["articles"], key=lambda one: one.slug)
            )
            yield "decisions/index.json", pagedata.prose("decisions/index.html", "设计决定", None, names)

    def _map(self, days: dict[str, str]) -> Iterator[tuple[str, bytes]]:
        """A list is as new as the ledger's newest record; a page of prose as its author says."""
        latest = self.source.log.times.newest.date().isoformat()
        root = publish.address(self.settings)
        yield "robots.txt", sitemap.robots(root).encode()
        days.pop(places.MISSING[1], None)
        if root:
            whole = {url: published or latest for url, published in days.items()}
            whole |= {
                one.url: one.date.strftime("%Y-%m-%d") if getattr(one, "date", None) else latest
                for one in self._written()
            }
            yield from sitemap.files(sorted(whole.items()), root)


def view_of(verified: source.Source, settings: Mapping[str, Any]) -> View:
    """What all pages are made from. Raises as `disclosed.check` where something should be gone and is not."""
    day = today(verified.log.times, settings.get("SSJ_TODAY"))
    exposed = exposure.audit(verified.state, verified.contents, day)
    disclosed.check(exposed)
    return View.of(verified.state, verified.files, day, verified.log.audited, exposed, publish.address(settings))


def site_of(verified: source.Source, prose: tuple[tuple[str, str], ...], address: str) -> Site:
    """What the ledger says of the whole site; ``prose`` are address and title of Pelican's own pages, ``address`` is
    where the site will stand, if that is known."""
    state = verified.state
    return Site(
        bureau=state.bureau,
        notice=state.founding.notice or "",
        menu=places.columns(state),
        more=places.further(state),
        prose=prose,
        genesis=state.genesis.id,
        origin=state.origin,
        address=address,
        english=tuple(title for _, title in prose if tongues.english(title)),
    )


def standing_of(verified: source.Source, day: date) -> Standing:
    """How far the ledger goes, seen on ``day``."""
    return Standing(day.isoformat(), verified.head.digest, verified.head.seq)


def shows_standing(page: Page | RecordPage) -> bool:
    """Whether a page tells how far the ledger goes: those at the top and those that head a folder. All others stay as
    they are until something of their own changes."""
    return "/" not in page.url or page.url.endswith("/index.html")


def today(times: Times, setting: date | str | None) -> date:
    """The day on which the site stands: as set, else that of the newest record, so that anyone can rebuild it."""
    if isinstance(setting, date):
        return setting
    return date.fromisoformat(setting) if setting else times.newest.date()


def generators(_pelican: Any) -> type[Generator]:
    return LedgerGenerator


def finish(pelican: Any) -> None:
    """Last of all, when every generator has written."""
    prints = pelican.settings["SSJ_PRESS"].prints
    sums.write(
        Path(pelican.settings["OUTPUT_PATH"]), {name: (one.digest.hex(), one.sm3.hex()) for name, one in prints.items()}
    )


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(generators)
    signals.finalized.connect(finish)
