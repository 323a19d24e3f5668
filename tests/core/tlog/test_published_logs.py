"""Other people's logs: transparency-dev's proofs, Tessera's tiles and checkpoints, Rekor's inclusion proofs."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.core.tlog import checkpoint, merkle, note, tiles
from ssj_publish.core.tlog.merkle import Tree
from ssj_publish.core.tlog.vkey import parse_verifier_key

VECTORS = Path(__file__).parents[2] / "vectors" / "log"


def read(name: str) -> Any:
    return json.loads((VECTORS / name).read_text("utf-8"))


PROOFS: list[dict[str, Any]] = read("merkle-proofs.json")["cases"]
REKOR: list[dict[str, Any]] = read("rekor-v2.json")["cases"]
TESSERA = {name: b64decode(data) for name, data in read("tessera.json")["files"].items()}
#: Tessera's key for its test data (testdata/README.md there).
KEY = parse_verifier_key("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx")
#: That library refuses to prove anything from the empty tree; C2SP tlog-witness asks for it (the proof is empty).
FROM_NOTHING = "consistency/additional/size1-is-zero-and-size2-is-not-zero.json"


def entries() -> list[bytes]:
    """The leaves of the largest bundle, each after its length in two bytes."""
    data, found, at = TESSERA["tile/entries/000.p/15"], [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2])
        found.append(data[at + 2 : end])
        at = end
    return found


def proves(case: dict[str, Any]) -> None:
    proof = [b64decode(node) for node in case["proof"] or ()]
    if case["kind"] == "inclusion":
        root, hashed = b64decode(case["root"]), b64decode(case["leafHash"])
        merkle.verify_hash(root, case["treeSize"], case["leafIdx"], hashed, proof)
    else:
        old, new = b64decode(case["root1"]), b64decode(case["root2"])
        merkle.verify_consistency(old, case["size1"], new, case["size2"], proof)


def test_all_published_proofs_are_there() -> None:
    assert (len(PROOFS), len(REKOR), len(TESSERA)) == (196, 10, 51)


@pytest.mark.parametrize("case", PROOFS, ids=lambda case: case["name"].removesuffix(".json"))
def test_published_proofs(case: dict[str, Any]) -> None:
    if not case["wantErr"] or case["name"] == FROM_NOTHING:
        proves(case)
    else:
        with pytest.raises(errors.ProofRefused):
            proves(case)


@pytest.mark.parametrize("size", range(16))
def test_tesseras_log(size: int) -> None:
    """Each of its checkpoints is signed by its key and is the root of its entries; its tiles are ours to the byte."""
    stated = checkpoint.verify(note.parse(TESSERA[f"checkpoint.{size}"]), KEY).checkpoint
    leaves = entries()[:size]
    tree = Tree.over(leaves)
    assert (stated.size, stated.root) == (size, tree.root)
    if size:
        assert tiles.bundle(leaves) == TESSERA[f"tile/entries/000.p/{size}"]
        found = {tile.path: tile for tile in tiles.tiles(size)}
        assert tiles.hashes_of(tree, found[f"tile/0/000.p/{size}"]) == TESSERA[f"tile/0/000.p/{size}"]


@pytest.mark.parametrize("later", range(1, 16))
def test_tesseras_log_only_grows(later: int) -> None:
    new = checkpoint.parse(note.parse(TESSERA[f"checkpoint.{later}"]).text)
    tree = Tree.over(entries()[:later])
    for earlier in range(later + 1):
        old = checkpoint.parse(note.parse(TESSERA[f"checkpoint.{earlier}"]).text)
        merkle.verify_consistency(old.root, old.size, new.root, new.size, tree.consistency_proof(earlier))


@pytest.mark.parametrize("case", REKOR, ids=lambda case: case["name"])
def test_rekors_records(case: dict[str, Any]) -> None:
    """A record of a real log stands under its checkpoint, whatever else signed that; what is no checkpoint is refused.

    Without the key nothing can be said of signatures: the case of another key's name is a checkpoint like the others.
    """
    data = case["checkpoint"].encode()
    if "missing" in case["name"]:
        with pytest.raises((errors.NoteMalformed, errors.CheckpointMalformed)):
            checkpoint.parse(note.parse(data).text)
        return
    stated = checkpoint.parse(note.parse(data).text)
    assert (stated.size, stated.root) == (int(case["size"]), b64decode(case["root"]))
    path = [b64decode(node) for node in case["hashes"]]
    leaf = b64decode(case["leaf"])
    merkle.verify_inclusion(stated.root, stated.size, int(case["index"]), leaf, path)
    with pytest.raises(errors.ProofRefused):
        merkle.verify_inclusion(stated.root, stated.size, int(case["index"]), leaf + b"x", path)
