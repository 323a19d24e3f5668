"""DER: one spelling, the parts of a value, and a set's order."""

from __future__ import annotations

import pytest
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


def test_the_parts_of_a_value_stand_where_they_stand() -> None:
    data = bytes.fromhex("3008 0401aa 0603550406".replace(" ", ""))
    whole = der.read(data)
    assert whole.tag == der.SEQUENCE
    assert whole.whole == data
    assert [(one.tag, one.content.hex(), one.whole.hex()) for one in whole.parts()] == [
        (der.OCTETS, "aa", "0401aa"),
        (der.IDENTIFIER, "550406", "0603550406"),
    ]
    assert whole.parts()[1].start == 5
    assert der.read(b"\x30\x00").parts() == []


def test_a_set_s_values_are_put_in_the_order_of_their_bytes() -> None:
    data = bytes.fromhex("3109 0401bb 0401aa 0201ff".replace(" ", ""))
    assert der.in_order(der.read(data)).hex() == "0201ff0401aa0401bb"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "no tag"),
        ("30", "no tag"),
        ("1f0100", "no tag"),
        ("3002 05", "cut short"),
        ("3000 00", "trailing"),
        ("3080 0000", "shortest"),
        ("308100", "shortest"),
        ("30817f" + "00" * 127, "shortest"),
        ("30820080" + "00" * 128, "shortest"),
        ("3085 0000000001 00", "shortest"),
    ],
)
def test_what_is_no_der_is_refused(data: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        der.read(bytes.fromhex(data.replace(" ", "")))


@pytest.mark.parametrize("size", [127, 128, 255, 256, 70_000])
def test_lengths_of_one_to_three_bytes_are_read(size: int) -> None:
    length = (
        bytes([size])
        if size < 128
        else (lambda one: bytes([0x80 + len(one)]) + one)(size.to_bytes((size.bit_length() + 7) // 8))
    )
    assert der.read(b"\x04" + length + bytes(size)).content == bytes(size)


def test_a_part_does_not_reach_past_its_whole() -> None:
    """The outer value is whole, the inner one claims a byte more than is left in it."""
    whole = der.read(bytes.fromhex("3003040200"))
    with pytest.raises(ValueError, match="cut short"):
        whole.parts()
