"""Which column is which: the heads in real use, as data, and how a head row is found among them.

A head is compared without spaces, width, brackets and marks: ``统一社会信用代码（注册号）*`` is ``统一社会信用代码``.
Heads may stand below title rows and may take two rows, with merged cells above (``抽查比例`` over ``A类`` and ``B类``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final
from unicodedata import category, normalize

from ssj_publish import errors
from ssj_publish.importers import personal
from ssj_publish.importers.faults import Value, shown
from ssj_publish.importers.sheets import COLUMNS_MAX, Sheet


@dataclass(frozen=True, slots=True)
class Column:
    """A field and its heads, the most telling one first. ``codes`` hold numbers that may look like a mobile's; the
    cells of a ``day`` are days."""

    field: str
    heads: tuple[str, ...]
    required: bool = False
    codes: bool = False
    day: bool = False


def column(field: str, heads: str, *, required: bool = False, codes: bool = False, day: bool = False) -> Column:
    """The column of ``field`` with its ``heads``, blanks between."""
    return Column(field, tuple(heads.split()), required, codes, day)


ITEMS: Final = (
    column("id", "事项编号 事项编码 抽查事项编号 编号 编码 事项代码 事项序号", codes=True),
    column(
        "office",
        "责任科室 责任股室 业务科室 科室 股室 责任部门 部门 检查部门 责任处室 承办科室 "
        "实施科室 责任单位 牵头科室 承办机构 承办股室 检查主体 实施部门",
        required=True,
    ),
    column(
        "name",
        "抽查事项名称 抽查事项 事项名称 检查事项 检查事项名称 抽查项目 事项 检查事项(名称) "
        "随机抽查事项 随机抽查事项名称 行政检查事项 抽查检查事项 行政检查事项名称",
        required=True,
    ),
    column(
        "subjects",
        "检查对象 抽查对象 监管对象 检查对象类型 对象类型 适用对象 抽查对象类型 检查对象范围 抽查对象范围 "
        "抽查检查对象 行政检查对象",
        required=True,
    ),
    column("category", "事项类别 抽查类别 类别 事项类型 事项分类 抽查事项类别 检查类别"),
    column("methods", "检查方式 抽查方式 检查方法 方式 检查形式 抽查形式 检查手段 抽查检查方式 行政检查方式"),
    column(
        "basis",
        "检查依据 抽查依据 法律依据 依据 设定依据 法律法规依据 实施依据 法定依据 "
        "行政执法检查法律依据 执法检查法律依据 行政检查依据 执法依据 检查法律依据 "
        "抽查法律依据 抽查事项依据 设定依据条款 行政检查法定依据",
        required=True,
    ),
    column(
        "points",
        "抽查内容 检查内容 抽查要点 检查要点 内容 检查标准 行政检查标准 检查要点内容 "
        "检查内容及要点 抽查事项内容 抽查检查内容 检查项目",
        required=True,
    ),
    column(
        "cap",
        "行政检查频次上限 行政检查频次 检查频次上限 频次上限 每年至多 年度检查频次上限 年度频次上限 涉企检查频次上限",
    ),
    column("national", "国家事项编码 国家统一事项编码 国家统一事项码 基本编码", codes=True),
    column("province", "省事项编码 省统一事项编码 统一事项码 统一事项编码 实施编码 检查实施清单编码", codes=True),
    column("city", "市事项编码 市统一事项编码", codes=True),
    column("tier", "实施层级 行使层级 检查层级"),
    column("remark", "备注 说明"),
    column("listed", "名录 状态"),
)

BODIES: Final = (
    column(
        "id",
        "编号 对象编号 监管对象编号 单位编号 机构编号 学校编号 主体编号 编码 学校标识码 "
        "学校(机构)标识码 机构标识码 学校代码 学校(机构)代码 标识码 幼儿园编号 代码",
        codes=True,
    ),
    column(
        "name",
        "名称 对象名称 监管对象名称 单位名称 机构名称 学校名称 主体名称 检查对象名称 单位全称 "
        "幼儿园名称 园所名称 学校(机构)名称 学校全称 机构全称 企业名称 培训机构名称 "
        "市场主体名称 办学机构名称 校名 园名 中小学名称 单位(机构)名称 申报单位 学校 幼儿园 园所",
        required=True,
    ),
    column(
        "code",
        "统一社会信用代码 社会信用代码 信用代码 统一信用代码 统一代码 注册号 机构代码 "
        "社会统一信用代码 注册号/统一社会信用代码 统一社会信用代码/注册号 "
        "统一社会信用代码或注册号 信用代码证号 统一社会信用代码证号 注册登记号 组织机构代码",
        codes=True,
    ),
    column(
        "type",
        "类型 对象类型 机构类型 单位类型 办学类型 学校类型 主体类型 类别 办学类别 机构类别 "
        "学校类别 办园类型 学校办学类型 培训类型 单位类别 主体类别",
        required=True,
    ),
    column(
        "ownership",
        "性质 办学性质 举办性质 单位性质 机构性质 公办民办 公办/民办 所有制 办园性质 "
        "举办者类型 学校性质 公民办性质 公民办",
    ),
    column(
        "address",
        "地址 详细地址 办学地址 实际地址 经营地址 单位地址 注册地址 住所 联系地址 学校地址 "
        "园所地址 幼儿园地址 机构地址 经营场所 办学地点 培训地址 住所(经营场所) 办园地址 地点 "
        "通讯地址",
        required=True,
    ),
    column(
        "town",
        "乡镇 镇街 乡镇街道 所属乡镇 街道 所在乡镇 乡镇/街道 乡(镇) 属地 所在镇街 所属镇街 "
        "所属街道 所在街道 镇(街道) 镇(街) 镇街名称 街镇 所属镇(街道) 乡镇(街道) "
        "所在乡镇(街道) 县市区 区县 县区",
    ),
    column(
        "credit_class",
        "信用等级 信用分类 信用类别 信用风险等级 信用风险分类 风险等级 等级 信用评级 "
        "信用评价等级 信用级别 分类等级 风险等次 信用分级 信用风险类别",
        required=True,
    ),
    column(
        "class_date",
        "等级评定日期 评定日期 信用评定日期 分类日期 评级日期 等级日期 信用分类日期 评定时间 "
        "等级评定时间 信用评定时间 评级时间 评价日期 评价时间 认定日期 认定时间",
        required=True,
        day=True,
    ),
    column(
        "state",
        "状态 单位状态 经营状态 办学状态 存续状态 登记状态 主体状态 办园状态 运营状态 "
        "办学情况 机构状态 学校状态 经营情况",
    ),
    column(
        "capped",
        "是否适用涉企检查频次上限 适用涉企检查频次上限 是否适用频次上限 涉企检查频次上限 "
        "是否涉企 涉企频次上限 涉企频次上限适用 是否受涉企频次上限约束",
    ),
    column("branch_of", "所属机构 总校编号 所属总校 总校 总机构 上级机构 所属总部 分支所属 所属主体 所属学校"),
    column(
        "licence",
        "办学许可证号 办学许可证编号 许可证号 办园许可证号 许可证编号 民办学校办学许可证号 "
        "办学许可证 许可证编码 许可证",
        codes=True,
    ),
    column("stage", "学段 办学学段 办学层次"),
    column("listed", "名录"),
)

INSPECTORS: Final = (
    column("id", "编号 人员编号 检查人员编号 编码 人员代码 执法人员编号", codes=True),
    column(
        "name",
        "姓名 检查人员姓名 检查人员 执法人员 执法人员姓名 人员姓名 检查人员名称 执法检查人员 执法检查人员姓名",
        required=True,
    ),
    column(
        "unit",
        "单位 所在单位 工作单位 科室 所在科室 部门 所属部门 所在部门 工作部门 单位名称 "
        "所属单位 所在单位(科室) 工作单位及科室 所属科室",
        required=True,
    ),
    column("title", "职务 职级 职务职级 职务/职级 职务或职级"),
    column(
        "certificate",
        "执法证号 执法证件号 执法证编号 行政执法证号 执法证件编号 行政执法证件号 证件编号 "
        "执法证件号码 行政执法证号码 执法证号码 执法证编码 行政执法证编号 执法证 执法证件 "
        "证件号(执法证) 行政执法证",
        required=True,
        codes=True,
    ),
    column("valid_from", "有效期起 发证日期 有效期自 证件有效期起 执法证发证日期", day=True),
    column(
        "valid_until",
        "有效期 有效期至 有效期止 证件有效期 证件有效期至 执法证有效期 执法证有效期至 "
        "到期日期 证件到期日 证件到期时间 到期时间 有效期限 证件有效期限 有效截止日期 "
        "执法证到期日",
        required=True,
        day=True,
    ),
    column(
        "items",
        "可检查事项 可检事项 检查事项 执法事项 执法领域 执法类型 执法类型范围 执法范围 "
        "抽查事项 可参与检查事项 可承担事项 检查事项范围 可检查事项编号 可抽查事项",
        required=True,
    ),
    column("training", "培训情况 培训 参加培训情况"),
    column("expert", "是否专家 专家"),
    column(
        "status", "人员状态 状态 在岗状态 在职状态 在岗情况 在职情况 证件状态 执法证状态 是否在岗 是否在职 是否有效"
    ),
    column("listed", "名录"),
)


def plans(classes: Iterable[str]) -> tuple[Column, ...]:
    """The columns of a yearly plan, one share for each credit class (field ``ratio:A`` …) or one for all."""
    return (
        column("id", "任务编号 抽查任务编号 编号 任务编码 计划编号 计划任务编号 任务序号", codes=True),
        column("name", "任务名称 抽查任务名称 抽查任务 任务 计划任务名称 抽查计划名称 计划名称 检查任务名称"),
        column("directed", "任务类型 抽查类型 类型 抽查方式"),
        column(
            "items",
            "抽查事项 事项编号 检查事项 抽查事项编号 抽查事项名称 事项 抽查检查事项 检查项目 抽查项目 联合监管事项",
            required=True,
        ),
        column(
            "office",
            "发起科室 发起股室 牵头科室 发起部门 牵头部门 责任科室 主办科室 分配任务的处(科)室 "
            "分配任务的科室 分配任务的处科室 任务科室 实施科室 承办科室 责任处室 责任股室 发起方式 "
            "抽查主体 检查主体 实施主体 抽查检查部门",
            required=True,
        ),
        column("partners", "响应科室 配合科室 协同科室 参与科室 响应部门 配合部门 联合部门 联合科室"),
        column("scope", "抽查对象范围 对象范围 抽查对象 抽查范围 检查对象 检查对象范围 抽查检查对象", required=True),
        column("towns", "抽查区域 乡镇 区域 抽查乡镇 地域范围"),
        *(Column(f"ratio:{one}", tuple(_class_heads(one))) for one in classes),
        column(
            "ratio",
            "抽查比例 抽查对象比例 抽取比例 对象抽查比例 抽取对象比例 比例 检查比例 抽查比例及频次 抽查检查比例及频次 "
            "抽查检查比例 抽查基数和比例 抽查比例和频次",
        ),
        column("count", "抽查对象数量 抽查数量 抽取数量 抽取家数 抽查家数 抽查户数 检查数量 抽查目标数 目标数"),
        column("frequencies", "抽查频次 检查频次 频次 各等级频次 分级频次"),
        column("minimum", "每类至少 每个等级至少 最低抽取数 每类最低数量 最少抽取数 每类最少"),
        column("start", "抽取时间自 抽查时间自 开始时间 开始日期 起始日期 抽查开始时间 抽取时间起", day=True),
        column("end", "抽取时间至 抽查时间至 结束时间 结束日期 截止日期 抽查结束时间 抽取时间止 完成时间", day=True),
        column("cancelled", "取消理由"),
        column("year", "年度 计划年度"),
        column(
            "window",
            "抽查时间 抽取时间 检查时间 抽查时间段 抽查时段 时间安排 任务日期 抽查检查时间 抽查检查起止时间 起止时间 检查期限",
        ),
        column("remark", "备注 说明"),
    )


def constants(columns: Sequence[Column], said: Mapping[str, str]) -> tuple[dict[str, str], dict[int, str]]:
    """What somebody has ``said`` of heads, without what is no head: ``=重点`` → usual head says that every row holds
    that.

    These come as values by an index beyond all columns, in the order of ``columns``. Raises `errors.ColumnUnknown`.
    """
    usual = {column.heads[0]: place for place, column in enumerate(columns)}
    found: dict[int, str] = {}
    for head, title in said.items():
        if head.startswith("="):
            if title not in usual:
                raise errors.ColumnUnknown(title=title, known="、".join(usual))
            found[COLUMNS_MAX + usual[title]] = head[1:]
    return {head: title for head, title in said.items() if not head.startswith("=")}, found


def mapped(columns: Sequence[Column], named: Mapping[str, str]) -> tuple[Column, ...]:
    """``columns`` with the heads that somebody has ``named`` (head of the table → usual head): those mean that alone.

    Raises `errors.ColumnUnknown` for a usual head that there is not.
    """
    usual = {normalized(column.heads[0]): column.field for column in columns}
    fields: dict[str, list[str]] = {}
    for head, title in named.items():
        if normalized(title) not in usual:
            raise errors.ColumnUnknown(title=title, known="、".join(column.heads[0] for column in columns))
        fields.setdefault(usual[normalized(title)], []).append(normalized(head))
    taken = {head for own in fields.values() for head in own}
    return tuple(
        replace(
            column,
            heads=(
                *(head for at, head in enumerate(column.heads) if at == 0 or head not in taken),
                *fields.get(column.field, ()),
            ),
        )
        for column in columns
    )


def _class_heads(one: str) -> Iterator[str]:
    yield f"{one}类比例"  # as it is shown and named; the others as heads are compared
    for kind in ("类", "级", "等", ""):
        for after in ("比例", "抽查比例", "抽取比例", ""):
            yield f"{one}{kind}{after}".lower()
        for before in ("抽查比例", "抽取比例", "比例"):
            yield f"{before}{one}{kind}".lower()


@dataclass(slots=True)
class Head:
    """Where the columns are. ``rows`` counts the sheet's kept rows from 0; column indices too."""

    rows: tuple[int, ...]
    texts: dict[int, str]
    fields: dict[str, int] = field(default_factory=dict)
    rivals: dict[int, str] = field(default_factory=dict)  # further columns under the head of a field
    personal: list[int] = field(default_factory=list)
    unused: list[int] = field(default_factory=list)

    def add(self, values: Iterable[int], columns: Sequence[Column]) -> None:
        """Put what every row holds (`constants`) in the place of the column of that field."""
        for index in values:
            said = columns[index - COLUMNS_MAX]
            self.rivals = {place: name for place, name in self.rivals.items() if name != said.field}
            self.fields[said.field] = index
            self.texts[index] = said.heads[0]


