"""Peers that drip, flood, or point elsewhere (T15): each is told by a sentence, within the limit, on real sockets."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path
from time import monotonic

import pytest

from ssj_publish import errors
from ssj_publish.core.draw.drand import QUICKNET
from ssj_publish.web import drand, http, wire
from tests.bureau import ROUND, SIGNATURE

pytestmark = pytest.mark.slow

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
VERIFIER = Path(__file__).parents[2] / "theme" / "static" / "verify_draw.py"


class Peer:
    """Says ``parts`` to everyone who comes, a pause before each; counts who came and what was taken."""

    def __init__(self, parts: Callable[[], Iterable[bytes]], pause: float = 0.0, host: str = "127.0.0.1") -> None:
        self.parts, self.pause, self.came, self.sent = parts, pause, 0, 0
        self.listener = socket.create_server((host, 0))
        self.listener.settimeout(0.05)
        self.url = f"http://{host}:{self.listener.getsockname()[1]}/a"
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self._listen, daemon=True)]

    def _listen(self) -> None:
        while not self.stop.is_set():
            try:
                connection, _ = self.listener.accept()
            except TimeoutError:
                continue
            self.came += 1
            thread = threading.Thread(target=self._speak, args=(connection,), daemon=True)
            self.threads.append(thread)
            thread.start()

    def _speak(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(5)
            try:
                connection.recv(65536)
                for part in self.parts():
                    if self.stop.wait(self.pause):
                        return
                    connection.sendall(part)
                    self.sent += len(part)
            except OSError:
                pass


@contextmanager
def peer(parts: Callable[[], Iterable[bytes]] | bytes, pause: float = 0.0, host: str = "127.0.0.1") -> Iterator[Peer]:
    made = Peer((lambda: [parts]) if isinstance(parts, bytes) else parts, pause, host)
    made.threads[0].start()
    try:
        yield made
    finally:
        made.stop.set()
        for thread in made.threads:
            thread.join(6)
        made.listener.close()


def drips(head: bytes, drop: bytes) -> Callable[[], Iterable[bytes]]:
    """``head`` at once, and then ``drop`` for ever."""

    def speech() -> Iterator[bytes]:
        yield head
        yield from repeat(drop)

    return speech


DRIPPING = {
    "status": (b"", b"H"),
    "reason": (b"HTTP/1.1 200 ", b"O"),
    "headers": (OK, b"X: y\r\n"),
    "one header": (OK + b"X: ", b"y"),
    "continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "headers of a continue": (b"HTTP/1.1 100 Continue\r\n", b"X: y\r\n"),
    "body": (OK + b"Content-Length: 1000000\r\n\r\n", b"x"),
    "body without end": (OK + b"\r\n", b"x"),
    "chunk size": (CHUNKED, b"0"),
    "chunk extension": (CHUNKED + b"5;", b"e"),
    "chunks": (CHUNKED, b"1\r\nx\r\n"),
    "trailers": (CHUNKED + b"1\r\nx\r\n0\r\n", b"T: t\r\n"),
    "a redirection's headers": (b"HTTP/1.1 302 Found\r\nLocation: /b\r\n", b"X: y\r\n"),
}


@pytest.mark.parametrize("where", DRIPPING)
def test_a_peer_that_drips_is_left_within_the_limit(where: str) -> None:
    """Each byte comes in time. The whole exchange has ten waits: here half a second."""
    with peer(drips(*DRIPPING[where]), pause=0.02) as slow:
        start = monotonic()
        with pytest.raises((errors.Unreachable, errors.AnswerTooLarge, errors.AnswerRefused)):
            http.get(slow.url, 10_000_000, timeout=0.05)
        assert monotonic() - start < 3


FLOODING = {**DRIPPING, "continue": (b"", b"HTTP/1.1 100 Continue\r\nX: y\r\n\r\n" * 100)}


@pytest.mark.parametrize("where", FLOODING)
def test_a_peer_that_floods_is_left_at_the_limit(where: str) -> None:
    """Against a limit of 1,000 bytes, whatever they are called: no more is read than the limit and the framing."""
    head, drop = FLOODING[where]
    refusals = (errors.Unreachable, errors.AnswerTooLarge, errors.AnswerRefused)
    with peer(drips(head, drop * (4096 // len(drop)))) as flood, pytest.raises(refusals):
        http.get(flood.url, 1000, timeout=2)
    assert flood.sent < wire.HEADERS + (8 << 20)  # the rest are the system's own buffers


def test_a_redirections_body_of_three_gigabytes_is_not_read() -> None:
    with peer(OK + b"Content-Length: 4\r\n\r\ntrue") as good:
        head = f"HTTP/1.1 302 Found\r\nLocation: {good.url}\r\nContent-Length: 3000000000\r\n\r\n".encode()
        with peer(drips(head, b"x" * 65536)) as moved:
            assert http.get(moved.url, 1000, timeout=5) == b"true"
        assert moved.sent < 16 << 20


@pytest.mark.parametrize("status", [404, 500, 403])
def test_a_refusals_body_is_not_read(status: int) -> None:
    head = f"HTTP/1.1 {status} No\r\nContent-Length: 3000000000\r\n\r\n".encode()
    with peer(drips(head, b"x" * 65536)) as flood, pytest.raises((errors.NotThere, errors.AnswerRefused)):
        http.get(flood.url, 1000, timeout=5)
    assert flood.sent < 16 << 20


def test_redirections_are_few() -> None:
    with peer(b"HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n") as round_about:
        with pytest.raises(errors.AnswerRefused):
            http.get(round_about.url, 10, timeout=2)
        assert round_about.came == http.REDIRECTIONS + 1


def test_all_redirections_have_one_deadline() -> None:
    """Each hop would be in time."""
    with peer(drips(b"", b"HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n"), pause=0.45) as slow:
        start = monotonic()
        with pytest.raises(errors.Unreachable):
            http.get(slow.url, 10, timeout=0.1)
        assert monotonic() - start < 2


@pytest.mark.parametrize(
    ("address", "reach"),
    [
        ("127.0.0.1", wire.HERE),
        ("127.8.8.8", wire.HERE),
        ("0.0.0.0", wire.HERE),
        ("169.254.169.254", wire.HERE),
        ("::1", wire.HERE),
        ("::", wire.HERE),
        ("fe80::1%eth0", wire.HERE),
        ("::ffff:127.0.0.1", wire.HERE),
        ("64:ff9b::7f00:1", wire.HERE),
        ("10.1.2.3", wire.NEAR),
        ("192.168.1.1", wire.NEAR),
        ("172.16.0.1", wire.NEAR),
        ("100.64.0.1", wire.NEAR),
        ("fd00::1", wire.NEAR),
        ("::ffff:10.0.0.1", wire.NEAR),
        ("64:ff9b::a00:1", wire.NEAR),
        ("2002:a00:1::", wire.NEAR),
        ("239.255.255.250", wire.NEAR),
        ("8.8.8.8", wire.EVERYWHERE),
        ("2606:4700::1111", wire.EVERYWHERE),
    ],
)
def test_where_an_address_can_be_reached_from(address: str, reach: int) -> None:
    assert wire.reach_of(address) == reach


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_redirection_from_the_internet_never_comes_home(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """By the address that is connected to, whatever name it bears: the witness's own machine stays unasked."""
    known = wire.reach_of
    monkeypatch.setattr(wire, "reach_of", lambda one: wire.EVERYWHERE if one == "127.0.0.2" else known(one))
    with peer(OK + b"Content-Length: 6\r\n\r\nsecret") as inside:
        target = inside.url.replace("127.0.0.1", name)
        with peer(f"HTTP/1.1 302 Found\r\nLocation: {target}\r\n\r\n".encode(), host="127.0.0.2") as outside:
            with pytest.raises(errors.RedirectRefused):
                http.get(outside.url, 10, timeout=2)
            assert inside.came == 0
        with peer(f"HTTP/1.1 302 Found\r\nLocation: {target}\r\n\r\n".encode()) as neighbour:
            assert http.get(neighbour.url, 10, timeout=2) == b"secret"


