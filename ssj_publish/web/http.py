"""What is asked of other machines over HTTP: small answers, within a time, over http and https only.

Proxies are taken from the environment, as everywhere. A redirection may not lead out of http and https, nor from https
to http.
"""

from __future__ import annotations

from http.client import HTTPException
from time import monotonic
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from ssj_publish import __version__, errors

TIMEOUT: Final = 20.0
_AGENT: Final = f"ssj/{__version__}"


class _Within(HTTPRedirectHandler):
    """Follows redirections that stay where they may."""

    def redirect_request(
        self, req: Request, fp: object, code: int, msg: str, headers: object, newurl: str
    ) -> Request | None:
        scheme = urlsplit(newurl).scheme
        if scheme != "https" and not (scheme == "http" and req.type == "http"):
            raise errors.Unreachable(url=req.full_url, reason="redirect")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]  # handed through


_OPENER: Final = build_opener(_Within)


def is_url(text: str) -> bool:
    """Whether ``text`` is an address rather than a file's path."""
    return text.lower().startswith(("http://", "https://"))


def get(url: str, limit: int, timeout: float = TIMEOUT) -> bytes:
    """The body at ``url``, of at most ``limit`` bytes; ``timeout`` in seconds is for each wait and, tenfold, for all.

    Raises `errors.Unreachable`, `errors.NotThere` (404 and 410), `errors.AnswerRefused` (another status),
    `errors.AnswerTooLarge`.
    """
    return _exchange(_request(url), limit, timeout)[1]


def post(
    url: str, data: bytes, kind: str, limit: int, timeout: float = TIMEOUT, fine: tuple[int, ...] = ()
) -> tuple[int, bytes]:
    """Send ``data`` of the media type ``kind``; gives status and body. Statuses in ``fine`` are answers too."""
    return _exchange(_request(url, data, kind), limit, timeout, fine)


def _request(url: str, data: bytes | None = None, kind: str = "") -> Request:
    headers = {"User-Agent": _AGENT} | ({"Content-Type": kind} if kind else {})
    try:
        if is_url(url) and urlsplit(url).hostname:
            return Request(url, data=data, headers=headers)
    except ValueError:
        pass
    raise errors.Unreachable(url=url, reason="address")


def _exchange(request: Request, limit: int, timeout: float, fine: tuple[int, ...] = ()) -> tuple[int, bytes]:
    url = request.full_url
    until = monotonic() + 10 * timeout
    try:
        with _OPENER.open(request, timeout=timeout) as answer:
            return answer.status, _read(answer, url, limit, until)
    except HTTPError as answer:
        with answer:
            if answer.code in fine:
                return answer.code, _read(answer, url, limit, until)
            if answer.code in (404, 410):
                raise errors.NotThere(url=url) from None
            raise errors.AnswerRefused(url=url, status=answer.code) from None
    except URLError as fault:
        raise errors.Unreachable(url=url, reason=str(fault.reason)) from None
    except (OSError, HTTPException, ValueError) as fault:
        raise errors.Unreachable(url=url, reason=str(fault) or type(fault).__name__) from None


def _read(answer: object, url: str, limit: int, until: float) -> bytes:
    parts, left = [], limit + 1
    # Not ``read``, which would wait for a server that drips.
    while left and (part := answer.read1(min(left, 1 << 16))):  # type: ignore[attr-defined]  # a response of either kind
        parts.append(part)
        left -= len(part)
        if monotonic() > until:
            raise errors.Unreachable(url=url, reason="timed out")
    if not left:
        raise errors.AnswerTooLarge(url=url, limit=limit)
    if getattr(answer, "length", None):
        raise errors.Unreachable(url=url, reason="cut short")
    return b"".join(parts)


def joined(base: str, path: str) -> str:
    """An address below ``base``."""
    return f"{base.rstrip('/')}/{path}"
