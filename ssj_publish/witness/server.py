"""The witness over HTTP (C2SP tlog-witness): ``POST …/add-checkpoint`` and ``GET …/<hash of origin>/checkpoint``.

A request may be large only as far as the protocol needs, has to be whole within a time, and a connection may last only
so long. There are so many places; where all are taken, whoever comes gets that of the one who has kept a place idle for
the longest, of the address that keeps most. So nobody is shut out by sockets that say nothing. What goes wrong inside
is told to the operator, never to the client.
"""

from __future__ import annotations

import re
import socket
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import Any, Final

from ssj_publish import errors
from ssj_publish.core.tlog import note
from ssj_publish.core.tlog.witness import MAX_REQUEST
from ssj_publish.witness.service import Service

CONNECTIONS: Final = 64
#: A connection's whole life, and how long it may take until a request is there, head and body, in seconds.
LIFE: Final = 30.0
WAIT: Final = 10.0

_TEXT: Final = "text/plain; charset=utf-8"
_SUBMIT: Final = "/add-checkpoint"
_MONITOR: Final = re.compile(r"/([0-9a-f]{64})/checkpoint", re.ASCII)
_REFUSALS: Final[dict[type[errors.SsjError], tuple[int, str]]] = {
    errors.WitnessRequestMalformed: (400, "invalid input"),
    errors.LogSignatureRefused: (403, "invalid signature"),
    errors.LogUnknown: (404, "unknown log"),
    errors.WitnessInconsistent: (422, "invalid consistency proof"),
}
Tell = Callable[[errors.SsjError], None]


@dataclass(slots=True)
class _Place:
    """A connection: from where, since when, since when it is idle (waits for a request), and whether it is."""

    connection: socket.socket
    address: str
    born: float
    since: float
    idle: bool = True


class Server(ThreadingHTTPServer):
    """Answers for ``service``; ``tell`` gets what the operator must know."""

    daemon_threads = True
    request_queue_size = CONNECTIONS

    def __init__(self, address: tuple[str, int], service: Service, tell: Tell) -> None:
        self.service = service
        self.tell = tell
        self._places: dict[int, _Place] = {}
        self._lock = threading.Lock()
        super().__init__(address, _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """One more thread, as long as there are not too many, or an idle one can make way."""
        with self._lock:
            full = len(self._places) >= CONNECTIONS
            shed = self._to_shed() if full else None
            if shed is not None:
                del self._places[id(shed.connection)]
            if not full or shed is not None:
                now = monotonic()
                self._places[id(request)] = _Place(request, str(client_address[0]), now, now)
        if shed is not None:
            _hang_up(shed.connection)
        elif full:
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._lock:
                self._places.pop(id(request), None)

    def service_actions(self) -> None:
        """Now and then: whose time is up."""
        now = monotonic()
        with self._lock:
            over = [
                one.connection
                for one in self._places.values()
                if now - one.born > LIFE or (one.idle and now - one.since > WAIT)
            ]
        for connection in over:
            _hang_up(connection)

    def busy(self, connection: socket.socket, busy: bool) -> None:
        """A whole request has come, or has been answered."""
        with self._lock:
            place = self._places.get(id(connection))
            if place is not None:
                place.idle, place.since = not busy, monotonic()

    def _to_shed(self) -> _Place | None:
        held = Counter(one.address for one in self._places.values())
        idle = (one for one in self._places.values() if one.idle)
        return min(idle, key=lambda one: (-held[one.address], one.since), default=None)

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
        if self._monitor():
            self._refuse(405, "method not allowed")
            return
        if not self.path.endswith(_SUBMIT):
            self._refuse(404, "not found")
            return
        lengths = self.headers.get_all("Content-Length", [])
        length = lengths[0] if lengths else ""
        if self.headers.get("Transfer-Encoding") or not length:
            self._refuse(411, "length required")
        elif len(lengths) > 1 or not re.fullmatch("[0-9]{1,18}", length, re.ASCII):
            self._refuse(400, "invalid input")
        elif int(length) > MAX_REQUEST:
            self._refuse(413, "too large")
        else:
            body = self.rfile.read(int(length))
            if len(body) < int(length):
                self._refuse(400, "invalid input")
            else:
                self.server.busy(self.connection, True)
                self._answer(*self._decide(body))
                self.server.busy(self.connection, False)

    def do_GET(self) -> None:
        """The last cosigned checkpoint of a log, for monitors."""
        if self.path.endswith(_SUBMIT):
            self._refuse(405, "method not allowed")
            return
        hashed = self._monitor()
        try:
            found = self.server.service.notebook.published(hashed) if hashed else None
        except errors.SsjError as fault:
            self.server.tell(fault)
            self._answer(500, _TEXT, "internal error\n")
            return
        if found is None:
            self._answer(404, _TEXT, "not found\n")
        else:
            self._answer(200, _TEXT, note.form(found[1]).decode())
            self.server.busy(self.connection, False)

    def do_HEAD(self) -> None:
        """`do_GET` without the body."""
        self.do_GET()

    def _monitor(self) -> str | None:
        """The hash in a monitor's path, if it is one."""
        match = _MONITOR.search(self.path)
        return match[1] if match and self.path.endswith(match[0]) else None

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
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            path: str = getattr(self, "path", "")
            self.send_header("Allow", "POST" if path.endswith(_SUBMIT) else "GET, HEAD")
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
