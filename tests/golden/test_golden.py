"""What citizens read, file by file: a small ledger's pages, tables, feeds and data are what they were.

A difference that is meant is kept by ``python -m tests.golden``, after it was read.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from ssj_publish.core.kinds import KINDS
from tests.golden.files import EXPECTED, made

RENEW = ".venv/bin/python -m tests.golden"
NAMES = sorted(path.relative_to(EXPECTED).as_posix() for path in EXPECTED.rglob("*") if path.is_file())
_MOST = 60


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    work = tmp_path_factory.mktemp("golden")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSJ_STATE_DIR", str(work / "state"))
        return made(work)


def difference(name: str, wanted: str, found: str) -> str:
    """A unified diff, cut where it grows long, and how to keep what was found."""
    lines = list(
        difflib.unified_diff(
            wanted.splitlines(), found.splitlines(), f"tests/golden/expected/{name}", "now", lineterm="", n=1
        )
    )
    cut = [f"… and {len(lines) - _MOST} lines more"] if len(lines) > _MOST else []
    told = lines[:_MOST] or ["only the ends of lines differ"]
    return "\n".join([*told, *cut, "", f"If this is meant: {RENEW}, and read git diff tests/golden."])


def test_the_same_files_are_made(files: dict[str, str]) -> None:
    """A page that is new or gone is a difference too."""
    if files.keys() != set(NAMES):
        pytest.fail(difference("", "\n".join(NAMES), "\n".join(files)), pytrace=False)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_what_it_was(name: str, files: dict[str, str]) -> None:
    wanted = (EXPECTED / name).read_bytes()
    found = files.get(name, "")
    if found.encode() != wanted:
        pytest.fail(difference(name, wanted.decode(), found), pytrace=False)


def test_a_difference_names_the_line_and_the_way_to_keep_it() -> None:
    told = difference("x.csv", "甲,1\n乙,2\n", "甲,1\n乙,3\n")
    assert "-乙,2\n+乙,3" in told
    assert told.endswith(f"If this is meant: {RENEW}, and read git diff tests/golden.")


#: What comes after a draw in August, in `tests.years.fullest_year`.
ANSWERS = {"outreach", "supervision-follow-up", "reply", "recheck", "feedback"}


def test_all_kinds_are_there() -> None:
    """One record of each kind, and pages in every room of the site."""
    records = [(EXPECTED / name).read_text("utf-8") for name in NAMES if name.endswith(".yaml")]
    assert {kind for kind in KINDS if any(f'kind: "{kind}"' in one for one in records)} == set(KINDS) - ANSWERS
    rooms = {Path(name).parts[0] for name in NAMES if name.endswith(".html") and "/" in name}
    assert rooms == {
        "bodies", "burden", "cases", "checkpoints", "compare", "comparisons", "corrections", "data", "decisions", "drawn", "draws",
        "due", "export", "figures", "inspectors", "irregularities", "items", "overdue", "oversight", "plans", "records", "reports",
        "results", "rule-changes", "summaries", "tasks", "towns", "trainings", "undrawn", "visits", "week",
    }  # fmt: skip


def test_the_set_stays_small() -> None:
    """Below two megabytes, and a few hundred lines of each further ledger, or nobody reads what changes."""
    told = [name for name in NAMES if name.startswith("told/")]
    assert sum((EXPECTED / name).stat().st_size for name in set(NAMES) - set(told)) < 2_000_000
    assert sum((EXPECTED / name).stat().st_size for name in told) < 250_000
