"""Roles, their keys, signatures, and whom the ledger trusts."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.RoleRepeated: "角色“{role}”重复出现。",
    errors.RoleCount: "角色设置不对：政策法规科、局领导、纪检组必须各有一个，业务科室至少一个，根密钥至多一个（问题出在 {type}）。",
    errors.ThresholdImpossible: "角色“{role}”的门限是 {threshold}，多于它的密钥数。",
    errors.KeyShared: "公钥 {key} 在角色“{role}”之外还出现过：一把钥匙只能属于一个角色。",
    errors.UnknownKey: "签名所用的公钥 {key} 不在本台账的角色名单中。",
    errors.ThresholdNotMet: "“{role}”只有 {count} 把钥匙签名，需要 {threshold} 把。",
    errors.RoleMissing: "缺少应当签署的一方：{roles}（记录种类 {kind}）。请由其用自己的密钥签署。",
    errors.KeyRevoked: "密钥 {key} 已由 {record} 撤销：此后的签名不算数，也不能重新启用。请换用该角色现行的密钥。",
    errors.KeyRetired: "密钥 {key} 已由 {record} 换下：此后的签名不算数，也不能重新启用。请换用该角色现行的密钥。",
    errors.VersionWrong: "“{role}”的密钥版本应为 {expected}，而不是 {version}：版本逐次加一，不得退回或跳过。请用 ssj key 重新生成。",
    errors.NewKeysShort: "“{role}”的新密钥只有 {count} 把签名，需要 {threshold} 把。请新密钥的持有人用 ssj sign 补签。",
    errors.KeyNotHeld: "密钥 {key} 不是“{role}”的现行密钥。请用 ssj key list 核对指纹。",
    errors.RecoveryUnfit: "“{role}”是根密钥，不能补发，只能由现有根密钥自己换钥。",
    errors.BeaconAltered: "公共随机源编号 {id} 以前指的是另一条链，不能改指。请换一个编号。",
    errors.BeaconMisnamed: "公共随机源“{chain}”与大家熟知的 drand 链同名或名称相近，却是另一条链（链哈希 {hash}）。真要用那条链的，请照它公布的参数填写；自建的链请换一个不会混淆的编号。",
    errors.AuthorityRepeated: "时间戳机构的编号重复。请给每个机构不同的编号。",
    errors.ClassesMalformed: "信用等级的列表为空或有重复。",
    errors.BeaconRepeated: "公共随机源的编号重复。",
    errors.BadPublicKey: "公钥 {key} 无法使用。请核对公钥文件。",
    errors.KeyMalformed: "公钥“{key}”的写法不对：应为 ssh-ed25519 开头的一行，末尾不带注释。请用 ssh-keygen -y 重新导出。",
    errors.KeyNotCanonical: "公钥 {key} 不是 Ed25519 曲线上的点，或写法不唯一。请用 ssh-keygen 重新生成密钥。",
    errors.KeySmallOrder: "公钥 {key} 是已知的弱密钥，任何人都可伪造其签名。请用 ssh-keygen 重新生成密钥。",
    errors.BadSignature: "密钥 {key} 的签名不成立：内容被改动，或签名不是这把密钥所签。请与公开副本核对。",
}
