"""``ssj init`` and ``ssj calendar``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from ssj_publish import errors
from ssj_publish.cli import _forms
from ssj_publish.cli._office import Moment, load_key, now, refuse
from ssj_publish.cli._screen import say, say_text
from ssj_publish.cli.entering import form
from ssj_publish.core.draw.drand import QUICKNET
from ssj_publish.core.kinds.genesis import Beacon, Genesis
from ssj_publish.office.desk import Desk

_TEMPLATE = """\
# 新台账的设置。填好后运行：ssj init 文件夹 --settings 本文件 --key 各角色的密钥…
origin: jy.example.gov.cn/ssj        # 台账名称：网站域名加 /ssj，以后不能改
format: ssj-ledger/v1
bureau: 某某县教育局
division: "000000"                   # 行政区划代码
settings:
  classes: [A, B, C, D]              # 信用等级，从好到差
  inspectors_min: 2                  # 每次检查至少几名执法人员
  result_days: 20                    # 结果公示期限（工作日）
  penalty_days: 7                    # 处罚公示期限（工作日）
  watch_days: 30                     # 抽取前多少天内的名录变动要一并公示
  checkpoint_days: 7                # 记录写入后最多几天要有见证人联署的检查点（1—31）
  lead_minutes: 10                  # 承诺和见证至少要比随机数的产生早几分钟（不少于 10）
roles:                               # public 是 ssj key show 打印的公钥
  - {id: jijiao, name: 基础教育科, type: office, threshold: 1, keys: [{public: "ssh-ed25519 …", holder: 科长}]}
  - {id: zhengce, name: 政策法规科, type: policy, threshold: 1, keys: [{public: "ssh-ed25519 …", holder: 科长}]}
  - {id: lingdao, name: 局领导, type: leader, threshold: 1, keys: [{public: "ssh-ed25519 …", holder: 局长}]}
  - {id: jijian, name: 派驻纪检监察组, type: discipline, threshold: 1, keys: [{public: "ssh-ed25519 …", holder: 组长}]}
  # 根密钥：放在保险柜里，平时不用；别的密钥丢了、被盗了，靠它补。没有它，丢了密钥就无法补救。
  # - {id: gen, name: 根密钥, type: root, threshold: 2, keys: [{public: "ssh-ed25519 …", holder: 甲}, …]}
# 日志公钥和见证人：没有它们，公众只能相信你们；强烈建议设置。log 由 ssj checkpoint vkey 打印，见证人由对方给出。
# log: "jy.example.gov.cn/ssj+…+…"
# witnesses:
#   - {key: "witness.example.edu.cn/w1+…+…", holder: 某某大学, url: "https://witness.example.edu.cn"}
# quorum: 1                          # 至少几家见证人联署才算数
"""
_ATTRIBUTES = "# 台账按字节核对，不得转换换行。\nledger/** -text\n"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--settings", "settings_file", type=click.Path(path_type=Path), help="设置文件（YAML）。")
@click.option("--key", "key_files", type=click.Path(path_type=Path), multiple=True, help="各角色的密钥文件，可重复。")
@click.option("--passphrase-file", type=click.Path(path_type=Path), help="从文件读取密钥口令。")
@click.option("--time", type=Moment(), help="创立时间（北京时间，默认现在）。")
@click.option("--template", is_flag=True, help="打印设置文件的样本。")
def init(
    folder: Path | None,
    settings_file: Path | None,
    key_files: tuple[Path, ...],
    passphrase_file: Path | None,
    time: datetime | None,
    template: bool,
) -> None:
    """在 FOLDER 里新建一本台账；创世记录须由全部角色签署。"""
    if template:
        say_text(_TEMPLATE)
        return
    if folder is None or settings_file is None:
        raise click.UsageError("请给出文件夹和 --settings 设置文件；先用 --template 打印样本。")
    origin, genesis = _settings(settings_file)
    signers = [load_key(path, passphrase_file) for path in key_files]
    ledger = folder / "ledger"
    if ledger.exists() and any(ledger.iterdir()):
        raise errors.FileThere(path=str(ledger))
    try:
        Desk.found(ledger, origin, genesis, time or now(), signers)
    except errors.NotVerified as error:
        refuse(error)
    attributes = folder / ".gitattributes"
    if not attributes.exists():
        attributes.write_text(_ATTRIBUTES, "utf-8", newline="\n")
    say(f"台账已创立：{ledger}。下一步：ssj calendar、ssj import items。")
    if not any(role.type == "root" for role in genesis.roles):
        say("提示：没有设根密钥，密钥丢失后将无法补救。", err=True)
    if not genesis.witnesses:
        say("提示：没有设见证人，公众无从知道台账有没有被整本改写。可用 ssj key trust 补设。", err=True)
    say("请运行 ssj key fingerprint，把创世记录的指纹印在纸上盖章保存。")


def _settings(path: Path) -> tuple[str, Genesis]:
    form = _forms.load(path)
    raw = dict(form.data) if isinstance(form.data, dict) else form.data
    origin = raw.pop("origin", None) if isinstance(raw, dict) else None
    if isinstance(raw, dict):
        raw.setdefault("beacons", [{name: getattr(QUICKNET, name) for name in Beacon.__struct_fields__}])
    genesis = _forms.fit(form, Genesis, raw)
    if not isinstance(origin, str):
        raise errors.FieldNeeded(field="origin", label="台账名称（origin）", example="origin: jy.example.gov.cn/ssj")
    return origin, genesis


calendar = form("calendar", "calendar", "录入国务院办公厅的年度放假安排（调休包括在内）。")
