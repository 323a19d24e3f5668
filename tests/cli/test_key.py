"""``ssj key``: a bureau's keys are handed over, given up and replaced, as its clerks would do it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from ssj_publish.core.replay import replay
from ssj_publish.core.state import State
from ssj_publish.example import county
from ssj_publish.ledger import store
from ssj_publish.signing import files as keys
from tests.cli.conftest import files

Ssj = Callable[..., Any]
WHEN = ("--time", "2025-03-20 18:30")


def state(office: Path) -> State:
    return replay(store.read_entries(office / "ledger")).state


def role_named(office: Path, type_: str) -> Any:
    found = state(office).keyring.of_type(type_)  # type: ignore[arg-type]
    assert found is not None
    return found


def key_of(office: Path, role: str) -> Path:
    """The example's private key of a role."""
    ring = state(office).keyring
    for path in (office / "keys").iterdir():
        if path.suffix or path.name.startswith(("witness", "log")):
            continue
        if ring.holder.get(keys.load(path, None).public.key_id) == role:
            return path
    raise AssertionError(role)


@pytest.fixture
def fresh(ssj: Ssj, tmp_path: Path) -> Path:
    """A new holder's key."""
    assert ssj("key", "new", tmp_path / "新人", "--no-passphrase", "--comment", "李新").code == 0
    return tmp_path / "新人"


def test_a_role_hands_over_its_keys(ssj: Ssj, office: Path, fresh: Path) -> None:
    role = role_named(office, "policy")
    old = key_of(office, role.id)
    gone = keys.load(old, None).public.key_id
    change = ("key", "rotate", role.id, "--add", f"{fresh}.pub", "--remove", gone, "--reason", "人员轮岗。", *WHEN)
    before = files(office)
    alone = ssj("-C", office, *change, "--key", old)
    assert alone.code == 2
    assert files(office) == before
    done = ssj("-C", office, *change, "--key", old, "--key", fresh)
    assert done.code == 0, done.err
    listed = ssj("-C", office, "key", "list").out
    assert "李新" in listed
    assert "换下于" in listed
    refused = ssj(
        "-C", office, "key", "rotate", role.id, "--add", f"{old}.pub", "--reason", "换回。", "--key", fresh, *WHEN
    )
    assert refused.code == 2
    assert ssj("verify", office).code == 0


def test_parties_in_different_rooms_sign_a_draft(ssj: Ssj, office: Path, fresh: Path, tmp_path: Path) -> None:
    role = role_named(office, "policy")
    draft = tmp_path / "待签.yaml"
    change: tuple[str | Path, ...] = (
        "key",
        "rotate",
        role.id,
        "--add",
        f"{fresh}.pub",
        "--threshold",
        "2",
        "--reason",
        "增加一人。",
        "--draft",
        draft,
    )
    change += WHEN
    assert ssj("-C", office, *change, "--key", key_of(office, role.id)).code == 0
    early = ssj("-C", office, "submit", draft)
    assert early.code == 2
    assert "新密钥" in early.err
    assert ssj("sign", draft, "--key", fresh, "--yes").code == 0
    assert ssj("-C", office, "submit", draft).code == 0
    assert len(role_named(office, "policy").keys) == len(role.keys) + 1


def test_a_stolen_key_is_revoked_by_others(ssj: Ssj, office: Path) -> None:
    office_role = next(one for one in state(office).keyring.roles.values() if one.type == "office")
    stolen = keys.load(key_of(office, office_role.id), None).public.key_id
    helpers = [
        arg for type_ in ("policy", "discipline") for arg in ("--key", key_of(office, role_named(office, type_).id))
    ]
    revoke = ("key", "revoke", office_role.id, stolen, "--cause", "stolen", *WHEN)
    assert ssj("-C", office, *revoke, *helpers[:2]).code == 2
    assert ssj("-C", office, *revoke, *helpers).code == 0
    assert "撤销于" in ssj("-C", office, "key", "list").out
    again = ssj("-C", office, *revoke, "--note", "再撤一次。", *helpers)
    assert again.code == 2
    assert "撤销" in again.err


