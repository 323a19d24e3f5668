"""Which fields name records is read off the annotations, at whatever depth."""

from __future__ import annotations

from ssj_publish.core.kinds import KINDS
from ssj_publish.core.kinds.oversight import Correction, Supervision
from ssj_publish.core.kinds.plan import Plan
from ssj_publish.core.kinds.references import pointers
from ssj_publish.core.shapes import Digest, RecordId, Shape, VisitId
from ssj_publish.core.vocabulary import Field, described

A, B, C, D = (letter * 64 for letter in "abcd")


class Inner(Shape, frozen=True, kw_only=True):
    visit: VisitId | None = None
    file: Digest = D


class Outer(Shape, frozen=True, kw_only=True):
    one: RecordId
    many: tuple[RecordId, ...] = ()
    inner: Inner | None = None
    inners: tuple[Inner, ...] = ()
    digest: Digest = D


def test_every_id_is_found_and_no_other_digest() -> None:
    assert list(pointers(Outer(one=A))) == [A]
    whole = Outer(one=A, many=(B, C), inner=Inner(visit=B), inners=(Inner(visit=A), Inner()))
    assert list(pointers(whole)) == [A, B, C, B, A]


def test_the_kinds_point_where_they_did() -> None:
    """The fields that must stand in refs: a protocol rule, which no renaming may change."""
    found = {kind: names for kind in KINDS if (names := [*_named(described(kind).fields)])}
    assert found == {
        "plan": ["proposals"],
        "plan-approval": ["plan"],
        "plan-filing": ["plan"],
        "draw-commit": ["plan", "secrets", "guests"],
        "guest-reveal": ["draw", "guest"],
        "draw-reveal": ["draw"],
        "draw-seal": ["draw"],
        "draw-result": ["draw"],
        "draw-void": ["draw"],
        "substitution": ["draw"],
        "inspection-approval": ["visits"],
        "visit": ["draw", "also", "elsewhere", "approval", "also_approved"],
        "visits-apart": ["grounds"],
        "visit-avoided": ["draw"],
        "result": ["visit"],
        "partner-result": ["visit"],
        "reply": ["target"],
        "supervision-follow-up": ["supervision"],
        "recheck": ["visits"],
        "case-open": ["result"],
        "supervision": ["subjects"],
        "correction": ["target"],
        "retraction": ["target"],
        "annulment": ["target"],
        "withholding": ["target"],
    }


def test_what_a_replacement_names_is_not_the_corrections_own() -> None:
    assert list(pointers(Correction(target=A, reason="x", replacement={"visit": B}))) == [A]
    assert list(pointers(Supervision(subjects=(A, B), level="none", finding="x"))) == [A, B]
    assert list(pointers(Plan(year=2025, title="x"))) == []


def _named(fields: tuple[Field, ...]) -> list[str]:
    return [one.name for one in fields if one.of == "records" or _named(one.fields)]
