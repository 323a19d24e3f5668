"""The code on a notice: it shows one visit of a sealed draw, and no other text does."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.draw import notice
from ssj_publish.core.draw.notice import Notice
from ssj_publish.core.kinds.inspection import SealProof
from ssj_publish.core.state import Draw, Outcome
from ssj_publish.office import draws
from tests.bureau import at
from tests.world import World

Sealed = tuple[Draw, Outcome]
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", fullmatch=True)
HEX = st.binary(min_size=32, max_size=32).map(bytes.hex)


@pytest.fixture(scope="module")
def sealed() -> Sealed:
    world = World().found().register(bodies=40).plan()
    draw = world.commit(sealed=True, opens=at("2025-06-03 10:00"))
    return draw, world.seal(draw)


def notices(sealed: Sealed) -> list[Notice]:
    found = sealed[1]
    return [Notice("T1", 1, one.body, draws.prove(found, one.body)) for one in found.drawn]


TEAMS = st.lists(IDS, min_size=1, max_size=20).map(tuple)
PROOFS = st.builds(
    SealProof, salt=HEX, team=TEAMS, index=st.integers(0, 999_999), path=st.lists(HEX, max_size=20).map(tuple)
)


@given(st.builds(Notice, task=IDS, ordinal=st.integers(0, 999_999), body=IDS, proof=PROOFS))
def test_parsing_is_the_inverse_of_forming(made: Notice) -> None:
    assert notice.parse(notice.form(made)) == made


@given(st.text(max_size=300) | st.from_regex(r"1~T~1~B~P~0~[A-Za-z0-9_-]{40,130}", fullmatch=True))
def test_any_text_is_refused_or_comes_back_the_same(text: str) -> None:
    try:
        found = notice.parse(text)
    except errors.NoticeMalformed:
        return
    assert notice.form(found) == text


def test_every_drawn_body_s_notice_holds_and_no_two_are_alike(sealed: Sealed) -> None:
    made = notices(sealed)
    assert len(made) > 3
    for one in made:
        notice.check(sealed[0], notice.parse(notice.form(one)))
    assert len({notice.form(one) for one in made}) == len(made)


def test_a_notice_for_another_body_team_place_or_draw_is_refused(sealed: Sealed) -> None:
    first, second = notices(sealed)[:2]
    proof = first.proof
    replace = msgspec.structs.replace
    forged = [
        Notice("T1", 1, "S999", proof),
        Notice("T1", 1, second.body, proof),
        Notice("T1", 2, first.body, proof),
        Notice("T2", 1, first.body, proof),
        *(
            Notice("T1", 1, first.body, changed)
            for changed in (
                replace(proof, team=proof.team[::-1]),
                replace(proof, team=proof.team[:1]),
                replace(proof, index=proof.index + 1),
                replace(proof, index=999_999),
                replace(proof, salt="0" * 64),
                replace(proof, path=proof.path[:-1]),
                replace(proof, path=(*proof.path, "0" * 64)),
                replace(proof, path=()),
            )
        ),
    ]
    for one in forged:
        with pytest.raises(errors.NoticeRefused):
            notice.check(sealed[0], one)


def test_before_the_seal_no_notice_holds(world: World) -> None:
    draw = world.commit(sealed=True, opens=at("2025-06-03 10:00"))
    with pytest.raises(errors.NoticeRefused):
        notice.check(draw, Notice("T1", 1, "S001", SealProof(salt="0" * 64, team=("N01",), index=0)))


def test_a_notice_tells_nothing_of_the_others(sealed: Sealed) -> None:
    """Ids of others stand nowhere in it, and what it proves with are hashes of salted leaves."""
    made = notices(sealed)
    for one in made:
        text = notice.form(one)
        assert not [other.body for other in made if other != one and other.body in text]
