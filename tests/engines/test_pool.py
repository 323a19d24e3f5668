"""Draws from a file, as a stream, by DuckDB, PostgreSQL or Spark: the core's list, the core's refusals."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from ssj_publish import errors
from ssj_publish.core.draw import tickets
from ssj_publish.engines import duckdb, postgres, spark, stream
from ssj_publish.engines import pool as pools

SEED = "cd" * 32
Engine = Callable[..., list[tuple[str, int, str, str]]]


@pytest.fixture(params=["stream", "duckdb", "postgres", "spark"])
def smallest(request: pytest.FixtureRequest) -> Engine:
    """Each engine, with a server of the tests' own where it needs one."""
    if request.param == "postgres":
        return partial(postgres.smallest, server=request.getfixturevalue("postgres").address)
    if request.param == "spark":
        return partial(spark.smallest, server=request.getfixturevalue("spark").master)
    return stream.smallest if request.param == "stream" else duckdb.smallest


def written(folder: Path, rows: list[tuple[str, str]]) -> Path:
    """A pool file, with a column that nobody asked for."""
    file = folder / "名单 pool.csv"
    file.write_text("class,note,id\n" + "".join(f"{class_},x,{id_}\n" for id_, class_ in rows), "utf-8")
    return file


@pytest.mark.parametrize("seed", range(12))
def test_the_list_is_the_core_s(tmp_path: Path, smallest: Engine, seed: int) -> None:
    """From one to thousands, from none to all: the bound that saves sorting never changes the list."""
    chance = Random(seed)
    size = chance.choice((1, 5, 300, 5000))
    rows = [(f"DX-{n}", chance.choice("AB")) for n in chance.sample(range(10**6), size)]
    members = {name: [id_ for id_, class_ in rows if class_ == name] for name in "BAC"}
    samples = {name: chance.choice((0, len(ids) // 2, len(ids))) for name, ids in members.items()}
    expected = [
        (name, place, id_, ticket)
        for name, k in samples.items()
        for place, (ticket, id_) in enumerate(tickets.smallest(SEED, "body", members[name], k), 1)
    ]
    assert smallest(written(tmp_path, rows), SEED, samples) == expected


def test_where_the_bound_keeps_too_few_the_whole_pool_is_sorted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "isqrt", lambda k: -(k + 16) // 4)
    rows = [(f"DX-{n}", "A") for n in range(500)]
    found = duckdb.smallest(written(tmp_path, rows), SEED, {"A": 20})
    assert [(ticket, id_) for _, _, id_, ticket in found] == tickets.smallest(
        SEED, "body", [id_ for id_, _ in rows], 20
    )


@pytest.mark.parametrize("bad", ["", "a:b", "-a", "a b", "é", "a" * 65, "a\t"])
def test_a_malformed_id_is_refused(tmp_path: Path, smallest: Engine, bad: str) -> None:
    file = written(tmp_path, [("A1", "A"), (bad, "A")])
    with pytest.raises(errors.IdMalformed) as caught:
        smallest(file, SEED, {"A": 1})
    assert caught.value.data["id"] == bad


def test_an_id_twice_is_refused_across_classes_too(tmp_path: Path, smallest: Engine) -> None:
    with pytest.raises(errors.DuplicateId, match="A1"):
        smallest(written(tmp_path, [("A1", "A"), ("A2", "A"), ("A1", "B")]), SEED, {"A": 1, "B": 1})


@pytest.mark.parametrize("samples", [{"A": 3}, {"A": -1}, {"B": 1}, {"A": 1, "B": 1}, {}])
def test_a_sample_that_does_not_fit_is_refused(tmp_path: Path, smallest: Engine, samples: dict[str, int]) -> None:
    """More than there are, less than none, of a class that is not there, or nothing said of one that is."""
    with pytest.raises(errors.SampleUnfit):
        smallest(written(tmp_path, [("A1", "A"), ("A2", "A")]), SEED, samples)


@pytest.mark.parametrize("seed", ["", "cd", "CD" * 32, "cd" * 33, "'" * 64])
def test_a_seed_that_is_none_is_refused(tmp_path: Path, smallest: Engine, seed: str) -> None:
    with pytest.raises(errors.SeedMalformed):
        smallest(written(tmp_path, [("A1", "A")]), seed, {"A": 1})


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", 'id,class\n"x'])
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, smallest: Engine, text: str) -> None:
    (tmp_path / "x.csv").write_text(text, "utf-8")
    with pytest.raises(errors.PoolFileUnreadable):
        smallest(tmp_path / "x.csv", SEED, {"A": 1})
    with pytest.raises(errors.PoolFileUnreadable):
        smallest(tmp_path / "absent.csv", SEED, {"A": 1})


def pool(count: int, k: int) -> tuple[list[tuple[str, str]], list[tuple[str, int, str, str]]]:
    """Rows in the order of their ids, and the core's list of ``k`` of each class."""
    rows = [(f"DX-{n:06d}", "ABC"[n % 3]) for n in range(count)]
    listed = [
        (name, place, id_, ticket)
        for name in "CAB"
        for place, (ticket, id_) in enumerate(
            tickets.smallest(SEED, "body", [id_ for id_, class_ in rows if class_ == name], k), 1
        )
    ]
    return rows, listed


@pytest.mark.parametrize("part", [64, 100, 1000, 1 << 20])
def test_wherever_a_stream_is_parted_it_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    """Each row belongs to one part: where its line begins, on whatever byte the part does."""
    monkeypatch.setattr(stream, "_PART", part)
    rows, listed = pool(500, 40)
    seen: list[tuple[int, int]] = []
    found = stream.smallest(
        written(tmp_path, rows), SEED, dict.fromkeys("CAB", 40), lambda done, size: seen.append((done, size))
    )
    assert found == listed
    assert seen[-1] == ((tmp_path / "名单 pool.csv").stat().st_size,) * 2


@pytest.mark.slow
@pytest.mark.parametrize("part", [64, 1 << 20])
@pytest.mark.parametrize("place", [0, 1, 250, 499])
def test_an_id_twice_is_found_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int, place: int
) -> None:
    """Beside itself where the ids ascend, also on the seam of two parts; anywhere where they do not."""
    monkeypatch.setattr(stream, "_PART", part)
    rows, _ = pool(500, 1)
    for twice in (sorted([*rows, rows[place]]), [*rows, rows[place]], [rows[place], *rows]):
        with pytest.raises(errors.DuplicateId, match=rows[place][0]):
            stream.smallest(written(tmp_path, twice), SEED, dict.fromkeys("CAB", 1))


def test_what_is_kept_on_the_way_is_cut_to_the_smallest(tmp_path: Path) -> None:
    """More tickets than are held at once: the bound that the first ones set leaves out no later one."""
    rows, listed = pool(12_000, 5)
    assert stream.smallest(written(tmp_path, rows), SEED, dict.fromkeys("CAB", 5)) == listed


@pytest.mark.parametrize("form", ["marked", "quoted", "open"])
def test_quotes_line_ends_marks_and_apostrophes_are_a_spreadsheet_s(
    tmp_path: Path, smallest: Engine, form: str
) -> None:
    rows, listed = pool(200, 9)
    file = tmp_path / "x.csv"
    expected = {name: [one for one in listed if one[0] == name] for name in "CAB"}
    text = {
        "marked": "\ufeffclass,note,id\r\n" + "".join(f"'{class_},x,{id_}\r\n" for id_, class_ in rows),
        "quoted": "class,note,id\n" + "".join(f'"{class_}","x, ""y""\n",{id_}\n' for id_, class_ in rows),
        "open": "id,class\n" + "\n".join(f"{id_},{class_}" for id_, class_ in rows),
    }[form]
    file.write_text(text, "utf-8", newline="")
    assert smallest(file, SEED, dict.fromkeys("CAB", 9)) == [*expected["C"], *expected["A"], *expected["B"]]


@pytest.mark.parametrize("class_", ["''x", "a\\b", "\\.", "\\N", "b'c", "甲 级", "A "])
def test_a_class_is_the_text_that_it_is(tmp_path: Path, smallest: Engine, class_: str) -> None:
    """One apostrophe goes, and nothing is an escape, a mark of the end, or no value."""
    rows = [("A1", class_), ("A2", "A"), ("A3", class_)]
    name = class_.removeprefix("'")
    found = smallest(written(tmp_path, rows), SEED, {name: 2, "A": 0})
    assert {id_ for _, _, id_, _ in found} == {"A1", "A3"}
    assert [row[0] for row in found] == [name] * 2


@pytest.fixture(scope="module")
def million(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, int, str, str]]]:
    """A file of a million rows, and the core's list."""
    rows, listed = pool(1_000_000, 300)
    return written(tmp_path_factory.mktemp("million"), rows), listed


