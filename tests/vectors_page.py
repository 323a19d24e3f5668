"""The index of the published vectors, read off them and off what makes them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tests import draw_vectors, protocol_vectors
from tests.markdown import CHECKS, MADE, ROOT, table
from tests.small import words

_VECTORS = """Title: 核对用的例子
Slug: vectors
Date: 2026-11-26
Summary: 写核对程序的人用的正误例子：各次抽取、检查小组一步的小例子、怪样的输入，以及各应得出什么。

{made}写核对程序的，可以用这里的例子检验：对的都应当成立，错的都应当不成立，而且正好败在写明的那一项上。\
`ssj`、网页、`verify_draw.py` 读的是同样的文件。格式见《[协议]({{filename}}protocol.md)》4.5 和 4.10。例子里的学校、人员都是虚构的。

*Test vectors for whoever writes a verifier, in any language: every good draw holds, every wrong one has one fault and fails
at the check named beside it, and all of `odd.json` is accepted or refused as its entry says. All data are invented.*

## 检查小组一步

[assignment.json](vectors/assignment.json)：{assignments} 个小例子。`bodies` 是按签号排好的对象，\
`slots` 是各位置符合条件的人，`recused` 是各对象要回避的人，`preference` 是各对象的人员次序，\
`cap` 是每人至多几个对象；`teams` 是应当得出的小组，空值表示排不出来；\
`tells` 写明这个例子把本协议的读法同哪一种别的读法分开。

## 怪样的输入

[odd.json](vectors/odd.json)：{odd} 个，其中 {accepted} 个怪而合法，应当接受。每一个从下面一次对的抽取（`base`）改来：\
先按 `changes` 逐处改它的 JSON（`at` 是路径，`value` 是新值，没有 `value` 的是删去），\
再按 `text` 在紧凑写法（ASCII，没有空格）里整段替换；\
`accept` 写明应当接受还是拒绝。任何输入都不应当使程序异常退出。

## 写法、名称、时间、定时密文和检查通知

| 文件 | 内容 | 见协议 |
|---|---|---|
| [unicode14](vectors/unicode14.json) | 不得出现的字的全部区间（首尾码位，十六进制），{ranges} 段；换行不在其中 | 1.1 |
| [records](vectors/records.json) | `files`：{files} 个记录文件（`hex` 是全部字节），`accept` 是写法成立与否，不看签名和链；\
`folding`：{pairs} 对名称、折叠的结果，是不是同一个名称 | 一、1.2 |
| [timelock](vectors/timelock.json) | 定时密文三件：如实的、打开不是 32 字节的、正文改过一位的；\
密文的各部分、配对的结果（`gt`，576 字节，照 H2 所取的次序）和以后每一步的值，最后的 `secret` 是规定的秘密；\
`generators_gt` 是两个生成元的配对 | 4.1、R26 |
| [times](vectors/times.json) | 约束时间：各条写的时间 `written`，联署够数的检查点 `witnessed`（条数和够数的时间），\
各条的约束时间 `binding`，都是 Unix 秒 | 一 |
| [notices](vectors/notices.json) | 两种核对码：`1~` 的附有封存值，\
`holds` 是成立与否；`2~` 的写明各部分；`well_formed` 是写法合不合 | 2.8、4.7 |

## 小台账

[ledgers.json](vectors/ledgers.json)：`records` 是一本成立的小台账的全部记录文件，依次为第 1 号起；`cases` 各是另写的一条记录：\
取前 `keep` 条，后面接上文件 `next`，`accept` 写明应当接受还是拒绝。拒绝的都只有一处毛病，签名和链（除了名字说的以外）都是对的。

## 什么都遇到一次的小台账

`vectors/small/` 是另一本完整的台账，{records} 条记录，照网站的样子公布：`ledger/` 里有记录、检查点、联署、时间戳、\
可移除的内容、瓦片和存在证明，按 [SHA256SUMS](vectors/small/ledger/SHA256SUMS)、\
[checkpoints/SHA256SUMS](vectors/small/ledger/checkpoints/SHA256SUMS) 和 \
[disclosures/SHA256SUMS](vectors/small/ledger/disclosures/SHA256SUMS) 逐个取下，\
或者用 `ssj verify 本站网址/vectors/small --today {today}`。`draws/` 是各次抽取的数据（4.10）。

核对程序应当得出的，全部写在 [expected.json](vectors/small/expected.json)：各条记录的编号和约束时间，各检查点的联署，\
变更信任何时生效，各处内容在 {today} 那一天的状态，每次抽取的抽取池、种子、名单、小组、封存是否属实、见证，\
以及全部异常情况（代码见《[记录词汇]({{filename}}vocabulary.md)》，`records` 的第一条是说明它的那条，`day` 只供排列）。

