"""Modules without a test at their own place (``core/x.py`` in ``tests/core/test_x.py``), and the test that holds each
all the same.

The list shrinks: a module that gets its own test leaves it, and a new one is not put on it for want of time. A test
that is named here imports the module; a command is run by its words.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Held:
    """By ``test``, which imports the module, or the module ``through`` which it is reached, or runs its ``command``;
    ``why`` it has no test of its own."""

    test: str
    why: str
    command: str = ""
    through: str = ""


#: Why: of whole groups.
_ENGINE = "all engines give one list: one test asks each of them the same"
_PLAYED = "a chapter of the example county's year, which is replayed whole and compared byte for byte"
_COMMAND = "a few lines between the screen and what it calls: tried as a clerk does it"
_LIST = "a table that names other modules; what stands in it is tried kind by kind"
_PAGE = "a part of pages; those that bear it are read in their own tests"

_FORMAT = "a schema: every file of the site that it is of is held to it"
_YEAR, _HOSTILE = "tests/test_example.py", "tests/attacks/test_hostile_git.py"

HELD: dict[str, Held] = {
    "core/rules/__init__.py": Held("tests/core/kinds/test_complete.py", _LIST),
    "engines/duckdb.py": Held("tests/engines/test_pool.py", _ENGINE),
    "engines/postgres.py": Held("tests/engines/test_pool.py", _ENGINE),
    "engines/spark.py": Held("tests/engines/test_pool.py", _ENGINE),
    "engines/stream.py": Held("tests/engines/test_pool.py", _ENGINE),
    "git/command.py": Held("tests/git/test_ledger.py", "git itself, asked by every test of this room"),
    "git/gate.py": Held(_HOSTILE, "what the hooks let through: tried with real pushes"),
    "git/trees.py": Held("tests/git/test_ledger.py", "what git holds, read as the ledger that it is"),
    "web/wire.py": Held("tests/attacks/test_hostile_web.py", "one connection: all that a hostile peer can do to it"),
    "cli/_columns.py": Held("tests/cli/test_importing.py", "columns that a clerk has named, tried as she does it"),
    "cli/_draws.py": Held("tests/cli/test_draw.py", _COMMAND, '"draw"'),
    "cli/checkpoint.py": Held("tests/cli/test_witness.py", _COMMAND, '"checkpoint"'),
    "cli/hooks.py": Held(_HOSTILE, _COMMAND, '"hooks"'),
    "cli/preview.py": Held("tests/cli/test_importing.py", _COMMAND, '"--dry-run"'),
    "cli/resequence.py": Held(_HOSTILE, _COMMAND, '"resequence"'),
    "cli/site.py": Held("tests/cli/test_tiers.py", _COMMAND, '"site"'),
    **{
        f"example/{one}.py": Held(_YEAR, _PLAYED, through="example/year.py")
        for one in ("answers", "burden", "changes", "county", "draws", "inspections", "lawful", "watching")
    },
    "example/year.py": Held(_YEAR, _PLAYED),
    "site/opendata/draw_format.py": Held(
        "tests/site/opendata/test_formats.py", _FORMAT, through="site/opendata/formats.py"
    ),
    "site/opendata/page_format.py": Held(
        "tests/site/opendata/test_formats.py", _FORMAT, through="site/opendata/formats.py"
    ),
    "site/opendata/posts.py": Held("tests/site/opendata/test_feeds.py", "what feeds are made of: read as feeds"),
    "site/pages/draw/numbers.py": Held("tests/site/pages/draw/test_proof.py", _PAGE),
    "site/pages/notice.py": Held("tests/site/pages/test_draws.py", _PAGE),
    "site/papers.py": Held("tests/site/pages/test_answers.py", _PAGE),
    "site/plugin.py": Held("tests/site/test_build.py", "Pelican's signals: tried by building a site"),
}
