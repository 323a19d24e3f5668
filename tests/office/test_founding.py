"""The first record: refused before anybody is asked to sign, and only a founding founds."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.answers import Outreach
from ssj_publish.core.records import Statement, statement_bytes
from ssj_publish.office import drafts, founding
from ssj_publish.office.desk import Desk
from tests.bureau import ORIGIN, SIGNERS, at, genesis

NOW = at("2025-01-02 09:00")


def test_what_the_rules_refuse_is_refused_before_anybody_signs() -> None:
    with pytest.raises(errors.SettingBeyond):
        founding.prepared(ORIGIN, genesis(settings=msgspec.structs.replace(genesis().settings, inspectors_min=1)), NOW)
    assert founding.prepared(ORIGIN, genesis(), NOW) == statement_bytes(Statement(ORIGIN, NOW, genesis()))


def test_all_roles_sign_from_room_to_room_and_the_ledger_is_founded(tmp_path: Path) -> None:
    first, *others = SIGNERS.values()
    draft = founding.draft(founding.prepared(ORIGIN, genesis(), NOW), [first])
    folder = tmp_path / "新" / "ledger"
    with pytest.raises(errors.SsjError):
        founding.found(folder, draft)
    assert not list(folder.rglob("*.yaml")), "nothing is written while somebody has not signed"
    for one in others:
        draft = drafts.countersign(draft, one)
    assert founding.found(folder, draft) == (ORIGIN, genesis())
    assert Desk.open(folder).state.founding == genesis()


def test_what_is_no_founding_founds_nothing(tmp_path: Path) -> None:
    body = Outreach(title="宣传", date=NOW.date(), channels=("poster",), content="介绍。")
    draft = founding.draft(statement_bytes(Statement(ORIGIN, NOW, body)), [SIGNERS["p"]])
    with pytest.raises(errors.FoundingForeign) as caught:
        founding.found(tmp_path / "ledger", draft)
    assert caught.value.data["kind"] == "outreach"
    assert not (tmp_path / "ledger").exists()
