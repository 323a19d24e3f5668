"""Hashes only: a copy that is whole and linked, and every way in which it is not."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.core.tlog import merkle
from ssj_publish.ledger.scan import scan
from tests.world import World


@pytest.fixture
def ledger(full_world: World, tmp_path: Path) -> Path:
    return full_world.write(tmp_path)


def test_head_genesis_and_root_are_those_of_a_full_verification(ledger: Path, full_world: World) -> None:
    found = scan(ledger)
    lines = [f"{sha256(one.data).hexdigest()}  {one.name}\n".encode() for one in full_world.entries]
    assert found.head == full_world.replay.head
    assert found.genesis == full_world.state.genesis.id
    assert found.tree.root == merkle.root(lines)


def test_every_change_of_a_linked_record_shows(ledger: Path, full_world: World) -> None:
    """All but the last, whose bytes only a checkpoint or a saved head can vouch for."""
    for entry in full_world.entries[:-1]:
        path = ledger / entry.name
        path.write_bytes(entry.data.replace(b'  - key: "SHA256:', b'  - key: "SHA256;', 1))
        with pytest.raises(errors.LinkBroken):
            scan(ledger)
        path.write_bytes(entry.data)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"seq: 5\n", b"seq: 6\n", errors.SequenceBroken),
        (b"seq: 5\n", b"seq: 05\n", errors.MalformedLine),
        (b"seq: 5\n", b"seq: 5\r\n", errors.CarriageReturn),
        (b"seq: 5\n", b"\xef\xbb\xbfseq: 5\n", errors.ByteOrderMark),
        (b"seq: 5\nprev", b"seq: 5\nnext", errors.NotCanonical),
        (b"\nstatement:", b"\nsignatures:", errors.EncodingError),
        (b"seq: 5\n", b"", errors.NotCanonical),
    ],
)
def test_first_lines_have_one_form(ledger: Path, old: bytes, new: bytes, reason: type[errors.SsjError]) -> None:
    path = ledger / "000/000005.yaml"
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))
    with pytest.raises(reason) as refused:
        scan(ledger)
    assert refused.value.data["name"] == "000/000005.yaml"


def test_a_gap_a_twin_and_nothing_at_all(ledger: Path) -> None:
    (ledger / "000/000007.yaml").unlink()
    with pytest.raises(errors.SequenceBroken) as gap:
        scan(ledger)
    assert gap.value.data == {"name": "000/000008.yaml", "expected": "000/000007.yaml"}
    (ledger / "000/000001.yaml").write_bytes(b"x" * (5 << 20))
    with pytest.raises(errors.RecordTooLarge):
        scan(ledger)
    for path in ledger.glob("0*/*"):
        path.unlink()
    with pytest.raises(errors.LedgerEmpty):
        scan(ledger)
