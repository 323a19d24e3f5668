"""What machines read: the search index, a draw's data, and what the site was built from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from ssj_publish.core.rules.drawing import party
from ssj_publish.core.state import Draw, State
from ssj_publish.site import labels
from ssj_publish.site.blocks import day
from ssj_publish.site.pages import places
from ssj_publish.site.pages.draw_story import round_time
from ssj_publish.site.source import Source

#: Address without ending, name, codes to search, a line of description.
Row = tuple[str, str, str, str]


def search_index(state: State) -> str:
    """A classic script (it loads from disk too) that sets ``SSJ_SEARCH``: the number of records, and a row a page."""
    rows = json.dumps(list(_rows(state)), ensure_ascii=False, separators=(",", ":"))
    # ``<`` cannot end a script element here, but costs nothing to keep out.
    rows = rows.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"window.SSJ_SEARCH={{records:{len(state.records)},rows:{rows}}};\n"


def _rows(state: State) -> Iterator[Row]:
    for id_ in sorted(state.bodies.history):
        if body := state.bodies.latest(id_):
            gone = "" if id_ in state.bodies.current else "已移出名录"
            codes = " ".join(filter(None, (id_, body.code, body.licence)))
            yield _page(places.url("bodies", id_)), body.name, codes, "，".join(filter(None, (body.type, body.town, gone)))
    for id_ in sorted(state.inspectors.history):
        if inspector := state.inspectors.latest(id_):
            codes = f"{id_} {inspector.certificate}"
            yield _page(places.url("inspectors", id_)), inspector.name, codes, f"检查人员，{inspector.unit}"
    for id_ in sorted(state.items.history):
        if item := state.items.latest(id_):
            yield _page(places.url("items", id_)), item.name, id_, "抽查事项"
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


def draw_data(state: State, one: Draw) -> str:
    """All that a stranger needs to redo a draw, as JSON; of a draw not yet opened, all that is public."""
    commit = one.commit
    data = {
        "format": "ssj-draw-data/v1",
        "origin": state.origin,
        "task": commit.task,
        "ordinal": commit.ordinal,
        "algorithm": commit.algorithm,
        "commit": {"id": one.id, "seq": one.record.seq, "time": one.record.time.isoformat()},
        "opens": commit.opens.isoformat(),
        "sealed": commit.sealed,
        "beacon": _beacon(state, one),
        "secrets": [
            {
                "id": secret.id,
                "party": party(state, secret),
                "commitment": secret.body.commitment,
                "secret": one.reveals[secret.id].body.secret if secret.id in one.reveals else None,
            }
            for secret in one.secrets
        ],
        "pool": {"sha256": commit.pool, "lines": [f"{id_} {class_} {since}" for id_, (class_, since) in sorted(one.pool.items())]},
        # Written out whole: records leave out what has its default value, and a stranger does not know the defaults.
        "strata": [msgspec.structs.asdict(stratum) for stratum in commit.strata],
        "excluded": msgspec.to_builtins(commit.excluded),
        "slots": [
            {"items": list(slot.items), "eligible": sorted(able)} for slot, able in zip(commit.slots, one.eligible, strict=True)
        ],
        "inspectors": list(commit.inspectors),
        "recusals": msgspec.to_builtins(commit.recusals),
        "cap": commit.cap,
        "seal": {"root": one.seal.body.root, "count": one.seal.body.count} if one.seal else None,
        "result": _result(one),
        "void": {"reason": one.void.body.reason, "explanation": one.void.body.explanation} if one.void else None,
        "substitutions": [msgspec.to_builtins(record.body) for record in one.substitutions],
    }
    return _json(data)


def _beacon(state: State, one: Draw) -> dict[str, Any] | None:
    named = one.commit.beacon
    if named is None:
        return None
    known = state.beacon(named.chain)
    shown = one.result or one.seal
    return {
        **msgspec.to_builtins(named),
        "time": round_time(known, named.round).isoformat() if known else None,
        "parameters": msgspec.to_builtins(known),
        "signature": shown.body.signature if shown else None,
    }


def _result(one: Draw) -> dict[str, Any] | None:
    if one.result is None:
        return None
    return {"id": one.result.id, "seed": one.result.body.seed, "drawn": msgspec.to_builtins(one.result.body.drawn)}


def site_data(source: Source, today: date) -> str:
    """What the site was built from: whoever has the same ledger can build the same site."""
    return _json(
        {
            "format": "ssj-site/v1",
            "origin": source.state.origin,
            "bureau": source.state.founding.bureau,
            "genesis": source.state.genesis.id,
            "records": source.head.seq,
            "head": source.head.digest,
            "today": today.isoformat(),
        }
    )


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
