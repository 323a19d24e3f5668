"""Replies, feedback, publicity, what becomes of findings, samples of visits, confirmations of inspectors."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.ReplyPast: (
        "案件 {case} 的内容已经到期或依法不再公开（《信用修复管理办法》），这时公开陈述申辩会把它重新说出来，不能登记；书面留存即可。"
    ),
    errors.ReplyMisplaced: "陈述申辩只能针对仍然有效的检查结果，或者案件里的某一步，所指的是“{kind}”类记录。请用 ssj find 找到那条结果或案件记录，填它的编号。",
    errors.FeedbackExists: "{year} 年 {month} 月的评价和投诉统计已经录入；有误的请用 ssj correct 更正。",
    errors.FeedbackEarly: "{year} 年 {month} 月还没有过完，请到下个月再统计。",
    errors.FeedbackIncomplete: "每个业务科室都要有一行，没有收到的填 0，按科室编号排列；缺少、多余或次序不对的是：{offices}。",
    errors.FeedbackContradicts: "科室 {office} 反映廉政问题的有 {misconduct} 份，比收到的廉政反馈 {integrity} 份还多，请核对这两个数。",
    errors.FollowUpNeedless: "这条监督意见是“无异议”，没有要落实的事；请填写有建议、关注或违规的那一条。",
    errors.FollowUpClosed: "这条监督意见已经办结，不能再录入落实情况；有新情况的，请另写一条监督意见。",
    errors.RecheckExists: "{year} 年第 {quarter} 季度的回访样本已经抽取，一个季度只抽一次。",
    errors.RecheckRoundless: "现在还不能抽取 {year} 年第 {quarter} 季度的回访样本：台账里还没有这个季度之后的公共随机数，或者这个季度没有检查记录。请等下一次抽取公布公共随机数之后再抽。",
    errors.RecheckWrong: "回访样本与由台账算出的不符：{year} 年第 {quarter} 季度应当用第 {round} 轮公共随机数，抽出 {count} 次检查。请用 ssj recheck 由程序抽取。",
    errors.SummaryThin: "年度总结的“{field}”一节没有写出内容（不足 {least} 个字），请写清楚再提交；确实没有的，写明没有及原因。",
    errors.SummaryUnread: "总结的文本里没有“{heading}”一节，或者这一节是空的。正文要分 {headings} 五节，每节前面有一行“## 标题”；ssj summary --template 打印样式。",
    errors.CallRefused: "这份通知与台账不符：对象 {body}，{why}。请检查是否抄写有误；确认无误的，请向监督电话反映。",
    errors.CallUnfit: "制作通知要写明一种缘由：--task（已公开的抽取）、--approval（检查审批）、--urgent（紧急检查）或 --routine（日常检查）；除抽取外，还要用 --body、--items、--team 写明对象、事项和人员。",
    errors.NoticeLate: "检查通知的送达日期 {day} 晚于检查日期 {visited}；当场送达的填检查当天。",
    errors.ConfirmationForeign: "监管对象 {body} 的检查人员确认有误：只能由本次检查小组的人确认，每人一次，按小组的次序填写。",
    errors.ConfirmationKey: "检查人员 {inspector} 的确认与名录不符：名录登记了公钥的，必须写上同一把公钥并由本人签名；没有登记的，只写姓名编号，不写公钥。",
    errors.ConfirmationUnsigned: "检查人员 {inspector} 还没有签名。请用 --draft 生成待签文件，由本人用自己的密钥 ssj sign，再 ssj submit。",
    errors.ConfirmationStale: "更正后的检查记录，检查人员 {inspector} 没有签过名，不能沿用原来的确认；请在更正后的内容里去掉这一项，原来的签名仍在原记录里。",
    errors.InspectorKeyShared: "检查人员 {inspector} 的公钥 {key} 已经是别人的（某个角色、日志、见证人、来宾或另一名检查人员）。请本人用 ssj key new 新做一把。",
}
