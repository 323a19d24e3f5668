"""What somebody says in the small ledger who may sign it, and may not say it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec

from ssj_publish import errors
from ssj_publish.core.kinds.draw import DrawReveal, DrawVoid, Unlock
from ssj_publish.core.kinds.keys import KeyRecovery, KeyRevocation, KeyRotation, TrustChange
from ssj_publish.core.kinds.registers import Body, BodyChange
from tests.conftest import SIGNATURE, at, genesis, keys_of
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
    kit.rewritten("suspension-called-minor", errors.PenaltyNotMinor, "R33", decision, decision="suspension")
    kit.rewritten("withheld-as-expired-before-its-day", errors.ReasonUnfit, "2.2", withheld, ground="expired")
    kit.rewritten("withheld-as-repaired-without-a-paper", errors.DocumentMissing, "2.2", withheld, ground="repaired")
    kit.rewritten(
        "withheld-what-is-not-its-own", errors.ReferenceUnknown, "2.2", withheld, digests=(sha256(b"x").hexdigest(),)
    )
    kit.restated("withheld-by-one-alone", errors.RoleMissing, "2.2", withheld, signers=hands.KEYS["p"][:2])


def commitments(kit: Kit) -> None:
    """What is frozen before chance speaks."""
    first, second = kit.seq("draw-commit"), kit.seq("draw-commit", 2)
    body = kit.record(first).body
    lotteries = body.lotteries

    def drawn(**changes: Any) -> Any:
        return msgspec.structs.replace(lotteries, **changes)

    issues = lotteries.issues
    kit.rewritten("one-lottery-is-not-enough", errors.LotteryRefused, "4.3", first, lotteries=drawn(issues=issues[:1]))
    wrong = msgspec.structs.replace(issues[1], time=at("2025-03-28 21:15"))
    kit.rewritten(
        "lottery-on-another-weekday", errors.LotteryRefused, "4.3", first, lotteries=drawn(issues=(issues[0], wrong))
    )
    missing = msgspec.structs.replace(issues[1], issue="2025034")
    kit.rewritten(
        "lottery-issue-of-another-day",
        errors.LotteryRefused,
        "4.3",
        first,
        lotteries=drawn(issues=(issues[0], missing)),
    )
    kit.rewritten("lotteries-out-of-order", errors.LotteryRefused, "4.3", first, lotteries=drawn(issues=issues[::-1]))
    kit.rewritten("guest-left-out", errors.CommitmentMismatch, "4.11", first, guests=body.guests[:1])
    kit.rewritten("guests-swapped", errors.CommitmentMismatch, "4.11", first, guests=body.guests[::-1])
    kit.rewritten("guests-up-to-the-drawing", errors.GuestsTimeWrong, "4.11", first, guests_by=at("2025-03-27 21:10"))
    kit.rewritten(
        "excluded-for-another-reason", errors.CommitmentMismatch, "R10", first, excluded=_swapped(body.excluded)
    )
    kit.rewritten("pool-of-somebody-more", errors.CommitmentMismatch, "4.2", first, pool=sha256(b"S012").hexdigest())
    kit.rewritten("minimum-forgotten", errors.CommitmentMismatch, "4.2", first, strata=_least(body.strata))
    told = kit.record(second).body
    mixed = msgspec.structs.replace(told, secrets=(*body.secrets[:1], *told.secrets[1:]))
    kit.said("secret-of-another-draw", errors.PartyWrong, "4.1", second, mixed, *kit.signers(kit.record(second)))
    kit.rewritten("ordinal-again", errors.OrdinalWrong, "R14", second, ordinal=1)
    beacon = kit.record(second).body.beacon
    kit.rewritten(
        "round-of-the-past",
        errors.RoundPast,
        "4.2",
        second,
        beacon=msgspec.structs.replace(beacon, round=beacon.round - 28800),
    )
    kit.rewritten(
        "round-after-the-locks",
        errors.LockUnfit,
        "4.1",
        second,
        beacon=msgspec.structs.replace(beacon, round=beacon.round + 2),
    )
    kit.rewritten("opens-before-the-round", errors.OpeningWrong, "R15", second, opens=at("2025-03-28 09:00"))
    kit.rewritten(
        "hours-without-a-way-out", errors.FallbackUnfit, "R15", second, beacon=msgspec.structs.replace(beacon, hours=72)
    )


def _swapped(excluded: Any) -> Any:
    first, second, *rest = excluded
    return (
        msgspec.structs.replace(first, bodies=second.bodies),
        msgspec.structs.replace(second, bodies=first.bodies),
        *rest,
    )


def _least(strata: Any) -> Any:
    return tuple(msgspec.structs.replace(one, minimum=0, sample=-(-one.size * one.p // one.q)) for one in strata)


def openings(kit: Kit) -> None:
    """After it: secrets, numbers, lists, seals, voids."""
    guest, result, unlock = kit.seq("guest-reveal"), kit.seq("draw-result"), kit.seq("draw-reveal", 4)
    drawn = kit.record(result).body
    kit.rewritten("guest-says-another-word", errors.SecretMismatch, "4.11", guest, secret="0" * 40)
    kit.restated(
        "guest-too-late", errors.GuestLate, "4.11", guest, lambda one: replace(one, time=at("2025-03-27 18:00"))
    )
    kit.restated("guest-signed-by-a-stranger", errors.UnknownKey, "4.11", guest, signers=[hands.signer("x")])
    kit.rewritten("unlocked-by-another-round", errors.BeaconRefused, "4.6", unlock,
        unlock=Unlock(chain="quicknet", round=16777216, signature=SIGNATURE))  # fmt: skip
    kit.rewritten("round-nothing-is-locked-to", errors.NothingLocked, "4.6", unlock,
        unlock=Unlock(chain="quicknet", round=16777215, signature=SIGNATURE))  # fmt: skip
    early = DrawReveal(draw=drawn.draw, secret=sha256(b"T1/1/o1").hexdigest())
    kit.restated("revealed-before-the-drawing", errors.RoundNotYet, "R17", kit.seq("draw-reveal", 1),
        lambda one: replace(one, body=early, time=at("2025-03-27 21:20")), hands.KEYS["o1"])  # fmt: skip
    kit.restated("numbers-signed-by-one", errors.RoleMissing, "4.3", result, signers=hands.KEYS["o1"])
    kit.rewritten("numbers-of-one-lottery", errors.LotteryRefused, "4.3", result, numbers=drawn.numbers[:1])
    kit.rewritten(
        "numbers-that-cannot-be",
        errors.LotteryRefused,
        "4.3",
        result,
        numbers=(drawn.numbers[0], "01 05 12 20 28 34+07"),
    )
    kit.rewritten(
        "numbers-of-another-day",
        errors.ResultMismatch,
        "4.4",
        result,
        numbers=(drawn.numbers[0], "01 05 12 20 28 33+08"),
    )
    kit.rewritten("seed-of-ones-own", errors.ResultMismatch, "4.4", result, seed=sha256(b"liked better").hexdigest())
    kit.rewritten("somebody-else-drawn", errors.ResultMismatch, "4.4", result, drawn=_other(drawn.drawn))
    kit.rewritten("team-turned-round", errors.ResultMismatch, "4.5", result, drawn=_turned(drawn.drawn))
    substitution, second = kit.seq("substitution"), kit.seq("draw-result", 2)
    kit.rewritten(
        "heir-of-another-class",
        errors.SubstitutionMismatch,
        "4.8",
        substitution,
        replacement="S001",
        team=("N01", "N02"),
    )
    kit.rewritten("left-for-a-reason-that-is-not", errors.ReasonUnfit, "4.8", substitution, reason="moved")
    seal, visit, void = kit.seq("draw-seal"), kit.seq("visit", 2), kit.seq("draw-void", 1)
    kit.restated("seal-by-one-party", errors.RoleMissing, "4.7", seal, signers=[hands.RECOVERED])
    kit.rewritten("seal-of-too-few", errors.SealMismatch, "4.7", seal, count=2)
    proof = kit.record(visit).body.proof
    kit.rewritten(
        "visit-with-a-wrong-proof",
        errors.ProofRefused,
        "4.7",
        visit,
        proof=msgspec.structs.replace(proof, salt="0" * 64),
    )
    kit.rewritten("visit-without-a-proof", errors.ProofMissing, "R19", visit, proof=None)
    kit.rewritten(
        "false-list-recorded", errors.ResultMismatch, "4.6", second, drawn=_other(kit.record(second).body.drawn)
    )
    infeasible = DrawVoid(draw=kit.record(void).body.draw, reason="infeasible", explanation="排不开。")
    kit.said(
        "void-for-a-reason-that-is-not", errors.VisitsBegun, "4.8", void, infeasible, *kit.signers(kit.record(void))
    )
    kit.restated("void-by-one-alone", errors.RoleMissing, "4.8", void, signers=hands.KEYS["d"])


def _other(drawn: Any) -> Any:
    first, *rest = drawn
    return (msgspec.structs.replace(first, body="S001"), *rest)


def _turned(drawn: Any) -> Any:
    first, *rest = drawn
    return (msgspec.structs.replace(first, team=first.team[::-1]), *rest)


__all__ = ["TrustChange", "commitments", "keys", "openings", "order", "registers"]
