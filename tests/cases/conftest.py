"""What the cases share."""

from __future__ import annotations

from tests.importers.conftest import quick  # noqa: F401  # a fixture for all
