"""The site is built whole or not at all, the same by whoever builds it, and fails on anything that is wrong."""

from __future__ import annotations

import locale
import logging
import os
import shutil
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from pelican.log import FatalLogger

from ssj_publish import errors
from ssj_publish.site import build as room
from ssj_publish.site import plugin
from ssj_publish.site.build import MARK, build
from ssj_publish.words.reasons import WORDING
from tests.site.conftest import ROOT, Make, RepoOf
from tests.site.reading import Built
from tests.world import World

pytestmark = pytest.mark.slow


@pytest.fixture
def bureau(repo_of: RepoOf, world: World) -> Path:
    """A folder with nothing but a small ledger."""
    return repo_of(world)


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSJ_CACHE_DIR", str(tmp_path / "cache"))


def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on pages are made by two copies of the process, however few they are."""
    if sys.platform != "linux":
        pytest.skip("only Linux forks")
    monkeypatch.setattr(plugin, "MANY", 0)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)


def tree(folder: Path) -> dict[str, bytes]:
    return Built(folder).files


def test_two_builds_are_the_same_to_the_byte(county: Built, tmp_path: Path) -> None:
    """Another process, hash seed, time zone, language, day of the ledger's copy and depth of the folder change
    nothing."""
    repo = tmp_path / "a" / "b 中"
    for name in ("ledger", "content", "theme"):
        shutil.copytree(ROOT / name, repo / name)
    shutil.copy(ROOT / "pelicanconf.py", repo)
    compiled = repo / "theme" / "static" / "__pycache__" / "verify_draw.cpython-39.pyc"
    compiled.parent.mkdir(exist_ok=True)
    compiled.write_bytes(b"left by somebody who imported it")
    for path in repo.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    env = os.environ | {"PYTHONHASHSEED": "7", "TZ": "America/New_York", "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
    code = "import sys, pathlib; from ssj_publish.site.build import build; build(*map(pathlib.Path, sys.argv[1:]))"
    subprocess.run([sys.executable, "-c", code, repo, tmp_path / "again"], check=True, env=env, cwd=tmp_path)
    again = tree(tmp_path / "again")
    assert again.keys() == county.files.keys()
    assert [name for name in again if again[name] != county.files[name]] == []


def test_made_by_copies_of_the_process_it_is_the_same_to_the_byte(
    bureau: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = tree(build(bureau, tmp_path / "alone").output)
    shared(monkeypatch)
    assert tree(build(bureau, tmp_path / "shared").output) == alone


def test_a_copy_that_the_system_ends_leaves_no_half_site(
    bureau: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(bureau, tmp_path / "site")
    before = tree(tmp_path / "site")
    shared(monkeypatch)
    here = os.getpid()
    monkeypatch.setattr(plugin.LedgerGenerator, "_render", lambda *_: b"" if os.getpid() == here else os._exit(9))
    shutil.rmtree(tmp_path / "cache")
    with pytest.raises(errors.SiteFailed) as caught:
        build(bureau, tmp_path / "site")
    assert "内存" in caught.value.reason
    assert tree(tmp_path / "site") == before


def test_pelican_alone_builds_the_same_site(repo_of: RepoOf, world: World, tmp_path: Path) -> None:
    """A bureau that has Pelican's own command in its habits loses nothing."""
    world.open(world.commit())
    repo = repo_of(world)
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, repo / name)
    shutil.copy(ROOT / "pelicanconf.py", repo)
    ours = tree(build(repo, tmp_path / "ours").output)
    command = [sys.executable, "-m", "pelican", "--fatal", "warnings", "--quiet", "--output", str(tmp_path / "site")]
    subprocess.run(command, check=True, cwd=repo)
    assert tree(tmp_path / "site") == ours


def test_the_ledger_s_files_are_published_byte_for_byte(county: Built) -> None:
    """Records, and the contents that are public."""
    names = [name for name in county.files if name.startswith("ledger/") and name.endswith(".yaml")]
    theirs = {name.removeprefix("ledger/"): county.files[name] for name in names}
    assert theirs == {
        path.relative_to(ROOT / "ledger").as_posix(): path.read_bytes()
        for folder in ("[0-9]*", "disclosures")
        for path in (ROOT / "ledger").glob(f"{folder}/*.yaml")
    }
    assert {name.partition("/")[0] for name in theirs} == {"000", "disclosures"}


def test_the_report_counts_the_pages(bureau: Path, tmp_path: Path) -> None:
    report = build(bureau, tmp_path / "site")
    assert report.output == tmp_path / "site"
    assert report.pages == len(Built(report.output).pages) > 20


def test_a_bureau_without_settings_gets_the_project_s_own(bureau: Path, tmp_path: Path) -> None:
    site = Built(build(bureau, tmp_path / "site").output)
    assert "测试县教育局" in site.text("index.html")
    assert "about.html" in site.pages


def test_the_first_day_s_site_has_no_empty_columns(empty_world: World, make: Make) -> None:
    """A genesis record and nothing else: no page without content, and no link that leads to one."""
    site = make(empty_world.found())
    assert "draws/index.html" not in site.files
    assert "records/000/000001.html" in site.files
    for name in site.pages:
        for path in (link.split("#")[0] for link in site.page(name).links):
            assert not path or "://" in path or (site.folder / name).parent.joinpath(path).resolve().is_file(), (
                name,
                path,
            )


