"""Big ledgers for the benches: a small bureau, then visits on complaints and their results, one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from ssj_publish.core.shapes import Evidence
from ssj_publish.ledger import disclosures
from tests.bureau import ORIGIN, SIGNERS, at
from tests.world import World

#: A county has some three hundred; each then has as many visits as one has in some years.
_INSPECTORS = 300
#: From a record to the next.
_STEP = timedelta(seconds=60)


def write(folder: Path, entries: Iterable[Entry], contents: Iterable[bytes] = ()) -> None:
    """Put ``entries`` and removable ``contents`` into the ledger in ``folder``."""
    for entry in entries:
        (folder / entry.name).parent.mkdir(parents=True, exist_ok=True)
        (folder / entry.name).write_bytes(entry.data)
    for data in contents:
        disclosures.write(folder, data)


def ledger(size: int, bodies: int = 200, contents: list[bytes] | None = None) -> list[Entry]:
    """``size`` records that verify, about 1.2 kB each; the files of their removable texts are added to ``contents``.

    None of the visits is an irregularity, as hardly any is in an ordinary ledger: a complaint leads to a body once.
    """
    writer = _Writer(World().found().register(bodies=bodies, inspectors=_INSPECTORS))
    for _ in _told(writer, bodies):
        if len(writer.entries) >= size:
            break
    if contents is not None:
        contents.extend(writer.contents)
    return writer.entries


class _Writer:
    """What a ``world`` holds, and what is said after it: verified by nobody on the way."""

    def __init__(self, world: World) -> None:
        self.entries = list(world.entries)
        self.contents = list(world.contents.values())
        self.now = at("2025-02-03 09:00")
        self._digest = world.replay.head.digest
        (self._tip,) = world.state.tips
        self._salts = (number.to_bytes(16, "big") for number in count())

    def say(self, body: RecordBody, *roles: str, refs: tuple[str, ...] = ()) -> str:
        """The id of the record."""
        seq = len(self.entries) + 1
        concealed, files = disclosure.conceal(body.KIND.name, body, None, lambda: next(self._salts))
        self.contents.extend(files)
        statement = statement_bytes(Statement(ORIGIN, self.now, concealed, refs, (self._tip,)))
        signers = [SIGNERS[role] for role in roles]
        signed = tuple(Signature(key=one.public.key_id, signature=one.sign(statement)) for one in signers)
        self.entries.append(Entry(record_name(seq), form(seq, self._digest, statement, signed)))
        self._tip, self._digest = record_id(statement), sha256(self.entries[-1].data).hexdigest()
        self.now += _STEP
        return self._tip


def _told(writer: _Writer, bodies: int) -> Iterator[str]:
    """The ids of record after record, without end."""
    for number in count():
        trigger = Trigger(
            kind="complaint", number=f"XF-{number}", date=date(2025, 1, 20), note="群众反映课后服务收费情况，现场核实。"
        )
        # The next complaint comes when this one is done with: two at a time would be visits that could have been one.
        last = writer.now + (1 + 2 * bodies) * _STEP
        asked = _approval(trigger, writer.now.date(), last.date(), [f"S{body:03d}" for body in range(1, bodies + 1)])
        yield (approval := writer.say(asked, "o1", "l"))
        for place, body in enumerate(asked.bodies):
            people = [f"N{(number + place + step) % _INSPECTORS + 1:02d}" for step in range(2)]
            made = _visit(trigger, approval, body, writer.now.date(), people)
            yield (visit := writer.say(made, "o1", refs=(approval,)))
            yield writer.say(_result(visit), "o1", refs=(visit,))
        writer.now = at(f"{last.date() + timedelta(days=1)} 09:00")


def _approval(trigger: Trigger, start: date, end: date, bodies: list[str]) -> InspectionApproval:
    return InspectionApproval(
        document=f"检审{trigger.number}号",
        office="o1",
        bodies=tuple(sorted(bodies)),
        items=("I1",),
        start=start,
        end=end,
        trigger=trigger,
        reason="核实群众反映的情况。",
    )


def _visit(trigger: Trigger, approval: str, body: str, day: date, people: list[str]) -> Visit:
    return Visit(
        trigger=trigger,
        approval=approval,
        body=body,
        items=("I1",),
        date=day,
        method="on-site",
        inspectors=tuple(sorted(people)),
        signed_by="校长",
        evidence=tuple(Evidence(name=f"现场照片{n}.jpg", sha256="ab" * 32, size=48_213) for n in range(4)),
        note="查看了门卫登记、值班记录和收费公示栏，询问了值班人员，未见异常情况。" * 2,
    )


def _result(visit: str) -> Result:
    return Result(
        visit=visit,
        item="I1",
        code="corrected-on-order",
        checks=(
            Check(point="要点甲", outcome="problem", note="台账齐全，记录完整。"),
            Check(point="要点乙", outcome="ok", note="台账齐全，记录完整。"),
        ),
        finding="收费公示不全，当场改正。" * 20,
        action="责令改正。",
    )
