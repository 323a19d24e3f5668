"""Records that are filled in as small forms: visits, results, cases, replies, feedback, supervision, training."""

from __future__ import annotations

import functools
from pathlib import Path

import click

from ssj_publish.cli import _forms, notices
from ssj_publish.cli._office import Pen, writes
from ssj_publish.cli._screen import say_text
from ssj_publish.core.kinds import KINDS
from ssj_publish.office import cases, lookup, visits


def form(name: str, kind: str, help_: str) -> click.Command:
    """A command that writes the record a form describes, or prints the form."""

    @click.command(name, help=f"{help_}\n\nFILE 是填好的表单（YAML）；不给时打印空表单。")
    @click.argument("file", type=click.Path(path_type=Path), required=False)
    @click.option("--template", is_flag=True, help="打印空表单。")
    @writes
    def command(pen: Pen, file: Path | None, template: bool) -> None:
        if template or file is None:
            say_text(_forms.template(KINDS[kind]))
            return
        named = functools.partial(lookup.resolved, pen.state, KINDS[kind])
        filled = visits.completed(pen.state, _forms.read(file, KINDS[kind], named))
        pen.write(cases.step(pen.state, filled))

    return command


@click.group()
def visit() -> None:
    """检查记录。"""


visit.add_command(form("add", "visit", "录入一次检查：时间、方式、人员、签字或未签字理由、证据。"))
visit.add_command(
    form("approve", "inspection-approval", "录入检查审批（须局领导共同签署）；紧急检查补办的，写明所追认的检查。")
)

visit.add_command(
    form("apart", "visits-apart", "写明同一对象的几次检查为什么没有合并（ssj draw coincide 列出哪几次）。")
)
visit.add_command(form("avoid", "visit-avoided", "录入免予检查：其他部门的结果代替这次检查（须政策法规科共同签署）。"))
visit.add_command(form("closed", "school-calendar", "录入校历：考试、放假等不接受现场检查的日子。"))
visit.add_command(notices.visit_notice)
visit.add_command(notices.visit_form)
visit.add_command(notices.check_notice)

elsewhere = form(
    "elsewhere", "draw-elsewhere", "录入在外部平台（如省平台）上做的抽取；任何人都无法核对，网站照实写明。"
)


@click.group()
def result() -> None:
    """检查结果。"""


result.add_command(form("add", "result", "录入并公示一个事项的检查结果，由该事项的责任科室签署。"))
result.add_command(
    form(
        "partner", "partner-result", "录入外部门在联合检查中的结果，由该部门签署；没有密钥的，由发起科室凭其文书录入。"
    )
)


@click.group()
def case() -> None:
    """依法处理：立案、决定、整改、复查、结案。"""


case.add_command(form("open", "case-open", "立案。"))
case.add_command(form("decide", "case-decision", "作出决定（须局领导共同签署）。"))
case.add_command(form("correct", "case-correction", "录入整改情况。"))
case.add_command(form("reinspect", "case-reinspection", "录入复查情况。"))
case.add_command(form("close", "case-close", "结案。"))

supervise = form("supervise", "supervision", "纪检组录入监督意见；写入后任何人不能更正或撤回。")
training = form("training", "training", "录入培训。")
follow_up = form("follow-up", "supervision-follow-up", "纪检组录入一条监督意见的落实情况，直到办结。")
reply = form("reply", "reply", "录入对象对检查结果或案件的陈述申辩；由责任科室或纪检组录入，与结果并列公示。")
feedback = form("feedback", "feedback", "纪检组录入一个月的评价、投诉和廉政反馈统计，各科室一行，只有数字。")
outreach = form("outreach", "outreach", "录入一次宣传。")
