"""Kept connections: one for many answers, the same limits, and `http.get` for whatever is not plain."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ssj_publish import errors
from ssj_publish.web.http import Budget
from ssj_publish.web.kept import Kept


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    connections = 0
    asked = 0

    def setup(self) -> None:
        super().setup()
        type(self).connections += 1

    def do_GET(self) -> None:
        type(self).asked += 1
        name = self.path[1:]
        status = {"moved": 302, "gone": 404}.get(name, 200)
        body = b"there" if status == 200 else b""
        self.send_response(status)
        if name == "moved":
            self.send_header("Location", "/target")
        if name == "chunks":
            self.send_header("Transfer-Encoding", "chunked")
            body = b"3\r\nthe\r\n2\r\nre\r\n0\r\n\r\n"
        elif name != "endless":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(b"x" * 1000 if name == "endless" else body)
        # A server may hang up without having said so.
        self.close_connection = name in ("last", "endless")

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[tuple[str, type[Handler]]]:
    kind = type("Counted", (Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", kind
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def budget(url: str, requests: int = 100, size: int = 1 << 20) -> Budget:
    return Budget(url, requests, size, 60.0)


def test_many_answers_come_over_one_connection() -> None:
    with serving() as (url, kind), Kept(budget(url)) as kept:
        for name in ("a", "b?c=d", "chunks", "e"):
            assert kept.get(f"{url}/{name}", 10) == b"there"
        assert (kind.connections, kind.asked) == (1, 4)


def test_a_connection_that_was_closed_meanwhile_is_made_again() -> None:
    with serving() as (url, _), Kept(budget(url)) as kept:
        for _ in range(3):
            assert kept.get(f"{url}/last", 10) == b"there"


def test_a_redirection_is_followed_and_a_refusal_told() -> None:
    with serving() as (url, _), Kept(budget(url)) as kept:
        assert kept.get(f"{url}/moved", 10) == b"there"
        with pytest.raises(errors.NotThere):
            kept.get(f"{url}/gone", 10)
        assert kept.get(f"{url}/a", 10) == b"there"


@pytest.mark.parametrize("name", ["a", "chunks", "endless"])
def test_each_answer_has_its_own_limit(name: str) -> None:
    with serving() as (url, _), Kept(budget(url)) as kept:
        assert kept.get(f"{url}/a", 5) == b"there"
        with pytest.raises(errors.AnswerTooLarge):
            kept.get(f"{url}/{name}", 4)
        assert kept.get(f"{url}/a", 5) == b"there"


def test_what_is_asked_over_one_connection_is_counted() -> None:
    with serving() as (url, kind), Kept(budget(url, requests=3)) as kept:
        for _ in range(3):
            kept.get(f"{url}/a", 10)
        with pytest.raises(errors.BudgetSpent):
            kept.get(f"{url}/a", 10)
        assert kind.asked == 3


def test_another_site_is_asked_as_ever() -> None:
    with serving() as (url, kind), serving() as (other, others), Kept(budget(url)) as kept:
        assert kept.get(f"{other}/a", 10) == b"there"
        assert (kind.asked, others.asked) == (0, 1)


def test_a_proxy_is_not_passed_by(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as (url, kind), serving() as (proxy, proxied):
        monkeypatch.setenv("http_proxy", proxy)
        monkeypatch.setenv("no_proxy", "")
        with Kept(budget(url)) as kept:
            assert kept.get(f"{url}/a", 10) == b"there"
        assert (kind.asked, proxied.asked) == (0, 1)
