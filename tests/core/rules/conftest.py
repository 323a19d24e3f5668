"""Bureaus whose keys are about to change."""

from __future__ import annotations

import pytest

from tests.bureau import rooted
from tests.world import World


@pytest.fixture
def safe() -> World:
    """Founded with root keys."""
    return World().found(**rooted())


@pytest.fixture
def bare() -> World:
    """Founded without."""
    return World().found()
