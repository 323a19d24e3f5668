"""The witness over real sockets: the published dialogue to the letter, many at once, and whoever means harm."""

from __future__ import annotations

import json
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep

import pytest

from ssj_publish import errors
from ssj_publish.core.tlog import note
from ssj_publish.core.tlog.vkey import parse_verifier_key
from ssj_publish.core.tlog.witness import MAX_REQUEST
from ssj_publish.witness import server as room
from ssj_publish.witness.notebook import Notebook
from ssj_publish.witness.server import Server
from ssj_publish.witness.service import Service
from tests.bureau import ORIGIN, Party
from tests.witness.conftest import PARTY, TREE, Ask, request
from tests.witness.test_service import FORK, known

DIALOGUE = json.loads(
    (Path(__file__).parents[1] / "vectors" / "log" / "witness-add-checkpoint-sequence.json").read_text("utf-8")
)


@pytest.fixture
def dialogue(tmp_path: Path) -> Service:
    """The witness of another project's dialogue."""
    party = Party("example.com/witness", 4, "dialogue")
    notebook = Notebook(tmp_path / "dialogue")
    notebook.folder.mkdir()
    notebook.found(party.key)
    notebook.trust(parse_verifier_key(DIALOGUE["log_vkey"]))
    return Service(notebook, party, lambda: 1_743_000_000)


def test_the_published_dialogue(dialogue: Service, server: Server, ask: Ask) -> None:
    server.service = dialogue
    for step in DIALOGUE["steps"]:
        status, kind, body = ask(step["body"].encode())
        assert status == step["status"], step["name"]
        assert step["body_contains"] in body.decode(), step["name"]
        assert kind == ("text/x.tlog.size" if status == 409 else "text/plain; charset=utf-8")


def test_below_a_prefix_it_answers_the_same(ask: Ask) -> None:
    assert ask(request(0, 3), path="/some/prefix/add-checkpoint")[0] == 200


def test_monitors_can_see_the_last_checkpoint(ask: Ask) -> None:
    path = f"/{sha256(ORIGIN.encode()).hexdigest()}/checkpoint"
    assert ask(method="GET", path=path)[0] == 404
    ask(request(0, 3))
    status, _, body = ask(method="GET", path=path)
    assert status == 200
    assert [one.name for one in note.parse(body).signatures] == [ORIGIN, PARTY.key.name]
    assert ask(method="HEAD", path=path)[0] in (200, 405)


def test_of_two_histories_at_once_one_is_served(ask: Ask, service: Service) -> None:
    """All ask from nothing; whoever is second is told what there is."""
    bodies = [request(0, 20, tree) for tree in (TREE, FORK) for _ in range(8)]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(ask, bodies))
    granted = [body for body, (status, _, _) in zip(bodies, answers, strict=True) if status == 200]
    assert len(granted) == 1
    assert sorted({status for status, _, _ in answers}) == [200, 409]
    assert {body for status, _, body in answers if status == 409} == {b"20\n"}


def test_under_load_it_only_grows(ask: Ask, service: Service) -> None:
    sizes: list[int] = []

    def climb(_: int) -> None:
        old = 0
        for _ in range(20):
            answer = ask(request(old, min(old + 3, 40)))
            old = int(answer[2]) if answer[0] == 409 else min(old + 3, 40)
            sizes.append(known(service.notebook))

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(climb, range(6)))
    assert known(service.notebook) == 40


#: What is said with a status, a line of its own.
SENTENCES = {
    400: b"invalid input\n",
    404: b"not found\n",
    405: b"method not allowed\n",
    411: b"length required\n",
    413: b"too large\n",
}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/add-checkpoint", 405),
        ("HEAD", "/add-checkpoint", 405),
        ("POST", f"/{'0' * 64}/checkpoint", 405),
        ("GET", "/../../etc/passwd", 404),
        ("GET", f"/{'0' * 64}/checkpoint", 404),
        ("GET", f"/{'0' * 64}/checkpoint/../key", 404),
        ("POST", "/add-checkpoints", 404),
        ("PUT", "/add-checkpoint", 405),
        ("DELETE", "/add-checkpoint", 405),
        ("BREW", "/add-checkpoint", 405),
    ],
)
def test_other_questions(ask: Ask, method: str, path: str, status: int) -> None:
    found, kind, text = ask(b"x" if method != "GET" else b"", method, path)
    assert (found, kind) == (status, "text/plain; charset=utf-8")
    assert text == (b"" if method == "HEAD" else SENTENCES[status])


