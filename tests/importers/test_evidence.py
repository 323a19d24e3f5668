"""Files of evidence named in a cell: inside their folder, each once, with its digest and size."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from ssj_publish.core.shapes import Evidence
from ssj_publish.importers.evidence import read
from ssj_publish.importers.faults import Trouble


def made(folder: Path, name: str, data: bytes) -> Evidence:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return Evidence(name=path.name, sha256=sha256(data).hexdigest(), size=len(data))


def test_the_names_in_a_cell_are_files_in_their_order_each_once(folder: Path) -> None:
    one, two = made(folder, "照片1.jpg", b"one"), made(folder, "下/记录.pdf", b"two" * 400_000)
    assert read("照片1.jpg、下/记录.pdf\n照片1.jpg； ", folder) == (one, two)
    for mark in ("；", ";", "，", ",", "\n"):
        assert read(f"照片1.jpg{mark}下/记录.pdf", folder) == (one, two)
    assert read("、", folder) == ()


@pytest.mark.parametrize("name", ["没有.jpg", "../外.jpg", "下/../../外.jpg", "{folder}/照片.jpg", "下"])
def test_what_is_not_a_file_in_the_folder_is_missing(folder: Path, name: str) -> None:
    """No table makes a file of this computer evidence by naming its place."""
    made(folder, "照片.jpg", b"x")
    made(folder.parent, "外.jpg", b"x")
    made(folder, "下/x", b"x")
    written = name.format(folder=folder)
    with pytest.raises(Trouble) as caught:
        read(written, folder)
    assert caught.value.code == "evidence-missing"
    assert caught.value.data == {"name": written, "folder": str(folder)}


def test_without_a_folder_nothing_is_named() -> None:
    with pytest.raises(Trouble) as caught:
        read("照片.jpg", None)
    assert caught.value.code == "evidence-folder"
