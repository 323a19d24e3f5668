"""``ssj sign`` and ``ssj submit``: a draft goes from room to room."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Ssj
from tests.cli.test_opening import LATER
from tests.cli.test_year import SIGNATURE, TASK, committed, key, promised


@pytest.fixture
def secrets(ssj: Ssj, office: Path) -> list[Path]:
    """Committed to, sealed to be; the three secrets."""
    found = promised(ssj, office)
    assert committed(ssj, office, "--sealed").code == 0
    return found


def seal(ssj: Ssj, office: Path, secrets: list[Path], *rest: object) -> Ran:
    given = [part for path in secrets for part in ("--secret-file", path)]
    return ssj("-C", office, "draw", "seal", TASK, *given, "--signature", SIGNATURE, *LATER, *rest)


def test_a_draft_goes_round_and_says_who_is_missing_until_all_have_signed(
    ssj: Ssj, office: Path, secrets: list[Path]
) -> None:
    draft, listed = office / "封存.yaml", office / "名单"
    assert seal(ssj, office, secrets, *key(office, "minban"), "--draft", draft, "--list-file", listed).code == 0
    assert listed.exists()
    for role, missing in (("zhengce", "政策法规科、派驻纪检监察组"), ("jijian", "派驻纪检监察组")):
        ran = ssj("-C", office, "submit", draft)
        assert ran.code == 2
        assert f"缺少应当签署的一方：{missing}（" in ran.err
        assert ssj("sign", draft, *key(office, role), "--yes").code == 0
    assert ssj("-C", office, "submit", draft).code == 0
    assert ssj("verify", office).code == 0
