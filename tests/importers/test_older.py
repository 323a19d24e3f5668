"""Workbooks of other programs, as they write them: ``files/merged.*`` is one register saved by LibreOffice in three
formats.

WPS calls .et what is an .xls or an .xlsx inside; what a file is, its bytes tell.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from unittest.mock import Mock

import pytest

from ssj_publish.importers import older, read_bodies
from ssj_publish.importers.faults import Trouble
from ssj_publish.importers.odsxml import Layout

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize("name", ["merged.xls", "merged.ods", "merged.xlsx"])
def test_an_et_is_read_as_what_it_is(name: str, tmp_path: Path) -> None:
    """The town that three rows share by a merge is every one's; a wrapped word, a formula's value, a day as text."""
    twin = read_bodies(FILES / "merged.xlsx", classes="ABCD")
    path = tmp_path / "名录.et"
    shutil.copy(FILES / name, path)
    found = read_bodies(path, classes="ABCD")
    assert found.entries == twin.entries
    assert [one.town for one in found.entries] == ["城关镇"] * 6
    assert [one.code for one in found.notices] == [one.code for one in twin.notices]


def test_a_locked_one_is_said_to_be(tmp_path: Path) -> None:
    """Where BOF is followed by FilePass, the rest is cipher."""
    data = bytearray((FILES / "merged.xls").read_bytes())
    at = data.find(bytes.fromhex("0908100000060500"))
    at += 4 + data[at + 2]
    data[at : at + 2] = b"\x2f\x00"
    path = tmp_path / "名录.et"
    path.write_bytes(data)
    assert [one.code for one in read_bodies(path, classes="ABCD").faults] == ["file-encrypted"]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<m:file-entry><m:encryption-data/></m:file-entry>")
        archive.writestr("content.xml", b"\x93\x01")
    with pytest.raises(Trouble) as refused:
        older.read_ods(made.getvalue())
    assert refused.value.code == "file-encrypted"


def test_merges_across_columns_are_told_of_older_workbooks_too() -> None:
    sheet = Mock(merged_cell_ranges=[((0, 1), (0, 2))])
    sheet.name = "表"
    sheet.to_python.return_value = [["", "甲", ""]]
    found = older._sheet(sheet, Layout(hidden_rows=3))
    assert (found.rows, found.across, found.hidden_rows) == ([(1, [None, "甲", "甲"])], {1: {2}}, 3)


def test_a_number_of_more_digits_than_a_float_holds_stays_one() -> None:
    """520123199001011000 in an .xls is 520123199001011008 to a reader that makes it whole."""
    assert [type(older._value(number)) for number in (3.0, 9e14, 520123199001011000.0)] == [int, int, float]
