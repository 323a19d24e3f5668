"""Who appears where, indexed once and in order."""

from __future__ import annotations

from datetime import date

from ssj_publish.core import disclosure
from ssj_publish.core.kinds.oversight import Retraction, Supervision
from ssj_publish.core.kinds.registers import Recusal
from tests.bureau import at
from tests.site.pages.reading import view_of
from tests.world import World


def test_visits_and_cases_are_found_by_body_and_by_inspector(world: World) -> None:
    one = world.complaint("S001", "N01", "N02")
    other = world.complaint("S002", "N02", "N03", day=date(2025, 3, 5))
    world.case(world.pending(other))
    view = view_of(world)
    assert dict(view.visits) == {"S001": [one.id], "S002": [other.id]}
    assert dict(view.teams) == {"N01": [one.id], "N02": [one.id, other.id], "N03": [other.id]}
    assert dict(view.cases) == {"S002": ["AJ-1"]}
    assert [found.record.id for found in view.findings[other.id]] == list(world.state.results)


def test_a_ticket_has_its_rank_in_its_class(world: World) -> None:
    draw = world.open(world.commit())
    view = view_of(world)
    assert draw.outcome is not None
    assert set(view.places) == set(draw.pool)
    for class_, sample in zip("ABCD", (1, 1, 2, 3), strict=True):
        mine = [one.body for one in draw.outcome.tickets if one.credit_class == class_]
        found = [view.places[id_][0] for id_ in mine]
        assert [(one.rank, one.size, one.sample) for one in found] == [(n, 3, sample) for n in (1, 2, 3)]


def test_a_draw_that_waits_places_nobody(world: World) -> None:
    world.commit()
    assert dict(view_of(world).places) == {}


def test_what_is_late_amended_and_watched(world: World) -> None:
    visit = world.complaint("S001")
    world.now = at("2025-04-01 09:00")
    late = world.result(visit)
    recusal = world.say(Recusal(inspector="N01", body="S003", ground="kinship"), "d")
    gone = world.say(Retraction(target=recusal.id, reason="写错。"), "d")
    finding = world.say(Supervision(subjects=(visit.id, late.id), level="none", finding="合规。"), "d")
    view = view_of(world)
    assert view.late == {late.id}
    assert [one.record.id for one in view.amended] == [recusal.id]
    assert {id_: [one.id for one in found] for id_, found in view.watched.items()} == {
        visit.id: [finding.id], late.id: [finding.id],
    }  # fmt: skip
    assert [one.id for one in view.later[recusal.id]] == [gone.id]
    assert [one.id for one in view.later[visit.id]] == [late.id, finding.id]


def test_contents_are_found_by_their_record(full_world: World) -> None:
    view = view_of(full_world)
    records = full_world.state.records.values()
    named = {one.id: {part.sd for _, part in disclosure.references(one.kind, one.body)} for one in records}
    found_by = {id_: {one.digest for one in found} for id_, found in view.contents.items()}
    [corrected] = [one.id for one in records if one.kind == "correction"]  # names what its replacement says
    assert len(found_by.pop(corrected)) == 1
    assert found_by == {id_: digests for id_, digests in named.items() if digests}
    standings = {
        (full_world.state.records[id_].kind, one.standing) for id_, found in view.contents.items() for one in found
    }
    assert standings == {("case-correction", "withheld")} | {
        (kind, "present") for kind in (
            "visit", "result", "correction", "case-open", "case-decision", "case-reinspection", "case-close", "reply",
            "inspection-approval", "visit-avoided", "supervision-follow-up",
        )
    }  # fmt: skip
