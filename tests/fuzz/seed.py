"""Make the first inputs of each parser's corpus: ``python -m tests.fuzz.seed``."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat

from ssj_publish.core.draw import tlock
from ssj_publish.core.draw.drand import QUICKNET
from ssj_publish.core.log import tree_of
from ssj_publish.core.tlog import note, proof, timestamp
from ssj_publish.core.tlog.checkpoint import leaf
from ssj_publish.core.tlog.note import Note
from ssj_publish.core.tlog.tiles import bundle
from tests.bureau import LOG, ROUND, SIGNATURE, SIGNERS, WITNESSES, logged
from tests.fuzz.targets import CORPUS
from tests.tsa import Tsa
from tests.world import World

VECTORS = Path(__file__).parents[1] / "vectors"


def keep(name: str, *inputs: bytes | str) -> None:
    folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    for one in inputs:
        data = one.encode() if isinstance(one, str) else one
        (folder / sha256(data).hexdigest()[:16]).write_bytes(data)


def main() -> None:
    """Honest inputs, small ones."""
    world = World().found(**logged()).register()
    entries = sorted({one.data for one in world.entries[1:]}, key=len)
    for name in ("yaml", "record", "ledger"):
        keep(name, *entries[:3])
    tree = tree_of(world.state.digests)
    text = f"{LOG.key.name}\n5\n{proof.form_node(tree.root)}\n"
    signed = Note(text, (LOG.sign(text), WITNESSES[0].sign(text)))
    whole = note.form(signed)
    keep("signed_note", whole)
    keep("verified_checkpoint", whole)
    keep("log_checkpoint", text, text + "extension\n")
    stated = proof.form(proof.Proof(2, tuple(tree.inclusion_proof(2, 5)), signed))
    keep("record_proof", stated)
    steps = json.loads((VECTORS / "log" / "witness-add-checkpoint-sequence.json").read_text("utf-8"))["steps"]
    asked = f"old 0\n\n{whole.decode()}"
    keep("witness_request", asked, *(step["body"] for step in steps))
    head = f"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nConnection: close\r\nContent-Length: {len(asked.encode())}\r\n\r\n"
    monitor = (
        f"GET /{sha256(LOG.key.name.encode()).hexdigest()}/checkpoint HTTP/1.1\r\nHost: w\r\nConnection: close\r\n\r\n"
    )
    keep("http_request", head + asked, monitor, head.replace("Content-Length", "Transfer-Encoding: chunked\r\nX"))
    keep("verifier_key", LOG.key.text, WITNESSES[0].key.text)
    keep("public_key", SIGNERS["p"].public.openssh)
    keep("tile_path", "tile/0/x001/x234/067", "tile/entries/000.p/5", "tile/63/000")
    keep("entry_bundle", bundle([leaf(seq, digest) for seq, digest in enumerate(world.state.digests, 1)]))
    keep("checkpoint_name", "000005.note", "000005.0a1b2c3d.cosig", "000005.ca.1.tsr")
    keep("sums", b"".join(leaf(seq, digest) for seq, digest in enumerate(world.state.digests, 1)))
    keep("tlock_file", tlock.lock(QUICKNET, ROUND, b"secret", bytes(range(48))))
    keep("beacon_signature", SIGNATURE)
    # The key of the tests' 政策法规科, made from the letter p: nobody's secret.
    for lock in (NoEncryption(), BestAvailableEncryption(b"passphrase")):
        keep("private_key", SIGNERS["p"].private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, lock))
    with TemporaryDirectory() as folder:
        tsa = Tsa(Path(folder, "tsa"))
        root = tsa.root.public_bytes(Encoding.DER)
        (CORPUS / "root.der").write_bytes(root)
        keep("authority", root, tsa.certificate.public_bytes(Encoding.DER))
        keep("time_stamp", tsa.answer(timestamp.query(b"hello")))


if __name__ == "__main__":
    main()
