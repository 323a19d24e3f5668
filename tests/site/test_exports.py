"""The data files: a draw redone from its JSON with nothing but SHA-256, and an index that finds every page."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ssj_publish import errors
from ssj_publish.core.draw.assignment import assign
from ssj_publish.core.state import Draw, State
from ssj_publish.site import exports, source
from tests.bureau import body, inspector
from tests.databases import Postgres
from tests.site.conftest import ROOT
from tests.site.reading import Built
from tests.world import World

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def state() -> State:
    return source.read(ROOT / "ledger").state


def u32(number: int) -> bytes:
    return number.to_bytes(4, "big")


def seed_of(data: dict[str, Any]) -> str:
    """The seed by the protocol's text, from the file alone."""
    parts = [
        b"ssj/seed/v1",
        u32(32),
        bytes.fromhex(data["commit"]["id"]),
        u32(len(data["secrets"]) + len(data["guests"])),
    ]
    for one, reveal in zip(data["secrets"], data["reveals"], strict=True):
        secret = bytes.fromhex(reveal["secret"])
        assert sha256(b"ssj/secret/v1" + secret).hexdigest() == one["commitment"]
        parts += [u32(len(secret)), secret]
    said = {one["guest"]: one["secret"] for one in data["guest_reveals"]}
    for guest in data["guests"]:
        told = ("opened", said[guest["id"]]) if guest["id"] in said else ("absent", guest["commitment"])
        parts += [u32(32), sha256("ssj/guest-{}/v1:{}".format(*told).encode()).digest()]
    signature = data["result"]["signature"]
    randomness = sha256(bytes.fromhex(signature)).digest() if signature else b""
    return sha256(b"".join([*parts, u32(len(randomness)), randomness])).hexdigest()


def ticket(seed: str, domain: str, id_: str) -> str:
    return sha256(f"{seed}:{domain}:{id_}".encode()).hexdigest()


