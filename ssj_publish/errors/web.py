"""What comes over the network."""

from __future__ import annotations

from ssj_publish.errors.base import Environment, NotVerified


class RoundUnreachable(Environment):
    """No endpoint gave ``round`` of ``chain``, due at ``time``: ``told`` is each one's address and answer."""


class Unreachable(Environment):
    """Nothing came from ``url``: ``reason`` in the system's words, or address or redirect."""


class NotThere(Environment):
    """The server knows nothing at ``url``."""


class AnswerRefused(Environment):
    """The server at ``url`` answered with the HTTP ``status``."""


class RedirectRefused(AnswerRefused):
    """``url`` wants to lead to ``target``, which is inward, or out of http and https (HTTP ``status``)."""


class BudgetSpent(Environment):
    """The site at ``url`` has taken more requests, bytes or time than any site needs in one go."""


class AnswerTooLarge(Environment):
    """What ``url`` sends is longer than ``limit`` bytes."""


class SumsMalformed(NotVerified):
    """The list of records at ``url`` is not one that ``sha256sum`` writes of a ledger."""


class MirrorDiffers(NotVerified):
    """At ``url`` is something else than the site's own list says, or than was fetched before."""


class MirrorShrunk(NotVerified):
    """The site ``url`` has ``count`` records, and had ``before`` earlier."""
