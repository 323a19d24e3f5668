"""The list of a sealed draw: where it lies, and that a file which is none is told as such."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ssj_publish import errors
from ssj_publish.core.state import Draw
from ssj_publish.office import draws, sealed
from tests.world import World


@pytest.fixture
def drawn(world: World, tmp_path: Path) -> tuple[Draw, Path, dict[str, object]]:
    """A sealed draw, the ledger's folder, and its proofs by body; the list lies where it is kept."""
    draw = world.commit(sealed=True)
    found = world.seal(draw)
    ledger = tmp_path / "库" / "ledger"
    path = sealed.place(ledger, draw)
    path.parent.mkdir(parents=True)
    path.write_text(yaml.safe_dump(draws.proofs(found), allow_unicode=True), "utf-8")
    return draw, ledger, {one.body: draws.prove(found, one.body) for one in found.drawn}


def test_it_lies_beside_the_ledger_under_the_draws_own_name(drawn: tuple[Draw, Path, dict[str, object]]) -> None:
    """Not in the ledger's folder, which is published."""
    draw, ledger, proofs = drawn
    assert sealed.place(ledger, draw) == ledger.parent / "封存名单" / "T1-1.yaml"
    assert sealed.kept(ledger, draw) == proofs
    assert {one.body: one.proof for one in sealed.read(sealed.place(ledger, draw))} == proofs


def test_no_list_is_none_but_a_list_that_was_named_must_be_there(drawn: tuple[Draw, Path, dict[str, object]]) -> None:
    draw, ledger, proofs = drawn
    moved = ledger.parent / "别处.yaml"
    sealed.place(ledger, draw).rename(moved)
    assert sealed.kept(ledger, draw) == {}
    assert sealed.kept(ledger, draw, moved) == proofs
    with pytest.raises(errors.ProofListMalformed) as caught:
        sealed.kept(ledger, draw, ledger / "没有.yaml")
    assert caught.value.data["reason"] == "没有这个文件"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"- {", "不是 YAML"),
        (b"\xff\xfe\x00", "不是 YAML"),
        (b"a: 1", "Expected `array`"),
        (b"- {body: S001}", "missing required field `proof`"),
        (b"- {body: S001, proof: {}, more: 1}", "Object"),
        (b"[" * 100_000, "不是 YAML"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "名单.yaml"
    path.write_bytes(data)
    with pytest.raises(errors.ProofListMalformed) as caught:
        sealed.read(path)
    assert reason in caught.value.data["reason"]
    assert caught.value.data["path"] == str(path)


def test_a_list_of_any_size_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "名单.yaml"
    path.write_bytes(b"[]  ")
    monkeypatch.setattr(sealed, "_LIMIT", 3)
    with pytest.raises(errors.ProofListMalformed) as caught:
        sealed.read(path)
    assert caught.value.data["reason"] == "文件太大"
    monkeypatch.setattr(sealed, "_LIMIT", 4)
    assert sealed.read(path) == []
