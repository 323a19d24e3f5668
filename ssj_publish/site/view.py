"""What all pages are made from, indexed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ssj_publish.core.kinds.answers import Reply
from ssj_publish.core.living import Amendable, ResultState
from ssj_publish.core.log import Audited
from ssj_publish.core.reading import answers as answering
from ssj_publish.core.reading import deadlines, lateness, towns
from ssj_publish.core.reading.coincidence import Coincidence, coincidences
from ssj_publish.core.reading.deadlines import Due
from ssj_publish.core.reading.duties import duties
from ssj_publish.core.reading.exposure import Exposed
from ssj_publish.core.reading.irregularities import Irregularity, irregularities
from ssj_publish.core.reading.lateness import Late
from ssj_publish.core.reading.times import Times
from ssj_publish.core.records import Record
from ssj_publish.core.state import Draw, State, Ticket

#: Record number → the file's bytes.
Files = Mapping[int, bytes]


@dataclass(frozen=True, slots=True)
class Place:
    """A body's ticket in one draw: the ``rank``-th (from 1) of ``size`` in its class, of which ``sample`` were
    drawn."""

    draw: Draw
    ticket: Ticket
    rank: int
    size: int
    sample: int


@dataclass(frozen=True, slots=True)
class View:
    """The replayed state, the files, and the day on which the site stands; then who appears where.

    ``visits`` and ``cases`` by body, ``teams`` visits by inspector, ``places`` tickets by body, ``findings`` results by
    visit (retracted ones too), ``late`` the ids of results that came after their last day, ``owed`` all that is
    outstanding, ``lapsed`` what of it is overdue, by ``("body", id)`` and ``("task", id)``, ``coincidences`` bodies
    that several errands lead to, ``irregularities`` all that calls for a question, ``watched`` supervision by the
    record it is about, ``replies`` by the record that they answer and ``answers`` the same by body, ``later``
    records by the record they refer to, ``amended`` all that was corrected or retracted, ``audited`` the
    checkpoints, smallest first, ``exposed`` how each removable content stands, by digest, ``contents`` the same by
    the record that refers to them, ``address`` where the site will stand, if that is known, ``towns`` the number of
    each town, ``tardy`` what was ever late, ``times`` what time binds each record.
    """

    state: State
    files: Files
    today: date
    visits: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    teams: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    cases: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    places: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    findings: dict[str, list[ResultState]] = field(default_factory=lambda: defaultdict(list))
    late: set[str] = field(default_factory=set)
    owed: Sequence[Due] = ()
    lapsed: dict[tuple[str, str], list[Due]] = field(default_factory=lambda: defaultdict(list))
    coincidences: Sequence[Coincidence] = ()
    watched: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    later: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    amended: list[Amendable] = field(default_factory=list)
    replies: dict[str, list[Record[Reply]]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[str, list[Record[Reply]]] = field(default_factory=lambda: defaultdict(list))
    contents: dict[str, list[Exposed]] = field(default_factory=lambda: defaultdict(list))
    irregularities: Sequence[Irregularity] = ()
    audited: Sequence[Audited] = ()
    exposed: Mapping[str, Exposed] = field(default_factory=dict)
    address: str = ""
    towns: Mapping[str, int] = field(default_factory=dict)
    tardy: Sequence[Late] = ()
    times: Times = field(kw_only=True)

    @classmethod
    def of(
        cls,
        state: State,
        files: Files,
        today: date,
        audited: Sequence[Audited] = (),
        exposed: Mapping[str, Exposed] | None = None,
        address: str = "",
    ) -> View:
        """Index ``state``."""
        times = Times(state, audited)
        view = cls(
            state,
            files,
            today,
            audited=audited,
            exposed=exposed or {},
            address=address,
            towns=towns.numbers(state),
            tardy=lateness.history(state, today, times),
            times=times,
            owed=duties(state, today, audited, exposed, times),
            coincidences=coincidences(state, today),
            irregularities=irregularities(state, audited, today, exposed, times),
        )
        for id_, visit in state.visits.items():
            view.visits[visit.visit.body].append(id_)
            for inspector in visit.visit.inspectors:
                view.teams[inspector].append(id_)
        for case in state.cases.values():
            view.cases[case.opened.body.body].append(case.id)
        for draw in state.draws.values():
            view._place(draw)
        for id_, result in state.results.items():
            view.findings[result.result.visit].append(result)
            if deadlines.was_late(state, result, view.times):
                view.late.add(id_)
        for due in view.owed:
            if due.overdue(today):
                view.lapsed["body", due.body].append(due)
                view.lapsed["task", due.task].append(due)
        for one in view.exposed.values():
            view.contents[one.reference.record].append(one)
        for record in state.supervisions:
            for subject in record.body.subjects:
                view.watched[subject].append(record)
        for reply in state.replies:
            view.replies[reply.body.target].append(reply)
            view.answers[answering.about(state, reply)].append(reply)
        for record in state.records.values():
            for ref in record.statement.refs:
                view.later[ref].append(record)
        groups: tuple[Mapping[str, Amendable], ...] = (
            state.visits, state.results, state.recusals, state.trainings, state.summaries, state.feedbacks, state.outreaches,
        )  # fmt: skip
        view.amended.extend(one for group in groups for one in group.values() if one.corrections or one.retraction)
        return view

    def _place(self, draw: Draw) -> None:
        if draw.outcome is None:
            return
        strata = {stratum.credit_class: stratum for stratum in draw.commit.strata}
        ranks: dict[str, int] = defaultdict(int)
        for ticket in draw.outcome.tickets:
            ranks[ticket.credit_class] += 1
            stratum = strata[ticket.credit_class]
            self.places[ticket.body].append(
                Place(draw, ticket, ranks[ticket.credit_class], stratum.size, stratum.sample)
            )
