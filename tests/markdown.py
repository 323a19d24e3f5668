"""What the generated pages share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: The checks of a draw, as every verifier shows them.
CHECKS: Mapping[str, str] = {
    "records": "记录", "pool": "抽取池", "strata": "抽取数", "inspectors": "检查人员", "secrets": "秘密", "beacon": "公共随机数",
    "guests": "来宾", "seed": "种子", "tickets": "签号", "teams": "小组", "seal": "封存", "substitutions": "递补",
}  # fmt: skip
MADE = "本页由 `make docs` 从程序生成，不手工编辑。"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table, or nothing where there is no row."""
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    if lines:
        yield from ("", "| " + " | ".join(heads) + " |", "|---" * len(heads) + "|", *lines)
