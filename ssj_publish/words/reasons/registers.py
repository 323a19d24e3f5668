"""Calendar, item list and registers."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.ComparisonUneven: "名单有 {count} 个对象，名录中有的 {matched} 个加没有的 {missing} 个不等于它。请用 ssj register compare 重新比对。",
    errors.ComparisonUntrue: "“{body}”写成名录中没有，其实已经列入或重复（{found}）。请用 ssj register compare 重新比对。",
    errors.CalendarMalformed: "{year} 年放假安排中的 {day} 不对：应按日期排列、属于该年，放假日为周一至周五，补班日为周六或周日。",
    errors.CalendarTooFree: "{year} 年放假安排列了 {count} 天，超过 {limit} 天，不会是国务院的通知。请对照通知重新录入。",
    errors.CalendarUnknown: "台账中还没有 {year} 年的国务院放假安排，无法计算工作日。请先用 ssj calendar 录入该年的通知。",
    errors.BasisWeak: (
        "事项 {item} 只有规范性文件作依据；本台账规定没有法律、法规、规章依据的不得列入清单（国办发〔2024〕54号）。请写明法定依据，或不列入。"
    ),
    errors.BasisMissing: "事项 {item} 没有检查依据：没有依据不得检查。请补充法律、法规或规章的名称。",
    errors.OfficeUnknown: "{where} 的科室“{office}”不是本局的业务科室，或无权填写此项。",
    errors.FieldEmpty: "{id} 的 {field} 为空或有重复。",
    errors.ClassUnknown: "{body} 的信用等级“{credit_class}”不在本台账的等级之中。",
    errors.DateInFuture: "{id} 的日期 {day} 晚于记录本身的日期。",
    errors.BranchMalformed: (
        "{body} 标为 {head} 的分支，但后者不存在、本身也是分支，或两者没有写明同一个统一社会信用代码。"
        "请写上代码；不是同一法人的，请不要标为分支。"
    ),
    errors.CodeMalformed: "{id} 的代码或证号 {code} 含有不该有的字符：只能用半角的数字和字母（证号可以有汉字）。请对照证件重新录入。",
    errors.ScriptsMixed: "{id} 的“{text}”在一个词里混用了两种文字的字母（例如西里尔字母 а 混在拉丁字母中）。请重新录入这个词。",
    errors.IdAlike: "编号 {id} 与已有的 {other} 只有大小写不同，容易混淆。请另取编号，或照原来的写法填写。",
    errors.EntryReturned: "{id} 就是已经移出名录的 {before}（名称、单位或代码、证号相同）。请沿用原来的编号重新列入。",
    errors.CodeShared: "{first} 与 {second} 的统一社会信用代码同为 {code}。若是同一法人的分支机构，请注明所属的主体。",
    errors.NameShared: "{first} 与 {second} 的名称同为“{text}”（空格、标点、全角半角、大小写不算区别）：重复登记会被抽中两次。若确是两个（分校、同名的人也算），请在名称中加以区别。",
    errors.CertificateShared: "{first} 与 {second} 的执法证号同为 {certificate}。请核对。",
    errors.ChangeEmpty: "没有任何内容：不必写入台账。",
    errors.OrderBroken: "{id} 的列表是空的、没有按编号排列，或有重复。",
    errors.EntryExists: "编号 {id} 已在库中，应作为变更而不是新增。",
    errors.EntryUnchanged: "{id} 与现有内容完全相同，没有变化。",
    errors.RecusalRepeated: "{inspector} 对 {body} 的回避已经登记过。",
    errors.EntryForeign: "事项 {id} 由别的科室负责：请该科室签署，或由{role}共同签署。",
    errors.RemovalUnfit: "{id} 不能以“{ground}”为由移除：这不是这种条目的移除情形。请换一种情形。",
    errors.RemovalState: "移除 {id}：监管对象须写明移除后的状态，并与移除情形“{ground}”一致；事项和人员不写状态。请改正。",
    errors.RemovalAlone: "从名录或清单移除 {id} 须由{role}共同签署。",
    errors.CertificateUnmasked: "{inspector} 的执法证号没有隐去中间几位：本台账设置为隐去，请写成前后至多四位、中间星号，例如 9901****0012。",
}
