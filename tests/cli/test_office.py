"""Nobody types a passphrase for a record that is refused: what needs no key is looked at first."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_ssh_private_key,
)

from ssj_publish.cli import _keys
from tests.cli.conftest import Ssj, files
from tests.cli.test_again import PLAN
from tests.cli.test_opening import LATER, PARTIES
from tests.cli.test_year import SIGNATURE, TASK, committed, key, promised

WORD = "口令一二三"
AT = ("--time", "2025-03-27 09:30")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a passphrase was asked for; the right one is typed."""
    questions: list[str] = []

    def ask(question: str) -> str:
        questions.append(question)
        return WORD

    monkeypatch.setattr(_keys, "ask", ask)
    return questions


def lock(office: Path, *roles: str) -> None:
    """Put the roles' keys under a passphrase."""
    for role in roles:
        path = Path(key(office, role)[1])
        private = load_ssh_private_key(path.read_bytes(), None)
        locked = BestAvailableEncryption(WORD.encode())
        path.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, locked))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("supervise", "{form}", *AT), "没有"),
        (("draw", "promise", TASK, "--secret-file", "{new}", *AT), "已经"),
        (("draw", "void", TASK, "--reason", "beacon-absent", "--explanation", "x", *AT), "抽取"),
        (("import", "plan", str(PLAN), 2025, *AT), "没有提报任何任务"),
        (("recuse", "JC-001", "DX-9999", "--ground", "kinship", *AT), "DX-9999"),
    ],
    ids=["a form", "promise", "void", "plan", "recuse"],
)
def test_a_refused_record_asks_for_no_passphrase(
    ssj: Ssj, office: Path, asked: list[str], command: tuple[str, ...], told: str
) -> None:
    promised(ssj, office)
    lock(office, "zhengce")
    form = office / "监督.yaml"
    form.write_text(f"subjects: [{'ab' * 32}]\nlevel: 无异议\nfinding: 抽取过程符合规定。\n", "utf-8")
    before = files(office)
    words = [str(one).format(form=form, new=office / "新") for one in command]
    ran = ssj("-C", office, *words, *key(office, "zhengce"))
    assert (ran.code, asked) == (2, []), ran.out + ran.err
    assert told in ran.err
    assert files(office) == before
    assert not (office / "新").exists()


def test_a_wrong_role_and_a_second_commitment_are_refused_before_the_passphrase(
    ssj: Ssj, office: Path, asked: list[str]
) -> None:
    promised(ssj, office)
    lock(office, "minban", "lingdao")
    wrong = ssj(
        "-C", office, "draw", "commit", TASK, "--local", "--cap", 9, "--opens", "2025-04-30 18:00",
        *key(office, "lingdao"), *AT,
    )  # fmt: skip
    assert (wrong.code, asked) == (2, []), wrong.err
    assert committed(ssj, office).code == 0
    assert len(asked) == 1
    again = committed(ssj, office)
    assert (again.code, len(asked)) == (2, 1), again.err


@pytest.mark.slow
def test_a_right_record_asks_once(ssj: Ssj, office: Path, asked: list[str]) -> None:
    secrets = promised(ssj, office)
    assert committed(ssj, office).code == 0
    lock(office, *PARTIES)
    given = [part for path in secrets for part in ("--secret-file", path)]
    ran = ssj("-C", office, "draw", "open", TASK, *given, "--signature", SIGNATURE, *key(office, *PARTIES), *LATER)
    assert ran.code == 0, ran.err
    assert len(asked) == len(PARTIES)
