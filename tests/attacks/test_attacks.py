"""Every way of bending a draw that the protocol answers, tried by whoever would gain from it.

Each test is named after its attack, carries it out as far as it gets, and sees it refused, or shown to the public.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import combinations, permutations
from pathlib import Path

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.clock import ZONE
from ssj_publish.core.draw import outcome, tickets
from ssj_publish.core.draw.drand import QUICKNET, round_time
from ssj_publish.core.kinds.draw import BeaconRound, DrawResult, Substitution
from ssj_publish.core.kinds.registers import BodyChange, Removal
from ssj_publish.core.log import Audited, Stored, audit, tree_of
from ssj_publish.core.reading import deadlines, stamps
from ssj_publish.core.rules import randomness, voiding
from ssj_publish.core.state import Draw, Outcome
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.core.tlog.merkle import leaf_hash
from ssj_publish.core.tlog.note import Note, parse_signatures
from ssj_publish.core.tlog.witness import Request, form
from ssj_publish.office import draws
from ssj_publish.site.build import build
from ssj_publish.witness.notebook import Notebook
from ssj_publish.witness.service import Service
from tests.bureau import LOG, NEXT_SIGNATURE, ORIGIN, ROUND, SIGNATURE, WITNESSES, at, body, logged
from tests.site.reading import Built
from tests.world import World

SiteOf = Callable[[World], Built]
ROUND_COMES = round_time(QUICKNET, ROUND)


@pytest.fixture
def site_of(tmp_path: Path) -> SiteOf:
    def made(world: World) -> Built:
        repo = tmp_path / "repo"
        world.write(repo)
        return Built(build(repo, tmp_path / "site").output)

    return made


def redone(world: World, draw: Draw, *secrets: bytes, signature: str = SIGNATURE) -> Outcome:
    return draws.redo(world.state, draw, secrets, signature)


def secrets(draw: Draw) -> list[bytes]:
    return [World.secret_of(draw.commit.task, draw.commit.ordinal, role) for role in ("o1", "p", "d")]


def drawn(found: Outcome) -> set[str]:
    return {one.body for one in found.drawn}


# Before the commitment.


def test_grinding_before_commit(world: World) -> None:
    """All three parties together try secrets against a guess of the round, until a school they protect is spared.

    Against the guess they succeed at once; against the real round what they found is worth nothing.
    """
    draw = world.commit()
    protected = next(id_ for id_ in draw.pool if 0.2 < _rate(draw, id_) < 0.6)
    base = secrets(draw)
    spared_by_guess = []
    for number in range(200):
        ground = [*base[:2], sha256(f"grind {number}".encode()).digest()]
        seed = tickets.seed(draw.id, ground, sha256(b"what the round might be").digest())
        if protected not in _with(draw, seed):
            spared_by_guess.append(ground)
    assert len(spared_by_guess) >= 60
    real = randomness.value(world.state, draw.commit, SIGNATURE, ())
    hits = sum(protected in _with(draw, tickets.seed(draw.id, one, real)) for one in spared_by_guess)
    # The same share of hits as without any grinding, within four standard deviations.
    rate = _rate(draw, protected)
    slack = 4 * (rate * (1 - rate) * len(spared_by_guess)) ** 0.5
    assert abs(hits - rate * len(spared_by_guess)) < slack


def test_grinding_against_a_round_that_is_known(world: World) -> None:
    """Then it would work: so a commitment to a round that is out is refused."""
    world.promise()
    with world.refused(errors.RoundPast):
        world.say(draws.commit(world.state, world.choices()), "o1", time=at("2025-03-28 13:00"))


def _with(draw: Draw, seed: str) -> set[str]:
    return drawn(outcome.compute(outcome.Frozen(draw.commit, draw.pool, draw.eligible), seed))


def _rate(draw: Draw, id_: str) -> float:
    credit_class = draw.pool[id_][0]
    stratum = next(one for one in draw.commit.strata if one.credit_class == credit_class)
    return stratum.sample / stratum.size


def test_late_choice_of_round(world: World) -> None:
    """Having seen two rounds, the office would rather use the second: the commitment names the first."""
    draw = world.commit()
    world.reveal(draw)
    step = draws.conclude(world.state, draw, SIGNATURE)
    assert isinstance(step.body, DrawResult)
    with world.refused(errors.BeaconRefused):
        world.say(msgspec.structs.replace(step.body, signature=NEXT_SIGNATURE), "o1")
    with world.refused(errors.DrawLive):
        other = BeaconRound(chain="quicknet", round=ROUND + 1, fallback="wait")
        world.say(msgspec.structs.replace(draw.commit, beacon=other), "o1")


# The commitment's date and its twins.


def _audited(world: World, size: int, time: int) -> list[Audited]:
    """A checkpoint over the first ``size`` records that all witnesses cosign at ``time``."""
    tree = tree_of(world.state.digests)
    text = Checkpoint(ORIGIN, size, tree.root_at(size)).text
    lines = tuple(party.sign(text, time) for party in WITNESSES)
    return audit(tree, [Stored("n", size, Note(text, (LOG.sign(text),)), lines)], world.state.trusts)


def test_back_dating() -> None:
    """The office waits for the round, finds a commitment whose result it likes, and writes it with yesterday's date.

    The ledger alone cannot tell; the witnesses' dates can, and where there are none the draw says so.
    """
    world = World().found(**logged()).register().plan()
    draw = world.commit()  # dated a day before the round
    assert draw.record.time < datetime.fromtimestamp(ROUND_COMES, ZONE)
    late = stamps.stamp(world.state, draw, _audited(world, draw.record.seq, ROUND_COMES + 600))
    assert late.late
    assert not late.holds
    assert not stamps.stamp(world.state, draw, []).holds
    honest = stamps.stamp(world.state, draw, _audited(world, draw.record.seq, ROUND_COMES - 600))
    assert honest.holds


@pytest.mark.slow
def test_back_dating_is_shown_on_the_draws_page(site_of: SiteOf) -> None:
    world = World().found(**logged()).register().plan()
    world.open(world.commit())
    page = site_of(world).files["draws/T1-1.html"].decode()
    assert "不能排除承诺倒签" in page


def test_ten_private_commits_of_which_one_is_published(tmp_path: Path) -> None:
    """Ten commitments, each in a ledger of its own, each taken to the same witness before the round.

    The witness cosigns one, and then never a ledger without it: nine can never be published as witnessed.
    """
    folder = tmp_path / "witness"
    folder.mkdir()
    notebook = Notebook(folder)
    notebook.found(WITNESSES[0].key)
    notebook.trust(LOG.key)
    service = Service(notebook, WITNESSES[0], lambda: ROUND_COMES - 600)
    ledgers = [_private(number) for number in range(10)]
    assert len({world.state.digests[-1] for world, _ in ledgers}) == 10
    cosigned = []
    for world, draw in ledgers:
        tree = tree_of(world.state.digests)
        text = Checkpoint(ORIGIN, draw.record.seq, tree.root_at(draw.record.seq)).text
        for old in (0, draw.record.seq):
            asked = Request(old, tuple(tree.consistency_proof(old, tree.size)), Note(text, (LOG.sign(text),)))
            try:
                cosigned.append((draw.id, service.add_checkpoint(form(asked))))
                break
            except errors.WitnessRefusal:
                continue
    assert [id_ for id_, _ in cosigned] == [ledgers[0][1].id]
    [line] = parse_signatures(cosigned[0][1])
    assert line.name == WITNESSES[0].key.name


def _private(number: int) -> tuple[World, Draw]:
    """The same bureau, with other secrets."""

    class Trial(World):
        @staticmethod
        def secret_of(task_id: str, ordinal: int, role: str) -> bytes:
            return sha256(f"{number}/{task_id}/{ordinal}/{role}".encode()).digest()

    world = Trial().found(**logged()).register().plan()
    return world, world.commit()


# Between the commitment and the result.


def test_roster_edit_after_commit(world: World) -> None:
    """A school is taken off the register, or moved into a better class, on the day after: the draw does not change."""
    draw = world.commit()
    expected = drawn(redone(world, draw, *secrets(draw)))
    victim = min(expected)
    world.change(victim, credit_class="A" if draw.pool[victim][0] != "A" else "B")
    world.say(
        BodyChange(
            reason="动态调整",
            removed=(Removal(id=sorted(expected)[-1], ground="closed", state="closed", reason="撤并"),),
        ),
        "o1",
        "p",
    )
    world.reveal(draw)
    step = draws.conclude(world.state, draw, SIGNATURE)
    assert isinstance(step.body, DrawResult)
    with world.refused(errors.ResultMismatch):
        world.say(msgspec.structs.replace(step.body, drawn=step.body.drawn[1:]), "o1")
    world.say(step, "o1")
    assert {one.body for one in step.body.drawn} == expected


@pytest.mark.slow
def test_roster_edit_before_commit_is_shown(site_of: SiteOf) -> None:
    """Nobody can forbid it; everybody can see it beside the draw."""
    world = World().found().register().plan()
    world.now = at("2025-03-26 09:00")
    world.say(
        BodyChange(
            reason="群众举报后移出", removed=(Removal(id="S005", ground="closed", state="closed", reason="停办"),)
        ),
        "o1",
        "p",
    )
    world.say(BodyChange(reason="新设", added=(body(40),)), "o1")
    world.commit()
    page = site_of(world).files["draws/T1-1.html"].decode()
    assert "S005" in page or "第5学校" in page
    assert "S040" in page or "第40学校" in page


def test_forged_beacon(world: World) -> None:
    """A signature of another round, cut short, made longer, or made up is no result's."""
    draw = world.commit()
    world.reveal(draw)
    good = draws.conclude(world.state, draw, SIGNATURE).body
    assert isinstance(good, DrawResult)
    for forged in (
        NEXT_SIGNATURE,
        SIGNATURE[:-2],
        SIGNATURE + "00",
        SIGNATURE + NEXT_SIGNATURE,
        "c0" + "00" * 47,
        "00" * 48,
    ):
        with world.refused(errors.BeaconRefused):
            world.say(msgspec.structs.replace(good, signature=forged), "o1")


