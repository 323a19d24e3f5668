"""``make bench``: every bench in turn, and the README's table from what this run measured.

``python -m tests.bench draw verify`` runs some and writes nothing, unless ``--readme`` stands in front.
"""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from ssj_publish.core.clock import ZONE
from tests.bench import measure

ROOT = Path(__file__).parents[2]
_TABLE = re.compile(r"(?<=<!-- make bench -->\n).*?(?=<!-- / -->)", re.S)


def main(names: list[str]) -> None:
    """Run the benches of these names, or all of them."""
    before, rows = measure.load(), list[measure.Row]()
    wanted = [name for name in names if name != "--readme"]
    print(measure.HEAD)
    for name in wanted or sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py")):
        rows += importlib.import_module(f"tests.bench.bench_{name}").main() or ()
    told = f"{_machine()}；开始时机器的负载（一分钟、五分钟）{before}，结束时 {measure.load()}。"
    print(told)
    if wanted == [] or wanted != names:
        table = "\n".join((told, "", measure.HEAD, *(row.markdown() for row in rows), ""))
        readme = ROOT / "README.md"
        readme.write_text(_TABLE.sub(lambda _: table, readme.read_text("utf-8"), count=1), "utf-8")


def _machine() -> str:
    commit = subprocess.run(
        ["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, encoding="utf-8", check=True
    )
    cores = len(os.sched_getaffinity(0))
    return f"{datetime.now(ZONE):%Y-%m-%d %H:%M}，提交 {commit.stdout.strip()}，{cores} 个处理器，Python {sys.version.split()[0]}"


main(sys.argv[1:])
