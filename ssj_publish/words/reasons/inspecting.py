"""Visits, results, cases, amendments, summaries."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.VisitUngrounded: "{body} 的检查须在抽取、外部平台抽取、触发原因（个案）、日常检查中写明一种，且只写一种。",
    errors.AcknowledgementMissing: "{body} 的检查记录没有负责人签字，也没有写明未签字的理由（二者必居其一）。",
    errors.VisitRepeated: "{body} 在这次抽取中已有检查记录。",
    errors.VisitEarly: "{body} 的检查日期 {day} 早于抽取结果确定的日期。",
    errors.MethodUnfit: "{body} 的检查方式“{method}”不在事项规定的方式之内。",
    errors.TeamTooSmall: "{body} 的检查人员只有 {count} 名，不得少于 {minimum} 名（行政处罚法第四十二条）。",
    errors.TeamWrong: "{body} 的检查人员与抽取的不一致，应为 {team}。确需更换的，请先办理递补。",
    errors.CertificateInvalid: "{inspector} 的执法证有效期至 {until}，在 {day} 当天无效。",
    errors.InspectorRecused: "{inspector} 对 {body} 应当回避。",
    errors.ItemUncovered: "{body} 的检查组中没有人可以检查事项 {item}。",
    errors.ItemsWrong: "{body} 的检查事项应为 {items}。",
    errors.ProofMissing: "{body} 属于密封抽取，检查记录须附封存证明。",
    errors.ResultExists: "事项 {item} 在这次检查中已有结果。如有错误请用更正。",
    errors.ChecklistWrong: "事项 {item} 的检查要点应逐项填写，文字和次序与清单一致：{points}。写法：checks: [{{point: 要点, outcome: 符合}}, …]。",
    errors.FindingUncalled: "事项 {item} 的结果是“未发现问题”，却写了发现的问题。请清空“发现的问题”（其他情况写在检查记录的说明里），或改正结果。",
    errors.CodeContradicts: "事项 {item} 的结果“{code}”与逐项检查情况矛盾。",
    errors.ResultUnfit: (
        "结果“{code}”与台账的记载不符：{body} 在名录里不是这种状态，或者检查不是实地进行的。"
        "确有其事的，请先变更名录再写结果；否则请按实际情况填写。"
    ),
    errors.ActionMissing: "事项 {item} 的问题待后续处理，须写明处理措施或整改期限。",
    errors.DateOrder: "{id} 的日期 {day} 早于检查或前一步的日期。",
    errors.CaseExists: "案件 {case} 已存在，或该结果已经立案。",
    errors.CaseUngrounded: "案件 {case} 所依据的结果没有发现问题或已撤回，不能立案。",
    errors.CaseMismatch: "案件 {case} 的对象应为 {body}，承办科室应为 {office}。",
    errors.CaseOrder: "案件 {case} 目前处于“{stage}”，不能进行“{step}”。",
    errors.PenaltyTerm: "案件 {case}：行政处罚须写明轻重和公示截止日期（截止日期晚于记录日期），非处罚决定则都不写。",
    errors.TermOutside: "案件 {case}：“{severity}”的行政处罚应公示 {least} 至 {most} 个月，即公示到 {first} 至 {last} 之间的一天（{source}）；最少为 0 的可以不写截止日期，不予公示。",
    errors.CapMalformed: "年度检查上限“{id}”须各有名称，适用对象只写一种（涉企上限或对象类型），同一类型不得列两次，不计入的触发情形不得重复。请改正设置。",
    errors.TermsMalformed: "公示期限须依次写明轻微、一般、严重三档，最短不长于最长，且不得超过 3、12、36 个月（国家发展改革委令第36号）。请改正设置后重新建立台账。",
    errors.NotAnnullable: "“{kind}”类记录不能宣告无效；可以的有检查记录、检查结果、案件的各步、检查审批、外部平台抽取和免予检查。",
    errors.AlreadyAnnulled: "记录 {id} 已经宣告无效，不能再据以办理。",
    errors.ResultsRest: "这次检查还有有效的结果（{items}）：请责任科室先将结果宣告无效，再处理检查记录。",
    errors.StepsRest: "案件 {case} 只能从最后一步（{last}）起逐步宣告无效。",
    errors.VisitsRest: "{bodies} 的检查以这次抽取为依据：请先将检查记录宣告无效。",
    errors.ApprovalUngrounded: "检查审批须写明触发原因，或写明计划中的专项任务，二者必居其一。",
    errors.ApprovalLate: "{body} 的检查先于审批（{day}）：紧急检查不写审批，由审批在 visits 中追认。",
    errors.ApprovalUnfit: "{body} 的检查与审批 {document} 不符（{field}）：请核对对象、事项、日期和触发原因，或另行审批。",
    errors.TaskNotSpecial: "任务 {task} 不是已批准计划中的专项任务，不能据以审批检查。",
    errors.NotAmendable: "“{kind}”类记录不能更正或撤回。",
    errors.AlreadyRetracted: "记录 {id} 已经撤回。",
    errors.CorrectionTooFar: "更正不能改动“{field}”：请撤回后重新录入。",
    errors.CaseRests: "案件 {case} 以这条结果为依据，不能撤回。",
    errors.VisitSpared: "{body} 的这次检查已由其他部门的结果代替。确需检查的，请先将免予检查的记录宣告无效。",
    errors.GroundsTooFew: "{body}：不合并检查的理由至少要写明两个不同的检查缘由（抽取、外部平台抽取或检查审批的记录）。",
    errors.GroundUnfit: "记录 {id} 没有要求检查 {body}，或已经作废、没有公开：请核对是哪一次抽取或哪一份审批（ssj draw coincide 会列出）。",
    errors.FindingStale: "{body}：其他部门的结果是 {day} 的，早于任务的上一年度，不能代替这次检查。",
    errors.TimesOnSiteWrong: "{body} 的到达和离开时间须同时写明，到达早于离开，且只在实地检查时写。",
    errors.SchoolClosed: "{body} 在 {day} 按校历不接受现场检查（{occasion}）。请改期；确需当天检查的，写明理由（closed_reason）。",
    errors.SchoolNotClosed: "{body} 在 {day} 按校历可以检查，不必写校历停检日检查的理由，请删去。",
    errors.SummaryEarly: "{year} 年还有没有公开的抽取（任务 {tasks}），不能总结。请先公开名单或依法作废。",
    errors.SummaryExists: "{year} 年已有年度总结。",
    errors.FiguresWrong: "年度总结的“{field}”写的是 {written}，按台账计算应为 {computed}。",
}
