"""Sites to look at: the example county's, and those of small ledgers made for one test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ssj_publish.site.build import build
from tests.shared import Shared
from tests.site.once import texts_once  # noqa: F401  # a fixture for all
from tests.site.reading import Built
from tests.world import World

ROOT = Path(__file__).parents[2]
RepoOf = Callable[[World], Path]
Make = Callable[[World], Built]
Launch = Callable[..., Any]


@pytest.fixture(scope="session")
def county(shared: Shared) -> Built:
    """The example county's site: read it only."""
    return Built(shared("county", lambda folder: build(ROOT, folder / "site")) / "site")


@pytest.fixture
def repo_of(tmp_path: Path) -> RepoOf:
    """A bureau's folder with nothing but the ledger of a world."""

    def write(world: World) -> Path:
        return world.write(tmp_path / "县 教育局").parent

    return write


@pytest.fixture
def make(repo_of: RepoOf, tmp_path: Path) -> Make:
    """Build the site of a ledger in memory, without any settings file."""
    return lambda world: Built(build(repo_of(world), tmp_path / "site").output)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Launch]:
    """Starts Chromium, the system's own; without it these tests skip, or fail where SSJ_REQUIRE_BROWSER=1."""
    must = os.environ.get("SSJ_REQUIRE_BROWSER") == "1"
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if must:
            pytest.fail("SSJ_REQUIRE_BROWSER=1, and there is no Chromium")
        pytest.skip("there is no Chromium")
    playwright = pytest.importorskip("playwright.sync_api") if not must else __import__("playwright.sync_api").sync_api
    with playwright.sync_playwright() as started:
        yield lambda *flags: started.chromium.launch(executable_path=found, args=["--no-sandbox", *flags])


@pytest.fixture(scope="session")
def browser(chromium: Launch) -> Iterator[Any]:
    opened = chromium()
    yield opened
    opened.close()


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A fresh tab; whatever the browser complains of (a blocked script, a file not found) fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    complaints: list[str] = []
    yield watched(context.new_page(), complaints)
    context.close()
    assert complaints == []


def watched(page: Any, complaints: list[str]) -> Any:
    """The page, with whatever the browser complains of written down."""
    page.on("console", lambda told: complaints.append(told.text) if told.type in ("error", "warning") else None)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    # A fetch that the next page cut short is no fault.
    page.on("requestfailed", lambda one: complaints.append(one.url) if "ABORTED" not in (one.failure or "") else None)
    return page
