"""What the site says of a removable content while it is public, and afterwards only why not."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest

from ssj_publish import errors
from ssj_publish.core.entry import record_name
from ssj_publish.core.kinds.case import CaseCorrection, CaseReinspection
from ssj_publish.core.reading import exposure
from ssj_publish.core.records import Record
from ssj_publish.site import disclosed
from ssj_publish.site.view import View
from tests.bureau import at
from tests.site.pages.reading import view_of
from tests.world import World

UNTIL = date(2025, 5, 20)


@pytest.fixture
def corrected(world: World) -> Record:
    """A correction with a removable text, public to the end of 20 May."""
    world.case(world.pending(world.complaint("S001")))
    return world.disclose(CaseCorrection(case="AJ-1", date=date(2025, 3, 3), text="张某已改。"), "o1", until=UNTIL)


def told(world: World, one: Record, contents: dict[str, bytes] | None, day: date) -> str | None:
    exposed = exposure.audit(world.state, contents, day)
    return disclosed.words(View.of(world.state, {}, day, (), exposed), one.body.text)


def test_plain_text_stands_as_it_is(world: World) -> None:
    assert disclosed.words(view_of(world), "甲") == "甲"
    assert disclosed.words(view_of(world), None) is None


def test_a_content_is_told_with_its_last_day(world: World, corrected: Record) -> None:
    assert told(world, corrected, world.contents, UNTIL) == "张某已改。（公示至 2025-05-20）"
    view = view_of(world)
    assert disclosed.words(view, corrected.body.text, dated=False) == "张某已改。"
    one = view.exposed[corrected.body.text.sd]
    assert disclosed.ended(view, corrected.kind, corrected.body) is None
    assert disclosed.standing(one) == "公开，公示至 2025-05-20"
    assert disclosed.label(one) == "整改情况"
    assert disclosed.address(one) == f"ledger/disclosures/{one.digest}.yaml"


def test_afterwards_only_why_it_is_not_shown(world: World, corrected: Record) -> None:
    """From the day after, whether the file is still there or not."""
    words = "依法不再公开（依据：公示期满，自 2025-05-21）"
    after = date(2025, 5, 21)
    for contents in (world.contents, {}):
        assert told(world, corrected, contents, after) == words
        view = View.of(world.state, {}, after, (), exposure.audit(world.state, contents, after))
        one = view.exposed[corrected.body.text.sd]
        assert disclosed.ended(view, corrected.kind, corrected.body) is one
        assert (disclosed.standing(one), disclosed.address(one)) == (words, "")


def test_a_withholding_names_its_ground_and_paper(world: World, corrected: Record) -> None:
    world.now = at("2025-03-10 09:00")
    world.withhold(corrected, ground="ruling", document="行终1号")
    assert told(world, corrected, {}, UNTIL) == "依法不再公开（依据：法院判决或复议决定，行终1号，自 2025-03-10）"
    exposed = exposure.audit(world.state, world.contents, UNTIL)
    with pytest.raises(errors.DisclosureUnfinished) as fault:
        disclosed.check(exposed)
    digest = corrected.body.text.sd
    assert fault.value.data["name"] == f"ledger/disclosures/{digest}.yaml"
    assert fault.value.data["record"] == record_name(corrected.seq)


def test_without_the_folder_nothing_can_be_said(world: World, corrected: Record) -> None:
    assert told(world, corrected, None, UNTIL) == "生成本网站时没有这部分内容，无法显示。"
    exposed = exposure.audit(world.state, None, UNTIL)
    one = exposed[corrected.body.text.sd]
    assert disclosed.standing(one) == "本机没有内容，无法查看"
    assert list(disclosed.files(exposed)) == []
    disclosed.check(exposed)


def test_what_is_missing_without_a_ground_stops_the_site(world: World, corrected: Record) -> None:
    with pytest.raises(errors.DisclosureMissing):
        disclosed.check(exposure.audit(world.state, {}, UNTIL))
    disclosed.check(exposure.audit(world.state, world.contents, date(2025, 5, 21)))


def test_public_contents_are_published_with_their_list(world: World, corrected: Record) -> None:
    again = CaseReinspection(case="AJ-1", date=date(2025, 3, 3), inspectors=("N01", "N02"), passed=True, text="属实。")
    world.disclose(again, "o1", until=UNTIL)
    found = dict(disclosed.files(exposure.audit(world.state, world.contents, UNTIL)))
    *contents, sums = found
    assert contents == sorted(f"ledger/disclosures/{digest}.yaml" for digest in world.contents)
    assert sums == "ledger/disclosures/SHA256SUMS"
    assert found[sums].decode().splitlines() == [
        f"{sha256(found[name]).hexdigest()}  {name.rpartition('/')[2]}" for name in contents
    ]
    late = dict(disclosed.files(exposure.audit(world.state, world.contents, date(2025, 5, 21))))
    assert corrected.body.text.sd.encode() not in late[sums]
    assert len(late) == len(found) - 2
