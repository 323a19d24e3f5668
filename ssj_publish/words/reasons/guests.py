"""Guests of a draw: their promises, their keys of the day, their time."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.GuestsFull: "任务 {task} 的这次抽取已有 {most} 位来宾，不能再加。",
    errors.GuestUnsigned: "来宾“{capacity}”当天的密钥没有签名。请来宾本人用 ssj sign 签这份待签文件，或者不带密钥、只登记指纹。",
    errors.GuestKeyWrong: "这不是来宾“{capacity}”登记秘密时带来的密钥。请用当天的同一把密钥，或者请任一角色代为写入。",
    errors.GuestKeyShared: "密钥 {key} 已经是某个角色、日志、见证人或这次抽取另一位来宾的。请来宾用 ssj key new 新做一把当天专用的密钥。",
    errors.GuestsTimeWrong: "任务 {task} 的来宾公开截止时间不对：有来宾就必须写明，晚于承诺至少 10 分钟，早于公共随机数至少 10 分钟，不晚于最迟公开时间；没有来宾就不写。",
    errors.GuestsFirst: "任务 {task} 还在来宾公开秘密的时间里，其他各方要等这段时间过了再公开。",
    errors.GuestLate: "任务 {task} 的来宾公开秘密的时间已过，不能再写入：到时没有公开的来宾，按规定以指纹代替其秘密。",
    errors.GuestUnknown: "这个秘密与任务 {task} 这次抽取的来宾登记的指纹都不符，什么也没有写入。请逐字核对纸上所写，只用小写字母和数字。",
    errors.GuestWordsWeak: "来宾的秘密应为 32 至 128 个小写字母或数字，不含空格，也不能只是几个字符反复。请掷 50 次骰子依次记下点数，或者用 ssj draw guest new 生成。",
}
