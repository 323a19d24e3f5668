"""``ssj withhold``: what the law requires to be removed is taken from public view."""

from __future__ import annotations

from typing import get_args

import click

from ssj_publish import errors
from ssj_publish.cli._office import Pen, now, writes
from ssj_publish.cli._screen import say
from ssj_publish.core.kinds.withholding import Withholding, WithholdingGround
from ssj_publish.core.reading import exposure
from ssj_publish.ledger import disclosures
from ssj_publish.office.desk import Step


@click.group()
def withhold() -> None:
    """依法不再公开：撤下写在链外的内容，链和签名照样成立。"""


@withhold.command()
@click.argument("target")
@click.option(
    "--ground",
    type=click.Choice(get_args(WithholdingGround)),
    required=True,
    help="expired 期满、repaired 信用修复、revoked 变更或撤销、ruling 判决或复议、personal 个人信息。",
)
@click.option("--explanation", required=True, help="说明，将公示；不要写出被撤下的内容。")
@click.option("--document", help="所依据的文书。")
@click.option("--digest", "digests", multiple=True, help="只撤下这些指纹（默认：这条记录的全部）。")
@writes
def record(
    pen: Pen, target: str, ground: WithholdingGround, explanation: str, document: str | None, digests: tuple[str, ...]
) -> None:
    """撤下记录 TARGET（记录编号）的内容，由政策法规科和纪检监察组共同签署；写入台账后删除内容文件。"""
    own = [
        digest
        for digest, one in pen.state.references.items()
        if one.record.id == target and one.withheld is None and (not digests or digest in digests)
    ]
    if not own:
        raise errors.NothingToWithhold(id=target)
    pen.write(
        Step(
            Withholding(
                target=target, digests=tuple(sorted(own)), ground=ground, document=document, explanation=explanation
            )
        )
    )
    _finish(pen)


@withhold.command()
@writes
def finish(pen: Pen) -> None:
    """删除应当撤下而还在的内容文件（公示期满的，或撤下记录由他人写入的）。"""
    _finish(pen)


def _finish(pen: Pen) -> None:
    folder = pen.desk.folder
    found = exposure.audit(pen.state, disclosures.read(folder), now().date())
    over = [digest for digest, one in found.items() if one.standing == "unfinished"]
    for digest in disclosures.remove(folder, over):
        say(f"已删除内容 {digest}")
    if over:
        say("请重新生成并发布网站；备份里的同名文件也要删除。")
