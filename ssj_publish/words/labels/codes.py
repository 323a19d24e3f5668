"""What the codes in the records are called in public. A test holds that each code of each kind has its label."""

from __future__ import annotations

from collections.abc import Mapping

KINDS = {
    "genesis": "创世记录",
    "calendar": "放假安排",
    "item-change": "抽查事项清单变动",
    "body-change": "监管对象名录变动",
    "inspector-change": "检查人员名录变动",
    "recusal": "回避登记",
    "register-comparison": "名录核对",
    "plan-proposal": "科室提报任务",
    "plan": "年度计划",
    "plan-approval": "计划批准",
    "plan-filing": "计划备案",
    "draw-secret": "提交秘密承诺",
    "guest-secret": "登记来宾的秘密",
    "draw-commit": "抽取承诺",
    "guest-reveal": "公开来宾的秘密",
    "draw-reveal": "公开秘密",
    "draw-seal": "封存结果",
    "draw-result": "抽取结果",
    "draw-void": "抽取作废",
    "substitution": "递补",
    "draw-elsewhere": "外部平台抽取",
    "inspection-approval": "检查审批",
    "visit": "检查记录",
    "visits-apart": "未合并检查的理由",
    "visit-avoided": "免予检查",
    "school-calendar": "校历",
    "result": "检查结果",
    "partner-result": "外部门检查结果",
    "case-open": "立案",
    "case-decision": "处理决定",
    "case-correction": "整改",
    "case-reinspection": "复查",
    "case-close": "结案",
    "reply": "陈述申辩",
    "feedback": "评价和投诉统计",
    "outreach": "宣传",
    "supervision": "监督意见",
    "supervision-follow-up": "监督意见的落实",
    "recheck": "回访抽样",
    "correction": "更正",
    "retraction": "撤回",
    "annulment": "宣告无效",
    "withholding": "依法不再公开",
    "training": "培训",
    "summary": "年度总结",
    "key-rotation": "换钥",
    "key-revocation": "撤销密钥",
    "key-recovery": "补钥",
    "trust-change": "变更信任设置",
    "rule-change": "规则变更",
}
CAUSES = {"lost": "遗失", "stolen": "被盗", "left": "持有人离任", "other": "其他"}
ROLE_TYPES = {
    "office": "业务科室",
    "policy": "政策法规科",
    "leader": "局领导",
    "discipline": "纪检监察",
    "observer": "观察员",
    "partner": "外部门",
    "root": "根密钥保管人",
}
WITHHOLDINGS = {
    "expired": "公示期满",
    "repaired": "信用修复",
    "revoked": "原决定被变更或者撤销",
    "ruling": "法院判决或复议决定",
    "personal": "个人信息保护",
}
STANDINGS = {
    "present": "公开",
    "withheld": "依法不再公开",
    "unfinished": "应当移除而尚未移除",
    "missing": "缺失",
    "unseen": "本机没有内容，无法查看",
}
METHODS = {"on-site": "实地检查", "written": "书面检查", "online": "网络监测"}
PACES = {
    "visit": "名单确定到检查",
    "result": "检查到公示结果",
    "case": "公示问题到立案",
    "correction": "立案到整改",
    "close": "立案到结案",
}
POLICY_ONLY = {"warn": "公开提示", "refuse": "不得列入"}
CATALOGUES = {"national": "国家", "province": "省", "city": "市"}
BASIS_LEVELS = {"law": "法律", "regulation": "行政法规或地方性法规", "rule": "规章", "policy": "规范性文件"}
CATEGORIES = {"key": "重点", "general": "一般"}
BODY_STATES = {"active": "正常", "suspended": "停办停业", "closed": "关闭注销", "moved": "迁出"}
CAPPED = {"yes": "适用", "no": "不适用", "unclear": "待明确"}
GROUNDS = {"kinship": "亲属关系", "interest": "利害关系", "former-post": "曾任职", "other": "其他"}
REMOVALS = {
    "closed": "终止办学",
    "merged": "撤并",
    "moved": "迁出",
    "outside": "不再由本局监管",
    "duplicate": "重复登记",
    "transferred": "调离",
    "retired": "退休",
    "left": "离职",
    "certificate": "执法证失效",
    "basis": "依据废止或修改",
    "other": "其他",
}
#: `core.reading.scope.Leaving`
LEAVINGS = {
    "removed": "已移出名录", "type": "类型已变更", "town": "乡镇（街道）已变更", "task": "这项任务的范围不包括它",
}  # fmt: skip
EXCLUSIONS = {
    "inactive": "非正常状态",
    "branch": "分支（并入主体）",
    "cap": "已达事项的年度检查频次上限",
    "body-cap": "已达整个对象的年度检查上限",
    "frequency": "已按计划的频次检查过",
}
FALLBACKS = {"wait": "一直等待", "void": "超时可作废"}
LOTTERIES = {"dlt": "体彩大乐透", "kl8": "福彩快乐8", "pl5": "体彩排列五", "ssq": "福彩双色球"}
#: How far a draw has come.
DRAWN = {
    "committed": "已承诺，待抽取",
    "sealed": "已抽取，名单未公开",
    "false": "封存不实",
    "open": "已公开",
    "void": "已作废",
}
#: What a draw made of a body.
FATES = {
    "drawn": "抽中",
    "stepped-in": "递补抽中",
    "replaced": "抽中，后由他人递补",
    "void": "本会抽中（抽取已作废）",
}
AMENDED = {"correction": "更正", "retraction": "撤回", "annulment": "宣告无效"}
VOID_REASONS = {
    "register-error": "名录有误",
    "rule-error": "规则有误",
    "beacon-absent": "公共随机数未产生",
    "numbers-wrong": "号码有误，或各方对号码不能一致",
    "secret-withheld": "有一方拒不公开秘密",
    "infeasible": "人员无法安排",
    "task-cancelled": "任务取消",
    "seal-false": "封存不实",
}
SUBSTITUTIONS = {
    "closed": "关闭",
    "moved": "迁出",
    "merged": "合并",
    "suspended": "停办",
    "recusal": "回避",
    "certificate": "证件失效",
    "transferred": "调离",
    "illness": "病假",
    "leave": "休假",
    "away": "出差或抽调",
}
RESULTS = {
    "no-problem": "未发现问题",
    "not-published": "未按规定公示应当公示的信息",
    "false-publication": "公示信息隐瞒真实情况、弄虚作假",
    "unreachable": "通过登记的住所（经营场所）无法联系",
    "obstruction": "不配合检查情节严重",
    "corrected-on-order": "发现问题，经责令已改正",
    "pending": "发现问题，待后续处理",
    "no-activity": "未发现开展本次抽查涉及的经营活动",
    "other-department": "违反其他部门相关规定",
    "deregistered": "已注销",
    "closed": "已关闭停业",
    "moved": "已迁出",
}
CHECKS = {"ok": "符合", "problem": "有问题", "not-applicable": "不适用"}
TRIGGERS = {
    "complaint": "投诉举报",
    "transfer": "转办交办",
    "data-alert": "数据预警",
    "own-request": "对象申请",
    "press": "媒体报道",
    "order": "上级部署",
    "re-inspection": "复查",
    "licence-check": "许可核查",
}
ANNULMENTS = {
    "mistaken-entry": "录入有误",
    "wrong-subject": "对象或事项弄错",
    "not-held": "检查没有进行",
    "procedure": "程序违法",
    "duplicate": "重复录入",
    "overturned": "复议决定或判决撤销",
}
WAYS = {
    "drawn": "随机抽查",
    "elsewhere": "外部平台抽取",
    "special": "专项检查",
    "routine": "日常检查",
    "triggered": "个案检查",
}
APPROVED = {
    "not-needed": "不需要单独审批",
    "approved": "事前审批",
    "ratified": "紧急检查，已按期补办审批",
    "late": "补办审批超过期限",
    "waiting": "紧急检查，尚在补办审批的期限内",
    "missing": "没有审批",
}
APART = {
    "sealed": "抽取尚未公开",
    "timing": "时间无法衔接",
    "nature": "事项性质不同，不宜一并检查",
    "staffing": "人员无法一并安排",
    "urgent": "情况紧急，先行检查",
    "requested": "对象请求分开",
    "overlooked": "事后才发现重合",
}
ENDINGS = {
    "one": "一次查完",
    "apart": "分开检查，写明了理由",
    "open": "可以合并",
    "unexplained": "分开检查，没有写明理由",
    "lapsed": "逾期未查",
}
CLOSINGS = {"exams": "考试", "holiday": "放假", "other": "其他"}
COVERS = {"capped": "适用涉企检查频次上限的对象", "types": "所列类型的对象"}
CAP_YEARS = {"calendar": "自然年", "school": "学年（九月起）"}
FORMS = {"rectification": "责令整改", "penalty": "行政处罚"}
DECISIONS = {
    "order": "责令改正",
    "warning": "警告",
    "fine": "罚款",
    "confiscation": "没收违法所得",
    "suspension": "责令暂停",
    "revocation": "吊销许可",
    "no-penalty": "不予处罚",
}
SEVERITIES = {"minor": "轻微", "general": "一般", "serious": "严重"}
CERTIFICATES = {"full": "完整公示", "masked": "隐去中间几位"}
STAGES = {
    "opened": "已立案",
    "decided": "已决定",
    "corrected": "已整改待复查",
    "failed": "复查未通过",
    "passed": "复查通过",
    "closed": "已结案",
    "annulled": "已宣告无效",
}
STEPS = {
    "opened": "立案",
    "decided": "作出决定",
    "corrected": "录入整改",
    "failed": "录入复查",
    "passed": "录入复查",
    "closed": "结案",
    "annulled": "宣告无效",
}
LEVELS = {"none": "无异议", "advice": "建议", "concern": "关注", "violation": "违规"}
FOLLOW_UPS = {
    "explained": "说明情况",
    "rectified": "已整改",
    "talk": "提醒谈话",
    "criticism": "通报批评",
    "discipline": "处理处分",
    "transferred": "移送有权机关",
    "unfounded": "经查不属实",
}
CHANNELS = {
    "broadcast": "广播",
    "television": "电视",
    "press": "报刊",
    "website": "网站",
    "social": "政务新媒体",
    "poster": "张贴海报",
    "letter": "致学校和家长的信",
    "meeting": "会议宣讲",
}
SHOWN = {"yes": "已出示", "no": "没有出示"}
MISSES = {
    "to-add": "应补录",
    "out-of-scope": "不属本局监管",
    "closed": "已停办或注销",
    "elsewhere": "不在本县",
    "other": "其他",
}
ALGORITHMS = {"ssj-draw/v1": "ssj-draw/v1"}
FORMATS = {"ssj-ledger/v1": "ssj-ledger/v1"}

