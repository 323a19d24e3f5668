"""Big ledgers for the benches: a small bureau, then visits on complaints and their results, one after another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

from ssj_publish.core import disclosure
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.kinds.approval import InspectionApproval
from ssj_publish.core.kinds.inspection import Check, Result, Trigger, Visit
from ssj_publish.core.kinds.kind import RecordBody
from ssj_publish.core.records import Signature, Statement, form, record_id, statement_bytes
from ssj_publish.core.rules.approving import SPAN
from ssj_publish.core.shapes import Evidence
from ssj_publish.ledger import disclosures
from tests.bureau import ORIGIN, SIGNERS, at
from tests.world import World

TRIGGER = Trigger(kind="complaint", number="XF-1", date=date(2025, 1, 20), note="群众反映课后服务收费情况，现场核实。")
#: A county has some three hundred; each then has as many visits as one has in some years.
_INSPECTORS = 300


def write(folder: Path, entries: Iterable[Entry], contents: Iterable[bytes] = ()) -> None:
    """Put ``entries`` and removable ``contents`` into the ledger in ``folder``."""
    for entry in entries:
        (folder / entry.name).parent.mkdir(parents=True, exist_ok=True)
        (folder / entry.name).write_bytes(entry.data)
    for data in contents:
        disclosures.write(folder, data)


def _approval(day: date, bodies: int) -> InspectionApproval:
    """Of all the visits that will be made: on one complaint, of all bodies."""
    return InspectionApproval(
        document="检审1号",
        office="o1",
        bodies=tuple(sorted(f"S{number:03d}" for number in range(1, bodies + 1))),
        items=("I1",),
        start=day,
        end=day + SPAN,
        trigger=TRIGGER,
        reason="核实群众反映的情况。",
    )


def ledger(size: int, bodies: int = 200, contents: list[bytes] | None = None) -> list[Entry]:
    """``size`` records that verify, about 1.2 kB each; the files of their removable texts are added to ``contents``."""
    salts = (number.to_bytes(16, "big") for number in count())
    world = World().found().register(bodies=bodies, inspectors=_INSPECTORS)
    now = at("2025-02-03 09:00")
    approval = world.say(_approval(now.date(), bodies), "o1", "l", time=now)
    entries, digest = list(world.entries), world.replay.head.digest
    if contents is not None:
        contents.extend(world.contents.values())
    visit_id, (tip,) = "", world.state.tips
    while len(entries) < size:
        number = len(entries)
        now += timedelta(seconds=60)
        body: RecordBody
        if number % 2 or not visit_id:
            body = Visit(
                trigger=TRIGGER,
                approval=approval.id,
                body=f"S{number % bodies + 1:03d}",
                items=("I1",),
                date=now.date(),
                method="on-site",
                inspectors=tuple(sorted(f"N{(number + step) % _INSPECTORS + 1:02d}" for step in range(2))),
                signed_by="校长",
                evidence=tuple(Evidence(name=f"现场照片{n}.jpg", sha256="ab" * 32, size=48_213) for n in range(4)),
                note="查看了门卫登记、值班记录和收费公示栏，询问了值班人员，未见异常情况。" * 2,
            )
            refs: tuple[str, ...] = (approval.id,)
        else:
            checks = (
                Check(point="要点甲", outcome="problem", note="台账齐全，记录完整。"),
                Check(point="要点乙", outcome="ok", note="台账齐全，记录完整。"),
            )
            body = Result(
                visit=visit_id,
                item="I1",
                code="corrected-on-order",
                checks=checks,
                finding="收费公示不全，当场改正。" * 20,
                action="责令改正。",
            )
            refs = (visit_id,)
        body, files = disclosure.conceal(body.KIND.name, body, None, lambda: next(salts))
        if contents is not None:
            contents.extend(files)
        statement = statement_bytes(Statement(ORIGIN, now, body, refs, (tip,)))
        tip = record_id(statement)
        visit_id = "" if isinstance(body, Result) else tip
        signer = SIGNERS["o1"]
        signed = (Signature(key=signer.public.key_id, signature=signer.sign(statement)),)
        entry = Entry(record_name(number + 1), form(number + 1, digest, statement, signed))
        digest = sha256(entry.data).hexdigest()
        entries.append(entry)
    return entries
