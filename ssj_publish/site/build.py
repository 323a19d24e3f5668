"""Build the site into a folder, whole or not at all; show it on this machine."""

from __future__ import annotations

import locale
import logging
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pelican
from jinja2 import TemplateError
from pelican import signals
from pelican.log import FatalLogger
from pelican.settings import get_settings_from_file, read_settings

from ssj_publish import errors
from ssj_publish.machine import swap
from ssj_publish.machine.gc import everything_lasts
from ssj_publish.site import exports, plugin, press, prose, serving, source
from ssj_publish.site.opendata import sums
from ssj_publish.site.settings import SETTINGS, packaged

#: The file by which a folder is known to hold a built site, and so may be replaced.
MARK = "site.json"
_FOLDERS = (("PATH", "content"), ("THEME", "theme"))
_PACKAGE = Path(__file__).resolve().parent.parent
#: What shapes pages beside the program: the theme's templates, and what somebody wrote.
_TEXTS = (("THEME", "*.html"), ("PATH", "*.md"), ("PATH", "*.rst"), ("PATH", "*.html"))


@dataclass(frozen=True, slots=True)
class BuildReport:
    """Where the site is, and how many HTML pages it has."""

    output: Path
    pages: int


def build(repo: Path, output: Path) -> BuildReport:
    """Verify ``repo/ledger``, then build its site and put it in the place of ``output``.

    The folder is replaced only once the new site is complete, and only if it is empty or holds a site
    (`errors.OutputForeign`). Raises what `source.read` and `prose.check` raise; `errors.SiteSettings` for a
    ``pelicanconf.py`` that cannot be read; `errors.SiteFailed` where Pelican reports any error.
    """
    swap.recover(output)
    if output.exists() and (not output.is_dir() or (any(output.iterdir()) and not (output / MARK).is_file())):
        raise errors.OutputForeign(folder=str(output))
    fresh = output.with_name(f".{output.name}.new")
    with _strict():
        settings = settings_of(repo, OUTPUT_PATH=str(fresh))
    program = _program(settings)
    prints = press.recall(output, program)
    with everything_lasts():
        # What this machine built it has verified; it goes on from there.
        verified = source.read(repo / "ledger", resume=bool(prints))
        made = press.Press(fresh, output, prints)
        shutil.rmtree(fresh, ignore_errors=True)
        merged = output.absolute().with_name(f".{output.name}.prose")
        try:
            content = prose.merge(Path(settings["PATH"]), merged, verified.state.origin)
            _run(settings | _content(settings, content) | {"SSJ_SOURCE": verified, "SSJ_PRESS": made})
            swap.replace(output, fresh)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
            shutil.rmtree(merged, ignore_errors=True)
        if program:
            press.remember(output, program, made.prints)
    return BuildReport(output, sum(1 for name in sums.names(output) if name.endswith(".html")))


def existing(output: Path) -> Path:
    """``output``, if a site was built there; else `errors.SiteMissing`."""
    swap.recover(output)
    if not (output / MARK).is_file():
        raise errors.SiteMissing(folder=str(output))
    return output


def serve(output: Path, port: int) -> None:
    """Serve ``output`` on this machine only, until interrupted. `errors.SiteMissing` where nothing was built."""
    existing(output)
    handler = partial(_Handler, directory=str(output))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as refused:
        raise errors.PortTaken(port=port, reason=refused.strerror or str(refused)) from None
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


