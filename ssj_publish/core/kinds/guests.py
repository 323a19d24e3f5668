"""来宾: whoever is asked to a draw beside its three parties, to give a secret of their own (家长代表, 校长, 人大代表,
媒体 …)."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from ssj_publish.core.kinds.kind import ANYONE, DISCIPLINE, Kind, RecordBody
from ssj_publish.core.kinds.removable import RemovableLine
from ssj_publish.core.shapes import Digest, DrawId, GuestId, Line, Positive, TaskId

# What a guest writes on paper: at least 32 letters and figures (128 bits where they are hex digits), no blanks.
GuestWords = Annotated[str, Meta(pattern=r"^[0-9a-z]{32,128}\Z", extra={"type": "line"})]


class GuestSecret(RecordBody, frozen=True, kw_only=True):
    """A guest's promise of a secret for the next draw of ``task``, read aloud and recorded by 纪检组.

    ``capacity`` says in what capacity the guest came, and stays. ``name`` is a natural person's and given only by who
    agrees to be named: never plain, so that it can be taken away again (个人信息保护法 art. 15, 47). ``commitment`` =
    SHA-256("ssj/guest/v1:" ‖ secret). ``key`` is the guest's key of the day, in OpenSSH's form: then it signs as well.
    """

    KIND = Kind("guest-secret", (DISCIPLINE,))

    task: TaskId
    ordinal: Positive
    capacity: Line
    name: RemovableLine | None = None
    commitment: Digest
    key: Line | None = None


class GuestReveal(RecordBody, frozen=True, kw_only=True):
    """A guest's secret is opened, before the commitment's ``guests_by``.

    Whoever knows the secret may have it recorded, by any role: else one office could keep it out. With ``key``, the
    guest's key of the day again, the guest alone may sign.
    """

    KIND = Kind("guest-reveal", (ANYONE,), borne=True)

    draw: DrawId
    guest: GuestId
    secret: GuestWords
    key: Line | None = None
