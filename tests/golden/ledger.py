"""The small ledger behind the golden files: `whole_year`, and after it whatever else a page can show.

A summer in which visits find nothing, find something late, find nobody; a penalty that expires; results corrected and
taken back; registers that change; a second plan with a draw that waits for its beacon and one that waits for lotteries;
the log signed and cosigned by two of three witnesses.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from ssj_publish.core.kinds.case import CaseDecision
from ssj_publish.core.kinds.draw import BeaconRound
from ssj_publish.core.kinds.inspection import Check, OtherFinding, ThirdParty
from ssj_publish.core.kinds.oversight import Correction, Retraction, Supervision, Training
from ssj_publish.core.kinds.plan import PlanProposal
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, Item, ItemChange, Removal
from ssj_publish.core.records import Record
from ssj_publish.core.replay import replay
from ssj_publish.core.state import Draw
from ssj_publish.core.tlog import note
from ssj_publish.ledger import checkpoints, store
from ssj_publish.office import plans
from ssj_publish.office.checkpoints import Log
from tests.bureau import LOG, ROUND, WITNESSES, at, body, inspector, item, task
from tests.world import World
from tests.years import whole_year

#: Bodies whose entries say all that an entry can.
FULL: dict[str, Any] = {
    "code": "91000000MA0000001X",
    "ownership": "民办",
    "capped": "yes",
    "licence": "教民1号",
    "stage": "幼儿园",
    "type": "学校",
}


def world() -> World:
    """All records, in the order in which they were said."""
    made = whole_year()
    first, second = (made.state.draws[id_] for id_ in made.state.tasks["T1"].draws)
    [sealed] = (made.state.draws[id_] for id_ in made.state.tasks["T4"].draws)
    _registers(made)
    _visits(made, second)
    _joint(made, sealed)
    _complaint(made)
    made.say(Supervision(subjects=(first.id,), level="concern", finding="作废的理由写得太简单。"), "d")
    made.say(
        Training(title="暑期培训", date=made.now.date(), hours=16, inspectors=("N02", "N03"), content="文书。"), "p"
    )
    _second_plan(made)
    _contents(made)
    return made


def write(repo: Path) -> Path:
    """The bureau's folder: ledger, checkpoint, settings and two texts; gives ``repo``."""
    ledger = world().write(repo)
    state = replay(store.read_entries(ledger)).state
    Log(ledger, state).sign(LOG)
    stored = Log(ledger, state).last
    for witness, minutes in zip(WITNESSES, (5, 65), strict=False):
        line = witness.sign(stored.stored.note.text, int(at("2025-08-01 09:00").timestamp()) + 60 * minutes)
        checkpoints.add_cosignature(ledger, stored.checkpoint.size, note.parse_signatures(line.line)[0])
    (repo / "pelicanconf.py").write_text(_SETTINGS, "utf-8")
    for name, text in _PROSE.items():
        path = repo / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return repo


def _registers(made: World) -> None:
    """A body new and one gone, an inspector who can do less and one who leaves, an item that rests on a paper, one
    retired."""
    weak: Item = item(
        "I3",
        basis=(msgspec.structs.replace(item().basis[0], title="《县教育局工作要点》", level="policy"),),
        category="key",
        cap=None,
        methods=("written", "online"),
        remark="每学期一次。",
    )
    made.say(ItemChange(reason="上级新增", added=(weak, item("I4"))), "p")
    made.say(ItemChange(reason="依据废止", removed=(Removal(id="I4", ground="basis", reason="《旧办法》废止。"),)), "p")
    made.say(BodyChange(reason="新开办", added=(body(20, **FULL),)), "o1")
    gone = Removal(id="S001", ground="closed", state="closed", reason="并入第2学校。")
    made.say(BodyChange(reason="撤并", removed=(gone,)), "o1", "p")
    made.say(
        InspectorChange(
            reason="换证",
            changed=(inspector(5, items=("I1",), valid_until=date(2026, 6, 30), unit="二科"),),
            removed=(Removal(id="N04", ground="transferred", reason="退休。"),),
        ),
        "p",
    )