def test_a_redirection_behind_a_proxy_never_comes_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proxy reached the internet; what it says then leads neither past it nor through it to this machine."""
    with peer(OK + b"Content-Length: 6\r\n\r\nsecret") as inside:
        with peer(f"HTTP/1.1 302 Found\r\nLocation: {inside.url}\r\n\r\n".encode()) as proxy:
            monkeypatch.setenv("http_proxy", proxy.url.removesuffix("a"))
            for past in ("127.0.0.1", ""):
                monkeypatch.setenv("no_proxy", past)
                with pytest.raises(errors.RedirectRefused):
                    http.get("http://far.example/", 10, timeout=2)
        assert inside.came == 0


def test_a_post_follows_nobody() -> None:
    with peer(OK + b"Content-Length: 1\r\n\r\nx") as other:
        with (
            peer(f"HTTP/1.1 307 Moved\r\nLocation: {other.url}\r\n\r\n".encode()) as moved,
            pytest.raises(errors.AnswerRefused),
        ):
            http.post(moved.url, b"x", "text/plain", 10, timeout=2)
        assert other.came == 0


@pytest.mark.parametrize(("requests", "size"), [(2, 1 << 20), (10, 200)])
def test_a_site_has_one_budget(requests: int, size: int) -> None:
    with peer(OK + b"Content-Length: 60\r\n\r\n" + b"x" * 60) as site:
        budget = http.Budget(site.url, requests, size, 60)
        for _ in range(2):
            http.get(site.url, 100, 2, budget)
        with pytest.raises(errors.BudgetSpent):
            http.get(site.url, 100, 2, budget)


def test_a_sites_time_has_an_end() -> None:
    with peer(OK + b"Content-Length: 1\r\n\r\nx") as site, pytest.raises(errors.BudgetSpent):
        http.get(site.url, 10, 2, http.Budget(site.url, 10, 1000, -1))


def test_an_endpoint_that_drips_does_not_block_the_honest_one() -> None:
    body = json.dumps({"round": ROUND, "signature": SIGNATURE}).encode()
    with peer(drips(OK, b"X: y\r\n"), pause=0.2) as slow, peer(OK + b"\r\n" + body) as good:
        start = monotonic()
        assert drand.fetch(QUICKNET, ROUND, [slow.url, slow.url, slow.url, good.url], timeout=1) == SIGNATURE
        assert monotonic() - start < 4


def verifier(seconds: str = "60", most: str = "1 << 26") -> str:
    """The single-file verifier, with other limits than it is published with."""
    published = "SECONDS, MOST, BYTES, LEAD = 60, 1 << 26,"
    before, found, after = VERIFIER.read_text("utf-8").partition(published)
    assert found
    return f"{before}SECONDS, MOST, BYTES, LEAD = {seconds}, {most},{after}"


@pytest.mark.parametrize("where", ["headers", "body", "trailers", "continue"])
def test_the_single_file_verifier_does_not_wait_for_ever(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its clock is turned up for the test, and the same file runs as it is published."""
    text = verifier(seconds="1")
    with peer(drips(*DRIPPING[where]), pause=0.04) as slow:
        start = monotonic()
        done = subprocess.run([sys.executable, "-", slow.url], input=text.encode(), capture_output=True, check=False)
        assert monotonic() - start < 6
    assert done.returncode == 2
    assert "读不出抽取数据" in done.stdout.decode()


