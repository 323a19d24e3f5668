"""What the clerk reads of a workbook's faults and notices: one Chinese sentence each, with place and way out."""

from __future__ import annotations

from typing import Final

from ssj_publish.importers.faults import Finding

FAULTS: Final[dict[str, str]] = {
    # the file
    "file-large": "文件超过 {limit} MB。请删去图片等无关内容，或拆成几个文件。",
    "file-empty": "文件是空的。请核对是否选错了文件。",
    "file-name": "文件名中含有身份证号或手机号，文件名会写入台账。请改名后再导入。",
    "file-encrypted": "文件设有打开密码。请在 Excel 或 WPS 中取消密码，另存为 .xlsx 后再导入。",
    "file-disguised": "文件的扩展名与内容不符（其实是网页或其他文档）。请用 Excel 或 WPS 打开后另存为 .xlsx。",
    "file-unknown": "内容不是工作簿，扩展名（{suffix}）也不是 .csv。请使用 .xlsx 工作簿或 .csv 文件。",
    "file-lock": "这是 Excel 或 WPS 打开文件时留下的锁文件，里面没有数据。请改选没有“~$”开头的同名工作簿。",
    "file-zip": "这是压缩包，不是工作簿。请解压后导入其中的 .xlsx 文件。",
    "file-unpacked": "工作簿解压后超过 {limit} MB，不予读取。请另存一份只含数据的工作簿。",
    "file-heavy": "读取这张工作簿所用的时间或内存超过了限度，已经停止。请把数据复制到一张新的工作簿里再导入。",
    "sheets-many": "工作表超过 {limit} 张。请另存一份只含要导入的工作表的工作簿。",
    "names-many": "定义的名称超过 {limit} 个。请把数据复制到一张新的工作簿里再导入。",
    "workbook-broken": "工作簿已损坏，无法读取（{reason}）。请用 Excel 或 WPS 打开后另存为新的 .xlsx。",
    "csv-encoding": "第 {line} 行附近的文字既不是 UTF-8 也不是 GB18030 编码。请另存为“CSV UTF-8”后再导入。",
    "csv-broken": "第 {row} 行起（文件第 {line} 行附近）引号不成对，无法分列。请用 Excel 打开后另存为 .xlsx。",
    # the table
    "sheet-unknown": "没有可读的工作表“{wanted}”。可见的工作表：{known}。隐藏的工作表请先取消隐藏。",
    "head-missing": "找不到表头。表头应有这些列：{expected}。工作表：{known}。请核对是否选错了文件。",
    "head-absent": "缺少“{wanted}”列。请补上这一列（也可写作：{known}）。",
    "head-twice": "表头与 {first} 列重复，而内容不同。请改名或删去其中一列。",
    "table-empty": "表头下面没有一行数据。请核对是否选错了文件或工作表。",
    "table-rows": "数据超过 {limit} 行。请拆成几个文件。",
    "table-columns": "超过 {limit} 列。请删去右侧无用的列。",
    "table-cells": "单元格超过 {limit} 个。请删去空白的带格式区域后另存。",
    # any cell
    "blank": "这一格不能为空。请填写。",
    "ditto": "写的是“同上”。请把上一行的内容照抄到这一格：行的次序一变，同上就不知道同谁。",
    "person-several": "一格里像有几个人。请一人一行，各写各的证号。",
    "formula": "公式没有算出的值。请在 Excel 中打开、重新计算并保存，或把公式粘贴为数值。",
    "cell-error": "单元格是公式错误值。请改正公式或直接填写内容。",
    "garbled": "含有乱码字符（{character}）。请重新输入这一格。",
    "unseen": "里面有一个电脑上显示不出来的字（编码 {letter}），多半是生僻字用了自造字库。请换成通用的字，或用拼音、同音字并在备注中说明。",
    "personal": "像是身份证号或手机号，个人信息不得进入台账。请删去，或移到“联系方式”等不导入的列。",
    "text-long": "文字超过 {limit} 个字。请缩短。",
    "text-date": "应填文字，却是日期（可能被 Excel 自动转换）。请把这一列设为文本格式后重新输入。",
    "choice": "不是可用的填法。可填：{known}。",
    "shape": "内容放不进台账：不能为空，一行文字不超过 500 字，备注不超过 20000 字。请改写。",
    # codes
    "code-converted": "编码被 Excel 转换成了日期或小数。请把这一列设为文本格式后重新输入。",
    "precision-lost": "编码被 Excel 转换成了数字，末尾几位已经丢失。请把这一列设为文本格式后，从原始材料重新输入。",
    "id-malformed": "编号只能用英文字母、数字和 . _ -，以字母或数字开头，最多 64 位。请改写编号。",
    "id-twice": "编号与第 {first} 行重复。请改正其中一行，或删去重复的行。",
    "name-twice": "名称与第 {first} 行相同（或只差空格、全角半角、大小写）。重复的请删去；确为两个的请在名称中注明乡镇、校区等以便区分。",
    "code-length": "统一社会信用代码应为 18 位，这里是 {length} 位。请核对登记证书；没有代码的请留空。",
    "code-format": "统一社会信用代码含有不该有的字符（前 8 位应为数字，后面不用字母 I、O、S、V、Z）。请核对登记证书；没有代码的请留空。",
    "code-check": "统一社会信用代码的校验位不对（按前 17 位应为 {expected}），多半是抄错了一位。请核对登记证书。",
    "code-twice": "统一社会信用代码与第 {first} 行相同。分支请在“所属机构”列填写总校的编号；否则请改正其中一行。",
    "branch-unknown": "找不到所属机构。请填写本表中一个总校的编号、名称或代码（分支不能再有分支）。",
    "branch-code": "分支的统一社会信用代码与第 {head} 行的总校不同。分支应与总校共用代码；有自己代码的不是分支，请清空“所属机构”。",
    "certificate-none": "不是执法证号。没有有效执法证的不得参加检查：请填写证号，或删去此人。",
    "certificate-several": "一格里有几个证号。请只留用于本局检查的一个行政执法证号。",
    "certificate-twice": "执法证号与第 {first} 行重复。请核对证件。",
    # days
    "day-missing": "日期缺少月或日。请写成 2025-01-06 的样子。",
    "day-unclear": "看不懂这个日期。请写成 2025-01-06 的样子（长期有效的也要填到期日）。",
    "day-short": "年份只有两位，分不清是哪一年、哪个数是月。请写成 2025-01-06 的样子。",
    "day-century": "年份是 {year} 年，多半是两位数的年份被表格软件补成了上个世纪。请核对，并写成 2031-12-31 的样子。",
    "day-1904": "这张工作簿用“1904 年日期系统”，纯数字的日期会差四年。请把这一格改成日期格式，或写成 2025-01-06 的样子。",
    "day-impossible": "没有这一天。请核对日期。",
    "day-range": "日期超出 1949 至 2199 年。请核对年份。",
    "day-future": "评定日期晚于今天（{today}）。请核对日期。",
    "term-backwards": "有效期的起始日 {start} 晚于到期日。请核对证件。",
    "window-backwards": "开始日期晚于结束日期 {end}。请核对。",
    "window-years": "任务跨年（自 {start} 起）。请拆成两个年度的任务。",
    "window-year": "任务不在 {year} 年内。请核对年份，或改入当年的计划。",
    # what the words mean
    "names-divided": "分不清是一个名称“{joined}”折了行（或空了格），还是几个名称。一个的请删去换行和空格，几个的请用顿号分开。",
    "towns-mixed": "“{whole}”与乡镇名写在了一起。全县抽查的请只写“{whole}”或留空，否则只写乡镇名。",
    "office-unknown": "不认识科室“{name}”。可填：{known}。",
    "class-unknown": "不认识这个信用等级。可填：{known}。",
    "items-none": "台账里还没有抽查事项，无从对照“{column}”一栏。请先导入抽查事项清单（ssj import items），再导入这张表。",
    "item-unknown": "清单中没有事项 {items}。最相近的（或现有的）：{known}。请核对后填写编号或全称，几个用顿号分开。",
    "name-unknown": "台账里没有“{name}”。最相近的：{near}。请写编号或全称。",
    "sign-none": "这一格填签字人的职务（如 校长）。没有签字的，请把这一格留空，在“没有签字的原因”里写明原因。",
    "name-several": "台账里叫“{name}”的不止一个：{known}。请写编号。",
    "record-unknown": "台账里没有“{text}”这条记录。请写记录的序号（如 550），或用 ssj find 查找。",
    "record-several": "“{text}”指的记录不止一条。请写记录的序号（如 550）。",
    "clock-alone": "只有钟点，看不出是哪一天。请先填写日期，或写成 2025-04-10 09:30。",
    "field-absent": "缺少“{wanted}”。请补上这一列，或填写这一格。",
    "form": "{told}",
    # visits, results and cases
    "task-undrawn": "任务 {task} 没有有效的抽取结果。有的是：{known}。请核对任务编号。",
    "draw-none": "没有哪次有效的抽取抽中它。日常检查请在“日常检查”列填“是”，个案检查请填写线索各列；密封抽取的请用 --list-file 给出名单。",
    "draws-several": "有几个任务都抽中了它：{tasks}。请在“任务编号”列写明是哪一个，或用 --task 指定。",
    "body-undrawn": "任务 {task} 没有抽中它。密封抽取的，请用 --list-file 给出封存时存下的名单。",
    "team-unsaid": "没有抽取可以推出检查人员。请填写至少两名检查人员，姓名之间用顿号。",
    "visit-differs": "与第 {first} 行是同一次检查，这一格却不同。请改成一致，或留空。",
    "item-one": "看不出是哪一个事项。请在“抽查事项”列写明一个事项的编号或全称。",
    "item-foreign": "这次检查的事项里没有它。请改正；有的是：{known}。",
    "result-twice": "同一次检查、同一个事项的结果写了两遍（前一处在第 {first} 行）。请删去一行。",
    "point-blank": "要点“{point}”没有填写认定。请填 符合、有问题 或 不适用；全部符合的可在“检查要点”列写“全部符合”。",
    "visit-none": "没有找到它的、还缺结果的检查记录。请核对名称和日期，或用 ssj import visits 连同检查一起录入。",
    "visits-several": "它有几次检查还缺结果。请填写“检查日期”列。",
    "evidence-folder": "填了证据文件，但没有说在哪个文件夹。请加 --evidence 文件夹。",
    "evidence-missing": "文件夹 {folder} 里没有“{name}”。请核对文件名（含扩展名），几个用顿号分开。",
    "step-unfit": "“{step}”这一步没有“{title}”这一项。请清空这一格，或改正步骤。",
    "result-none": "没有找到它的、发现了问题而还没有立案的结果。请核对对象，或在“检查结果记录”列写记录的序号。",
    "results-several": "它有几个结果可以立案。请填写“抽查事项”列，或在“检查结果记录”列写记录的序号。",
    "case-unknown": "台账和前面各行里都没有案件 {case}。请先立案，或核对编号。",
    "basis-nameless": "只有条款，没有法律、法规的名称。请写成《名称》第几条。",
    "names-open": "没有逐个写明（“等”“除外”“部分”之类分不清是哪些）。请逐个写全，用顿号分开。",
    "record-differs": "与台账第 {text} 条记录不同。要更正已有的记录，请用 ssj correct {text}；是另一次检查的，请清空“台账编号”。",
    "record-other": "台账第 {text} 条不是检查或结果。请清空“台账编号”，或改正。",
    "basis-missing": "没有检查依据。没有法定依据不得检查：请补充依据，或删去该事项。",
    "office-several": "“{name}”里有几个科室。请只写一个：{known}。",
    "ratio-several": "写了几个比例，或一个范围。请拆成几行，每行一个比例，如 5%。",
    "window-unclear": "看不出从哪一天到哪一天。请写成 3月至11月 或 2025-03-01至2025-11-30 的样子。",
    "cap-minimum": "这是次数的下限，不是上限。上限请填一年最多几次；下限要求请移到“备注”列。",
    "cap-unsaid": "没有写明一年最多几次。请填数字，不设上限则留空。",
    "cap-period": "上限不是按一年计的。请换算成一年最多几次，只填数字。",
    "cap-unclear": "看不懂频次上限。请填一年最多几次的数字，不设上限则留空。",
    "frequency-unclear": (
        "看不出每个信用等级几年查几次。请写成如“A级每2年1次，B级、C级每年1次，D级每年2次”，每个等级都要写到。"
    ),
    "count-unclear": "应为一个数。请只填数字。",
    "ratio-classes": "没有写 {missing} 类的比例。请把每个信用等级都写上。",
    "ratio-absent": "缺少“抽查比例”列。请补上一列“抽查比例”（各信用等级相同），或每个等级一列，如“A类比例”，或“抽查对象数量”。",
    "ratio-or-count": "既没有抽查比例，也没有抽查数量。请填写其中一样。",
    "ratio-unclear": "看不懂这个比例。请写成 5% 或 5/100 的样子。",
    "ratio-bare": "分不清是百分之几还是几倍。请带上百分号，如 5%、100%。",
    "ratio-range": "比例应在 0 到 100% 之间。请改正。",
    "ratio-falls": "信用较差的 {worse} 类比例低于 {better} 类。信用越差，比例应当越高或相同：请改正。",
}

