"""What a step of the year or a command was asked for and cannot do."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.NoSigner: "没有签名的密钥。请用 --key 指定密钥文件。",
    errors.DraftMalformed: "这不是待签文件（{reason}）。请用 --draft 生成，不要手工修改。",
    errors.SignedAlready: "密钥 {key} 已经签过这份文件。",
    errors.TaskUnknown: "计划中没有任务 {task}。现有任务：{known}。",
    errors.DrawUnknown: "任务 {task} 目前没有有效的抽取。请先运行 ssj draw commit。",
    errors.SecretsUnpromised: "任务 {task} 还缺 {roles} 提交的秘密。请先由其运行 ssj draw promise。",
    errors.RoleUnknown: "没有编号为“{role}”的角色。现有：{known}。",
    errors.HolderMissing: "公钥文件 {path} 没有写明持有人。请在公钥后面空一格写上姓名，或用 ssj key new --comment 姓名 重新生成。",
    errors.FileThere: "{path} 已经存在，不会覆盖。请换一个名字，或先移走原来的内容。",
    errors.FormUnreadable: "无法读取表单 {file}：{reason}。",
    errors.FormWrong: "表单 {file} 有 {count} 处要改，没有写入任何内容：\n{listed}",
    errors.ContentWrong: "有 {count} 处内容不合格式，没有写入任何内容：\n{listed}",
    errors.FieldNeeded: "{label}必填，还没有填写。例如：{example}",
    errors.RecordUnknown: "没有可更正的记录 {id}：只有检查记录、结果、培训和年度总结可以更正。",
    errors.RecordNotFound: "台账里没有记录“{text}”。请写记录的序号（如 000550）、完整的记录编号，或编号开头的至少 4 位；可用 ssj find 查找。",
    errors.RecordAmbiguous: "以“{text}”开头的记录有 {count} 条：{candidates}。请多写几位，或写序号。",
    errors.NameAmbiguous: "名录里叫“{text}”的有 {count} 个，编号 {candidates}。请写编号。",
    errors.NothingToPropose: "没有提报任何任务：表中只有 {offices} 的任务。请用这些科室的密钥签署，或用 --office 指定其中一个科室。",
    errors.CommittedAlready: "任务 {task} 第 {ordinal} 次抽取的承诺已经写入台账（{file}），不必再次承诺；下一步是公开秘密（ssj draw reveal 或 open）。",
    errors.SecretUnpromised: "有一份秘密文件与任务 {task} 这次抽取的各方承诺都不符，什么也没有写入。请核对 --secret-file。",
    errors.PlanUnclear: "待批准的计划有 {count} 份（{plans}），请用 --plan 指定。",
    errors.NumbersNeeded: "任务 {task} 的承诺指定了 {count} 次公开的开奖或摇珠：{issues}；给了 {given} 组号码。请照公告或现场的号码，依次各给一个 --numbers。",
    errors.NumbersShort: "{issue}要 {wanted} 个号码，给了 {given} 个，还差 {missing} 个。请照公告或现场的号码补齐，两个号码之间一个空格。",
    errors.FilmNeeded: "任务 {task} 的录像不对：现场摇珠的抽取要用 --film 给出录像文件，别的抽取不要。",
    errors.ChainUnknown: "本台账不认可公共随机源“{chain}”，认可的有：{known}。",
    errors.SecretsNotGiven: "任务 {task} 还缺 {roles} 的秘密文件。请用 --secret-file 逐个给出。",
    errors.LibraryMissing: "这一步要用 {library}，还没有安装。请运行：pip install 'ssj-publish[{extra}]'。",
    errors.PoolFileUnreadable: "抽取池文件 {path} 读不出来：{reason}。需要 UTF-8 的 CSV 文件，第一行是列名，其中有 id 和 class。",
    errors.SeedMalformed: "种子“{seed}”不对：应当是 64 位小写十六进制数字，抽取页面上可以复制。",
    errors.SampleUnfit: "等级“{credit_class}”在文件中有 {size} 个对象，不能抽“{sample}”个。请对照抽取页面上的抽取数，用 --sample 等级=个数 逐个写明。",
    errors.NoticeMalformed: "这不是检查通知上的核对码。请扫描通知上的二维码，或者把码下面的文字完整抄下来（以 1~ 开头）。",
    errors.NoticeRefused: "不成立：对象 {body} 和这个检查小组不在任务 {task} 封存的名单里。请当场向检查人员提出，并向公示网站上的监督电话反映。",
    errors.ProofListMalformed: "{path} 不是 ssj draw seal --list-file 写出的名单（{reason}）。请用当时保存的原文件。",
    errors.SecretFileMalformed: "{path} 不是秘密文件（应为 64 位十六进制）。",
    errors.NoticeAbsent: "软件里没有 {year} 年的放假安排（现有 {known} 年）。请把国务院办公厅通知的全文存成文本文件，再运行 ssj calendar {year} --notice 文件。",
    errors.NoticeUnread: "读不出 {year} 年的放假安排：{reason}。请从中国政府网复制通知的全文（连同标题和文号），存成 UTF-8 文本文件。",
    errors.KnownAlready: "{what}已经在台账里，一字不差，没有再写一遍。",
    errors.MomentAhead: "时间 {time} 晚于这台电脑的时钟 {clock}，不能写入：台账只记已经发生的事。请核对 --time 和电脑的时钟。",
    errors.SettingsUnfilled: "设置文件 {file} 还有 {count} 处没有填写，第一处是：{text}。请填好后再运行。",
    errors.FoundingForeign: "这份待签文件不是创立台账用的，而是“{kind}”。请用 ssj submit 写入。",
}
