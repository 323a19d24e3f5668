"""Fuzz one parser, guided by coverage: ``python -m tests.fuzz signed_note -max_total_time=60`` (libFuzzer's options).

Needs the extra ``fuzz``. New inputs are kept in ``tests/fuzz/corpus/<parser>/``; what breaks a parser is put where it
was started, as ``crash-…``, and belongs into the corpus once it is mended.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["ssj_publish"]):
    from tests.fuzz.targets import CORPUS, TARGETS, attempt


def main() -> None:
    """The first argument names the parser."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: python -m tests.fuzz {{{','.join(TARGETS)}}} [libFuzzer options]")
    name = sys.argv.pop(1)
    folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    atheris.Setup([*sys.argv, str(folder)], lambda data: attempt(TARGETS[name], data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
