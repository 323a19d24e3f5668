"""What ``ssj init`` asks, and what it puts beside a new ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from ssj_publish import errors
from ssj_publish.cli._screen import inquire, say
from ssj_publish.cli._times import now
from ssj_publish.core.kinds.genesis import Genesis, Key
from ssj_publish.git import founding as repository
from ssj_publish.signing import files
from ssj_publish.site import prose

TEMPLATE: Final = """\
# 新台账的设置。把每一处【请填写：…】换成自己的内容，再运行：
#   ssj init 文件夹 --settings 本文件 --draft 创世.yaml（各角色在自己的电脑上 ssj sign 创世.yaml）
#   或者全部密钥都在手边时：ssj init 文件夹 --settings 本文件 --key 密钥 --key 密钥…
origin: 【请填写：网站域名加 /ssj，如 jy.anxian.gov.cn/ssj；以后不能改】
format: ssj-ledger/v1
bureau: 【请填写：单位全称】
division: 【请填写：六位行政区划代码】
settings:
  classes: [A, B, C, D]              # 信用等级，从好到差
  inspectors_min: 2                  # 每次检查至少几名执法人员
  result_days: 20                    # 结果公示期限（工作日）
  penalty_days: 7                    # 处罚公示期限（工作日）
  watch_days: 30                     # 抽取前多少天内的名录变动要一并公示
  checkpoint_days: 7                 # 记录写入后最多几天要有见证人联署的检查点（1—31）
  lead_minutes: 10                   # 承诺和见证至少要比随机数的产生早几分钟（不少于 10）
  reply_days: 5                      # 对象的陈述申辩在几个工作日内登记
  training_required: false           # true：当年没有培训过的人员不进入抽取
  policy_only: warn                  # 只有规范性文件作依据的事项：warn 公开提示，refuse 不得列入清单
  publication:                       # 处罚公示多久（月），不能比规定的长；least 为 0 的可以不公示
    terms:
      - {severity: minor, least: 0, most: 3}
      - {severity: general, least: 3, most: 12}
      - {severity: serious, least: 12, most: 36}
    source: 《信用修复管理办法》（国家发展改革委令第36号）
    certificates: full               # full 公示完整的执法证号；masked 台账和网站都只留前后几位
    left_months: 24                  # 人员离任几个月后，个人页不再列出检查经历
  approvals:                         # 凡检查必审批：紧急检查几个工作日内补办
    ratify_days: 2
    source: 《国务院办公厅关于严格规范涉企行政检查的意见》（国办发〔2024〕54号）
  plans:                             # 年度计划最迟几月底批准、批准后几个工作日内备案、专项检查提前几天公布
    month: 3
    file_days: 20
    special_days: 5
    source: 《国务院办公厅关于严格规范涉企行政检查的意见》（国办发〔2024〕54号）；日期由本单位确定
  # 整个对象的年度检查上限：covers 为 capped 的，管名录里“适用涉企频次上限”的对象；为 types 的，管 types 列出的类型。
  # year：calendar 从一月一日算起，school 从九月一日算起；exempt 是不计入的个案情形。
  # body_caps:
  #   - {name: 涉企检查, covers: capped, visits: 2, year: calendar, exempt: [complaint, transfer, data-alert, own-request], source: 某文件}
  #   - {name: 进校检查, covers: types, types: [中小学, 幼儿园], visits: 6, year: school, exempt: [complaint], source: 某文件}
roles:                               # public 是 ssj key show 打印的公钥；业务科室可以有几个，各占一行
  - {id: jijiao, name: 基础教育科, type: office, threshold: 1, keys: [{public: 【请填写：公钥】, holder: 科长}]}
  - {id: zhengce, name: 政策法规科, type: policy, threshold: 1, keys: [{public: 【请填写：公钥】, holder: 科长}]}
  - {id: lingdao, name: 局领导, type: leader, threshold: 1, keys: [{public: 【请填写：公钥】, holder: 局长}]}
  - {id: jijian, name: 派驻纪检监察组, type: discipline, threshold: 1, keys: [{public: 【请填写：公钥】, holder: 组长}]}
  # 根密钥：放在保险柜里，平时不用；别的密钥丢了、被盗了，靠它补。没有它，丢了密钥就无法补救。
  # - {id: gen, name: 根密钥, type: root, threshold: 2, keys: [{public: "ssh-ed25519 …", holder: 甲}, …]}
