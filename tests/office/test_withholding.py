"""依法不再公开: what of a record is still public, and files that have to go."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.core.kinds.withholding import Withholding
from ssj_publish.core.records import Record
from ssj_publish.ledger import disclosures
from ssj_publish.office.withholding import finish, withhold
from tests.world import World


@pytest.fixture
def said(world: World) -> Record:
    """A visit with two removable texts."""
    return world.visit(world.open(world.commit()), note="当事人张某在场。")


def own(world: World, record: Record) -> list[str]:
    return sorted(one for one, found in world.state.references.items() if found.record == record.id)


def test_all_that_is_public_of_a_record_or_what_is_named(world: World, said: Record) -> None:
    both = own(world, said)
    assert len(both) == 2
    step = withhold(world.state, str(said.seq), "personal", "含有姓名。")
    assert step.body == Withholding(target=said.id, digests=tuple(both), ground="personal", explanation="含有姓名。")
    some = withhold(world.state, said.id, "ruling", "依判决。", "判1号", both[1:]).body
    assert isinstance(some, Withholding)
    assert (some.digests, some.document) == ((both[1],), "判1号")


def test_what_is_gone_already_is_not_taken_away_again(world: World, said: Record) -> None:
    first, second = own(world, said)
    world.withhold(said, digests=(first,))
    body = withhold(world.state, said.id, "personal", "含有姓名。").body
    assert isinstance(body, Withholding)
    assert body.digests == (second,)
    for digests in ((first,), ("f" * 64,)):
        with pytest.raises(errors.NothingToWithhold) as caught:
            withhold(world.state, str(said.seq), "personal", "含有姓名。", digests=digests)
        assert caught.value.data["id"] == str(said.seq)


def test_another_record_s_content_is_not_taken_away_with_it(world: World, said: Record) -> None:
    other = world.complaint("S012")
    with pytest.raises(errors.NothingToWithhold):
        withhold(world.state, said.id, "personal", "含有姓名。", digests=own(world, other))


def test_files_that_have_to_go_are_removed_and_no_others(world: World, said: Record, tmp_path: Path) -> None:
    folder = world.write(tmp_path)
    first, second = own(world, said)
    today = date(2025, 4, 11)
    assert finish(folder, world.state, today) == []
    world.withhold(said, digests=(first,))
    assert finish(folder, world.state, today) == [first]
    left = disclosures.read(folder)
    assert left is not None
    assert first not in left
    assert second in left
    assert finish(folder, world.state, today) == []
