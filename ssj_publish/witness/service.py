"""Decide on one request, store what was decided, and only then answer."""

from __future__ import annotations

from collections.abc import Callable

from ssj_publish import errors
from ssj_publish.core.tlog import witness
from ssj_publish.core.tlog.note import Note, NoteSignature
from ssj_publish.office.checkpoints import NoteSigner
from ssj_publish.witness.notebook import Notebook

#: Gives the time in POSIX seconds.
Clock = Callable[[], int]


class Service:
    """A witness at work."""

    def __init__(self, notebook: Notebook, signer: NoteSigner, clock: Clock) -> None:
        """Raises `errors.WitnessKeyWrong` where ``signer`` is not the notebook's."""
        self.notebook = notebook
        self.key = notebook.key
        self._signer = signer
        self._clock = clock
        if signer.public != self.key.public:
            raise errors.WitnessKeyWrong(key=signer.public.key_id, expected=self.key.public.key_id)

    def add_checkpoint(self, body: bytes) -> str:
        """Cosign the checkpoint in a request's ``body``; gives the signature's line.

        Raises `errors.WitnessRefusal` (the request), `errors.ClockBack` and `errors.WitnessDamaged` (the witness).
        """
        request = witness.parse(body)
        origin = request.note.text.partition("\n")[0]
        log = self.notebook.keys_of(origin)
        stated = witness.check(request, {origin: log} if log else {})
        with self.notebook.alone():
            seen = self.notebook.seen(origin)
            witness.advance(request, stated, seen[0] if seen else None)
            time = self._clock()
            if seen and time < (last := self.notebook.dated(seen[1])) and not self.notebook.waived(origin, last, time):
                raise errors.ClockBack(time=time, last=last)
            cosignature = self._sign(request.note.text, time)
            known = {(key.name, key.id) for key in log}
            by_log = {(one.name, one.key_id): one for one in reversed(request.note.signatures)}
            lines = (one for place, one in by_log.items() if place in known)
            self.notebook.see(origin, Note(request.note.text, (*lines, cosignature)))
        return cosignature.line

    def _sign(self, text: str, time: int) -> NoteSignature:
        return NoteSignature(self.key.name, self.key.id, self.key.sign(text, time, self._signer.sign_bytes))