def test_the_fingerprint_is_that_of_the_first_record(ssj: Ssj, office: Path) -> None:
    out = ssj("-C", office, "key", "fingerprint").out
    digits = "".join("".join(line.split()) for line in out.splitlines() if line.startswith("  "))
    assert digits == state(office).genesis.id
    assert county.log_key().text in out


def test_trust_is_changed_from_what_is_trusted_now(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    told = yaml.safe_load(ssj("-C", office, "key", "trust").out)
    assert told["log"] == county.log_key().text
    told["witnesses"], told["reason"] = told["witnesses"][:2], "一家退出。"
    form = tmp_path / "信任.yaml"
    form.write_text(yaml.safe_dump(told, allow_unicode=True), "utf-8")
    types = ("policy", "leader", "discipline")
    signers = [arg for type_ in types for arg in ("--key", key_of(office, role_named(office, type_).id))]
    assert ssj("-C", office, "key", "trust", form, *WHEN, *signers[:4]).code == 2
    done = ssj("-C", office, "key", "trust", form, *WHEN, *signers)
    assert done.code == 0, done.err
    assert len(state(office).trust.witnesses) == 2
    assert ssj("verify", office).code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("rotate", "nobody", "--reason", "x"), "没有编号"),
        (("rotate", "policy?", "--reason", "x"), "没有编号"),
        (("recover", "nobody", "--reason", "x"), "没有编号"),
        (("revoke", "nobody", "SHA256:x", "--cause", "lost"), "没有编号"),
    ],
)
def test_a_role_that_is_not_there_is_named_with_those_that_are(
    ssj: Ssj, office: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = ssj("-C", office, "key", *arguments, "--key", office / "keys" / "log", *WHEN)
    assert ran.code == 2
    assert said in ran.err


def test_a_public_key_file_must_name_its_holder(ssj: Ssj, office: Path, tmp_path: Path) -> None:
    role = role_named(office, "policy")
    rest = ("--reason", "x", "--key", key_of(office, role.id), *WHEN)
    for name, text in (("无名.pub", "ssh-ed25519 AAAA"), ("坏.pub", "hello"), ("空.pub", "")):
        (tmp_path / name).write_text(text, "utf-8")
        ran = ssj("-C", office, "key", "rotate", role.id, "--add", tmp_path / name, *rest)
        assert ran.code == 2
        assert name in ran.err
    ssj("key", "new", tmp_path / "k", "--no-passphrase")
    ran = ssj("-C", office, "key", "rotate", role.id, "--add", tmp_path / "k.pub", *rest)
    assert ran.code == 2
    assert "持有人" in ran.err


@pytest.mark.skipif(not shutil.which("ssh-agent"), reason="needs OpenSSH")
def test_a_record_is_signed_by_the_agent(
    ssj: Ssj, office: Path, fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given the public key's file, the private one is looked for in ssh-agent."""
    role = role_named(office, "policy")
    old = key_of(office, role.id)
    old.chmod(0o600)
    public = keys.load(old, None).public
    old.with_name(f"{old.name}.pub").write_text(f"{public.openssh} 某\n", "utf-8")
    with subprocess.Popen(["ssh-agent", "-D", "-a", str(tmp_path / "s")], stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            monkeypatch.setenv("SSH_AUTH_SOCK", str(tmp_path / "s"))
            change = (
                "key",
                "rotate",
                role.id,
                "--add",
                f"{fresh}.pub",
                "--reason",
                "增加一人。",
                *WHEN,
                "--key",
                f"{old}.pub",
                "--key",
                fresh,
            )
            lacking = ssj("-C", office, *change)
            assert lacking.code == 2
            assert "ssh-add" in lacking.err
            subprocess.run(["ssh-add", str(old)], check=True, capture_output=True)
            assert ssj("-C", office, *change).code == 0
        finally:
            process.kill()  # or leaving waits for ever where the test has failed
    assert ssj("verify", office).code == 0
