"""The example county's sheets."""

from __future__ import annotations

import pytest

from ssj_publish.site import plugin, source
from ssj_publish.site.opendata import publish
from ssj_publish.site.opendata.sheets import Sheet
from ssj_publish.site.view import View
from tests.site.conftest import ROOT


@pytest.fixture(scope="session")
def verified() -> source.Source:
    return source.read(ROOT / "ledger")


@pytest.fixture(scope="session")
def view(verified: source.Source) -> View:
    return plugin.view_of(verified, {"SITEURL": "", "SSJ_SITE": {}})


@pytest.fixture(scope="session")
def sheets(view: View) -> dict[str, Sheet]:
    return {one.name: one for one in publish.sheets(view)}
