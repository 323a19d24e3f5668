"""The witness over HTTP (C2SP tlog-witness): ``POST …/add-checkpoint`` and ``GET …/<hash of origin>/checkpoint``.

A request may be large only as far as the protocol needs, and a connection may last only so long; what goes wrong inside
is told to the operator, never to the client.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from ssj_publish import errors
from ssj_publish.core.tlog import note
from ssj_publish.core.tlog.witness import MAX_REQUEST
from ssj_publish.witness.service import Service

CONNECTIONS: Final = 64
#: A connection's whole life, and each wait within it, in seconds.
LIFE: Final = 30.0
WAIT: Final = 10.0

_TEXT: Final = "text/plain; charset=utf-8"
_MONITOR: Final = re.compile(r"/([0-9a-f]{64})/checkpoint", re.ASCII)
_REFUSALS: Final[dict[type[errors.SsjError], tuple[int, str]]] = {
    errors.WitnessRequestMalformed: (400, "invalid input"),
    errors.LogSignatureRefused: (403, "invalid signature"),
    errors.LogUnknown: (404, "unknown log"),
    errors.WitnessInconsistent: (422, "invalid consistency proof"),
}
Tell = Callable[[errors.SsjError], None]


class Server(ThreadingHTTPServer):
    """Answers for ``service``; ``tell`` gets what the operator must know."""

    daemon_threads = True
    request_queue_size = CONNECTIONS

    def __init__(self, address: tuple[str, int], service: Service, tell: Tell) -> None:
        self.service = service
        self.tell = tell
        self._places = threading.BoundedSemaphore(CONNECTIONS)
        super().__init__(address, _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """One more thread, as long as there are not too many; who comes then is turned away."""
        if not self._places.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        end = threading.Timer(LIFE, _hang_up, (request,))
        end.daemon = True
        end.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            end.cancel()
            self._places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no matter."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "ssj-witness"
    sys_version = ""
    timeout = WAIT

    def do_POST(self) -> None:
        """``add-checkpoint``."""
        if not self.path.endswith("/add-checkpoint"):
            self._refuse(404, "not found")
            return
        length = self.headers.get("Content-Length", "")
        if self.headers.get("Transfer-Encoding") or not length:
            self._refuse(411, "length required")
        elif not re.fullmatch("[0-9]{1,18}", length, re.ASCII):
            self._refuse(400, "invalid input")
        elif int(length) > MAX_REQUEST:
            self._refuse(413, "too large")
        else:
            body = self.rfile.read(int(length))
            if len(body) < int(length):
                self._refuse(400, "invalid input")
            else:
                self._answer(*self._decide(body))

    def do_GET(self) -> None:
        """The last cosigned checkpoint of a log, for monitors."""
        match = _MONITOR.search(self.path)
        try:
            found = self.server.service.notebook.published(match[1]) if match and self.path.endswith(match[0]) else None
        except errors.SsjError as fault:
            self.server.tell(fault)
            self._answer(500, _TEXT, "internal error\n")
            return
        if found is None:
            self._answer(404, _TEXT, "not found\n")
        else:
            self._answer(200, _TEXT, note.form(found[1]).decode())

    def _decide(self, body: bytes) -> tuple[int, str, str]:
        try:
            return 200, _TEXT, self.server.service.add_checkpoint(body)
        except errors.WitnessStale as stale:
            return 409, "text/x.tlog.size", f"{stale.size}\n"
        except errors.WitnessRefusal as refusal:
            if isinstance(refusal, errors.WitnessInconsistent):
                self.server.tell(refusal)  # it may be proof of a log's misbehaviour
            status, text = _REFUSALS[type(refusal)]
            text = "invalid checkpoint" if refusal.data.get("reason") == "checkpoint" else text
            return status, _TEXT, f"{text}\n"
        except errors.SsjError as fault:
            self.server.tell(fault)
            return 500, _TEXT, "internal error\n"

    def _answer(self, status: int, kind: str, text: str) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _refuse(self, status: int, text: str) -> None:
        """Answer without having read the body: the connection cannot go on."""
        self.close_connection = True
        self._answer(status, _TEXT, f"{text}\n")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the base class finds wrong, in plain text; a method that is not ours is 405."""
        self.close_connection = True
        status = 405 if code == HTTPStatus.NOT_IMPLEMENTED else code
        self._answer(status, _TEXT, f"{HTTPStatus(status).phrase.lower()}\n")

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are not logged: nobody needs to know who asked."""


def _hang_up(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
