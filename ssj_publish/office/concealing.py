"""What may have to disappear is put beside the chain before a record is signed: nobody has to ask for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import msgspec

from ssj_publish import errors
from ssj_publish.core import disclosure, encoding
from ssj_publish.core.kinds.kind import RecordBody
from ssj_publish.core.kinds.oversight import Correction
from ssj_publish.core.rules import publication
from ssj_publish.core.shapes import Shape
from ssj_publish.core.state import State

#: 16 fresh random bytes a call.
Salt = Callable[[], bytes]
#: The contents at hand, by digest.
Contents = Callable[[], Mapping[str, bytes]]


def concealed(state: State, body: Shape, day: date, salt: Salt, contents: Contents) -> tuple[Shape, tuple[bytes, ...]]:
    """``body``, to be written on ``day``, with references for its removable texts; and the files to keep of these.

    No file is kept of what may not be public any more. A correction's replacement is treated as what it replaces is,
    and refers to the same ``contents`` where it says the same; one that does not fit is left for the rules to refuse.
    Raises `errors.PersonalNumber`.
    """
    if not isinstance(body, RecordBody):
        return body, ()
    if isinstance(body, Correction):
        return _correction(state, body, salt, contents())
    made, files = disclosure.conceal(body.KIND.name, body, publication.until(body, day), salt)
    return made, () if publication.over(state, body, day) else files


def _correction(
    state: State, body: Correction, salt: Salt, contents: Mapping[str, bytes]
) -> tuple[Correction, tuple[bytes, ...]]:
    target = state.records.get(body.target)
    standing = state.amendable(body.target)
    if target is None or standing is None:
        return body, ()
    try:
        new = msgspec.convert(body.replacement, type(target.body))
        if encoding.emit({"body": body.replacement}) != encoding.emit({"body": msgspec.to_builtins(new)}):
            return body, ()
    except (msgspec.ValidationError, errors.SsjError):
        return body, ()
    kept = {
        (place, disclosure.parse(contents[one.sd], "").value): one
        for place, one in disclosure.references(target.kind, standing.body)
        if one.sd in contents
    }
    made, files = disclosure.conceal(target.kind, new, None, salt, kept)
    if made == new:
        return body, ()
    return msgspec.structs.replace(body, replacement=msgspec.to_builtins(made)), files
