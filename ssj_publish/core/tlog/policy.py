"""Whom to trust with a log (C2SP tlog-policy, 2026-06-22): written for other people's verifiers, and read where a
reader has
witnesses of their own, whatever the log itself says of its own::

    log jy.anlan.example/ssj+5a1c…+AZ…
    # 某大学
    witness w1 witness.example.edu.cn/w1+1a2b…+BC… https://witness.example.edu.cn
    group enough 2 w1 w2 w3
    quorum enough

What we write says what was in force for the newest checkpoint; for earlier ones, that is for the ledger to say. Names
are octets and nothing more: they are read one to one as characters, and only keys are text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ssj_publish import errors
from ssj_publish.core.tlog import checkpoint
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.note import Note
from ssj_publish.core.tlog.vkey import LOG_TYPES, WITNESS_TYPES, KeyType, VerifierKey, parse_verifier_key

#: Far more than 32 logs, witnesses and groups take, ML-DSA keys among them.
MAX_BYTES: Final = 1 << 20
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")
_COUNT: Final = re.compile("[1-9][0-9]{0,5}")
_NONE: Final = "none"


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


@dataclass(frozen=True, slots=True)
class Policy:
    """Which logs, which witnesses by name, and of each group how many members are enough; the ``quorum`` is a name
    too."""

    logs: tuple[VerifierKey, ...]
    witnesses: Mapping[str, VerifierKey]
    groups: Mapping[str, tuple[int, tuple[str, ...]]]
    quorum: str

    def stated(self, note: Note, log: VerifierKey) -> Checkpoint | None:
        """The checkpoint in ``note``, if a log of the policy has signed it and its witnesses are enough; ``log`` is who
        signs where the policy names none.

        Raises as `checkpoint.parse` does, and `errors.NoteSignatureWrong` where the signature of a key in it does not
        hold.
        """
        origin = checkpoint.parse(note.text).origin
        own = [key for key in self.logs or (log,) if key.name == origin]
        try:
            standing = checkpoint.stand(note, origin, own, self.witnesses.values())
        except errors.NoteUnsigned:
            return None
        seen = {key.public.raw for key in standing.times}
        return standing.checkpoint if self._met(self.quorum, seen) else None

    def _met(self, name: str, seen: set[bytes]) -> bool:
        if name == _NONE:
            return True
        if name in self.witnesses:
            return self.witnesses[name].public.raw in seen
        count, members = self.groups[name]
        return sum(self._met(one, seen) for one in members) >= count


def parse(data: bytes) -> Policy:
    """Read a policy; `errors.PolicyMalformed` with the number of its ``line`` (0: the whole file) and a ``reason``.

    That is size, control, word, key, name, member, count or quorum.
    """
    if len(data) > MAX_BYTES:
        raise errors.PolicyMalformed(line=0, reason="size")
    if _CONTROLS.search(data) or (data and not data.endswith(b"\n")):
        raise errors.PolicyMalformed(line=0, reason="control")
    reader = _Reader()
    for number, words in _lines(data):
        reader.take(number, words)
    if reader.quorum is None:
        raise errors.PolicyMalformed(line=0, reason="quorum")
    return Policy(tuple(reader.logs), reader.witnesses, reader.groups, reader.quorum)


def _lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(data.decode("latin-1").split("\n"), 1):
        words = re.split("[ \t]+", line.strip(" \t"))
        if words != [""] and not words[0].startswith("#"):
            yield number, words


class _Reader:
    """What the lines so far have said: each refers only to those before it."""

    def __init__(self) -> None:
        self.logs: list[VerifierKey] = []
        self.witnesses: dict[str, VerifierKey] = {}
        self.groups: dict[str, tuple[int, tuple[str, ...]]] = {}
        self.quorum: str | None = None
        self._used: set[str] = set()
        self._line = 0

    def take(self, number: int, words: list[str]) -> None:
        self._line = number
        match words:
            case ["log", vkey, *url] if len(url) < 2:
                self.logs.append(self._key(vkey, LOG_TYPES, self.logs))
            case ["witness", name, vkey, *url] if len(url) < 2:
                self.witnesses[self._new(name)] = self._key(vkey, WITNESS_TYPES, self.witnesses.values())
            case ["group", name, count, *members] if members:
                self.groups[self._new(name)] = (self._enough(count, len(members)), self._members(members))
            case ["quorum", name]:
                if self.quorum is not None or not (name == _NONE or self._known(name)):
                    raise errors.PolicyMalformed(line=self._line, reason="quorum")
                self.quorum = name
            case _:
                raise errors.PolicyMalformed(line=self._line, reason="word")

    def _key(self, text: str, types: Sequence[KeyType], others: Iterable[VerifierKey]) -> VerifierKey:
        try:
            key = parse_verifier_key(text.encode("latin-1").decode())
        except (UnicodeDecodeError, errors.VerifierKeyMalformed):
            raise errors.PolicyMalformed(line=self._line, reason="key") from None
        known = {one.public.raw for one in others}
        if key.type not in types or key.public.raw in known:
            raise errors.PolicyMalformed(line=self._line, reason="key")
        return key

    def _known(self, name: str) -> bool:
        return name in self.witnesses or name in self.groups

    def _new(self, name: str) -> str:
        if name == _NONE or self._known(name):
            raise errors.PolicyMalformed(line=self._line, reason="name")
        return name

    def _members(self, names: list[str]) -> tuple[str, ...]:
        """Each was defined before, and is a member only here: whoever cosigns counts in one way."""
        for name in names:
            if not self._known(name) or name in self._used:
                raise errors.PolicyMalformed(line=self._line, reason="member")
            self._used.add(name)
        return tuple(names)

    def _enough(self, text: str, members: int) -> int:
        count = {"all": members, "any": 1}.get(text) or (int(text) if _COUNT.fullmatch(text) else 0)
        if not 1 <= count <= members:
            raise errors.PolicyMalformed(line=self._line, reason="count")
        return count
