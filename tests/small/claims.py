"""What somebody says in the small ledger who may sign it, and may not say it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec

from ssj_publish import errors
from ssj_publish.core.kinds.keys import KeyRecovery, KeyRevocation, KeyRotation
from ssj_publish.core.kinds.registers import Body, BodyChange
from tests.bureau import at, genesis, keys_of
from tests.small import hands
from tests.small.county import bodies, named
from tests.small.faults import Kit


def order(kit: Kit) -> None:
    """Where a record stands, and what it rests on."""
    plan, last = kit.seq("plan"), len(kit.records)
    before = kit.record(plan).statement.after
    kit.restated("after-one-of-two-tips", None, "一", plan, lambda one: replace(one, after=before[:1]))
    kit.restated("after-nothing", errors.AfterMissing, "一", plan, lambda one: replace(one, after=()))
    kit.restated(
        "after-what-is-not-there", errors.AfterUnknown, "一", plan, lambda one: replace(one, after=("0" * 64,))
    )
    kit.restated("refs-nothing", errors.ReferenceUnstated, "R4", last, lambda one: replace(one, refs=()))
    kit.restated(
        "of-another-ledger", errors.OriginWrong, "一", last, lambda one: replace(one, origin="jy.other.example/ssj")
    )
    kit.restated("time-a-day-later", None, "一", last, lambda one: replace(one, time=at("2025-09-02 23:00")))
    for name, text in (
        ("time-in-another-zone", "2025-09-01T01:03:00+00:00"),
        ("time-on-no-day", "2025-02-30T09:03:00+08:00"),
    ):
        raw = kit.raw(last, lambda said, text=text: said.replace(str(_time(kit, last)), text))  # type: ignore[misc]
        kit.behind(
            name,
            errors.TimeMalformed if "zone" in name else errors.RecordMalformed,
            "R3",
            last,
            raw,
            kit.signers(kit.record(last)),
        )


def _time(kit: Kit, seq: int) -> str:
    return kit.record(seq).time.isoformat()


def keys(kit: Kit) -> None:
    """Keys that change, and whom the ledger trusts."""
    rotation, revocation = kit.seq("key-rotation"), kit.seq("key-revocation")
    recovery, trust = kit.seq("key-recovery"), kit.seq("trust-change")
    [old], roots, new = hands.KEYS["o2"], hands.KEYS["root"], hands.ROTATED
    kit.restated("rotation-without-the-old-key", errors.RoleMissing, "2.1", rotation, signers=[new])
    kit.restated("rotation-without-the-new-key", errors.NewKeysShort, "2.1", rotation, signers=[old])
    kit.rewritten("rotation-skips-a-version", errors.VersionWrong, "2.1", rotation, version=3)
    shared = KeyRotation(role="o2", version=2, threshold=1, keys=keys_of(hands.KEYS["l"][0]), reason="换人。")
    kit.said("rotation-to-a-key-of-another-role", errors.KeyShared, "2.1", rotation, shared, old, hands.KEYS["l"][0])
    kit.restated("revocation-by-one-root-key", errors.ThresholdNotMet, "2.1", revocation, signers=roots[:1])
    by_two = KeyRevocation(key=new.public.key_id, role="o2", cause="lost")
    kit.said(
        "revocation-by-policy-and-discipline", None, "2.1", revocation, by_two, *hands.KEYS["p"][:2], *hands.KEYS["d"]
    )
    kit.said("revocation-of-a-root-key-by-others", errors.RoleMissing, "2.1", revocation,
        KeyRevocation(key=roots[0].public.key_id, role="root", cause="lost"), *hands.KEYS["p"][:2], *hands.KEYS["d"])  # fmt: skip
    kit.restated(
        "recovery-by-one-root-key", errors.ThresholdNotMet, "2.1", recovery, signers=[roots[0], hands.RECOVERED]
    )
    back = KeyRecovery(role="o2", version=3, threshold=1, keys=keys_of(new), reason="找到了。")
    kit.said("recovery-with-a-revoked-key", errors.KeyRevoked, "2.1", recovery, back, *roots[:2], new)
    everybody = [*hands.KEYS["p"][:2], *hands.KEYS["l"], *hands.KEYS["d"]]
    kit.restated("trust-changed-without-the-root-keys", errors.RoleMissing, "2.1", trust, signers=everybody)
    kit.rewritten("trust-of-no-quorum", errors.TrustRefused, "2.1", trust, quorum=4)
    kit.rewritten("log-key-among-the-witnesses", errors.TrustRefused, "2.1", trust, witnesses=_with_log())
    other = msgspec.structs.replace(genesis().beacons[0], period=30)
    kit.rewritten("beacon-with-another-chain", errors.ChainRefused, "4.3", trust, beacons=(other,))


def _with_log() -> Any:
    return (*named(hands.ONE.key), *named(replace(hands.ONE.key, name="log.example", public=hands.LOG_.key.public)))


def registers(kit: Kit) -> None:
    """The registers, and what may disappear."""
    change, decision, withheld = kit.seq("body-change"), kit.seq("case-decision"), kit.seq("withholding")
    listed = list(bodies())

    def entered(name: str, reason: type[errors.NotVerified], see: str, *added: Body) -> None:
        said = BodyChange(reason="初次", added=tuple(sorted(added, key=lambda one: one.id)))
        kit.said(name, reason, see, change, said, *hands.KEYS["p"][:2])

    alike = msgspec.structs.replace(listed[1], name=" ".join(listed[0].name))
    entered("name-alike", errors.NameShared, "1.2", *listed[:1], alike)
    entered("id-alike", errors.IdAlike, "1.2", *listed, msgspec.structs.replace(listed[-1], id="s001", name="另一校"))
    entered("class-unknown", errors.ClassUnknown, "二", msgspec.structs.replace(listed[0], credit_class="B级"))
    entered(
        "branch-without-a-code",
        errors.BranchMalformed,
        "1.2",
        *(msgspec.structs.replace(one, code=None) for one in listed),
    )
    entered("code-shared", errors.CodeShared, "1.2", *(msgspec.structs.replace(one, branch_of=None) for one in listed))
    kit.rewritten("penalty-without-severity", errors.PenaltyTerm, "2.2", decision, severity=None)
    kit.rewritten("penalty-public-too-long", errors.TermOutside, "2.2", decision, public_until=date(2025, 5, 25))
    over = kit.record(decision).time.date()
    kit.rewritten("penalty-public-till-today", errors.PenaltyTerm, "R42", decision, public_until=over)
    kit.rewritten("suspension-called-minor", errors.PenaltyNotMinor, "R33", decision, decision="suspension")
    kit.rewritten("withheld-as-expired-before-its-day", errors.ReasonUnfit, "2.2", withheld, ground="expired")
    kit.rewritten("withheld-as-repaired-without-a-paper", errors.DocumentMissing, "2.2", withheld, ground="repaired")
    kit.rewritten(
        "withheld-what-is-not-its-own", errors.ReferenceUnknown, "2.2", withheld, digests=(sha256(b"x").hexdigest(),)
    )
    kit.restated("withheld-by-one-alone", errors.RoleMissing, "2.2", withheld, signers=hands.KEYS["p"][:2])


def plans(kit: Kit) -> None:
    """Items, recusals, proposals, plans: what they need to stand in the ledger at all."""
    items, people = kit.seq("item-change"), kit.seq("inspector-change")
    first, second = kit.record(items).body.added
    for name, reason, changed in (
        ("item-without-points", errors.FieldEmpty, {"points": ()}),
        ("item-of-no-office", errors.OfficeUnknown, {"office": "l"}),
        ("item-without-a-basis", errors.BasisMissing, {"basis": ()}),
    ):
        kit.rewritten(name, reason, "R38", items, added=(first, msgspec.structs.replace(second, **changed)))
    listed = kit.record(people).body.added
    odd = msgspec.structs.replace(listed[0], items=("I1", "I9"))
    kit.rewritten("inspector-of-an-unknown-item", errors.ReferenceUnknown, "R38", people, added=(odd, *listed[1:]))
    late = msgspec.structs.replace(bodies()[0], class_date=date(2025, 1, 8))
    kit.rewritten("rated-tomorrow", errors.DateInFuture, "R38", kit.seq("body-change"), added=(late, *bodies()[1:4]))
    proposal, plan = kit.seq("plan-proposal"), kit.seq("plan")
    told = kit.record(proposal).body.tasks
    foreign = msgspec.structs.replace(told[0], office="o2", items=("I2",))
    kit.rewritten("proposal-of-another-offices-task", errors.OfficeUnknown, "R39", proposal, tasks=(foreign, *told[1:]))
    own = msgspec.structs.replace(told[0], partners=("o1",))
    kit.rewritten("office-its-own-partner", errors.OrderBroken, "R39", proposal, tasks=(own, *told[1:]))
    kit.rewritten("plan-of-another-year", errors.ProposalTaken, "R39", plan, year=2026)
    kit.said("plan-approved-again", errors.PlanApproved, "R39", kit.seq("plan-approval") + 1,
        kit.record(kit.seq("plan-approval")).body, *hands.KEYS["l"])  # fmt: skip
    commit = kit.seq("draw-commit", 2)
    kit.restated(
        "committed-after-the-task",
        errors.TaskOver,
        "R39",
        commit,
        lambda one: replace(one, time=at("2025-05-31 09:00")),
    )
