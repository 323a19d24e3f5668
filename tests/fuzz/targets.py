"""Every parser of foreign bytes: it refuses with one of our errors, or reads what can be written again just so."""

from __future__ import annotations

import socket
import threading
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from ssj_publish import errors
from ssj_publish.core import encoding, records, signatures
from ssj_publish.core.draw import drand, tlock
from ssj_publish.core.entry import Entry
from ssj_publish.core.kinds.genesis import Authority
from ssj_publish.core.replay import Replay
from ssj_publish.core.tlog import checkpoint, note, proof, tiles, timestamp, vkey, witness
from ssj_publish.ledger import layout
from ssj_publish.signing import files
from ssj_publish.web import mirror
from ssj_publish.witness.notebook import Notebook
from ssj_publish.witness.server import Server
from ssj_publish.witness.service import Service
from ssj_publish.words.reasons import sentence
from tests.bureau import LOG, SIGNATURE, WITNESSES, logged
from tests.world import World

CORPUS = Path(__file__).parent / "corpus"
Target = Callable[[bytes], None]
TARGETS: dict[str, Target] = {}


def target(function: Target) -> Target:
    TARGETS[function.__name__] = function
    return function


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


@target
def yaml(data: bytes) -> None:
    assert encoding.emit(encoding.parse(data)) == data


@target
def record(data: bytes) -> None:
    found, signed = records.parse(Entry("000/000002.yaml", data))
    assert records.form(found.seq, found.prev, signed, found.signatures) == data


@cache
def _founded() -> World:
    return World().found(**logged())


@target
def ledger(data: bytes) -> None:
    """As the record after a genesis; a ledger that refuses stays as it was."""
    founded = _founded()
    going = Replay(founded.replay.head, founded.state)
    try:
        going.accept(Entry("000/000002.yaml", data))
    except errors.NotVerified:
        assert going.head == founded.replay.head


@target
def signed_note(data: bytes) -> None:
    assert note.form(note.parse(data)) == data


@target
def log_checkpoint(data: bytes) -> None:
    stated = checkpoint.parse(_text(data))
    assert stated.text == _text(data)


@target
def verified_checkpoint(data: bytes) -> None:
    checkpoint.verify(note.parse(data), LOG.key, [one.key for one in WITNESSES])


@target
def record_proof(data: bytes) -> None:
    found = proof.parse(data)
    assert proof.form(found) == data
    found.verify(b"leaf", LOG.key)


@target
def witness_request(data: bytes) -> None:
    asked = witness.parse(data)
    assert witness.form(asked) == data
    witness.advance(asked, witness.check(asked, {LOG.key.name: (LOG.key,)}), None)


@target
def verifier_key(data: bytes) -> None:
    assert vkey.parse_verifier_key(_text(data)).text == _text(data)


@target
def public_key(data: bytes) -> None:
    assert signatures.parse_public_key(_text(data)).openssh == _text(data)


@target
def private_key(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "key")
        path.write_bytes(data)
        files.load(path, b"passphrase")


@target
def tile_path(data: bytes) -> None:
    assert tiles.parse_path(_text(data)).path == _text(data)


@target
def entry_bundle(data: bytes) -> None:
    assert tiles.bundle(tiles.parse_bundle(data)) == data


@target
def checkpoint_name(data: bytes) -> None:
    found = layout.parse_checkpoint_name(_text(data))
    assert found is None or found.text == _text(data)


@target
def sums(data: bytes) -> None:
    found = mirror.parse_sums(data, "x")
    assert "".join(f"{digest}  {name}\n" for name, digest in found.items()).encode() == data


@target
def tlock_file(data: bytes) -> None:
    locked = tlock.parse(data)
    assert tlock.form(locked) == data
    tlock.unlock(drand.QUICKNET, locked, SIGNATURE)


@target
def beacon_signature(data: bytes) -> None:
    drand.verify_round(drand.QUICKNET, 16777215, _text(data))


@cache
def _authority() -> Authority:
    root = (CORPUS / "root.der").read_bytes()
    return Authority(id="ca.1", holder="x", certificate=b64encode(root).decode())


@target
def time_stamp(data: bytes) -> None:
    timestamp.verify(data, b"hello", _authority())


@target
def authority(data: bytes) -> None:
    timestamp.root(Authority(id="ca.1", holder="x", certificate=b64encode(data).decode()))


@cache
def _server() -> int:
    """A witness on loopback for as long as the process lives; its port."""
    notebook = Notebook(Path(_FOLDER.name))
    notebook.found(WITNESSES[0].key)
    notebook.trust(LOG.key)
    server = Server(("127.0.0.1", 0), Service(notebook, WITNESSES[0], lambda: 1), lambda fault: None)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


_FOLDER = TemporaryDirectory()


@target
def http_request(data: bytes) -> None:
    """The witness over a socket: whatever comes, it answers something and goes on; it never cosigns for a stranger."""
    with socket.create_connection(("127.0.0.1", _server()), timeout=30) as connection:
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            answer = b""
            while part := connection.recv(65536):
                answer += part
        except ConnectionError:
            return
    assert b"internal error" not in answer
    if b"HTTP/1.1 200 " in answer:
        assert LOG.key.name.encode() in data or sha256(LOG.key.name.encode()).hexdigest().encode() in data


def attempt(function: Target, data: bytes) -> None:
    """Run a target; a refusal in our own words is as good as success."""
    try:
        function(data)
    except errors.SsjError as fault:
        assert sentence(fault)
