"""The bureau changes its shape and its parameters; what was written before keeps to the rules of its own time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from ssj_publish import errors
from ssj_publish.core.draw.commitment import shares
from ssj_publish.core.kinds.genesis import Role, Settings
from ssj_publish.core.kinds.plan import ClassRatio, PlanProposal
from ssj_publish.core.kinds.registers import BodyChange, ItemChange
from ssj_publish.core.kinds.rules import ClassMap, Ended, Renamed, RuleChange
from ssj_publish.core.reading import deadlines, stamps
from ssj_publish.core.reading.times import Times
from ssj_publish.core.records import Record
from ssj_publish.core.replay import replay
from ssj_publish.core.rules import drawing
from ssj_publish.core.state import State
from ssj_publish.office import draws, plans
from tests.bureau import SIGNERS, TestSigner, at, body, item, keys_of, task
from tests.world import World

NEW = TestSigner("new office")
NAMED = ("守信", "警示", "失信", "严重失信")


def office(id_: str = "o3", name: str = "三科", *signers: TestSigner, **changes: Any) -> Role:
    made = Role(id=id_, name=name, type="office", threshold=1, keys=keys_of(*(signers or (NEW,))))
    return msgspec.structs.replace(made, **changes)


def change(**changes: Any) -> RuleChange:
    return RuleChange(document="教发〔2025〕9号", reason="机构改革。", **changes)


def settings(state: State, **changes: Any) -> Settings:
    return msgspec.structs.replace(state.settings, **changes)


def change_rules(world: World, *new: TestSigner, **changes: Any) -> Record:
    return world.sign(change(**changes), SIGNERS["p"], SIGNERS["l"], *new)


def merge(world: World) -> Record:
    """o1 is no more; a new office takes over."""
    return change_rules(world, NEW, added=(office(),), ended=(Ended(role="o1", successor="o3"),))


def rename_classes(world: World, names: tuple[str, ...] = NAMED, mapped: tuple[str, ...] = NAMED) -> Record:
    pairs = zip(world.state.settings.classes, mapped, strict=True)
    maps = tuple(ClassMap(old=old, new=new) for old, new in pairs)
    return change_rules(world, settings=settings(world.state, classes=names), classes=maps)


@pytest.mark.parametrize("roles", [("p",), ("l",), ("o1", "l"), ("p", "d")])
def test_the_rules_are_changed_by_policy_and_leaders_together(world: World, roles: tuple[str, ...]) -> None:
    with world.refused(errors.RoleMissing):
        world.say(change(bureau="测试县教育体育局"), *roles)


def test_a_change_of_nothing_is_refused(world: World) -> None:
    with world.refused(errors.ChangeEmpty):
        change_rules(world)
    with world.refused(errors.ChangeEmpty):
        change_rules(world, settings=world.state.settings)


def test_the_bureau_and_its_offices_are_called_otherwise(world: World) -> None:
    change_rules(world, bureau="测试县教育体育局", renamed=(Renamed(role="o1", name="民办教育股"),))
    assert (world.state.bureau, world.state.name("o1")) == ("测试县教育体育局", "民办教育股")
    assert world.state.rules_at(1).names["o1"] == "一科"
    world.visit(world.open(world.commit()))


@pytest.mark.parametrize("name", ["二科", "政策法规科"])
def test_no_two_roles_share_a_name(world: World, name: str) -> None:
    with world.refused(errors.NameShared):
        change_rules(world, renamed=(Renamed(role="o1", name=name),))


def test_nor_does_anybody_take_the_name_of_one_that_has_ended(world: World) -> None:
    merge(world)
    again = TestSigner("again")
    with world.refused(errors.NameShared):
        change_rules(world, again, added=(office("o4", "一科", again),))


# --- settings


def test_the_law_binds_a_change_of_terms_too(world: World) -> None:
    from ssj_publish.core.rules.publication import LAW

    longer = msgspec.structs.replace(LAW.terms[0], most=12)
    terms = msgspec.structs.replace(LAW, terms=(longer, *LAW.terms[1:]))
    with world.refused(errors.TermsMalformed):
        change_rules(world, settings=settings(world.state, publication=terms))


def test_a_visit_keeps_to_the_days_of_its_own_time(world: World) -> None:
    """Who has inspected under twenty days has twenty; who inspects after the change has five."""
    draw = world.open(world.commit())
    first = world.visit(draw)
    change_rules(world, settings=settings(world.state, result_days=5))
    second = world.visit(draw)
    due = {
        id_: deadlines.due_of(world.state, world.state.visits[id_], Times(world.state)) for id_ in (first.id, second.id)
    }
    assert (due[first.id], due[second.id]) == (date(2025, 5, 13), date(2025, 4, 17))


def test_a_team_drawn_under_the_old_minimum_may_inspect(world: World) -> None:
    """Two were drawn when two were enough; a complaint after the change takes three."""
    draw = world.open(world.commit())
    change_rules(world, settings=settings(world.state, inspectors_min=3))
    visit = world.visit(draw)
    assert len(visit.body.inspectors) == 2
    with world.refused(errors.TeamTooSmall, minimum=3):
        world.complaint("S001", day=date(2025, 4, 11))


def test_a_draw_made_elsewhere_keeps_to_the_minimum_of_its_time(world: World) -> None:
    from ssj_publish.core.kinds.inspection import Visit
    from tests.years import elsewhere

    made = world.say(elsewhere(world, "T1"), "o1")
    change_rules(world, settings=settings(world.state, inspectors_min=3))
    day = made.time.date()
    world.now = at(f"{day:%Y-%m-%d} 18:00")
    visit = Visit(
        elsewhere=made.id, body="S001", items=("I1",), date=day, method="on-site", inspectors=("N03", "N04"),
        signed_by="校长",
    )  # fmt: skip
    assert world.say(visit, "o1").id in world.state.visits


def test_a_correction_keeps_to_the_minimum_of_the_visit(world: World) -> None:
    from ssj_publish.core.kinds.oversight import Correction

    visit = world.complaint("S001")
    change_rules(world, settings=settings(world.state, inspectors_min=3))
    new = msgspec.structs.replace(visit.body, inspectors=("N01", "N03"))
    world.say(Correction(target=visit.id, reason="记错。", replacement=msgspec.to_builtins(new)), "o1")
    assert world.state.visits[visit.id].visit.inspectors == ("N01", "N03")


def test_a_draw_committed_before_is_opened_and_judged_under_its_own_rules(world: World) -> None:
    """Ten minutes' lead were asked for then; a day's lead now makes no stamp of then late."""
    draw = world.commit()
    slots, strata = draw.commit.slots, draw.commit.strata
    change_rules(world, settings=settings(world.state, lead_minutes=1440, inspectors_min=4))
    world.open(draw)
    assert (draw.commit.slots, draw.commit.strata) == (slots, strata)
    assert stamps.stamp(world.state, draw, ()).lead == timedelta(minutes=10)
    assert all(len(team) == 2 for team in draw.teams.values())


def test_a_new_commitment_is_under_the_new_rules(world: World) -> None:
    change_rules(world, settings=settings(world.state, inspectors_min=3))
    assert len(world.commit().commit.slots) == 3


def test_a_penalty_keeps_to_the_days_of_its_decision(world: World) -> None:
    from ssj_publish.core.kinds.case import CaseDecision

    visit = world.visit(world.open(world.commit()))
    world.case(world.pending(visit), form="penalty")
    made = world.say(
        CaseDecision(
            case="AJ-1", date=date(2025, 4, 10), decision="warning", document="罚1号", basis="《教育法》", text="警告。",
            severity="general", public_until=date(2025, 10, 10),
        ),
        "o1", "l",
    )  # fmt: skip
    before = deadlines.penalty_due(world.state, made)
    change_rules(world, settings=settings(world.state, penalty_days=1))
    assert deadlines.penalty_due(world.state, made) == before == date(2025, 4, 21)


def test_the_settings_of_any_record_can_be_asked_for(world: World) -> None:
    made = change_rules(world, settings=settings(world.state, result_days=5))
    assert world.state.settings_at(made.seq - 1).result_days == 20
    assert world.state.settings_at(made.seq).result_days == world.state.settings.result_days == 5


# --- offices


def test_an_ended_offices_duties_are_its_successors(world: World) -> None:
    """Items, tasks, draws, visits, results, cases: whatever was open is done by who took over."""
    visit = world.visit(world.open(world.commit()))
    case = world.case(world.pending(world.complaint("S002")), rectify_by=date(2025, 4, 30))
    merge(world)
    assert {one.role for one in deadlines.outstanding(world.state)} == {"o3"}
    signer = SIGNERS["o1"]
    with world.refused(errors.KeyRetired, key=signer.public.key_id):
        world.result(visit)
    SIGNERS["o3"] = NEW
    try:
        points = world.state.items.current["I1"].points
        result = msgspec.structs.replace(_clean(visit, points))
        world.say(result, "o3")
        from ssj_publish.core.kinds.case import CaseClose, CaseCorrection

        world.say(CaseCorrection(case="AJ-1", date=world.now.date(), text="已改正。"), "o3")
        world.say(CaseClose(case="AJ-1", reason="整改到位。"), "o3")
        assert world.state.cases["AJ-1"].stage == "closed"
        changed = msgspec.structs.replace(world.state.items.current["I1"], office="o3")
        world.say(ItemChange(reason="机构改革", changed=(changed,)), "o3")
    finally:
        del SIGNERS["o3"]
    assert case.body.office == "o1"


def _clean(visit: Record, points: tuple[str, ...]) -> Any:
    from ssj_publish.core.kinds.inspection import Check, Result

    checks = tuple(Check(point=point, outcome="ok") for point in points)
    return Result(visit=visit.id, item="I1", code="no-problem", checks=checks)


@pytest.fixture
def heir(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new office can sign by its id."""
    monkeypatch.setitem(SIGNERS, "o3", NEW)


