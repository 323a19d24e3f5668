"""Makes content/vectors/ledgers.json: a small ledger that holds, and what is written behind some of it, rightly or not.

    python -m tests.ledger_vectors        writes it anew

Every wrong record is signed and chained as it should be, but for the one fault that its name says. All is invented.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from ssj_publish import errors
from ssj_publish.core.entry import Entry, record_name
from ssj_publish.core.kinds.draw import DrawReveal
from ssj_publish.core.kinds.plan import PlanProposal
from ssj_publish.core.kinds.registers import BodyChange, ItemChange, Recusal, Removal
from ssj_publish.core.records import Signature, Statement, form, parse, statement_bytes
from ssj_publish.core.replay import Replay, replay
from ssj_publish.office import plans
from ssj_publish.office.desk import Step
from tests.bureau import SIGNERS, body, item, task
from tests.world import World

FOLDER = Path(__file__).parents[1] / "content" / "vectors"
Change = Callable[[Statement], Statement]


class Written:
    """The good ledger, and records written behind its first ``keep``."""

    def __init__(self) -> None:
        world = World().found().register().plan()
        world.open(world.commit())
        self.world, self.entries = world, world.entries

    def place(self, kind: str, number: int = 0) -> int:
        """How many records stand before the ``number``-th of a kind."""
        return [place for place, one in enumerate(self.entries) if parse(one)[0].kind == kind][number]

    def before(self, keep: int) -> Replay:
        return replay(self.entries[:keep])

    def again(self, keep: int, change: Change, roles: Sequence[str] | None = None) -> Entry:
        """Record ``keep`` + 1, its statement changed, signed by those who signed it or by ``roles``."""
        record = parse(self.entries[keep])[0]
        return self._entry(keep, statement_bytes(change(record.statement)), roles or self._roles(keep))

    def new(self, keep: int, made: Any, *roles: str) -> Entry:
        """A record of its own, a minute after the one before."""
        there = self.before(keep)
        time = parse(self.entries[keep - 1])[0].time
        step = made if isinstance(made, Step) else Step(made)
        return self._entry(keep, statement_bytes(step.statement(there.state, time)), roles)

    def _roles(self, keep: int) -> list[str]:
        keys = {one.public.key_id: role for role, one in SIGNERS.items()}
        return [keys[one.key] for one in parse(self.entries[keep])[0].signatures]

    def _entry(self, keep: int, statement: bytes, roles: Sequence[str]) -> Entry:
        prev = sha256(self.entries[keep - 1].data).hexdigest()
        signers = [SIGNERS[role] for role in roles]
        signed = tuple(Signature(key=one.public.key_id, signature=one.sign(statement)) for one in signers)
        return Entry(record_name(keep + 1), form(keep + 1, prev, statement, signed))


def cases() -> list[tuple[str, int, Entry]]:
    """(name, how many records of the good ledger stand before, the record behind them)."""
    it = Written()
    approve, commit, result = it.place("plan-approval"), it.place("draw-commit"), it.place("draw-result")
    reveal, plan = it.place("draw-reveal"), it.place("plan")
    first = parse(it.entries[0])[0].id
    told: list[tuple[str, int, Entry]] = []

    def add(name: str, keep: int, entry: Entry) -> None:
        told.append((name, keep, entry))

    def bent(name: str, keep: int, old: bytes, new: bytes) -> None:
        entry = it.entries[keep]
        assert old in entry.data
        add(name, keep, Entry(entry.name, entry.data.replace(old, new, 1)))

    def said(name: str, keep: int, **changes: Any) -> None:
        add(name, keep, it.again(keep, lambda one: replace(one, **changes)))

    def body_of(keep: int, **changes: Any) -> Any:
        return msgspec.structs.replace(parse(it.entries[keep])[0].body, **changes)

    add("as-it-stands", approve, it.entries[approve])
    after = parse(it.entries[approve])[0].statement.after
    said("after-with-its-ancestor", approve, after=tuple(sorted({*after, first})))
    said("after-no-tip", approve, after=(first,))
    refs = parse(it.entries[approve])[0].statement.refs
    said("refs-more-than-needed", approve, refs=(*refs, first))
    add("signed-by-more", approve, it.again(approve, lambda one: one, ["l", "p"]))
    bent("chain-broken", approve, _prev(it, approve), b"0" * 64)
    bent("seq-skipped", approve, f"seq: {approve + 1}\n".encode(), f"seq: {approve + 2}\n".encode())
    bent("statement-changed", approve, "教发1号".encode(), "教发2号".encode())
    said("after-missing", approve, after=())
    said("after-unknown", approve, after=(sha256(b"nowhere").hexdigest(),))
    said("refs-missing", approve, refs=())
    said("refs-unknown", approve, refs=(*refs, sha256(b"nowhere").hexdigest()))
    said("another-ledger", approve, origin="jy.other.example/ssj")
    add("signed-by-the-wrong-role", approve, it.again(approve, lambda one: one, ["p"]))
    add("plan-approved-twice", approve + 1, it.new(approve + 1, plans.approve(parse(it.entries[plan])[0].id, "教发9号"), "l"))  # fmt: skip
    altered = tuple(msgspec.structs.replace(one, name="另一个名称") for one in body_of(plan).tasks)
    said("plan-alters-a-task", plan, body=body_of(plan, tasks=altered))
    said("plan-leaves-a-task-out", plan, body=body_of(plan, tasks=()))
    falling = tuple(msgspec.structs.replace(one, p=3 - n if n < 3 else 0, q=20) for n, one in enumerate(task().ratios))
    proposal = it.place("plan-proposal")
    falls = PlanProposal(year=2025, office="o1", tasks=(msgspec.structs.replace(task(), ratios=falling),))
    add("ratio-falls", proposal, it.new(proposal, falls, "o1"))
    short = PlanProposal(year=2025, office="o1", tasks=(msgspec.structs.replace(task(), ratios=task().ratios[1:]),))
    add("ratio-left-out", proposal, it.new(proposal, short, "o1"))
    add("item-without-basis", proposal, it.new(proposal, ItemChange(reason="新增", added=(item("I9", basis=()),)), "p"))
    foreign = ItemChange(reason="新增", added=(item("I9", office="o2"),))
    add("item-of-another-office", proposal, it.new(proposal, foreign, "o1"))
    gone = BodyChange(reason="停办", removed=(Removal(id="S001", ground="closed", state="closed", reason="停办"),))
    add("removed-by-an-office-alone", proposal, it.new(proposal, gone, "o1"))
    add("removed-with-the-policy-office", proposal, it.new(proposal, gone, "p"))
    add("changed-to-the-same", proposal, it.new(proposal, BodyChange(reason="更新", changed=(body(1),)), "p"))
    add("added-out-of-order", proposal, it.new(proposal, BodyChange(reason="新增", added=(body(41), body(40))), "p"))
    add("added-in-order", proposal, it.new(proposal, BodyChange(reason="新增", added=(body(40), body(41))), "p"))
    add("recusal-of-nobody", proposal, it.new(proposal, Recusal(inspector="N99", body="S001", ground="kinship"), "o1"))
    said("commit-with-another-cap", commit, body=body_of(commit, cap=body_of(commit).cap + 1))
    said("commit-with-another-pool", commit, body=body_of(commit, pool=sha256(b"another pool").hexdigest()))
    wrong = DrawReveal(draw=body_of(reveal).draw, secret=sha256(b"another secret").hexdigest())
    said("reveal-of-another-secret", reveal, body=wrong)
    drawn = body_of(result).drawn
    said("result-in-another-order", result, body=body_of(result, drawn=drawn[::-1]))
    said("result-with-another-seed", result, body=body_of(result, seed=sha256(b"liked better").hexdigest()))
    return told


def _prev(it: Written, keep: int) -> bytes:
    return sha256(it.entries[keep - 1].data).hexdigest().encode()


def accepted(it: Written, keep: int, entry: Entry) -> bool:
    try:
        it.before(keep).accept(entry)
    except errors.NotVerified:
        return False
    return True


def ledgers() -> dict[str, Any]:
    """The good ledger's files, and each case."""
    it = Written()
    return {
        "records": [one.data.decode() for one in it.entries],
        "cases": [
            {"name": name, "keep": keep, "next": entry.data.decode(), "accept": accepted(it, keep, entry)}
            for name, keep, entry in cases()
        ],
    }


def content() -> bytes:
    return (json.dumps(ledgers(), ensure_ascii=False, indent=1) + "\n").encode()


if __name__ == "__main__":
    (FOLDER / "ledgers.json").write_bytes(content())
