"""What a witness does not cosign, and what it cannot work with."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.WitnessRefusal: "见证人没有联署。",
    errors.WitnessRequestMalformed: "见证请求的格式不对（{reason}）。请用 ssj checkpoint request 重新生成。",
    errors.LogUnknown: "见证人没有登记台账“{origin}”。请先用 ssj witness trust 登记它的日志公钥。",
    errors.LogSignatureRefused: "检查点上没有台账“{origin}”的有效签名，见证人拒绝联署。",
    errors.WitnessStale: "见证人记得台账“{origin}”有 {size} 条记录，与请求不符。请从第 {size} 条起重新生成请求。",
    errors.WitnessInconsistent: (
        "检查点与见证人记得的台账“{origin}”不一致（{reason}）：台账可能被改写过。"
        "请保存这份请求，它是证据；并请公示单位说明。"
    ),
    errors.WitnessFolderMissing: "{folder} 里没有见证人。请先运行 ssj witness init。",
    errors.WitnessNameUnfit: "见证人不能叫“{name}”：名称不能为空，不能有空格、加号和控制字符，至多 200 个字符。例如 witness.example.edu.cn/1。",
    errors.LogNotToWatch: "不能登记“{key}”：它不是日志公钥，或是见证人自己的密钥，或这本台账已登记过另一把密钥。请与台账单位核对。",
    errors.WitnessKeyWrong: "密钥（{key}）不是这个见证人的（应为 {expected}）。请换回原来的密钥文件。",
    errors.WitnessDamaged: (
        "见证人的文件 {path} 损坏（{reason}），已停止联署。请不要删除它重来：忘记见过的检查点会为改写过的台账联署。"
        "请对照台账网站上本见证人最近的联署人工恢复。"
    ),
    errors.ClockBack: "系统时钟（{time}）早于上一次联署的时间（{last}），已停止联署。请校准时钟；如果错的是上一次的时间，请核准现在的时钟后运行 ssj witness clock。",
}
