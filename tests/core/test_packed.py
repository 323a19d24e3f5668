"""A record packed and unpacked is the same record."""

from __future__ import annotations

import msgspec
import pytest

from ssj_publish.core.packed import pack, unpack
from ssj_publish.core.records import form, statement_bytes
from tests.world import World


def test_every_record_is_whole_again(full_world: World) -> None:
    """Times with their offset, signatures, what is left out because it is the default."""
    for record in full_world.state.records.values():
        found = unpack(pack(record))
        assert found == record
        assert form(found.seq, found.prev, statement_bytes(found.statement), found.signatures) == (
            full_world.entries[record.seq - 1].data
        )


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"[1,2]"])
def test_other_bytes_are_none(data: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        unpack(data)
