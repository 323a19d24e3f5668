"""What people read: one Chinese sentence for each error, with the place and the way out."""

from __future__ import annotations

from ssj_publish import errors
from ssj_publish.errors import SsjError

WORDING: dict[type[SsjError], str] = {
    errors.SsjError: "出现未归类的错误：{data}",
}


def sentence(error: SsjError) -> str:
    """The Chinese sentence for ``error``; the nearest base class speaks where a leaf has none of its own."""
    for kind in type(error).__mro__:
        template = WORDING.get(kind)
        if template is not None:
            return template.format(**{"data": error.data, **error.data})
    return str(error)