@pytest.mark.usefixtures("heir")
@pytest.mark.parametrize("sealed", [False, True])
def test_a_draw_goes_on_with_the_successor_as_its_party(world: World, sealed: bool) -> None:
    """Its promise was signed by the office that is no more; who took over has the secret in keeping and opens it."""
    draw = world.commit(sealed=sealed)
    merge(world)
    assert drawing.parties(world.state, "T1") == ("o3", "p", "d")
    secret = world.secret_of("T1", 1, "o1")
    world.now = at("2025-03-28 14:00")
    secrets = [secret, *(world.secret_of("T1", 1, role) for role in ("p", "d"))]
    if sealed:
        from tests.bureau import SIGNATURE

        found = draws.redo(world.state, draw, secrets, SIGNATURE, ())
        world.say(draws.seal(draw, found, SIGNATURE, (), None), "o3", "p", "d")
    for role, one in zip(("o3", "p", "d"), secrets, strict=True):
        world.say(draws.reveal(draw, one), role)
    signature, numbers, film = world.published(draw)
    world.say(draws.conclude(world.state, draw, signature, numbers, film), "o3")
    assert draw.outcome is not None
    replay(world.entries)


@pytest.mark.usefixtures("heir")
def test_a_proposal_of_an_ended_office_can_still_be_answered(world: World) -> None:
    world.say(PlanProposal(year=2025, office="o1", tasks=(task("T2"),)), "o1")
    merge(world)
    record = world.say(plans.consolidate(world.state, 2025, "补充"), "p")
    world.say(plans.approve(record.id, "教发2号"), "l")
    assert world.state.tasks["T2"].task.office == "o1"
    world.now = at("2025-03-27 09:00")
    for role, name in (("o3", "o1"), ("p", "p"), ("d", "d")):
        world.say(draws.promise(world.state, "T2", world.secret("T2", name)), role)
    world.say(draws.commit(world.state, world.choices("T2")), "o3")


