"""The code on an inspection notice: this body was drawn by the sealed draw, and nothing about any other.

    1~<task>~<ordinal>~<body>~<inspector>,<inspector>…~<index>~<salt ‖ path, base64url without padding>

The text stands behind ``notice.html#`` in the notice's QR code, so that a telephone opens the bureau's page, which
checks it against the seal; a fragment never leaves the telephone. ``~`` is in no id.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from ssj_publish import errors
from ssj_publish.core.draw import outcome
from ssj_publish.core.kinds.inspection import SealProof
from ssj_publish.core.state import Draw
from ssj_publish.core.tlog import merkle

_ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
_NUMBER = r"0|[1-9][0-9]{0,5}"
_TEXT = re.compile(
    rf"1~({_ID})~({_NUMBER})~({_ID})~({_ID}(?:,{_ID}){{0,19}})~({_NUMBER})~([A-Za-z0-9_-]{{43,1400}})", re.ASCII
)
_NODE = 32


@dataclass(frozen=True, slots=True)
class Notice:
    """``body`` and its team stand at ``proof.index`` in the seal of the ``ordinal``-th draw of ``task``."""

    task: str
    ordinal: int
    body: str
    proof: SealProof


def form(notice: Notice) -> str:
    """The text for the QR code."""
    proof = notice.proof
    raw = b"".join(bytes.fromhex(node) for node in (proof.salt, *proof.path))
    packed = urlsafe_b64encode(raw).decode().rstrip("=")
    return f"1~{notice.task}~{notice.ordinal}~{notice.body}~{','.join(proof.team)}~{proof.index}~{packed}"


def parse(text: str) -> Notice:
    """The strict inverse of `form`; `errors.NoticeMalformed` for any other text."""
    found = _TEXT.fullmatch(text)
    if found is None:
        raise errors.NoticeMalformed()
    task, ordinal, body, team, index, packed = found.groups()
    if len(packed) % 4 == 1:  # no number of bytes is that long
        raise errors.NoticeMalformed()
    raw = urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    nodes = [raw[at : at + _NODE].hex() for at in range(0, len(raw), _NODE)]
    proof = SealProof(salt=nodes[0], team=tuple(team.split(",")), index=int(index), path=tuple(nodes[1:]))
    notice = Notice(task, int(ordinal), body, proof)
    if len(raw) % _NODE or form(notice) != text:
        raise errors.NoticeMalformed()
    return notice


def check(draw: Draw, notice: Notice) -> None:
    """`errors.NoticeRefused` unless the seal of ``draw`` holds the notice."""
    named = draw.commit.task, draw.commit.ordinal
    if draw.seal is None or named != (notice.task, notice.ordinal):
        raise errors.NoticeRefused(body=notice.body, task=notice.task)
    proof, seal = notice.proof, draw.seal.body
    leaf = outcome.leaf(proof.salt, notice.body, proof.team)
    path = [bytes.fromhex(node) for node in proof.path]
    try:
        merkle.verify_inclusion(bytes.fromhex(seal.root), seal.count, proof.index, leaf, path)
    except errors.ProofRefused:
        raise errors.NoticeRefused(body=notice.body, task=notice.task) from None
