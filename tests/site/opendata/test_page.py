"""Sizes as people read them, and the page that lists what can be taken away."""

from __future__ import annotations

import pytest

from ssj_publish.site.blocks import Code, Page, Table
from ssj_publish.site.opendata import page as pages
from ssj_publish.site.opendata.sheets import Column, Sheet, sheet
from ssj_publish.site.press import Print
from tests.site.pages.reading import blocks, headings, rows


def made(size: int) -> Print:
    return Print(b"", b"", b"", (0, size, 0, 0))


ONE = sheet(
    "one",
    "甲表",
    "说明甲",
    [Column("一", "first", "第一列", "integer"), Column("二", "second", "第二列", "boolean")],
    [(1, True)],
)
TWO = sheet("two", "乙表", "说明乙", [Column("三", "third", "第三列", "date")], [])
FILES = {
    "data/one.csv": made(1023), "data/one.xlsx": made(1024), "data/two.csv": made(1), "data/two.xlsx": made(1025),
    "data/datapackage.json": made(10_240), "data/ledger.zip": made(3_400_000), "data/all.xlsx": made(4096),
    "data/v1/one.json": made(4), "data/v1/two.json": made(2), "data/v1/index.json": made(3), "data/v1/codes.json": made(5),
    "data/v1/load.sql": made(6),
}  # fmt: skip


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 字节"), (1023, "1023 字节"), (1024, "1 KB"), (1025, "2 KB"), (1024**2 - 1, "1024 KB"), (1024**2, "1.0 MB"),
        (3_400_000, "3.2 MB"),
    ],
)  # fmt: skip
def test_sizes(count: int, words: str) -> None:
    assert pages.size(count) == words


def tables(page: Page, heading: str) -> list[tuple[str, ...]]:
    [found] = [one for one in blocks(page, heading) if isinstance(one, Table)]
    return rows(found)


def test_each_sheet_has_its_files_and_its_columns_their_meaning() -> None:
    page = pages.page((ONE, TWO), FILES, "{}", sitemap=True)
    assert tables(page, "表格") == [
        ("甲表", "1", "one.csv（1023 字节）", "one.xlsx（1 KB）", "one.json（4 字节）", "说明甲"),
        ("乙表", "0", "two.csv（1 字节）", "two.xlsx（2 KB）", "two.json（2 字节）", "说明乙"),
        ("以上全部", "1", "datapackage.json（10 KB）", "all.xlsx（4 KB）", "index.json（3 字节）",
         "一个工作簿，每类一张表；datapackage.json 写明 CSV 各列的含义，index.json 是 JSON 各表的目录"),
    ]  # fmt: skip
    assert headings(page)[-2:] == ["各列的含义：甲表", "各列的含义：乙表"]
    assert tables(page, "各列的含义：甲表") == [
        ("一", "first", "整数", "第一列。"),
        ("二", "second", "文本", "第二列。只有：是、否。"),
    ]
    assert tables(page, "各列的含义：乙表") == [("三", "third", "日期", "第三列。")]
    whole = [row[0] for row in tables(page, "整本台账和网站")]
    assert whole == [
        "ledger.zip（3.2 MB）", "SHA256SUMS", "SM3SUMS", "ledger/SHA256SUMS", "codes.json（5 字节）", "load.sql（6 字节）",
        "vocabulary-schema.json", "site.json",
        "feeds/draws.atom", "feeds/results.atom",
        "feeds/cases.atom", "feeds/registers.atom", "feeds/corrections.atom", "feeds/overdue.atom", "feeds/irregularities.atom",
        "feeds/bodies/编号.atom、feeds/towns/序号.atom", "sitemap.xml",
    ]  # fmt: skip
    assert [one.text for one in blocks(page, "核对整个网站") if isinstance(one, Code)] == [
        "sha256sum -c SHA256SUMS", "cksum --check SM3SUMS", "ssj site compare 网站地址",
    ]  # fmt: skip


def test_what_is_not_made_is_not_offered() -> None:
    page = pages.page((ONE,), {name: one for name, one in FILES.items() if "all" not in name}, "{}", sitemap=False)
    assert tables(page, "表格")[-1][3:] == (
        "—", "index.json（3 字节）", "条数多，不再合成一个工作簿；datapackage.json 写明 CSV 各列的含义，index.json 是 JSON 各表的目录",
    )  # fmt: skip
    assert "sitemap.xml" not in [row[0] for row in tables(page, "整本台账和网站")]


def test_a_sheet_is_what_it_was_given() -> None:
    assert isinstance(ONE, Sheet)
    assert (ONE.key, ONE.links, ONE.rows) == ("", (), ((1, True),))
