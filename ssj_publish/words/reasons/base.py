"""Every reason for which something is refused, one leaf each.

An error carries data, never a sentence: the surface (``ssj_publish.words.reasons``) words it in Chinese, and a
test holds that each leaf has its wording. The four families decide the command's exit code.
"""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.SsjError: "出现未归类的错误：{data}",
    errors.Refused: "记录不符合规则。",
}