def test_last_revealer_abort(world: World) -> None:
    """Two secrets are open and the round is out: 纪检组 alone can see the result, and keeps its secret.

    No result comes; nobody draws again quietly; the missing opening is counted in public until the draw is voided by
    two parties together, and even then it stays listed.
    """
    draw = world.commit()
    world.now = at("2025-03-28 14:00")
    for role in ("o1", "p"):
        world.say(draws.reveal(draw, World.secret_of("T1", 1, role)), role)
    with pytest.raises(errors.SsjError):
        draws.conclude(world.state, draw, SIGNATURE)
    with world.refused(errors.DrawLive):
        world.say(msgspec.structs.replace(draw.commit, cap=9), "o1")
    owed = [due for due in deadlines.outstanding(world.state) if due.what == "opening"]
    assert [(due.record, due.day) for due in owed] == [(draw.id, draw.commit.opens.date())]
    for alone in ("o1", "p", "d"):
        with world.refused(errors.RoleMissing):
            world.say(draws.void(draw, "secret-withheld", "不公开秘密。"), alone)
    with world.refused(errors.NotWithheldYet):
        world.void(draw, "secret-withheld")
    world.now = draw.commit.opens + voiding.GRACE
    world.void(draw, "secret-withheld")
    assert world.state.tasks["T1"].draws == [draw.id]


