"""What somebody does to the small ledger's files: to a chain, to signatures, to checkpoints, to contents beside it."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Final

from ssj_publish import errors
from ssj_publish.core.entry import record_name
from ssj_publish.core.records import statement_bytes
from ssj_publish.core.tlog import note
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.note import Note, NoteSignature
from tests.bureau import Party
from tests.small import hands
from tests.small.faults import Change, Kit

#: The order of the group of Ed25519.
_ORDER: Final = 2**252 + 27742317777372353535851937790883648493


def files(kit: Kit) -> None:
    """The chain as it lies there."""
    last = len(kit.records)
    kit.add("as-it-stands", None, "一")
    kit.add("tail-cut", None, "R25", keep=55)
    kit.add("record-missing", errors.SequenceBroken, "一", {"file": record_name(20), "delete": True})
    kit.add(
        "records-below-a-checkpoint-cut",
        errors.CheckpointBeyond,
        "3.2",
        *(_gone(kit, seq) for seq in range(55, last + 1)),
    )
    kit.add("record-changed", errors.BadSignature, "一", kit.edit(last, "局三楼会议室", "局四楼会议室"))
    kit.add("record-changed-below", errors.BadSignature, "一", kit.edit(2, "放假通知", "放假通告"))
    kit.add("signature-added-below", errors.LinkBroken, "一", _signed_by_more(kit, kit.seq("plan-approval")))
    kit.add("prev-changed", errors.LinkBroken, "一", _head(kit, last, prev="0" * 64))
    kit.add("seq-changed", errors.SequenceMisstated, "一", _head(kit, last, seq=last + 1))
    kit.add("last-record-repeated", errors.RecordRepeated, "一", _repeated(kit))
    kit.add("genesis-first-only", None, "一", keep=1)
    for name, change in _SPELLINGS.items():
        data = change(kit.world.entries[last - 1].data.decode()).encode()
        kit.add(name, _SPELT[name], "一", {"file": record_name(last), "base64": b64encode(data).decode()})


def _gone(kit: Kit, seq: int) -> Change:
    return {"file": record_name(seq), "delete": True}


def _head(kit: Kit, place: int, **told: object) -> Change:
    text = kit.world.entries[place - 1].data.decode()
    first, second, rest = text.split("\n", 2)
    first = f"seq: {told['seq']}" if "seq" in told else first
    second = f'prev: "{told["prev"]}"' if "prev" in told else second
    return {"file": record_name(place), "text": "\n".join((first, second, rest))}


def _repeated(kit: Kit) -> Change:
    """The last record a second time, well chained behind itself."""
    last = kit.record(len(kit.records))
    data = kit.written(last.seq + 1, statement_bytes(last.statement), kit.signers(last))
    return {"file": record_name(last.seq + 1), "text": data.decode()}


def _signed_by_more(kit: Kit, seq: int) -> Change:
    """A record under one more signature that holds, which the next one was not written behind."""
    signers = [*kit.signers(kit.record(seq)), *hands.KEYS["d"]]
    data = kit.written(seq, statement_bytes(kit.record(seq).statement), signers)
    return {"file": record_name(seq), "text": data.decode()}


_SPELLINGS: Final[dict[str, Callable[[str], str]]] = {
    "lines-end-in-crlf": lambda text: text.replace("\n", "\r\n"),
    "byte-order-mark": lambda text: "\ufeff" + text,
    "comment": lambda text: text.replace("signatures:\n", "# signed\nsignatures:\n"),
    "bare-string": lambda text: text.replace('task: "T3"', "task: T3"),
    "tab": lambda text: text.replace('  body:\n    task', '  body:\n\ttask'),
    "key-twice": lambda text: text.replace("    ordinal: 2\n", "    ordinal: 2\n    ordinal: 2\n"),
    "fields-swapped": lambda text: text.replace('    task: "T3"\n    ordinal: 2\n', '    ordinal: 2\n    task: "T3"\n'),
    "default-written": lambda text: text.replace("    balls:\n      count: 20\n", "    balls:\n      count: 20\n      first: 0\n"),
    "field-unknown": lambda text: text.replace("    cap: 10\n", "    cap: 10\n    colour: 1\n"),
    "leading-zero": lambda text: text.replace("    cap: 10\n", "    cap: 010\n"),
    "no-final-newline": lambda text: text.removesuffix("\n"),
}  # fmt: skip
_SPELT: Final[dict[str, type[errors.NotVerified]]] = {
    "lines-end-in-crlf": errors.CarriageReturn,
    "byte-order-mark": errors.ByteOrderMark,
    "comment": errors.MalformedLine,
    "bare-string": errors.MalformedLine,
    "tab": errors.ForbiddenCharacter,
    "key-twice": errors.DuplicateKey,
    "fields-swapped": errors.NotCanonical,
    "default-written": errors.NotCanonical,
    "field-unknown": errors.RecordMalformed,
    "leading-zero": errors.MalformedLine,
    "no-final-newline": errors.NoFinalNewline,
}


def signatures(kit: Kit) -> None:
    """Under a record's statement."""
    void, last = kit.seq("draw-void", 1), len(kit.records)
    one, two, three = hands.KEYS["p"]
    [discipline] = hands.KEYS["d"]
    kit.restated("threshold-not-met", errors.ThresholdNotMet, "R36", void, signers=[one, discipline])
    kit.restated("threshold-met-by-other-keys", None, "二", void, signers=[two, three, discipline])
    kit.restated("signed-by-a-role-too-many", None, "R8", void, signers=[one, two, discipline, *hands.KEYS["l"]])
    kit.restated(
        "signed-by-a-stranger-too",
        errors.UnknownKey,
        "R8",
        void,
        signers=[one, two, discipline, hands.signer("x")],
    )
    half = [one, two, discipline, hands.KEYS["o1"][0]]
    kit.restated("signed-by-half-of-another-role-too", errors.ThresholdNotMet, "R36", void, signers=half)
    kit.restated("signed-by-another-role", errors.RoleMissing, "R6", last, signers=hands.KEYS["l"])
    kit.restated("signed-by-a-key-handed-over", errors.KeyRetired, "2.1", last, signers=hands.KEYS["o2"])
    kit.restated("signed-by-a-revoked-key", errors.KeyRevoked, "2.1", last, signers=[hands.ROTATED])
    kit.add("signatures-out-of-order", errors.RecordMalformed, "一", _turned(kit, void), keep=void - 1)
    kit.restated("signature-twice", errors.RecordMalformed, "一", last, signers=[hands.RECOVERED] * 2)
    [signed] = kit.record(last).signatures
    raw = b64decode(signed.signature)
    large = raw[:32] + (int.from_bytes(raw[32:], "little") + _ORDER).to_bytes(32, "little")
    for name, reason, text in (
        ("signature-of-a-larger-s", errors.BadSignature, b64encode(large).decode()),
        ("signature-in-other-base64", errors.BadSignature, _spelt(signed.signature)),
        ("signature-of-another-record", errors.BadSignature, kit.record(10).signatures[0].signature),
    ):
        kit.add(name, reason, "一", kit.edit(last, signed.signature, text))


