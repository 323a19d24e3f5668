"""How large a file may be: as much is read, and one more is refused, with the limit told."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from ssj_publish.importers import archive, cells, csvs, merging, sheets, tables
from ssj_publish.importers.faults import Trouble

MIB = 2**20


def outcome(act: Callable[[], object]) -> object:
    """``ok``, or the code of what is wrong with its limit."""
    try:
        act()
    except Trouble as trouble:
        return (trouble.code, trouble.data.get("limit", ""))
    return "ok"


def parts(*sizes: int, name: str = "a.bin") -> list[ZipInfo]:
    made = []
    for size in sizes:
        made.append(ZipInfo(name))
        made[-1].file_size = size
    return made


@pytest.mark.parametrize(
    ("told", "size", "limit"),
    [
        (parts(16 * MIB + 100_000), 1_000, 16),
        (parts(16 * MIB, 50_000, 50_000), 1_000, 16),
        (parts(256 * MIB), 10**8, 256),
        (parts(8 * MIB, name="xl/workbook.xml"), 10**8, 8),
        (parts(4 * MIB, name="[Content_Types].xml"), 10**8, 4),
        (parts(256 * MIB, name="content.xml"), 10**8, 256),
    ],
    ids=["a small file", "all parts together", "any file", "the list of sheets", "the list of types", "an .ods"],
)
def test_a_workbook_unpacks_to_so_much(told: list[ZipInfo], size: int, limit: int) -> None:
    assert outcome(lambda: archive._measure(told, size)) == "ok"
    told[0].file_size += 1
    assert outcome(lambda: archive._measure(told, size)) == ("file-unpacked", limit)


def test_a_workbook_has_so_many_parts() -> None:
    assert outcome(lambda: archive._measure(parts(*[0] * 5_000), 0)) == "ok"
    assert outcome(lambda: archive._measure(parts(*[0] * 5_001), 0)) == ("file-unpacked", 16)


@pytest.mark.parametrize(("flag", "code"), [(1, "file-encrypted"), (2, "ok"), (0x801, "file-encrypted")])
def test_a_locked_part_is_told_by_its_flag(flag: int, code: str) -> None:
    [one] = parts(0)
    one.flag_bits = flag
    found = outcome(lambda: archive._measure([one], 0))
    assert found == (code if code == "ok" else (code, ""))


def packed(files: dict[str, bytes], how: int = ZIP_STORED) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", how) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return stream.getvalue()


def looked(name: str, data: bytes, size: int = 0) -> object:
    with ZipFile(BytesIO(packed({name: data}, ZIP_DEFLATED))) as whole:
        return outcome(lambda: archive._look(whole, whole.infolist(), size))


@pytest.mark.parametrize("name", ["a.xml", "A.XML", "a.rels", "a.vml"])
def test_a_workbook_has_so_many_tags(name: str) -> None:
    """Two million, and twenty for each byte of the file."""
    for size, most in ((0, 2_000_000), (10, 2_000_200)):
        assert looked(name, b"<" * most, size) == "ok"
        assert looked(name, b"<" * (most + 1), size) == ("file-heavy", "")
    assert looked("a.bin", b"<" * 2_000_201) == "ok"


@pytest.mark.parametrize(
    ("name", "tag", "most", "code"),
    [
        ("xl/workbook.xml", b"<sheet ", 500, "sheets-many"),
        ("xl/workbook.xml", b"<x:sheet/>", 500, "sheets-many"),
        ("content.xml", b"<table:table>", 500, "sheets-many"),
        ("xl/workbook.xml", b"<definedName ", 20_000, "names-many"),
        ("content.xml", b"<table:named-range ", 20_000, "names-many"),
    ],
)
def test_a_workbook_has_so_many_sheets_and_names(name: str, tag: bytes, most: int, code: str) -> None:
    """Each is counted once, also where a chunk ends in the middle of it; and nothing that only begins so."""
    for before in range(MIB - len(tag) - 1, MIB + 1, 3):
        assert looked(name, b" " * before + tag * most + b"<sheets><definedNames>") == "ok"
    assert looked(name, b" " * (MIB - 3) + tag * (most + 1)) == (code, most)
    assert looked("xl/other.xml", tag * (most + 1)) == "ok"


@pytest.mark.parametrize("text", [b"<!DOCTYPE x>", b"<!ENTITY x>"])
def test_declarations_are_refused_wherever_they_stand(text: bytes) -> None:
    for before in range(MIB - len(text), MIB + 1):
        assert looked("a.xml", b" " * before + text) == ("workbook-broken", "")
    assert looked("a.bin", text) == "ok"


@pytest.mark.parametrize(
    ("most", "code"),
    [((200_000, 0, 0), "table-rows"), ((0, 256, 0), "table-columns"), ((0, 0, 5_000_000), "table-cells")],
)
def test_a_table_is_so_large(most: tuple[int, int, int], code: str) -> None:
    assert outcome(lambda: sheets.guard(*most)) == "ok"
    rows, columns, held = (one + 1 if one else 0 for one in most)
    assert outcome(lambda: sheets.guard(rows, columns, held)) == (code, max(most))
    assert merging.MERGES_MAX == 50_000


def test_a_csv_has_so_many_rows_with_something_in_them() -> None:
    blank = b",\n" * 10
    assert outcome(lambda: csvs.read(blank + b"a,b\n" * 200_000)) == "ok"
    assert outcome(lambda: csvs.read(blank + b"a,b\n" * 200_001)) == ("table-rows", 200_000)
    assert outcome(lambda: csvs.read(b"a," * 255 + b"a\n")) == "ok"
    assert outcome(lambda: csvs.read(b"a," * 256 + b"a\n")) == ("table-columns", 256)


def test_a_cell_holds_what_a_spreadsheet_allows() -> None:
    assert len(cells.text("字" * 32_767)) == 32_767
    assert outcome(lambda: cells.text("字" * 32_768)) == ("text-long", 32_767)


@pytest.mark.parametrize(
    ("size", "memory", "seconds"),
    [
        (0, 280 * 10**6, 4.5),
        (400_000, 280 * 10**6, 4.5),
        (400_001, 280 * 10**6 + 60, 4.500_004),
        (650_000, 295 * 10**6, 5.5),
        (64 * MIB, 3 * 2**30, 4.5 + (64 * MIB - 400_000) / 250_000),
    ],
)
def test_reading_may_take_the_more_the_larger_the_file(size: int, memory: int, seconds: float) -> None:
    """Sixty bytes of memory for each byte, and a second for each quarter of a megabyte; never more than three GB."""
    given, within = tables.budget(size)
    assert given == memory
    assert within == pytest.approx(seconds)


@pytest.mark.parametrize("head", [b"<", b"{\\rtf", b"%PDF", b"%pdf"])
def test_another_kind_of_file_is_known_by_how_it_begins(head: bytes) -> None:
    """Behind any white space, as far as the first kilobyte."""
    refused = ("file-disguised", "")
    assert outcome(lambda: tables.parse(b" " * (1024 - len(head)) + head, ".csv")) == refused
    assert outcome(lambda: tables.parse(b"\xef\xbb\xbf \t\r\n" + head, ".csv")) == refused
    assert outcome(lambda: tables.parse(b" " * 1024 + head, ".csv")) != refused
    assert outcome(lambda: tables.parse(b"a" + head, ".csv")) != refused


def test_a_file_is_so_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty-four megabytes."""
    monkeypatch.setattr(csvs, "read", lambda data: [])
    assert outcome(lambda: tables.parse(b"a" * 64 * MIB, ".csv")) == "ok"
    assert outcome(lambda: tables.parse(b"a" * (64 * MIB + 1), ".csv")) == ("file-large", 64)


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"名录.csv": b"x"}, "file-zip"),
        ({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}, "file-disguised"),
        ({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}, "file-disguised"),
        ({"[Content_Types].xml": b"<x/>"}, "workbook-broken"),
        ({"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b""}, "workbook-broken"),
        ({"content.xml": b"<x/>"}, "workbook-broken"),
        ({"content.xml": b"<x/>", "META-INF/manifest.xml": b"<encryption-data/>"}, "file-encrypted"),
    ],
)
def test_an_archive_that_is_no_workbook_is_told_apart(files: dict[str, bytes], code: str) -> None:
    found = outcome(lambda: tables.workbook(packed(files)))
    assert found == (code, "")


@pytest.mark.parametrize("name", ["EncryptedPackage", "DRMEncryptedDataSpace"])
def test_a_workbook_with_a_password_is_told(name: str) -> None:
    data = tables._OLE + bytes(600) + name.encode("utf-16-le")
    assert outcome(lambda: tables.workbook(data)) == ("file-encrypted", "")


HAN = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


@pytest.mark.parametrize("form", ["{n}.", "{n}、", "({n})", "（{n}）", "（{han}）", "({han})", "{han}、", "{ring}"])
def test_numbers_that_count_up_from_one_are_the_separators(form: str) -> None:
    """Up to a dozen points, in any way of numbering."""
    told = [form.format(n=n, han=HAN[n - 1], ring=chr(ord("①") + n - 1)) for n in range(1, 13)]
    text = "".join(f"{mark}要点{chr(ord('甲') + place)}和说明" for place, mark in enumerate(told))
    assert cells.points(text) == tuple(f"要点{chr(ord('甲') + place)}和说明" for place in range(12))


def test_numbers_that_do_not_count_up_from_one_are_text() -> None:
    for text in ("第1.2条要点", "要点2.另一", "3.要点4.另一"):
        assert len(cells.points(text)) == 1, text
