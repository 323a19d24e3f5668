"""``ssj withhold``: from a removable text to its lawful end, as an office would do it; nothing of it is left
anywhere."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ssj_publish.core.replay import replay
from ssj_publish.ledger import store
from tests.bureau import SIGNERS
from tests.world import World

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
    """Those of what was said at the opening of a case: visit and result have some too."""
    folder = office / "ledger" / "disclosures"
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in found if b'"case-open.' in path.read_bytes()]


def last(office: Path) -> str:
    return list(replay(store.read_entries(office / "ledger")).state.records)[-1]


def withhold(ssj: Ssj, office: Path, target: str, *roles: str) -> Any:
    keys = [arg for role in roles for arg in ("--key", office.parent / role)]
    when = (office.parent / "when").read_text()
    told = ("--ground", "personal", "--explanation", "涉及个人信息。", "--time", when)
    return ssj("-C", office, "withhold", "record", target, *told, *keys)


@pytest.mark.slow
def test_a_removable_text_stands_beside_the_chain_and_then_nowhere(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    assert opened(ssj, office).code == 0
    assert SECRET.encode() not in b"".join(path.read_bytes() for path in (office / "ledger").glob("[0-9]*/*.yaml"))
    [path] = contents(office)
    told = json.loads(ssj("verify", office, "--json").out)
    assert told["disclosures"]["present"] == 4
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
    opened(ssj, office)
    contents(office)[0].unlink()
    ran = ssj("verify", office)
    assert ran.code == 1
    shutil.rmtree(office / "ledger" / "disclosures")
    assert ssj("verify", office).code == 0
    assert "看不到" in ssj("verify", office).out


def test_no_switch_writes_a_text_into_the_record_itself(ssj: Ssj, office: Path) -> None:
    """Nothing is left to the clerk's memory, in either direction."""
    for options in (("--removable", "ground"), ("--until", "2030-01-01"), ("--plain",)):
        assert opened(ssj, office, *options).code == 2
    assert contents(office) == []


def test_a_refused_record_leaves_no_content_behind(ssj: Ssj, office: Path) -> None:
    form = office.parent / "立案.yaml"
    form.write_text(form.read_text("utf-8").replace("S001", "S002"), "utf-8")
    assert opened(ssj, office).code == 2
    assert contents(office) == []


def test_a_personal_number_in_a_form_is_refused_and_not_repeated(ssj: Ssj, office: Path) -> None:
    form = office.parent / "立案.yaml"
    form.write_text(form.read_text("utf-8").replace("AJ-9", "AJ-9").replace("二千元", "电话13912345678"), "utf-8")
    form.write_text(yaml.safe_dump(yaml.safe_load(form.read_text("utf-8")) | {"ground": "电话13912345678"}), "utf-8")
    ran = opened(ssj, office)
    assert ran.code != 0
    assert "手机号码" in ran.err
    assert "139" not in ran.err
    assert contents(office) == []


def test_status_names_what_expires(ssj: Ssj, office: Path) -> None:
    """Nothing is due while no term is set."""
    opened(ssj, office)
    assert "移除公示期满的内容" not in ssj("-C", office, "status", "--today", "2030-01-01").out


def test_a_record_without_removable_content_has_nothing_to_withhold(ssj: Ssj, office: Path) -> None:
    ran = withhold(ssj, office, "1", "p", "d")
    assert ran.code == 2
    assert "可移除" in ran.err
