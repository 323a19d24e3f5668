"""``ssj verify``, ``ssj init`` and ``ssj key``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Ssj = Callable[..., Any]


def test_the_committed_ledger_verifies(ssj: Ssj) -> None:
    ran = ssj("verify", Path(__file__).parents[2] / "ledger", "--json")
    told = json.loads(ran.out)
    assert ran.code == 0
    assert told["verified"]
    assert told["draws_recomputed"] == 9
    assert any("JY-12" in warning for warning in told["warnings"])


@pytest.mark.parametrize("how", ["flip", "remove", "add", "swap", "crlf", "link"])
def test_a_damaged_ledger_gives_code_one_and_names_the_file(ssj: Ssj, office: Path, how: str) -> None:
    victim, other = office / "ledger" / "000/000004.yaml", office / "ledger" / "000/000005.yaml"
    data = victim.read_bytes()
    if how == "flip":
        victim.write_bytes(data.replace("安澜县".encode(), "安谰县".encode(), 1))
    elif how == "remove":
        victim.unlink()
    elif how == "add":
        (office / "ledger" / "000/000099.yaml").write_bytes(data)
    elif how == "swap":
        victim.write_bytes(other.read_bytes())
        other.write_bytes(data)
    elif how == "crlf":
        victim.write_bytes(data.replace(b"\n", b"\r\n"))
    else:
        victim.rename(office / "elsewhere")
        victim.symlink_to(office / "elsewhere")
    ran = ssj("verify", office)
    assert ran.code == 1
    assert ".yaml" in ran.err
    told = json.loads(ssj("verify", office, "--json").out)
    assert told["verified"] is False


def test_an_empty_folder_is_no_ledger(ssj: Ssj, tmp_path: Path) -> None:
    (tmp_path / "ledger").mkdir()
    ran = ssj("verify", tmp_path)
    assert ran.code == 2
    assert "ssj init" in ran.err


def test_a_key_is_not_overwritten_and_wants_its_passphrase(ssj: Ssj, tmp_path: Path) -> None:
    words = tmp_path / "口令"
    words.write_text("很长的口令\n", "utf-8")
    assert ssj("key", "new", tmp_path / "k", "--passphrase-file", words).code == 0
    assert ssj("key", "new", tmp_path / "k", "--passphrase-file", words).code == 2
    shown = ssj("key", "show", tmp_path / "k")
    assert (shown.code, shown.out) == (0, ssj("key", "show", tmp_path / "k.pub").out), (
        "a public key needs no passphrase"
    )
    assert (tmp_path / "k.pub").read_text("utf-8").strip() in shown.out
