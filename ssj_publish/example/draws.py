"""The example's draws, with the real public drand rounds of those days."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from types import MappingProxyType

from ssj_publish.core.draw.commitment import Choices
from ssj_publish.core.kinds.draw import BeaconRound, VoidReason
from ssj_publish.core.kinds.inspection import SealProof
from ssj_publish.core.rules import drawing
from ssj_publish.core.state import Outcome
from ssj_publish.example.agenda import Agenda, moment
from ssj_publish.example.county import SIGNERS, ExampleSigner, guest_words, secret
from ssj_publish.example.inspections import Inspections
from ssj_publish.office import draws
from ssj_publish.office import guests as guests_

#: drand quicknet, round → signature; tests/vectors/drand/quicknet.json names where they were published.
ROUNDS = {
    16777215: "84efb467b2b9f3578c169393d8bd5ccfd17da400a975325282b2955eb10adac747904c3aafd152e48e19d23f8d416f0f",
    16777216: "a38ae8fa3645078723fe002a4769499a9a267557f67ac7263113339718b6b0b78a5dd59a03321240b5b6554dffeac194",
    20791007: "8d2c8bbc37170dbacc5e280a21d4e195cff5f32a19fd6a58633fa4e4670478b5fb39bc13dd8f8c4372c5a76191198ac5",
    31089008: "87b3b9c9f99cc1e7fc326e249538f33b84a1c4ef8bd85920a267af642b570bcd62bf70900a3862f742e574164b5f17f3",
}


class Draws:
    """Puts a draw's steps on the agenda."""

    def __init__(self, agenda: Agenda, inspections: Inspections) -> None:
        self.agenda = agenda
        self.inspections = inspections

    def commit(
        self,
        when: str,
        task: str,
        round_: int,
        opens: str,
        cap: int,
        sealed: bool = False,
        guests: Mapping[str, ExampleSigner | None] = MappingProxyType({}),
        guests_by: str = "",
    ) -> None:
        """What ``guests`` promise (by capacity; whoever has a key of the day signs), three promises, the commitment."""

        def act() -> None:
            for capacity, key in guests.items():
                self._invite(task, capacity, key)
            ordinal = draws.next_ordinal(self.agenda.state, task)
            for role in drawing.parties(self.agenda.state, task):
                self.agenda.say(draws.promise(self.agenda.state, task, secret(task, ordinal, role)), role)
            choices = Choices(
                task=task,
                ordinal=ordinal,
                secrets=draws.secrets_of(self.agenda.state, task),
                cap=cap,
                opens=moment(opens),
                beacon=BeaconRound(chain="quicknet", round=round_, fallback="void", hours=72),
                sealed=sealed,
                guests_by=moment(guests_by) if guests_by else None,
            )
            self.agenda.say(draws.commit(self.agenda.state, choices), self._office(task))

        self.agenda.at(when, act)

    def _invite(self, task: str, capacity: str, key: ExampleSigner | None) -> None:
        state = self.agenda.state
        words = guest_words(task, draws.next_ordinal(state, task), capacity)
        step = guests_.promise(state, task, capacity, words, key.public if key else None)
        self.agenda.sign(step, SIGNERS["jijian"], *([key] if key else []))

    def speak(self, when: str, task: str, capacity: str, key: ExampleSigner | None = None) -> None:
        """A guest of the live draw opens a secret: with a ``key`` alone, from paper by 纪检组."""

        def act() -> None:
            draw = draws.live_draw(self.agenda.state, task)
            words = guest_words(task, draw.commit.ordinal, capacity)
            step = guests_.reveal(draw, guests_.whose(draw, words), words, key.public if key else None)
            self.agenda.sign(step, key or SIGNERS["jijian"])

        self.agenda.at(when, act)

    def open(self, when: str, task: str, ordinal: int, then: Callable[[str], None] | None = None) -> None:
        """The parties reveal, the result is recorded; ``then`` gets the draw's id."""

        def act() -> None:
            state = self.agenda.state
            draw = state.draws[state.tasks[task].draws[ordinal - 1]]
            for role in drawing.parties(state, task):
                self.agenda.say(draws.reveal(draw, secret(task, ordinal, role)), role)
            self.agenda.say(draws.conclude(state, draw, self._signature(draw.id)), self._office(task))
            if then is not None:
                then(draw.id)

        self.agenda.at(when, act)

    def seal(self, when: str, task: str, first: date, last: date) -> None:
        """Seal the outcome; each visit shows its proof, nothing else is told."""

        def act() -> None:
            state = self.agenda.state
            draw = draws.live_draw(state, task)
            secrets = [secret(task, draw.commit.ordinal, role) for role in drawing.parties(state, task)]
            found = draws.redo(state, draw, secrets, self._signature(draw.id))
            self.agenda.say(draws.seal(draw, found, self._signature(draw.id)), *drawing.parties(state, task))
            self._visit_all(draw.id, found, first, last, lambda body: draws.prove(found, body))

        self.agenda.at(when, act)

    def visits(self, draw_id: str, first: date, last: date, skip: Collection[str] = ()) -> None:
        """A day for each drawn body of an opened draw."""
        found = self.agenda.state.draws[draw_id].outcome
        if found is not None:
            self._visit_all(draw_id, found, first, last, lambda body: None, skip)

    def void(self, when: str, task: str, reason: VoidReason, explanation: str) -> None:
        """政策法规科 and 纪检组 void the live draw."""
        self.agenda.later(
            ("zhengce", "jijian"),
            when,
            lambda: draws.void(draws.live_draw(self.agenda.state, task), reason, explanation),
        )

    def substitute(self, draw_id: str, body: str, inspector: str | None, reason: str, explanation: str) -> str:
        """The next in order steps in, now; gives the body that is then to be visited."""
        state = self.agenda.state
        draw = state.draws[draw_id]
        step = draws.substitute(state, draw, body, inspector, reason, explanation, self.agenda.now)
        self.agenda.say(step, self._office(draw.commit.task), "jijian")
        return body if inspector is not None else getattr(step.body, "replacement", None) or body

    def _visit_all(
        self,
        draw_id: str,
        found: Outcome,
        first: date,
        last: date,
        prove: Callable[[str], SealProof | None],
        skip: Collection[str] = (),
    ) -> None:
        for one in found.drawn:
            if one.body not in skip:
                self.inspections.drawn(draw_id, one.body, first, last, prove(one.body))

    def _office(self, task: str) -> str:
        return self.agenda.state.tasks[task].task.office

    def _signature(self, draw_id: str) -> str:
        beacon = self.agenda.state.draws[draw_id].commit.beacon
        return ROUNDS[beacon.round] if beacon is not None else ""
