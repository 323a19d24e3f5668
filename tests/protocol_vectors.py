"""Makes content/vectors/{unicode14,timelock,records,times,notices}.json: what the protocol's words leave to be tried
out.

    python -m tests.protocol_vectors        writes them anew

Everything follows from fixed text and from two published rounds of drand: the same files come out on every run.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from ssj_publish import errors
from ssj_publish.core import calling, records, text
from ssj_publish.core.draw import notice, promise, tlock
from ssj_publish.core.draw.drand import G1_TAG, QUICKNET
from ssj_publish.core.draw.outcome import leaf
from ssj_publish.core.entry import Entry
from ssj_publish.core.kinds.draw import Timelock
from ssj_publish.core.kinds.inspection import SealProof
from ssj_publish.core.reading import times
from ssj_publish.core.tlog import merkle
from ssj_publish.core.unicode14 import UNSEEN
from tests.bureau import ROUND, SIGNATURE

FOLDER = Path(__file__).parents[1] / "content" / "vectors"
Values = dict[str, Any]


# What may not be written.


def unicode14() -> Values:
    """First and last code point of every range, in hex."""
    ranges = [one.split("-") for one in UNSEEN.split()]
    return {"version": "14.0", "ranges": [[one[0], one[-1]] for one in ranges]}


# Timelocks.


def timelock() -> list[Values]:
    """A secret locked honestly, with all that is reckoned on the way; and ciphertexts that open to no secret."""
    secret = sha256(b"example secret").digest()
    honest = promise.locked(QUICKNET, ROUND, secret)
    data = b64decode(honest.ciphertext)
    short = tlock.lock(QUICKNET, ROUND, b"not 32 bytes", bytes(48))
    bent = bytearray(data)
    bent[-1] ^= 1
    return [
        _told("honest", honest, secret.hex()),
        _told("opens-to-12-bytes", _of(short), None),
        _told("payload-bent", _of(bytes(bent)), None),
    ]


def _of(data: bytes) -> Timelock:
    return Timelock(chain=QUICKNET.id, round=ROUND, ciphertext=b64encode(data).decode())


def _told(name: str, lock: Timelock, secret: str | None) -> Values:
    from py_arkworks_bls12381 import GT, G1Point, G2Point

    found = promise.read(QUICKNET, lock)
    message = sha256(ROUND.to_bytes(8, "big")).digest()
    pair = GT.pairing(
        G1Point.from_compressed_bytes(bytes.fromhex(SIGNATURE)), G2Point.from_compressed_bytes(found.point)
    )
    target = _gt(pair)
    mask = sha256(b"IBE-H2" + target).digest()[:16]
    sigma = bytes(a ^ b for a, b in zip(found.masked_sigma, mask, strict=True))
    other = sha256(b"IBE-H4" + sigma).digest()[:16]
    key = bytes(a ^ b for a, b in zip(found.masked_key, other, strict=True))
    exponent = tlock._exponent(sigma, key)
    return {
        "name": name,
        "chain": asdict(QUICKNET),
        "round": ROUND,
        "signature": SIGNATURE,
        "ciphertext": lock.ciphertext,
        "u": found.point.hex(),
        "v": found.masked_sigma.hex(),
        "w": found.masked_key.hex(),
        "mac": found.mac.hex(),
        "nonce": found.nonce.hex(),
        "payload": found.payload.hex(),
        "message": message.hex(),
        "identity": bytes(G1Point.hash_to_curve(message, G1_TAG).to_compressed_bytes()).hex(),
        "generators_gt": _gt(GT.pairing(G1Point(), G2Point())).hex(),
        "gt": target.hex(),
        "gt_sha256": sha256(target).hexdigest(),
        "h2": mask.hex(),
        "sigma": sigma.hex(),
        "h4": other.hex(),
        "file_key": key.hex(),
        "r": f"{exponent:064x}",
        "u_again": bytes((G2Point() * _scalar(exponent)).to_compressed_bytes()).hex(),
        "mac_key": tlock._derived(key, b"", b"header").hex(),
        "payload_key": tlock._derived(key, found.nonce, b"payload").hex(),
        "text": _text(found),
        "made_from": secret,
        "secret": promise.unlocked(QUICKNET, lock, SIGNATURE).hex(),
    }


def _scalar(number: int) -> Any:
    from py_arkworks_bls12381 import Scalar

    return Scalar(number)


def _gt(element: Any) -> bytes:
    """As drand writes it: from the highest coefficient to the lowest, big-endian."""
    return bytes.fromhex(str(element))[::-1]


def _text(found: tlock.Locked) -> str | None:
    try:
        return tlock.unlock(QUICKNET, found, SIGNATURE).hex()
    except errors.TlockRefused:
        return None


# Records as files, and names.

_FILE = """seq: 2
prev: "{prev}"
statement:
  origin: "jy.example/ssj"
  kind: "supervision"
  time: "2025-03-28T14:00:00+08:00"
  after:
    - "{one}"
  refs:
    - "{one}"
  body:
    subjects:
      - "{one}"
    level: "none"
    finding: "第一行\\n第二行，\\"引文\\"，反斜杠 \\\\。"
