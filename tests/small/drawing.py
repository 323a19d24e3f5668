"""What somebody says of a draw in the small ledger who may sign it, and may not say it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any

import msgspec

from ssj_publish import errors
from ssj_publish.core.kinds.draw import DrawReveal, DrawVoid, Unlock
from tests.bureau import SIGNATURE, at
from tests.small import hands
from tests.small.faults import Kit


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
    kit.said("sealed-again", errors.SealUnfit, "R43", seal + 1, kit.record(seal).body, *kit.signers(kit.record(seal)))
    kit.said("voided-again", errors.DrawVoided, "R43", void + 1, kit.record(void).body, *kit.signers(kit.record(void)))
    kit.said("result-again", errors.ResultRepeated, "R43", second + 1, kit.record(second).body, hands.RECOVERED)
    kit.restated("void-by-one-alone", errors.RoleMissing, "4.8", void, signers=hands.KEYS["d"])


def _other(drawn: Any) -> Any:
    """The first one spared, and somebody in its place."""
    first, *rest = drawn
    spare = next(one for one in ("S001", "S002", "S003", "S004") if one not in {there.body for there in drawn})
    return (msgspec.structs.replace(first, body=spare), *rest)


def _turned(drawn: Any) -> Any:
    first, *rest = drawn
    return (msgspec.structs.replace(first, team=first.team[::-1]), *rest)
