"""Assembles ``ssj``: which command lives where, what its help says in a line, and how every error leaves."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from ssj_publish.cli._click import Formatter, dress, path_of, usage
from ssj_publish.cli._screen import say, say_text
from ssj_publish.errors import BadInput, Environment, NotVerified, SsjError

FINE, UNVERIFIED, USAGE, ENVIRONMENT = 0, 1, 2, 3

#: command → (module, attribute, help in a line). Modules load when their command is called: ``ssj --help`` stays quick.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "init": ("founding", "init", "新建一本台账"),
    "key": ("key", "key", "生成、查看密钥，换钥、撤销、补钥"),
    "rules": ("rules", "rules", "变更规则：单位、科室、信用等级、期限；查看历次规则"),
    "calendar": ("founding", "calendar", "录入国务院年度放假安排"),
    "template": ("importing", "template", "生成填写用的工作簿：清单、名录库、计划、检查、案件"),
    "import": ("importing", "import_", "从 Excel 或 CSV 导入清单、名录库、计划、检查和案件"),
    "register": ("register", "register", "名录核对：与外单位的名单比对，公布差异和原因"),
    "recuse": ("yearly", "recuse", "登记检查人员的回避"),
    "plan": ("plan", "plan", "合并、批准、备案年度抽查计划"),
    "draw": ("draw", "draw", "抽取：提交秘密、承诺、公开、封存、作废、递补；录入外部平台抽取；找出重合的检查"),
    "visit": ("entering", "visit", "检查审批、检查记录、免予检查、校历，不合并检查的理由"),
    "result": ("entering", "result", "录入并公示检查结果"),
    "case": ("entering", "case", "立案、决定、整改、复查、结案"),
    "supervise": ("entering", "supervise", "纪检组录入监督意见"),
    "follow-up": ("entering", "follow_up", "纪检组录入监督意见的落实情况"),
    "recheck": ("yearly", "recheck", "纪检组抽取一个季度的回访样本"),
    "reply": ("entering", "reply", "录入对象的陈述申辩"),
    "feedback": ("entering", "feedback", "纪检组录入评价、投诉和廉政反馈统计"),
    "outreach": ("entering", "outreach", "录入宣传"),
    "correct": ("amending", "correct", "更正已公示的记录"),
    "annul": ("amending", "annul", "宣告检查、结果、案件步骤、审批或外部抽取无效"),
    "retract": ("amending", "retract", "撤回记录"),
    "withhold": ("withhold", "withhold", "依法不再公开：撤下链外的内容"),
    "training": ("entering", "training", "录入培训"),
    "summary": ("yearly", "summary", "录入年度总结（数字由台账算出）"),
    "report": ("report", "report", "年度报告、指标、计划统计、事项统计"),
    "sign": ("signing", "sign", "在待签文件上签名"),
    "submit": ("signing", "submit", "把签好的文件写入台账"),
    "checkpoint": ("checkpoint", "checkpoint", "签署检查点，请见证人联署"),
    "witness": ("witness", "witness", "做别人台账的见证人"),
    "find": ("finding", "find", "按种类、日期、对象查找记录"),
    "status": ("status", "status", "应办、逾期事项和责任科室"),
    "verify": ("verify", "verify", "核对整本台账"),
    "hooks": ("hooks", "hooks", "安装 git 钩子，打印流水线配置"),
    "resequence": ("resequence", "resequence", "两处同时追加时，把本分支的记录接到对方之后"),
    "site": ("site", "site", "生成和预览公示网站"),
    "demo": ("demo", "demo", "在空文件夹里演示安澜县（虚构）的一年"),
}
#: Set, an unforeseen error shows where in the program it arose.
TRACEBACK = "SSJ_TRACEBACK"

click.Context.formatter_class = Formatter


class Shell(click.Group):
    """The top: loads a command's module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        return dress(getattr(import_module(f"ssj_publish.cli.{module}"), attribute))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])


@click.group(cls=Shell, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-C", "--repo", type=click.Path(path_type=Path), help="台账仓库所在的文件夹（默认：当前或上级文件夹）。")
@click.version_option(package_name="ssj-publish", message="ssj %(version)s", help="显示版本。")
@click.pass_context
def ssj(ctx: click.Context, repo: Path | None) -> None:
    """双随机、一公开：任何人都能核对的随机抽查。

    退出码：0 正常或核对无误，1 核对不符，2 用法或输入有误，3 环境问题。
    """
    ctx.obj = repo


def run(arguments: Sequence[str]) -> int:
    """Run ``ssj`` with ``arguments``; every way out is an exit code and at most one sentence on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code: Any = ssj.main(list(arguments), prog_name="ssj", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as help_:
        say_text(help_.format_message())
        return USAGE
    except click.ClickException as wrong:
        return _say(usage(wrong, path_of(ssj, arguments)), USAGE)
    except (click.Abort, KeyboardInterrupt):
        return _say("已取消，没有写入任何内容。", USAGE)
    except SsjError as error:
        say(*_words(error), err=True)
        return exit_code(error)
    except RecursionError:
        return _say("内容嵌套过深，无法处理。", USAGE)
    except MemoryError:
        return _say("内存不足。", ENVIRONMENT)
    except BrokenPipeError:
        return FINE
    except UnicodeDecodeError:
        return _say("有一个文件不是 UTF-8 编码的文字。请另存为 UTF-8 后再运行。", USAGE)
    except OSError as error:
        return _say(_refused(error), ENVIRONMENT)
    except Exception as error:  # the outermost place: what nobody foresaw is said in a sentence too
        return _say(_unforeseen(error), ENVIRONMENT)
    return code if isinstance(code, int) else FINE


def exit_code(error: SsjError) -> int:
    """The family decides."""
    if isinstance(error, NotVerified):
        return UNVERIFIED
    return ENVIRONMENT if isinstance(error, Environment) else USAGE if isinstance(error, BadInput) else ENVIRONMENT


def _words(error: SsjError) -> list[str]:
    from ssj_publish.words.reasons import lines

    return lines(error)


def _refused(error: OSError) -> str:
    from ssj_publish.words.system import refusal

    about = f"“{error.filename}”：" if error.filename else ""
    return f"系统拒绝了操作：{about}{refusal(error)}。请检查路径、权限和磁盘空间。"


def _unforeseen(error: Exception) -> str:
    if os.environ.get(TRACEBACK):
        traceback.print_exception(error)
    return (
        f"程序出错，没有做完（{type(error).__name__}）。这是软件的毛病，不是您的：请设环境变量 {TRACEBACK}=1 再运行一次，"
        "把所用的命令和显示的内容一并报告给软件的维护者。"
    )


def _say(sentence: str, code: int) -> int:
    say(sentence, err=True)
    return code
