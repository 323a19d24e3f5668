"""Drafts go from room to room and come back as records; a desk writes what the one door has taken in, and no more."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.draw import DrawVoid
from ssj_publish.core.kinds.genesis import CalendarYear
from ssj_publish.core.kinds.oversight import Supervision, Training
from ssj_publish.core.kinds.plan import PlanProposal
from ssj_publish.core.kinds.registers import InspectorChange
from ssj_publish.core.records import Signature, Statement, parse, record_id, statement_bytes
from ssj_publish.core.replay import replay
from ssj_publish.core.tlog.checkpoint import Checkpoint
from ssj_publish.ledger import checkpoints, store
from ssj_publish.office import draws, plans
from ssj_publish.office.checkpoints import sign
from ssj_publish.office.desk import Desk, Step
from ssj_publish.office.drafts import countersign, form_draft, parse_draft
from tests.bureau import LOG, ORIGIN, SIGNATURE, SIGNERS, TestSigner, at, genesis, inspector, logged, task
from tests.world import World

NOW = at("2025-01-06 09:00")
DAY = at("2025-05-01 00:00").date()
YEAR = Step(CalendarYear(year=2025, notice="放假通知", holidays=(DAY,)))
TRAINING = Step(Training(title="培训", date=NOW.date(), hours=2, content="程序。"))
P, L, D, O1 = (SIGNERS[role] for role in ("p", "l", "d", "o1"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Founded, on disk."""
    return Desk.found(tmp_path, ORIGIN, genesis(), NOW, list(SIGNERS.values()))


# The desk.


def test_what_is_written_stands_in_the_folder_and_verifies(desk: Desk) -> None:
    record = desk.write(YEAR, NOW, [P])
    again = Desk.open(desk.folder)
    assert list(again.state.records) == list(desk.state.records) == [desk.state.genesis.id, record.id]
    assert again.write(TRAINING, NOW, [P]).seq == 3


def test_what_is_refused_is_not_written(desk: Desk) -> None:
    before = repr(desk.state)
    with pytest.raises(errors.RoleMissing):
        desk.write(YEAR, NOW, [L])
    with pytest.raises(errors.NoSigner):
        desk.write(YEAR, NOW, [])
    with pytest.raises(errors.UnknownKey):
        desk.write(YEAR, NOW, [TestSigner("stranger")])
    assert repr(desk.state) == before
    assert len(list(store.read_entries(desk.folder))) == 1


def test_a_ledger_is_founded_once(desk: Desk) -> None:
    with pytest.raises(errors.AppendRace):
        Desk.found(desk.folder, ORIGIN, genesis(bureau="别的局"), NOW, list(SIGNERS.values()))


def test_who_loses_a_race_writes_the_same_statement_behind_the_other(desk: Desk) -> None:
    """The desk that was second notices, reads what stands there, and needs no second signature."""
    other = Desk.open(desk.folder)
    draft = desk.draft(YEAR, NOW, [P])
    other.write(TRAINING, NOW, [P])
    with pytest.raises(errors.AppendRace):
        desk.submit(draft)
    record = desk.submit(draft)
    assert record.seq == 3
    assert record.id == parse_id(draft)
    assert repr(desk.state) == repr(Desk.open(desk.folder).state)