@pytest.mark.usefixtures("heir")
def test_tasks_of_offices_that_became_one_can_be_merged(world: World) -> None:
    world.say(PlanProposal(year=2025, office="o1", tasks=(task("T2", partners=("o2",)),)), "o1")
    world.say(PlanProposal(year=2025, office="o2", tasks=(task("T3", items=("I2",), office="o2"),)), "o2")
    merge(world)
    joint = plans.merged(world.state, "T4", ("T2", "T3"))
    assert (joint.office, joint.partners) == ("o3", ("o2",))
    world.say(plans.consolidate(world.state, 2025, "补充", (joint,)), "p")


def test_nothing_new_is_of_an_office_that_has_ended(world: World) -> None:
    merge(world)
    with world.refused(errors.OfficeUnknown):
        world.say(ItemChange(reason="新", added=(item("I9"),)), "p")
    with world.refused(errors.OfficeEnded, role="一科", successor="三科"):
        world.say(
            PlanProposal(year=2025, office="o2", tasks=(task("T2", office="o2", partners=("o1",), items=("I2",)),)),
            "o2",
        )


def test_an_ended_office_has_no_keys_again(world: World) -> None:
    from ssj_publish.core.kinds.keys import KeyRotation

    merge(world)
    made = KeyRotation(role="o1", version=2, threshold=1, keys=keys_of(TestSigner("later")), reason="换届。")
    with world.refused(errors.OfficeEnded):
        world.sign(made, SIGNERS["o2"], TestSigner("later"))


