"""Connections that are kept: many small answers of one site, without a handshake for each.

They are a shorter way to what `http.get` gives, under the same limits and within the same budget. Whatever is not a
plain 200 on a connection that still stands (a redirection, a refusal, a proxy on the way, a connection that the server
has closed meanwhile) is asked for again by `http.get`, whose answer counts.
"""

from __future__ import annotations

import queue
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from ssj_publish import errors
from ssj_publish.web import http
from ssj_publish.web.http import Budget
from ssj_publish.web.wire import Wire, connection_to

_OK: Final = 200


class Kept:
    """The connections to one site; as many as there are threads that ask at a time."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._idle: queue.SimpleQueue[tuple[HTTPConnection, Wire]] = queue.SimpleQueue()
        scheme, netloc, *_ = urlsplit(budget.url)
        self._base = (scheme.lower(), netloc)
        # What a proxy may reach, and how, is looked after in one place.
        self._direct = scheme.lower() not in getproxies() or bool(proxy_bypass(urlsplit(budget.url).hostname or ""))

    def __enter__(self) -> Kept:
        return self

    def __exit__(self, *fault: object) -> None:
        with suppress(queue.Empty):
            while True:
                self._idle.get_nowait()[1].hang_up()

    def get(self, url: str, limit: int) -> bytes:
        """As `http.get`."""
        scheme, netloc, *_ = urlsplit(url)
        found = self._shortly(url, limit) if self._direct and (scheme.lower(), netloc) == self._base else None
        return http.get(url, limit, budget=self._budget) if found is None else found

    def _shortly(self, url: str, limit: int) -> bytes | None:
        try:
            connection, wire = self._idle.get_nowait()
            wire.renew(url, limit)
        except queue.Empty:
            wire = Wire(url, limit, http.TIMEOUT, self._budget)
            connection = connection_to(url, wire, http.TIMEOUT)
        kept = False
        try:
            connection.request("GET", _target(url), headers=http.HEADERS)
            answer = connection.getresponse()
            if answer.status != _OK:
                return None
            data = http.read(answer, url, limit)
            # The connection stands while nothing of this answer is left, and the server has not said that it closes it.
            kept = (answer.isclosed() or answer.length == 0) and connection.sock is not None
            answer.close()
            return data
        except (OSError, HTTPException, ValueError, errors.Unreachable):
            return None
        finally:
            if kept:
                self._idle.put((connection, wire))
            else:
                wire.hang_up()


def _target(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
