"""What the golden files hold: of the built site, of what a bureau exports and of other ledgers, each in the form that
is compared.

A page is its ``main``, and a few are whole; a workbook its cells; everything else its bytes. Left out is only what
depends on the machine's software: versions, and the sizes of compressed files.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook

from ssj_publish.core.draw.notice import Notice
from ssj_publish.core.replay import replay
from ssj_publish.ledger import store
from ssj_publish.office import draws
from ssj_publish.site import notices, portal
from ssj_publish.site.build import build
from ssj_publish.site.serving import RECIPES
from ssj_publish.site.settings import packaged
from tests.golden import importing, ledger, told

EXPECTED = Path(__file__).parent / "expected"
#: Pages that are kept with their head and what surrounds them.
WHOLE = frozenset({"index.html", "rules.html", "visits/000/000078.html", "records/000/000047.html"})
#: Of these, a few tell as much as all: one with each story.
_SOME = {
    "bodies": {"S001", "S003", "S005", "S007", "S013", "S020", "index"},
    "inspectors": {"N01", "N04", "N05", "index"},
}
#: Every record has a proof; one is kept.
_PROOF = re.compile(r"ledger/000/(?!000047)\d{6}\.tlog-proof")
#: The program's own prose, which changes for its own reasons; and the one decision that is the bureau's.
_PACKAGED = frozenset(
    f"{path.stem}.{kind}"
    for path in (packaged("content") / "pages").glob("*.md")
    for kind in ("html", "json")
    if path.stem not in ("rules", "about")
)
_OWN_DECISION = re.compile(r"decision-9001\.|index\.")
_LEFT = frozenset({"SHA256SUMS", "SM3SUMS", "data/ledger.zip", "favicon.ico", "vocabulary-schema.json"})
#: What is derived: from the columns alone (`tests.site.opendata.test_tables`), the sheets once more in one workbook, or
#: a list once more in its page's JSON.
_DERIVED = frozenset(
    {
        "data/v1/schema.json",
        "data/v1/codes.json",
        "data/v1/load.sql",
        "data/all.xlsx",
        "data/bodies.xlsx",
        "data/irregularities.xlsx",
        "drawn/index.json",
        "compare/index.json",
        "irregularities/index.json",
    }
)
#: Of what is exported for a portal.
_FRAGMENTS = frozenset({"draws/T1-2.html", "visits/000/000078.html", "results/index.html"})
_MAIN = re.compile(r"<main.*?</main>\n?", re.DOTALL)
_COMPRESSED = re.compile(r"(\.(?:xlsx|zip))（[^（）]*）")
_VERSION = re.compile(r'^(  "[a-z-]+": )"[0-9.a-z]+"', re.MULTILINE)
#: Where a line is broken that one would not wish to compare whole.
_JOINT = re.compile(r"(?<=>)(?=<(?:entry|/?tr|t[dh] |link |updated|published|summary)\b)")


def made(work: Path) -> dict[str, str]:
    """Every golden file as it is now, by name; made in the empty folder ``work``."""
    repo = ledger.write(work / "repo")
    site = build(repo, work / "site").output
    found = {name: shown(name, (site / name).read_bytes()) for name in chosen(site)}
    found |= _exported(repo, work / "export")
    found |= {f"told/{name}.txt": text for name, text in (told.made() | importing.texts() | _recipes()).items() if text}
    return {f"{name}.txt" if name.endswith(".xlsx") else name: text for name, text in sorted(found.items())}


def _recipes() -> dict[str, str]:
    """What an operator copies for a server."""
    return {f"recipe-{name}": made() for name, made in RECIPES.items()}


def chosen(site: Path) -> Iterator[str]:
    """The files of the site that are kept: of records one of each kind, of bodies and inspectors some, of all else
    all."""
    records = _first_of_each_kind(site)
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        room, _, file = name.rpartition("/")
        if path.is_dir() or room.split("/")[0] in ("schemas", "theme", "vectors") or "/tile/" in name:
            continue
        if name in _PACKAGED or (room == "decisions" and not _OWN_DECISION.match(file)):
            continue
        some = records if re.fullmatch(r"(records|ledger)(/\d+)?", room) else _SOME.get(room)
        if (some is None or file.split(".")[0] in some) and name not in _LEFT | _DERIVED and not _PROOF.fullmatch(name):
            yield name


def _first_of_each_kind(site: Path) -> frozenset[str]:
    seen: dict[str, str] = {}
    for path in sorted((site / "ledger").glob("[0-9]*/*.yaml")):
        [kind] = re.findall(r'^  kind: "([a-z-]+)"$', path.read_text("utf-8"), re.MULTILINE)
        seen.setdefault(kind, path.stem)
    return frozenset({*seen.values(), "index", "checkpoint", "000047"})


def shown(name: str, data: bytes) -> str:
    """The file's form for comparison."""
    if name.endswith(".xlsx"):
        return "".join(f"{line}\n" for line in _cells(data))
    text = data.decode("utf-8")
    if name.endswith(".html") and name not in WHOLE:
        text = "".join(_MAIN.findall(text)) or text
    if name == "site.json":
        text = _VERSION.sub(r'\1"…"', text)
    if name.startswith("data/"):
        text = _COMPRESSED.sub(r"\1（…）", text)
    return _JOINT.sub("\n", text) if name.endswith((".html", ".atom")) else text


def _cells(data: bytes) -> Iterator[str]:
    """A line for each sheet, and a line for each row: type and value of each cell, and where it leads."""
    for sheet in load_workbook(io.BytesIO(data)):
        yield f"== {sheet.title} {sheet.dimensions} {sheet.freeze_panes}"
        for row in sheet.iter_rows():
            yield " | ".join(_cell(one.value, one.number_format) for one in row)


def _cell(value: object, form: str) -> str:
    if value is None:
        return ""
    text = value.strftime("%Y-%m-%d %H:%M:%S") if isinstance(value, datetime) else str(value)
    return f"{text} {{{type(value).__name__}{'' if form == 'General' else ' ' + form}}}"


def _exported(repo: Path, output: Path) -> Iterator[tuple[str, str]]:
    """Fragments and the list for a portal, and a notice as it is printed."""
    portal.export(repo, output)
    for name in ("readme.txt", "index.xlsx", *(f"fragments/{one}" for one in sorted(_FRAGMENTS))):
        yield f"export/{name}", shown(name, (output / name).read_bytes())
    state = replay(store.read_entries(repo / "ledger")).state
    [draw] = [state.draws[id_] for id_ in state.tasks["T4"].draws]
    assert draw.outcome is not None
    body = draw.outcome.drawn[0].body
    sheet = notices.sheet(
        state, draw, Notice("T4", 1, body, draws.prove(draw.outcome, body)), "https://jy.test.example"
    )
    yield f"export/{sheet.name}", re.sub(r"<svg.*?</svg>", "<svg>…</svg>", sheet.html, flags=re.DOTALL)