全部私钥都是公开的：32 字节的私钥是一段文本的 SHA-256，角色的是 `ssj small ledger: <角色>/<第几把>`，如 `ssj small ledger: o1/1`。

*A second whole ledger, published as a site publishes its own, in which occurs once what hardly ever occurs;
`expected.json` says what any verifier must conclude. Nobody's keys are secret in it.*
"""

_FAULTS = """
### 动过手脚的小台账

[faults.json](vectors/small/faults.json)：{faults} 处改动，其中 {passing} 处改了也成立（`accept` 为真），其余应当拒绝。每一处这样改出来：\
取 `ledger/` 里的记录、检查点（`checkpoints/`）和可移除的内容（`disclosures/`）；\
`keep` 不是空值的，编号大于它的记录和条数大于它的检查点的各个文件都删去；\
再依次照 `changes` 改 `file` 这个文件：有 `delete` 的删去，有 `find` 的把其中只出现一次的这段文字换成 `put`，\
有 `text` 或 `base64` 的整个换成这段内容（没有这个文件的新写）。\
除了名字所说的，签名和链都是对的：改的人有全部私钥。`see` 是协议里说这件事的那一节，`reason` 是 `ssj verify --json` 说的理由；\
别的程序次序不同，可以先说出别的理由，但必须拒绝。核对的那一天是 {today}。

*{faults} patches to the small ledger, each with one fault (or, where `accept` is true, none): refuse those, whatever your reason.*
"""

_DRAWS = """
## 对的抽取
"""

#: What each good draw is there for.
_GOOD: Mapping[str, str] = {
    "plain": "最平常的一次",
    "local": "没有公共随机数，只靠各方的秘密",
    "lottery": "用两种彩票的号码，先封存后公开",
    "balls": "现场摇珠，二十位数字",
    "urn": "现场摇珠，摇出的不放回，先封存后公开",
    "unknown-chain": "用不认识的信标：成立，但应当说明不认识",
    "waiting": "只有承诺，还没有公开",
    "sealed": "已封存，还没有公开",
    "sealed-opened": "封存之后已公开",
    "sealed-known": "秘密都公开了，结果还没有写入：算得出来，与封存一致",
    "sealed-false-void": "封存不实，真实的结果写在旁边，抽取已作废",
    "void": "已作废",
    "timelocked": "三份秘密有两份是定时密文",
    "minimum": "每级至少几个，有空的一级，编号按字节排序",
    "substituted": "各种递补",
    "crowded": "能查两个事项的人很少，小组要让位",
    "capped": "几乎人人都到了上限",
    "guests": "三位来宾，一位没有公开",
    "guests-local": "有来宾，没有公共随机数",
}


def _numbers(seqs: list[int]) -> str:
    """The first few."""
    return "、".join(map(str, seqs[:6])) + (" 等" if len(seqs) > 6 else "")


def page() -> str:
    """The index of the published vectors."""
    odd = json.loads((ROOT / "content" / "vectors" / "odd.json").read_text("utf-8"))
    assignments = json.loads((ROOT / "content" / "vectors" / "assignment.json").read_text("utf-8"))
    made = protocol_vectors.files_by_name()
    written = json.loads(made["records.json"])
    counts = {
        "odd": len(odd),
        "accepted": sum(one["accept"] for one in odd),
        "assignments": len(assignments),
        "ranges": len(json.loads(made["unicode14.json"])["ranges"]),
        "files": len(written["files"]),
        "pairs": len(written["folding"]),
    }
    small = json.loads((ROOT / "content" / "vectors" / "small" / "expected.json").read_text("utf-8"))
    counts |= {"records": small["records"], "today": small["today"]}
    lines = _VECTORS.format(made=MADE, **counts).splitlines()
    shown = ((words.OCCASIONS[name], _numbers(seqs)) for name, seqs in small["occasions"].items())
    lines += table(("遇到的情形", "在第几号记录（检查点按条数）"), shown)
    faults = json.loads((ROOT / "content" / "vectors" / "small" / "faults.json").read_text("utf-8"))
    lines += _FAULTS.format(faults=len(faults), passing=sum(one["accept"] for one in faults), **counts).splitlines()
    lines += _DRAWS.splitlines()
    good = ((f"[{name}](vectors/draw/{name}.json)", _GOOD[name]) for name in draw_vectors.GOOD)
    lines += table(("文件", "是怎样的抽取"), good)
    lines += ["", "## 错的抽取", "", "[faults.json](vectors/draw/faults.json) 是同样的表，供程序读。"]
    bad = (
        (f"[{name}](vectors/draw/{name}.json)", base, f"{CHECKS[check]}（`{check}`）")
        for name, (base, _, check) in draw_vectors.BAD.items()
    )
    lines += table(("文件", "由哪一次改来", "应当败在哪一项"), bad)
    return "\n".join(lines) + "\n"
