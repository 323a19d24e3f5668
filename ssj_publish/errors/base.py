"""Every reason for which something is refused, one leaf each.

An error carries data, never a sentence: the surface (``ssj_publish.words.reasons``) words it in Chinese, and a
test holds that each leaf has its wording. The four families decide the command's exit code.
"""

from __future__ import annotations

from typing import Any


class SsjError(Exception):
    """Base. The keyword arguments become attributes, and are what the wording may name."""

    #: The field of the record's body that the reason is about, as a dotted path; None where it is about none, or
    #: several. A leaf that is always about one names it; others are raised with it. It stands in ``data`` too.
    field: str | None = None

    def __init__(self, **data: Any) -> None:
        if "field" in data:
            self.field = data["field"]
        elif self.field is not None:
            data["field"] = self.field
        super().__init__(data)
        self.data = data

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["data"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __reduce__(self) -> tuple[Any, ...]:
        """So that one can come from another process."""
        return _again, (type(self), self.data)

    def __str__(self) -> str:
        pairs = ", ".join(f"{key}={value!r}" for key, value in self.data.items())
        return f"{type(self).__name__}({pairs})"


def _again(leaf: type[SsjError], data: dict[str, Any]) -> SsjError:
    return leaf(**data)


class NotVerified(SsjError):
    """A ledger, record or draw that does not hold (exit code 1)."""


class BadInput(SsjError):
    """Something a person gave that cannot be used (exit code 2)."""


class Environment(SsjError):
    """The machine, not the input, is at fault (exit code 3)."""


class Refused(NotVerified):
    """A record that the rules refuse. ``name`` is the file it stands in, or would."""


class about:  # noqa: N801 (read as a verb where it is used, as contextlib.suppress is)
    """Whatever does not hold in here is about ``name`` (a file, a task), unless it says itself what it is about."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, fault: BaseException | None, __: object) -> None:
        if isinstance(fault, NotVerified):
            fault.data.setdefault("name", self._name)
