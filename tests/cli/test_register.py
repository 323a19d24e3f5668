"""``ssj register compare``."""

from __future__ import annotations

from pathlib import Path

from ssj_publish.core.replay import replay
from ssj_publish.core.state import State
from ssj_publish.ledger import store
from tests.cli.conftest import Ssj


def state_of(office: Path) -> State:
    return replay(store.read_entries(office / "ledger")).state


def test_a_list_is_compared(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    first = next(iter(state_of(office).bodies.current.values()))
    path = tmp_path / "名单.csv"
    path.write_text(
        f"名称,统一社会信用代码,未列入原因\n{first.name},{first.code or ''},\n某外县学校,,不在本县\n", "utf-8"
    )
    ran = ssj(
        "-C", office, "register", "compare", path, "--authority", "县民政局", "--title", "名单", "--date", "2025-03-01",
        "--type", first.type, "--yes", "--key", office / "keys" / "zhengce", "--time", "2025-03-20 19:00",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert "名录没有：某外县学校（不在本县）" in ran.out
    [record] = state_of(office).comparisons
    assert (record.body.count, record.body.matched, [one.reason for one in record.body.missing]) == (
        2,
        1,
        ["elsewhere"],
    )
