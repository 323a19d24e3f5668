"""``ssj`` and ``python -m ssj_publish``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from ssj_publish.cli import run

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:  # before `run` stands
        sys.stderr.buffer.write("已取消，没有写入任何内容。\n".encode())
        sys.exit(2)


if __name__ == "__main__":
    main()
