"""``ssj correct``, ``retract``, ``annul``: what is printed comes back changed, and nothing goes without a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ssj_publish.core.records import Record
from ssj_publish.office.desk import Desk
from tests.bureau import SIGNERS
from tests.world import World

Ssj = Callable[..., Any]


@pytest.fixture
def visit(world: World) -> Record:
    return world.visit(world.open(world.commit()), note="第一次的说明。")


@pytest.fixture
def repo(world: World, visit: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger with one visit, and the keys of two roles beside it."""
    monkeypatch.setenv("SSJ_CACHE_DIR", str(tmp_path / "cache"))
    world.write(tmp_path)
    for role in ("o1", "p"):
        private = SIGNERS[role].private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
        (tmp_path / role).write_bytes(private)
        (tmp_path / f"{role}.pub").write_text(f"{SIGNERS[role].public.openssh}\n", "utf-8")
        (tmp_path / role).chmod(0o600)
    return tmp_path


def signed(repo: Path, *roles: str) -> list[object]:
    return [*(part for role in roles for part in ("--key", repo / role)), "--time", "2025-04-10 18:00"]


def test_what_is_printed_is_what_holds_now_and_what_comes_back_changed_is_written(
    ssj: Ssj, repo: Path, visit: Record
) -> None:
    ran = ssj("-C", repo, "correct", visit.seq, *signed(repo))
    assert ran.code == 0, ran.err
    shown = yaml.safe_load(ran.out)
    assert (shown["note"], shown["signed_by"]) == ("第一次的说明。", "校长")
    form = repo / "更正.yaml"
    form.write_text(yaml.safe_dump(shown | {"note": "改过的说明。"}, allow_unicode=True), "utf-8")
    ran = ssj("-C", repo, "correct", visit.seq, form, *signed(repo, "o1"))
    assert (ran.code, "更正须用 --reason 写明理由" in ran.err) == (2, True)
    ran = ssj("-C", repo, "correct", visit.seq, form, "--reason", "误录。", *signed(repo, "o1"))
    assert ran.code == 0, ran.err
    assert f"第 {visit.seq + 1} 条记录（更正）" in ran.out
    again = yaml.safe_load(ssj("-C", repo, "correct", visit.seq, *signed(repo)).out)
    assert again["note"] == "改过的说明。"


def test_a_visit_is_annulled_by_two_and_never_retracted(ssj: Ssj, repo: Path, visit: Record) -> None:
    ran = ssj("-C", repo, "retract", visit.seq, "--reason", "录错。", *signed(repo, "o1"))
    assert ran.code == 2
    assert ran.err.startswith("未写入：")
    ground = ["--ground", "没有去", "--explanation", "没有去。"]
    ran = ssj("-C", repo, "annul", visit.seq, *ground, *signed(repo, "o1", "p"))
    assert (ran.code, "不是可填的内容。可填：" in ran.err) == (2, True)
    ground[1] = "not-held"
    ran = ssj("-C", repo, "annul", visit.seq, *ground, *signed(repo, "o1"))
    assert ran.code == 2, "one alone annuls nothing"
    assert len(Desk.open(repo / "ledger").state.annulments) == 0
    ran = ssj("-C", repo, "annul", visit.seq, *ground, *signed(repo, "o1", "p"))
    assert ran.code == 0, ran.err
    [record] = Desk.open(repo / "ledger").state.annulments
    assert record.body.target == visit.id
