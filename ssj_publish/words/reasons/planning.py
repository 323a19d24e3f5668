"""Proposals, plans and their approval."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.PartnerAbsent: "“{partner}”没有参加任务 {task}，不能录入它的结果。请核对检查记录和计划中的响应部门。",
    errors.PartnerRepeated: "“{partner}”对 {body} 这次检查的结果已经录入。录错的请先宣告无效再录。",
    errors.TaskExists: "任务编号 {task} 已经用过，而内容不同。新的任务请换一个编号；改已提报的任务，请在汇总时不列入或取消。",
    errors.TaskAltered: "任务 {task} 与科室提报的内容不一致：应原样列入、合并或注明不列入的理由。",
    errors.TaskWindow: "任务 {task} 的起止日期不对：开始应不晚于结束，且都在计划年度之内。",
    errors.TaskDrawn: "任务 {task} 已经按抽取的名单开始检查，或已在外部平台抽取，不能再取消。",
    errors.TaskCancelled: "任务 {task} 已经取消。",
    errors.MergeMalformed: "任务 {task} 的合并不对：联合任务应由两个以上提报任务合成，事项和科室是它们的总和，对象范围和抽查比例不得小于其中任何一个；提报时不得写合并来源。",
    errors.ProposalTaken: "提报 {proposal} 已列入别的计划，或不是同一年度。",
    errors.ProposalUnanswered: "提报的任务 {tasks} 没有着落或重复出现：每一个都要列入、合并，或写明不列入的理由。",
    errors.PlanApproved: "这份计划已经批准过。",
    errors.PlanUnapproved: "计划 {plan} 还没有批准，不能备案。请先由局领导批准（ssj plan approve）。",
    errors.PlanFiled: "这份计划已经备案。如有错误，请由纪检组在监督意见中写明。",
    errors.PlanNotApproved: "任务 {task} 所在的年度计划尚未经局领导批准，不能抽取。",
    errors.ItemRetired: "任务 {task} 用到的事项 {item} 不在现行清单中（未列入或已停用）。",
    errors.ScopeUncovered: "任务 {task} 的事项 {item} 不适用于 {types}。请缩小对象范围或拆成两个任务。",
    errors.OfficeAbsent: "任务 {task} 的事项 {item} 由{office}负责，但发起和响应科室中没有它。",
    errors.FrequenciesIncomplete: "任务 {task} 写了抽查频次，应按 {classes} 的顺序给出每个信用等级的频次。",
    errors.FrequencyFalls: (
        "任务 {task} 的抽查频次随信用降低而下降：{worse} 级少于 {better} 级。信用越低，频次应当越高或相等。"
    ),
    errors.RatiosIncomplete: "任务 {task} 应按 {classes} 的顺序给出每个信用等级的抽查比例。",
    errors.NumberAndRatios: "任务 {task} 既写了抽查数量，又写了比例或每类至少抽几个。只能写一样，请删去另一样。",
    errors.RatioMalformed: "任务 {task} 的 {credit_class} 级比例大于 100%。",
}
