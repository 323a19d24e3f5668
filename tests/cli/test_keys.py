"""Private keys at hand: a slip in a passphrase costs another try, three cost the command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.cli import _keys
from ssj_publish.signing import files


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """What is typed at each question; gives the questions asked so far."""

    def answer(*lines: str) -> list[str]:
        asked: list[str] = []
        left: Iterator[str] = iter(lines)

        def ask(question: str) -> str:
            asked.append(question)
            return next(left)

        monkeypatch.setattr(_keys, "ask", ask)
        return asked

    return answer


@pytest.fixture
def key(tmp_path: Path) -> Path:
    files.generate(tmp_path / "zhengce", "对的".encode(), "政策法规科")
    return tmp_path / "zhengce"


def test_a_key_without_a_passphrase_asks_nothing(tmp_path: Path, typed: Callable[..., list[str]]) -> None:
    files.generate(tmp_path / "key", None, "某人")
    asked = typed()
    assert _keys.load_key(tmp_path / "key", None).public == files.public(tmp_path / "key")
    assert _keys.load_log_key(tmp_path / "key", None).public == files.public(tmp_path / "key")
    assert asked == []


def test_a_slip_costs_another_try(
    key: Path, typed: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = typed("错的", "又错", "对的")
    assert _keys.load_key(key, None).public == files.public(key)
    assert asked == ["密钥 zhengce 的口令"] * 3
    told = capsys.readouterr().err
    assert "还可以试 2 次" in told
    assert "还可以试 1 次" in told
    assert "还可以试 0 次" not in told


def test_three_slips_are_the_end(key: Path, typed: Callable[..., list[str]]) -> None:
    asked = typed("错的", "又错", "还错", "对的")
    with pytest.raises(errors.WrongPassphrase):
        _keys.load_key(key, None)
    assert len(asked) == 3


def test_a_passphrase_from_a_file_is_not_asked_for_and_tried_once(
    key: Path, tmp_path: Path, typed: Callable[..., list[str]]
) -> None:
    asked = typed()
    (tmp_path / "口令").write_bytes("对的\r\n".encode())
    assert _keys.load_key(key, tmp_path / "口令").public == files.public(key)
    (tmp_path / "口令").write_bytes("错的".encode())
    with pytest.raises(errors.WrongPassphrase):
        _keys.load_log_key(key, tmp_path / "口令")
    assert asked == []
