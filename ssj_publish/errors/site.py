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