class _Handler(SimpleHTTPRequestHandler):
    """Serves as `serving` says, and says in Chinese that there is no such page."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def guess_type(self, path: Any) -> str:
        here = "/" + Path(path).relative_to(self.directory).as_posix()
        found = serving.way(here)
        guessed = found.type if found else super().guess_type(path)
        return f"{guessed}; charset=utf-8" if guessed.startswith("text/") and "charset" not in guessed else guessed

    def end_headers(self) -> None:
        found = serving.way(self.path.partition("?")[0])
        self.send_header("Cache-Control", found.cache if found else serving.AGAIN)
        super().end_headers()

    error_message_format = (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>%(code)d</title></head>'
        "<body><h1>没有这个网页</h1><p>请从首页进入。（%(code)d）</p></body></html>\n"
    )


def settings_of(repo: Path, **override: Any) -> dict[str, Any]:
    """The project's own settings, under whatever ``repo/pelicanconf.py`` says; it may say as little as the site's name.

    A folder ``content`` or ``theme`` in the repository is its own, whether or not the file names it.
    """
    own = repo / "pelicanconf.py"
    try:
        with _leaving_no_bytecode():
            said = get_settings_from_file(str(own)) if own.is_file() else {}
        said = {name: value for name, value in said.items() if SETTINGS.get(name) != value}
        said |= {key: _folder(repo, said.get(key), name) for key, name in _FOLDERS}
        if "PLUGIN_PATHS" in said:
            said["PLUGIN_PATHS"] = [str(repo / path) for path in said["PLUGIN_PATHS"]]
        settings: dict[str, Any] = read_settings(None, override=SETTINGS | said)
    except Exception as fault:  # the file is a program: whatever it raises, it is the file that is wrong
        raise errors.SiteSettings(path=str(own), reason=f"{type(fault).__name__}: {fault}") from None
    if settings["JINJA_ENVIRONMENT"].get("autoescape") is not True:
        raise errors.SiteSettings(path=str(own), reason="JINJA_ENVIRONMENT 没有打开 autoescape")
    settings.update(override)
    return settings


@contextmanager
def _leaving_no_bytecode() -> Iterator[None]:
    """What is imported within leaves no ``__pycache__`` beside it: a bureau's folder holds what the bureau put
    there."""
    kept, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield
    finally:
        sys.dont_write_bytecode = kept


def _folder(repo: Path, said: str | None, usual: str) -> str:
    """The folder that the repository has, or names; where it only uses the usual name and has none, the package's."""
    own = repo.absolute() / (said or usual)
    return str(own) if own.is_dir() or said not in (None, usual) else str(packaged(usual))


def _content(settings: Mapping[str, Any], content: Path) -> dict[str, Any]:
    """The settings to build from ``content``: a column of decisions only where there are some."""
    there = any((content / "decisions").glob("*.md"))
    columns = [name for name in settings["DIRECT_TEMPLATES"] if there or name != "decisions"]
    return {"PATH": str(content), "DIRECT_TEMPLATES": columns}


def _program(settings: Mapping[str, Any]) -> str:
    """What shapes every page alike (`press.program`); empty where other plugins have a say too."""
    if settings["PLUGINS"] != SETTINGS["PLUGINS"]:
        return ""
    shared = ((packaged("content"), ending) for name, ending in _TEXTS if name == "PATH")
    own = ((Path(settings[name]), ending) for name, ending in _TEXTS)
    texts = (path for folder, ending in (*own, *shared) for path in folder.rglob(ending))
    return press.program(
        (*_PACKAGE.rglob("*.py"), *texts), exports.SHAPING, {n: v for n, v in settings.items() if n != "OUTPUT_PATH"}
    )


def _run(settings: dict[str, Any]) -> None:
    with _strict():
        if plugin.__name__ not in settings["PLUGINS"]:
            raise errors.SiteFailed(reason=f"设置 PLUGINS 里没有 {plugin.__name__}，网站就没有台账的内容")
        pelican.Pelican(settings).run()


@contextmanager
def _strict() -> Iterator[None]:
    """Anything that Pelican would only log as wrong ends the build, as ``pelican --fatal warnings`` has it; no
    chatter."""
    told = _Told()
    root = logging.getLogger()
    before, quiet, paths = FatalLogger.fatal_lvl, pelican.console.quiet, list(sys.path)
    tongue = locale.setlocale(locale.LC_ALL)
    FatalLogger.fatal_lvl, pelican.console.quiet = logging.WARNING, True
    root.addHandler(told)
    try:
        yield
    except (RuntimeError, TemplateError) as fault:
        raise errors.SiteFailed(reason="；".join(told.words) or str(fault)) from None
    except ChildProcessError:
        raise errors.SiteFailed(reason="系统中途结束了生成网页的进程，多半是内存不够") from None
    finally:
        root.removeHandler(told)
        FatalLogger.fatal_lvl, pelican.console.quiet = before, quiet
        sys.path[:] = paths
        locale.setlocale(locale.LC_ALL, tongue)
        # Pelican never lets go of a plugin: the next build's settings shall say for themselves whether it runs.
        signals.get_generators.disconnect(plugin.generators)
        signals.finalized.disconnect(plugin.finish)


class _Told(logging.Handler):
    """Keeps what Pelican says is wrong."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.words: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.words.append(" ".join(record.getMessage().split()))
