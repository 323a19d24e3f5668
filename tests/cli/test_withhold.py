"""``ssj withhold``: from a removable text to its lawful end, as an office would do it; nothing of it is left anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ssj_publish.core.replay import replay
from ssj_publish.ledger import store
from tests.conftest import SIGNERS, World

Ssj = Callable[..., Any]
SECRET = "张三，收费二千元"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger with a result that a case can be opened on; keys beside it."""
    monkeypatch.setenv("SSJ_CACHE_DIR", str(tmp_path / "cache"))
    world = World().found().register()
    result = world.pending(world.complaint("S001"))
    folder = tmp_path / "局"
    world.write(folder)
    for name, signer in SIGNERS.items():
        data = signer.private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
        (tmp_path / name).write_bytes(data)
    form = {
        "case": "AJ-9",
        "result": result.id,
        "body": "S001",
        "office": "o1",
        "form": "rectification",
        "ground": SECRET,
    }
    (tmp_path / "立案.yaml").write_text(yaml.safe_dump(form, allow_unicode=True), "utf-8")
    when = (world.now + timedelta(minutes=5)).strftime("%Y-%m-%d %H:%M")
    (tmp_path / "when").write_text(when)
    return folder


def opened(ssj: Ssj, office: Path, *options: str) -> Any:
    form, when = office.parent / "立案.yaml", (office.parent / "when").read_text()
    return ssj("-C", office, "case", "open", form, "--key", office.parent / "o1", "--time", when, *options)


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def contents(office: Path) -> list[Path]:
    folder = office / "ledger" / "disclosures"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def last(office: Path) -> str:
    return list(replay(store.read_entries(office / "ledger")).state.records)[-1]


def withhold(ssj: Ssj, office: Path, target: str, *roles: str) -> Any:
    keys = [arg for role in roles for arg in ("--key", office.parent / role)]
    when = (office.parent / "when").read_text()
    told = ("--ground", "personal", "--explanation", "涉及个人信息。", "--time", when)
    return ssj("-C", office, "withhold", "record", target, *told, *keys)


def test_a_removable_text_stands_beside_the_chain_and_then_nowhere(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    assert opened(ssj, office, "--removable", "ground").code == 0
    assert SECRET.encode() not in b"".join(path.read_bytes() for path in (office / "ledger").glob("[0-9]*/*.yaml"))
    [path] = contents(office)
    told = json.loads(ssj("verify", office, "--json").out)
    assert told["disclosures"]["present"] == 1
    assert ssj("-C", office, "site", "build", "--output", tmp_path / "site").code == 0
    assert SECRET.encode() in everything(tmp_path / "site")
    target, salt = last(office), yaml.safe_load(path.read_text("utf-8"))["salt"]
    assert withhold(ssj, office, target, "p").code == 2
    assert contents(office) == [path]
    done = withhold(ssj, office, target, "p", "d")
    assert done.code == 0, done.err
    assert contents(office) == []
    told = json.loads(ssj("verify", office, "--json").out)
    assert (told["verified"], told["disclosures"]["withheld"]) == (True, 1)
    assert ssj("-C", office, "site", "build", "--output", tmp_path / "site").code == 0
    left = everything(tmp_path / "site") + everything(office)
    for gone in (SECRET, "张三", salt):
        assert gone.encode() not in left
    assert withhold(ssj, office, target, "p", "d").code == 2


def test_a_content_that_is_gone_without_ground_fails_the_ledger(ssj: Ssj, office: Path) -> None:
    opened(ssj, office, "--removable", "ground")
    contents(office)[0].unlink()
    ran = ssj("verify", office)
    assert ran.code == 1
    (office / "ledger" / "disclosures").rmdir()
    assert ssj("verify", office).code == 0
    assert "看不到" in ssj("verify", office).out


@pytest.mark.parametrize("options", [("--removable", "body"), ("--removable", "nothing")])
def test_a_field_that_stays_is_not_removable_and_nothing_is_left(
    ssj: Ssj, office: Path, options: tuple[str, ...]
) -> None:
    ran = opened(ssj, office, *options)
    assert ran.code == 2
    assert contents(office) == []


def test_a_refused_record_leaves_no_content_behind(ssj: Ssj, office: Path) -> None:
    assert opened(ssj, office, "--removable", "ground", "--until", "2020-01-01").code == 2
    assert contents(office) == []


def test_a_record_without_removable_content_has_nothing_to_withhold(ssj: Ssj, office: Path) -> None:
    ran = withhold(ssj, office, last(office), "p", "d")
    assert ran.code == 2
    assert "可移除" in ran.err