@pytest.mark.parametrize("where", ["body without end", "headers", "continue", "chunk extension"])
def test_the_single_file_verifier_does_not_drink_for_ever(where: str) -> None:
    head, drop = DRIPPING[where]
    text = verifier(seconds="3", most="1 << 20")
    with peer(drips(head, drop * (4096 // len(drop)))) as flood:
        done = subprocess.run([sys.executable, "-", flood.url], input=text.encode(), capture_output=True, check=False)
    assert done.returncode == 2
    assert "读不出抽取数据" in done.stdout.decode()


def test_the_single_file_verifier_follows_nobody() -> None:
    with peer(OK + b"Content-Length: 2\r\n\r\n{}") as other:
        head = f"HTTP/1.1 302 Found\r\nLocation: {other.url}\r\nContent-Length: 3000000000\r\n\r\n".encode()
        with peer(drips(head, b"x" * 65536)) as moved:
            done = subprocess.run([sys.executable, str(VERIFIER), moved.url], capture_output=True, check=False)
        assert moved.sent < 16 << 20
        assert other.came == 0
    assert done.returncode == 2
    assert "302" in done.stdout.decode()


def test_a_handshake_that_drips_is_left_within_the_limit() -> None:
    """The beginning of a TLS record of 16 KiB, and then a byte at a time."""
    with peer(drips(b"\x16\x03\x03\x40\x00", b"\x02"), pause=0.04) as slow:
        start = monotonic()
        with pytest.raises(errors.Unreachable):
            http.get(slow.url.replace("http:", "https:"), 10, timeout=0.1)
        assert monotonic() - start < 3
