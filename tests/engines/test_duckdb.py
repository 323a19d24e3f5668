"""Draws from a file by DuckDB: the core's list, the core's refusals."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

from ssj_publish import errors
from ssj_publish.core.draw import tickets
from ssj_publish.engines import duckdb

SEED = "cd" * 32


def written(folder: Path, rows: list[tuple[str, str]]) -> Path:
    """A pool file, with a column that nobody asked for."""
    file = folder / "名单 pool.csv"
    file.write_text("class,note,id\n" + "".join(f"{class_},x,{id_}\n" for id_, class_ in rows), "utf-8")
    return file


@pytest.mark.parametrize("seed", range(12))
def test_the_list_is_the_core_s(tmp_path: Path, seed: int) -> None:
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
    assert duckdb.smallest(written(tmp_path, rows), SEED, samples) == expected


def test_where_the_bound_keeps_too_few_the_whole_pool_is_sorted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duckdb, "isqrt", lambda k: -(k + 16) // 4)
    rows = [(f"DX-{n}", "A") for n in range(500)]
    found = duckdb.smallest(written(tmp_path, rows), SEED, {"A": 20})
    assert [(ticket, id_) for _, _, id_, ticket in found] == tickets.smallest(
        SEED, "body", [id_ for id_, _ in rows], 20
    )


@pytest.mark.parametrize("bad", ["", "a:b", "-a", "a b", "é", "a" * 65, "a\t"])
def test_a_malformed_id_is_refused(tmp_path: Path, bad: str) -> None:
    file = written(tmp_path, [("A1", "A"), (bad, "A")])
    with pytest.raises(errors.IdMalformed) as caught:
        duckdb.smallest(file, SEED, {"A": 1})
    assert caught.value.data["id"] == bad


def test_an_id_twice_is_refused_across_classes_too(tmp_path: Path) -> None:
    with pytest.raises(errors.DuplicateId, match="A1"):
        duckdb.smallest(written(tmp_path, [("A1", "A"), ("A2", "A"), ("A1", "B")]), SEED, {"A": 1, "B": 1})


@pytest.mark.parametrize("samples", [{"A": 3}, {"A": -1}, {"B": 1}, {"A": 1, "B": 1}, {}])
def test_a_sample_that_does_not_fit_is_refused(tmp_path: Path, samples: dict[str, int]) -> None:
    """More than there are, less than none, of a class that is not there, or nothing said of one that is."""
    with pytest.raises(errors.SampleUnfit):
        duckdb.smallest(written(tmp_path, [("A1", "A"), ("A2", "A")]), SEED, samples)


@pytest.mark.parametrize("seed", ["", "cd", "CD" * 32, "cd" * 33, "'" * 64])
def test_a_seed_that_is_none_is_refused(tmp_path: Path, seed: str) -> None:
    with pytest.raises(errors.SeedMalformed):
        duckdb.smallest(written(tmp_path, [("A1", "A")]), seed, {"A": 1})


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", 'id,class\n"x'])
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.csv").write_text(text, "utf-8")
    with pytest.raises(errors.PoolFileUnreadable):
        duckdb.smallest(tmp_path / "x.csv", SEED, {"A": 1})
    with pytest.raises(errors.PoolFileUnreadable):
        duckdb.smallest(tmp_path / "absent.csv", SEED, {"A": 1})


def test_without_duckdb_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(errors.LibraryMissing):
        duckdb.smallest(written(tmp_path, [("A1", "A")]), SEED, {"A": 1})
