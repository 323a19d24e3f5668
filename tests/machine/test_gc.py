"""No garbage is looked for while everything lasts, and afterwards it is as it was."""

from __future__ import annotations

import gc

import pytest

from ssj_publish.machine.gc import everything_lasts


@pytest.mark.parametrize("collecting", [True, False])
def test_it_is_afterwards_as_it_was_before_whatever_happens(collecting: bool) -> None:
    before = gc.isenabled()
    (gc.enable if collecting else gc.disable)()
    try:
        with everything_lasts():
            assert not gc.isenabled()
        assert gc.isenabled() is collecting
        with pytest.raises(ValueError, match="x"), everything_lasts():
            raise ValueError("x")
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()
