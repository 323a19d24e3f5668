"""What has become of each removable content on a given day.

    present      the content is there, and public
    withheld     the content is gone, and may be: a withholding record says so, or its last public day has passed
    unfinished   it ought to be gone, and is still there
    missing      it is gone, and nothing allows it: the ledger is not verified
    unseen       there is no folder of contents here at all (a git clone): nothing can be said

A folder that is there, even empty, is held to be whole; only where there is none does a content count as unseen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ssj_publish import errors
from ssj_publish.core import disclosure
from ssj_publish.core.brief import ReferenceBrief
from ssj_publish.core.entry import record_name
from ssj_publish.core.kinds.withholding import Withholding
from ssj_publish.core.records import Record
from ssj_publish.core.state import State

Standing = Literal["present", "withheld", "unfinished", "missing", "unseen"]


@dataclass(frozen=True, slots=True)
class Exposed:
    """One content: its reference, how it stands, what it says where that is public (only then), and the record that
    withheld it."""

    digest: str
    reference: ReferenceBrief
    standing: Standing
    value: str | None = None
    data: bytes | None = None
    withheld: Record[Withholding] | None = None

    @property
    def since(self) -> date | None:
        return self.reference.ends


def audit(state: State, contents: Mapping[str, bytes] | None, today: date) -> dict[str, Exposed]:
    """How every content of the ledger stands on ``today``, by digest; ``contents`` by digest, None for no folder.

    Raises what `disclosure.check` raises for a content that is not what its record says.
    """
    found = {}
    for digest, reference in state.references.briefs():
        data = contents.get(digest) if contents is not None else None
        content = None
        if data is not None:
            content = disclosure.check(data, digest, reference.place, disclosure.file_name(digest))
        over = reference.over(today)
        if content is not None and not over:
            found[digest] = Exposed(digest, reference, "present", content.value, data)
        elif content is not None:
            found[digest] = Exposed(digest, reference, "unfinished", withheld=_withheld(state, digest, reference))
        else:
            gone: Standing = "withheld" if over else "unseen" if contents is None else "missing"
            found[digest] = Exposed(digest, reference, gone, withheld=_withheld(state, digest, reference))
    return found


def _withheld(state: State, digest: str, reference: ReferenceBrief) -> Record[Withholding] | None:
    return state.references[digest].withheld if reference.withheld is not None else None


def ending(state: State, names: Iterable[str], today: date) -> dict[str, Exposed]:
    """Of the contents of these ``names`` (digests), which are all that is there, those whose last public day is set;
    what they say is not looked at."""
    found = {}
    for digest in names:
        reference = state.references.brief(digest) if digest in state.references else None
        if reference is not None and reference.ends is not None:
            standing: Standing = "unfinished" if reference.over(today) else "present"
            found[digest] = Exposed(digest, reference, standing, withheld=_withheld(state, digest, reference))
    return found


def strays(state: State, contents: Iterable[str]) -> tuple[str, ...]:
    """Contents that no record refers to: of a draft that still waits for signatures, or of one given up."""
    return tuple(sorted(digest for digest in contents if digest not in state.references))


def require_whole(found: Mapping[str, Exposed]) -> None:
    """Raises `errors.DisclosureMissing` for the first content that is gone without a ground."""
    for one in found.values():
        if one.standing == "missing":
            record = record_name(one.reference.seq)
            raise errors.DisclosureMissing(name=record, field=one.reference.place, digest=one.digest)


def counts(found: Mapping[str, Exposed]) -> Counter[str]:
    """How many contents stand how."""
    return Counter(one.standing for one in found.values())
