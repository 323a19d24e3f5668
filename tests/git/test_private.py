"""No private key, no draw's secret and no personal data comes into a repository: by commit, by push, by an old
commit."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from ssj_publish import errors
from ssj_publish.git import gate, private
from ssj_publish.git.command import Git
from ssj_publish.git.hooks import install
from ssj_publish.signing import files
from tests.bureau import at
from tests.repositories import Repository
from tests.world import World

pytestmark = pytest.mark.usefixtures("own_git")
ROOT = Path(__file__).parents[2]
#: An invented number of nobody's, with the check digit that fits.
IDENTITY = "11010119900307" + "6034"


def identity() -> str:
    """An invented identity number with the check digit that fits (GB 11643-1999)."""
    body = "11010119900307603"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(one) * weight for one, weight in zip(body, weights, strict=True)) % 11]


def key(tmp_path: Path) -> bytes:
    files.generate(tmp_path / "k", b"word")
    return (tmp_path / "k").read_bytes()


def book(*rows: tuple[str, ...]) -> bytes:
    made, out = Workbook(), io.BytesIO()
    assert made.active is not None
    for row in rows:
        made.active.append(row)
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "made", "fault"),
    [
        ("密钥/jijian", key, errors.PrivateKeyCommitted),
        ("说明.txt", lambda at: b"\xef\xbb\xbfabc\r\n" + key(at).replace(b"\n", b"\r\n"), errors.PrivateKeyCommitted),
        ("RW-2025-01-minban", lambda _: b"ab" * 32 + b"\n", errors.SecretCommitted),
        ("人员.csv", lambda _: "姓名,身份证号码\n甲,\n".encode(), errors.PersonalColumn),
        ("人员.csv", lambda _: "人员名录\n姓名,手机号\n甲,1\n".encode("gb18030"), errors.PersonalColumn),
        ("人员.xlsx", lambda _: book(("姓名", "身份证 号"), ("甲", "")), errors.PersonalColumn),
        ("人员.xlsx", lambda _: book(("姓名", "备注"), ("甲", identity())), errors.IdentityCommitted),
        ("名录.xlsx", lambda _: book(("名称", "联系方式"), ("一小", "13900009529")), errors.PersonalColumn),
        ("名录.csv", lambda _: "名称,联系方式\n一小,13900009529\n".encode(), errors.PersonalColumn),
        ("记录.md", lambda _: f"张某（{identity()}）".encode(), errors.IdentityCommitted),
        ("名录.xls", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), errors.WorkbookOpaque),
        ("名录.xlsx", lambda _: b"PK\x03\x04" + bytes(64), errors.WorkbookOpaque),
    ],
)
def test_what_has_to_stay_out_is_known(
    tmp_path: Path, name: str, made: Callable[[Path], bytes], fault: type[errors.PrivateContent]
) -> None:
    assert private.found(name, made(tmp_path)) is fault


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("k.pub", b"ssh-ed25519 AAAA x\n"),
        ("files.py", b'_FIRST = b"-----BEGIN OPENSSH PRIVATE KEY-----"\n'),
        ("SHA256SUMS", b"ab" * 32 + b"  a.tar.gz\n"),
        ("结果.csv", "学校,要点\n甲,教师身份证件是否登记备查，手机是否统一保管，逐项核对\n".encode()),
        ("名录.xlsx", book(("名称", "统一社会信用代码"), ("一小", "12370100495012345K"))),
        ("记录.md", f"编号 {identity()[:-1]}{(int(identity()[-1].replace('X', '0')) + 1) % 10}".encode()),
        ("名录.xlsx", book(("名称", "办公电话", "金额"), ("一小", "0990-1234567", "139000095.29"))),
        ("说明.md", "值班手机 13900009529\n".encode()),
        ("图.png", b"\x89PNG\0" + IDENTITY.encode()),
        ("旧文件.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)),
    ],
)
def test_what_may_come_in_is_left_alone(name: str, data: bytes) -> None:
    assert private.found(name, data) is None


@pytest.fixture
def clerk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with hooks and a small ledger."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    made = Repository.create(tmp_path / "科 室", World().found().entries)
    install(Git.at(made.path))
    return made


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="hooks are run by sh")
def test_neither_a_commit_nor_a_push_takes_a_key_in(clerk: Repository, tmp_path: Path) -> None:
    bare = clerk.clone(tmp_path / "server.git", "--bare")
    install(Git.at(bare.path))
    clerk("remote", "add", "origin", bare.path.as_uri())
    clerk("fetch", "--quiet", "origin")
    (clerk.path / "jijian").write_bytes(key(tmp_path))
    clerk("add", "--all")
    refused = clerk.tried("commit", "--message", "x")
    assert (refused.returncode, "jijian：里面是私钥" in refused.stderr) == (1, True)
    clerk("commit", "--quiet", "--no-verify", "--message", "x")
    (clerk.path / "jijian").unlink()
    clerk.commit("take it out again: it stays in the history")
    for options in ([], ["--no-verify"]):
        pushed = clerk.tried("push", *options, "origin", "main")
        assert pushed.returncode, pushed.stderr
        assert "jijian：里面是私钥" in pushed.stderr
    assert clerk.tried("push", "--no-verify", "origin", "main:refs/heads/new").returncode
    with pytest.raises(errors.PrivateKeyCommitted):
        gate.check_history(Git.at(clerk.path), "HEAD", at("2026-11-01 09:00"))


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="hooks are run by sh")
def test_what_was_there_before_is_not_asked_about_again(clerk: Repository) -> None:
    (clerk.path / "secret").write_bytes(b"ab" * 32)
    clerk.commit("past the hook")
    (clerk.path / "说明.md").write_text("说明\n", "utf-8")
    clerk("add", "--all")
    assert clerk.tried("commit", "--quiet", "--message", "x").returncode == 0
