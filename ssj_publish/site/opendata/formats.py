"""What every JSON file of the site looks like, as JSON Schema (2020-12), published under ``schemas/``.

    page.json   ssj-page/v1: the JSON beside every page           draw.json   ssj-draw-data/v1: a draw to be redone
    site.json   ssj-site/v1: what the site was built from

The tables have theirs beside them (`tables`), a record's statement has ``vocabulary-schema.json`` (`schema`), and
``datapackage.json`` names its own profile. No object has a member that is not named.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ssj_publish.site.opendata import draw_format, page_format
from ssj_publish.site.opendata.terms import DAY, DIALECT, DIGEST, SEQ, TEXT, Json, whole_object

FOLDER: Final = "schemas"


def files() -> Iterator[tuple[str, Json]]:
    """Names and schemas."""
    yield f"{FOLDER}/page.json", page_format.schema()
    yield f"{FOLDER}/draw.json", draw_format.schema()
    yield f"{FOLDER}/site.json", _SITE


_SITE: Final = {
    "$schema": DIALECT,
    "title": "ssj-site/v1",
    **whole_object(
        {
            "format": {"const": "ssj-site/v1"},
            "origin": TEXT,
            "bureau": TEXT,
            "genesis": DIGEST,
            "records": SEQ,
            "head": DIGEST,
            "today": DAY,
            "software": {"type": "object", "additionalProperties": TEXT},
        }
    ),
}
