"""Signing with a key that ``ssh-agent`` holds (draft-ietf-sshm-ssh-agent): on a token, or unlocked once a day.

A message is its length (4 bytes, big-endian), its type (1 byte) and its content; strings in it are a length and bytes.
For Ed25519 the agent signs exactly the bytes it is given, so what comes out is the signature that the key's file would
give. Each answer is bounded in size and time, and no signature is believed before it is verified.
"""

from __future__ import annotations

import os
import socket
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, Final, Protocol

from ssj_publish import errors
from ssj_publish.core.signatures import Obligation, PublicKey, message, verify_all

_REQUEST_IDENTITIES: Final = 11
_IDENTITIES_ANSWER: Final = 12
_SIGN_REQUEST: Final = 13
_SIGN_RESPONSE: Final = 14
_MAX_ANSWER: Final = 1 << 18
#: Seconds; a person may be asked to confirm, or to touch a token.
_WAIT: Final = 60.0
#: Where OpenSSH for Windows listens.
_PIPE: Final = r"\\.\pipe\openssh-ssh-agent"
_ALGORITHM: Final = b"ssh-ed25519"


class _Line(Protocol):
    def send(self, data: bytes) -> None: ...

    def receive(self, count: int) -> bytes: ...


@dataclass(frozen=True, slots=True)
class AgentSigner:
    """A private key that stays with the agent."""

    public: PublicKey

    def sign(self, statement: bytes) -> str:
        """The signature over a statement's bytes, in base64."""
        return b64encode(self.sign_bytes(message(statement))).decode()

    def sign_bytes(self, data: bytes) -> bytes:
        """The 64 bytes of a signature over ``data``. Raises `errors.AgentMissing`, `errors.AgentFailed`."""
        with _line() as line:
            asked = _string(_blob(self.public)) + _string(data) + bytes(4)
            answer = _ask(line, _SIGN_REQUEST, asked, _SIGN_RESPONSE)
        signature, rest = _cut(answer)
        algorithm, inner = _cut(signature)
        raw, end = _cut(inner)
        if rest or end or algorithm != _ALGORITHM or len(raw) != 64:
            raise errors.AgentFailed(reason="signature")
        try:
            verify_all([Obligation(self.public, data, raw)])
        except errors.BadSignature:
            raise errors.AgentFailed(reason="signature") from None
        return raw


def signer(public: PublicKey) -> AgentSigner:
    """The key as the agent holds it; `errors.AgentMissing`, `errors.AgentLacksKey`, `errors.AgentFailed`."""
    with _line() as line:
        answer = _ask(line, _REQUEST_IDENTITIES, b"", _IDENTITIES_ANSWER)
    if _blob(public) not in _identities(answer):
        raise errors.AgentLacksKey(key=public.key_id)
    return AgentSigner(public)


def _identities(answer: bytes) -> Iterator[bytes]:
    count, rest = int.from_bytes(answer[:4], "big"), answer[4:]
    for _ in range(count):
        blob, rest = _cut(rest)
        _comment, rest = _cut(rest)
        yield blob


def _ask(line: _Line, type_: int, content: bytes, expected: int) -> bytes:
    line.send(_string(bytes([type_]) + content))
    length = int.from_bytes(line.receive(4), "big")
    if not 1 <= length <= _MAX_ANSWER:
        raise errors.AgentFailed(reason="length")
    answer = line.receive(length)
    if answer[0] != expected:
        raise errors.AgentFailed(reason="refused")
    return answer[1:]


@contextmanager
def _line() -> Iterator[_Line]:
    """A connection to the agent; what the system finds wrong is `errors.AgentFailed`."""
    try:
        with closing(_connected()) as opened:
            yield opened
    except OSError as fault:
        raise errors.AgentFailed(reason=str(fault)) from None


def _connected() -> _Socket | _Pipe:
    path = os.environ.get("SSH_AUTH_SOCK", "")
    if sys.platform == "win32":
        return _Pipe(path or _PIPE)
    if not path:
        raise errors.AgentMissing()
    try:
        return _Socket(path)
    except OSError:
        raise errors.AgentMissing() from None


class _Socket:
    """A Unix socket."""

    def __init__(self, path: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(_WAIT)
        try:
            self._socket.connect(path)
        except BaseException:
            self._socket.close()
            raise

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def receive(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            part = self._socket.recv(count - len(data))
            if not part:
                raise errors.AgentFailed(reason="closed")
            data += part
        return data

    def close(self) -> None:
        self._socket.close()


class _Pipe:
    """A named pipe of Windows."""

    def __init__(self, path: str) -> None:
        try:
            self._file: Any = open(path, "r+b", buffering=0)  # noqa: SIM115  # closed by `close`
        except OSError:
            raise errors.AgentMissing() from None

    def send(self, data: bytes) -> None:
        self._file.write(data)

    def receive(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            part = self._file.read(count - len(data))
            if not part:
                raise errors.AgentFailed(reason="closed")
            data += part
        return data

    def close(self) -> None:
        self._file.close()


def _blob(public: PublicKey) -> bytes:
    """The key in wire form (RFC 8709)."""
    return b64decode(public.openssh.split()[1])


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def _cut(data: bytes) -> tuple[bytes, bytes]:
    """The string at the beginning of ``data`` (RFC 4251, 5), and what follows it."""
    end = 4 + int.from_bytes(data[:4], "big")
    if len(data) < max(end, 4):
        raise errors.AgentFailed(reason="cut short")
    return data[4:end], data[end:]
