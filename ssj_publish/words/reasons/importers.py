"""Workbooks."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.WorkbookUnreadable: "打不开文件 {file}：{reason}。请检查路径，并关闭正在使用它的程序。",
    errors.WorkbookFaults: "{file} 有 {count} 处问题，什么也没有导入。请按清单逐条改正后重新导入。",
    errors.ColumnUnknown: "这种表里没有“{title}”这一项。可以对照的有：{known}。",
    errors.ColumnMapMalformed: "“{text}”不是列的对照。请写成 列名=字段，例如 --map 学校全名=名称。",
    errors.FillMalformed: "“{text}”不是各行相同的内容。请写成 字段=内容，例如 --fill 信用等级=A。",
    errors.RemovalUnknown: "“{text}”不是移除的情形。可写：{known}；冒号后面可以补充说明，例如 --removal 撤并：并入城关小学。",
    errors.IdCaseOnly: "编号 {id} 与台账中的 {known} 只差大小写。是同一个的请写成 {known}，不是的请另换编号。",
    errors.RemovalUnexplained: "新表中缺少 {count} 个现有条目（{ids}）。确要移出的，请加 --removal 写明情形，例如 --removal 撤并：并入城关小学；漏列的请补回表中，或加 --add 只做新增和变更。",
}
