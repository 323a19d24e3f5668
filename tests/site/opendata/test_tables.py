"""``ssj-data/v1``: typed values under English names, every table there, and two lines load them all."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any, cast

import duckdb
import pytest

from ssj_publish.site.opendata import publish, tables
from ssj_publish.site.opendata.sheets import Column, Sheet, sheet
from ssj_publish.site.source import Source
from ssj_publish.site.view import View
from tests.site.pages.reading import view_of
from tests.site.reading import Built
from tests.world import World

NAME = re.compile(r"^[a-z][a-z_]*$")
COLUMNS = [
    Column("号", "number", "编号", "integer"),
    Column("方式", "methods", "方式", words={"on-site": "实地", "written": "书面"}, many=True),
    Column("结果", "result", "结果", words={"ok": "好", "bad": "坏"}),
    Column("科室", "office", "科室", words={"o1": "一科"}, closed=False),
    Column("真假", "true", "真假", "boolean"),
    Column("重复", "", "同上"),
]
ONE = sheet(
    "one-two",
    "甲表",
    "说明",
    COLUMNS,
    [(1, ("on-site",), "ok", "o9", True, "x"), (2, (), None, None, False, "y")],
    "号",
)


def test_rows_are_typed_and_bear_the_ledger_they_come_from() -> None:
    assert tables.rows("x.example/ssj", ONE) == (
        b'[{"origin":"x.example/ssj","number":1,"methods":["on-site"],"result":"ok","office":"o9","true":true},\n'
        b'{"origin":"x.example/ssj","number":2,"methods":[],"result":null,"office":null,"true":false}]\n'
    )
    assert [list(row) for row in ONE.told] == [[1, "实地", "好", "o9", "是", "x"], [2, "", None, None, "否", "y"]]
    assert tables.address(ONE) == "data/v1/one_two.json"


def test_codes_are_a_table_of_their_own() -> None:
    *_, codes = tables.with_codes([ONE])
    assert list(codes.plain) == [
        {"table_name": "one_two", "field": field, "code": code, "label": label}
        for field, code, label in (
            ("methods", "on-site", "实地"), ("methods", "written", "书面"), ("result", "ok", "好"), ("result", "bad", "坏"),
            ("office", "o1", "一科"),
        )
    ]  # fmt: skip


def test_a_closed_column_s_codes_are_all_there_are() -> None:
    told = tables.schema([ONE])["$defs"]["one_two"]["properties"]
    assert told["result"]["anyOf"][0] == {"enum": ["ok", "bad"]}
    assert told["methods"]["items"] == {"enum": ["on-site", "written"]}
    assert told["office"]["anyOf"][0] == {"type": "string"}
    assert (told["number"]["type"], told["true"]["type"]) == ("integer", "boolean")
    assert "" not in told


def test_every_column_of_the_site_s_tables_has_a_name_and_says_what_it_means(view: View) -> None:
    for one in publish.whole(view):
        fields = [column.field for column in tables.columns(one)]
        assert len(fields) == len(set(fields)), one.name
        assert all(map(NAME.match, fields)), fields
        assert all(column.about for column in one.columns)
        assert len({column.name for column in one.columns}) == len(one.columns)


def test_every_table_is_there_whatever_is_in_it(world: World) -> None:
    names = {one.name for one in publish.whole(view_of(world))}
    assert {"replies", "follow-ups", "rechecks", "cases"} <= names
    assert "cases" not in {one.name for one in publish.sheets(view_of(world))}


def loaded(county: Built, lines: tuple[str, ...], then: str) -> Any:
    """What the expression ``then`` gives after ``lines``, in a Python of its own."""
    program = "\n".join(
        ("import json", f"here = {str(county.folder / 'data' / 'v1')!r}", *lines, f"print(json.dumps({then}))")
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def counts(county: Built) -> dict[str, int]:
    return {one["name"]: one["rows"] for one in json.loads(county.files["data/v1/index.json"])["tables"]}


@pytest.mark.slow
def test_the_lines_stand_on_the_page(county: Built) -> None:
    page = county.text("data/index.html")
    for line in (*tables.DUCKDB, *tables.PANDAS):
        assert " ".join(line.split()) in page


@pytest.mark.slow
def test_the_two_lines_of_duckdb_load_every_table_with_its_types(county: Built) -> None:
    names = sorted(counts(county))
    ask = (
        f"[[duckdb.sql('SELECT count(*) FROM ' + one).fetchall()[0][0] for one in {names}],"
        " duckdb.sql(\"SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'visits'\").fetchall(),"
        ' duckdb.sql("SELECT town, count(*) FROM results JOIN bodies ON bodies.id = results.body'
        " WHERE result = 'pending' GROUP BY town\").fetchall()]"
    )
    found, types, pending = loaded(county, tables.DUCKDB, ask)
    assert dict(zip(names, found, strict=True)) == counts(county)
    assert {one: type_ for one, type_ in types if one in ("date", "time", "inspectors")} == {
        "date": "DATE", "time": "TIMESTAMP WITH TIME ZONE", "inspectors": "VARCHAR[]",
    }  # fmt: skip
    rows = json.loads(county.files["data/v1/results.json"])
    assert sum(count for _, count in pending) == sum(one["result"] == "pending" for one in rows) > 0


@pytest.mark.slow
def test_the_two_lines_of_pandas_load_every_table(county: Built) -> None:
    pytest.importorskip("pandas")
    assert loaded(county, tables.PANDAS, "{name: len(one) for name, one in tables.items()}") == counts(county)


@pytest.mark.slow
def test_links_lead_to_a_field_of_another_table(county: Built) -> None:
    index = json.loads(county.files["data/v1/index.json"])
    rows = {one["name"]: json.loads(county.files[f"data/v1/{one['name']}.json"]) for one in index["tables"]}
    followed = 0
    for one in index["tables"]:
        for field, there in one["links"].items():
            known = {row[there["field"]] for row in rows[there["table"]]}
            assert {row[field] for row in rows[one["name"]]} - {None} <= known, (one["name"], field)
            followed += 1
    assert followed > 5


def test_text_for_sql_cannot_end_its_string() -> None:
    odd = Sheet("a", "它's", "说'明", (Column("一", "first", "x'; DROP TABLE a; --"),), ())
    *_, (_, script) = tables.files(cast("Source", _Source()), [odd])
    with duckdb.connect() as own:
        own.execute(script.decode().replace("read_json('a.json'", "read_json('/dev/null'"))
        assert own.sql("SELECT comment FROM duckdb_columns() WHERE column_name = 'first'").fetchall() == [
            ("一：x'; DROP TABLE a; --",)
        ]


class _Source:
    """As much of a source as the index says."""

    class state:  # noqa: N801
        origin = "x.example/ssj"

    class head:  # noqa: N801
        seq, digest = 1, "00"
