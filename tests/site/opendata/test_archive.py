"""A zip's bytes depend on nothing but its content."""

from __future__ import annotations

import io
from hashlib import sha256
from zipfile import ZIP_STORED, ZipFile

from ssj_publish.site.opendata.archive import pack

FILES = [("b/乙", b"two"), ("a", b"")]


def test_members_are_stored_in_their_order_with_the_same_day() -> None:
    with ZipFile(io.BytesIO(pack(FILES))) as archive:
        assert [(one.filename, archive.read(one)) for one in archive.infolist()] == FILES
        for one in archive.infolist():
            assert (one.date_time, one.compress_type) == ((1980, 1, 1, 0, 0, 0), ZIP_STORED)
            assert (one.create_system, one.external_attr >> 16) == (3, 0o100644)


def test_the_same_bytes_on_every_machine() -> None:
    assert sha256(pack(FILES)).hexdigest() == "3115d136aee9d1bef576d68e7f2c75033dca546db042a26cbf800faeb27550b7"
