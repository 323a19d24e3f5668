"""What a witness answers to the letter: statuses, words and heads, on one connection after another or all on one."""

from __future__ import annotations

import socket
from hashlib import sha256
from http.client import HTTPConnection
from time import sleep

import pytest

from ssj_publish import errors
from ssj_publish.core.tlog import note, witness
from ssj_publish.witness.server import Server
from ssj_publish.witness.service import Service
from tests.bureau import LOG, ORIGIN
from tests.witness.conftest import Ask, request
from tests.witness.test_server import raw
from tests.witness.test_service import known


def forged(text: str) -> bytes:
    """A request for whatever text, signed by the log."""
    return witness.form(witness.Request(0, (), note.Note(text, (LOG.sign(text),))))


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b"new 0\n\n", 400, b"invalid input\n"),
        (forged(f"{ORIGIN}\nmany\n{'A' * 43}=\n"), 400, b"invalid checkpoint\n"),
        (request(0, 5).replace(b"\xe2\x80\x94 " + ORIGIN.encode(), b"\xe2\x80\x94 other.example/log"), 403, b"invalid signature\n"),
        (request(0, 5).replace(ORIGIN.encode(), b"other.example/log"), 404, b"unknown log\n"),
        (request(1, 5), 409, b"0\n"),
        (request(0, 5).replace(b"old 0\n", b"old 0\n" + b"A" * 43 + b"=\n"), 422, b"invalid consistency proof\n"),
    ],
    ids=["form", "checkpoint", "signature", "log", "stale", "proof"],
)  # fmt: skip
def test_each_refusal_has_its_status_and_its_words(
    ask: Ask, service: Service, body: bytes, status: int, said: bytes
) -> None:
    found, kind, text = ask(body)
    assert (found, text) == (status, said)
    assert kind == ("text/x.tlog.size" if status == 409 else "text/plain; charset=utf-8")
    assert known(service.notebook) == 0


def test_a_damaged_memory_is_told_to_the_operator_and_not_to_monitors(
    ask: Ask, service: Service, told: list[errors.SsjError]
) -> None:
    ask(request(0, 3))
    [path] = (service.notebook.folder / "seen").iterdir()
    path.write_bytes(b"spoiled")
    status, kind, body = ask(method="GET", path=f"/{path.stem}/checkpoint")
    assert (status, kind, body) == (500, "text/plain; charset=utf-8", b"internal error\n")
    assert [type(one) for one in told] == [errors.WitnessDamaged]


def test_an_answer_says_no_more_of_the_machine_than_it_must(server: Server) -> None:
    """No version of Python, by which an attacker would choose."""
    for path, length in (("/", 10), ("/add-checkpoint", 19)):
        answer = raw(server.server_port, f"GET {path} HTTP/1.1\r\nConnection: close\r\n\r\n".encode())
        head = dict(line.split(": ", 1) for line in answer.decode().partition("\r\n\r\n")[0].split("\r\n")[1:])
        del head["Date"]
        assert (head.pop("Server").strip(), head.pop("Allow", "POST")) == ("ssj-witness", "POST")
        assert head == {"Content-Type": "text/plain; charset=utf-8", "Content-Length": f"{length}"}


def test_one_connection_asks_again_and_again(server: Server, service: Service) -> None:
    """A monitor or a log keeps its connection, and each request on it begins the wait anew."""
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    path = f"/{sha256(ORIGIN.encode()).hexdigest()}/checkpoint"
    for size in (1, 2, 3):
        for method, where, body in (("POST", "/add-checkpoint", request(size - 1, size)), ("GET", path, None)):
            connection.request(method, where, body)
            answer = connection.getresponse()
            assert (answer.status, bool(answer.read())) == (200, True)
            own = connection.sock.getsockname()[1]
    assert {one.connection.getpeername()[1] for one in server._places.values()} == {own}
    connection.close()
    assert known(service.notebook) == 3


def test_a_heads_length_is_that_of_what_a_get_gives(server: Server, ask: Ask) -> None:
    ask(request(0, 3))
    path = f"/{sha256(ORIGIN.encode()).hexdigest()}/checkpoint"
    length = len(ask(method="GET", path=path)[2])
    answer = raw(server.server_port, f"HEAD {path} HTTP/1.1\r\nConnection: close\r\n\r\n".encode())
    assert f"\r\nContent-Length: {length}\r\n".encode() in answer


def test_only_a_whole_hash_at_the_paths_end_is_a_monitors(ask: Ask) -> None:
    ask(request(0, 3))
    hashed = sha256(ORIGIN.encode()).hexdigest()
    for path, status in (
        (f"/w/{hashed}/checkpoint", 200),
        (f"/{hashed}/checkpoint/", 404),
        (f"/{hashed[:-1]}/checkpoint", 404),
        (f"/{hashed.upper()}/checkpoint", 404),
        (f"/x{hashed}/checkpoint", 404),
    ):
        assert ask(method="GET", path=path)[0] == status, path


def test_busy_and_idle_are_told_apart(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10):
        for _ in range(100):
            if server._places:
                break
            sleep(0.05)
        [place] = server._places.values()
        told = [(place.idle, place.since)]
        for busy in (True, False):
            server.busy(place.connection, busy)
            told.append((place.idle, place.since))
    assert [idle for idle, _ in told] == [True, False, True]
    assert told[0][1] < told[1][1] < told[2][1]
