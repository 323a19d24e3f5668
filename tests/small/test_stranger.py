"""The small ledger's conclusion, worked out again from the published files and the protocol's page alone.

Nothing of the program is used here: hashes, regular expressions and the sentences of the page, as a stranger has them.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

SMALL = Path(__file__).parents[2] / "content" / "vectors" / "small"
EXPECTED: dict[str, Any] = json.loads((SMALL / "expected.json").read_text("utf-8"))
FILES = [path.read_bytes() for path in sorted((SMALL / "ledger").glob("[0-9]*/*.yaml"))]
MINUTES, HOURS = 60, 3600


def statement(data: bytes) -> bytes:
    """Section 1: from the line ``statement:`` to the line before ``signatures:``."""
    return data[data.index(b"statement:\n") : data.index(b"signatures:\n")]


def said(seq: int, field: str) -> list[str]:
    return re.findall(rf'^\s+(?:- )?{field}: "?([^"\n]*)"?$', statement(FILES[seq - 1]).decode(), re.M)


IDS = [sha256(statement(data)).hexdigest() for data in FILES]
KINDS = [said(seq, "kind")[0] for seq in range(1, len(FILES) + 1)]


def root(leaves: Sequence[bytes]) -> bytes:
    """3.1, RFC 6962."""
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01" + root(leaves[:half]) + root(leaves[half:])).digest()


LEAVES = [f"{sha256(data).hexdigest()}  000/{seq:06}.yaml\n".encode() for seq, data in enumerate(FILES, 1)]


def test_ids_chain_and_root() -> None:
    assert EXPECTED["ids"] == IDS
    before = "0" * 64
    for seq, data in enumerate(FILES, 1):
        assert data.startswith(f'seq: {seq}\nprev: "{before}"\nstatement:\n'.encode())
        before = sha256(data).hexdigest()
    assert (before, root(LEAVES).hex()) == (EXPECTED["head"], EXPECTED["root"])


def checkpoints() -> list[tuple[int, list[int]]]:
    """3.2: size, and the witnesses' times, the earliest first."""
    folder, found = SMALL / "ledger" / "checkpoints", []
    for note in sorted(folder.glob("*.note")):
        name, size, stated = note.read_text("utf-8").split("\n")[:3]
        assert (name, int(size)) == (EXPECTED["origin"], int(note.stem))
        assert b64decode(stated) == root(LEAVES[: int(size)])
        lines = [path.read_text("utf-8").split(" ")[2] for path in folder.glob(f"{note.stem}.*.cosig")]
        found.append((int(size), sorted(int.from_bytes(b64decode(one)[4:12]) for one in lines)))
    return found


def test_checkpoints_and_when_they_were_met() -> None:
    """R23: a quorum of two, by the second of a checkpoint's own times."""
    for (size, times), one in zip(checkpoints(), EXPECTED["checkpoints"], strict=True):
        assert (size, times) == (one["size"], sorted(one["cosigned"].values()))
        assert (times[1] if len(times) > 1 else None) == one["met"]


def test_binding_times() -> None:
    """Section 1, the paragraph on time."""
    met = [(size, times[1]) for size, times in checkpoints() if len(times) > 1]
    written = [int(datetime.fromisoformat(said(seq, "time")[0]).timestamp()) for seq in range(1, len(FILES) + 1)]
    bound: list[int] = []
    greatest = 0
    for seq, time in enumerate(written, 1):
        lower = max((at for size, at in met if size < seq), default=0) - 10 * MINUTES
        upper = min((at for size, at in met if size >= seq), default=1 << 62) + 10 * MINUTES
        one = min(max(time, lower), upper)
        one = min(max(one, greatest - 72 * HOURS), upper)
        bound.append(one)
        later = max(written[seq:], default=0)
        slip = seq > met[-1][0] and later and time > later + 72 * HOURS
        greatest = max(greatest, later + 72 * HOURS if slip else one)
    assert bound == [int(datetime.fromisoformat(one).timestamp()) for one in EXPECTED["bound"]]


