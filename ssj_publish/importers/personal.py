"""Columns of a workbook about a person, known by their heads and dropped before anything is read from them.

Numbers that stand elsewhere are known by their look (`core.personal`).
"""

from __future__ import annotations

import re

from ssj_publish.core.personal import found as found
from ssj_publish.core.personal import mask as mask

#: Heads of columns about a person that the public need not know. Addresses and names are not among them.
_HEADS = re.compile(
    "身份证|证件号|公民身份|手机|电话|座机|传真|移动号|联系方式|联系人|联络人|联络员|联络方式|邮箱|e-?mail|微信|qq"
    "|出生|生日|年龄|性别|民族|籍贯|政治面貌|家庭|住址|银行|账号|法定代表人|法人代表|^法人$|负责人|校长|园长|举办者|监护人"
)


def head(text: str) -> bool:
    """Whether a column with this head (normalized: no spaces, lower case) is about a person and must be dropped."""
    return _HEADS.search(text) is not None
