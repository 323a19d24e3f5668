"""``ssj withhold``: what the law requires to be removed is taken from public view."""

from __future__ import annotations

import click

from ssj_publish.cli._coded import coded
from ssj_publish.cli._office import Pen, writes
from ssj_publish.cli._screen import say
from ssj_publish.cli._times import now
from ssj_publish.core.kinds.withholding import WithholdingGround
from ssj_publish.office import withholding


@click.group()
def withhold() -> None:
    """依法不再公开：撤下写在链外的内容，链和签名照样成立。"""


@withhold.command()
@click.argument("target")
@coded("--ground", place="Withholding.ground", help="所依据的情形")
@click.option("--explanation", required=True, help="说明，将公示；不要写出被撤下的内容。")
@click.option("--document", help="所依据的文书。")
@click.option("--digest", "digests", multiple=True, help="只撤下这些指纹（默认：这条记录的全部）。")
@writes
def record(
    pen: Pen, target: str, ground: WithholdingGround, explanation: str, document: str | None, digests: tuple[str, ...]
) -> None:
    """撤下记录 TARGET（序号或记录编号）的内容，由政策法规科和纪检监察组共同签署；写入台账后删除内容文件。"""
    pen.write(withholding.withhold(pen.state, target, ground, explanation, document, digests))
    _finish(pen)


@withhold.command()
@writes
def finish(pen: Pen) -> None:
    """删除应当撤下而还在的内容文件（公示期满的，或撤下记录由他人写入的）。"""
    _finish(pen)


def _finish(pen: Pen) -> None:
    gone = withholding.finish(pen.desk.folder, pen.state, now().date())
    for digest in gone:
        say(f"已删除内容 {digest}")
    if gone:
        say("请重新生成并发布网站；备份里的同名文件也要删除。")