def _visits(made: World, draw: Draw) -> None:
    """Clean; late and with problems put right; nobody there; one never visited."""
    clean, late, closed, fined, taken_back, *_ = [id_ for id_ in draw.teams if id_ not in draw.visits]
    made.result(made.visit(draw, clean, day=date(2025, 4, 14)))
    firm = ThirdParty(name="某会计师事务所", scope="核对收费账目")
    seen = made.visit(draw, late, day=date(2025, 4, 15), third_party=firm, signed_by=None, unsigned_reason="拒绝签字")
    absent = made.visit(draw, closed, day=date(2025, 4, 16), evidence=())
    made.change(closed, state="closed")
    made.result(absent, code="closed", checks=())
    found = made.visit(draw, fined, day=date(2025, 4, 17), note="当场制作笔录。")
    wrong = made.pending(found, action="立案调查", finding="超标准收费。")
    _penalty(made, wrong)
    mistaken = made.result(made.visit(draw, taken_back, day=date(2025, 4, 18)))
    made.say(Retraction(target=mistaken.id, reason="填错了对象。"), "o1")
    made.now = at("2025-06-20 10:00")
    checks = (
        Check(point="要点甲", outcome="problem", note="已当场改正"),
        Check(point="要点乙", outcome="not-applicable"),
    )
    slow = made.result(seen, code="corrected-on-order", checks=checks, action="责令改正", rectify_by=date(2025, 4, 20))
    better = msgspec.structs.replace(slow.body, finding="台账不全，已补齐。")
    made.say(Correction(target=slow.id, reason="补写发现的问题。", replacement=msgspec.to_builtins(better)), "o1")


def _penalty(made: World, result: Record) -> None:
    """A fine that stays public for a month, and is over by the end."""
    made.case(result, "AJ-2", form="penalty", ground="超标准收费。")
    until = date(2025, 5, 20)
    decision = CaseDecision(
        case="AJ-2",
        date=made.now.date(),
        decision="fine",
        document="罚字1号",
        basis="《民办教育促进法》",
        party="李某",
        text="罚款一千元。",
        severity="minor",
        public_until=until,
    )
    made.say(decision, "o1", "l")


def _joint(made: World, draw: Draw) -> None:
    """One visit for two offices, each with its own result."""
    target = next(id_ for id_ in draw.teams if id_ not in draw.visits)
    findings = (OtherFinding(department="市场监管局", document="检查表第 7 号"),)
    visit = made.visit(draw, target, day=date(2025, 6, 24), method="on-site", other_findings=findings)
    made.result(visit, "I1")
    made.pending(visit, "I2", rectify_by=date(2025, 7, 4))


def _complaint(made: World) -> None:
    """A visit that no draw led to."""
    visit = made.complaint("S005", "N01", "N03", day=date(2025, 6, 26))
    made.result(visit, code="obstruction", checks=(), finding="不配合检查。")


def _second_plan(made: World) -> None:
    """T6 waits for its beacon, T7 was never drawn, T8 awaits approval."""
    made.now = at("2025-07-02 09:00")
    autumn = {"name": "暑期抽查", "start": date(2025, 7, 7), "end": date(2025, 8, 29)}
    made.say(PlanProposal(year=2025, office="o1", tasks=(task("T26", **autumn), task("T27", **autumn))), "o1")
    record = made.say(plans.consolidate(made.state, 2025, "补充计划"), "p")
    made.say(plans.approve(record.id, "教发2号"), "l")
    rounds = int((at("2025-07-04 15:00") - at("2025-03-28 12:10")).total_seconds()) // 3
    beacon = BeaconRound(chain="quicknet", round=ROUND + rounds, fallback="void", hours=48)
    made.commit("T26", beacon=beacon, opens=at("2025-07-07 18:00"))
    made.say(PlanProposal(year=2025, office="o1", tasks=(task("T8", **autumn),)), "o1")
    made.say(plans.consolidate(made.state, 2025, "待批计划"), "p")


def _contents(made: World) -> None:
    """Only what is still public by the end is kept."""
    today = made.now.date()
    made.contents = {
        name: one for name, one in made.contents.items() if not made.state.references[name].brief.over(today)
    }


_SETTINGS = """
from ssj_publish.site.settings import SETTINGS

globals().update(SETTINGS)
PATH = "content"
SITENAME = "测试县双随机"
SSJ_SITE = {
    "domain": "jy.test.example", "id_code": "0000000000", "sponsor": "测试县教育局", "contact": "电话", "icp": "示意1号",
    "police": "示意2号",
}
"""

_PROSE = {
    "pages/rules.md": "title: 规则\ndate: 2025-02-01\nslug: rules\n\n[台账]({filename}about.md)。\n\n| 甲 |\n|---|\n| 1 |\n",
    "pages/about.md": "title: 关于\nslug: about\n\n## 一\n\n`代码`\n",
    "decisions/9001-some.md": "title: 一个决定\nslug: decision-9001\ndate: 2025-02-03\n\n背景、决定、后果。\n",
}
