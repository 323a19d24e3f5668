"""The public randomness that a commitment names: one round of a beacon, or issues of public lotteries, or none."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.core.draw import drand, lottery
from ssj_publish.core.kinds.draw import BeaconRound, DrawCommit, DrawResult, DrawSeal, Lotteries
from ssj_publish.core.records import Record
from ssj_publish.core.rules.founding import chain_of
from ssj_publish.core.state import State, require


def source(commit: DrawCommit) -> BeaconRound | Lotteries | None:
    """What it names; `check` lets none name two."""
    return commit.beacon or commit.lotteries


def check(state: State, record: Record[DrawCommit]) -> None:
    """A new commitment's source: trusted, still to come, known before the draw is to be opened."""
    body = record.body
    named = source(body)
    if named is None:
        return
    if body.beacon is not None:
        trusted = next((one for one in state.trust.beacons if one.id == body.beacon.chain), None)
        require(trusted, "beacon", body.beacon.chain)
    if body.lotteries is not None:
        if body.beacon is not None:
            raise errors.LotteryRefused(game="", issue="", reason="beacon")
        lottery.check_issues(body.lotteries.issues)
        _check_days(body, body.lotteries, record)
    lead = state.founding.settings.lead_minutes
    if first(state, body) < record.time.timestamp() + lead * 60:
        raise errors.RoundPast(task=body.task, minutes=lead)
    if ready(state, body) > body.opens.timestamp():
        raise errors.OpeningWrong(task=body.task)
    if (named.fallback == "void") != (named.hours is not None):
        raise errors.FallbackUnfit(task=body.task)


def _check_days(body: DrawCommit, named: Lotteries, record: Record) -> None:
    for one in named.issues:
        if one.time.utcoffset() != record.time.utcoffset():
            raise errors.OpeningWrong(task=body.task)


def first(state: State, commit: DrawCommit) -> int:
    """From when on some of the public randomness is known, in Unix seconds; 0 where there is none."""
    if commit.lotteries is not None:
        return int(min(one.time.timestamp() for one in commit.lotteries.issues))
    return ready(state, commit)


def ready(state: State, commit: DrawCommit) -> int:
    """From when on all of it is known, in Unix seconds; 0 where there is none."""
    if commit.lotteries is not None:
        return int(max(one.time.timestamp() for one in commit.lotteries.issues))
    named = commit.beacon
    if named is None:
        return 0
    return drand.round_time(chain_of(require(state.beacon(named.chain), "beacon", named.chain)), named.round)


def value(state: State, commit: DrawCommit, signature: str | None, numbers: tuple[str, ...]) -> bytes:
    """The randomness, 32 bytes, from the round's verified signature or from the numbers drawn; nothing for a draw that
    rests on the parties' secrets alone."""
    named = commit.beacon
    if signature is not None and named is None:
        raise errors.BeaconRefused(chain="", round=0, reason="not-named")
    if commit.lotteries is not None:
        return lottery.randomness(commit.lotteries.issues, numbers)
    if numbers:
        raise errors.LotteryRefused(game="", issue="", reason="count")
    if named is None:
        return b""
    if signature is None:
        raise errors.BeaconMissing(task=commit.task, round=named.round)
    return drand.verify_round(
        chain_of(require(state.beacon(named.chain), "beacon", named.chain)), named.round, signature
    )


def same(one: DrawSeal, other: DrawResult) -> bool:
    """Whether both rest on the same published words."""
    return (one.signature, one.numbers) == (other.signature, other.numbers)