#: Shape and field → the table that names the field's codes; the version marks are shown as they are.
CODES: Mapping[str, Mapping[str, str]] = {
    "BeaconRound.fallback": FALLBACKS,
    "Lotteries.fallback": FALLBACKS,
    "Balls.fallback": FALLBACKS,
    "Annulment.ground": ANNULMENTS,
    "Basis.level": BASIS_LEVELS,
    "ItemCode.catalogue": CATALOGUES,
    "Settings.policy_only": POLICY_ONLY,
    "Body.capped": CAPPED,
    "BodyCap.covers": COVERS,
    "BodyCap.exempt": TRIGGERS,
    "BodyCap.year": CAP_YEARS,
    "ClosedDays.cause": CLOSINGS,
    "VisitsApart.reason": APART,
    "Body.state": BODY_STATES,
    "CaseDecision.decision": DECISIONS,
    "CaseDecision.severity": SEVERITIES,
    "CaseOpen.form": FORMS,
    "Check.outcome": CHECKS,
    "DrawCommit.algorithm": ALGORITHMS,
    "DrawVoid.reason": VOID_REASONS,
    "Exclusion.reason": EXCLUSIONS,
    "FollowUp.step": FOLLOW_UPS,
    "Genesis.format": FORMATS,
    "Item.category": CATEGORIES,
    "Item.methods": METHODS,
    "KeyRevocation.cause": CAUSES,
    "LotteryIssue.game": LOTTERIES,
    "Miss.reason": MISSES,
    "PublicTerm.severity": SEVERITIES,
    "Outreach.channels": CHANNELS,
    "Publication.certificates": CERTIFICATES,
    "Recusal.ground": GROUNDS,
    "PartnerResult.code": RESULTS,
    "Removal.ground": REMOVALS,
    "Removal.state": BODY_STATES,
    "Result.code": RESULTS,
    "Role.type": ROLE_TYPES,
    "Substitution.reason": SUBSTITUTIONS,
    "Supervision.level": LEVELS,
    "Trigger.kind": TRIGGERS,
    "Visit.method": METHODS,
    "Visit.shown": SHOWN,
    "Withholding.ground": WITHHOLDINGS,
}

