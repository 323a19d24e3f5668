"""Signed notes, checkpoints, proofs, tiles, time stamps."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.LogError: "透明日志的内容不成立。",
    errors.VerifierKeyMalformed: "“{key}”不是验证公钥（{reason}）。请核对全文：名称+8 位十六进制+base64，不能缺字。",
    errors.VerifierKeyAmbiguous: "给出的公钥中有两个都可能是“{signer}”的，无法判断。请去掉重复的公钥。",
    errors.NoteMalformed: "不是签名便笺的格式（{reason}）。请重新取得原始文件，不要用编辑器另存。",
    errors.NoteUnsigned: "没有日志密钥的有效签名。请核对它是不是本台账的检查点，或向公示单位索取。",
    errors.NoteSignatureWrong: "“{signer}”的签名不成立：内容被改动过，或不是用它的密钥签的。请保存这份文件并追问来源。",
    errors.CheckpointMalformed: "不是检查点的格式（{reason}）。请重新取得原始文件。",
    errors.CheckpointForeign: "检查点属于另一本台账“{origin}”，这里应是“{expected}”。请核对文件。",
    errors.CheckpointMisnamed: "文件名与内容不符：检查点写的是 {size} 条记录。请从仓库取回原始文件。",
    errors.CheckpointDiffers: (
        "前 {size} 条记录与签过名的检查点不符：有记录在签署之后被改动、删除或调换。"
        "请保存这份检查点和台账，它们是改写的证据；并请公示单位说明。"
    ),
    errors.CheckpointBeyond: (
        "检查点签的是 {size} 条记录，台账只有 {count} 条：末尾的记录被删去了，或取到的是旧副本。"
        "请重新取得最新台账；仍然如此的，请保存这份检查点作为证据。"
    ),
    errors.LogKeyMissing: "台账没有日志公钥，却有检查点文件。请核对这些文件从何而来。",
    errors.CosignatureMisplaced: "不是文件名所指见证人的一行联署。请从见证人处重新取得。",
    errors.TokenMalformed: "不是时间戳机构“{authority}”的应答（RFC 3161，DER）。请重新取得原始文件。",
    errors.TokenRefused: ("时间戳机构“{authority}”的时间戳不成立：{reason}。请向该机构重新申请。"),
    errors.AuthorityMalformed: "时间戳机构“{authority}”的根证书或中间证书不是 DER 格式的 X.509 证书（base64）。请向该机构重新索取。",
    errors.AuthorityUnknown: "台账没有指定这个时间戳机构，已指定的有：{known}。",
    errors.AuthorityOffline: "台账没有写时间戳机构“{authority}”的网址。请加 --output 把请求写入文件，再用其他办法送去。",
    errors.CheckpointConflict: "已有同名而内容不同的文件，不会覆盖。同一条数出现两份不同的检查点，说明台账分叉，请保存两份文件并查明。",
    errors.SignedBeyond: (
        "本机曾为 {size} 条记录签过检查点，现在的台账（{count} 条）不是它的延续，拒绝签署。"
        "多半是恢复了旧备份：请先从远程仓库或公示网站取回最新台账。"
    ),
    errors.TrustRefused: (
        "日志公钥和见证人的规定不成立（{key}：{reason}）。日志公钥须以台账名称命名，见证人须各有不同的名称和密钥，"
        "一把密钥只能有一种用途，法定见证人数须在 1 到见证人总数之间。"
    ),
    errors.LogKeyWrong: "这不是本台账的日志密钥（给出的是 {key}，应为 {expected}）。请换用正确的密钥文件。",
    errors.NoCheckpoint: "台账还没有检查点。请先运行 ssj checkpoint sign。",
    errors.WitnessRefused: (
        "见证人“{witness}”没有联署（HTTP {status}）。404 表示它还没有登记本台账的日志公钥，403 表示登记的公钥不对，"
        "409 或 422 表示它记得的台账与本台账对不上，请立即与它核对。"
    ),
    errors.WitnessUnknown: "台账没有指定这个见证人，已指定的有：{known}。",
    errors.PolicyMalformed: "信任策略（tlog-policy）的第 {line} 行不能用：{reason}（第 0 行指整个文件）。请照 C2SP tlog-policy 的写法改正。",
    errors.PolicyUnmet: (
        "台账没有一份检查点符合您给的信任策略 {path}：要有策略所列的日志公钥签名，联署的见证人合乎策略的法定家数。"
        "请核对策略里的公钥，或向策略所列的见证人查问。"
    ),
    errors.CheckpointFileUnusable: "{path} 不是可用的检查点：{reason}",
    errors.TlogProofMalformed: "不是记录证明的格式（{reason}）。请从公示网站重新下载 .tlog-proof 文件。",
    errors.TilePathMalformed: "“{path}”不是日志分片的路径。请核对网址。",
    errors.BundleMalformed: "日志分片在第 {offset} 字节处断开或多出内容。请重新下载。",
}