@pytest.mark.slow
def test_a_million_give_one_list_in_every_engine(
    million: tuple[Path, list[tuple[str, int, str, str]]], smallest: Engine
) -> None:
    file, listed = million
    assert smallest(file, SEED, dict.fromkeys("CAB", 300)) == listed


@pytest.mark.parametrize("row", ["A2", "A2,A,x"])
def test_a_row_of_another_length_is_no_table(tmp_path: Path, smallest: Engine, row: str) -> None:
    (tmp_path / "x.csv").write_text(f"id,class\nA1,A\n{row}\n", "utf-8")
    with pytest.raises(errors.PoolFileUnreadable):
        smallest(tmp_path / "x.csv", SEED, {"A": 1})


@pytest.mark.parametrize(("module", "engine"), [("duckdb", duckdb), ("psycopg", postgres), ("pyspark.sql", spark)])
def test_without_its_library_an_engine_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, engine: ModuleType
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(errors.LibraryMissing):
        engine.smallest(written(tmp_path, [("A1", "A")]), SEED, {"A": 1})


def test_a_server_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens on port 1; what the option does not say comes from the environment."""
    monkeypatch.setenv("PGHOST", "127.0.0.1")
    with pytest.raises(errors.EngineFailed, match=r"127\.0\.0\.1"):
        postgres.smallest(written(tmp_path, [("A1", "A")]), SEED, {"A": 1}, server="port=1 connect_timeout=5")


@pytest.mark.parametrize("length", [0, 30_000])
def test_whoever_watches_hears_of_the_whole_file(tmp_path: Path, smallest: Engine, length: int) -> None:
    """Except of Spark, which shows its stages itself."""
    rows, _ = pool(length + 3, 1)
    file = written(tmp_path, rows)
    seen: list[tuple[int, int]] = []
    smallest(file, SEED, dict.fromkeys("CAB", 1), lambda done, size: seen.append((done, size)))
    assert not seen or (seen == sorted(seen) and seen[-1] == (file.stat().st_size,) * 2)
    assert bool(seen) != (getattr(smallest, "func", None) is spark.smallest)
