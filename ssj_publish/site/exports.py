"""What machines read: the search index, a draw's data, and what the site was built from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.metadata import version
from typing import Any

from ssj_publish.core.state import Draw, State
from ssj_publish.site import searching
from ssj_publish.site.blocks import day
from ssj_publish.site.opendata import redo, schema
from ssj_publish.site.pages import places
from ssj_publish.site.searching import Row
from ssj_publish.site.source import Source
from ssj_publish.words import csvs, labels

#: What else spells the pages: another version of one of these may spell the same page otherwise.
SHAPING = (
    "feedgenerator", "jinja2", "markdown", "msgspec", "opencc-python-reimplemented", "pelican", "pypinyin", "xlsxwriter",
)  # fmt: skip


def search_index(state: State, more: Iterable[Row] = ()) -> str:
    """A classic script (it loads from disk too) that sets ``SSJ_SEARCH``: the number of records, a row a page, and how
    characters are read and were once written. ``more`` are rows that the state alone does not give."""
    rows = [searching.also(row) for row in (*_rows(state), *more)]
    names, texts = [name for _, name, *_ in rows], "".join(name + about + other for _, name, _, about, other in rows)
    parts = {
        "records": len(state.records),
        "readings": searching.readings(names),
        "traditional": searching.traditional(texts),
        "rows": rows,
    }
    told = ",".join(f"{name}:{_packed(value)}" for name, value in parts.items())
    return f"window.SSJ_SEARCH={{{told}}};\n"


def _packed(value: Any) -> str:
    """``<`` cannot end a script element here, but costs nothing to keep out."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _rows(state: State) -> Iterator[Row]:
    for id_ in sorted(state.bodies.history):
        if body := state.bodies.latest(id_):
            gone = "" if id_ in state.bodies.current else "已移出名录"
            codes = " ".join(filter(None, (id_, body.code, body.licence)))
            yield (
                _page(places.url("bodies", id_)),
                body.name,
                codes,
                "，".join(filter(None, (body.type, body.town, gone))),
            )
    for id_ in sorted(state.inspectors.history):
        if inspector := state.inspectors.latest(id_):
            codes = f"{id_} {inspector.certificate}"
            yield _page(places.url("inspectors", id_)), inspector.name, codes, f"检查人员，{inspector.unit}"
    for id_ in sorted(state.items.history):
        if item := state.items.latest(id_):
            yield (
                _page(places.url("items", id_)),
                item.name,
                " ".join((id_, *(code.code for code in item.codes))),
                f"抽查事项：{'、'.join(item.points)}",
                " ".join(basis.title for basis in item.basis),
            )
    for id_, task in sorted(state.tasks.items()):
        yield _page(places.url("tasks", id_)), task.task.name, id_, "抽查任务"
    for draw in state.draws.values():
        name = state.tasks[draw.commit.task].task.name
        yield _page(places.draw(draw).href), name, places.draw_name(draw), f"随机抽取，{day(draw.record.time.date())}"
    for id_, case in sorted(state.cases.items()):
        name = places.body(state, case.opened.body.body).text
        yield _page(places.url("cases", id_)), name, id_, f"案件，{labels.STAGES[case.stage]}"


def _page(url: str) -> str:
    return url.removesuffix(".html")


def draw_file(state: State, one: Draw) -> str:
    """All that a stranger needs to redo a draw, as JSON; of a draw not yet opened, all that is public."""
    return _json(redo.values(state, one))


def vocabulary() -> str:
    """What a record may say, as JSON Schema."""
    return _json(schema.schema())


def pool_table(one: Draw) -> str:
    """The pool as CSV with the columns id, class, class_date, sorted by id: what the SQL on the draw's page reads."""
    rows = ((id_, *entry) for id_, entry in sorted(one.pool.items()))
    return csvs.written([("id", "class", "class_date"), *rows], end="\n")


def site_data(source: Source, today: date) -> str:
    """What the site was built from: whoever has the same ledger can build the same site."""
    return _json(
        {
            "format": "ssj-site/v1",
            "origin": source.state.origin,
            "bureau": source.state.bureau,
            "genesis": source.state.genesis.id,
            "records": source.head.seq,
            "head": source.head.digest,
            "today": today.isoformat(),
            # Another version of one of these may spell the same page otherwise.
            "software": {name: version(name) for name in ("ssj-publish", *SHAPING)},
        }
    )


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