def drawn_of(data: dict[str, Any], seed: str) -> list[tuple[str, str]]:
    """(body, class), strata in their order, by ticket: paper and pencil."""
    found = []
    for stratum in data["commit"]["strata"]:
        members = [line.split()[0] for line in data["pool"] if line.split()[1] == stratum["credit_class"]]
        assert len(members) == stratum["size"]
        wanted = -(-stratum["size"] * stratum["p"] // stratum["q"])
        assert stratum["sample"] == min(stratum["size"], max(stratum["minimum"], wanted))
        ordered = sorted(members, key=lambda id_: ticket(seed, "body", id_))
        found += [(id_, stratum["credit_class"]) for id_ in ordered[: stratum["sample"]]]
    return found


def teams_of(data: dict[str, Any], seed: str, bodies: list[str]) -> dict[str, tuple[str, ...]]:
    """The teams, from the file alone."""
    commit = data["commit"]
    recused = {(pair["inspector"], pair["body"]) for pair in commit["recusals"]}
    ordered = sorted(bodies, key=lambda id_: (ticket(seed, "body", id_), id_))
    places = [
        (id_, tuple(frozenset(i for i in slot if (i, id_) not in recused) for slot in data["eligible"]))
        for id_ in ordered
    ]
    return assign(
        places,
        commit["cap"],
        lambda id_: sorted(commit["inspectors"], key=lambda one: ticket(seed, "inspector", f"{id_}:{one}")),
    ).teams


def redo(data: dict[str, Any]) -> None:
    """Fail unless the file's result follows from the rest of the file."""
    seed = seed_of(data)
    assert seed == data["result"]["seed"]
    assert sha256("".join(f"{line}\n" for line in data["pool"]).encode()).hexdigest() == data["commit"]["pool"]
    drawn = drawn_of(data, seed)
    assert [(one["body"], one["credit_class"]) for one in data["result"]["drawn"]] == drawn
    teams = teams_of(data, seed, [id_ for id_, _ in drawn])
    assert {one["body"]: tuple(one["team"]) for one in data["result"]["drawn"]} == teams


def test_every_opened_draw_can_be_redone_from_its_file(county: Built, state: State) -> None:
    """Void ones too: what they would have given is not for anyone to hide."""
    opened = void = guests = 0
    for name in county.files:
        if re.fullmatch(r"draws/(?!index)[^~]+\.json", name):
            data = json.loads(county.files[name])
            if data["result"]:
                redo(data)
                opened += 1
                void += data["void"] is not None
                guests += bool(data["guests"])
    assert opened == sum(one.result is not None for one in state.draws.values()) > 0
    assert void == guests == 1


@pytest.mark.parametrize("part", ["secret", "signature", "pool", "eligible", "recusal", "cap"])
def test_the_file_holds_nothing_that_does_not_matter(county: Built, part: str) -> None:
    """Each part changed gives another result, or none: the check above looks at all of them."""
    data = json.loads(county.files["draws/RW-2025-01-1.json"])
    if part == "secret":
        data["reveals"][0]["secret"] = "00" * 32
    elif part == "signature":
        data["result"]["signature"] = "00" * 48
    elif part == "pool":
        data["pool"].pop()
    elif part == "eligible":
        data["eligible"][0].remove(data["result"]["drawn"][0]["team"][0])
    elif part == "recusal":
        first = data["result"]["drawn"][0]
        data["commit"]["recusals"].append({"inspector": first["team"][0], "body": first["body"]})
    else:
        data["commit"]["cap"] = 1
    with pytest.raises((AssertionError, errors.Infeasible)):
        redo(data)


def test_each_draw_s_page_leads_to_its_file(county: Built) -> None:
    for name in county.pages:
        if re.fullmatch(r"draws/(?!index).+\.html", name):
            data = name.removesuffix(".html").split("/")[1] + ".json"
            assert f"../draws/{data}" in county.page(name).links, name


def test_the_lines_to_copy_give_what_stands_on_the_page(county: Built, state: State) -> None:
    """``printf … | sha256sum``, run as it stands: the first ticket, and what the guests' secrets give."""
    import subprocess

    done = 0
    for name in (one for one in county.pages if one.startswith("draws/")):
        for line in re.findall(r"printf '%s' \S+ \| sha256sum", county.text(name)):
            told = subprocess.run(["bash", "-c", line], capture_output=True, check=True).stdout.split()[0].decode()
            assert told in county.text(name), name
            done += 1
    assert done == sum((one.result is not None) + bool(one.shown) for one in state.draws.values())


def test_a_draw_that_waits_gives_what_is_public_and_no_more(world: World) -> None:
    draw = world.commit()
    data = json.loads(exports.draw_file(world.state, draw))
    assert data["result"] is data["seal"] is data["void"] is None
    assert (data["reveals"], data["opened"]) == ([], [None] * 3)
    assert data["tickets"] is None
    assert len(data["pool"]) == 12


def test_a_draw_without_a_beacon_can_be_redone_too(world: World) -> None:
    draw: Draw = world.open(world.commit(beacon=None))
    data = json.loads(exports.draw_file(world.state, draw))
    assert data["chain"] is data["commit"]["beacon"] is None
    redo(data)


def index(text: str) -> list[list[str]]:
    found: list[list[str]] = json.loads(text[text.index("rows:") + 5 : text.rindex("}")])
    return found


def test_the_index_has_every_body_inspector_item_task_draw_and_case(county: Built) -> None:
    pages = {row[0] + ".html" for row in index(county.files["search.js"].decode())}
    assert pages <= set(county.pages)
    wanted = {
        name
        for name in county.pages
        if name.split("/")[0] in {"bodies", "inspectors", "items", "tasks", "draws", "cases"}
        and not name.endswith("/index.html")
        and "~" not in name  # a further page of a long table is found by the first
    }
    assert pages >= wanted
    rest = {name for name in pages - wanted if "/" in name and not name.endswith("/index.html")}
    assert rest
    assert {name.split("/")[0] for name in rest} == {
        "visits", "towns", "plans",
    }, "what was found, and what papers say, beside the columns and the prose"  # fmt: skip


def test_the_index_can_be_searched_by_code(state: State) -> None:
    """统一社会信用代码、执法证号."""
    by_page = {row[0]: row[2].split() for row in index(exports.search_index(state))}
    for one in state.bodies.current.values():
        assert one.code is None or one.code in by_page[f"bodies/{one.id}"]
    for other in state.inspectors.current.values():
        assert other.certificate in by_page[f"inspectors/{other.id}"]


def test_the_index_is_one_assignment(world: World) -> None:
    """A classic script: it may be loaded from disk, and by any browser of the last ten years."""
    text = exports.search_index(world.state)
    assert re.match(r"window\.SSJ_SEARCH=\{records:\d+,readings:\{.*\},traditional:\{.*\},rows:\[", text)
    assert text.endswith("};\n")
    assert text.count("\n") == 1


def test_whoever_left_the_register_is_still_found(world: World) -> None:
    from ssj_publish.core.kinds.registers import BodyChange, Removal

    world.say(
        BodyChange(reason="动态调整", removed=(Removal(id="S001", ground="closed", state="closed", reason="合并"),)),
        "p",
    )
    row = next(row for row in index(exports.search_index(world.state)) if row[0] == "bodies/S001")
    assert row[1] == body(1).name
    assert "已移出名录" in row[3]
    assert inspector(1).name in exports.search_index(world.state)


def test_the_site_says_what_it_was_built_from(county: Built) -> None:
    data = json.loads(county.files["site.json"])
    last = max(name for name in county.files if re.fullmatch(r"ledger/\d{3}/\d{6}\.yaml", name))
    assert data["records"] == int(Path(last).stem)
    assert data["head"] == sha256(county.files[last]).hexdigest()
    assert data["genesis"] in county.text("records/000/000001.html")


def code_of(text: str, label: str) -> str:
    """What stands under a label to be copied."""
    found = re.search(rf"<figcaption>{re.escape(label)}</figcaption><pre tabindex=\"0\"><code>(.*?)</code>", text, re.S)
    assert found
    return html.unescape(found[1])


def test_the_sql_on_each_draw_s_page_gives_its_list(
    county: Built, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB, in the folder of the downloaded file, with the lines as they stand on the page."""
    monkeypatch.chdir(county.folder / "draws")
    done = 0
    for data, text in drawn_pages(county):
        drawing, digest = code_of(text, "DuckDB").split(";\n")
        rows = duckdb.execute(drawing).fetchall()
        assert [(id_, class_) for class_, _, id_, _ in rows] == [
            (one["body"], one["credit_class"]) for one in data["result"]["drawn"]
        ]
        assert {f"{ticket} {id_}" for _, _, id_, ticket in rows} <= set(data["tickets"])
        assert duckdb.execute(digest).fetchall() == [(data["commit"]["pool"],)]
        done += 1
    assert done == sum(one.result is not None for one in state.draws.values())


def test_psql_gives_each_draw_s_list(county: Built, monkeypatch: pytest.MonkeyPatch, postgres: Postgres) -> None:
    monkeypatch.chdir(county.folder / "draws")
    for data, text in drawn_pages(county):
        *rows, digest = postgres.run(code_of(text, "PostgreSQL（在 psql 里）"))
        assert [(id_, class_) for class_, _, id_, _ in rows] == [
            (one["body"], one["credit_class"]) for one in data["result"]["drawn"]
        ]
        assert digest == [data["commit"]["pool"]]


def drawn_pages(county: Built) -> Iterator[tuple[dict[str, Any], str]]:
    """Data and page of each opened draw."""
    for name in county.files:
        if re.fullmatch(r"draws/.+-\d+\.json", name):
            data = json.loads(county.files[name])
            if data["result"]:
                yield data, county.files[name.replace(".json", ".html")].decode()