def heard(commit: int) -> list[bytes]:
    """4.11: what each guest of a commitment puts into the seed."""
    text = statement(FILES[commit - 1]).decode()
    listed = re.search(r"^    guests:\n((?:      - .*\n)+)", text, re.M)
    parts = []
    for id_ in re.findall('"(.*)"', listed[1]) if listed else []:
        told = [seq for seq, kind in enumerate(KINDS, 1) if kind == "guest-reveal" and said(seq, "guest") == [id_]]
        [commitment] = said(IDS.index(id_) + 1, "commitment")
        word = f"opened/v1:{said(told[0], 'secret')[0]}" if told else f"absent/v1:{commitment}"
        parts.append(sha256(f"ssj/guest-{word}".encode()).digest())
    return parts


def randomness(commit: int) -> bytes:
    """4.3, from what a result says of the draw."""
    [result] = [
        seq for seq, kind in enumerate(KINDS, 1) if kind == "draw-result" and said(seq, "draw") == [IDS[commit - 1]]
    ]
    signature = said(result, "signature")
    if signature:
        return sha256(bytes.fromhex(signature[0])).digest()
    issues = list(zip(said(commit, "game"), said(commit, "issue"), strict=True))
    numbers = re.search(r"^    numbers:\n((?:      - .*\n)+)", statement(FILES[result - 1]).decode(), re.M)
    assert numbers is not None
    lines = [
        f"{game} {issue} {line}" for (game, issue), line in zip(issues, re.findall('"(.*)"', numbers[1]), strict=True)
    ]
    return sha256("\n".join(["ssj/lottery/v1", *lines, ""]).encode()).digest()


@pytest.mark.parametrize("draw", [one for one in EXPECTED["draws"] if one["seed"]], ids=lambda one: one["data"])
def test_seeds_tickets_and_who_is_drawn(draw: dict[str, Any]) -> None:
    """4.4."""
    commit = draw["commit"]
    parts = [*map(bytes.fromhex, draw["opened"]), *heard(commit)]
    framed = [bytes.fromhex(IDS[commit - 1])], parts, randomness(commit)
    text = b"ssj/seed/v1" + (32).to_bytes(4) + framed[0][0] + len(parts).to_bytes(4)
    text += b"".join((32).to_bytes(4) + one for one in parts) + len(framed[2]).to_bytes(4) + framed[2]
    seed = sha256(text).hexdigest()
    assert seed == draw["seed"]
    pool = [line.split(" ") for line in json.loads((SMALL / draw["data"]).read_text("utf-8"))["pool"]]
    lines = "".join(f"{' '.join(one)}\n" for one in pool)
    assert said(commit, "pool") == [sha256(lines.encode()).hexdigest()]
    drawn = []
    for name, size, sample in draw["strata"]:
        bodies = [one[0] for one in pool if " ".join(one[1:-1]) == name]
        assert len(bodies) == size
        drawn += sorted(bodies, key=lambda one: sha256(f"{seed}:body:{one}".encode()).hexdigest())[:sample]
    assert drawn == [one[0] for one in draw["drawn"]]


def test_contents_are_what_their_digests_say() -> None:
    """2.2."""
    folder = SMALL / "ledger" / "disclosures"
    there = {path.stem for path in folder.glob("*.yaml")}
    assert all(sha256((folder / f"{one}.yaml").read_bytes()).hexdigest() == one for one in there)
    named = {one for data in FILES for one in re.findall(r'_sd: "([0-9a-f]{64})"', data.decode())}
    assert named == EXPECTED["contents"].keys()
    assert there == {one for one, told in EXPECTED["contents"].items() if told["standing"] == "present"}
    assert (SMALL / "ledger" / "SHA256SUMS").read_bytes() == b"".join(LEAVES)
    assert b64encode(root(LEAVES[:55])).decode() in (SMALL / "ledger" / "checkpoint").read_text("utf-8")
