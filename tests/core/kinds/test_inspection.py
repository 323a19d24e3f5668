"""A visit's draws and the team that each gave."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.inspection import Joined, SealProof, Visit

PROOF = SealProof(salt="00" * 16, team=("N03", "N04"), index=0, path=())


def visit(**changes: object) -> Visit:
    made: dict[str, object] = {
        "body": "S001",
        "date": date(2025, 4, 10),
        "method": "on-site",
        "inspectors": ("N01", "N02"),
    }
    return Visit(**(made | changes))  # type: ignore[arg-type]  # as they are written


def test_the_own_draw_comes_before_those_that_are_served_too() -> None:
    also = (Joined(draw="b" * 64), Joined(draw="c" * 64, proof=PROOF))
    assert visit(draw="a" * 64, proof=PROOF, also=also).grounds == (Joined(draw="a" * 64, proof=PROOF), *also)
    assert visit(draw="a" * 64).grounds == (Joined(draw="a" * 64),)
    assert visit(routine=True).grounds == ()


def test_a_sealed_draw_s_team_is_that_of_its_proof() -> None:
    made = visit(draw="a" * 64)
    assert made.team_of(Joined(draw="a" * 64)) == ("N01", "N02")
    assert made.team_of(Joined(draw="b" * 64, proof=PROOF)) == ("N03", "N04")
