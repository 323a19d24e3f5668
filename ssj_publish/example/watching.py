"""The example's checkpoints: right after each commitment, and at the end of every month, cosigned by invented
witnesses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from ssj_publish.core.log import tree_of
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.note import NoteSignature
from ssj_publish.example.agenda import Agenda, clock
from ssj_publish.example.county import LOG_SIGNER, ORIGIN, OUTSIDERS, WITNESSES, log_key, witness_key
from ssj_publish.ledger import checkpoints
from ssj_publish.office.checkpoints import sign

#: How long each witness takes to answer, in seconds.
_ANSWER = {"shijy": 40, "daxue": 75, "ribao": 110}
#: A few minutes after draws have been committed to, and after the time of the guests of one.
_COMMITMENTS = (
    "2025-03-27 09:08", "2025-03-27 10:08", "2025-08-13 10:12", "2025-08-13 12:12", "2025-08-13 17:10", "2026-08-06 09:10",
    "2026-08-06 10:10",
)  # fmt: skip


class Watching:
    """Puts checkpoints on the agenda."""

    def __init__(self, agenda: Agenda) -> None:
        self.agenda = agenda
        self._last = 0

    def schedule(self) -> None:
        """All whose time is known; each draw has its own."""
        for year, month in [(2025, month) for month in range(1, 13)] + [(2026, month) for month in range(1, 11)]:
            last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            self.agenda.at(clock(last, 17, 30), self.checkpoint)
        self.agenda.at("2026-11-20 17:30", self.checkpoint)
        # On the morning of a second draw the university and the newspaper could not be reached until after the round.
        self.agenda.at("2025-03-28 09:10", lambda: self.checkpoint(["shijy"]))
        self.agenda.at("2025-03-28 13:05", self.checkpoint)
        for when in _COMMITMENTS:
            self.agenda.at(when, self.checkpoint)

    def checkpoint(self, witnesses: Iterable[str] = tuple(WITNESSES)) -> None:
        """Sign for all records, and let ``witnesses`` cosign."""
        digests = self.agenda.state.digests
        if len(digests) == self._last:
            return
        self._last = len(digests)
        stated = Checkpoint(ORIGIN, len(digests), tree_of(digests).root)
        folder = self.agenda.desk.folder
        checkpoints.add(folder, sign(stated, log_key(), LOG_SIGNER), stated.size)
        for name in witnesses:
            checkpoints.add_cosignature(folder, stated.size, _cosign(stated, name, self.agenda.now))


def _cosign(stated: Checkpoint, name: str, now: datetime) -> NoteSignature:
    key, time = witness_key(name), int(now.timestamp()) + _ANSWER[name]
    return NoteSignature(key.name, key.id, key.sign(stated.text, time, OUTSIDERS[name].sign_bytes))