def raw(port: int, data: bytes, close: bool = False) -> bytes:
    """What comes back for bytes sent as they are."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(data)
        if close:
            connection.shutdown(socket.SHUT_WR)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
        return b"".join(parts)


#: What Python's own reading of HTTP finds wrong, in our words.
_OF_HTTP = {b"bad request\n", b"request header fields too large\n", b"request-uri too long\n"}
HEAD = b"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nConnection: close\r\n"


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (HEAD + b"\r\n", 411),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
        (HEAD + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 411),
        (HEAD + b"Content-Length: -1\r\n\r\n", 400),
        (HEAD + b"Content-Length: +5\r\n\r\nhello", 400),
        (HEAD + b"Content-Length: 1_0\r\n\r\n0123456789", 400),
        (HEAD + "Content-Length: ５\r\n\r\nhello".encode(), 400),
        (HEAD + b"Content-Length: 5\r\n\r\nhello", 400),
        (HEAD + b"Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 400),
        (HEAD + b"Content-Length: 5\r\nContent-Length: 0\r\n\r\nhello", 400),
        (HEAD + b"Content-Length: 5, 5\r\n\r\nhello", 400),
        (HEAD + b"Content-Length: 50\r\n\r\nhello", 400),
        (HEAD + b"Content-Length: " + b"9" * 18 + b"\r\n\r\n", 413),
        (HEAD + b"Content-Length: " + b"9" * 300 + b"\r\n\r\n", 400),
        (HEAD + f"Content-Length: {MAX_REQUEST + 1}\r\n\r\n".encode(), 413),
        (HEAD + b"X: " + b"y" * 70_000 + b"\r\n\r\n", 431),
        (HEAD + b"X: y\r\n" * 200 + b"\r\n", 431),
        (b"POST " + b"/" * 70_000 + b" HTTP/1.1\r\n\r\n", 414),
        (HEAD + b"Content-Length: " + b"9" * 19 + b"\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00 hello\r\n\r\n", 400),
    ],
    ids=range(20),
)
def test_a_malformed_exchange_ends_at_once(server: Server, service: Service, data: bytes, status: int) -> None:
    answer = raw(server.server_port, data, close=True)
    # Whoever speaks no HTTP/1 at all gets the sentence alone.
    assert answer.startswith(f"HTTP/1.1 {status} ".encode()) or (status, answer) == (400, b"bad request\n")
    assert known(service.notebook) == 0
    assert answer.rpartition(b"\r\n\r\n")[2] in {SENTENCES.get(status), *_OF_HTTP}


@pytest.mark.parametrize("second", [b"0", b"5"])
def test_two_lengths_smuggle_no_second_request(server: Server, second: bytes) -> None:
    inner = b"GET /x HTTP/1.1\r\n\r\n"
    for head in (HEAD, HEAD.replace(b"Connection: close\r\n", b"")):
        lengths = b"Content-Length: 5\r\nContent-Length: " + second
        answer = raw(server.server_port, head + lengths + b"\r\n\r\nhello" + inner, close=True)
        assert answer.count(b"HTTP/1.1 ") == 1


def test_a_refused_body_is_not_taken_for_the_next_request(server: Server) -> None:
    head = b"POST /nowhere HTTP/1.1\r\nHost: w\r\nContent-Length: 40\r\n\r\n"
    answer = raw(server.server_port, head + b"GET /add-checkpoint HTTP/1.1\r\n\r\n", close=True)
    assert answer.count(b"HTTP/1.1 ") == 1


def test_what_goes_wrong_inside_is_told_to_the_operator_only(
    ask: Ask, service: Service, told: list[errors.SsjError]
) -> None:
    ask(request(0, 3))
    [path] = (service.notebook.folder / "seen").iterdir()
    path.write_bytes(b"spoiled")
    status, _, body = ask(request(3, 4))
    assert (status, body) == (500, b"internal error\n")
    assert [type(one) for one in told] == [errors.WitnessDamaged]


def test_a_fork_is_told_to_the_operator(ask: Ask, told: list[errors.SsjError]) -> None:
    """A log that signed two histories is found out here, and the two notes are the proof."""
    ask(request(0, 20))
    assert ask(request(20, 30, FORK))[0] == 422
    assert [type(one) for one in told] == [errors.WitnessInconsistent]


def test_a_client_that_says_nothing_is_left(server: Server, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room._Handler, "timeout", 0.3)
    start = monotonic()
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as idle:
        assert idle.recv(100) == b""
    assert monotonic() - start < 5
    assert ask(request(0, 3))[0] == 200


def test_a_client_that_drips_is_cut_off(server: Server, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte comes in time, and yet the connection's life has an end."""
    monkeypatch.setattr(room, "LIFE", 0.5)
    stop = threading.Event()
    start = monotonic()
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as slow:
        try:
            slow.sendall(HEAD)
            while not stop.wait(0.05) and monotonic() - start < 8:
                slow.sendall(b"X")
        except OSError:
            pass
    assert monotonic() - start < 5
    assert ask(request(0, 3))[0] == 200


def idle(server: Server, count: int, said: bytes = b"", source: str = "127.0.0.1") -> list[socket.socket]:
    """Clients of one address that begin to say something, and no more."""
    made = []
    for _ in range(count):
        made.append(socket.create_connection(("127.0.0.1", server.server_port), 10, (source, 0)))
        made[-1].sendall(said)
        sleep(0.002)  # a crowd that comes faster than it is let in waits a second at the door
    return made


