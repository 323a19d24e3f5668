"""Where things lie: names alone, nothing looked up."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssj_publish.ledger import layout
from ssj_publish.ledger.layout import CheckpointName


def test_a_records_path_is_its_number_in_the_folder() -> None:
    assert layout.record_path(Path("ledger"), 1) == Path("ledger/000/000001.yaml")
    assert layout.record_path(Path("ledger"), 1_234_567) == Path("ledger/1234/1234567.yaml")


def test_no_other_name_in_a_ledger_can_be_taken_for_a_record() -> None:
    for name in (*layout.BYSTANDERS, layout.CHECKPOINTS, layout.TEMPORARY, layout.TEMPORARY + "000001.yaml"):
        assert layout.parse_record_name(name) is None


@pytest.mark.parametrize(
    ("name", "bystander", "debris"),
    [
        ("README.md", True, False),
        ("SHA256SUMS", True, False),
        (".gitignore", True, False),
        (".gitattributes", True, False),
        ("checkpoint", True, False),
        ("policy", True, False),
        ("000/000001.tlog-proof", True, False),
        ("000/000000.tlog-proof", False, False),
        ("000/000001.tlog", False, False),
        ("000001.tlog-proof", False, False),
        ("checkpoints", False, False),
        ("readme.md", False, False),
        ("Thumbs.db", False, True),
        ("ehthumbs.db", False, True),
        ("Desktop.ini", False, True),
        (".DS_Store", False, True),
        ("._000001.yaml", False, True),
        ("_000001.yaml", False, False),
        ("DS_Store", False, False),
    ],
)
def test_what_may_lie_about_unread(name: str, bystander: bool, debris: bool) -> None:
    assert (layout.is_bystander(name), layout.is_debris(name)) == (bystander, debris)


@pytest.mark.parametrize(
    ("name", "parsed"),
    [
        ("000549.note", CheckpointName(549)),
        ("000549.1a2b3c4d.cosig", CheckpointName(549, witness="1a2b3c4d")),
        ("000549.ca1.tsr", CheckpointName(549, authority="ca1")),
        ("999999999999999.note", CheckpointName(999_999_999_999_999)),
        (f"000001.{'a' * 64}.tsr", CheckpointName(1, authority="a" * 64)),
        (f"000001.{'a' * 65}.tsr", None),
        ("9999999999999999.note", None),
        ("0000549.note", None),
        ("000000.note", None),
        ("000549.1A2B3C4D.cosig", None),
        ("000549.-a.tsr", None),
        ("000549.note.tsr", CheckpointName(549, authority="note")),
        ("٠٠٠٥٤٩.note", None),
    ],
)
def test_a_checkpoints_files_by_their_names(name: str, parsed: CheckpointName | None) -> None:
    assert layout.parse_checkpoint_name(name) == parsed
    if parsed is not None:
        assert parsed.text == name


def test_the_folders_of_the_published_site() -> None:
    """Whoever mirrors the site finds these names in C2SP's and in the protocol's text."""
    assert {layout.TILES, layout.CHECKPOINTS, layout.DISCLOSURES, layout.POLICY, layout.SUMS} == {
        "tile", "checkpoints", "disclosures", "policy", "SHA256SUMS",
    }  # fmt: skip
    assert frozenset({"checkpoints", "disclosures"}) == layout.FOLDERS
