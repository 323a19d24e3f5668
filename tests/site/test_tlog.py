"""The published log: what an ordinary client of transparency logs finds there, and ``sha256sum``."""

from __future__ import annotations

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from ssj_publish.core.entry import record_name
from ssj_publish.core.tlog import note, proof, tiles
from ssj_publish.core.tlog.checkpoint import leaf, verify
from ssj_publish.core.tlog.merkle import Tree, leaf_hash
from ssj_publish.core.tlog.vkey import parse_verifier_key
from ssj_publish.example import county
from ssj_publish.site import source, tlog
from ssj_publish.site.source import Source
from tests.bureau import LOG, WITNESSES, logged
from tests.office.test_checkpoints import cosign, opened
from tests.world import World

LEDGER = Path(__file__).parents[2] / "ledger"
KEY = county.log_key()
CROWD = tuple(county.witness_key(name) for name in county.WITNESSES)


@pytest.fixture(scope="module")
def verified() -> Source:
    return source.read(LEDGER)


@pytest.fixture(scope="module")
def published(verified: Source) -> dict[str, bytes]:
    found = list(tlog.files(verified))
    assert len(dict(found)) == len(found)
    return {name.removeprefix("ledger/"): data for name, data in found}


def test_sha256sum_checks_the_list(published: dict[str, bytes], tmp_path: Path) -> None:
    for path in LEDGER.glob("[0-9]*"):
        shutil.copytree(path, tmp_path / path.name)
    (tmp_path / "SHA256SUMS").write_bytes(published["SHA256SUMS"])
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=True)
    (tmp_path / "000/000123.yaml").write_bytes(b"x")
    assert subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path, capture_output=True
    ).returncode


def test_the_checkpoint_is_witnessed_and_stands_on_the_tiles(published: dict[str, bytes], verified: Source) -> None:
    """A client that knows only keys and the prefix rebuilds the root from the bundles and from the tiles."""
    standing = verify(note.parse(published["checkpoint"]), KEY, CROWD)
    size = standing.checkpoint.size
    assert standing.witnesses == 3
    wanted = list(tiles.tiles(size))
    leaves = [one for tile in wanted if tile.level is None for one in tiles.parse_bundle(published[tile.path])]
    assert Tree.over(leaves).root == standing.checkpoint.root
    assert b"".join(leaves) == published["SHA256SUMS"]
    lowest = b"".join(published[tile.path] for tile in wanted if tile.level == 0)
    assert lowest == b"".join(leaf_hash(one) for one in leaves)
    assert leaves == [leaf(record.seq, record.digest) for record in verified.state.records.values()][:size]


def test_every_record_has_a_proof_that_witnesses_vouch_for(published: dict[str, bytes], verified: Source) -> None:
    for record in verified.state.records.values():
        made = proof.parse(published[record_name(record.seq).replace(".yaml", ".tlog-proof")])
        assert made.verify(leaf(record.seq, record.digest), KEY, CROWD).witnesses >= county.QUORUM


def test_every_checkpoint_can_be_fetched_with_its_tiles(published: dict[str, bytes], verified: Source) -> None:
    """Tiles of each signed size are there, or the full one that has replaced a partial one."""
    for one in verified.log.audited:
        assert f"checkpoints/{one.checkpoint.size:06d}.note" in published
        for tile in tiles.tiles(one.checkpoint.size):
            assert tile.path in published or tile.path.partition(".p/")[0] in published


def test_every_published_file_is_kept_byte_for_byte(published: dict[str, bytes]) -> None:
    kept = {f"checkpoints/{path.name}": path.read_bytes() for path in (LEDGER / "checkpoints").iterdir()}
    named = {name: data for name, data in published.items() if name.startswith("checkpoints/")}
    listed = named.pop("checkpoints/SHA256SUMS").decode().splitlines()
    assert named == kept
    assert listed == [
        f"{sha256(data).hexdigest()}  {name.removeprefix('checkpoints/')}" for name, data in sorted(kept.items())
    ]


def test_records_behind_the_last_checkpoint_have_no_proof_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSJ_STATE_DIR", str(tmp_path / "state"))
    world = World().found(**logged(quorum=1)).register()
    ledger = world.write(tmp_path)
    opened(ledger).sign(LOG)
    world.plan()
    world.write(tmp_path)
    opened(ledger).sign(LOG)
    opened(ledger).keep(cosign(opened(ledger).request(WITNESSES[0].key.name), WITNESSES[0]))
    world.promise()
    world.write(tmp_path)
    names = dict(tlog.files(source.read(ledger)))
    assert "ledger/000/000008.tlog-proof" in names
    assert "ledger/000/000009.tlog-proof" not in names
    assert names["ledger/SHA256SUMS"].count(b"\n") == 11
    # Record 3 is proven with the witnessed checkpoint, though an earlier one covers it too.
    assert b"\n8\n" in names["ledger/000/000003.tlog-proof"]


def test_a_ledger_without_a_log_has_its_sums_only(tmp_path: Path) -> None:
    assert [name for name, _ in tlog.files(source.read(World().found().write(tmp_path)))] == ["ledger/SHA256SUMS"]


def test_the_keys_are_those_that_genesis_names(verified: Source) -> None:
    assert parse_verifier_key(verified.state.founding.log or "") == KEY


def test_the_policy_names_whom_the_newest_checkpoint_rests_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSJ_STATE_DIR", str(tmp_path / "state"))
    folder = World().found(**logged(quorum=2)).register().write(tmp_path)
    assert "ledger/policy" not in dict(tlog.files(source.read(folder)))  # without a checkpoint nothing rests on anybody
    opened(folder).sign(LOG)
    lines = dict(tlog.files(source.read(folder)))["ledger/policy"].decode().splitlines()
    assert lines[0] == f"log {LOG.key.text}"
    assert [line.split()[2] for line in lines if line.startswith("witness ")] == [one.key.text for one in WITNESSES]
    assert lines[-2:] == ["group enough 2 w1 w2 w3", "quorum enough"]