signatures:
  - key: "SHA256:{key}"
    signature: "{signature}"
"""


def files() -> list[Values]:
    """Bytes that are a record's file, or not: the writing alone, no signature is looked at."""
    good = _FILE.format(
        prev="0" * 64,
        one=sha256(b"one").hexdigest(),
        key=b64encode(sha256(b"key").digest()).decode().rstrip("="),
        signature=b64encode(bytes(64)).decode(),
    )
    return [{"name": name, "hex": data.hex(), "accept": accepted(data)} for name, data in _variants(good)]


def accepted(data: bytes) -> bool:
    """Whether the core takes these bytes for a record's file."""
    try:
        records.parse(Entry("000/000002.yaml", data))
    except (errors.EncodingError, errors.RecordMalformed, errors.NotCanonical, errors.TimeMalformed):
        return False
    return True


def _variants(good: str) -> Iterator[tuple[str, bytes]]:
    yield "canonical", good.encode()
    swaps = {
        "crlf": ("\n", "\r\n"),
        "blank-line": ("statement:\n", "\nstatement:\n"),
        "comment": ("seq: 2\n", "seq: 2 # the second\n"),
        "trailing-blank": ("seq: 2\n", "seq: 2 \n"),
        "tab": ("  kind:", "\tkind:"),
        "indent-of-three": ("  kind:", "   kind:"),
        "dash-at-key": ("  after:\n    - ", "  after:\n  - "),
        "flow-list": ("    subjects:\n      - ", "    subjects: [] #"),
        "empty-list": ("  refs:\n", "  refs: []\n"),
        "single-quotes": ('kind: "supervision"', "kind: 'supervision'"),
        "no-quotes": ('kind: "supervision"', "kind: supervision"),
        "escape-u": ("第一行", "\\u7b2c一行"),
        "escape-t": ("第一行", "第\\t行"),
        "seq-text": ("seq: 2\n", 'seq: "2"\n'),
        "seq-leading-zero": ("seq: 2\n", "seq: 02\n"),
        "seq-float": ("seq: 2\n", "seq: 2.0\n"),
        "seq-plus": ("seq: 2\n", "seq: +2\n"),
        "seq-beyond": ("seq: 2\n", f"seq: {2**53}\n"),
        "key-twice": ("seq: 2\n", "seq: 2\nseq: 2\n"),
        "key-unknown": ('level: "none"\n', 'level: "none"\n    note: "x"\n'),
        "order-of-keys": ('  origin: "jy.example/ssj"\n  kind: "supervision"\n', '  kind: "supervision"\n  origin: "jy.example/ssj"\n'),
        "zone": ("14:00:00+08:00", "06:00:00Z"),
        "fraction": ("14:00:00+08:00", "14:00:00.0+08:00"),
        "no-such-day": ("2025-03-28", "2025-02-29"),
        "hour-24": ("T14:00:00", "T24:00:00"),
        "code-unknown": ('level: "none"', 'level: "light"'),
        "null": ('level: "none"', "level: null"),
        "hidden-character": ("第一行", "第\u200b一行"),
        "not-nfc": ("第一行", "e\u0301"),
        "nfc": ("第一行", "\u00e9"),
        "radical": ("第一行", "\u2f00"),
        "unassigned-in-14": ("第一行", "\u1c89"),
        "blank-in-front": ("第一行", " 第一行"),
        "wide-blank-in-front": ("第一行", "\u3000第一行"),
        "wide-blank-within": ("第一行", "第\u3000一行"),
        "astral": ("第一行", "𠮷😀"),
        "upper-hex": (sha256(b"one").hexdigest(), sha256(b"one").hexdigest().upper()),
    }  # fmt: skip
    for name, (old, new) in swaps.items():
        assert old in good, name
        yield name, good.replace(old, new).encode()
    yield "bom", b"\xef\xbb\xbf" + good.encode()
    yield "no-last-line-feed", good.encode()[:-1]
    yield "two-last-line-feeds", good.encode() + b"\n"
    yield "not-utf-8", good.encode().replace("第".encode(), b"\xe7\xac")
    mark = good.index("signatures:\n") + len("signatures:\n")
    yield "signature-twice", (good + good[mark:]).encode()
    yield "no-signatures", good[:mark].encode()
    yield "document-mark", b"---\n" + good.encode()


