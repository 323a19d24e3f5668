"""ssh-agent: the signature is the one that the key's file would give, and nothing an agent says is believed untried."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.signing import agent, files
from ssj_publish.signing.files import Signer

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs Unix sockets")
needs_agent = pytest.mark.skipif(not shutil.which("ssh-agent"), reason="needs OpenSSH")


@pytest.fixture
def key(tmp_path: Path, light_locks: None) -> Signer:
    return files.generate(tmp_path / "key", b"words", "someone")


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A real agent, with nothing in it."""
    path = tmp_path / "s"
    with subprocess.Popen(["ssh-agent", "-D", "-a", str(path)], stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            monkeypatch.setenv("SSH_AUTH_SOCK", str(path))
            yield tmp_path
        finally:
            process.kill()


def add(folder: Path) -> None:
    """As a clerk does in the morning; the passphrase comes from a helper program."""
    helper = folder / "helper"
    helper.write_text("#!/bin/sh\necho words\n")
    helper.chmod(0o755)
    env = {**os.environ, "SSH_ASKPASS": str(helper), "SSH_ASKPASS_REQUIRE": "force", "DISPLAY": ":0"}
    subprocess.run(["ssh-add", str(folder / "key")], env=env, check=True, capture_output=True, stdin=subprocess.DEVNULL)


@needs_agent
def test_the_agent_signs_what_the_file_would(running: Path, key: Signer) -> None:
    add(running)
    held = agent.signer(key.public)
    assert held.sign(b"statement:\n") == key.sign(b"statement:\n")
    assert held.sign_bytes(b"a note's text\n") == key.sign_bytes(b"a note's text\n")
    assert held.public == key.public


@needs_agent
def test_a_key_that_the_agent_does_not_hold_is_named(running: Path, key: Signer) -> None:
    with pytest.raises(errors.AgentLacksKey) as fault:
        agent.signer(key.public)
    assert fault.value.data["key"] == key.public.key_id


@needs_agent
def test_a_locked_agent_signs_nothing(running: Path, key: Signer) -> None:
    add(running)
    held = agent.signer(key.public)
    subprocess.run(["ssh-add", "-D"], check=True, capture_output=True)
    with pytest.raises(errors.AgentFailed, match="refused"):
        held.sign(b"statement:\n")


@pytest.mark.parametrize("path", ["", "nowhere"])
def test_without_an_agent_it_is_said(key: Signer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setenv("SSH_AUTH_SOCK", str(tmp_path / path) if path else "")
    with pytest.raises(errors.AgentMissing):
        agent.signer(key.public)


def string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def answer(type_: int, content: bytes) -> bytes:
    return string(bytes([type_]) + content)


Replies = list[bytes]


@pytest.fixture
def pretending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Somebody who listens in an agent's place: the n-th connection gets the n-th reply, whatever it asks, and is held
    until ``silent`` is set, or for ten seconds; which it was is added to ``ended``."""
    path = tmp_path / "p"
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen()
    monkeypatch.setenv("SSH_AUTH_SOCK", str(path))
    monkeypatch.setattr(agent, "_WAIT", 2.0)
    threads = []

    def start(*replies: bytes, silent: threading.Event | None = None, ended: list[bool] | None = None) -> None:
        def serve() -> None:
            for reply in replies:
                connection, _ = listener.accept()
                with connection:
                    connection.recv(65536)
                    connection.sendall(reply)
                    if silent is not None and ended is not None:
                        ended.append(silent.wait(10))

        threads.append(threading.Thread(target=serve, daemon=True))
        threads[-1].start()

    yield start
    listener.close()


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"\0\0\0",
        b"\0\0\0\0",
        b"\xff\xff\xff\xff" + b"x" * 100,
        answer(5, b""),
        answer(12, b"\0\0\0\x05"),
        answer(12, b"\xff\xff\xff\xff"),
        answer(12, b"\0\0\0\x01\0\0\0\xffshort"),
        b"\0\0\1\0" + b"\x0c",
    ],
    ids=range(9),
)
def test_an_answer_that_is_none_is_refused(pretending: Callable[..., None], key: Signer, reply: bytes) -> None:
    pretending(reply)
    with pytest.raises(errors.AgentFailed):
        agent.signer(key.public)


def test_an_agent_that_says_nothing_is_not_waited_for_for_ever(
    pretending: Callable[..., None], key: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agent, "_WAIT", 0.2)
    silent, ended = threading.Event(), list[bool]()
    pretending(b"", silent=silent, ended=ended)
    with pytest.raises(errors.AgentFailed):
        agent.signer(key.public)
    assert not ended, "it was the agent that gave up"
    silent.set()


def _blob(key: Signer) -> bytes:
    return agent._blob(key.public)


@pytest.mark.parametrize(
    "made",
    [
        lambda key: key.sign_bytes(b"something else"),
        lambda key: bytes(64),
        lambda key: key.sign_bytes(b"data")[:63],
        lambda key: key.sign_bytes(b"data") + b"\0",
    ],
    ids=["of something else", "zeros", "short", "long"],
)
def test_a_signature_that_does_not_hold_is_not_handed_on(
    pretending: Callable[..., None], key: Signer, made: Callable[[Signer], bytes]
) -> None:
    listed = answer(12, b"\0\0\0\x01" + string(_blob(key)) + string(b"comment"))
    pretending(listed, answer(14, string(string(b"ssh-ed25519") + string(made(key)))))
    held = agent.signer(key.public)
    with pytest.raises(errors.AgentFailed):
        held.sign_bytes(b"data")


def test_an_honest_answer_is_taken(pretending: Callable[..., None], key: Signer) -> None:
    """Else the tests before would show little."""
    listed = answer(12, b"\0\0\0\x01" + string(_blob(key)) + string(b"comment"))
    signature = key.sign_bytes(b"data")
    pretending(listed, answer(14, string(string(b"ssh-ed25519") + string(signature))))
    assert agent.signer(key.public).sign_bytes(b"data") == signature
