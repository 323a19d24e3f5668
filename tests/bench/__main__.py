"""``make bench``: every bench in turn; each prints ratios measured in its own run."""

from __future__ import annotations

import importlib
from pathlib import Path

for path in sorted(Path(__file__).parent.glob("bench_*.py")):
    print(f"== {path.stem}", flush=True)
    importlib.import_module(f"tests.bench.{path.stem}").main()
