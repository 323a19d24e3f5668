"""The small ledger as files: the ledger as a site publishes it, each draw's data, and what a verifier must conclude.

Two sorts of bytes cannot be made twice alike: an ML-DSA-44 signature and a time stamp. Those that were published are
kept as they are, as long as they hold for what they are to hold for.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ssj_publish import errors
from ssj_publish.core import log
from ssj_publish.core.reading import stamps
from ssj_publish.core.reading.irregularities import irregularities
from ssj_publish.core.state import Draw
from ssj_publish.core.tlog import note, timestamp
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.note import Note, NoteSignature
from ssj_publish.core.tlog.vkey import LATTICE
from ssj_publish.ledger import checkpoints, verified
from ssj_publish.ledger.files import Folder
from ssj_publish.ledger.layout import CheckpointName
from ssj_publish.ledger.verified import Tier, Verified
from ssj_publish.site import disclosed, exports, tlog
from tests.bureau import Party
from tests.small import hands
from tests.small.occasions import Read, shown
from tests.small.play import TODAY, Small, play

FOLDER: Final = Path(__file__).parents[2] / "content" / "vectors" / "small"
#: The ways to tamper with it (`corpus`), beside what is made here.
FAULTS: Final = "faults.json"
#: The checkpoint that is stamped, and when.
STAMPED: Final = 26
_WHEN: Final = "2025-03-27 18:06:10"
_CONFIG: Final = """[tsa]
default_tsa = t
[t]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""
#: Address below `FOLDER` → bytes.
Made = dict[str, bytes]


def published() -> Made:
    """What is published now."""
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in FOLDER.rglob("*") if path.is_file()}


def made(before: Mapping[str, bytes]) -> Made:
    """Everything anew, but for the bytes of ``before`` that cannot be made twice."""
    world = play()
    with TemporaryDirectory() as folder:
        ledger = world.write(Path(folder))
        for digest, reference in world.state.references.items():
            if reference.brief.over(TODAY):
                (ledger / "disclosures" / f"{digest}.yaml").unlink(missing_ok=True)
        _sign(world, ledger, before)
        found = verified.verify(Folder(ledger), Tier.ALONE, today=TODAY, keep=True)
        records = {
            f"ledger/{path.relative_to(ledger).as_posix()}": path.read_bytes() for path in ledger.glob("[0-9]*/*.yaml")
        }
    files: Made = records | dict(tlog.files(found)) | dict(disclosed.files(found.exposed))
    for draw in found.state.draws.values():
        files[draw_name(draw)] = (exports.draw_file(found.state, draw)).encode()
    files["expected.json"] = _json(expected(found))
    return dict(sorted(files.items()))


def draw_name(draw: Draw) -> str:
    return f"draws/{draw.commit.task}-{draw.commit.ordinal}.json"


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


# Checkpoints.


def _sign(world: Small, ledger: Path, before: Mapping[str, bytes]) -> None:
    """Each checkpoint as it was signed, half a minute a witness after its time."""
    for size, when, witnesses in world.signed:
        stated = Checkpoint(hands.ORIGIN, size, log.tree_of(world.state.digests).root_at(size))
        signed = Note(stated.text, (hands.LOG_.sign(stated.text),))
        checkpoints.add(ledger, signed, size)
        for place, one in enumerate(witnesses, 1):
            line = _line(one, stated.text, int(when.timestamp()) + 30 * place, before.get(_name(size, one)))
            checkpoints.add_cosignature(ledger, size, line)
        if size == STAMPED:
            name = f"ledger/checkpoints/{CheckpointName(size, authority=hands.AUTHORITY.id).text}"
            checkpoints.add_token(ledger, size, hands.AUTHORITY.id, _token(note.form(signed), before.get(name)))


def _name(size: int, one: Party) -> str:
    return f"ledger/checkpoints/{CheckpointName(size, witness=one.key.id.hex()).text}"


def _line(one: Party, text: str, time: int, before: bytes | None) -> NoteSignature:
    if one.key.type == LATTICE and before is not None:
        kept = note.parse(f"{text}\n".encode() + before).signatures[0]
        with suppress(errors.NotVerified):
            if kept.key_id == one.key.id and one.key.check(text, kept.signature) == time:
                return kept
    return one.sign(text, time)


def _token(data: bytes, before: bytes | None) -> bytes:
    if before is not None:
        with suppress(errors.NotVerified):
            timestamp.verify(before, data, hands.AUTHORITY)
            return before
    return _stamp(data)