#: Heads whose brackets tell: 学校(机构)名称 would be 学校名称, but 分配任务的处(科)室 would be 分配任务的处室.
_BRACKETED: Final = {"分配任务的处(科)室", "乡(镇)"}
_SERIAL: Final = {"序号", "序", "行号", "no", "no."}
_SEARCHED: Final = 30  # rows


def find(sheet: Sheet, columns: Sequence[Column]) -> Head | None:
    """The head that names the most fields, single rows before pairs, upper before lower; None if none names two."""
    count = min(len(sheet.rows), _SEARCHED)
    singles = ((index,) for index in range(count))
    pairs = ((index, index + 1) for index in range(count - 1))
    heads = (_match(sheet, rows, columns) for rows in chain(singles, pairs))
    best = max(heads, key=lambda head: len(head.fields), default=None)
    return best if best and len(best.fields) >= 2 else None


def normalized(head: Value) -> str:
    """A head as it is compared."""
    if not isinstance(head, str) or len(head) > 200:
        return ""
    folded = "".join(
        char for char in normalize("NFKC", head) if not char.isspace() and category(char) not in {"Cc", "Cf"}
    )
    if folded.strip("*★☆:;。.、").lower() in _BRACKETED:
        return folded.strip("*★☆:;。.、").lower()
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】", "", folded)
    return (bare or folded).strip("*★☆:;。.、").lower()