#: Pairs of names, and whether they are the same name (protocol 1.2).
PAIRS = (
    ("安澜县 第一中学（东）", "安澜县第一中学(东)"),
    ("NS-0０1", "ns 001"),
    ("Сосна", "Cocha"),
    ("ΑΒΓ", "aby"),
    ("ΟΔΟΣ", "oδoo"),
    ("οδος", "ΟΔΟΣ"),
    ("二○二五", "二〇二五"),
    ("二0二五", "二〇二五"),
    ("Straße", "STRASSE"),
    ("①班", "1班"),
    ("末来小学", "未来小学"),
    ("一中·东区", "一中东区"),
    ("《一中》", "一中"),
    ("---", "——"),
    ("—", "–"),
    ("İ", "i"),
    ("ı", "i"),
)


def folding() -> list[Values]:
    return [
        {"one": a, "other": b, "one_folded": text.fold(a), "other_folded": text.fold(b), "same": text.fold(a) == text.fold(b)}
        for a, b in PAIRS
    ]  # fmt: skip


# Binding times.

_HOUR, _DAY = 3600, 86_400
_START = 1_742_000_000

#: name → the times written, and (size, quorum time) of each checkpoint that a quorum cosigned; seconds after `_START`.
TIMES: dict[str, tuple[list[int], list[tuple[int, int]]]] = {
    "no-checkpoint": ([0, 60, 120], []),
    "within": ([0, _HOUR, 2 * _HOUR], [(1, 1800), (3, 3 * _HOUR)]),
    "written-too-early": ([0, -_DAY, _HOUR], [(1, 1800), (3, 2 * _HOUR)]),
    "written-too-late": ([0, 5 * _DAY, _HOUR], [(3, 2 * _HOUR)]),
    "within-the-tolerance": ([0, 1300, 7700], [(1, 1800), (3, 7200)]),
    "smaller-seen-later": ([0, 60, 120], [(1, 3 * _HOUR), (3, _HOUR)]),
    "same-size-twice": ([0, 60], [(1, 5 * _HOUR), (1, _HOUR), (2, 2 * _HOUR)]),
    "behind-72-hours": ([0, 10 * _DAY, 6 * _DAY, 8 * _DAY], []),
    "a-slip-of-the-year": ([0, 365 * _DAY, _DAY, 2 * _DAY], []),
    "a-slip-at-the-end": ([0, _DAY, 365 * _DAY], []),
    "a-slip-that-is-covered": ([0, 365 * _DAY, _DAY, 2 * _DAY], [(2, _HOUR)]),
    "two-slips": ([0, 365 * _DAY, 364 * _DAY, _DAY, 2 * _DAY], []),
    "none-covered": ([0, 60], [(0, _HOUR)]),
}


def binding() -> list[Values]:
    """What time binds each record (protocol 1)."""
    found = []
    for name, (written, seen) in TIMES.items():
        moments = [_START + one for one in written]
        witnessed = [(size, _START + time) for size, time in seen]
        told = [{"size": size, "time": time} for size, time in witnessed]
        found.append({"name": name, "written": moments, "witnessed": told, "binding": times._bound(moments, witnessed)})
    return found


# Codes on notices.


