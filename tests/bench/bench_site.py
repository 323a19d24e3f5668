"""The site of many records against bare Jinja2 and Hugo on the same pages, a rebuild against a full build, and stock
Pelican.

"Bare" is handed the page values and the context ready made, and does nothing but render and write; what it writes is
held to be the site's own pages, byte for byte. Ours is a whole run: prose, page values, search index, the ledger's
files. Hugo, where it is installed, is handed the same content ready made, tables and all: it reads each page's front
matter, puts the theme's head and foot around, and writes.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pelican
from jinja2 import Environment, FileSystemLoader
from pelican.settings import read_settings

from ssj_publish.core.entry import Entry
from ssj_publish.machine.gc import everything_lasts
from ssj_publish.site import build, plugin, source
from ssj_publish.site.opendata import publish, sums
from ssj_publish.site.pages import all_pages
from ssj_publish.site.settings import SSJ_SITE
from tests.bench.ledgers import ledger

RUNS = 3


def main(size: int = 20_000, bodies: int = 5_000) -> None:
    """Print all ratios."""
    room = Path(tempfile.mkdtemp())
    os.environ["SSJ_CACHE_DIR"] = str(room / "cache")
    pelican.console.quiet = True
    try:
        (room / "ledger").mkdir()
        *entries, last = ledger(size + 1, bodies)
        for entry in entries:
            (room / "ledger" / entry.name).parent.mkdir(exist_ok=True)
            (room / "ledger" / entry.name).write_bytes(entry.data)
        verified = source.read(room / "ledger")
        view = plugin.view_of(verified, build.settings_of(room))
        pages = list(all_pages(view))
        ours, theirs, hugos = [], [], []
        hugo = shutil.which("hugo")
        for turn in range(RUNS):  # in turns, so that a busy minute strikes all
            theirs.append(_bare(room, pages, verified))
            ours.append(_ours(room, verified))
            if hugo and not turn:
                _for_hugo(room, pages)
            if hugo:
                hugos.append(_hugo(room, hugo))
        _same(room, pages)
        records = sum(page.template == "record" for page in pages)
        print(
            f"site of {size} records, {bodies} bodies ({records} record pages, {len(pages)} in all): {median(ours):.2f} s, "
            f"bare Jinja2 of the same pages {median(theirs):.2f} s, ratio {median(ours) / median(theirs):.2f}"
        )
        if hugos:
            print(
                f"Hugo on the same pages {median(hugos):.2f} s: ours takes {median(ours) / median(hugos):.2f} times as long"
            )
        _rebuild(room, last)
        stock = _stock(room, size)
        print(f"stock Pelican on {size} Markdown articles: {stock:.1f} s, {stock / median(ours):.1f} times ours")
    finally:
        shutil.rmtree(room)


def _rebuild(room: Path, last: Entry) -> None:
    """A whole build, verification and all, and another after one more record; held to be what a third makes from
    nothing."""
    for name in ("ours", "bare"):
        shutil.rmtree(room / name)
    full = _timed(room, "site")
    (room / "ledger" / last.name).parent.mkdir(exist_ok=True)
    (room / "ledger" / last.name).write_bytes(last.data)
    again = _timed(room, "site")
    shutil.rmtree(room / "cache")
    _timed(room, "fresh")
    listed = [(room / name / sums.NAME).read_bytes() for name in ("site", "fresh")]
    if listed[0] != listed[1] or sums.digests(room / "site") != sums.digests(room / "fresh"):
        raise AssertionError("the rebuild is not the fresh build")
    print(
        f"full build {full:.2f} s, rebuild after one new record {again:.2f} s: 1/{full / again:.1f}, the same to the byte"
    )


def _timed(room: Path, name: str) -> float:
    start = perf_counter()
    build.build(room, room / name)
    return perf_counter() - start


def _ours(room: Path, verified: source.Source) -> float:
    """A Pelican run on a ledger already verified."""
    shutil.rmtree(room / "ours", ignore_errors=True)
    start = perf_counter()
    settings = build.settings_of(room, OUTPUT_PATH=str(room / "ours"), SSJ_SOURCE=verified)
    with everything_lasts():
        pelican.Pelican(settings).run()
    return perf_counter() - start


def _bare(room: Path, pages: list[Any], verified: source.Source) -> float:
    """The theme's templates, rendered and written with Jinja2 alone."""
    shutil.rmtree(room / "bare", ignore_errors=True)
    settings = build.settings_of(room)
    prose = [(f"{path.stem}.html", _title(path)) for path in sorted(Path(settings["PATH"], "pages").glob("*.md"))]
    day = plugin.today(verified.log.times, None)
    context = {
        "site": plugin.site_of(verified, (*prose, ("decisions/index.html", "设计决定")), publish.address(settings)),
        "kept": lambda macro, *args: macro(*args),  # to make it but once is ours
        "standing": plugin.standing_of(verified, day),
        "SITENAME": settings["SITENAME"],
        "SSJ_SITE": SSJ_SITE | settings["SSJ_SITE"],
    }
    start = perf_counter()
    env = Environment(loader=FileSystemLoader(Path(settings["THEME"], "templates")), **settings["JINJA_ENVIRONMENT"])
    for page in pages:
        path = room / "bare" / page.url
        path.parent.mkdir(parents=True, exist_ok=True)
        root = "/".join([".."] * page.url.count("/")) or "."
        # Which pages show how far the ledger goes is a choice of ours that costs nothing to make.
        own = context if plugin.shows_standing(page) else context | {"standing": None}
        path.write_text(env.get_template(f"{page.template}.html").render(own, SITEURL=root, sheet=page), "utf-8")
    return perf_counter() - start


