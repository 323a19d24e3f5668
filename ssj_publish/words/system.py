"""What the operating system says when it refuses, in Chinese, by its number: whatever its own language is."""

from __future__ import annotations

import errno
import os
import re
import socket
from typing import Final

_WORDS: Final = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EEXIST: "已经存在",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被别的程序占用",
    errno.ETXTBSY: "正被别的程序占用",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接成环，或层数太多",
    errno.EINVAL: "名称或参数不合系统的要求",
    errno.EXDEV: "不能跨磁盘移动",
    errno.EFBIG: "文件太大",
    errno.ENODEV: "没有这个设备",
    errno.ENXIO: "没有这个设备",
    errno.EADDRINUSE: "已被占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
    errno.ECONNREFUSED: "对方拒绝连接",
    errno.ECONNRESET: "连接被对方中断",
    errno.ECONNABORTED: "连接中断",
    errno.EPIPE: "连接被对方中断",
    errno.ETIMEDOUT: "超时",
    errno.EHOSTUNREACH: "到不了对方的主机",
    errno.ENETUNREACH: "网络不通",
    errno.ENETDOWN: "网络不通",
    errno.ENOMEM: "内存不足",
}
#: Windows has numbers of its own where Python knows no ``errno`` for them.
_WINDOWS: Final = {
    2: "没有这个文件或文件夹", 3: "没有这个文件夹", 5: "没有权限", 19: "磁盘是只读的", 32: "正被别的程序占用", 33: "正被别的程序占用",
    80: "已经存在", 112: "磁盘空间不足", 123: "名称里有系统不允许的字符", 206: "名称太长", 267: "路径中有一段不是文件夹",
    10013: "没有权限", 10048: "已被占用", 10049: "本机没有这个地址", 10051: "网络不通", 10054: "连接被对方中断", 10060: "超时",
    10061: "对方拒绝连接", 10065: "到不了对方的主机",
}  # fmt: skip
_NAMES: Final = {
    getattr(socket, name): told
    for name, told in (
        ("EAI_NONAME", "找不到这个主机名"),
        ("EAI_NODATA", "找不到这个主机名"),
        ("EAI_AGAIN", "暂时无法解析主机名，网络可能不通"),
        ("EAI_FAIL", "无法解析主机名"),
    )
    if hasattr(socket, name)
}
_PHRASES: Final = (
    ("CERTIFICATE_VERIFY_FAILED", "对方的 HTTPS 证书不可信"),
    ("SSL", "建立 HTTPS 连接失败"),
    ("timed out", "超时"),
    ("Remote end closed connection", "对方没有应答就关闭了连接"),
    ("cut short", "内容没有传完"),
    ("redirect", "对方要转到别的网址，不予跟随"),
    ("address", "网址的写法不对"),
    ("port must be", "端口应在 0 到 65535 之间"),
)
_NUMBERED: Final = re.compile(r"\[(Errno|WinError) (-?\d+)\]")
#: The same words that an error carries without its number.
_SAID: Final = {os.strerror(number): told for number, told in _WORDS.items()}


def refusal(error: OSError) -> str:
    """Why the system refused."""
    if isinstance(error, socket.gaierror):
        return _NAMES.get(error.errno or 0, "无法解析主机名")
    windows = getattr(error, "winerror", None)
    if windows in _WINDOWS:
        return _WINDOWS[windows]
    return _WORDS.get(error.errno or 0) or chinese(str(error.strerror or error))


def chinese(reason: str) -> str:
    """``reason`` in Chinese where it is the system's: ``[Errno 2] No such file or directory: 'a'``; else as it is."""
    match = _NUMBERED.search(reason)
    if match:
        number = int(match[2])
        table = _WINDOWS if match[1] == "WinError" else {**_WORDS, **_NAMES}
        return table.get(number) or f"系统代码 {number}"
    if reason in _SAID:
        return _SAID[reason]
    return next((told for part, told in _PHRASES if part in reason), reason)
