"""HTTP: bounded in size and time, never led astray, every failure a sentence."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import pytest

from ssj_publish import errors
from ssj_publish.web import http


@contextmanager
def speaking(*parts: bytes, pause: float = 0.0, hold: bool = False) -> Iterator[str]:
    """A server on loopback that reads one request and then says ``parts`` word for word; gives its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)  # closing a socket does not wake whoever waits for it everywhere
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            with connection:
                connection.settimeout(10)
                connection.recv(65536)
                try:
                    for part in parts:
                        connection.sendall(part)
                        stop.wait(pause)
                except OSError:
                    pass
                if hold:
                    stop.wait(10)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/a"
    finally:
        stop.set()
        listener.close()
        thread.join(5)


def answer(status: str, body: bytes = b"", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def test_a_body_is_given_as_it_came() -> None:
    with speaking(answer("200 OK", b"\x00\xff")) as url:
        assert http.get(url, 2) == b"\x00\xff"


def test_a_longer_body_than_expected_is_not_taken() -> None:
    with speaking(answer("200 OK", b"x" * 11)) as url, pytest.raises(errors.AnswerTooLarge):
        http.get(url, 10)


def test_a_body_without_end_is_not_waited_for() -> None:
    """No Content-Length, and bytes for ever."""
    with speaking(b"HTTP/1.1 200 OK\r\n\r\n", *[b"x" * 1000] * 50) as url, pytest.raises(errors.AnswerTooLarge):
        http.get(url, 1000)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("404 Not Found", errors.NotThere),
        ("410 Gone", errors.NotThere),
        ("500 Oops", errors.AnswerRefused),
        ("403 No", errors.AnswerRefused),
    ],
)
def test_statuses_are_told_apart(status: str, reason: type[errors.SsjError]) -> None:
    with speaking(answer(status)) as url, pytest.raises(reason):
        http.get(url, 10)


@pytest.mark.parametrize(
    "said", [b"", b"garbage\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx", b"\x00" * 100]
)
def test_what_is_no_http_is_unreachable(said: bytes) -> None:
    with speaking(said) as url, pytest.raises(errors.Unreachable):
        http.get(url, 10, timeout=2)


def test_a_silent_server_is_given_up() -> None:
    with speaking(hold=True) as url:
        start = monotonic()
        with pytest.raises(errors.Unreachable):
            http.get(url, 10, timeout=0.3)
        assert monotonic() - start < 3


def test_a_server_that_drips_is_given_up() -> None:
    """Each byte comes in time, all of them never would."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
    with speaking(head, *[b"x"] * 200, pause=0.02) as url:
        start = monotonic()
        with pytest.raises(errors.Unreachable):
            http.get(url, 100_000, timeout=0.05)
        assert monotonic() - start < 3


def test_nobody_listens() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    listener.close()
    with pytest.raises(errors.Unreachable):
        http.get(f"http://127.0.0.1:{port}/", 10)


NOWHERE = [
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "http://",
    "127.0.0.1",
    "",
    "http:///x",
    "http://[::1",
    "http://a b/",
]


@pytest.mark.parametrize("url", NOWHERE)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(errors.Unreachable):
        http.get(url, 10)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_a_redirection_out_of_http_is_refused(target: str) -> None:
    with (
        speaking(answer("302 Found", b"", f"Location: {target}")) as url,
        pytest.raises((errors.Unreachable, errors.AnswerRefused)),
    ):
        http.get(url, 10)


def test_a_redirection_in_a_circle_ends() -> None:
    with speaking(answer("302 Found", b"", "Location: /a")) as url, pytest.raises(errors.AnswerRefused):
        http.get(url, 10)


def test_a_post_gives_back_what_it_may() -> None:
    with speaking(answer("409 Conflict", b"3\n")) as url:
        assert http.post(url, b"x", "text/plain", 10, fine=(409,)) == (409, b"3\n")
        with pytest.raises(errors.AnswerRefused):
            http.post(url, b"x", "text/plain", 10)


@pytest.mark.parametrize(
    ("text", "yes"), [("http://a", True), ("HTTPS://a", True), ("ledger", False), ("C:\\http", False)]
)
def test_addresses_are_told_from_paths(text: str, yes: bool) -> None:
    assert http.is_url(text) is yes
