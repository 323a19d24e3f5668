"""The ledger itself: every record as it stands in its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import msgspec

from ssj_publish.core.entry import record_name
from ssj_publish.core.records import Record
from ssj_publish.core.state import State
from ssj_publish.site import disclosed, tlog
from ssj_publish.site.blocks import Cell, Page, moment, section, sections, table
from ssj_publish.site.pages import leaves, lots, places
from ssj_publish.site.view import View
from ssj_publish.words import labels

_REGISTERS = {
    "item-change": places.ITEMS, "body-change": places.BODIES, "inspector-change": places.INSPECTORS,
    "training": places.TRAININGS, "summary": places.SUMMARIES, "supervision": places.OVERSIGHT, "recusal": places.OVERSIGHT,
    "supervision-follow-up": places.OVERSIGHT, "recheck": places.OVERSIGHT,
    "school-calendar": places.BURDEN, "visits-apart": places.BURDEN,
    "feedback": places.FEEDBACK, "outreach": places.OUTREACH,
    "register-comparison": places.COMPARISONS, "rule-change": places.RULE_CHANGES,
}  # fmt: skip
#: Text and address.
Links = tuple[tuple[str, str], ...]
Columns = frozenset[places.Column]


class RecordPage(msgspec.Struct, frozen=True, gc=False):
    """A record's page: the most numerous, and so the leanest. ``yaml`` is the file's text; ``refs`` and ``later`` lead
    to the records it refers to and those that refer to it, ``around`` to its neighbours, ``about`` to the page on its
    matter; ``contents`` tells how its removable contents stand, and where their files are; ``proof`` names the file
    that proves its place, where a checkpoint covers it."""

    url: str
    title: str
    lead: str
    kind: str
    time: str
    signers: str
    id: str
    digest: str
    refs: Links
    later: Links
    around: Links
    about: Links
    yaml: str
    name: str
    published: str
    proof: str
    contents: Links
    column: tuple[str, str] = places.RECORDS
    template: str = "record"
    data: str = ""


def pages(view: View) -> Iterator[Page | RecordPage]:
    """All of them, one after another."""
    return lots.together(in_lots(view))


def in_lots(view: View) -> Iterator[lots.Lot[Page | RecordPage]]:
    """Lists of the ledger, and a page a record."""
    ordered = list(view.state.records.values())
    signed = {key: places.role(view.state, role) for key, role in view.state.keyring.holder.items()}
    there = frozenset((*places.columns(view.state), *places.further(view.state)))
    yield partial(_lists, ordered, signed)
    yield from lots.of(lambda one: (_record(view, one, signed, there),), ordered)


def _lists(ordered: Sequence[Record], signed: dict[str, str]) -> Iterator[Page]:
    return (_list(ordered, leaf, signed) for leaf in leaves.leaves(places.RECORDS[1], len(ordered)))


def _list(ordered: Sequence[Record], leaf: leaves.Leaf, signed: dict[str, str]) -> Page:
    rows = [
        (
            places.record(one),
            labels.KINDS[one.kind],
            moment(one.time),
            _signers(one, signed),
            Cell(one.id[:12], tone="mono"),
        )
        for one in leaves.newest_first(ordered, leaf)
    ]
    listing = table("新的在前", ("编号", "种类", "时间", "签署", "记录指纹（前 12 位）"), rows)
    span = "第 {} 号至第 {} 号"
    title, lead = f"台账第 {leaf.number} 页", f"{span.format(leaf.first, leaf.last)}记录。"
    if leaf.number is None:
        title = "台账"
        lead = f"网站上的一切都来自这 {len(ordered)} 条记录。后一条写着前一条的指纹，改动任何一条，后面的全都对不上。"
    parts = sections(section("记录", listing), leaves.ways(leaf, len(ordered), span))
    return Page(leaf.url, title, lead, parts, places.RECORDS)


def _record(view: View, one: Record, signed: dict[str, str], there: Columns) -> RecordPage:
    records = view.state.records
    signed_to = view.audited[-1].checkpoint.size if view.audited else 0
    kind, time = labels.KINDS[one.kind], moment(one.time)
    around = [(f"← 第 {one.seq - 1} 号", places.numbered("records", one.seq - 1))] if one.seq > 1 else []
    if one.seq < len(records):
        around.append((f"第 {one.seq + 1} 号 →", places.numbered("records", one.seq + 1)))
    signers = _signers(one, signed)
    return RecordPage(
        url=places.record_url(one),
        title=f"第 {one.seq} 号：{kind}",
        lead=f"{time}，{signers}签署。",
        kind=kind,
        time=one.time.isoformat(),
        signers=signers,
        id=one.id,
        digest=one.digest,
        refs=_links(records[id_] for id_ in one.statement.refs),
        later=_links(view.later.get(one.id, ())),
        around=tuple(around),
        about=_about(view.state, one, there),
        yaml=view.files[one.seq].decode(),
        name=record_name(one.seq),
        published=time,
        contents=tuple(
            (f"{disclosed.label(c)}：{disclosed.standing(c)}", disclosed.address(c)) for c in view.contents[one.id]
        ),
        proof=tlog.proof_name(one.seq) if one.seq <= signed_to else "",
    )


def _about(state: State, one: Record, there: Columns) -> Links:
    """The page on which the record's matter is told; ``there`` are the site's columns."""
    body = one.body
    found: Cell | None = None
    if one.id in state.draws:
        found = places.draw(state.draws[one.id], "这次抽取")
    elif one.id in state.visits:
        found = places.visit(one, "这次检查")
    elif one.kind in ("result", "partner-result"):
        found = places.visit(state.visits[body.visit].record, "这次检查")
    elif one.kind.startswith("case-"):
        found = Cell(f"案件 {body.case}", places.url("cases", body.case))
    elif _REGISTERS.get(one.kind) in there:
        found = Cell(*_REGISTERS[one.kind])
    elif one.kind in ("withholding", "annulment", "reply"):
        return _about(state, state.records[body.target], there)
    elif one.kind == "draw-elsewhere":
        task = places.task(state, body.task)
        found = Cell(f"任务 {task.text}", task.href)
    elif one.kind == "inspection-approval" and body.visits:
        found = places.visit(state.records[body.visits[0]], "这次检查")
    elif one.kind == "plan-filing":
        return _about(state, state.records[body.plan], there)
    elif one.kind == "plan":
        found = Cell(body.title, places.plan_url(body.year))
    elif getattr(body, "draw", None) in state.draws:
        found = places.draw(state.draws[body.draw], "这次抽取")
    return ((found.text, found.href),) if found else ()


def _links(records: Iterable[Record]) -> Links:
    return tuple((f"第 {one.seq} 号：{labels.KINDS[one.kind]}", places.record_url(one)) for one in records)


def _signers(one: Record, signed: dict[str, str]) -> str:
    """The names of the roles that signed."""
    return "、".join(dict.fromkeys(signed.get(signature.key, "来宾（当天的密钥）") for signature in one.signatures))
