"""One visit, less burden, in the example: the plans are filed, the schools' exams are closed days, another department's
result stands for a visit, and whoever was visited twice is told why."""

from __future__ import annotations

from datetime import date

from ssj_publish.core.kinds.burden import ApartReason, ClosedDays, SchoolCalendar, VisitAvoided, VisitsApart
from ssj_publish.core.kinds.plan import PlanFiling
from ssj_publish.core.reading import coincidence
from ssj_publish.core.reading.coincidence import Coincidence
from ssj_publish.example.agenda import Agenda
from ssj_publish.example.draws import Draws

#: What a drawn body of this task was spared, and from whom the result came.
_SPARED, _DEPARTMENT = "RW-2025-05", "安澜县市场监督管理局（虚构）"
_EXAMS = {
    2025: ((date(2025, 6, 7), date(2025, 6, 10), "高考"), (date(2025, 6, 13), date(2025, 6, 15), "中考")),
    2026: ((date(2026, 6, 7), date(2026, 6, 10), "高考"), (date(2026, 6, 12), date(2026, 6, 14), "中考")),
}


class Burden:
    """Puts these on the agenda."""

    def __init__(self, agenda: Agenda, draws: Draws) -> None:
        self.agenda = agenda
        self.draws = draws

    def schedule(self) -> None:
        at = self.agenda.at
        for year in _EXAMS:
            at(f"{year}-02-11 09:30", lambda year=year: self._file(year))  # type: ignore[misc]  # bound now
            at(f"{year}-02-20 09:00", lambda year=year: self._exams(year))  # type: ignore[misc]  # bound now
        at("2025-10-09 10:00", self._spare)
        for when in ("2025-06-30 15:00", "2025-12-01 15:00", "2026-11-19 15:00"):
            at(when, self._explain)

    def _file(self, year: int) -> None:
        for id_, one in list(self.agenda.state.plans.items()):
            if one.plan.year == year and one.approval is not None and one.filing is None:
                number = f"安司备〔{year}〕{4 if year == 2025 else 6}号"
                filing = PlanFiling(plan=id_, authority="安澜县司法局（虚构）", number=number, date=date(year, 2, 10))
                self.agenda.say(filing, "zhengce")

    def _exams(self, year: int) -> None:
        days = tuple(ClosedDays(start=start, end=end, cause="exams", name=name) for start, end, name in _EXAMS[year])
        calendar = SchoolCalendar(types=("中小学", "民办学校"), days=days, document=f"{year}年考试日程（虚构）")
        self.agenda.say(calendar, "jijiao")

    def _spare(self) -> None:
        """One that nobody has visited yet, and is to be visited for this draw alone."""
        state = self.agenda.state
        draw = state.draws[state.tasks[_SPARED].draws[-1]]
        planned = self.draws.inspections.planned
        body = next(
            body
            for body in sorted(draw.teams.keys() - draw.visits.keys())
            if all(one.made or [ground.draw for ground in one.grounds] == [draw.id] for one in planned[body])
        )
        for one in planned[body]:
            one.made = True
        self.agenda.say(
            VisitAvoided(
                draw=draw.id,
                body=body,
                department=_DEPARTMENT,
                date=date(2025, 9, 18),
                document="安市监检〔2025〕211号",
                explanation="九月已就同一事项作过检查，结果可以采用，不再重复进校。",
            ),
            state.tasks[_SPARED].task.office,
            "zhengce",
        )

    def _explain(self) -> None:
        """Each pair of visits that was not made one is owned up to."""
        state = self.agenda.state
        for one in coincidence.unexplained(coincidence.coincidences(state, self.agenda.now.date())):
            reason, told = _why(one)
            apart = VisitsApart(
                body=one.body,
                grounds=(one.first.record.id, one.second.record.id),
                reason=reason,
                explanation=told,
            )
            self.agenda.say(apart, one.first.office)


def _why(one: Coincidence) -> tuple[ApartReason, str]:
    if not (one.first.task and one.second.task):
        return "urgent", "个案检查须当天进行，等不到抽查的日期。"
    return "timing", "两项任务安排检查的日子没有重合。"