def test_a_full_disk_leaves_the_desk_where_the_folder_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise errors.StorageFailed(folder="x", reason="No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(store, "append", full)
        with pytest.raises(errors.StorageFailed):
            desk.write(YEAR, NOW, [P])
    assert 2025 not in desk.state.calendars
    assert desk.write(YEAR, NOW, [P]).seq == 2


def parse_id(draft: bytes) -> str:
    return record_id(parse_draft(draft)[0])


# Drafts.


def test_a_draft_goes_round_and_comes_back_as_a_record(world: World, tmp_path: Path) -> None:
    """政策法规科 drafts a void, 纪检组 adds its signature elsewhere: the record is the one both would have written."""
    draw = world.commit()
    prev = None
    for entry in world.entries:
        store.append(tmp_path, entry, prev)
        prev = parse(entry)[0].digest
    desk = Desk.open(tmp_path)
    step = draws.void(draw, "rule-error", "比例录错。")
    draft = desk.draft(step, world.now, [P])
    with pytest.raises(errors.RoleMissing):
        desk.submit(draft)
    record = desk.submit(countersign(draft, D))
    assert record.body == DrawVoid(draw=draw.id, reason="rule-error", explanation="比例录错。")
    assert record.statement.refs == (draw.id,)
    assert desk.state.draws[draw.id].void == record
    assert repr(replay(store.read_entries(tmp_path)).state) == repr(desk.state)


def test_a_draft_without_signatures_can_go_round_too(desk: Desk) -> None:
    draft = desk.draft(YEAR, NOW, [])
    assert b"signatures" not in draft
    with pytest.raises(errors.NoSigner):
        desk.submit(draft)
    assert desk.submit(countersign(draft, P)).seq == 2


def test_the_order_of_signing_does_not_show(desk: Desk) -> None:
    draft = desk.draft(YEAR, NOW, [])
    one, other = countersign(countersign(draft, P), L), countersign(countersign(draft, L), P)
    assert one == other == desk.draft(YEAR, NOW, [L, P])


def test_reading_a_draft_is_the_inverse_of_writing_it(desk: Desk) -> None:
    for signers in ([], [P], [P, L, D]):
        draft = desk.draft(YEAR, NOW, signers)
        assert form_draft(*parse_draft(draft)) == draft


def test_a_key_signs_a_draft_once(desk: Desk) -> None:
    with pytest.raises(errors.SignedAlready):
        countersign(desk.draft(YEAR, NOW, [P]), P)


def test_a_draft_of_another_ledger_is_not_appended(desk: Desk) -> None:
    foreign = statement_bytes(dataclasses.replace(YEAR.statement(desk.state, NOW), origin="other.example/ssj"))
    with pytest.raises(errors.OriginWrong):
        desk.submit(countersign(form_draft(foreign, ()), P))


def test_a_signature_that_was_put_in_does_not_hold(desk: Desk) -> None:
    statement, (signature,) = parse_draft(desk.draft(YEAR, NOW, [L]))
    with pytest.raises(errors.BadSignature):
        desk.submit(form_draft(statement, (Signature(key=P.public.key_id, signature=signature.signature),)))


def test_a_draft_changed_after_the_first_signature_is_refused(desk: Desk) -> None:
    """Who countersigns signs what stands there; the first signature then no longer holds."""
    draft = desk.draft(YEAR, NOW, [P]).replace("放假通知".encode(), "别的通知".encode())
    with pytest.raises(errors.BadSignature):
        desk.submit(countersign(draft, L))


DRAFT = form_draft(statement_bytes(Statement(ORIGIN, NOW, YEAR.body, after=("a" * 64,))), ())
TAIL = b'signatures:\n  - key: "a"\n    signature: "b"\n'


@pytest.mark.parametrize(
    "hostile",
    {
        "empty": b"",
        "no YAML of the profile": b"statement: {}\n",
        "a string": b'statement: "\xe6\x88\x91\xe5\x90\x8c\xe6\x84\x8f"\n',
        "something else": b'contract: "x"\n',
        "a record": b'seq: 2\nprev: "%s"\n' % (b"0" * 64) + DRAFT + TAIL,
        "another key beside": b'note: "x"\n' + DRAFT,
        "signatures first": TAIL + DRAFT,
        "a signature twice": DRAFT + TAIL + TAIL.removeprefix(b"signatures:\n"),
        "signatures out of order": DRAFT + TAIL.replace(b'"a"', b'"z"') + TAIL.removeprefix(b"signatures:\n"),
        "signatures are a string": DRAFT + b'signatures: "x"\n',
        "unknown kind": DRAFT.replace(b'"calendar"', b'"confession"'),
        "a body of another kind": DRAFT.replace(b'"calendar"', b'"training"'),
        "an unknown field": DRAFT.replace(b"    year:", b'    note: "x"\n    year:'),
        "fields in another order": DRAFT.replace(b"    year: 2025\n", b"") + b"    year: 2025\n",
        "another time zone": DRAFT.replace(b"+08:00", b"+09:00"),
        "an idle default": DRAFT.replace(b"  kind:", b"  refs: null\n  kind:"),
        "CRLF": DRAFT.replace(b"\n", b"\r\n"),
        "cut short": DRAFT[:-3],
    }.items(),
    ids=lambda pair: pair[0],
)
def test_nobody_is_made_to_sign_what_could_not_be_a_record(hostile: tuple[str, bytes]) -> None:
    assert parse_draft(DRAFT)[1] == ()
    with pytest.raises(errors.DraftMalformed):
        countersign(hostile[1], P)


# The steps.


def test_a_step_states_what_its_body_names_then_the_rest(world: World) -> None:
    body = Supervision(subjects=("1" * 64, "2" * 64), level="none", finding="x")
    assert Step(body, ("3" * 64, "1" * 64)).statement(world.state, NOW).refs == ("1" * 64, "2" * 64, "3" * 64)


def test_consolidating_takes_up_every_open_proposal_of_the_year(world: World) -> None:
    world.say(PlanProposal(year=2025, office="o1", tasks=(task("T8"), task("T9"))), "o1")
    later = task("U1", start=at("2026-03-01 00:00").date(), end=at("2026-05-01 00:00").date())
    world.say(PlanProposal(year=2026, office="o1", tasks=(later,)), "o1")
    for year, ids in ((2025, ["T8", "T9"]), (2026, ["U1"])):
        plan: Any = plans.consolidate(world.state, year, "计划").body
        assert [one.id for one in plan.tasks] == ids


def test_unknown_tasks_and_draws_are_named(world: World) -> None:
    with pytest.raises(errors.TaskUnknown, match="T1"):
        draws.next_ordinal(world.state, "T9")
    for task_id in ("T1", "T9"):
        with pytest.raises(errors.DrawUnknown):
            draws.live_draw(world.state, task_id)
    draw = world.commit()
    assert draws.live_draw(world.state, "T1") == draw
    world.void(draw)
    with pytest.raises(errors.DrawUnknown):
        draws.live_draw(world.state, "T1")


def test_parties_without_a_secret_are_named(world: World) -> None:
    world.now = at("2025-03-27 09:00")
    world.say(draws.promise(world.state, "T1", bytes(32)), "p")
    with pytest.raises(errors.SecretsUnpromised, match="一科、纪检组"):
        draws.secrets_of(world.state, "T1")


def test_a_draw_nobody_can_staff_is_noticed_before_anyone_signs() -> None:
    """Not even when no inspector at all is eligible, for which a commitment has no form."""
    world = World().found().register(inspectors=1).plan().promise()
    with pytest.raises(errors.Infeasible):
        draws.commit(world.state, world.choices())
    entry = inspector(1, valid_until=at("2025-04-01 00:00").date())
    world.say(InspectorChange(reason="证件到期", changed=(entry,)), "p")
    with pytest.raises(errors.Infeasible):
        draws.commit(world.state, world.choices())


def test_a_draw_of_nothing_is_noticed_before_anyone_signs() -> None:
    world = World().found().register(bodies=1)
    world.plan(task(towns=("西镇",))).promise()
    with pytest.raises(errors.PoolEmpty):
        draws.commit(world.state, world.choices())


def test_the_drawing_computer_alone_finds_what_the_ledger_later_shows(world: World) -> None:
    draw = world.commit()
    secrets = [world.secret_of("T1", 1, role) for role in ("o1", "p", "d")]
    found = draws.redo(world.state, draw, secrets, SIGNATURE)
    assert world.open(draw).outcome == found


def test_a_body_that_was_not_drawn_has_no_proof_and_no_substitute(world: World) -> None:
    draw = world.commit()
    with pytest.raises(errors.NotDrawn):
        draws.substitute(world.state, draw, "S001", None, "closed", "x", world.now)
    found = world.open(draw).outcome
    assert found is not None
    spare = next(one.body for one in found.tickets if not one.drawn)
    with pytest.raises(errors.NotDrawn):
        draws.prove(found, spare)
    with pytest.raises(errors.NotDrawn):
        draws.substitute(world.state, draw, spare, None, "closed", "x", world.now)


def test_stratum_sizes_read_like_a_sentence(world: World) -> None:
    assert draws.stratum_sizes(world.commit().commit) == "A 1/3，B 1/3，C 2/3，D 3/3"


def test_a_draw_is_promised_for_its_next_ordinal(world: World) -> None:
    first: Any = draws.promise(world.state, "T1", bytes(32)).body
    assert first.ordinal == 1
    world.void(world.commit())
    second: Any = draws.promise(world.state, "T1", bytes(32)).body
    assert second.ordinal == 2
    assert msgspec.to_builtins(plans.approve("1" * 64, "文号").body) == {"plan": "1" * 64, "document": "文号"}


def test_no_record_is_added_where_a_checkpoint_does_not_hold(tmp_path: Path) -> None:
    """A history that somebody has rewritten is not written on: the door of a write is the verifier's."""
    world = World().found(**logged())
    folder = world.write(tmp_path)
    checkpoints.add(folder, sign(Checkpoint(ORIGIN, 1, bytes(32)), LOG.key, LOG), 1)
    with pytest.raises(errors.CheckpointDiffers):
        Desk.open(folder)
