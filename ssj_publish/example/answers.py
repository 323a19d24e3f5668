"""What the public and the discipline group say in the example: monthly counts, publicity, findings followed to their
end, visits drawn to be looked at again, and inspectors who sign by their own keys."""

from __future__ import annotations

from datetime import date
from functools import partial

import msgspec

from ssj_publish.core.kinds.answers import Channel, Feedback, OfficeFeedback, Outreach
from ssj_publish.core.kinds.oversight import FollowUp, Supervision, Training
from ssj_publish.core.kinds.registers import InspectorChange
from ssj_publish.example.agenda import Agenda, chance
from ssj_publish.example.county import INSPECTOR_SIGNERS
from ssj_publish.office import rechecks
from ssj_publish.office.desk import Step

#: The quarters whose sample is drawn, and when: after the first draw that follows each.
_SAMPLES = (
    ("2025-08-18 09:00", 2025, 2),
    ("2026-08-10 09:00", 2025, 3),
    ("2026-08-10 09:30", 2025, 4),
    ("2026-08-10 10:00", 2026, 2),
)
_TOLD: tuple[tuple[str, str, tuple[Channel, ...], str, str], ...] = (
    ("2025-03-10", "双随机抽查怎样抽、怎样查", ("website", "social", "poster"), "学校和家长", "抽查哪些、怎样抽、结果在哪里看。"),
    ("2025-09-02", "致全县学校的一封信", ("letter",), "全县中小学、幼儿园和培训机构", "秋季检查的时间，怎样核对检查通知。"),
    ("2026-03-16", "县融媒体中心专访：查谁由抽签决定", ("television", "broadcast"), "社会公众", "演示怎样在手机上重算一次抽取。"),
)  # fmt: skip


class Answers:
    """Puts these on the agenda."""

    def __init__(self, agenda: Agenda) -> None:
        self.agenda = agenda

    def schedule(self) -> None:
        at = self.agenda.at
        at("2025-03-03 10:00", self._keys)
        at("2025-09-01 14:00", self._training)
        for day, title, channels, audience, content in _TOLD:
            made = Outreach(
                title=title, date=date.fromisoformat(day), channels=channels, audience=audience, content=content
            )
            self.agenda.later(("zhengce",), f"{day} 16:00", partial(_same, made))
        for year, month in [(2025, month) for month in range(4, 13)] + [(2026, month) for month in range(1, 11)]:
            after = date(year + month // 12, month % 12 + 1, 6)
            self.agenda.later(("jijian",), f"{after} 09:00", partial(self._counts, year, month))
        self.agenda.later(("jijian",), "2025-12-16 10:00", partial(self._step, "explained", False))
        self.agenda.later(("jijian",), "2026-01-09 10:00", partial(self._step, "rectified", True))
        for when, year, quarter in _SAMPLES:
            self.agenda.later(("jijian",), when, partial(self._sample, year, quarter))
        at("2025-09-12 15:00", self._revisit)

    def _keys(self) -> None:
        """Two inspectors have keys of their own from now on."""
        held = self.agenda.state.inspectors.current
        changed = tuple(
            msgspec.structs.replace(held[id_], key=signer.public.openssh) for id_, signer in INSPECTOR_SIGNERS.items()
        )
        self.agenda.say(InspectorChange(reason="登记检查人员本人的公钥", changed=changed), "zhengce")

    def _training(self) -> None:
        able = tuple(sorted(self.agenda.state.inspectors.current))[5:28]
        made = Training(
            title="秋季检查业务培训",
            date=self.agenda.now.date(),
            hours=4,
            inspectors=able,
            content="检查通知和记录表的填写、陈述申辩的登记、检查纪律。",
        )
        self.agenda.say(made, "zhengce")

    def _counts(self, year: int, month: int) -> Feedback:
        offices = sorted(role.id for role in self.agenda.state.keyring.roles.values() if role.type == "office")
        return Feedback(year=year, month=month, offices=tuple(_line(year, month, office) for office in offices))

    def _step(self, step: str, closed: bool) -> FollowUp:
        finding = next(one for one in self.agenda.state.supervisions if one.body.level == "concern")
        told = (
            "责任科室书面说明：两项结果因经办人员轮换而晚公示。"
            if not closed
            else "已公示全部逾期结果，并设定到期前五天提醒。"
        )
        return FollowUp(supervision=finding.id, step=step, closed=closed, text=told)  # type: ignore[arg-type]  # one of the codes

    def _sample(self, year: int, quarter: int) -> Step:
        return rechecks.drawn(self.agenda.state, year, quarter)

    def _revisit(self) -> None:
        """纪检组 has been to all schools of the first sample."""
        visits = self.agenda.state.rechecks[0].body.visits
        finding = "回访抽中的各所学校，检查确已进行，出示了执法证，没有收费、吃请等情况，记录与学校所说一致。"
        self.agenda.say(Supervision(subjects=visits, level="none", finding=finding), "jijian")


def _line(year: int, month: int, office: str) -> OfficeFeedback:
    cards = chance("cards", year, month, office) % 9
    fair = min(cards, chance("fair", year, month, office) % 3)
    bad = int(chance("bad", year, month, office) % 11 == 0 and cards > fair)
    return OfficeFeedback(
        office=office,
        satisfied=cards - fair - bad,
        fair=fair,
        dissatisfied=bad,
        complaints=int(chance("complaint", year, month, office) % 13 == 0),
        integrity=cards,
        misconduct=0,
    )


def _same(made: Outreach) -> Outreach:
    return made
