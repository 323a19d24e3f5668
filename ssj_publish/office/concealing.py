"""What may have to disappear is put beside the chain before a record is signed: nobody has to ask for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec

from ssj_publish.core import disclosure
from ssj_publish.core.kinds.kind import RecordBody
from ssj_publish.core.kinds.oversight import Correction
from ssj_publish.core.rules import publication
from ssj_publish.core.state import State

#: 16 fresh random bytes a call.
Salt = Callable[[], bytes]


def concealed(state: State, body: RecordBody, day: date, salt: Salt) -> tuple[RecordBody, tuple[bytes, ...]]:
    """``body``, to be written on ``day``, with references for its removable texts; and the files to keep of these.

    No file is kept of what may not be public any more. A correction's replacement is treated as what it replaces is; one
    that does not fit is left for the rules to refuse. Raises `errors.PersonalNumber`.
    """
    if isinstance(body, Correction):
        return _correction(state, body, salt)
    made, files = disclosure.conceal(body.KIND.name, body, publication.until(body, day), salt)
    return made, () if publication.over(state, body, day) else files


def _correction(state: State, body: Correction, salt: Salt) -> tuple[Correction, tuple[bytes, ...]]:
    target = state.records.get(body.target)
    if target is None:
        return body, ()
    try:
        new = msgspec.convert(body.replacement, type(target.body))
    except msgspec.ValidationError:
        return body, ()
    made, files = disclosure.conceal(target.kind, new, None, salt)
    return msgspec.structs.replace(body, replacement=msgspec.to_builtins(made)), files
