"""What the attackers' tests share."""

from __future__ import annotations

from tests.attacks.test_attacks import site_of  # noqa: F401  # a fixture
from tests.cli.conftest import ssj  # noqa: F401  # a fixture
from tests.site.once import texts_once  # noqa: F401  # a fixture for all
