"""What is asked of other machines over HTTP: small answers, within a time, over http and https only.

Whoever answers may drip, flood, or point elsewhere. So everything that comes is counted and timed where it comes, on
the socket: names being looked up, handshake, status, headers, any number of ``100 Continue``, chunks with their
extensions, trailers. The body of a redirection is never read. A redirection may lead neither out of http and https, nor
from https to http, nor inward: from the internet to a private network, or from there to this machine.

Proxies are taken from the environment, as everywhere; what a proxy may reach is for the proxy to say.
"""

from __future__ import annotations

import string
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import Request

from ssj_publish import __version__, errors
from ssj_publish.web.wire import Budget, Wire

__all__ = ["HEADERS", "TIMEOUT", "Budget", "get", "is_url", "joined", "post", "read"]

#: Seconds for each wait; ten times as long for a whole exchange, redirections included.
TIMEOUT: Final = 20.0
#: So many redirections are followed.
REDIRECTIONS: Final = 3
_MOVED: Final = (301, 302, 303, 307, 308)
HEADERS: Final = {"User-Agent": f"ssj/{__version__}"}


def is_url(text: str) -> bool:
    """Whether ``text`` is an address rather than a file's path."""
    return text.lower().startswith(("http://", "https://"))


def get(url: str, limit: int, timeout: float = TIMEOUT, budget: Budget | None = None) -> bytes:
    """The body at ``url``, of at most ``limit`` bytes; ``timeout`` in seconds is for each wait and, tenfold, for all.

    ``budget`` is what all exchanges with one site may cost together. Raises `errors.Unreachable`, `errors.NotThere`
    (404 and 410), `errors.AnswerRefused` (another status), `errors.RedirectRefused`, `errors.AnswerTooLarge`,
    `errors.BudgetSpent`.
    """
    return _exchange(_request(url), limit, timeout, budget)[1]


def post(
    url: str, data: bytes, kind: str, limit: int, timeout: float = TIMEOUT, fine: tuple[int, ...] = ()
) -> tuple[int, bytes]:
    """Send ``data`` of the media type ``kind``; gives status and body. Statuses in ``fine`` are answers too.

    Redirections are not followed: whoever was to get the data was named.
    """
    return _exchange(_request(url, data, kind), limit, timeout, None, fine)


def _request(url: str, data: bytes | None = None, kind: str = "") -> Request:
    headers = HEADERS | ({"Content-Type": kind} if kind else {})
    try:
        if is_url(url) and urlsplit(url).hostname:
            return Request(url, data=data, headers=headers)
    except ValueError:
        pass
    raise errors.Unreachable(url=url, reason="address")


def _exchange(
    request: Request, limit: int, timeout: float, budget: Budget | None, fine: tuple[int, ...] = ()
) -> tuple[int, bytes]:
    wire = Wire(request.full_url, limit, timeout, budget)
    with _told(request.full_url), wire:
        for left in range(REDIRECTIONS, -1, -1):
            try:
                with wire.opener.open(request, timeout=timeout) as answer:
                    return answer.status, read(answer, request.full_url, limit)
            except HTTPError as answer:
                with answer:
                    if answer.code in fine:
                        return answer.code, read(answer, request.full_url, limit)
                    request = _moved(request, answer, left)
                wire.hang_up()
    raise errors.AnswerRefused(url=request.full_url, status=0)  # not reached: the last round answers or raises


@contextmanager
def _told(url: str) -> Iterator[None]:
    """What the libraries raise, as ours."""
    try:
        yield
    except URLError as fault:
        raise errors.Unreachable(url=url, reason=str(fault.reason)) from None
    except (OSError, HTTPException, ValueError) as fault:
        raise errors.Unreachable(url=url, reason=str(fault) or type(fault).__name__) from None


def _moved(request: Request, answer: HTTPError, left: int) -> Request:
    """The request that an ``answer`` other than success leads to, if it may; raised for what it is otherwise."""
    url = request.full_url
    if answer.code in (404, 410):
        raise errors.NotThere(url=url) from None
    target = answer.headers.get("Location")
    if answer.code not in _MOVED or request.data is not None or not target or not left:
        raise errors.AnswerRefused(url=url, status=answer.code) from None
    target = quote(urljoin(url, target), safe=string.punctuation, encoding="iso-8859-1")
    scheme = urlsplit(target).scheme
    if scheme != "https" and not (scheme == "http" and request.type == "http"):
        raise errors.RedirectRefused(url=url, target=target, status=answer.code) from None
    return _request(target)


def read(answer: object, url: str, limit: int) -> bytes:
    """The body of an ``answer`` from ``url``; raises as `get` does."""
    parts, left = [], limit + 1
    # Not ``read``, which would take a length that the server states for the memory to set aside.
    while left and (part := answer.read1(min(left, 1 << 16))):  # type: ignore[attr-defined]  # a response of either kind
        parts.append(part)
        left -= len(part)
    if not left:
        raise errors.AnswerTooLarge(url=url, limit=limit)
    if getattr(answer, "length", None):
        raise errors.Unreachable(url=url, reason="cut short")
    return b"".join(parts)


def joined(base: str, path: str) -> str:
    """An address below ``base``."""
    return f"{base.rstrip('/')}/{path}"