def notices() -> list[Values]:
    """Codes of both sorts: of a sealed draw with the seal that it is held against, and of other visits with their
    parts."""
    salts = [sha256(f"salt {number}".encode()).hexdigest() for number in range(5)]
    teams = (("N01", "N02"), ("N02", "N03"), ("N01",), ("N04", "N01"), ("N03", "N04"))
    bodies = [(f"S00{number}", team) for number, team in enumerate(teams, 1)]
    leaves = sorted(
        ((leaf(salt, body, team), salt, body, team) for salt, (body, team) in zip(salts, bodies, strict=True)),
        key=lambda one: merkle.leaf_hash(one[0]),
    )
    root = merkle.root([one[0] for one in leaves]).hex()
    found: list[Values] = []
    for index, (_, salt, body, team) in enumerate(leaves):
        path = tuple(node.hex() for node in merkle.inclusion_proof([one[0] for one in leaves], index))
        made = notice.Notice("RW-2025-01", 1, body, SealProof(salt=salt, team=team, index=index, path=path))
        found.append(_sealed(f"sealed-{body}", notice.form(made), root))
    good = found[0]["code"]
    last = "B" if good[-1] != "B" else "C"
    for name, code in (
        ("sealed-other-body", good.replace("~S00", "~S01")),
        ("sealed-team-turned", good.replace("~N03,N04~", "~N04,N03~")),
        ("sealed-last-bits", good[:-1] + last),
        ("sealed-padded", good + "="),
        ("sealed-leading-zero", good.replace("RW-2025-01~1~", "RW-2025-01~01~")),
    ):  # fmt: skip
        found.append(_sealed(name, code, root))
    for name, code in (
        ("open-draw", "2~draw~RW-2025-01-1~S001~I01,I02~N01,N02"),
        ("elsewhere", "2~elsewhere~RW-2025-03~S002~I01~N02,N03"),
        ("approval", "2~approval~187~S003~I02~N01,N04"),
        ("urgent", "2~urgent~0~S004~I01~N01,N02"),
        ("routine", "2~routine~0~S005~I01~N03,N04"),
        ("urgent-with-a-ref", "2~urgent~12~S004~I01~N01,N02"),
        ("no-items", "2~routine~0~S005~~N03,N04"),
        ("unknown-ground", "2~complaint~7~S005~I01~N03,N04"),
    ):
        found.append({"name": name, "code": code, "well_formed": _well(code), **_parts(code)})
    return found


def _sealed(name: str, code: str, root: str) -> Values:
    try:
        made = notice.parse(code)
    except errors.NoticeMalformed:
        return {"name": name, "code": code, "well_formed": False, "root": root, "count": 5, "holds": False}
    proof = made.proof
    try:
        merkle.verify_inclusion(
            bytes.fromhex(root), 5, proof.index, leaf(proof.salt, made.body, proof.team), [bytes.fromhex(node) for node in proof.path]
        )  # fmt: skip
    except errors.ProofRefused:
        holds = False
    else:
        holds = True
    parts = {"task": made.task, "ordinal": made.ordinal, "body": made.body, **msgspec.to_builtins(proof)}
    return {"name": name, "code": code, "well_formed": True, "root": root, "count": 5, "holds": holds, "parts": parts}


def _well(code: str) -> bool:
    try:
        calling.parse(code)
    except errors.NoticeMalformed:
        return False
    return True


def _parts(code: str) -> Values:
    if not _well(code):
        return {}
    made = calling.parse(code)
    return {
        "parts": {
            "ground": made.ground,
            "ref": made.ref,
            "body": made.body,
            "items": list(made.items),
            "inspectors": list(made.team),
        }
    }


def files_by_name() -> dict[str, bytes]:
    """Name → content of every file."""
    made: dict[str, Any] = {
        "unicode14": unicode14(),
        "timelock": timelock(),
        "records": {"files": files(), "folding": folding()},
        "times": binding(),
        "notices": notices(),
    }
    return {
        f"{name}.json": (json.dumps(one, ensure_ascii=False, indent=1) + "\n").encode() for name, one in made.items()
    }


if __name__ == "__main__":
    for name, content in files_by_name().items():
        (FOLDER / name).write_bytes(content)
