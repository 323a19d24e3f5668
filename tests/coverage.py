"""The gate of ``make coverage``: how much of the program the tests ran, lines and branches apart."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

#: What is asked, of a hundred.
LINES, BRANCHES = 95, 92


def main() -> int:
    """Print the files with the most unrun lines and both shares; 1 where one is too small."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "coverage.json")
        subprocess.run([sys.executable, "-m", "coverage", "json", "-q", "-o", str(path)], check=True)
        told = json.loads(path.read_text("utf-8"))
    unrun = sorted(((-one["summary"]["missing_lines"], name) for name, one in told["files"].items()))
    for missing, name in unrun[:10]:
        print(f"{-missing:5} {name}")
    total = told["totals"]
    lines = 100 * total["covered_lines"] / total["num_statements"]
    branches = 100 * total["covered_branches"] / total["num_branches"]
    print(f"lines {lines:.1f} % (at least {LINES}), branches {branches:.1f} % (at least {BRANCHES})")
    return int(lines < LINES or branches < BRANCHES)


if __name__ == "__main__":
    sys.exit(main())