NOTICES: Final[dict[str, str]] = {
    "basis-vague": "“{title}”没有指明是哪一部法律、法规或规章的哪一条。没有法定依据不得检查：请核对，最好逐部写明。",
    "basis-gone": "“{title}”写着已经废止或失效。请核对现行的依据。",
    "basis-replaced": "“{title}”已由{by}取代，不再有效。请核对现行的依据。",
    "name-marked": "姓名里有括号或符号，会原样公开。只是说明的（如已调离、组长）请从姓名中删去。",
    "stand-in": "写的是“待定”“见附件”一类的字样，会原样公开。请核对是不是就要这样公开。",
    "sheet-hidden": "隐藏的工作表“{name}”没有读取。",
    "cell-merged": "这一格与左边的格合并，读作同样的内容。请核对，内容不同的请取消合并后分别填写。",
    "columns-hidden": "有 {count} 个隐藏的列，也照样读取。",
    "id-alike": "编号与第 {first} 行只差开头的 0，或字母 O、I 和数字 0、1。请核对是不是同一个。",
    "ratio-bound": "比例之外还写了家数的上下限，没有读取。要保证最低数量的，请另加“每类至少”一列。",
    "rows-hidden": "有 {count} 个隐藏（或被筛选掉）的行，也照样读取。",
    "column-personal": "这一列属于个人信息，已整列丢弃，不会进入台账。",
    "column-unused": "这一列用不到，没有读取。",
    "row-foot": "这一行是合计、备注或落款，没有读取。",
    "row-group": "这一行只有一段文字，看作分组标题，没有读取。",
    "row-unlisted": "这一条已移出名录（或已停用），没有读取。",
    "row-merged": "这一行的名称与上一行合并，看作同一条：各行的内容、依据、对象、方式和事项合在一起，其余各列取第一行。",
    "count-beside": "同一行又写了比例，按比例抽取，数量没有读取。要按数量抽取的请清空比例。",
    "cap-left": "这里写的不是一年最多几次（是下限，或没有次数）：没有作为上限读取，照抄在备注里。",
    "office-first": "写了几个科室，以第一个“{first}”为责任科室。",
    "row-beside": "这一行只有不读取的列里有内容，没有读取。",
    "assumed-category": "表中没有“事项类别”列：按一般事项处理。",
    "assumed-methods": "表中没有“检查方式”列：按实地检查处理。",
    "id-made": "表中没有编号列，编号由名称算出；同样的名称下次得到同样的编号。台账中已有的沿用原编号。",
    "head-taken": "这一行看作表头，认出的列：{known}。",
    "sheets-joined": "工作表 {fits} 合在一起，作为一份表读取。只要其中一张的请用 --sheet 指定。",
    "remark-out": "这一列没有读取，但看来这一条已经不在名录或不能参加检查。请核对，应移出的请从表中删去或填写“状态”列。",
    "person-out": "此人不能参加检查，没有读入名录库。",
    "body-held": "与台账里的 {id} {name} 只差写法（繁简、数字、标点），像是同一个对象。是同一个的，请用它原来的编号和写法。",
    "body-twin": "与第 {first} 行的许可证号（或地址和名称）相同，或名称只差写法，像是同一个对象写了两遍。请核对。",
    "code-old": "这是旧的注册号，不是统一社会信用代码，没有作为代码读取。",
    "row-year": "不是 {year} 年的，没有读取。",
    "row-there": "台账里已有这一条，没有变化，没有读取。",
    "row-head": "这一行是重复的表头，没有读取。",
    "code-number": "这一列（自此行起）有以数字存放的编码，开头的 0 可能已经丢失。请核对，最好设为文本格式。",
    "id-derived": "表中没有编号列：台账中已有的对象沿用原编号；新的取统一社会信用代码（或旧注册号），没有代码的由名称算出。",
    "assumed-state": "表中没有状态列：新增的对象按“正常”处理，已有的保持不变。",
    "assumed-capped": "表中没有“是否适用涉企检查频次上限”列：新增的对象按“待定”处理，已有的保持不变。",
    "basis-quoted": "依据中的条文内容没有读取，只读取法律名称和条号。请在预览中核对。",
    "basis-policy": "依据只有政策文件，没有法律、法规或规章。可以导入，公示时会带提示。",
}


def sentence(finding: Finding) -> str:
    """The place, the value as far as it may be shown, and what to do."""
    template = FAULTS.get(finding.code) or NOTICES[finding.code]
    value = f"“{finding.value}”：" if finding.value is not None else ""
    return f"{place(finding)}：{value}{template.format(**finding.data)}"


def place(finding: Finding) -> str:
    """``名录.xlsx 工作表“名录” 第 5 行 D 列（信用等级）``"""
    parts = [finding.file]
    if finding.sheet is not None:
        parts.append(f"工作表“{finding.sheet}”")
    if finding.row is not None:
        parts.append(f"第 {finding.row} 行")
    if finding.column is not None:
        parts.append(f"{finding.column} 列（{finding.head}）" if finding.head else f"{finding.column} 列")
    return " ".join(parts)