def _stamp(data: bytes) -> bytes:
    """A token by OpenSSL, its clock set back by Debian's faketime."""
    if shutil.which("faketime") is None:
        raise SystemExit("the small ledger's checkpoint has changed, and must be stamped anew: install faketime")
    with TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "tsa.pem").write_bytes(hands.STAMPING.public_bytes(Encoding.PEM))
        (place / "tsa.key").write_bytes(
            hands.STAMPING_KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        )
        (place / "config").write_text(_CONFIG)
        (place / "serial").write_text("01\n")
        (place / "query").write_bytes(timestamp.query(data))
        command = ["faketime", _WHEN, "openssl", "ts", "-reply", "-config", "config", "-queryfile", "query"]
        command += ["-signer", "tsa.pem", "-inkey", "tsa.key", "-out", "answer"]
        environment = os.environ | {"TZ": "Asia/Shanghai"}
        subprocess.run(command, cwd=folder, check=True, capture_output=True, env=environment)
        return (place / "answer").read_bytes()


# What follows.


def expected(found: Verified) -> dict[str, Any]:
    """What any verifier must conclude from the ledger on the day, without a word of Chinese."""
    state, above = found.state, found.log.times.unwitnessed
    listed = irregularities(state, found.log.audited, TODAY, found.exposed, found.log.times)
    return {
        "today": TODAY.isoformat(),
        "verified": True,
        "origin": state.origin,
        "genesis": state.genesis.id,
        "records": found.head.seq,
        "head": found.head.digest,
        "root": found.log.tree.root.hex(),
        "signatures": state.signatures,
        "ids": list(state.records),
        "bound": [found.log.times.at(one).isoformat() for one in state.records.values()],
        "checkpoints": [_checkpoint(one) for one in found.log.audited],
        "trust_changes": [
            {"record": one.seq, "root": one.by_root, "in_force_after": since}
            for one, since in list(zip(state.trusts, log.in_force_from(state.trusts, found.log.audited), strict=True))[
                1:
            ]
        ],
        "unwitnessed": above.count if above is not None else 0,
        "contents": {
            one.digest: {"record": one.reference.seq, "field": one.reference.place, "standing": one.standing}
            for one in found.exposed.values()
        },
        "draws": [_draw(found, one) for one in state.draws.values()],
        "irregularities": [
            {
                "code": one.code,
                "records": [seq for seq, _ in one.records],
                "day": one.day.isoformat(),
                "task": one.task or None,
                "ordinal": one.ordinal or None,
                "bodies": list(one.bodies),
            }
            for one in listed
        ],
        "occasions": shown(Read(found, TODAY)),
    }


def _checkpoint(one: log.Audited) -> dict[str, Any]:
    """Its size, the witnesses' times, when the quorum was met, and the tokens' times, in Unix seconds."""
    return {
        "size": one.checkpoint.size,
        "cosigned": dict(sorted(one.times.items())),
        "met": one.met_at,
        "stamped": {id_: int(time.timestamp()) for id_, time in one.tokens.items()},
    }


def _draw(found: Verified, draw: Draw) -> dict[str, Any]:
    stamp = stamps.stamp(found.state, draw, found.log.audited)
    return {
        "task": draw.commit.task,
        "ordinal": draw.commit.ordinal,
        "commit": draw.record.seq,
        "data": draw_name(draw),
        "excluded": {one.reason: list(one.bodies) for one in draw.commit.excluded},
        "strata": [[one.credit_class, one.size, one.sample] for one in draw.commit.strata],
        "opened": [
            draw.opened[one.id].hex() if one.id in draw.opened else None for one in draw.secrets
        ],
        "seed": draw.computed.seed if draw.computed is not None else None,
        "drawn": [[one.body, one.credit_class, list(one.team)] for one in draw.computed.drawn] if draw.computed else None,
        "teams": {body: list(team) for body, team in draw.teams.items()},
        "seal_holds": draw.seal_holds,
        "void": draw.void.body.reason if draw.void is not None else None,
        "stamp": {
            "level": stamp.level,
            "checkpoint": stamp.size,
            "time": int(stamp.time.timestamp()) if stamp.time is not None else None,
            "deadline": int(stamp.deadline.timestamp()) if stamp.deadline is not None else None,
            "holds": stamp.holds,
        },
    }  # fmt: skip
