"""The command line: one module a group of commands, each a few lines that parse, call and print.

Exit codes: 0 fine or verified, 1 not verified, 2 usage or bad input, 3 environment.
"""

from __future__ import annotations

from ssj_publish.cli._shell import run

__all__ = ["run"]
