"""A mutant's trial: the package copied, one module made wrong in the copy, and the tests that ought to notice run on
it."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.operators import Mutant

ROOT = Path(__file__).parents[2]
#: Said in a test's stead where one never ends.
HANGS = "hangs"
#: Which tests are a room's own, beside those at the module's mirrored place and those that import it: the quick ones
#: first.
TESTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "core": (
        ("tests/golden", "tests/test_draw_vectors.py"),
        ("tests/core", "tests/attacks"),
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
_LIMIT = 1800  # seconds by the clock, for what `limit` cannot see: another process that never ends


class Unsound(Exception):
    """A test that fails without any fault tells nothing of one."""


@dataclass(frozen=True)
class Verdict:
    """Whether a mutant was ``killed``, and what noticed it."""

    mutant: Mutant
    killed: bool
    by: str


class Bench:
    """A copy of the project in ``folder``, in which modules are made wrong one at a time."""

    def __init__(self, folder: Path) -> None:
        self._work = folder / "work"
        self._copy = folder / "copy"
        #: What was run without any fault, and what it said.
        self._sound: dict[tuple[str, ...], str] = {}
        skipped = shutil.ignore_patterns("__pycache__", "*.pyc", "expected.new", "node_modules")
        for name in _COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, self._copy / name, ignore=skipped)
            elif (ROOT / name).exists():
                shutil.copy2(ROOT / name, self._copy / name)
        self._importers = _importers(self._copy)

    @property
    def package(self) -> Path:
        """The copy that is made wrong: as it stood when the bench was set up, whatever is written meanwhile."""
        return self._copy / "ssj_publish"

    def judge(self, mutant: Mutant, stages: Sequence[tuple[str, ...]]) -> Verdict:
        """Run the ``stages``, as `near` and `far` give them, until one notices.

        What noticed has to pass without the fault; raises `Unsound` where it does not.
        """
        path = self.package / mutant.path
        source = path.read_bytes()
        by, tests = "", tuple[str, ...]()
        path.write_bytes(mutant.applied(source))
        try:
            for tests in stages:
                if by := self._run(tests):
                    break
        finally:
            path.write_bytes(source)
        if by and (said := self._without(tests if by == HANGS else (by,))):
            raise Unsound(said)
        return Verdict(mutant, bool(by), by)

    def near(self, path: str) -> list[tuple[str, ...]]:
        """The own test of the module ``path``, then those that import it: a matter of seconds."""
        own = _own(path)
        stages = [[own], sorted(self._importers[path] - {own})]
        return [tuple(there) for stage in stages if (there := [one for one in stage if (self._copy / one).exists()])]

    def far(self, path: str) -> list[tuple[str, ...]]:
        """The tests of the room of the module ``path``, without those that `near` has run."""
        seen = [one for stage in self.near(path) for one in stage]
        stages = []
        for tests in TESTS[path.partition("/")[0]]:
            there = [one for one in tests if (self._copy / one).exists() and one not in seen]
            stages.append((*there, *(f"--ignore={one}" for one in seen)))
            seen += there
        return stages

    def _without(self, tests: tuple[str, ...]) -> str:
        """What the tests say without any fault; each is asked once."""
        if tests not in self._sound:
            self._sound[tests] = self._run(tests)
        return self._sound[tests]

    def _run(self, tests: tuple[str, ...]) -> str:
        """The first test that fails, `HANGS`, or nothing."""
        shutil.rmtree(self._work, ignore_errors=True)
        self._work.mkdir()
        command = [
            sys.executable, "-B", "-m", "pytest", "-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", "-rfE",
            "-p", "tests.mutants.limit", "-m", "not slow and not browser", "--basetemp", str(self._work / "pytest"), *tests,
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
            return HANGS
        if done.returncode < 0:
            return HANGS
        return "" if done.returncode in (0, 5) else _first(done.stdout, tests)


def _own(path: str) -> str:
    """The mirrored test of a module: ``core/x.py`` is tested in ``tests/core/test_x.py``."""
    folder, _, file = path.rpartition("/")
    return Path("tests", folder, f"test_{Path(file).stem.strip(chr(95))}.py").as_posix()


def _importers(root: Path) -> defaultdict[str, set[str]]:
    """Module → the test files that import it or something of it: of all rooms but those that run for long."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in sorted((root / "tests").rglob("test_*.py")):
        name = path.relative_to(root).as_posix()
        if name.split("/")[1] in ("bench", "fairness", "faults", "js", "go"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("ssj_publish."):
                place = node.module.replace(".", "/").removeprefix("ssj_publish/")
                for one in (place, *(f"{place}/{alias.name}" for alias in node.names)):
                    found[f"{one}.py"].add(name)
    return found


def _first(said: str, tests: tuple[str, ...]) -> str:
    """The first test that failed, by its id; where none did, the first file that does not even start."""
    failed = [line for line in said.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return failed[0].split(" ", 1)[1].split(" - ")[0] if failed else tests[0]
