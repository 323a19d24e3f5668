"""What calamine does not tell of an .ods: merges and hidden rows."""

from __future__ import annotations

from ssj_publish.importers.odsxml import Layout, layouts

NS = (
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
)


def test_the_layout_of_an_ods_counts_what_is_written_once() -> None:
    content = (
        f"<office:spreadsheet {NS}><table:table>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        '<table:table-row table:visibility="filter"><table:table-cell table:number-columns-repeated="3"/>'
        '<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="2"/><table:covered-table-cell/>'
        "</table:table-row>"
        '<table:table-row table:visibility="collapse" table:number-rows-repeated="1048573"/>'
        "</table:table><table:table/></office:spreadsheet>"
    )
    assert layouts(content.encode()) == [Layout([(3, 4, 3, 4)], hidden_rows=1), Layout()]
