"""Keys on disk and in ssh-agent."""

from __future__ import annotations

from ssj_publish.errors.base import BadInput, Environment


class KeyFileExists(BadInput):
    """``path`` is there already; keys are never replaced."""


class KeyFileUnreadable(BadInput):
    """The system does not give out ``path``: ``reason`` in its words."""


class KeyFileUnwritable(Environment):
    """The system does not write ``path``: ``reason`` in its words."""


class KeyFileMalformed(BadInput):
    """``path`` is no OpenSSH private key, or a broken one."""


class PublicKeyFileMalformed(BadInput):
    """``path`` is no public key file: ``ssh-ed25519``, the key, a comment, on one line."""


class WrongPassphrase(BadInput):
    """The passphrase does not open the key in ``path``, or it needs one and has been given none."""


class PassphraseEmpty(BadInput):
    """An empty passphrase for a new key in ``path``."""


class KeyRoundsTooMany(BadInput):
    """The key in ``path`` asks for more than ``limit`` rounds to derive from its passphrase."""


class NotEd25519(BadInput):
    """The key in ``path`` is of another kind."""


class NotLattice(BadInput):
    """The key in ``path`` is none of ML-DSA-44."""


class KeyOnToken(BadInput):
    """The key in ``path`` lives on a FIDO security key: its signatures cover more than what was to be signed."""


class KeyCipherForeign(BadInput):
    """The key in ``path`` is locked with a ``cipher`` that is not known here."""


class CommentMalformed(BadInput):
    """A key's ``comment`` with a line break or another control character."""


class AgentMissing(Environment):
    """There is no ssh-agent to ask."""


class AgentLacksKey(BadInput):
    """The agent does not hold ``key``."""


class AgentFailed(Environment):
    """The agent gave no signature: ``reason`` is refused, closed, length, cut short or signature, or the system's
    words."""
