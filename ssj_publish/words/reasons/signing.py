"""Keys on disk and in ssh-agent."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.KeyFileExists: "文件 {path} 已存在，密钥不会被覆盖。请换一个文件名，或先把原文件移走保存。",
    errors.KeyFileUnreadable: "无法读取密钥文件 {path}：{reason}。请检查路径和权限。",
    errors.KeyFileUnwritable: "无法写入密钥文件 {path}：{reason}。请检查文件夹、磁盘空间和权限。",
    errors.KeyFileMalformed: "{path} 不是 OpenSSH 私钥文件，或已损坏。请确认所选的不是 .pub 公钥文件，或从备份取回。",
    errors.PublicKeyFileMalformed: "{path} 不是公钥文件：应是一行 ssh-ed25519 公钥，后面可以写持有人。请重新取得 .pub 文件。",
    errors.WrongPassphrase: "密钥文件 {path} 的口令不对，或没有输入口令。请重新输入。",
    errors.PassphraseEmpty: "新密钥 {path} 的口令为空。请设置口令。",
    errors.KeyRoundsTooMany: "密钥文件 {path} 要求的口令运算次数超过 {limit} 次，不予打开。请用 ssh-keygen -p -a 24 重新加密后再用。",
    errors.NotEd25519: "{path} 不是 Ed25519 密钥。请用 ssh-keygen -t ed25519 生成。",
    errors.NotLattice: "{path} 不是 ML-DSA-44 密钥。请用 ssj witness init --ml-dsa 生成，或改用 Ed25519 密钥。",
    errors.KeyOnToken: (
        "{path} 是 FIDO 安全密钥（sk-ssh-ed25519 一类）：它的签名里另有设备数据，不能用来签台账。"
        "请用 ssh-keygen -t ed25519 另生成一把，可以放进 ssh-agent。"
    ),
    errors.KeyCipherForeign: (
        "密钥文件 {path} 用 {cipher} 加密，这里打不开。请运行 ssh-keygen -p -Z aes256-ctr -f 密钥文件，换一种加密方式。"
    ),
    errors.CommentMalformed: "密钥的注释“{comment}”含换行或控制字符。请改为一行文字。",
    errors.AgentMissing: "找不到 ssh-agent。请先启动它（Linux：eval $(ssh-agent)；Windows：启动 OpenSSH Authentication Agent 服务），再用 ssh-add 加入密钥。",
    errors.AgentLacksKey: "ssh-agent 里没有密钥 {key}。请先运行 ssh-add 密钥文件。",
    errors.AgentFailed: "ssh-agent 没有给出签名（{reason}）。请确认没有拒绝签名请求，或改用密钥文件。",
}