@pytest.mark.usefixtures("heir")
def test_offices_can_end_one_after_the_other(world: World) -> None:
    """What o1 owed is o3's, and once that has ended, o2's."""
    merge(world)
    change_rules(world, ended=(Ended(role="o3", successor="o2"),))
    assert world.state.acting("o1") == world.state.acting("o3") == "o2"
    with world.refused(errors.OfficeEnded, role="三科", successor="二科"):
        change_rules(world, ended=(Ended(role="o2", successor="o3"),))


@pytest.mark.parametrize(
    ("role", "successor"),
    [("p", "o1"), ("l", "o1"), ("d", "o1"), ("o1", "p"), ("o1", "w"), ("w", "o1"), ("o1", "o1")],
)
def test_only_offices_take_over_from_offices(world: World, role: str, successor: str) -> None:
    with world.refused(errors.SuccessorUnfit):
        change_rules(world, ended=(Ended(role=role, successor=successor),))


def test_no_two_end_in_each_others_favour(world: World) -> None:
    with world.refused(errors.SuccessorUnfit):
        change_rules(world, ended=(Ended(role="o1", successor="o2"), Ended(role="o2", successor="o1")))


def test_a_new_role_shows_that_it_holds_its_keys(world: World) -> None:
    with world.refused(errors.NewKeysShort, count=0, threshold=1):
        change_rules(world, added=(office(),))


@pytest.mark.parametrize("type_", ["policy", "leader", "discipline", "root"])
def test_roles_of_which_there_is_one_are_not_added(world: World, type_: str) -> None:
    with world.refused(errors.RoleCount):
        change_rules(world, NEW, added=(office(type=type_),))


def test_a_new_roles_keys_are_nobody_elses(world: World) -> None:
    with world.refused(errors.KeyShared):
        change_rules(world, SIGNERS["d"], added=(office("o3", "三科", SIGNERS["d"]),))
    with world.refused(errors.RoleRepeated):
        change_rules(world, NEW, added=(office("o2", "三科"),))


def test_a_partner_may_have_no_key_but_an_office_has_one(world: World) -> None:
    fire = Role(id="xf", name="县消防救援大队", type="partner", threshold=1)
    change_rules(world, added=(fire,))
    assert world.state.name("xf") == "县消防救援大队"
    with world.refused(errors.ThresholdImpossible):
        change_rules(world, added=(office("o3", "三科", keys=()),))


# --- classes


