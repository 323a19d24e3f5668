"""The places for what lasts and for what does not are named by the user, else by the system, and are never the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ssj_publish.machine import folders

VARIABLES = ("SSJ_STATE_DIR", "SSJ_CACHE_DIR", "XDG_STATE_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_elsewhere_they_are_where_the_xdg_specification_has_them(
    home: Path, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert (folders.state(), folders.cache()) == (home / ".local/state/ssj", home / ".cache/ssj")
    monkeypatch.setenv("XDG_STATE_HOME", "/s")
    monkeypatch.setenv("XDG_CACHE_HOME", "/c")
    assert (folders.state(), folders.cache()) == (Path("/s/ssj"), Path("/c/ssj"))


def test_on_windows_they_are_with_the_programs_of_this_user(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    local = home / "AppData" / "Local" / "ssj"
    assert (folders.state(), folders.cache()) == (local, local / "cache")
    monkeypatch.setenv("LOCALAPPDATA", "/l")
    assert (folders.state(), folders.cache()) == (Path("/l/ssj"), Path("/l/ssj/cache"))


def test_the_user_has_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/s")
    monkeypatch.setenv("SSJ_STATE_DIR", "/mine")
    monkeypatch.setenv("SSJ_CACHE_DIR", "/other")
    assert (folders.state(), folders.cache()) == (Path("/mine"), Path("/other"))
