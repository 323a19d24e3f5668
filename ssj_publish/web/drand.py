"""drand rounds over HTTP, from whoever answers first with the true one.

An endpoint is asked for ``<endpoint>/<chain hash>/public/<round>`` and believed in nothing: a round has one signature,
and the chain's key tells it from all others. So one honest endpoint of many is enough; all are asked side by side, and
one that lies or drips costs no time either.
"""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from ssj_publish import errors
from ssj_publish.core.clock import moment
from ssj_publish.core.draw.drand import Chain, round_time, verify_round
from ssj_publish.web import http

#: The League of Entropy's public endpoints (https://docs.drand.love/dev-guide/developer-api/http-api).
ENDPOINTS: Final = (
    "https://api.drand.sh",
    "https://api2.drand.sh",
    "https://api3.drand.sh",
    "https://drand.cloudflare.com",
)
#: Seconds for each wait; ten times as long for a whole answer.
TIMEOUT: Final = 5.0
_LIMIT: Final = 4096


def fetch(chain: Chain, round_: int, endpoints: Sequence[str] = ENDPOINTS, timeout: float = TIMEOUT) -> str:
    """The signature of ``round_`` in hex, verified: the first good answer of the endpoints, which are asked side by
    side.

    Raises `errors.RoundUnreachable` with what each of them answered.
    """
    answers: queue.SimpleQueue[tuple[str, str | errors.SsjError]] = queue.SimpleQueue()

    def ask(endpoint: str) -> None:
        answer: str | errors.SsjError = errors.Unreachable(url=endpoint, reason="cut short")
        try:
            answer = _ask(chain, round_, endpoint, timeout)
        except errors.SsjError as fault:
            answer = fault
        finally:
            answers.put((endpoint, answer))

    for endpoint in endpoints:  # none is waited for once a good answer is there; the deadline of `http.get` ends them
        threading.Thread(target=ask, args=(endpoint,), daemon=True).start()
    told = {}
    for _ in endpoints:
        endpoint, answer = answers.get()
        try:
            if isinstance(answer, str):
                verify_round(chain, round_, answer)
                return answer
            raise answer
        except errors.SsjError as fault:
            told[endpoint] = f"{endpoint} {_said(fault)}"
    raise errors.RoundUnreachable(
        chain=chain.id,
        round=round_,
        time=due(chain, round_).isoformat(" "),
        told="；".join(told[one] for one in endpoints if one in told),
    )


def _said(fault: errors.SsjError) -> str:
    if isinstance(fault, errors.NotThere):
        return "404"
    if isinstance(fault, errors.AnswerRefused):
        return str(fault.status)
    if isinstance(fault, errors.AnswerTooLarge):
        return f"> {fault.limit} bytes"
    return str(fault.data.get("reason", type(fault).__name__))


def due(chain: Chain, round_: int) -> datetime:
    """When ``round_`` is published, in Beijing."""
    return moment(round_time(chain, round_))


def _ask(chain: Chain, round_: int, endpoint: str, timeout: float) -> str:
    answer = http.get(http.joined(endpoint, f"{chain.chain_hash}/public/{round_}"), _LIMIT, timeout)
    try:
        signature = json.loads(answer)["signature"]
    except (ValueError, TypeError, LookupError, RecursionError):
        signature = None
    if not isinstance(signature, str):
        raise errors.BeaconRefused(chain=chain.id, round=round_, reason="answer")
    return signature
