"""Whom to trust with a log, for other people's verifiers (C2SP tlog-policy)::

    log jy.anlan.example/ssj+5a1c…+AZ…
    # 某大学
    witness w1 witness.example.edu.cn/w1+1a2b…+BC… https://witness.example.edu.cn
    group enough 2 w1 w2 w3
    quorum enough

A policy says what was in force for the newest checkpoint. What was in force for earlier ones is for the ledger to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ssj_publish.core.tlog.vkey import VerifierKey


@dataclass(frozen=True, slots=True)
class Named:
    """A witness of a policy: its key, whose it is, and where it is asked."""

    key: VerifierKey
    holder: str
    url: str | None = None


def form(log: VerifierKey, witnesses: Sequence[Named], quorum: int) -> bytes:
    """The policy's file; a ``quorum`` of 0 asks for nobody."""
    lines = [f"log {log.text}"]
    for number, one in enumerate(witnesses, 1):
        url = f" {one.url}" if one.url and one.url.isascii() and " " not in one.url else ""
        lines += [f"# {one.holder}", f"witness w{number} {one.key.text}{url}"]
    if quorum:
        lines.append(f"group enough {quorum} {' '.join(f'w{number}' for number in range(1, len(witnesses) + 1))}")
    lines.append(f"quorum {'enough' if quorum else 'none'}")
    return "".join(f"{line}\n" for line in lines).encode()
