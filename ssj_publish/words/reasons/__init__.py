"""What people read: one Chinese sentence for each error, with the place and the way out, by room."""

from __future__ import annotations

from ssj_publish.errors import SsjError
from ssj_publish.words.reasons import (
    answers,
    base,
    changing,
    codes,
    disclosures,
    drawing,
    encoding,
    git,
    guests,
    importers,
    inspecting,
    keys,
    ledger,
    office,
    planning,
    records,
    registers,
    signing,
    site,
    tlog,
    web,
    witness,
)

WORDING: dict[type[SsjError], str] = {
    **answers.WORDING,
    **base.WORDING,
    **changing.WORDING,
    **disclosures.WORDING,
    **drawing.WORDING,
    **encoding.WORDING,
    **git.WORDING,
    **guests.WORDING,
    **importers.WORDING,
    **inspecting.WORDING,
    **keys.WORDING,
    **ledger.WORDING,
    **office.WORDING,
    **planning.WORDING,
    **records.WORDING,
    **registers.WORDING,
    **signing.WORDING,
    **site.WORDING,
    **tlog.WORDING,
    **web.WORDING,
    **witness.WORDING,
}


def sentence(error: SsjError) -> str:
    """The Chinese sentence for ``error``, led by the file it is about; a leaf without one speaks as its base."""
    place = f"{error.data['name']}：" if error.data.get("name") else ""
    for kind in type(error).__mro__:
        template = WORDING.get(kind)
        if template is not None:
            return place + template.format(**{"data": error.data, **codes.shown(kind, error.data)})
    return place + str(error)


def lines(error: SsjError) -> list[str]:
    """`sentence`, and each fault of a form on a line of its own; any other line feed stands in what is told."""
    told, listed = sentence(error), str(error.data.get("listed", ""))
    if not (listed and told.endswith(f"\n{listed}")):
        return [told]
    return [told.removesuffix(f"\n{listed}"), *listed.split("\n")]
