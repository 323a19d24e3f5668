"""``ssj site export``: fragments that any editor takes, tables, a list with true dates, one zip; and nothing that could
run."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from ssj_publish import errors
from ssj_publish.cli import run
from ssj_publish.core.kinds.registers import BodyChange
from ssj_publish.site.portal import export
from tests.bureau import body as school
from tests.site.conftest import ROOT, RepoOf
from tests.site.reading import Reader
from tests.world import World

HOSTILE = "<script>alert(1)</script>\"'&"


@pytest.fixture
def opened() -> World:
    world = World().found().register().plan()
    world.open(world.commit())
    return world


def fragments(folder: Path) -> dict[str, Reader]:
    found = sorted(folder.glob("fragments/**/*.html"))
    return {path.relative_to(folder).as_posix(): Reader(path.read_text("utf-8")) for path in found}


def rows(folder: Path) -> list[tuple[object, ...]]:
    book = load_workbook(folder / "index.xlsx", read_only=True)
    return list(book.worksheets[0].iter_rows(min_row=2, values_only=True))


@pytest.mark.slow
def test_fragments_stand_alone(tmp_path: Path) -> None:
    """Of the example county: every link leads to the bureau's own address, nothing is fetched, nothing runs."""
    report = export(ROOT, tmp_path / "out")
    found = fragments(report.output)
    assert len(found) == report.fragments > 500
    for name, page in found.items():
        assert not page.named("script", "style", "link", "img", "svg", "button", "input", "html", "head", "body"), name
        assert all(link.startswith("https://jy.anlan.example/") for link in page.links), name
        assert not any("class" in attrs or "id" in attrs for _, attrs in page.tags), name
    assert {row[7] for row in rows(report.output)} == set(found)
    dated = {row[7]: row[2] for row in rows(report.output)}
    assert dated["fragments/draws/index.html"] is None
    assert dated["fragments/draws/RW-2025-01-1.html"] == "2025-06-03 09:03"
    assert any(row[5] == "已作废" for row in rows(report.output))


def test_without_an_address_links_are_plain_text_and_hostile_names_are_inert(
    opened: World, repo_of: RepoOf, tmp_path: Path
) -> None:
    opened.say(BodyChange(reason="新增", added=(school(90, name=HOSTILE),)), "p")
    out = export(repo_of(opened), tmp_path / "out").output
    for name, page in fragments(out).items():
        assert page.links == [], name
        assert not page.named("script", "a"), name
    assert any(HOSTILE in page.text for page in fragments(out).values())
    with ZipFile(out / "export.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert packed == {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and path.name != "export.zip"
    }
    assert load_workbook(io.BytesIO(packed["tables/bodies.xlsx"])).worksheets[0].max_row > 1
    assert packed["readme.txt"].startswith(b"\xef\xbb\xbf")


def test_only_what_is_new_is_exported_on_request(opened: World, repo_of: RepoOf, tmp_path: Path) -> None:
    repo = repo_of(opened)
    assert run(["-C", str(repo), "site", "export", "--since", "2025-03-28"]) == 0
    new = fragments(repo / "export")
    assert "fragments/draws/T1-1.html" in new
    assert "fragments/draws/index.html" in new, "a column is always there"
    assert "fragments/bodies/S001.html" in new, "it tells of the draw"
    assert "fragments/items/I1.html" not in new
    assert run(["-C", str(repo), "site", "export"]) == 0
    assert set(fragments(repo / "export")) > set(new)


def test_two_exports_are_the_same_and_a_strangers_folder_is_left_alone(
    opened: World, repo_of: RepoOf, tmp_path: Path
) -> None:
    repo = repo_of(opened)
    one, other = (export(repo, tmp_path / name).output / "export.zip" for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("保留", "utf-8")
    with pytest.raises(errors.OutputForeign):
        export(repo, tmp_path / "mine")
    assert (tmp_path / "mine" / "letter.txt").read_text("utf-8") == "保留"


def test_a_sealed_draw_changes_no_bodys_fragment(repo_of: RepoOf, tmp_path: Path) -> None:
    """Sealing tells nothing of any body: each has the same words before and after."""
    world = World().found().register().plan()
    draw = world.commit(sealed=True)
    before = export(repo_of(world), tmp_path / "before").output
    world.seal(draw)
    after = export(repo_of(world), tmp_path / "after").output

    def told(folder: Path) -> dict[str, str]:
        return {
            name: page.text.split("依据：台账")[0] for name, page in fragments(folder).items() if "/bodies/S" in name
        }

    assert len(told(before)) == len(draw.pool)
    assert told(before) == told(after)
    assert fragments(before)["fragments/draws/T1-1.html"].text != fragments(after)["fragments/draws/T1-1.html"].text
