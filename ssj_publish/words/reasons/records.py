"""A record, its place in the chain and what it refers to."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.RecordMalformed: "内容不符合这类记录的格式：{reason}。自己填写的请改正后重新写入；从别处得来的文件请取回原样，不要手工改动。",
    errors.UnknownKind: "没有“{kind}”这种记录。请核对记录种类的拼写，或升级 ssj。",
    errors.TimeMalformed: "时间 {time} 的写法不对，应为北京时间、精确到秒，例如 2025-03-28T09:30:00+08:00。",
    errors.NotCanonical: "内容能读懂，但写法不是规范写法（字段顺序、多余的默认值等）。请用 ssj 生成记录，不要手工编辑。",
    errors.SequenceMisstated: "文件里写的编号是 {seq}，与文件名不符：记录被调换、复制或改名。请从台账仓库取回完整的文件。",
    errors.SequenceBroken: "此处应当是 {expected}：有记录缺失、重复或改名。请从台账仓库取回完整的文件。",
    errors.LinkBroken: "prev 与上一条记录的摘要不符：上一条记录被改动过，或两处同时追加了记录。应为 {expected}。",
    errors.RecordRepeated: "同一条记录（编号 {id}）已在台账中，不能重复写入。",
    errors.AfterMissing: "没有写明接在哪条记录之后（after）。除创世记录外每条都要写；请用 ssj 生成记录，不要手工编辑。",
    errors.AfterUnknown: "写它的人当时看到的记录 {id} 不在它前面：那条记录被抽走了，或者这条来自另一个分支。请取回完整的台账；分支请用 ssj resequence 接续。",
    errors.TimeAhead: "时间 {time} 比现在（{clock}）晚了十分钟以上。请先核对电脑时钟，再重新生成。",
    errors.OriginWrong: "记录属于另一本台账“{origin}”，本台账是“{expected}”。",
    errors.ReferenceUnknown: "所引用的“{id}”（{what}）在台账中没有，或排在后面。请核对编号。",
    errors.ReferenceUnstated: "正文用到的记录 {id} 没有列入 refs。请用 ssj 生成记录。",
    errors.GenesisMisplaced: "创世记录只能是、也必须是第一条记录。",
    errors.LedgerEmpty: "台账中还没有任何记录。请先运行 ssj init。",
}
