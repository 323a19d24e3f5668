"""What comes over the network."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.RoundUnreachable: "没有取到公共随机源“{chain}”的第 {round} 轮（应于 {time} 公布）：{told}。请稍后再试，换用 --endpoint，或者从别处查到签名后用 --signature 填写。",
    errors.Unreachable: "连不上 {url}（{reason}）。请检查网址、网络和代理设置后再试；已取得的部分不会丢失。",
    errors.NotThere: "{url} 不存在。请核对网址：应是公示网站的首页，或它的 ledger 文件夹。",
    errors.AnswerRefused: "{url} 拒绝了请求（HTTP {status}）。请稍后再试。",
    errors.RedirectRefused: (
        "{url} 要求转到 {target}（HTTP {status}），没有跟随：不从外网转入内网或本机，也不转到 http、https 以外或较弱的协议。"
        "请核对网址；确要访问的，请直接给出那个网址。"
    ),
    errors.BudgetSpent: (
        "{url} 耗用的请求、流量或时间超过一次的上限，已停止。请核对网址；台账确实很大的，用 --keep 保存已取得的部分，再运行一次接着取。"
    ),
    errors.AnswerTooLarge: "{url} 发来的内容超过上限 {limit} 字节，已停止下载。请核对网址。",
    errors.SumsMalformed: "网站的记录清单 SHA256SUMS 格式不对（{url}）。请核对网址，或请公示单位重新生成网站。",
    errors.MirrorDiffers: (
        "{url} 与网站自己的清单、或与您以前取得的副本不同：记录被改动过，或网站正在更新。"
        "请稍后重试；仍然如此的，请保存两份文件，它们是改写历史的证据。"
    ),
    errors.MirrorShrunk: (
        "{url} 现在只有 {count} 条记录，您以前从这里取得过 {before} 条：有记录被撤下。请保存您的副本，它是证据。"
    ),
}