# 日志公钥和见证人：没有它们，公众只能相信你们；强烈建议设置。log 由 ssj checkpoint vkey 打印，见证人由对方给出。
# log: "jy.anxian.gov.cn/ssj+…+…"
# witnesses:
#   - {key: "witness.example.edu.cn/w1+…+…", holder: 某某大学, url: "https://witness.example.edu.cn"}
# quorum: 1                          # 至少几家见证人联署才算数
"""
_DOMAIN: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.ASCII)
_DIVISION: Final = re.compile(r"[0-9]{6}", re.ASCII)
_SETTINGS: Final = {"classes": [*"ABCD"], "inspectors_min": 2, "result_days": 20, "penalty_days": 7, "watch_days": 30}
_FIXED: Final = (
    ("zhengce", "政策法规科", "policy"),
    ("lingdao", "局领导", "leader"),
    ("jijian", "派驻纪检监察组", "discipline"),
)


def check_filled(file: str, data: Any) -> None:
    """`errors.SettingsUnfilled` where a settings file still says what is to be filled in."""
    left = [found for text in _texts(data) for found in prose.TO_FILL.findall(text)]
    if left:
        raise errors.SettingsUnfilled(file=file, text=left[0], count=len(left))


def asked() -> str:
    """The settings file that the answers to a few questions make."""
    say("请回答几个问题；各角色的公钥文件（.pub）由各自用 ssj key new 生成后交来。", err=True)
    bureau = _until("单位全称", lambda text: bool(text), "请写单位全称，如 安县教育局。")
    division = _until("六位行政区划代码", _DIVISION.fullmatch, "应为六位数字。")
    domain = _until(
        "公示网站的域名（如 jy.anxian.gov.cn，以后不能改）", _DOMAIN.fullmatch, "只写域名，小写，不带 http:// 和斜杠。"
    )
    offices = [
        name for name in re.split(r"[、，,\s]+", inquire("业务科室，用顿号隔开（如 基础教育科、安全管理科）")) if name
    ]
    roles = [(f"keshi{number}", name, "office") for number, name in enumerate(offices, 1)]
    listed = [_role(*role) for role in (*roles, *_FIXED)]
    roots = inquire("根密钥的公钥文件，几个的用空格隔开（没有的直接回车）", "").split()
    if roots:
        keys = [_key(Path(path)) for path in roots]
        listed.append({"id": "gen", "name": "根密钥", "type": "root", "threshold": len(keys) // 2 + 1, "keys": keys})
    told = {"origin": f"{domain}/ssj", "format": "ssj-ledger/v1", "bureau": bureau, "division": division}
    text: str = yaml.safe_dump(told | {"settings": _SETTINGS, "roles": listed}, allow_unicode=True, sort_keys=False)
    return f"# 新台账的设置，由 ssj init 按回答写成；可以修改后用 --settings 再次运行。\n{text}"


def prepare(folder: Path, bureau: str, origin: str) -> None:
    """Everything beside the ledger that a bureau's repository has; files that are there stay as they are."""
    _written(folder, repository.files())
    repository.create(folder)
    prepare_site(folder, bureau, origin)


def prepare_site(folder: Path, bureau: str, origin: str) -> list[Path]:
    """The site's settings and pages that only the bureau can fill in; gives those that were not there."""
    return _written(folder, prose.to_fill(bureau, origin, now().date()))


def told(folder: Path, genesis: Genesis) -> None:
    """What to do next, and what was left out."""
    year = now().year
    say(
        f"台账已创立：{folder / 'ledger'}",
        "接着做三件事：",
        f"  1. 录入放假安排：ssj calendar {year} --key 政策法规科的密钥",
        "  2. 导入清单和名录库：ssj import items、ssj import bodies、ssj import inspectors",
        "  3. 填好 pelicanconf.py 和 content/pages 里的【请填写：…】，提交（git add -A、git commit），再 ssj site build",
        "另请运行 ssj key fingerprint，把创世记录的指纹印在纸上盖章保存。",
    )
    if repository.nameless(folder):
        say(
            "提交之前，先告诉 git 您是谁：git config --global user.name 科室或姓名；"
            "git config --global user.email 邮箱（会公开在提交里）。",
            err=True,
        )
    if not any(role.type == "root" for role in genesis.roles):
        say("提示：没有设根密钥，密钥丢失后将无法补救。", err=True)
    if not genesis.witnesses:
        say("提示：没有设见证人，公众无从知道台账有没有被整本改写。可用 ssj key trust 补设。", err=True)


def _written(folder: Path, texts: dict[str, str]) -> list[Path]:
    made = []
    for name, text in texts.items():
        path = folder / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
            made.append(path)
    return made


def _until(question: str, fits: Any, told: str) -> str:
    while True:
        answer = inquire(question)
        if fits(answer):
            return answer
        say(told, err=True)


def _role(id_: str, name: str, type_: str) -> dict[str, Any]:
    while True:
        try:
            key = _key(Path(inquire(f"{name}的公钥文件（.pub）").strip("\"'")))
        except (errors.KeyFileUnreadable, errors.PublicKeyFileMalformed) as fault:
            from ssj_publish.words.reasons import sentence

            say(sentence(fault), err=True)
        else:
            return {
                "id": id_,
                "name": name,
                "type": type_,
                "threshold": 1,
                "keys": [key | {"holder": key["holder"] or name}],
            }


def _key(path: Path) -> dict[str, str]:
    public, holder = files.read_public(path)
    return {name: getattr(Key(public=public.openssh, holder=holder), name) for name in ("public", "holder")}


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _texts(one)
    elif isinstance(data, str):
        yield data