# After the result.


@pytest.mark.slow
def test_silent_redraw(world: World, site_of: SiteOf) -> None:
    """The result displeases: a second draw needs a void by two parties, and the first one's result stays to be seen."""
    first = world.commit()
    world.open(first)
    assert first.result is not None
    with world.refused(errors.DrawLive):
        world.say(msgspec.structs.replace(first.commit, ordinal=2), "o1")
    for role in ("o1", "p", "d", "l"):
        with world.refused(errors.RoleMissing):
            world.say(draws.void(first, "register-error", "名录有误。"), role)
    world.void(first)
    page = site_of(world).files["draws/T1-1.html"].decode()
    assert "作废" in page
    for one in first.result.body.drawn:
        assert one.body in page


def test_forced_substitution(world: World) -> None:
    """A drawn school shall be spared: no false reason, no chosen heir, no one office alone."""
    draw = world.open(world.commit())
    victim = next(iter(draw.teams))
    for reason in ("closed", "moved", "merged", "suspended"):
        with world.refused(errors.ReasonUnfit):
            world.substitute(draw, victim, None, reason)
    world.change(victim, state="closed")
    step = draws.substitute(world.state, draw, victim, None, "closed", "已停办。", world.now)
    assert isinstance(step.body, Substitution)
    fair = step.body.replacement
    pleasing = next(id_ for id_ in draw.pool if id_ not in draw.teams and id_ != fair)
    with world.refused(errors.SubstitutionMismatch):
        world.say(msgspec.structs.replace(step.body, replacement=pleasing), "o1", "d")
    with world.refused(errors.RoleMissing):
        world.say(step, "o1")
    world.say(step, "o1", "d")


def test_tip_off_from_public_data() -> None:
    """A school has all that is public of a sealed draw, and all the time in the world: pool, rules, round, root.

    Without the secrets it can compute no ticket; the leaves tell nothing, whatever it tries as salt.
    """
    world = World().found().register().plan()
    draw = world.commit(sealed=True, opens=at("2025-06-03 10:00"))
    found = world.seal(draw)
    public = "\n".join(entry.data.decode() for entry in world.entries)
    assert found.seed not in public
    known = randomness.value(world.state, draw.commit, SIGNATURE, ())
    commitments = [bytes.fromhex(one.body.commitment) for one in draw.secrets if one.body.commitment]
    guesses = [
        tickets.seed(draw.id, made, known)
        for made in ([], [bytes(32)] * 3, [known] * 3, *(list(order) for order in permutations(commitments)))
    ]
    leaves = {leaf_hash(one) for one in outcome.sealed_leaves(found)}
    salts = [draw.id, SIGNATURE, known.hex(), "", *guesses, *(outcome.salt(seed, "S001") for seed in guesses)]
    for id_ in draw.pool:
        for team in combinations(draw.commit.inspectors, 2):
            for order in permutations(team):
                for salt in (*salts, *(outcome.salt(seed, id_) for seed in guesses)):
                    assert leaf_hash(outcome.leaf(salt, id_, order)) not in leaves
    right = found.drawn[0]
    assert leaf_hash(outcome.leaf(outcome.salt(found.seed, right.body), right.body, right.team)) in leaves


def test_the_attacks_clock_is_the_rounds() -> None:
    """What the tests above take for granted: the commitment is made before the round, the reveals after."""
    assert at("2025-03-27 09:00").timestamp() < ROUND_COMES < at("2025-03-28 14:00").timestamp()
    assert timedelta(0) < datetime.fromtimestamp(ROUND_COMES, ZONE) - at("2025-03-28 12:00")
