"""Small workbooks made to exhaust whoever opens them: each is refused within 5 s and 300 MB, and said to be.

The time (the processor's) and the memory are those of a whole reading, measured from outside: the program and the
process that it starts.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MEASURE = """
import json, re, resource, sys
from ssj_publish.importers import tables
from ssj_publish.importers.faults import Trouble
data = open(sys.argv[1], "rb").read()
try:
    code = f"read {sum(len(sheet.rows) for sheet in tables.parse(data, '.xlsx'))}"
except Trouble as trouble:
    code = trouble.code
own = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
used = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps([code, sum(one.ru_utime + one.ru_stime for one in both), used // 1024]))
"""
Parts = dict[str, bytes]


def parts(sheet: str = "<sheetData/>", *, strings: str = "", names: str = "", sheets: int = 1) -> Parts:
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, sheets + 1))
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{content}.sheet.main+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{content}.sharedStrings+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{content}.worksheet+xml"/></Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ).encode(),
        "xl/workbook.xml": f"<workbook {NS} {REL}><sheets>{listed}</sheets>{names}</workbook>".encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{relation}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        ).encode(),
        "xl/worksheets/sheet1.xml": f"<worksheet {NS}>{sheet}</worksheet>".encode(),
        "xl/sharedStrings.xml": f"<sst {NS}>{strings}</sst>".encode(),
    }


def zipped(path: Path, made: Parts) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in made.items():
            archive.writestr(name, data)
    return path


def rows(count: int, row: Callable[[int], str]) -> str:
    return "<sheetData>" + "".join(row(n) for n in range(1, count + 1)) + "</sheetData>"


def zip_bomb() -> Parts:
    return parts() | {"xl/media/image1.png": bytes(300 * 2**20)}


def filled_sheet() -> Parts:
    """A sheet of blanks that would be three gigabytes as objects."""
    return parts(rows(1, lambda n: f'<row r="{n}">' + "<c/>" * 20_000_000 + "</row>"))


def shared_strings() -> Parts:
    return parts(strings="<si><t>一</t></si>" * 1_400_000)


def styled_cells() -> Parts:
    """A million cells that hold a style and nothing else."""
    return parts(rows(100_000, lambda n: f'<row r="{n}">' + '<c s="1"/>' * 10 + "</row>"))


def deep() -> Parts:
    return parts("<a>" * 2_500_000 + "</a>" * 2_500_000)


def entities() -> Parts:
    made = parts(rows(1, lambda n: '<row r="1"><c t="inlineStr"><is><t>&e8;</t></is></c></row>'))
    declared = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20 if n else "x" * 20}">' for n in range(9))
    made["xl/worksheets/sheet1.xml"] = f"<!DOCTYPE x [{declared}]>".encode() + made["xl/worksheets/sheet1.xml"]
    return made


def entities_in_utf16() -> Parts:
    """The same, in an encoding in which no search for bytes finds them."""
    made = entities()
    text = '<?xml version="1.0" encoding="UTF-16"?>' + made["xl/worksheets/sheet1.xml"].decode()
    return made | {"xl/worksheets/sheet1.xml": text.encode("utf-16")}


def many_sheets() -> Parts:
    return parts(rows(10, lambda n: f'<row r="{n}"><c><v>1</v></c></row>'), sheets=10_000)


def one_sheet_many_times() -> Parts:
    """Four hundred sheets that are all the same part, which is long."""
    return parts(rows(60_000, lambda n: f'<row r="{n}"><c><v>1</v></c></row>'), sheets=400)


def names() -> Parts:
    one = "<definedName name='N{}'>Sheet1!$A$1:$XFD$1048576</definedName>"
    return parts(names="<definedNames>" + "".join(one.format(n) for n in range(100_000)) + "</definedNames>")


def long_name() -> Parts:
    return parts(names="<definedNames><definedName name='N'>" + "A" * 7_000_000 + "</definedName></definedNames>")


def merges() -> Parts:
    cells = rows(20_000, lambda n: f'<row r="{n}"><c t="inlineStr"><is><t>一</t></is></c></row>')
    return parts(cells + "<mergeCells>" + '<mergeCell ref="A1:XFD20000"/>' * 40_000 + "</mergeCells>")


def long_text() -> Parts:
    return parts(rows(1, lambda n: '<row r="1"><c t="inlineStr"><is><t>' + "一" * 12_000_000 + "</t></is></c></row>"))


def attributes() -> Parts:
    return parts("<a " + " ".join(f'a{n}=""' for n in range(150_000)) + "/>")


def ods_of_repeats() -> Parts:
    """A cell that repeats itself over a million rows and all columns."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    body = (
        f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0" '
        f'xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">'
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" '
        'table:number-columns-repeated="16384"><text:p>一</text:p></table:table-cell></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": body.encode(),
        "META-INF/manifest.xml": b"<manifest/>",
    }


ATTACKS: dict[Callable[[], Parts], set[str]] = {
    zip_bomb: {"file-unpacked"},
    filled_sheet: {"file-unpacked", "file-heavy"},
    shared_strings: {"file-heavy", "file-unpacked"},
    styled_cells: {"table-cells", "file-heavy", "read 0"},
    deep: {"file-heavy", "workbook-broken"},
    entities: {"workbook-broken"},
    entities_in_utf16: {"workbook-broken", "file-heavy"},
    many_sheets: {"sheets-many"},
    one_sheet_many_times: {"table-cells", "file-heavy"},
    names: {"names-many"},
    long_name: {"read 0", "file-heavy"},
    merges: {"table-cells", "file-heavy"},
    long_text: {"read 1", "file-heavy", "file-unpacked"},
    attributes: {"read 0", "file-heavy"},
    ods_of_repeats: {"file-heavy", "table-rows", "table-columns", "workbook-broken"},
}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="measures memory as Linux tells it")
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: one.__name__)
def test_a_small_workbook_costs_little_whatever_it_holds(attack: Callable[[], Parts], tmp_path: Path) -> None:
    """Under 400 kB of any content: at most 5 s and 300 MB."""
    path = zipped(tmp_path / "a.xlsx", attack())
    assert path.stat().st_size < 400_000
    run = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True, timeout=120
    )
    code, seconds, megabytes = json.loads(run.stdout)
    assert code in ATTACKS[attack]
    assert seconds <= 6  # the limit, and what it takes to start Python twice on a machine with other work
    assert megabytes <= 300
