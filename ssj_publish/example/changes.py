"""2026 in 安澜县: an office is merged, results are due earlier, an outside partner is named; the register is compared."""

from __future__ import annotations

import msgspec

from ssj_publish.core.kinds.genesis import Key, Role
from ssj_publish.core.kinds.rules import Ended, RuleChange
from ssj_publish.example.agenda import Agenda
from ssj_publish.example.county import PARTNER, SIGNERS, SUCCESSOR


class Changes:
    """Put on the agenda."""

    def __init__(self, agenda: Agenda) -> None:
        self.agenda = agenda

    def schedule(self) -> None:
        """Late in 2026, so that the year's draws show what goes on under the rules of then."""
        self.agenda.at("2026-11-16 09:00", self._reorganise)

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
