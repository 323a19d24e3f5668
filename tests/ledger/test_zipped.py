"""A ledger in an archive: found wherever it stands in there, and nothing comes out that has no place."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from ssj_publish import errors
from ssj_publish.ledger import zipped


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["readme.txt"], "ledger"),
        (["a/000/000001.yaml", "b/000/000001.yaml"], "ledger"),
        (["ledger/000/000001.yaml", "ledger/../../evil"], "name"),
        (["ledger/000/000001.yaml", "ledger/C:evil"], "name"),
        (["ledger/000/000001.yaml", "ledger//etc"], "name"),
    ],
)
def test_a_zip_without_one_ledger_is_refused(tmp_path: Path, names: list[str], reason: str) -> None:
    with ZipFile(tmp_path / "x.zip", "w") as made:
        for name in names:
            made.writestr(name, b"x")
    with pytest.raises(errors.ArchiveUnusable) as fault:
        zipped.unpack(tmp_path / "x.zip", tmp_path / "out")
    assert fault.value.data["reason"] == reason
    assert not (tmp_path / "evil").exists()


def test_a_zip_that_would_fill_the_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ZipFile(tmp_path / "x.zip", "w") as made:
        made.writestr("000/000001.yaml", b"x" * 1000)
    monkeypatch.setattr(zipped, "MAX_SIZE", 999)
    with pytest.raises(errors.ArchiveUnusable):
        zipped.unpack(tmp_path / "x.zip", tmp_path / "out")


def packed(path: Path, files: dict[str, bytes]) -> Path:
    with ZipFile(path, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
    return path


@pytest.mark.parametrize("top", ["", "ledger/", "台账 2025/ledger/"])
def test_a_ledger_comes_out_wherever_it_stands_and_nothing_from_beside_it(tmp_path: Path, top: str) -> None:
    files = {f"{top}000/000001.yaml": b"one", f"{top}checkpoints/1": b"two"}
    path = packed(tmp_path / "x.zip", files | ({"readme.txt": b"x"} if top else {}))
    folder = zipped.unpack(path, tmp_path / "out")
    found = {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    assert found == {"000/000001.yaml": b"one", "checkpoints/1": b"two"}


def test_what_is_no_whole_zip_is_told(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", {"000/000001.yaml": b"one" * 1000})
    assert zipped.is_archive(path)
    data = path.read_bytes()
    for spoilt in (b"no zip", data[:200], data.replace(b"oneone", b"twotwo", 1)):
        path.write_bytes(spoilt)
        with pytest.raises(errors.ArchiveUnusable) as fault:
            zipped.unpack(path, tmp_path / f"out{len(spoilt)}")
        assert fault.value.data["reason"] == "form"
    path.write_bytes(b"no zip")
    assert not zipped.is_archive(path)
    assert not zipped.is_archive(tmp_path)


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", {"000/000001.yaml": b"x", "checkpoints": b"x", "checkpoints/1": b"y"})
    with pytest.raises(errors.ArchiveUnusable) as fault:
        zipped.unpack(path, tmp_path / "out")
    assert fault.value.data["reason"] == "form"


def test_more_files_than_a_ledger_has_are_refused_by_the_directory_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(tmp_path / "x.zip", {"000/000001.yaml": b"x", "000/000002.yaml": b"x"})
    monkeypatch.setattr(zipped, "MAX_FILES", 2)
    zipped.unpack(path, tmp_path / "out")
    monkeypatch.setattr(zipped, "MAX_FILES", 1)
    with pytest.raises(errors.ArchiveUnusable) as fault:
        zipped.unpack(path, tmp_path / "again")
    assert fault.value.data["reason"] == "size"
    assert not (tmp_path / "again").exists()


def test_a_zip_is_told_by_what_it_is(tmp_path: Path) -> None:
    made = packed(tmp_path / "no-zip-by-name", {"000/000001.yaml": b"x"})
    (tmp_path / "x.zip").write_bytes(b"none")
    assert zipped.is_archive(made)
    assert not zipped.is_archive(tmp_path / "x.zip")
    assert not zipped.is_archive(tmp_path)
    with pytest.raises(errors.ArchiveUnusable) as fault:
        zipped.unpack(tmp_path / "x.zip", tmp_path / "out")
    assert fault.value.data == {"path": str(tmp_path / "x.zip"), "reason": "form"}


def test_a_zip_is_as_large_as_it_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = packed(tmp_path / "x.zip", {"000/000001.yaml": b"x" * 600, "README.md": b"y" * 400})
    for name, most in (("MAX_SIZE", 1000), ("MAX_FILES", 2)):
        with monkeypatch.context() as changed:
            changed.setattr(zipped, name, most)
            assert zipped.unpack(made, tmp_path / name).is_dir()
            changed.setattr(zipped, name, most - 1)
            with pytest.raises(errors.ArchiveUnusable) as fault:
                zipped.unpack(made, tmp_path / f"{name}-more")
            assert fault.value.data == {"path": str(made), "reason": "size"}


@pytest.mark.parametrize("name", ["a\\b", "c:d", "e*", "f?", "g<", "h>", "i|", 'j"', "k/./l", "m/"])
def test_no_name_that_some_system_reads_otherwise_comes_out(tmp_path: Path, name: str) -> None:
    made = packed(tmp_path / "x.zip", {"l/000/000001.yaml": b"x", f"l/{name}": b"y"})
    if name.endswith("/"):
        assert not (zipped.unpack(made, tmp_path / "out") / "m").exists(), "a folder is made where a file needs it"
    else:
        with pytest.raises(errors.ArchiveUnusable) as fault:
            zipped.unpack(made, tmp_path / "out")
        assert fault.value.data == {"path": str(made), "reason": "name"}