def _match(sheet: Sheet, rows: tuple[int, ...], columns: Sequence[Column]) -> Head:
    levels = [sheet.rows[row][1] for row in rows]
    width = max(len(level) for level in levels)
    stacks = {index: _stack(levels, index) for index in range(width)}
    head = Head(rows, {index: _shown(levels, index) for index, stack in stacks.items() if stack})
    names = {index: _names(stack) for index, stack in stacks.items()}
    taken: set[int] = set()
    for column in columns:
        ranked = [index for variant in column.heads for index in range(width) if variant in names[index]]
        free = [index for index in dict.fromkeys(ranked) if index not in taken]
        if free:
            head.fields[column.field] = free[0]
            taken.add(free[0])
            for index in free[1:]:
                if names[index] == names[free[0]]:
                    head.rivals[index] = column.field
    for index in sorted(head.texts.keys() - taken - head.rivals.keys()):
        if any(personal.head(name) for name in names[index]):
            head.personal.append(index)
        elif not set(names[index]) & _SERIAL:
            head.unused.append(index)
    return head


def _stack(levels: Sequence[Sequence[Value]], index: int) -> list[str]:
    """The normalized heads above a column, top down; merged ones count once."""
    found = (normalized(level[index]) if index < len(level) else "" for level in levels)
    return list(dict.fromkeys(one for one in found if one))


def _shown(levels: Sequence[Sequence[Value]], index: int) -> str:
    found = (shown(level[index]) if index < len(level) else None for level in levels)
    return "/".join(dict.fromkeys(one for one in found if one))


def _names(stack: list[str]) -> list[str]:
    if len(stack) < 2:
        return stack
    return [stack[-1], "".join(stack)]
