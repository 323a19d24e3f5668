"""``ssj draw sort``: a list redone from a pool's file, by whichever engine; no ledger is needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from ssj_publish.cli._draws import refusals
from ssj_publish.cli._screen import progress, say
from ssj_publish.words import csvs


class Sample(click.ParamType[tuple[str, int]]):
    """``A=3``: a credit class and how many of it."""

    name = "等级=个数"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, int]:
        class_, _, number = value.rpartition("=")
        if not class_ or not (number.isascii() and number.isdigit()):
            self.fail(f"{value} 不是“等级=个数”，例如 A=3。", param, ctx)
        return class_, int(number)


@click.command()
@click.argument("pool", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--seed", required=True, help="种子，64 位十六进制（抽取页面上有）。")
@click.option(
    "--sample", "samples", type=Sample(), multiple=True, required=True, help="等级=个数，每个等级写一次，如 A=3。"
)
@click.option(
    "--engine",
    type=click.Choice(["stream", "duckdb", "postgres", "spark"]),
    default="stream",
    show_default=True,
    help="用什么计算：stream 不必另装软件，内存不随名单增长；其余要另装。名单一字不差。",
)
@click.option(
    "--server",
    help="postgres：连接串，没写的按 PGHOST 等环境变量；spark：主节点，如 spark://主机:7077，不给就在本机运行。",
)
def sort(pool: Path, seed: str, samples: tuple[tuple[str, int], ...], engine: str, server: str | None) -> None:
    """从名单文件 POOL（CSV，列名 id 和 class，可以有上亿行）重算名单：每个等级签号最小的若干个。"""
    from ssj_publish.engines import duckdb, postgres, spark, stream
    from ssj_publish.engines.pool import Row

    if server and engine not in ("postgres", "spark"):
        raise click.UsageError("--server 只用于 --engine postgres 和 --engine spark。")
    engines: dict[str, Callable[..., list[Row]]] = {
        "stream": stream.smallest,
        "duckdb": duckdb.smallest,
        "postgres": partial(postgres.smallest, server=server or ""),
        "spark": partial(spark.smallest, server=server or ""),
    }
    size = pool.stat().st_size
    # Spark shows its stages itself.
    with refusals(), progress("计算签号", size, hidden=size < 1 << 26 or engine == "spark") as bar:
        rows = engines[engine](pool, seed, dict(samples), lambda done, _: bar.update(done - bar.pos))
    for row in rows:
        say(csvs.written([row], end=""))
