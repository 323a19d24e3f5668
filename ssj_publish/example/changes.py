"""2026 in 安澜县: an office is merged, results are due earlier, an outside partner is named; the register is
compared."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import msgspec

from ssj_publish.core.kinds.comparison import Miss, RegisterComparison
from ssj_publish.core.kinds.genesis import Key, Role
from ssj_publish.core.kinds.rules import Ended, RuleChange
from ssj_publish.core.shapes import Source
from ssj_publish.example.agenda import Agenda
from ssj_publish.example.county import PARTNER, SIGNERS, SUCCESSOR


class Changes:
    """Put on the agenda."""

    def __init__(self, agenda: Agenda) -> None:
        self.agenda = agenda

    def schedule(self) -> None:
        """Late in 2026, so that the year's draws show what goes on under the rules of then."""
        self.agenda.at("2026-11-16 09:00", self._reorganise)
        self.agenda.at("2026-11-17 10:00", self._compare)

    def _compare(self) -> None:
        """An invented list of the county's civil affairs bureau: one school of ours is not in it, two of it not in
        ours."""
        types = ("民办学校",)
        ours = [one for one in self.agenda.state.bodies.current.values() if one.type in types and one.state == "active"]
        missing = (
            Miss(name="安澜县启明实验学校", reason="to-add", note="新近登记，本月补录。"),
            Miss(name="邻水县育才学校安澜分校", reason="elsewhere", note="由邻县监管。"),
        )
        comparison = RegisterComparison(
            authority="安澜县民政局",
            title="民办非企业单位（教育类）登记名单",
            date=date(2026, 11, 13),
            source=Source(
                file="民办非企业单位名单.xlsx", sha256=sha256("安澜县民政局名单（虚构）".encode()).hexdigest()
            ),
            types=types,
            count=len(ours) - 1 + len(missing),
            matched=len(ours) - 1,
            missing=missing,
            surplus=(max(one.id for one in ours),),
        )
        self.agenda.say(comparison, "zhengce")

    def _reorganise(self) -> None:
        id_, name = SUCCESSOR
        key = Key(public=SIGNERS[id_].public.openssh, holder=f"{name}（示例密钥，公开）")
        change = RuleChange(
            document="安教发〔2026〕21号",
            reason="机构改革：安全管理科并入新设的科室；检查结果提前到15个工作日内公示。",
            settings=msgspec.structs.replace(self.agenda.state.settings, result_days=15),
            added=(
                Role(id=id_, name=name, type="office", threshold=1, keys=(key,)),
                Role(id=PARTNER[0], name=PARTNER[1], type="partner", threshold=1),
            ),
            ended=(Ended(role="anquan", successor=id_),),
        )
        self.agenda.say(change, "zhengce", "lingdao", id_)
