"""Names and answers that would clear a terminal and print a verdict of their own (T13), shown on a real one."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ssj_publish import errors
from tests.attacks.test_hostile_web import peer
from tests.repositories import Repository
from tests.world import World

pytestmark = pytest.mark.slow

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")

#: Clears the screen, goes home, says what the attacker likes, and turns the rest round.
LIE = "\x1b[2J\x1b[H核对无误\r\n\x9b2J\u202e\u2066\u200b\u2028"
#: What click's own progress bar sends: hide the cursor, show it, begin the line anew.
OWN = re.compile(r"\r\x1b\[\?25l|\x1b\[\?25h|\r\n|\r(?=[^\n])")
ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def shown(*arguments: str | bytes, cwd: Path, stdin: bytes = b"") -> str:
    """All that ``ssj`` writes to a terminal, progress bars' own codes left out."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "ssj_publish", *arguments]
    process = subprocess.Popen(
        command, cwd=cwd, stdin=subprocess.PIPE, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm"}
    )
    os.close(theirs)
    assert process.stdin is not None
    process.stdin.write(stdin)
    process.stdin.close()
    parts = []
    try:
        while part := os.read(ours, 65536):
            parts.append(part)
    except OSError:  # so Linux says that the other end is closed
        pass
    finally:
        os.close(ours)
        process.wait(60)
    return OWN.sub("\n", b"".join(parts).decode("utf-8", "surrogateescape"))


def check(text: str) -> None:
    """Something was said, and nothing in it acts, nor begins a line of the attacker's."""
    assert text.strip()
    assert "Traceback" not in text
    assert not ACTING.search(text), ascii(text)
    assert not any(line.startswith("核对无误") for line in text.split("\n"))


@pytest.mark.parametrize(
    "command",
    [("sign", "--key", "k", "--yes"), ("site", "check", "--output"), ("verify",), ("witness", "show"), ("key", "show")],
)
def test_a_hostile_file_name(command: tuple[str, ...], tmp_path: Path) -> None:
    text = shown(*command, LIE, cwd=tmp_path)
    check(text)
    assert "<U+001B>" in text


def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    text = shown("verify", b"\xff\x1b[2J", cwd=tmp_path)
    check(text)
    assert "<U+DCFF><U+001B>" in text


def test_a_foreign_file_in_the_ledger(tmp_path: Path) -> None:
    ledger = World().found().register().write(tmp_path)
    (ledger / LIE.replace("/", "")).touch()
    text = shown("verify", str(tmp_path), cwd=tmp_path)
    check(text)
    assert "<U+202E>" in text


@pytest.mark.parametrize(
    "said",
    [
        f"{LIE}\r\n\r\n",
        f"HTTP/1.1 200{LIE} OK\r\n\r\n",
        f"HTTP/1.1 302 Found\r\nLocation: ftp://{LIE}/\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\x1b[2J\u202e\r\n\r\n",
        f"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{LIE}",
        f"HTTP/1.1 500 {LIE}\r\n\r\n",
    ],
    ids=range(6),
)
def test_a_hostile_answer(said: str, tmp_path: Path) -> None:
    with peer(said.encode()) as site:
        check(shown("verify", site.url, cwd=tmp_path))


def test_hostile_words_in_a_record(tmp_path: Path) -> None:
    """What acts on a screen is refused at the door: the words name the field and the character, by its number."""
    with pytest.raises(errors.UnseenText) as refused:
        World().found(bureau="某县\u202e教育局\u2066")
    assert (refused.value.path, refused.value.code) == ("statement.body.bureau", "U+202E")
    ledger = World().found(bureau="某县教育局").register().write(tmp_path)
    first = ledger / "000/000001.yaml"
    first.write_bytes(first.read_bytes().replace("某县教育局".encode(), "某县\u202e教育局\u2066".encode()))
    for more in ((), ("--report", "report.txt")):
        text = shown("verify", str(tmp_path), *more, cwd=tmp_path)
        check(text)
        assert "单位" in text
        assert "U+202E" in text
    told = subprocess.run(
        [sys.executable, "-m", "ssj_publish", "verify", str(tmp_path), "--json"], capture_output=True, check=False
    )
    assert (told.returncode, json.loads(told.stdout)["reason"]) == (1, "ForbiddenCharacter")


def test_hostile_git_refs(tmp_path: Path) -> None:
    """A branch's name reaches the hook on its input, and resequence as an argument."""
    world = World().found().register()
    repository = Repository.create(tmp_path / "r", world.entries)
    check(shown("-C", str(repository.path), "resequence", LIE, cwd=tmp_path))
    ref = "refs/heads/\u202e\u200b\x9b2J核对"
    repository("update-ref", ref, "HEAD")
    repository("symbolic-ref", "HEAD", ref)
    line = f"{repository.head} {'0' * 40} {ref}\n".encode()
    text = shown("hooks", "run", "pre-receive", cwd=repository.path, stdin=line)
    check(text)
    assert "<U+202E>" in text


def test_what_git_itself_complains_of(tmp_path: Path) -> None:
    repository = Repository.create(tmp_path / "r", World().found().entries)
    (repository.path / ".git" / "config").write_text(f"[\x1b[2J{LIE}", "utf-8")
    check(shown("-C", str(repository.path), "hooks", "check", cwd=tmp_path))
