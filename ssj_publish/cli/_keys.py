"""Private keys at hand: of files, of ssh-agent, with the passphrase that is typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from ssj_publish import errors
from ssj_publish.cli._screen import ask, say
from ssj_publish.signing import agent, files, lattice
from ssj_publish.signing.agent import AgentSigner
from ssj_publish.signing.lattice import LatticeSigner

#: So often a passphrase may be mistyped.
_ATTEMPTS: Final = 3
_Key = TypeVar("_Key")


def load_key(path: Path, passphrase_file: Path | None) -> files.Signer | AgentSigner:
    """A private key; its passphrase comes from the file, or is asked for where one is needed.

    A public key's file (``.pub``) stands for the private key that ssh-agent holds.
    """
    if path.suffix == ".pub":
        return agent.signer(files.read_public(path)[0])
    return _opened(path, passphrase_file, files.load)


def load_log_key(path: Path, passphrase_file: Path | None) -> files.Signer | AgentSigner | LatticeSigner:
    """A log's or a witness's private key: as `load_key`, or one of ML-DSA-44."""
    if path.suffix == ".pub" or not lattice.is_one(path):
        return load_key(path, passphrase_file)
    return _opened(path, passphrase_file, lattice.load)


def _opened(path: Path, passphrase_file: Path | None, load: Callable[[Path, bytes | None], _Key]) -> _Key:
    if passphrase_file is not None:
        return load(path, passphrase_file.read_bytes().rstrip(b"\r\n"))
    try:
        return load(path, None)
    except errors.WrongPassphrase:
        return _unlocked(path, load)


def _unlocked(path: Path, load: Callable[[Path, bytes | None], _Key]) -> _Key:
    """The key under the passphrase that is typed: a slip costs another try, not all that was typed before."""
    for left in reversed(range(_ATTEMPTS)):
        try:
            return load(path, ask(f"密钥 {path.name} 的口令").encode())
        except errors.WrongPassphrase:
            if not left:
                raise
            say(f"口令不对，请再输一次（还可以试 {left} 次）。", err=True)
    raise ValueError(path)
