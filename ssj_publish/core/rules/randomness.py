"""The public randomness that a commitment names: one round of a beacon, issues of public lotteries, balls drawn on the
spot, or none.

A beacon's signature proves itself. Numbers are typed by people, so the record that carries them is signed by all
parties: whoever would write down others has to win over every one of them.
"""

from __future__ import annotations

from collections.abc import Collection

from ssj_publish import errors
from ssj_publish.core.draw import balls, drand, lottery
from ssj_publish.core.kinds.draw import Balls, BeaconRound, DrawCommit, DrawResult, DrawSeal, Lotteries
from ssj_publish.core.records import Record
from ssj_publish.core.rules.founding import chain_of
from ssj_publish.core.state import Draw, State, require


def source(commit: DrawCommit) -> BeaconRound | Lotteries | Balls | None:
    """What it names; `check` lets none name two."""
    return commit.beacon or commit.lotteries or commit.balls


def check(state: State, record: Record[DrawCommit]) -> None:
    """A new commitment's source: trusted, still to come, known before the draw is to be opened (protocol R15)."""
    body = record.body
    if sum(one is not None for one in (body.beacon, body.lotteries, body.balls)) > 1:
        raise errors.SourceRepeated(task=body.task)
    named = source(body)
    if named is None:
        return
    if body.beacon is not None:
        trusted = next((one for one in state.trust.beacons if one.id == body.beacon.chain), None)
        require(trusted, "beacon", body.beacon.chain)
    _check_numbered(state, record)
    lead = state.settings.lead_minutes
    if first(state, body) < record.time.timestamp() + lead * 60:
        raise errors.RoundPast(task=body.task, minutes=lead)
    if ready(state, body) > body.opens.timestamp():
        raise errors.OpeningWrong(task=body.task)
    if (named.fallback == "void") != (named.hours is not None):
        raise errors.FallbackUnfit(task=body.task)


def _check_numbered(state: State, record: Record[DrawCommit]) -> None:
    """What holds of sources whose numbers people type: times of the ledger's own clock, chance enough, and issues that
    agree with all that the ledger says of their games."""
    body = record.body
    for one in (*(body.lotteries.issues if body.lotteries else ()), *((body.balls,) if body.balls else ())):
        if one.time.utcoffset() != record.time.utcoffset():
            raise errors.OpeningWrong(task=body.task)
    if body.lotteries is not None:
        lottery.check_issues(body.lotteries.issues)
        told = [one.commit.lotteries for one in state.draws.values() if one.commit.lotteries is not None]
        lottery.check_order(issue for one in (*told, body.lotteries) for issue in one.issues)
    if body.balls is not None:
        balls.check(body.balls)


def first(state: State, commit: DrawCommit) -> int:
    """From when on some of the public randomness is known, in Unix seconds; 0 where there is none."""
    if commit.lotteries is not None:
        return int(min(one.time.timestamp() for one in commit.lotteries.issues))
    return ready(state, commit)


def ready(state: State, commit: DrawCommit) -> int:
    """From when on all of it is known, in Unix seconds; 0 where there is none."""
    if commit.lotteries is not None:
        return int(max(one.time.timestamp() for one in commit.lotteries.issues))
    if commit.balls is not None:
        return int(commit.balls.time.timestamp())
    named = commit.beacon
    if named is None:
        return 0
    return drand.round_time(chain_of(require(state.beacon(named.chain), "beacon", named.chain)), named.round)


def value(state: State, commit: DrawCommit, signature: str | None, numbers: tuple[str, ...]) -> bytes:
    """The randomness, 32 bytes, from the round's verified signature or from the numbers drawn; nothing for a draw that
    rests on the parties' secrets alone."""
    named = commit.beacon
    if signature is not None and named is None:
        raise errors.BeaconUnasked
    if commit.lotteries is not None:
        return lottery.randomness(commit.lotteries.issues, numbers)
    if commit.balls is not None:
        return balls.randomness(commit.balls, numbers)
    if numbers:
        raise errors.LotteryRefused(game="", issue="", reason="count")
    if named is None:
        return b""
    if signature is None:
        raise errors.BeaconMissing(task=commit.task, round=named.round)
    return drand.verify_round(
        chain_of(require(state.beacon(named.chain), "beacon", named.chain)), named.round, signature
    )


def check_hands(
    state: State, draw: Draw, record: Record[DrawSeal | DrawResult], signers: Collection[str], hands: Collection[str]
) -> None:
    """Numbers that people typed are signed by all ``hands``, and a drawing on the spot has its film, nothing else has.

    A result that repeats what its seal said needs no more: those numbers have been signed by all.
    """
    body = record.body
    if (body.film is not None) != (draw.commit.balls is not None):
        raise errors.BallsRefused(reason="film", count=draw.commit.balls.count if draw.commit.balls else 0)
    repeated = isinstance(body, DrawResult) and draw.seal is not None and same(draw.seal.body, body)
    missing = [role for role in hands if role not in signers]
    if body.numbers and missing and not repeated:
        raise errors.RoleMissing(kind=record.kind, roles="、".join(state.role(one).name for one in missing))


def disputed(draw: Draw, record: Record) -> bool:
    """Whether numbers that people typed can be wrong: they stand in the ledger, or, though the draw is due to be open,
    nobody has written them down because the parties do not agree on them."""
    told = [one for one in (draw.seal, draw.result) if one is not None]
    if told:
        return any(one.body.numbers for one in told)
    typed = draw.commit.lotteries is not None or draw.commit.balls is not None
    return typed and record.time >= draw.commit.opens


def same(one: DrawSeal, other: DrawResult) -> bool:
    """Whether both rest on the same published words."""
    return (one.signature, one.numbers, one.film) == (other.signature, other.numbers, other.film)
