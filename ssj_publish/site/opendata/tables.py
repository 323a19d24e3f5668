"""``ssj-data/v1``: the sheets for programs, under ``data/v1/``. Names are English, codes are codes, every table is
there.

    index.json     {"format", "origin", "records", "head", "tables": [{"name", "title", "about", "rows", "key",
                   "links"}]}
    ‹table›.json   an array of rows: ``origin``, then the table's fields in their order, null where there is nothing
    codes.json     the same for what the codes are called: ``table_name``, ``field``, ``code``, ``label``
    schema.json    JSON Schema of them all: ``$defs`` has a row of each table, and ``index``
    load.sql       the tables for DuckDB, with types and comments; names are relative (``file_search_path``)

Days are ISO dates, moments bear their offset, lists are arrays. Rows of two counties go together by ``origin``, bodies
by their credit code (``code``, ``body_code``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from ssj_publish.core.draw.sql import quoted
from ssj_publish.site.opendata.sheets import Column, Kind, Sheet, sheet
from ssj_publish.site.opendata.terms import (
    COUNT,
    DAY,
    DIALECT,
    DIGEST,
    MOMENT,
    SEQ,
    TEXT,
    YES,
    form,
    listed,
    nullable,
    whole_object,
)
from ssj_publish.site.source import Source

FORMAT: Final = "ssj-data/v1"
FOLDER: Final = "data/v1"
_ORIGIN = Column("台账", "origin", "台账的名称，各县不同")
_SQL: dict[Kind, str] = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "datetime": "TIMESTAMPTZ",
}
_JSON: dict[Kind, dict[str, Any]] = {
    "string": TEXT,
    "integer": {"type": "integer"},
    "boolean": YES,
    "date": DAY,
    "datetime": MOMENT,
}


#: What loads every table, from the folder or the address ``here``; a test runs the second.
PANDAS: Final = (
    "import pandas as pd",
    'tables = {one["name"]: pd.read_json(here + "/" + one["name"] + ".json", dtype=False) '
    'for one in pd.read_json(f"{here}/index.json", typ="series")["tables"]}',
)
DUCKDB: Final = (
    "import duckdb; duckdb.execute(f\"SET file_search_path = '{here}'\")",
    'duckdb.execute(open(f"{here}/load.sql", encoding="utf-8").read())',
)


def name(one: Sheet) -> str:
    """The table's, which SQL takes as it stands."""
    return one.name.replace("-", "_")


def address(one: Sheet) -> str:
    """Where the table's rows are."""
    return f"{FOLDER}/{name(one)}.json"


def with_codes(sheets: Sequence[Sheet]) -> list[Sheet]:
    """``sheets``, and one more: what their codes are called."""
    columns = (
        Column("表", "table_name", "哪一张表"),
        Column("字段", "field", "哪一个字段"),
        Column("代码", "code", "代码"),
        Column("名称", "label", "代码的中文名称"),
    )
    rows = [
        (name(one), column.field, code, label)
        for one in sheets
        for column in one.columns
        if column.field and column.kind != "boolean"
        for code, label in column.words.items()
    ]
    return [*sheets, sheet("codes", "代码表", "各表各字段的代码，中文叫什么。", columns, rows)]


def files(source: Source, sheets: Sequence[Sheet]) -> Iterator[tuple[str, bytes]]:
    """All of it but the tables: names and bytes."""
    index = {
        "format": FORMAT,
        "origin": source.state.origin,
        "records": source.head.seq,
        "head": source.head.digest,
        "tables": [_told(one, {each.name: each for each in sheets}) for one in sheets],
    }
    yield f"{FOLDER}/index.json", form(index)
    yield f"{FOLDER}/schema.json", form(schema(sheets))
    yield f"{FOLDER}/load.sql", "".join(map(_load, sheets)).encode()


def rows(origin: str, one: Sheet) -> bytes:
    """The table's rows, one a line."""
    lines = (msgspec.json.encode({"origin": origin, **row}) for row in one.plain)
    return b"[" + b",\n".join(lines) + b"]\n"


def columns(one: Sheet) -> list[Column]:
    """Those of a row, in their order."""
    return [_ORIGIN, *(column for column in one.columns if column.field)]


def _told(one: Sheet, all_: Mapping[str, Sheet]) -> dict[str, Any]:
    links = {
        _field(one, here): {"table": name(all_[there]), "field": _field(all_[there], theirs)}
        for here, (there, theirs) in one.links
    }
    return {
        "name": name(one),
        "title": one.title,
        "about": one.about,
        "rows": len(one.rows),
        "key": _field(one, one.key) if one.key else None,
        "links": links,
    }


def _field(one: Sheet, head: str) -> str:
    return next(column.field for column in one.columns if column.name == head)


def schema(sheets: Sequence[Sheet]) -> dict[str, Any]:
    """A row of each table, told by the columns themselves."""
    return {
        "$schema": DIALECT,
        "title": FORMAT,
        "$defs": {"index": _INDEX, **{name(one): _row(one) for one in sheets}},
    }


def _row(one: Sheet) -> dict[str, Any]:
    told = {"title": one.title, "description": one.about}
    return told | whole_object({column.field: _value(column, column.name == one.key) for column in columns(one)})


def _value(column: Column, key: bool) -> dict[str, Any]:
    codes = column.words if column.closed and column.kind != "boolean" else {}
    value = {"enum": list(codes)} if codes else _JSON[column.kind]
    value = listed(value) if column.many else value
    sure = key or column.many or column is _ORIGIN or column.kind == "boolean"
    return {"title": column.name, "description": column.about, **(value if sure else nullable(value))}


def _load(one: Sheet) -> str:
    types = ", ".join(f"'{column.field}': '{_type(column)}'" for column in columns(one))
    table = name(one)
    comments = "".join(
        f"COMMENT ON COLUMN {table}.{column.field} IS {quoted(f'{column.name}：{column.about}')};\n"
        for column in columns(one)
    )
    return (
        f"CREATE TABLE {table} AS FROM read_json('{table}.json', format = 'array', columns = {{{types}}});\n"
        f"COMMENT ON TABLE {table} IS {quoted(f'{one.title}：{one.about}')};\n{comments}"
    )


def _type(column: Column) -> str:
    return _SQL[column.kind] + ("[]" if column.many else "")


_INDEX = whole_object(
    {
        "format": {"const": FORMAT},
        "origin": TEXT,
        "records": SEQ,
        "head": DIGEST,
        "tables": listed(
            whole_object(
                {
                    "name": TEXT,
                    "title": TEXT,
                    "about": TEXT,
                    "rows": COUNT,
                    "key": nullable(TEXT),
                    "links": {
                        "type": "object",
                        "additionalProperties": whole_object({"table": TEXT, "field": TEXT}),
                    },
                }
            )
        ),
    }
)
