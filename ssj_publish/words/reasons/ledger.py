"""A ledger's folder, and what this machine keeps of it."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.LedgerNotFound: "找不到台账文件夹 {folder}。请检查路径，新台账请先用 ssj init 建立。",
    errors.AppendRace: "这个编号已被他人先行写入台账 {folder}。请先取回最新台账，再写一次；原有签名仍可使用。",
    errors.ForeignFile: "台账文件夹 {folder} 中不应有这一项（多余的文件、链接，或位置不对的文件夹）。请移走后再试。",
    errors.ArchiveUnusable: "压缩包 {path} 里没有可核对的台账（{reason}）。请从公示网站的“开放数据”重新下载 ledger.zip，或先解压再核对文件夹。",
    errors.RecordTooLarge: "台账 {folder} 中的这个文件超过上限 {limit} 字节。请把内容拆成几条记录。",
    errors.StorageFailed: "无法读写台账文件夹 {folder}：{reason}。请检查磁盘空间和权限后再试。",
    errors.RecordChanged: "上次核对之后，这条已核对过的记录被改动了（当时的摘要是 {digest}）。请从备份或其他副本取回原始文件，再运行 ssj verify 全部重新核对。",
}
