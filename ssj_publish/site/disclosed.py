"""What the site shows of a removable content: its text and last day while it is public, then only why it is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from hashlib import sha256
from typing import TypeVar

from ssj_publish import errors
from ssj_publish.core import disclosure
from ssj_publish.core.entry import record_name
from ssj_publish.core.kinds.removable import Disclosed
from ssj_publish.core.reading import exposure
from ssj_publish.core.reading.exposure import Exposed
from ssj_publish.core.shapes import Shape
from ssj_publish.site.blocks import day
from ssj_publish.site.view import View
from ssj_publish.words import labels

B = TypeVar("B", bound=Shape)
#: Where the contents that are public lie on the site.
PREFIX = "ledger/disclosures"


def check(exposed: Mapping[str, Exposed]) -> None:
    """Whether a site may be built: `errors.DisclosureMissing`; `errors.DisclosureUnfinished` where the content of a
    withholding record is still there. A last public day comes by itself: what it ends is left out, and no fault."""
    exposure.require_whole(exposed)
    for one in exposed.values():
        if one.standing == "unfinished" and one.withheld is not None:
            name = f"{PREFIX}/{disclosure.file_name(one.digest)}"
            raise errors.DisclosureUnfinished(name=name, record=record_name(one.reference.seq))


def files(exposed: Mapping[str, Exposed]) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of each content that is public, and their list for ``sha256sum -c``: empty while there is none,
    absent only where the site was built without the contents, which whoever verifies the site then misses."""
    public = sorted((disclosure.file_name(one.digest), one.data) for one in exposed.values() if one.data is not None)
    for name, data in public:
        yield f"{PREFIX}/{name}", data
    if exposed and not any(one.standing == "unseen" for one in exposed.values()):
        yield f"{PREFIX}/SHA256SUMS", "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in public).encode()


def words(view: View, value: str | Disclosed | None, dated: bool = True) -> str | None:
    """What a field says in public; ``dated`` adds the last public day of a content that has one."""
    if not isinstance(value, Disclosed):
        return value
    one = view.exposed[value.sd]
    if one.standing == "present":
        return f"{one.value}（公示至 {day(value.until)}）" if dated and value.until else one.value
    if one.standing == "unseen":
        return "生成本网站时没有这部分内容，无法显示。"
    return gone(one)


def lasting(view: View, value: str | Disclosed | None) -> str | None:
    """A text that is public for good, for what others keep longer than a page; None where it has a last day, or is not
    there."""
    if not isinstance(value, Disclosed):
        return value
    found = None if value.until else view.exposed.get(value.sd)
    return found.value if found is not None and found.standing == "present" else None


def revealed(view: View, kind: str, body: B) -> B:
    """``body`` with the texts of its contents that are public in their places."""
    found = ((one.sd, view.exposed.get(one.sd)) for _, one in disclosure.references(kind, body))
    contents = {digest: one.data for digest, one in found if one is not None and one.data is not None}
    return disclosure.reveal(kind, body, contents)


def ended(view: View, kind: str, body: Shape) -> Exposed | None:
    """The first content of ``body`` that is no longer public, if any."""
    found = (view.exposed[one.sd] for _, one in disclosure.references(kind, body))
    return next((one for one in found if one.standing in ("withheld", "unfinished")), None)


def standing(one: Exposed) -> str:
    """How a content stands, with the last public day or the ground on which it is gone."""
    if one.standing == "unseen":
        return labels.STANDINGS["unseen"]
    if one.standing != "present":
        return gone(one)
    return labels.STANDINGS["present"] + (f"，公示至 {day(one.reference.until)}" if one.reference.until else "")


def gone(one: Exposed) -> str:
    """Why a content is not shown, and since when."""
    record, until = one.withheld, one.reference.until
    if record is not None:
        paper = f"，{record.body.document}" if record.body.document else ""
        return f"依法不再公开（依据：{labels.WITHHOLDINGS[record.body.ground]}{paper}，自 {day(record.time.date())}）"
    since = f"，自 {day(until + timedelta(days=1))}" if until else ""
    return f"依法不再公开（依据：{labels.WITHHOLDINGS['expired']}{since}）"


def label(one: Exposed) -> str:
    """What the field is called that refers to the content."""
    return labels.place(one.reference.place)[-1]


def address(one: Exposed) -> str:
    """Where the content's file is on the site; nowhere unless it is public."""
    return f"{PREFIX}/{disclosure.file_name(one.digest)}" if one.standing == "present" else ""
