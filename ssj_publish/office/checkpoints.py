"""The log's side of its checkpoints: sign one, ask witnesses, keep their answers.

A checkpoint is signed only for a ledger that has just been verified whole, that continues every checkpoint beside it
and the last one this machine has signed (`ledger.memory`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ssj_publish import errors
from ssj_publish.core import log
from ssj_publish.core.kinds.genesis import Authority, Witness
from ssj_publish.core.signatures import PublicKey
from ssj_publish.core.state import State
from ssj_publish.core.tlog import checkpoint, note, timestamp, witness
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.mldsa import LatticeKey
from ssj_publish.core.tlog.note import Note, NoteSignature
from ssj_publish.core.tlog.vkey import VerifierKey, parse_verifier_key
from ssj_publish.ledger import checkpoints, memory
from ssj_publish.ledger import log as log_
from ssj_publish.web import http

#: The statuses with which a witness says that it does not cosign.
_REFUSALS = (400, 403, 404, 409, 422)


class NoteSigner(Protocol):
    """A private key at hand that signs bytes as they are."""

    @property
    def public(self) -> PublicKey | LatticeKey: ...

    def sign_bytes(self, data: bytes) -> bytes: ...


class Log(log_.Log):
    """The log of the ledger in the folder ``ledger``, for whoever signs it and asks others to."""

    def __init__(self, ledger: Path, state: State, verified: log_.Log | None = None) -> None:
        """``verified`` is the log as a verification has just found it; without it, the checkpoints are read and
        audited."""
        if verified is None:
            super().__init__(state, checkpoints.read(ledger))
        else:
            self.state, self.tree, self.audited = verified.state, verified.tree, verified.audited
        self.ledger = ledger

    def sign(self, signer: NoteSigner, now: datetime | None = None) -> Note:
        """Sign a checkpoint for all records, remember it, keep it; the same again where there is one already.

        ``now`` tells whether a log key that the root keys brought in has waited long enough. Raises
        `errors.LogKeyWrong`, and `errors.SignedBeyond` where this machine has signed what is not here.
        """
        key = self._log_key(signer, now)
        signed = self._signed(key) or sign(
            Checkpoint(self.state.origin, self.tree.size, self.tree.root),
            key,
            signer,
            int(now.timestamp()) if now else 0,
        )
        checkpoint.verify(signed, key)
        with memory.alone(self.state.genesis.id):
            self._check_memory()
            memory.remember(self.state.genesis.id, signed)
        checkpoints.add(self.ledger, signed, self.tree.size)
        return signed

    def _signed(self, key: VerifierKey) -> Note | None:
        """The checkpoint for all records, where this key has signed one: another signature would be another file."""
        here = (one.stored.note for one in self.audited if one.checkpoint.size == self.tree.size)
        return next((one for one in here if any(line.key_id == key.id for line in one.signatures)), None)

    def _log_key(self, signer: NoteSigner, now: datetime | None) -> VerifierKey:
        key = log.log_key(self.trust)
        if signer.public == key.public:
            return key
        succession = log.Succession(self.state.trusts, self.audited)
        for place in succession.by_root(self.tree.size):
            trust = self.state.trusts[place].trust
            if now is not None and now >= succession.early(place) and trust.log is not None:
                late = log.log_key(trust)
                if signer.public == late.public:
                    return late
        raise errors.LogKeyWrong(key=signer.public.key_id, expected=key.public.key_id)

    def request(self, name: str, old: int | None = None) -> bytes:
        """What to ask the witness ``name``: to cosign the newest checkpoint, from ``old`` leaves on.

        Without ``old``, from the last checkpoint of ours that it has cosigned. Raises `errors.WitnessUnknown`.
        """
        self.witness(name)
        last = self.last
        if old is None:
            cosigned = [one.checkpoint.size for one in self.audited if name in one.times]
            old = max(cosigned, default=0)
        size = last.checkpoint.size
        proof = self.tree.consistency_proof(min(old, size), size)
        return witness.form(witness.Request(old, tuple(proof), last.stored.note))

    def ask(self, named: Witness) -> list[str]:
        """Ask a witness over HTTP (C2SP tlog-witness) and keep what it answers; gives its name.

        A witness that knows another size than we think says so, and is asked again from there. Raises as `http.post`
        and `keep` do; `errors.WitnessRefused` with the HTTP status where it does not cosign.
        """
        name, url = parse_verifier_key(named.key).name, http.joined(named.url or "", "add-checkpoint")
        request = self.request(name)
        for _ in range(2):
            status, answer = http.post(url, request, "text/plain; charset=utf-8", note.MAX_BYTES, fine=_REFUSALS)
            if status == 200:
                return self.keep(answer)
            size = (
                checkpoint.parse_size(answer.decode("ascii", "replace").removesuffix("\n")) if status == 409 else None
            )
            if size is None or size > self.last.checkpoint.size:
                break
            request = self.request(name, size)
        raise errors.WitnessRefused(witness=name, status=status)

    def keep(self, answer: bytes) -> list[str]:
        """Keep a witness's ``answer``, for whichever checkpoint it was given; gives the witnesses' names.

        Of several by one witness the first is kept; lines by keys that the ledger does not name are left. Raises
        `errors.NoteMalformed`, `errors.NoteSignatureWrong` where a named witness's line holds under no checkpoint,
        `errors.WitnessUnknown` where no line is by one.
        """
        try:
            lines = note.parse_signatures(answer.decode())
        except UnicodeDecodeError:
            raise errors.NoteMalformed(reason="utf-8") from None
        kept = [name for line in lines if (name := self._keep_line(line)) is not None]
        if not kept:
            raise errors.WitnessUnknown(known=_names(self.witnesses()))
        return kept

    def query(self) -> bytes:
        """What to have time-stamped: the newest checkpoint, as an RFC 3161 request."""
        return timestamp.query(note.form(self.last.stored.note))

    def stamp(self, authority: Authority) -> datetime:
        """Have the newest checkpoint time-stamped over HTTP (RFC 3161 §3.4), and keep the answer; gives its time.

        Raises as `http.post` and `keep_token` do.
        """
        _, answer = http.post(authority.url or "", self.query(), "application/timestamp-query", checkpoints.MAX_TOKEN)
        return self.keep_token(authority, answer)

    def keep_token(self, authority: Authority, token: bytes) -> datetime:
        """Keep an ``authority``'s answer, for whichever checkpoint it was given, if it is the first; gives the kept
        one's time.

        Raises `errors.TokenMalformed`, or `errors.TokenRefused` where it holds for no checkpoint.
        """
        refused: errors.TokenRefused | None = None
        for one in reversed(self.audited):
            try:
                time = timestamp.verify(token, note.form(one.stored.note), authority)
            except errors.TokenRefused as fault:
                refused = refused or fault
                if fault.data["reason"] != "data":
                    break
            else:
                if authority.id not in one.tokens:
                    checkpoints.add_token(self.ledger, one.checkpoint.size, authority.id, token)
                    one.tokens[authority.id] = time
                return one.tokens[authority.id]
        raise refused or errors.NoCheckpoint()

    def authorities(self) -> tuple[Authority, ...]:
        """The time-stamping authorities of the newest checkpoint."""
        return self.trust_of(self.last).authorities

    def authority(self, id_: str) -> Authority:
        """The time-stamping authority of this id; `errors.AuthorityUnknown`."""
        for one in self.authorities():
            if one.id == id_:
                return one
        raise errors.AuthorityUnknown(known="、".join(one.id for one in self.authorities()) or "（无）")

    def witnesses(self) -> tuple[VerifierKey, ...]:
        """The witnesses of the newest checkpoint, and those that the root keys may bring in with it."""
        keys = (key for trust in self.trusts_of(self.last) for key in log.witness_keys(trust))
        return tuple(dict.fromkeys(keys))

    def witness(self, name: str) -> VerifierKey:
        """The witness of this name; `errors.WitnessUnknown`."""
        for one in self.witnesses():
            if one.name == name:
                return one
        raise errors.WitnessUnknown(known=_names(self.witnesses()))

    def _keep_line(self, line: NoteSignature) -> str | None:
        wrong: errors.NoteSignatureWrong | None = None
        for one in reversed(self.audited):
            for key in dict.fromkeys(key for trust in self.trusts_of(one) for key in log.witness_keys(trust)):
                if (key.name, key.id) == (line.name, line.key_id):
                    try:
                        time = note.check(key, one.stored.note.text, line)
                    except errors.NoteSignatureWrong as fault:
                        wrong = fault
                    else:
                        # A witness that is asked again signs again, with a later time: the first one proves more.
                        if key.name not in one.times:
                            checkpoints.add_cosignature(self.ledger, one.checkpoint.size, line)
                            one.times[key.name] = time or 0
                        return key.name
        if wrong is not None:
            raise wrong
        return None

    def _check_memory(self) -> None:
        kept = memory.recall(self.state.genesis.id)
        if kept is None:
            return
        signed = checkpoint.parse(kept.text)
        try:
            log.continues(self.tree, signed)
        except (errors.CheckpointBeyond, errors.CheckpointDiffers):
            raise errors.SignedBeyond(size=signed.size, count=self.tree.size) from None


def sign(stated: Checkpoint, key: VerifierKey, signer: NoteSigner, time: int = 0) -> Note:
    """The checkpoint as a note with the log's signature, at ``time`` (POSIX seconds) where that says a time."""
    return Note(stated.text, (NoteSignature(key.name, key.id, key.sign(stated.text, time, signer.sign_bytes)),))


def _names(keys: Sequence[VerifierKey]) -> str:
    return "、".join(key.name for key in keys) or "（无）"
