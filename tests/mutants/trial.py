"""A mutant's trial: the package copied, one module made wrong in the copy, and the tests that ought to notice run on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.operators import Mutant

ROOT = Path(__file__).parents[2]
#: Which tests are a room's own, beside those at the module's mirrored place: the quick ones first.
TESTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "core": (
        ("tests/golden", "tests/test_draw_vectors.py"),
        ("tests/core",),
        ("tests/faults/test_tampering.py", "tests/office", "tests/words"),
    ),
    "importers": (("tests/importers", "tests/cases"), ("tests/cli/test_year.py", "tests/test_example.py")),
    "ledger": (
        ("tests/ledger",),
        ("tests/office", "tests/cli/test_tiers.py", "tests/cli/test_verify.py", "tests/cli/test_withhold.py"),
        ("tests/web/test_mirror.py", "tests/git/test_ledger.py", "tests/faults/test_tampering.py"),
    ),
    "witness": (("tests/witness",), ("tests/cli/test_witness.py",)),
    "site": (
        ("tests/golden",),
        ("tests/site/pages", "tests/site/opendata", "tests/site/test_exports.py"),
        ("tests/site", "tests/cli/test_notices.py"),
    ),
    "office": (("tests/office",), ("tests/cli",)),
    "machine": (("tests/machine",), ("tests/ledger",)),
    "words": (("tests/words", "tests/importers"), ("tests/cli",)),
}
_COPIED = ("ssj_publish", "tests", "theme", "content", "ledger", "pelicanconf.py", "publishconf.py", "pyproject.toml")
_LIMIT = 300  # seconds; a mutant that hangs is noticed too


@dataclass(frozen=True)
class Verdict:
    """Whether a mutant was ``killed``, and what noticed it."""

    mutant: Mutant
    killed: bool
    by: str


class Bench:
    """A copy of the project in ``folder``, in which modules are made wrong one at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._work = folder / "work"
        skipped = shutil.ignore_patterns("__pycache__", "*.pyc", "expected.new")
        for name in _COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, folder / "copy" / name, ignore=skipped)
            elif (ROOT / name).exists():
                shutil.copy2(ROOT / name, folder / "copy" / name)
        self._copy = folder / "copy"

    def baseline(self, room: str) -> str:
        """What fails in the room's tests without any fault; empty where nothing does."""
        return next((said for tests in TESTS[room] if (said := self._run(tests))), "")

    def judge(self, mutant: Mutant) -> Verdict:
        """Run the module's own test, then the room's, until one notices."""
        path = self._copy / "ssj_publish" / mutant.path
        source = path.read_bytes()
        path.write_bytes(mutant.applied(source))
        try:
            for tests in self._tests(mutant.path):
                if by := self._run(tests):
                    return Verdict(mutant, True, by)
            return Verdict(mutant, False, "")
        finally:
            path.write_bytes(source)

    def _tests(self, path: str) -> list[tuple[str, ...]]:
        room, _, rest = path.partition("/")
        folder, _, file = rest.rpartition("/")
        own = Path("tests", room, folder, f"test_{file.lstrip('_')}")
        stages = [(own.as_posix(),)] if (self._copy / own).exists() else []
        return [*stages, *TESTS[room]]

    def _run(self, tests: tuple[str, ...]) -> str:
        """The first test that fails, ``hangs``, or nothing."""
        shutil.rmtree(self._work, ignore_errors=True)
        self._work.mkdir()
        there = [one for one in tests if (self._copy / one).exists()]
        command = [
            sys.executable, "-B", "-m", "pytest", "-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", "-rfE",
            "-m", "not slow and not browser", "--basetemp", str(self._work / "pytest"), *there,
        ]  # fmt: skip
        own = {
            "PYTHONPATH": str(self._copy),
            "PYTHONDONTWRITEBYTECODE": "1",
            "SSJ_CACHE_DIR": str(self._work / "cache"),
        }
        try:
            done = subprocess.run(
                command,
                cwd=self._copy,
                env=os.environ | own,
                capture_output=True,
                encoding="utf-8",
                timeout=_LIMIT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return "hangs"
        return "" if done.returncode in (0, 5) else _first(done.stdout)


def _first(said: str) -> str:
    failed = [line for line in said.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return failed[0].split(" ", 1)[1][:120] if failed else "does not start"
