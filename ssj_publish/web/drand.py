"""drand rounds over HTTP, from whoever answers first with the true one.

An endpoint is asked for ``<endpoint>/<chain hash>/public/<round>`` and believed in nothing: a round has one signature,
and the chain's key tells it from all others. So one honest endpoint of many is enough, and a wrong answer costs time
only.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Final

from ssj_publish import errors
from ssj_publish.core.draw.drand import Chain, round_time, verify_round
from ssj_publish.core.shapes import BEIJING
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
    """The signature of ``round_`` in hex, verified; the endpoints are asked in turn.

    Raises `errors.RoundUnreachable` with what each of them answered.
    """
    told = []
    for endpoint in endpoints:
        try:
            return _ask(chain, round_, endpoint, timeout)
        except (errors.Unreachable, errors.BeaconRefused) as fault:
            told.append(f"{endpoint} {fault.reason}")
        except errors.NotThere:
            told.append(f"{endpoint} 404")
        except errors.AnswerRefused as fault:
            told.append(f"{endpoint} {fault.status}")
        except errors.AnswerTooLarge as fault:
            told.append(f"{endpoint} > {fault.limit} bytes")
    raise errors.RoundUnreachable(
        chain=chain.id, round=round_, time=due(chain, round_).isoformat(" "), told="；".join(told)
    )


def due(chain: Chain, round_: int) -> datetime:
    """When ``round_`` is published, in Beijing."""
    return datetime.fromtimestamp(round_time(chain, round_), timezone(BEIJING))


def _ask(chain: Chain, round_: int, endpoint: str, timeout: float) -> str:
    answer = http.get(http.joined(endpoint, f"{chain.chain_hash}/public/{round_}"), _LIMIT, timeout)
    try:
        signature = json.loads(answer)["signature"]
    except (ValueError, TypeError, LookupError, RecursionError):
        signature = None
    if not isinstance(signature, str):
        raise errors.BeaconRefused(chain=chain.id, round=round_, reason="answer")
    verify_round(chain, round_, signature)
    return signature