def _turned(kit: Kit, seq: int) -> Change:
    """A record's signatures, the last first."""
    head, _, signed = kit.world.entries[seq - 1].data.decode().partition("signatures:\n")
    lines = signed.splitlines(keepends=True)
    pairs = ["".join(lines[place : place + 2]) for place in range(0, len(lines), 2)]
    return {"file": record_name(seq), "text": f"{head}signatures:\n{''.join(pairs[::-1])}"}


def _spelt(text: str) -> str:
    """The same bytes: the last letter before ``==`` has four unused bits."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    body = text.rstrip("=")
    return body[:-1] + alphabet[alphabet.index(body[-1]) ^ 1] + "=="


def checkpoints(kit: Kit) -> None:
    """Notes, cosignatures of both kinds, tokens."""
    text = note.parse(kit.files["checkpoints/000055.note"]).text
    name = "checkpoints/000055.note"
    ed, lattice = (
        kit.checkpoint(55, f"{hands.ONE.key.id.hex()}.cosig"),
        kit.checkpoint(55, f"{hands.THREE.key.id.hex()}.cosig"),
    )
    token = kit.checkpoint(26, ".tsr")
    bare = [{"file": one, "delete": True} for one in kit.files if one.startswith("checkpoints/000055.") and one != name]
    kit.add(
        "note-of-another-root",
        errors.CheckpointDiffers,
        "3.2",
        _note(Checkpoint(hands.ORIGIN, 55, bytes(32)), hands.LOG_),
        *bare,
    )
    kit.add(
        "note-by-another-key",
        errors.NoteUnsigned,
        "3.2",
        _note(Checkpoint(hands.ORIGIN, 55, bytes(32)), Party(hands.ORIGIN, 1, "x")),
        *bare,
    )
    kit.add(
        "note-of-another-ledger",
        errors.CheckpointForeign,
        "3.2",
        _note(Checkpoint("jy.other.example/ssj", 55, bytes(32)), hands.LOG_),
        *bare,
    )
    kit.add("note-changed", errors.NoteSignatureWrong, "3.2", {"file": name, "find": "\n55\n", "put": "\n54\n"})
    kit.add("note-under-another-size", errors.CheckpointMisnamed, "3.2", *kit.moved(name, "checkpoints/000054.note"))
    kit.add("note-gone", errors.ForeignFile, "3.2", {"file": name, "delete": True})
    kit.add("cosignature-bit", errors.NoteSignatureWrong, "3.2", _flipped(kit, ed))
    kit.add("ml-dsa-cosignature-bit", errors.NoteSignatureWrong, "3.2", _flipped(kit, lattice))
    kit.add(
        "cosignature-of-another-note", errors.NoteSignatureWrong, "3.2", *kit.moved(kit.checkpoint(48, ed[-14:]), ed)
    )
    kit.add(
        "ml-dsa-cosignature-of-another-note",
        errors.NoteSignatureWrong,
        "3.2",
        *kit.moved(kit.checkpoint(13, lattice[-14:]), lattice),
    )
    kit.add("cosignatures-of-one-only", None, "R25", {"file": ed, "delete": True}, {"file": lattice, "delete": True})
    kit.add("cosignature-of-one-nobody-named", None, "3.2", _stranger(text))
    kit.add("cosignature-of-a-witness-named-later", None, "3.2", _early(kit))
    kit.add("token-bit", errors.TokenRefused, "3.2", kit.bent(token, -40))
    kit.add(
        "token-cut", errors.TokenMalformed, "3.2", {"file": token, "base64": b64encode(kit.files[token][:-1]).decode()}
    )
    kit.add("token-of-another-note", errors.TokenRefused, "3.2", *kit.moved(token, "checkpoints/000055.tsa.tsr"))
    kit.add("token-before-it-was-trusted", errors.TokenRefused, "2.1", *kit.moved(token, "checkpoints/000009.tsa.tsr"))


def _note(stated: Checkpoint, signer: Party) -> Change:
    made = note.form(Note(stated.text, (signer.sign(stated.text),))).decode()
    return {"file": "checkpoints/000055.note", "text": made}


def _flipped(kit: Kit, name: str) -> Change:
    """A cosignature's line with one bit of its signature the other way."""
    [one] = note.parse(b"x\n\n" + kit.files[name]).signatures
    wrong = NoteSignature(one.name, one.key_id, one.signature[:-1] + bytes([one.signature[-1] ^ 1]))
    return {"file": name, "text": wrong.line}


