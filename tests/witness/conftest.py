"""A witness with its folder, and a small log for it to watch."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.core.tlog import witness
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.merkle import Tree
from ssj_publish.core.tlog.note import Note
from ssj_publish.witness.notebook import Notebook
from ssj_publish.witness.server import Server
from ssj_publish.witness.service import Service
from tests.bureau import LOG, ORIGIN, WITNESSES

PARTY = WITNESSES[0]
TREE = Tree.over(f"{number}".encode() for number in range(40))


def request(old: int, size: int, tree: Tree = TREE) -> bytes:
    """What the log asks for, honestly or with another ``tree``."""
    text = Checkpoint(ORIGIN, size, tree.root_at(size)).text
    proof = tuple(tree.consistency_proof(min(old, size), size))
    return witness.form(witness.Request(old, proof, Note(text, (LOG.sign(text),))))


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    made = Notebook(tmp_path / "见证 人")
    made.folder.mkdir()
    made.found(PARTY.key)
    made.trust(LOG.key)
    return made


@pytest.fixture
def service(notebook: Notebook) -> Service:
    return Service(notebook, PARTY, lambda: 1_743_000_000)


@pytest.fixture
def told() -> list[errors.SsjError]:
    """What the operator is told."""
    return []


@pytest.fixture
def server(service: Service, told: list[errors.SsjError]) -> Iterator[Server]:
    """A server on loopback."""
    running = Server(("127.0.0.1", 0), service, told.append)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join()


Ask = Callable[..., tuple[int, str, bytes]]


@pytest.fixture
def ask(server: Server) -> Ask:
    """Status, media type and body of one exchange."""

    def exchange(body: bytes = b"", method: str = "POST", path: str = "/add-checkpoint") -> tuple[int, str, bytes]:
        connection = HTTPConnection("127.0.0.1", server.server_port, timeout=20)
        try:
            connection.request(method, path, body or None)
            answer = connection.getresponse()
            return answer.status, answer.getheader("Content-Type", ""), answer.read()
        finally:
            connection.close()

    return exchange
