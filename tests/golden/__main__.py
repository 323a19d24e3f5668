"""``python -m tests.golden``: make the golden files anew, and say which have changed. Read the difference before it is
kept."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.golden.files import EXPECTED, made


def renew() -> list[str]:
    """Write all files; gives a line for each that is new, gone or different."""
    with TemporaryDirectory() as folder:
        work = Path(folder)
        os.environ |= {"SSJ_STATE_DIR": str(work / "state"), "SSJ_CACHE_DIR": str(work / "cache")}
        wanted = {name: text.encode() for name, text in made(work).items()}
    before = {
        path.relative_to(EXPECTED).as_posix(): path.read_bytes() for path in EXPECTED.rglob("*") if path.is_file()
    }
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for name, data in wanted.items():
        path = EXPECTED / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    changed = [name for name in sorted(wanted.keys() | before.keys()) if wanted.get(name) != before.get(name)]
    return [f"{'-' if name not in wanted else '+' if name not in before else '~'} {name}" for name in changed]


if __name__ == "__main__":
    lines = renew()
    print(*lines, f"{len(lines)} changed; see git diff tests/golden", sep="\n")
