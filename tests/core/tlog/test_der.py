"""DER: one spelling, the parts of a value, and a set's order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ssj_publish.core.tlog import der


@given(st.binary(max_size=40))
def test_der_has_one_spelling(data: bytes) -> None:
    """Lengths in their shortest form, and nothing behind."""
    try:
        part = der.read(data)
    except ValueError:
        return
    size = len(part.content)
    assert data == bytes([part.tag]) + (bytes([size]) if size < 128 else bytes([0x81, size])) + part.content
