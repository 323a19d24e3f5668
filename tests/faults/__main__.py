"""Print the table of cases tried, detected and lost: ``python -m tests.faults``."""

from __future__ import annotations

import io
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from ssj_publish.cli import run
from tests.faults import every  # noqa: F401  # fills CASES
from tests.faults.kit import CASES, Bureau


def main() -> None:
    """Try each case on its own copy."""
    tried, detected, lost = Counter[str](), Counter[str](), []
    with TemporaryDirectory() as folder:
        template = Bureau(Path(folder, "template")).repo
        for number, one in enumerate(CASES):
            bureau = Bureau(Path(folder, str(number)), template)
            one.tamper(bureau)
            said = io.StringIO()
            with redirect_stderr(said), redirect_stdout(said):
                code = run(["verify", str(bureau.repo), *(["--since", str(bureau.saved)] if one.since else [])])
            right = (
                code == 1 and one.says in said.getvalue() if one.says else code == 0 and one.tells in said.getvalue()
            )
            tried[one.group] += 1
            detected[one.group] += right
            if not right:
                lost.append(f"{one.group}：{one.name}（退出码 {code}）{said.getvalue()}")
    print("group  tried  as it must be  lost")
    for group, count in tried.items():
        print(f"{group}  {count}  {detected[group]}  {count - detected[group]}")
    print(f"all  {sum(tried.values())}  {sum(detected.values())}  {len(lost)}")
    print(*lost, sep="\n")


if __name__ == "__main__":
    main()
