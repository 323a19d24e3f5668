"""A record's page: its bytes, its neighbours, who signed, what it builds on, and where its matter is told."""

from __future__ import annotations

from ssj_publish.core.kinds.oversight import Supervision
from ssj_publish.site.pages import records
from ssj_publish.site.pages.records import RecordPage
from tests.site.pages.reading import headings, listed, page_at, view_of
from tests.world import World


def of(world: World, seq: int) -> RecordPage:
    [found] = [one for one in records.pages(view_of(world)) if one.url == f"records/000/{seq:06d}.html"]
    assert isinstance(found, RecordPage)
    return found


def test_the_list_is_newest_first_with_its_signers(empty_world: World) -> None:
    world = empty_world.found().register()
    page = page_at(records.pages(view_of(world)), "records/index.html")
    assert "这 5 条记录" in page.lead
    rows = listed(page, "记录")
    assert [row[:4] for row in rows[:2]] == [
        ("第 5 号", "检查人员名录变动", "2025-01-07 09:03", "政策法规科"),
        ("第 4 号", "监管对象名录变动", "2025-01-07 09:02", "政策法规科"),
    ]
    assert rows[4][:3] == ("第 1 号", "创世记录", "2025-01-02 09:00")
    assert set(rows[4][3].split("、")) == {"一科", "二科", "政策法规科", "局领导", "纪检组", "人大代表"}
    assert [row[4] for row in rows] == [one.id[:12] for one in reversed(list(world.state.records.values()))]


def test_a_record_stands_between_its_neighbours(empty_world: World) -> None:
    world = empty_world.found().register()
    assert of(world, 1).around == (("第 2 号 →", "records/000/000002.html"),)
    assert of(world, 2).around == (("← 第 1 号", "records/000/000001.html"), ("第 3 号 →", "records/000/000003.html"))
    assert of(world, 5).around == (("← 第 4 号", "records/000/000004.html"),)


def test_a_record_is_shown_as_its_file_is(world: World) -> None:
    one = list(world.state.records.values())[3]
    page = of(world, 4)
    assert page.yaml == world.entries[3].data.decode()
    assert (page.id, page.digest, page.name) == (one.id, one.digest, "000/000004.yaml")
    assert (page.title, page.lead) == ("第 4 号：监管对象名录变动", "2025-01-07 09:02，政策法规科签署。")
    assert (page.time, page.published, page.proof) == ("2025-01-07T09:02:00+08:00", "2025-01-07 09:02", "")


def test_what_it_builds_on_and_what_builds_on_it_are_linked(world: World) -> None:
    [proposal] = world.state.proposals.values()
    [plan] = world.state.plans.values()
    page = of(world, plan.record.seq)
    assert page.refs == ((f"第 {proposal.seq} 号：科室提报任务", f"records/000/{proposal.seq:06d}.html"),)
    assert page.later == (("第 8 号：计划批准", "records/000/000008.html"),)


def test_each_kind_leads_to_the_page_on_its_matter(full_world: World) -> None:
    """By kind; what has no page of its own leads nowhere."""
    found: dict[str, set[str]] = {}
    pages = {one.url: one for one in records.pages(view_of(full_world)) if isinstance(one, RecordPage)}
    for one in full_world.state.records.values():
        found.setdefault(one.kind, set()).update(text for text, _ in pages[f"records/000/{one.seq:06d}.html"].about)
    assert found == {
        "annulment": {"这次检查"},
        "draw-elsewhere": {"任务 T6 春季抽查", "任务 T17 春季抽查"},
        "inspection-approval": {"这次检查"},
        "plan-filing": {"计划"}, "school-calendar": {"检查负担"}, "visits-apart": {"检查负担"}, "visit-avoided": {"这次抽取"},
        "genesis": set(), "calendar": set(), "item-change": {"抽查事项"}, "body-change": {"监管对象"},
        "inspector-change": {"检查人员"}, "recusal": {"监督"}, "retraction": set(), "plan-proposal": set(),
        "plan": {"计划", "补充"}, "plan-approval": set(), "draw-secret": set(), "guest-secret": set(),
        "guest-reveal": {"这次抽取"}, "draw-commit": {"这次抽取"},
        "draw-void": {"这次抽取"}, "draw-seal": {"这次抽取"}, "draw-reveal": {"这次抽取"}, "draw-result": {"这次抽取"},
        "substitution": {"这次抽取"}, "visit": {"这次检查"}, "correction": set(), "result": {"这次检查"},
        "case-open": {"案件 AJ-1"}, "case-decision": {"案件 AJ-1"}, "case-correction": {"案件 AJ-1"},
        "case-reinspection": {"案件 AJ-1"}, "case-close": {"案件 AJ-1"}, "withholding": {"案件 AJ-1"},
        "supervision": {"监督"}, "training": {"培训记录"}, "summary": {"年度总结"}, "key-rotation": set(),
        "key-revocation": set(), "key-recovery": set(), "trust-change": set(),
        "reply": {"这次检查"}, "partner-result": {"这次检查"}, "feedback": {"评价和投诉"}, "outreach": {"宣传"},
        "supervision-follow-up": {"监督"}, "recheck": {"监督"},
        "register-comparison": {"名录核对"}, "rule-change": {"规则的变更"},
    }  # fmt: skip


def test_removable_contents_are_told_without_what_is_gone(full_world: World) -> None:
    pages = [one for one in records.pages(view_of(full_world)) if isinstance(one, RecordPage) and one.contents]
    [gone] = [one for one in pages if one.kind == "整改"]
    assert gone.contents == (("整改情况：依法不再公开（依据：个人信息保护，自 2025-04-10）", ""),)
    [there] = [one for one in pages if one.kind == "复查"]
    assert there.contents[0][0].endswith("公开，公示至 2199-12-31")
    assert there.contents[0][1].startswith("ledger/disclosures/")


def test_a_long_ledger_is_on_leaves(world: World) -> None:
    first = next(iter(world.state.records))
    for _ in range(195):
        world.say(Supervision(subjects=(first,), level="none", finding="无异议。"), "d")
    found = list(records.pages(view_of(world)))
    page = page_at(found, "records/page-1.html")
    assert (page.title, page.lead) == ("台账第 1 页", "第 1 号至第 200 号记录。")
    assert [row[0] for row in listed(page, "记录")][::199] == ["第 200 号", "第 1 号"]
    head = page_at(found, "records/index.html")
    assert [row[0] for row in listed(head, "记录")][::199] == ["第 203 号", "第 4 号"]
    assert headings(head) == ["记录", "更早的"]
