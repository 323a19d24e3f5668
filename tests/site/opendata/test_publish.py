"""What the site offers machines is what others' tools accept, and what the ledger says."""

from __future__ import annotations

import csv
import io
import subprocess
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
from frictionless import Package, system

from ssj_publish.site import source
from ssj_publish.site.opendata import feeds, sums
from ssj_publish.site.opendata.sheets import Sheet
from ssj_publish.site.view import View
from ssj_publish.words.csvs import original, plain
from tests.bureau import at
from tests.site.conftest import ROOT
from tests.site.opendata.test_rosters import view_of
from tests.site.reading import Built
from tests.world import World
from tests.years import filed

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.slow
def test_frictionless_accepts_the_package_and_sees_a_changed_table(county: Built, tmp_path: Path) -> None:
    for name in county.files:
        if name.startswith("data/") and name.endswith((".csv", "datapackage.json")):
            (tmp_path / Path(name).name).write_bytes(county.files[name])
    package = tmp_path / "datapackage.json"
    with system.use_context(trusted=True):
        report = Package(str(package)).validate()
        assert report.valid, report.flatten(["name", "message"])
        assert report.stats["tasks"] == 17
        table = tmp_path / "results.csv"
        table.write_bytes(table.read_bytes().replace("未发现问题".encode(), "没有发现问题".encode(), 1))
        assert not Package(str(package)).validate().valid


@pytest.mark.slow
def test_csv_and_workbook_say_the_same(county: Built, sheets: dict[str, Sheet]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(county.files["data/all.xlsx"]))
    assert len(book.sheetnames) >= len(sheets)
    for name, one in sheets.items():
        data = county.files[f"data/{name}.csv"]
        assert data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1:]
        assert [[original(cell) for cell in row] for row in rows] == [
            [original(plain(value)) for value in row] for row in one.told
        ]
        (alone,) = [
            s for s in openpyxl.load_workbook(io.BytesIO(county.files[f"data/{name}.xlsx"])) if s.max_row > len(rows)
        ]
        assert all(cell.data_type != "f" for row in alone.iter_rows() for cell in row)


@pytest.mark.slow
def test_every_file_that_the_page_lists_is_there_and_every_file_is_listed(county: Built) -> None:
    links = {link.removeprefix("./").removeprefix("../") for link in county.page("data/index.html").links}
    offered = {name for name in county.files if name.startswith(("data/", "feeds/")) and "index." not in name}
    told = {link if link.startswith("feeds/") else f"data/{link.removeprefix('data/')}" for link in links}
    own = {name for name in offered if name.startswith(("feeds/bodies/", "feeds/towns/"))}
    # A table with nothing in it is there for programs, and no line of the page.
    assert {name for name in offered - own - told if county.files[name] != b"[]\n"} == set()
    # Those of one body or one town stand on its own page.
    for name in own:
        assert f"../{name}" in county.page(name.removeprefix("feeds/").replace(".atom", ".html")).links
    for link in county.page("data/index.html").links:
        if "://" not in link:
            assert (county.folder / "data" / link.partition("#")[0]).resolve().exists(), link


@pytest.mark.slow
def test_the_archive_is_the_ledger_and_verifies(county: Built, tmp_path: Path) -> None:
    ZipFile(io.BytesIO(county.files["data/ledger.zip"])).extractall(tmp_path)
    assert source.read(tmp_path / "ledger").head == source.read(ROOT / "ledger").head
    inside = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    assert inside == {
        name: data
        for name, data in county.files.items()
        if name.startswith("ledger/") and name.endswith(".yaml") and "/disclosures/" not in name
    }


@pytest.mark.slow
def test_sha256sum_accepts_the_site_s_list_and_sees_any_change(county: Built, tmp_path: Path) -> None:
    lines = (line.split("  ", 1) for line in county.files[sums.NAME].decode().splitlines())
    listed = {name: digest for digest, name in lines}
    assert listed == {name: sha256(data).hexdigest() for name, data in county.files.items() if name != sums.NAME}
    check = ["sha256sum", "--check", "--strict", "--quiet", sums.NAME]
    subprocess.run(check, cwd=county.folder, check=True)
    (tmp_path / "index.html").write_bytes(county.files["index.html"] + b" ")
    (tmp_path / sums.NAME).write_text(f"{listed['index.html']}  index.html\n")
    assert subprocess.run(check, cwd=tmp_path, capture_output=True).returncode == 1


def entries(view: View, feed: str, root: str = "") -> list[dict[str, str]]:
    tree = ElementTree.fromstring(dict(feeds.files(view, "测试", root))[f"feeds/{feed}.atom"])
    assert tree.tag == f"{ATOM}feed"
    assert all(tree.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "author"))
    found = []
    for entry in tree.iter(f"{ATOM}entry"):
        texts = {child.tag.removeprefix(ATOM): child.text or child.get("href") or "" for child in entry}
        assert {"id", "title", "updated", "link"} <= set(texts)
        found.append(texts)
    assert len({one["id"] for one in found}) == len(found)
    return found


def test_a_draw_keeps_its_name_in_the_feed_while_it_goes_on(world: World) -> None:
    draw = world.commit()
    (first,) = entries(view_of(world), "draws", "https://jy.test.example")
    world.open(draw)
    (second,) = entries(view_of(world), "draws", "https://elsewhere.example/a")
    assert first["id"] == second["id"]
    assert first["updated"] < second["updated"]
    assert first["link"].startswith("https://jy.test.example/draws/")


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "]]>&amp;\"'", "=1+1"])
def test_a_hostile_name_is_text_in_a_feed(world: World, name: str) -> None:
    draw = world.open(world.commit())
    visit = world.visit(draw)
    world.change(visit.body.body, name=name)
    world.result(visit)
    (found,) = entries(view_of(world), "results")
    assert found["title"].startswith(name)


def test_what_is_overdue_is_in_the_feed_from_the_day_after(world: World) -> None:
    world.say(filed(world), "p")
    draw = world.commit(opens=at("2025-04-10 10:00"))
    view = view_of(world)
    assert entries(view, "overdue") == []
    late = entries(replace(view, today=date(2025, 4, 12)), "overdue")
    assert any("2025-04-1" in one["updated"] for one in late), late
    assert draw.result is None