#: Shorter words that clerks use for a code, and what earlier templates printed; each stands for one code of its field.
ALSO: Mapping[str, Mapping[str, str]] = {
    "CaseDecision.decision": {"没收": "confiscation", "暂停": "suspension", "吊销": "revocation"},
    "Check.outcome": {
        "合格": "ok",
        "符合要求": "ok",
        "达标": "ok",
        "正常": "ok",
        "√": "ok",
        "✓": "ok",
        "✔": "ok",
        "不符合": "problem",
        "不合格": "problem",
        "不达标": "problem",
        "存在问题": "problem",
        "发现问题": "problem",
        "×": "problem",
        "✗": "problem",
        "✘": "problem",
        "不涉及": "not-applicable",
        "无此项": "not-applicable",
    },
    "Recusal.ground": {"亲属": "kinship", "近亲属": "kinship"},
    "Removal.ground": {
        "停办": "closed",
        "已停办": "closed",
        "注销": "closed",
        "吊销": "closed",
        "合并": "merged",
        "撤销": "merged",
        "外迁": "moved",
        "重复": "duplicate",
        "离岗": "transferred",
        "辞职": "left",
        "证件到期": "certificate",
        "执法证到期": "certificate",
        "废止": "basis",
        "依据废止": "basis",
        "法律修改": "basis",
    },
    "Result.code": {
        "经责令已改正": "corrected-on-order",
        "待后续处理": "pending",
        "未按规定公示": "not-published",
        "公示虚假": "false-publication",
        "无法联系": "unreachable",
        "不配合": "obstruction",
        "未开展活动": "no-activity",
        "违反其他部门规定": "other-department",
        "注销": "deregistered",
        "关闭停业": "closed",
        "迁出": "moved",
        "没有问题": "no-problem",
        "无问题": "no-problem",
        "未发现": "no-problem",
        "未见问题": "no-problem",
        "未见异常": "no-problem",
        "未发现异常": "no-problem",
        "无异常": "no-problem",
        "正常": "no-problem",
        "合格": "no-problem",
        "符合要求": "no-problem",
        "当场改正": "corrected-on-order",
        "已当场改正": "corrected-on-order",
        "责令当场改正": "corrected-on-order",
        "限期整改": "pending",
        "限期改正": "pending",
        "责令限期改正": "pending",
        "责令限期整改": "pending",
        "待整改": "pending",
        "整改中": "pending",
        "联系不上": "unreachable",
        "失联": "unreachable",
        "停业": "closed",
        "已停业": "closed",
        "停办": "closed",
        "已停办": "closed",
    },
    "Substitution.reason": {
        "产假": "leave",
        "事假": "leave",
        "年假": "leave",
        "出差": "away",
        "抽调": "away",
        "外派": "away",
    },
    "Supervision.level": {"无意见": "none"},
    "Visit.method": {
        "实地": "on-site",
        "现场": "on-site",
        "现场检查": "on-site",
        "实地核查": "on-site",
        "现场核查": "on-site",
        "实地抽查": "on-site",
        "现场抽查": "on-site",
        "书面": "written",
        "书面审查": "written",
        "书面核查": "written",
        "资料审查": "written",
        "网络": "online",
        "网络检查": "online",
        "网上检查": "online",
        "线上": "online",
        "线上检查": "online",
        "在线检查": "online",
    },
}
