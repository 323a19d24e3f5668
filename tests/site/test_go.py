"""The Go project's own log packages check what we publish: signature, tiles, every record's proof, every growth."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from base64 import b64encode
from pathlib import Path

import pytest

from ssj_publish.core.entry import record_name
from ssj_publish.core.tlog import note, proof, tiles
from ssj_publish.core.tlog.checkpoint import Checkpoint, leaf
from ssj_publish.core.tlog.merkle import Tree
from ssj_publish.core.tlog.note import Note
from ssj_publish.core.tlog.proof import Proof
from ssj_publish.example import county
from ssj_publish.site import source, tlog
from tests.bureau import LOG, ORIGIN
from tests.small import hands
from tests.small import publish as small

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PACKAGES = Path("/usr/share/gocode")  # Debian's golang-golang-x-mod-dev
SIZES = (1, 2, 3, 255, 256, 257, 511, 512, 777)


@pytest.fixture(scope="session")
def go(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The thirty lines of tests/go, built with Debian's packages; SSJ_REQUIRE_GO=1 makes a missing Go a failure."""
    if shutil.which("go") is None or not (PACKAGES / "src/golang.org/x/mod/sumdb/tlog").is_dir():
        if os.environ.get("SSJ_REQUIRE_GO") == "1":
            pytest.fail("Go or golang-golang-x-mod-dev is missing")
        pytest.skip("needs Debian's golang-go and golang-golang-x-mod-dev")
    folder = tmp_path_factory.mktemp("go")
    environment = os.environ | {
        "GO111MODULE": "off",
        "GOPATH": f"{folder}:{PACKAGES}",
        "GOCACHE": str(folder / "cache"),
    }
    command = ["go", "build", "-o", str(folder / "verify"), str(ROOT / "tests/go/verify.go")]
    subprocess.run(command, check=True, env=environment, cwd=folder)
    return folder / "verify"


def run(go: Path, vkey: str, folder: Path, *sizes: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(go), vkey, str(folder), *map(str, sizes)], capture_output=True, encoding="utf-8", timeout=120
    )


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def log_of(size: int) -> tuple[Tree, dict[str, bytes]]:
    """A log of ``size`` made-up records as it is published."""
    leaves = [leaf(seq, f"{seq:064x}") for seq in range(1, size + 1)]
    tree = Tree.over(leaves)
    text = Checkpoint(ORIGIN, size, tree.root).text
    signed = Note(text, (LOG.sign(text),))
    files = {"checkpoint": note.form(signed), "SHA256SUMS": b"".join(leaves)}
    for tile in tiles.tiles(size):
        start = tile.index * 256
        bundle = tile.level is None
        files[tile.path] = tiles.bundle(leaves[start : start + tile.width]) if bundle else tiles.hashes_of(tree, tile)
    for index in range(size):
        made = Proof(index, tuple(tree.inclusion_proof(index)), signed)
        files[record_name(index + 1).replace(".yaml", ".tlog-proof")] = proof.form(made)
    return tree, files


@pytest.mark.parametrize("size", SIZES)
def test_go_accepts_our_log_at_every_size(go: Path, tmp_path: Path, size: int) -> None:
    """Every record's inclusion, and growth from every earlier size of interest, whose roots are ours."""
    tree, files = log_of(size)
    earlier = [one for one in SIZES if one <= size]
    ran = run(go, LOG.key.text, write(tmp_path, files), *earlier)
    assert ran.returncode == 0, ran.stderr
    told = [f"{one} {b64encode(tree.root_at(one)).decode()}" for one in earlier]
    assert ran.stdout.splitlines() == [*told, f"verified {size} {b64encode(tree.root).decode()}"]


def test_go_accepts_the_example_county_s_site(go: Path, tmp_path: Path) -> None:
    verified = source.read(ROOT / "ledger")
    folder = write(tmp_path, {name.removeprefix("ledger/"): data for name, data in tlog.files(verified)})
    sizes = [one.checkpoint.size for one in verified.log.audited]
    ran = run(go, county.log_key().text, folder, *sizes)
    assert ran.returncode == 0, ran.stderr
    roots = [b64encode(one.checkpoint.root).decode() for one in verified.log.audited]
    assert [line.split()[1] for line in ran.stdout.splitlines()[:-1]] == roots


def test_go_accepts_the_small_ledger_as_it_is_published(go: Path) -> None:
    """Its newest checkpoint bears an ML-DSA-44 cosignature too, of a key that Go's note package does not know: passed
    over."""
    said = json.loads((small.FOLDER / "expected.json").read_text("utf-8"))
    sizes = [one["size"] for one in said["checkpoints"]]
    ran = run(go, hands.LOG_.key.text, small.FOLDER / "ledger", *sizes)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1].startswith(f"verified {sizes[-1]} ")


@pytest.mark.parametrize("name", ["checkpoint", "SHA256SUMS", "tile/0/000", "tile/1/000.p/3", "000/000300.tlog-proof"])
def test_go_refuses_our_log_with_a_bit_flipped(go: Path, tmp_path: Path, name: str) -> None:
    """So the test above can fail."""
    _, files = log_of(777)
    data = bytearray(files[name])
    data[len(data) // 2] ^= 1
    assert run(go, LOG.key.text, write(tmp_path, files | {name: bytes(data)})).returncode != 0
