"""A sheet's XML: every kind of cell comes as a spreadsheet shows it, and what makes it doubtful comes with it."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl.utils.datetime import WINDOWS_EPOCH

from ssj_publish.importers import sheetxml
from ssj_publish.importers.faults import UNCOMPUTED, Trouble, Value

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BOOK = sheetxml.Book(
    strings=["甲", "乙"], days=frozenset({1}), durations=frozenset(), shares=frozenset({2}), epoch=WINDOWS_EPOCH
)


def sheet(inside: str) -> sheetxml.Found:
    return sheetxml.read(BytesIO(f"<worksheet {NS}>{inside}</worksheet>".encode()), BOOK, 0)[0]


def row(cells: str) -> list[Value]:
    return sheet(f'<sheetData><row r="3">{cells}</row></sheetData>').rows[0][1]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<c><v>12</v></c>", 12),
        ("<c><v>520123199001011234</v></c>", 520123199001011234),  # a number that a double would change
        ("<c><v>1.50</v></c>", 1.5),
        ("<c><v>5E-2</v></c>", 0.05),
        ('<c s="1"><v>45352</v></c>', datetime(2024, 3, 1)),
        ('<c s="1"><v>0.5</v></c>', "12:00:00"),
        ('<c s="1"><v>99999999</v></c>', "#VALUE!"),
        ('<c s="2"><v>0.05</v></c>', "5%"),
        ('<c s="2"><v>1</v></c>', "100%"),
        ('<c t="s"><v>1</v></c>', "乙"),
        ('<c t="b"><v>1</v></c>', True),
        ('<c t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c t="d"><v>2024-03-01T00:00:00</v></c>', datetime(2024, 3, 1)),
        ('<c t="str"><f>A1&amp;B1</f><v>一小</v></c>', "一小"),
        ("<c><f>1+1</f><v>2</v></c>", 2),
        ("<c><f>1+1</f></c>", UNCOMPUTED),
        ("<c><f>1+1</f><v></v></c>", UNCOMPUTED),
        ('<c t="inlineStr"><is><t>一小</t></is></c>', "一小"),
        ('<c t="inlineStr"><is><r><t>第一</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 小学</t></r></is></c>', "第一 小学"),
        ('<c t="inlineStr"><is><t>一小</t><rPh sb="0" eb="1"><t>いち</t></rPh></is></c>', "一小"),
        ('<c t="inlineStr"><is><t>一_x000D_二_x005F_x000D_</t></is></c>', "一\n二_x000D_"),
    ],
)  # fmt: skip
def test_a_cell_is_what_the_spreadsheet_shows(cell: str, value: Value) -> None:
    found = row(cell)
    assert [(type(one), one) for one in found] == [(type(value), value)]


def test_cells_stand_where_their_references_say_or_behind_the_one_before() -> None:
    assert row('<c r="B3"><v>1</v></c><c><v>2</v></c>\n  <c r="$F$3"><v>3</v></c><c/>') == [None, 1, 2, None, None, 3]


def test_an_empty_text_from_a_formula_is_a_result() -> None:
    assert row('<c t="str"><f>""</f><v></v></c><c><v>1</v></c>') == [None, 1]


def test_layout_is_told_beside_the_values() -> None:
    found = sheet(
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5"/></cols>'
        '<sheetData><row r="1" hidden="true"><c><v>1</v></c></row><row r="9"><c/></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    )
    assert found == sheetxml.Found([(1, [1])], [(1, 2, 0, 1)], hidden_rows=1, hidden_columns=2)


@pytest.mark.parametrize(
    "inside",
    [
        '<row r="2"/><row r="2"/>',
        '<row r="2"/><row r="1"/>',
        '<row r="1"><c r="B1"/><c r="A1"/></row>',
        '<row r="1"><c r="1A"/></row>',
    ],
)
def test_rows_and_cells_out_of_order_are_refused(inside: str) -> None:
    with pytest.raises(Trouble) as refused:
        sheet(f"<sheetData>{inside}</sheetData>")
    assert refused.value.code == "workbook-broken"


def test_shared_strings_keep_their_numbers() -> None:
    table = f'<sst {NS}><si><t>甲</t></si><si/><si><r><t>乙</t></r><r><t>丙</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si></sst>'
    assert sheetxml.strings(BytesIO(table.encode())) == ["甲", "", "乙丙"]


def test_a_declaration_is_refused_in_every_encoding() -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY e "1">]><worksheet {NS}/>'
    with pytest.raises(Trouble) as refused:
        sheetxml.read(BytesIO(text.encode("utf-16")), BOOK, 0)
    assert refused.value.data == {"reason": "DOCTYPE"}
