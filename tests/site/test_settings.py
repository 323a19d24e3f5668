"""Pelican's settings: what every ledger's site needs, and where theme and prose are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssj_publish.site import settings


@pytest.mark.parametrize("name", ["theme", "content"])
def test_a_checkout_has_them_beside_the_package_and_a_wheel_inside(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings.packaged(name) == Path(settings.__file__).parents[2] / name
    assert settings.packaged(name).is_dir()
    package = tmp_path / "ssj_publish"
    monkeypatch.setattr(settings, "_PACKAGE", package)
    assert settings.packaged(name) == tmp_path / name
    (package / f"_{name}").mkdir(parents=True)
    assert settings.packaged(name) == package / f"_{name}"


def test_what_comes_from_others_is_escaped_and_no_address_is_whole() -> None:
    """Tables are other people's: Pelican itself escapes nothing. And a site opens from disk, in any folder."""
    assert settings.SETTINGS["JINJA_ENVIRONMENT"]["autoescape"] is True
    assert settings.SETTINGS["RELATIVE_URLS"] is True
    assert set(settings.SSJ_SITE.values()) == {""} or "" in settings.SSJ_SITE.values()
