"""Fuzz one parser, guided by coverage: ``python -m tests.fuzz signed_note NEW -max_total_time=60``.

Needs the extra ``fuzz``. What follows the parser's name are libFuzzer's options; new inputs are put into the folder
NEW. The few that are worth keeping go into ``tests/fuzz/corpus/<parser>/``; what breaks a parser is put where it was
started, as ``crash-…``, and belongs there too once it is mended.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["ssj_publish"]):
    from tests.fuzz.targets import CORPUS, TARGETS, attempt


def main() -> None:
    """The first argument names the parser."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: python -m tests.fuzz {{{','.join(TARGETS)}}} NEW [options]")
    name = sys.argv.pop(1)
    atheris.Setup([*sys.argv, str(CORPUS / name)], lambda data: attempt(TARGETS[name], data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
