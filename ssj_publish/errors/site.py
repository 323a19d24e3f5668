"""The site's settings, output and building."""

from __future__ import annotations

from ssj_publish.errors.base import BadInput, Environment


class SiteSettings(BadInput):
    """The settings file ``path`` cannot be used: ``reason``."""


class PortTaken(Environment):
    """Nobody can be served at ``port``: ``reason`` in the system's words."""


class OutputForeign(BadInput):
    """``folder`` holds something else than a built site, and is not replaced."""


class SiteMissing(BadInput):
    """There is no built site in ``folder``."""


class SiteFailed(Environment):
    """Pelican reported an error: ``reason`` in its words."""


class Unfilled(BadInput):
    """``text`` at ``place`` (a file, with its line after a colon) is still to be filled in, one of ``count`` places."""


class ExampleText(BadInput):
    """``path`` speaks of the invented county, and the ledger is a bureau's."""


class PageMissing(BadInput):
    """The page ``path``, which only the bureau can write, is not there."""
