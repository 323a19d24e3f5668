"""``ssj draw sort``: a list redone from a pool's file, without any ledger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ssj_publish.core.draw import tickets
from tests.databases import Postgres

SEED = "cd" * 32


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    (tmp_path / "pool.csv").write_text("id,class,class_date\nA1,A,x\nA2,A,x\nB1,B,x\n", "utf-8")
    return tmp_path / "pool.csv"


def test_it_prints_class_place_id_and_ticket(ssj: Callable[..., Any], pool: Path) -> None:
    ran = ssj("draw", "sort", pool, "--seed", SEED, "--sample", "A=1", "--sample", "B=1")
    first, second = tickets.order(SEED, "body", ["A1", "A2"])[0], tickets.ticket(SEED, "body", "B1")
    assert ran.out == f"A,1,{first[1]},{first[0]}\nB,1,B1,{second}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--seed", SEED, "--sample", "A"], "A=3"),
        (["--seed", SEED, "--sample", "A=3", "--sample", "B=1"], "有 2 个对象"),
        (["--seed", "x", "--sample", "A=1", "--sample", "B=1"], "64 位"),
        (["--seed", SEED, "--sample", "A=1", "--sample", "B=1", "--server", "host=x"], "--server 只用于"),
    ],
)
def test_what_it_cannot_do_it_says(ssj: Callable[..., Any], pool: Path, arguments: list[str], said: str) -> None:
    ran = ssj("draw", "sort", pool, *arguments)
    assert ran.code == 2
    assert said in ran.err


def test_an_id_twice_is_bad_input(ssj: Callable[..., Any], pool: Path) -> None:
    with open(pool, "a", encoding="utf-8") as file:
        file.write("A1,B,x\n")
    ran = ssj("draw", "sort", pool, "--seed", SEED, "--sample", "A=1", "--sample", "B=1")
    assert ran.code == 2
    assert "A1" in ran.err


def test_a_server_may_draw(ssj: Callable[..., Any], pool: Path, postgres: Postgres) -> None:
    """The same lines as without; the address may be given or stand in the environment."""
    asked = ("draw", "sort", pool, "--seed", SEED, "--sample", "A=1", "--sample", "B=1")
    plain, served = ssj(*asked), ssj(*asked, "--engine", "postgres", "--server", postgres.address)
    assert served.code == 0
    assert served.out == plain.out != ""


def test_a_server_that_is_not_there_is_one_sentence_with_a_way_out(ssj: Callable[..., Any], pool: Path) -> None:
    where = "host=127.0.0.1 port=1 connect_timeout=5"
    ran = ssj("draw", "sort", pool, "--seed", SEED, "--sample", "A=1", "--engine", "postgres", "--server", where)
    assert ran.code == 3
    assert "PostgreSQL 没有算成" in ran.err
    assert "--engine stream" in ran.err
