"""What outsiders have seen of the ledger: by how many records, by whom, when, and whether they are enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssj_publish.core.kinds.registers import InspectorChange
from ssj_publish.core.tlog import note
from ssj_publish.ledger import checkpoints as files
from ssj_publish.office.checkpoints import Log
from ssj_publish.site.pages import checkpoints
from ssj_publish.site.view import View
from tests.bureau import LOG, WITNESSES, inspector, logged
from tests.site.pages.reading import facts, headings, listed, page_at
from tests.world import World

FIRST = 1_743_000_000  # 2025-03-26 22:40 in Beijing


@pytest.fixture(autouse=True)
def _own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSJ_STATE_DIR", str(tmp_path / "state"))


def view_of(world: World, ledger: Path) -> View:
    return View.of(world.state, {}, world.now.date(), Log(ledger, world.state).audited)


def sign(world: World, ledger: Path, *times: int) -> None:
    """Sign for all records; the first witnesses cosign at ``times``."""
    world.write(ledger.parent)
    Log(ledger, world.state).sign(LOG)
    last = Log(ledger, world.state).last
    for witness, time in zip(WITNESSES, times, strict=False):
        line = witness.sign(last.stored.note.text, time).line
        files.add_cosignature(ledger, last.checkpoint.size, note.parse_signatures(line)[0])


def test_without_a_log_key_there_is_no_page(world: World) -> None:
    assert list(checkpoints.pages(View.of(world.state, {}, world.now.date()))) == []


def test_nothing_signed_is_said_so(empty_world: World) -> None:
    world = empty_world.found(**logged()).register()
    page = page_at(checkpoints.pages(View.of(world.state, {}, world.now.date())), "checkpoints/index.html")
    assert page.lead == "台账有 5 条记录，还没有签过检查点。"
    assert headings(page) == ["是什么", "怎样用它核对", "公钥"]


def test_checkpoints_stand_newest_first_with_whoever_saw_them(empty_world: World, tmp_path: Path) -> None:
    world, ledger = empty_world.found(**logged()).register(), tmp_path / "ledger"
    sign(world, ledger, FIRST + 3600, FIRST)
    world.say(InspectorChange(reason="新增", added=(inspector(9),)), "p")
    sign(world, ledger, FIRST + 7200)
    page = page_at(checkpoints.pages(view_of(world, ledger)), "checkpoints/index.html")
    assert page.lead == "台账有 6 条记录，检查点签到第 6 条，见证人联署到第 5 条。"
    assert listed(page, "全部检查点") == [
        ("6", "第 6 号", "w.example/1，2025-03-27 00:40", "不够"),
        ("5", "第 5 号", "w.example/2，2025-03-26 22:40；w.example/1，2025-03-26 23:40", "够数"),
    ]
    told = facts(page, "公钥")
    assert (told["日志公钥"], told["见证人家数"]) == (LOG.key.text, "至少 2 家联署才算数")
    assert [row[:2] for row in listed(page, "公钥")] == [("某大学", f"w.example/{n}") for n in (1, 2, 3)]


def test_a_time_beyond_all_calendars_is_shown_as_the_last() -> None:
    assert checkpoints.told(FIRST) == "2025-03-26 22:40"
    assert checkpoints.told(2**63) == "9999-12-31 08:00"
