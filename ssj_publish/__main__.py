"""``ssj`` and ``python -m ssj_publish``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from ssj_publish.cli import run

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:  # before `run` stands, or after it has returned
        sys.exit(2)


if __name__ == "__main__":
    main()
