"""Build the site: verify first, then let Pelican write; any warning of Pelican's fails the build."""

from __future__ import annotations

import functools
import http.server
import logging
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ssj_publish import errors
from ssj_publish.core.entry import Entry
from ssj_publish.core.replay import replay
from ssj_publish.ledger import store

#: Beside the package in a wheel, or at the top of a checkout.
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class BuildReport:
    """``pages`` written from ``records`` records into ``output``."""

    pages: int
    records: int
    output: Path


def build(repo: Path, output: Path) -> BuildReport:
    """Verify ``repo``/ledger and write the whole site to ``output``, which is emptied first.

    Prose comes from ``repo``/content and looks from ``repo``/theme, where they are; else from the package.
    Settings in ``repo``/pelicanconf.py win over the defaults. Raises `errors.NotVerified` before anything is written.
    """
    from pelican import Pelican
    from pelican.settings import read_settings

    from ssj_publish.site import plugin

    entries: list[Entry] = list(store.read_entries(repo / "ledger"))
    with ThreadPoolExecutor() as executor:
        replayed = replay(entries, executor)
    if replayed.empty:
        raise errors.LedgerEmpty()
    site = plugin.Site(replayed, {place: entry.data for place, entry in enumerate(entries, 1)}, [])
    _empty(output)
    conf = repo / "pelicanconf.py"
    settings = read_settings(
        path=str(conf) if conf.is_file() else None,
        override=_settings(repo, output) | {"PLUGINS": [plugin], "SSJ_SITE": site},
    )
    settings.setdefault("SSJ_META", {})
    with _strict():
        Pelican(settings).run()
    return BuildReport(len(site.written), replayed.head.seq, output)


def serve(output: Path, port: int) -> None:
    """Serve ``output`` to this machine only, until interrupted."""
    if not (output / "index.html").is_file():
        raise errors.SiteMissing(folder=str(output))
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        server.serve_forever()


def _settings(repo: Path, output: Path) -> dict[str, Any]:
    """What a site of ours always is, whatever the bureau's own settings."""
    return {
        "PATH": str(_found(repo, "content")),
        "THEME": str(_found(repo, "theme")),
        "OUTPUT_PATH": str(output),
        "PAGE_PATHS": ["pages"],
        "ARTICLE_PATHS": ["decisions"],
        "PAGE_URL": "{slug}.html",
        "PAGE_SAVE_AS": "{slug}.html",
        "ARTICLE_URL": "decisions/{slug}.html",
        "ARTICLE_SAVE_AS": "decisions/{slug}.html",
        "DIRECT_TEMPLATES": ["decisions"],
        "DECISIONS_SAVE_AS": "decisions/index.html",
        "AUTHOR_SAVE_AS": "",
        "CATEGORY_SAVE_AS": "",
        "TAG_SAVE_AS": "",
        "FEED_ALL_ATOM": None,
        "CATEGORY_FEED_ATOM": None,
        "TRANSLATION_FEED_ATOM": None,
        "AUTHOR_FEED_ATOM": None,
        "AUTHOR_FEED_RSS": None,
        "TIMEZONE": "Asia/Shanghai",
        "DEFAULT_LANG": "zh_cn",
        "DEFAULT_DATE_FORMAT": "%Y-%m-%d",
        "RELATIVE_URLS": True,
        "THEME_STATIC_DIR": "theme",
        "THEME_STATIC_PATHS": ["static"],
        "STATIC_PATHS": ["images"] if (_found(repo, "content") / "images").is_dir() else [],
        "JINJA_ENVIRONMENT": {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True},
        "LOAD_CONTENT_CACHE": False,
        "DELETE_OUTPUT_DIRECTORY": False,
        "TYPOGRIFY": False,
    }


def _found(repo: Path, name: str) -> Path:
    for folder in (repo / name, _PACKAGE / f"_{name}", _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise errors.SiteFailed(reason=f"找不到 {name} 文件夹")


def _empty(output: Path) -> None:
    """Empty a folder of a former build; one that is not a site's is left alone."""
    if output.is_dir() and any(output.iterdir()):
        if not (output / "search-index.js").is_file():
            raise errors.OutputForeign(folder=str(output))
        shutil.rmtree(output)


class _Collector(logging.Handler):
    """Keeps what Pelican complains about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def _strict() -> Iterator[None]:
    """Turn Pelican's warnings and errors, which it only logs, into a failed build."""
    logger, collector = logging.getLogger("pelican"), _Collector()
    logger.addHandler(collector)
    before, logger.propagate = logger.propagate, False
    try:
        yield
    except SystemExit:
        raise errors.SiteFailed(reason="；".join(collector.said) or "Pelican 中止") from None
    finally:
        logger.removeHandler(collector)
        logger.propagate = before
    if collector.said:
        raise errors.SiteFailed(reason="；".join(collector.said[:5]))
