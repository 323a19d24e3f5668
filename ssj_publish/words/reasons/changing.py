"""The rules change: names, offices, classes, parameters."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.SettingBeyond: "设置“{field}”为 {value}，应在 {least} 至 {most} 之间（依据：{source}）。请改在这个范围内。",
    errors.ClassesUnmapped: "信用等级由 {before} 改为 {after}，须按原来的次序逐级写明各自改称什么，新等级都要在名单中。请补全 classes。",
    errors.ClassesCrossed: "信用等级的对应关系颠倒了：原来“{better}”优于“{worse}”，改后反而更差。请按从好到差重新对应。",
    errors.SuccessorUnfit: "“{role}”的职责不能由“{successor}”接续：接续的须是同类的科室或外部门，本次也不撤销；政策法规科、局领导、纪检组和根密钥不能撤销。请另选接续的一方。",
    errors.OfficeEnded: "“{role}”已经撤销，职责由“{successor}”接续。请改用“{successor}”。",
}