def test_a_new_build_replaces_the_old_one_whole(bureau: Path, tmp_path: Path) -> None:
    """What the old site had and the new one has not is gone; nothing is left lying beside it."""
    site = build(bureau, tmp_path / "out" / "site").output
    (site / "stale.html").write_text("旧", "utf-8")
    build(bureau, site)
    assert not (site / "stale.html").exists()
    assert [path.name for path in site.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("taken", ["file", "folder"])
def test_a_folder_that_is_no_site_is_left_alone(bureau: Path, tmp_path: Path, taken: str) -> None:
    """A slip of the finger in --output costs nobody their documents."""
    place = tmp_path / "公文"
    precious = place if taken == "file" else place / "公文.txt"
    precious.parent.mkdir(exist_ok=True)
    precious.write_text("重要", "utf-8")
    with pytest.raises(errors.OutputForeign) as caught:
        build(bureau, place)
    assert WORDING[errors.OutputForeign].format_map(caught.value.data)
    assert precious.read_text("utf-8") == "重要"


def test_an_empty_folder_may_become_the_site(bureau: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    assert build(bureau, tmp_path / "site").pages


def test_a_ledger_that_does_not_hold_gets_no_site(bureau: Path, tmp_path: Path) -> None:
    """And the site that stands stays as it is."""
    site = build(bureau, tmp_path / "site").output
    before = tree(site)
    third = bureau / "ledger" / "000/000003.yaml"
    third.write_bytes(third.read_bytes().replace("I1检查".encode(), "I1检察".encode(), 1))
    with pytest.raises(errors.NotVerified):
        build(bureau, site)
    assert tree(site) == before
    assert [path.name for path in site.parent.iterdir() if path.name.startswith(".")] == []


def test_a_folder_without_a_ledger_gets_no_site(tmp_path: Path) -> None:
    with pytest.raises(errors.LedgerNotFound):
        build(tmp_path, tmp_path / "site")
    assert not (tmp_path / "site").exists()


BAD_PROSE = {
    "no title": "没有标题。\n",
    "a date that is none": "Title: 甲\nDate: 昨天\n\n文\n",
    "a link to nowhere": "Title: 甲\nSlug: a\n\n[乙]({filename}b.md)\n",
    "two of one name": "Title: 怎样核对\nSlug: verify\nDate: 2025-01-01\n\n文\n",
}


@pytest.mark.parametrize("text", BAD_PROSE.values(), ids=BAD_PROSE.keys())
def test_whatever_pelican_would_only_mention_fails_the_build(bureau: Path, tmp_path: Path, text: str) -> None:
    """Each of these it logs, and goes on."""
    shutil.copytree(ROOT / "content", bureau / "content")
    (bureau / "content" / "pages" / "新.md").write_text(text, "utf-8")
    (bureau / "pelicanconf.py").write_text(
        "from ssj_publish.site.settings import SETTINGS\nglobals().update(SETTINGS)\nPATH = 'content'\n", "utf-8"
    )
    with pytest.raises(errors.SiteFailed) as caught:
        build(bureau, tmp_path / "site")
    assert caught.value.data["reason"]
    assert WORDING[errors.SiteFailed].format_map(caught.value.data)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("text", ["SITENAME = (", "1 / 0", "import nowhere_to_be_found", "PATH = 'nowhere'"])
def test_settings_that_cannot_be_read_are_named(bureau: Path, tmp_path: Path, text: str) -> None:
    (bureau / "pelicanconf.py").write_text(text, "utf-8")
    with pytest.raises(errors.SiteSettings) as caught:
        build(bureau, tmp_path / "site")
    assert caught.value.data["path"].endswith("pelicanconf.py")


def test_settings_without_the_plugin_publish_nothing(bureau: Path, tmp_path: Path) -> None:
    """A site with the prose but without the ledger would look whole."""
    (bureau / "pelicanconf.py").write_text(
        "from ssj_publish.site.settings import SETTINGS\nglobals().update(SETTINGS)\nPLUGINS = []\n", "utf-8"
    )
    with pytest.raises(errors.SiteFailed) as caught:
        build(bureau, tmp_path / "site")
    assert "PLUGINS" in caught.value.data["reason"]
    assert not (tmp_path / "site").exists()


def test_a_theme_that_asks_for_what_is_not_there_publishes_nothing(bureau: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "theme", bureau / "theme")
    page = bureau / "theme" / "templates" / "record.html"
    page.write_text(page.read_text("utf-8").replace("{{ sheet.kind }}", "{{ sheet.nowhere.at_all }}"), "utf-8")
    (bureau / "pelicanconf.py").write_text(
        "from ssj_publish.site.settings import SETTINGS\nglobals().update(SETTINGS)\nTHEME = 'theme'\n", "utf-8"
    )
    with pytest.raises(errors.SiteFailed):
        build(bureau, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_build_leaves_the_process_as_it_was(bureau: Path, tmp_path: Path) -> None:
    """Pelican moves the search path and, where asked, raises on log lines: not for whoever comes next."""

    def here() -> list[object]:
        return [
            *sys.path,
            FatalLogger.fatal_lvl,
            *logging.getLogger().handlers,
            Path.cwd(),
            locale.setlocale(locale.LC_ALL),
        ]

    before = here()
    build(bureau, tmp_path / "site")
    assert here() == before


def test_only_a_site_is_served(tmp_path: Path) -> None:
    with pytest.raises(errors.SiteMissing):
        room.serve(tmp_path, 0)


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    (tmp_path / MARK).write_text("{}")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(errors.PortTaken) as caught:
            room.serve(tmp_path, port)
    assert caught.value.data["port"] == port


def test_a_page_that_is_not_there_is_said_in_chinese(tmp_path: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(room._Handler, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/no.html")
        assert "没有这个网页" in caught.value.read().decode()
        server.shutdown()