def is_shut(connection: socket.socket, within: float = 5) -> bool:
    connection.settimeout(within)
    try:
        return connection.recv(1) == b""
    except ConnectionError:
        return True
    except TimeoutError:
        return False


@pytest.mark.parametrize("said", [b"", b"POST /add-checkpoint HT", HEAD + b"Content-Length: 9\r\n\r\n"])
def test_idle_clients_shut_nobody_out(server: Server, ask: Ask, said: bytes) -> None:
    """All places are taken for as long as they may be; whoever comes is served at once, again and again."""
    start = monotonic()
    kept = idle(server, room.CONNECTIONS + 20, said)
    try:
        for size in range(1, 6):
            assert ask(request(size - 1, size))[0] == 200
        assert monotonic() - start < room.WAIT / 2
        assert all(is_shut(one) for one in kept[:20])
    finally:
        for one in kept:
            one.close()


def test_the_oldest_idle_client_of_the_fullest_address_makes_way(server: Server, ask: Ask) -> None:
    """A neighbour who came first and waits keeps the place; the crowd loses one for each who comes."""
    [neighbour] = idle(server, 1, source="127.0.0.2")
    crowd = idle(server, room.CONNECTIONS - 1)
    try:
        assert ask(request(0, 3))[0] == 200
        assert is_shut(crowd[0])
        assert not is_shut(crowd[-1], 0.3)
        assert not is_shut(neighbour, 0.3)
    finally:
        for one in (neighbour, *crowd):
            one.close()


def test_a_monitor_that_has_its_answer_and_stays_is_idle(
    server: Server, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "CONNECTIONS", 3)
    assert ask(request(0, 3))[0] == 200
    path = f"/{sha256(ORIGIN.encode()).hexdigest()}/checkpoint"
    staying = [HTTPConnection("127.0.0.1", server.server_port, timeout=10) for _ in range(3)]
    try:
        for one in staying:
            one.request("GET", path)
            answer = one.getresponse()
            assert (answer.status, answer.read() != b"") == (200, True)
        assert ask(request(3, 4))[0] == 200
    finally:
        for one in staying:
            one.close()


def test_who_is_being_served_is_not_shed(
    server: Server, ask: Ask, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request that has come whole is decided, however many come meanwhile; who comes when all are busy is turned
    away."""
    monkeypatch.setattr(room, "CONNECTIONS", 2)
    entered, leave = threading.Semaphore(0), threading.Event()
    plain = service.add_checkpoint

    def slow(body: bytes) -> str:
        entered.release()
        leave.wait(10)
        return plain(body)

    monkeypatch.setattr(service, "add_checkpoint", slow)
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(ask, request(0, 3)) for _ in range(2)]
        for _ in asked:
            assert entered.acquire(timeout=5)
        [late] = idle(server, 1)
        assert is_shut(late)
        late.close()
        leave.set()
        assert sorted(one.result()[0] for one in asked) == [200, 409]


def test_a_request_has_to_be_whole_within_a_time(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though each byte comes in time, and the connection may live on for long."""
    monkeypatch.setattr(room, "WAIT", 0.5)
    start = monotonic()
    [slow] = idle(server, 1, HEAD + b"Content-Length: 1000\r\n\r\n")
    with slow:
        while monotonic() - start < 8:
            try:
                slow.sendall(b"x")
            except OSError:
                break
            if is_shut(slow, 0.05):
                break
    assert monotonic() - start < 4


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/add-checkpoint", b"POST"),
        ("GET", "/add-checkpoint", b"POST"),
        ("DELETE", f"/{'0' * 64}/checkpoint", b"GET, HEAD"),
        ("POST", f"/{'0' * 64}/checkpoint", b"GET, HEAD"),
    ],
)
def test_a_method_that_is_not_ours_is_told_which_are(server: Server, method: str, path: str, allowed: bytes) -> None:
    answer = raw(server.server_port, f"{method} {path} HTTP/1.1\r\nHost: w\r\n\r\n".encode(), close=True)
    assert answer.startswith(b"HTTP/1.1 405 ")
    assert b"\r\nAllow: " + allowed + b"\r\n" in answer


def test_a_head_has_no_body(server: Server, ask: Ask) -> None:
    ask(request(0, 3))
    path = f"/{sha256(ORIGIN.encode()).hexdigest()}/checkpoint"
    answer = raw(server.server_port, f"HEAD {path} HTTP/1.1\r\nHost: w\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(b"\r\n\r\n")


def test_who_was_served_is_not_remembered(server: Server, ask: Ask) -> None:
    """A witness serves for years: what is kept of each connection would fill it."""
    for _ in range(3):
        assert ask(request(0, 3))[0] in (200, 409)
    for _ in range(100):
        if not server._places:
            break
        sleep(0.05)
    assert server._places == {}