def test_the_register_bears_the_new_classes(world: World) -> None:
    made = rename_classes(world)
    current = world.state.bodies.current["S001"]
    assert (current.credit_class, current.class_date) == ("警示", body(1).class_date)
    assert world.state.bodies.history["S001"][-1].record is made
    with world.refused(errors.ClassUnknown):
        world.say(BodyChange(reason="新", added=(body(99),)), "p")


def test_a_task_approved_before_is_drawn_in_the_new_classes(world: World) -> None:
    """Its shares are stated in A to D; its draw has the strata of today, no class less than before."""
    rename_classes(world)
    commit = world.commit().commit
    assert [(one.credit_class, one.p) for one in commit.strata] == list(zip(NAMED, (10, 20, 50, 100), strict=True))
    replay(world.entries)


def test_classes_that_become_one_take_the_share_of_the_worst(world: World) -> None:
    rename_classes(world, ("好", "中", "差", "最差"), ("中", "中", "差", "差"))
    assert world.state.settings.classes == ("好", "中", "差", "最差")
    one = world.state.tasks["T1"]
    found = [(ratio.credit_class, ratio.p) for ratio in shares(world.state, one.task, one.said)]
    assert found == [("好", 10), ("中", 20), ("差", 100), ("最差", 100)]


def test_what_was_drawn_stays_in_the_classes_of_then(world: World) -> None:
    """The class scheme changes between the commitment and the visit."""
    draw = world.commit()
    frozen = dict(draw.pool)
    rename_classes(world)
    world.open(draw)
    world.visit(draw)
    assert draw.pool == frozen
    assert {ticket.credit_class for ticket in draw.outcome.tickets} <= set("ABCD")  # type: ignore[union-attr]  # it is open


def test_a_proposal_in_the_old_classes_can_still_be_answered(world: World) -> None:
    world.say(PlanProposal(year=2025, office="o1", tasks=(task("T2"),)), "o1")
    rename_classes(world)
    world.say(plans.consolidate(world.state, 2025, "补充"), "p")
    with world.refused(errors.RatiosIncomplete):
        world.say(PlanProposal(year=2025, office="o1", tasks=(task("T3"),)), "o1")


def test_a_merger_over_the_change_takes_nobodys_share_away(world: World) -> None:
    world.say(PlanProposal(year=2025, office="o1", tasks=(task("T2"),)), "o1")
    rename_classes(world)
    ratios = tuple(ClassRatio(credit_class=name, p=p, q=100) for name, p in zip(NAMED, (5, 30, 50, 100), strict=True))
    world.say(
        PlanProposal(year=2025, office="o2", tasks=(task("T3", items=("I2",), office="o2", ratios=ratios),)), "o2"
    )
    joint = plans.merged(world.state, "T4", ("T2", "T3"))
    assert [one.p for one in joint.ratios] == [10, 30, 50, 100]
    less = msgspec.structs.replace(joint, ratios=ratios)
    with world.refused(errors.MergeMalformed):
        world.say(plans.consolidate(world.state, 2025, "补充", (less,)), "p")
    world.say(plans.consolidate(world.state, 2025, "补充", (joint,)), "p")


@pytest.mark.parametrize(
    ("mapped", "reason"),
    [
        (("守信", "警示", "失信"), errors.ClassesUnmapped),
        (("守信", "警示", "失信", "黑名单"), errors.ClassesUnmapped),
        (("警示", "守信", "失信", "严重失信"), errors.ClassesCrossed),
        ((), errors.ClassesUnmapped),
    ],
)
def test_every_class_is_mapped_and_no_worse_one_becomes_better(
    world: World, mapped: tuple[str, ...], reason: type[errors.SsjError]
) -> None:
    maps = tuple(ClassMap(old=old, new=new) for old, new in zip("ABCD", mapped, strict=False))
    with world.refused(reason):
        change_rules(world, settings=settings(world.state, classes=NAMED), classes=maps)


def test_a_ledger_that_has_changed_its_rules_verifies_anew(world: World) -> None:
    merge(world)
    rename_classes(world)
    change_rules(world, settings=settings(world.state, result_days=15))
    assert repr(replay(world.entries).state) == repr(world.state)
