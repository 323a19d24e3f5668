"""A file that is not in the canonical profile (`core.encoding`)."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.EncodingError: "第 {line} 行不符合本台账的规范写法。请用原始文件替换，不要手工改动记录文件。",
    errors.FileTooLarge: "文件有 {size} 字节，超过上限 {limit} 字节。请把内容拆成几条记录。",
    errors.ByteOrderMark: "文件开头有 BOM（字节顺序标记），多半是被编辑器另存过。请从仓库取回原始文件。",
    errors.CarriageReturn: (
        "第 {line} 行含回车符：文件的换行被改成了 CRLF，内容多半未变。"
        "请确认仓库的 .gitattributes 中有 “ledger/** -text”，再重新检出。"
    ),
    errors.NotUtf8: "第 {line} 行不是 UTF-8 编码。请从仓库取回原始文件。",
    errors.ForbiddenCharacter: (
        "第 {line} 行（{path}）含不允许的字符 {code}：看不见、会改变文字的样子，或只是像某个字。"
        "请重新录入这一项；从别处得来的文件请取回原样。"
    ),
    errors.NotNormalized: "第 {line} 行的文字不是 Unicode NFC 规范形式。请从仓库取回原始文件。",
    errors.NoFinalNewline: "文件到第 {line} 行为止，末尾缺少换行，可能没有写完整。请从仓库取回原始文件。",
    errors.MalformedLine: "第 {line} 行不是规范写法允许的一行（引号、转义、数字、键名、空格或注释不对）。请从仓库取回原始文件。",
    errors.WrongIndent: "第 {line} 行的缩进与上文对不上。请从仓库取回原始文件。",
    errors.EmptyContainer: "第 {line} 行之前有一个键，下面没有任何内容；规范写法中应整项省去。请从仓库取回原始文件。",
    errors.DuplicateKey: "第 {line} 行重复了键 {key}：同一处的键只能出现一次。请从仓库取回原始文件。",
    errors.TooDeep: "第 {line} 行嵌套超过 {limit} 层。请从仓库取回原始文件。",
    errors.UnwritableText: "{path} 的文字不是 Unicode NFC 规范形式，不能写入台账。请在来源表格中重新录入这一项。",
    errors.UnseenText: (
        "{path} 的文字含不允许的字符 {code}：看不见、会改变文字的样子，或只是像某个字，不能写入台账。"
        "请在来源中删去它，或用键盘重新录入这一项（空格只用普通空格）。"
    ),
    errors.UnwritableValue: "{path} 的内容不能写入台账（{reason}）。请检查这一项的类型、大小和是否为空。",
}