def _stranger(text: str) -> Change:
    line = Party("stranger.example", 4, "stranger").sign(text, 1_756_458_000)
    return {"file": f"checkpoints/000055.{line.key_id.hex()}.cosig", "text": line.line}


def _early(kit: Kit) -> Change:
    """The third witness's, under a checkpoint from before it was named, and wrong at that: nobody looks at it."""
    line = NoteSignature(hands.THREE.key.name, hands.THREE.key.id, bytes(8 + 2420))
    return {"file": f"checkpoints/000009.{line.key_id.hex()}.cosig", "text": line.line}


def contents(kit: Kit) -> None:
    """What lies beside the chain and can be taken away."""
    name = next(name for name in kit.files if name.startswith("disclosures/"))
    other = next(one for one in kit.files if one.startswith("disclosures/") and one != name)
    kit.add("content-gone", errors.DisclosureMissing, "2.2", {"file": name, "delete": True})
    kit.add("content-changed", errors.DisclosureMismatch, "2.2", {"file": name, "find": "校长", "put": "园长"})
    kit.add("content-of-another-place", errors.DisclosureMismatch, "2.2", *kit.moved(other, name))
    names = [one for one in kit.files if one.startswith("disclosures/")]
    kit.add("no-contents-at-all", None, "2.2", *({"file": one, "delete": True} for one in names))
    digest, data = next((one, data) for one, data in kit.world.withdrawn.items())
    kit.add("content-withheld-put-back", None, "2.2", {"file": f"disclosures/{digest}.yaml", "text": data.decode()})
