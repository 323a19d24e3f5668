"""The socket under an exchange over HTTP: every byte that comes is counted, every wait is held to the time that is
left.

`http.client` reads from here and knows nothing of it, so whatever it reads is bounded: status lines, headers,
``100 Continue``, chunk extensions and trailers like the body.
"""

from __future__ import annotations

import io
import queue
import socket
import ssl
import threading
from contextlib import suppress
from functools import cache, partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from time import monotonic
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.request import (
    AbstractHTTPHandler,
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from ssj_publish import errors

#: What the framing of an answer may take beside its body: status and headers, and a sixteenth of it for chunks.
HEADERS: Final = 1 << 16
_FRAMING: Final = 16
#: The whole exchange against a single wait.
_WHOLE: Final = 10

_QUICK: Final[int | None] = getattr(socket, "TCP_QUICKACK", None)

#: From where an address can be reached: this machine, a private network, everywhere.
HERE, NEAR, EVERYWHERE = range(3)
_NAT64: Final = IPv6Network("64:ff9b::/96")


class Budget:
    """What one site may cost in all: requests, bytes, seconds from now. Several threads may spend it."""

    def __init__(self, url: str, requests: int, size: int, seconds: float) -> None:
        self.url = url
        self.until = monotonic() + seconds
        self._requests = requests
        self._size = size
        self._lock = threading.Lock()

    def spend(self, requests: int = 0, size: int = 0) -> None:
        """Raises `errors.BudgetSpent` where there is no more of it."""
        with self._lock:
            self._requests -= requests
            self._size -= size
            over = self._requests < 0 or self._size < 0 or monotonic() > self.until
        if over:
            raise errors.BudgetSpent(url=self.url)


class Wire:
    """One exchange with ``url``, redirections included: ``limit`` bytes of body, ``wait`` seconds for each wait."""

    def __init__(self, url: str, limit: int, wait: float, budget: Budget | None = None) -> None:
        self.url = url
        self.reach = HERE
        self.opener = _opener(self)
        self._limit = limit
        self._left = limit + limit // _FRAMING + HEADERS
        self._wait = wait
        self._until = monotonic() + _WHOLE * wait
        self._budget = budget
        self._socket: socket.socket | None = None

    def __enter__(self) -> None:
        return None

    def __exit__(self, *fault: object) -> None:
        self.hang_up()

    def seconds(self) -> float:
        """How long the next wait may be; ``TimeoutError`` where no time is left."""
        left = min(self._wait, self._until - monotonic())
        if left <= 0:
            raise TimeoutError("timed out")
        return left

    def renew(self, url: str, limit: int) -> None:
        """Another exchange on the same connection, with its own limit and time."""
        if self._budget is not None:
            self._budget.spend(requests=1)
        self.url, self._limit = url, limit
        self._left = limit + limit // _FRAMING + HEADERS
        self._until = monotonic() + _WHOLE * self._wait

    def connect(self, host: str, port: int, proxied: bool) -> None:
        """To the first address of ``host`` that answers, which no redirection may have led inward to."""
        if self._budget is not None:
            self._budget.spend(requests=1)
        self.hang_up()
        refused: Exception | None = None
        for family, kind, protocol, _, address in _resolved(host, port, self.seconds()):
            reach = EVERYWHERE if proxied else reach_of(str(address[0]))
            if reach < self.reach:
                refused = errors.RedirectRefused(url=self.url, target=host, status=302)
                continue
            opened = socket.socket(family, kind, protocol)
            try:
                opened.settimeout(self.seconds())
                opened.connect(address)
            except OSError as fault:
                opened.close()
                refused = fault
                continue
            with suppress(OSError):
                opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket, self.reach = opened, max(reach, self.reach)
            return
        raise refused or OSError(f"no address: {host}")

    def secure(self, host: str) -> None:
        """TLS from now on."""
        self._plugged.settimeout(self.seconds())
        self._socket = _context().wrap_socket(self._plugged, server_hostname=host)

    def hang_up(self) -> None:
        """Whatever the other side still wants to say."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    @property
    def _plugged(self) -> socket.socket:
        if self._socket is None:
            raise OSError("not connected")
        return self._socket

    # What `http.client` calls on a socket.

    def sendall(self, data: bytes) -> None:
        """All of ``data``, each part within the time that is left."""
        view = memoryview(data)
        while view:
            self._plugged.settimeout(self.seconds())
            view = view[self._plugged.send(view[: 1 << 16]) :]

    def recv_into(self, buffer: Any) -> int:
        """What has come, counted."""
        self._plugged.settimeout(self.seconds())
        if _QUICK is not None:
            # A server that sends head and body apart would wait for us to acknowledge the head, and we for the body.
            self._plugged.setsockopt(socket.IPPROTO_TCP, _QUICK, 1)
        count = self._plugged.recv_into(buffer)
        self._left -= count
        if self._budget is not None:
            self._budget.spend(size=count)
        if self._left < 0:
            raise errors.AnswerTooLarge(url=self.url, limit=self._limit)
        return count

    def makefile(self, mode: str) -> io.BufferedReader:
        """For reading."""
        return io.BufferedReader(_Incoming(self))

    def close(self) -> None:
        """Not yet: the answer is still to be read. `hang_up` ends it."""


class _Incoming(io.RawIOBase):
    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._wire.recv_into(buffer)


class _Plain(HTTPConnection):
    def __init__(self, host: str, wire: Wire, proxied: bool, timeout: float) -> None:
        super().__init__(host, timeout=timeout)
        self._wire, self._proxied = wire, proxied

    def connect(self) -> None:
        self._wire.connect(self.host, self.port, self._proxied)
        self.sock = self._wire
        if self._tunnel_host:  # type: ignore[attr-defined]  # set by set_tunnel
            self._tunnel()  # type: ignore[attr-defined]  # http.client's own


class _Secure(_Plain):
    default_port = HTTPSConnection.default_port

    def connect(self) -> None:
        super().connect()
        self._wire.secure(self._tunnel_host or self.host)  # type: ignore[attr-defined]


class _Handler(AbstractHTTPHandler):
    """Opens http and https over the ``wire``."""

    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self._wire = wire

    def http_open(self, request: Request) -> HTTPResponse:
        return self._open(_Plain, request)

    def https_open(self, request: Request) -> HTTPResponse:
        return self._open(_Secure, request)

    http_request = https_request = AbstractHTTPHandler.do_request_

    def _open(self, kind: type[_Plain], request: Request) -> HTTPResponse:
        proxied = request.has_proxy() or bool(getattr(request, "_tunnel_host", None))
        if proxied and _reach_of_host(request.full_url) < self._wire.reach:
            raise errors.RedirectRefused(url=self._wire.url, target=request.full_url, status=302)
        return self.do_open(partial(kind, wire=self._wire, proxied=proxied), request)


def connection_to(url: str, wire: Wire, timeout: float) -> HTTPConnection:
    """A connection for any number of exchanges over ``wire``, not through a proxy."""
    parts = urlsplit(url)
    return (_Secure if parts.scheme.lower() == "https" else _Plain)(parts.netloc, wire, False, timeout)


def reach_of(address: str) -> int:
    """From where an IP ``address`` can be reached; of IPv6, what the IPv4 within it says.

    >>> reach_of("127.0.0.1"), reach_of("169.254.1.1"), reach_of("10.0.0.1"), reach_of("8.8.8.8")
    (0, 0, 1, 2)
    """
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        inner: IPv4Address | None = found.ipv4_mapped or found.sixtofour
        found = IPv4Address(int(found) & 0xFFFFFFFF) if found in _NAT64 else inner or found
    if found.is_loopback or found.is_link_local or found.is_unspecified:
        return HERE
    return EVERYWHERE if found.is_global and not found.is_multicast else NEAR


def _reach_of_host(url: str) -> int:
    """The same of an address in a URL; whatever name stands there instead is for the proxy to look up."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return HERE
    try:
        return reach_of(host)
    except ValueError:
        return EVERYWHERE


def _opener(wire: Wire) -> OpenerDirector:
    """Follows no redirection, opens no files."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(), UnknownHandler(), HTTPDefaultErrorHandler(), HTTPErrorProcessor(), _Handler(wire),
    ):  # fmt: skip
        opener.add_handler(handler)
    return opener


@cache
def _context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


def _resolved(host: str, port: int, seconds: float) -> list[Any]:
    """The addresses of ``host``; the system's own look-up knows no deadline, so it is left alone after ``seconds``."""
    told: queue.SimpleQueue[list[Any] | OSError | UnicodeError] = queue.SimpleQueue()
    with suppress(ValueError):
        ip_address(host)
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)

    def ask() -> None:
        try:
            told.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as fault:
            told.put(fault)

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = told.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError("timed out") from None
    if isinstance(found, list):
        return found
    raise found
