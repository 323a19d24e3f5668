"""Four states, and a fifth for whoever has no contents at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ssj_publish import errors
from ssj_publish.core import disclosure
from ssj_publish.core.entry import record_name
from ssj_publish.core.kinds.case import CaseCorrection
from ssj_publish.core.reading import exposure
from ssj_publish.core.records import Record
from ssj_publish.words.reasons import sentence
from tests.world import World

DAY = date(2025, 4, 10)
END = date(2025, 7, 31)
SECRET = "张某已退还费用。"


@pytest.fixture
def said(world: World) -> Record:
    """A step of a case whose text may have to go, public until the end of July."""
    world.case(world.pending(world.visit(world.open(world.commit()), day=DAY)))
    return world.disclose(CaseCorrection(case="AJ-1", date=DAY, text=SECRET), "o1", until=END)


def standing(world: World, day: date, contents: dict[str, bytes] | None) -> exposure.Exposed:
    found = exposure.audit(world.state, contents, day).values()
    return next(one for one in found if one.reference.place == "case-correction.text")


def test_what_is_public_is_there_with_its_text(world: World, said: Record) -> None:
    one = standing(world, END, world.contents)
    assert (one.standing, one.value) == ("present", SECRET)
    assert one.data == world.contents[one.digest]
    assert (one.reference.record, one.reference.place) == (said.id, "case-correction.text")


def test_the_last_public_day_is_the_last(world: World, said: Record) -> None:
    """From the next day it is gone where the file is gone, and to be removed where it is not; nothing tells the
    text."""
    assert standing(world, END, world.contents).standing == "present"
    after = standing(world, END + timedelta(days=1), world.contents)
    assert (after.standing, after.value, after.data) == ("unfinished", None, None)
    assert standing(world, END + timedelta(days=1), {}).standing == "withheld"
    assert standing(world, END + timedelta(days=1), None).standing == "withheld"


def test_a_record_withholds_at_once(world: World, said: Record) -> None:
    record = world.withhold(said, ground="ruling")
    assert standing(world, DAY, {}).standing == "withheld"
    assert standing(world, DAY, None).standing == "withheld"
    still = standing(world, DAY, world.contents)
    assert (still.standing, still.value, still.data) == ("unfinished", None, None)
    assert still.withheld == record


def test_gone_without_a_ground_is_missing_and_the_record_is_named(world: World, said: Record) -> None:
    kept = {digest: data for digest, data in world.contents.items() if b"case-correction" not in data}
    found = exposure.audit(world.state, kept, DAY)
    assert exposure.counts(found) == {"present": 3, "missing": 1}
    with pytest.raises(errors.DisclosureMissing) as caught:
        exposure.require_whole(found)
    assert sentence(caught.value).startswith(record_name(said.seq) + "：")
    assert "case-correction.text" in sentence(caught.value)


def test_removed_a_day_too_early_is_missing(world: World, said: Record) -> None:
    assert standing(world, END, {}).standing == "missing"


def test_without_any_folder_nothing_is_claimed(world: World, said: Record) -> None:
    """A git clone has none: its chain verifies, and what it cannot see is not called missing."""
    found = exposure.audit(world.state, None, DAY)
    assert exposure.counts(found) == {"unseen": 4}
    exposure.require_whole(found)


def test_a_content_with_another_salt_is_refused(world: World, said: Record) -> None:
    """The text alone does not do: whoever keeps the digest could else be shown any text that fits."""
    digest, data = next(one for one in world.contents.items() if b"case-correction" in one[1])
    salted = data.replace(b"a6", b"a7", 1)
    assert salted != data
    with pytest.raises(errors.DisclosureMismatch) as caught:
        exposure.audit(world.state, {digest: salted}, DAY)
    assert digest in sentence(caught.value)


def test_a_content_of_another_place_is_refused(world: World, said: Record) -> None:
    """A file that hashes to what the record says, but was written for another field."""
    foreign = disclosure.form(
        disclosure.Disclosure(format="ssj-disclosure/v1", salt="0" * 32, field="case-close.reason", value=SECRET)
    )
    reference = next(iter(world.state.references.values()))
    world.state.references[disclosure.digest(foreign)] = reference
    with pytest.raises(errors.DisclosureMisplaced):
        exposure.audit(world.state, world.contents | {disclosure.digest(foreign): foreign}, DAY)


def test_files_that_no_record_refers_to_are_told_apart(world: World, said: Record) -> None:
    assert exposure.strays(world.state, [*world.contents, "f" * 64, "0" * 64]) == ("0" * 64, "f" * 64)