def _for_hugo(room: Path, pages: list[Any]) -> None:
    """The pages' own parts as Hugo's content, and the rest as its layout."""
    whole = (room / "bare" / pages[0].url).read_text("utf-8")
    head, _, rest = whole.partition('<main id="main" tabindex="-1">')
    foot = rest.partition("</main>")[2]
    site = room / "hugo"
    (site / "layouts" / "_default").mkdir(parents=True)
    layout = head.replace(pages[0].title, "{{ .Title }}") + "<main>{{ .Content | safeHTML }}</main>" + foot
    (site / "layouts" / "_default" / "single.html").write_text(layout, "utf-8")
    settings = {
        "baseURL": "https://jy.anlan.example/",
        "disableKinds": ["home", "section", "taxonomy", "term", "RSS", "sitemap"],
    }
    (site / "config.json").write_text(json.dumps(settings), "utf-8")
    for number, page in enumerate(pages):  # an index.html would make its folder's other files parts of one page
        text = (room / "bare" / page.url).read_text("utf-8")
        inner = text.partition('<main id="main" tabindex="-1">')[2].partition("</main>")[0]
        path = site / "content" / f"{number // 1000}" / f"{number}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        head = json.dumps({"title": page.title, "url": f"/{page.url}"}, ensure_ascii=False)
        path.write_text(f"{head}\n{inner}", "utf-8")


def _hugo(room: Path, program: str) -> float:
    shutil.rmtree(room / "hugo" / "public", ignore_errors=True)
    start = perf_counter()
    subprocess.run([program, "--quiet", "--source", room / "hugo"], check=True)
    took = perf_counter() - start
    made, wanted = (sum(1 for _ in (room / "hugo" / name).rglob("*.html")) for name in ("public", "content"))
    if made != wanted:
        raise AssertionError(f"Hugo made {made} pages of {wanted}")
    return took


def _title(path: Path) -> str:
    return path.read_text("utf-8").split("\n", 1)[0].removeprefix("Title: ")


def _same(room: Path, pages: list[Any]) -> None:
    """Whether both did the same work."""
    for page in pages:
        if (room / "ours" / page.url).read_bytes() != (room / "bare" / page.url).read_bytes():
            raise AssertionError(page.url)


def _stock(room: Path, size: int) -> float:
    """Pelican as it comes, with its own theme, on articles of about a record's length."""
    content = room / "articles"
    content.mkdir()
    text = "查看了门卫登记、值班记录和收费公示栏，询问了值班人员，未见异常情况。\n\n" * 12
    for number in range(size):
        head = f"Title: 第 {number} 篇\nDate: 2025-01-02 10:00\nSlug: a{number}\nCategory: c\n\n"
        (content / f"{number}.md").write_text(head + text, "utf-8")
    override: dict[str, object] = {
        "PATH": str(content),
        "OUTPUT_PATH": str(room / "stock"),
        "PLUGINS": [],
        "DEFAULT_LANG": "zh_cn",
        "TIMEZONE": "Asia/Shanghai",
        "FEED_ALL_ATOM": None,
        "CATEGORY_FEED_ATOM": None,
    }
    pelican.signals.get_generators.disconnect(plugin.generators)
    pelican.signals.finalized.disconnect(plugin.finish)
    start = perf_counter()
    pelican.Pelican(read_settings(None, override=override)).run()
    return perf_counter() - start


if __name__ == "__main__":
    main()
