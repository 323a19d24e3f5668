"""``ssj init`` and ``ssj calendar``: a bureau begins, in one room or in several, and says what is still to be done."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from ssj_publish.cli import _times
from ssj_publish.core.kinds.genesis import Settings
from ssj_publish.core.reading import duties
from ssj_publish.core.rules import approving, bounds, publication
from ssj_publish.signing import files

Ssj = Callable[..., Any]
ROLES = {"jijiao": "基础教育科", "zhengce": "政策法规科", "lingdao": "局领导", "jijian": "派驻纪检监察组"}

pytestmark = pytest.mark.usefixtures("own_git")


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """The roles' keys, without passphrases."""
    folder = tmp_path / "密钥"
    folder.mkdir()
    for role, name in ROLES.items():
        files.generate(folder / role, None, name)
    return folder


def settings(ssj: Ssj, keys: Path, **changes: Any) -> Path:
    """A settings file as the template has it, filled in."""
    found = yaml.safe_load(ssj("init", "--template").out)
    found |= {"origin": "jy.linjiang.gov.cn/ssj", "bureau": "临江县教育局", "division": "990123"} | changes
    for role in found["roles"]:
        role["keys"][0]["public"] = files.read_public(keys / f"{role['id']}.pub")[0].openssh
    path = keys.parent / "设置.yaml"
    path.write_text(yaml.safe_dump(found, allow_unicode=True), "utf-8")
    return path


def key(keys: Path, *roles: str) -> list[str]:
    return [part for role in roles or ROLES for part in ("--key", str(keys / role))]


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """What is typed at the questions, seen or unseen."""
    answers = iter(lines)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(answers))
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _: next(answers))


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=True).stdout


def test_a_bureau_begins_with_a_repository_that_takes_in_no_key(ssj: Ssj, keys: Path, tmp_path: Path) -> None:
    home = tmp_path / "临江 县"
    form = settings(ssj, keys)
    ran = ssj("init", home, "--settings", form, *key(keys))
    assert ran.code == 0, ran.err
    for told in ("ssj calendar", "ssj import items", "ssj site build", "ssj key fingerprint"):
        assert told in ran.out
    assert "没有设根密钥" in ran.err
    assert ssj("verify", home).code == 0
    (home / "密钥").mkdir()
    (home / "密钥" / "k").write_text("x", "utf-8")
    (home / "名录.xlsx").write_text("x", "utf-8")
    git(home, "add", "-A")
    taken = git(home, "ls-files").splitlines()
    assert sorted(taken) == [
        ".gitattributes", ".gitignore", "content/pages/about.md", "content/pages/complaint.md", "ledger/.gitignore",
        "ledger/000/000001.yaml", "pelicanconf.py",
    ]  # fmt: skip
    assert "临江县教育局" in (home / "pelicanconf.py").read_text("utf-8")
    assert "/disclosures/" in (home / "ledger" / ".gitignore").read_text("utf-8")
    assert (home / ".git" / "hooks" / "pre-commit").is_file()
    again = ssj("init", home, "--settings", form, *key(keys))
    assert (again.code, "已经存在" in again.err) == (2, True)


def test_roles_at_several_computers_sign_one_after_the_other(ssj: Ssj, keys: Path, tmp_path: Path) -> None:
    home, draft = tmp_path / "台账", tmp_path / "创世.yaml"
    ran = ssj("init", home, "--settings", settings(ssj, keys), "--draft", draft, *key(keys, "jijiao"))
    assert (ran.code, "ssj sign" in ran.out, "--signed" in ran.out) == (0, True, True), ran.err
    assert not home.exists()
    for role in ("zhengce", "lingdao"):
        assert ssj("sign", draft, "--yes", *key(keys, role)).code == 0
    early = ssj("init", home, "--signed", draft)
    assert (early.code, "派驻纪检监察组" in early.err, home.exists()) == (2, True, False)
    assert ssj("sign", draft, "--yes", *key(keys, "jijian")).code == 0
    assert ssj("init", home, "--signed", draft).code == 0
    assert ssj("verify", home).code == 0


def test_what_is_not_filled_in_is_refused_before_any_passphrase(ssj: Ssj, keys: Path, tmp_path: Path) -> None:
    form = tmp_path / "样本.yaml"
    form.write_text(ssj("init", "--template").out, "utf-8")
    ran = ssj("init", tmp_path / "新", "--settings", form, "--key", tmp_path / "没有这把密钥")
    assert ran.code == 2
    assert "样本.yaml 还有 7 处没有填写，第一处是：【请填写：网站域名" in ran.err
    wrong = settings(ssj, keys, quorum=2)
    ran = ssj("init", tmp_path / "新", "--settings", wrong, "--key", tmp_path / "没有这把密钥")
    assert (ran.code, "没有这把密钥" in ran.err) == (2, False)
    assert not (tmp_path / "新").exists()


def test_the_questions_make_the_settings(ssj: Ssj, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "台账"
    paths = [str(keys / f"{role}.pub") for role in ROLES]
    typed(
        monkeypatch, "临江县教育局", "99", "990123", "http://x", "jy.linjiang.gov.cn", "基础教育科", str(keys / "没有"),
        *paths, "",
    )  # fmt: skip
    ran = ssj("init", home)
    assert ran.code == 0, ran.err
    assert "应为六位数字" in ran.err
    assert "只写域名" in ran.err
    made = yaml.safe_load((home / "创立设置.yaml").read_text("utf-8"))
    assert (made["origin"], made["roles"][0]["name"]) == ("jy.linjiang.gov.cn/ssj", "基础教育科")
    for role in ROLES:
        assert ssj("sign", home / "创世.yaml", "--yes", *key(keys, role)).code == 0
    assert ssj("init", home, "--signed", home / "创世.yaml").code == 0


def test_one_slip_in_a_passphrase_costs_one_retry(
    ssj: Ssj, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (keys / "zhengce").unlink()
    (keys / "zhengce.pub").unlink()
    files.generate(keys / "zhengce", "对的".encode(), "政策法规科")
    form = settings(ssj, keys)
    typed(monkeypatch, "错的", "对的")
    ran = ssj("init", tmp_path / "台账", "--settings", form, *key(keys))
    assert ran.code == 0, ran.err
    assert "口令不对，请再输一次（还可以试 2 次）" in ran.err
    typed(monkeypatch, "错的", "错的", "错的")
    ran = ssj("init", tmp_path / "又一本", "--settings", form, *key(keys))
    assert ran.code == 2
    assert not (tmp_path / "又一本").exists()


def test_a_time_far_from_the_clock_is_refused_or_asked_about(
    ssj: Ssj, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, clock = settings(ssj, keys), _times.now()

    def told(offset: timedelta) -> datetime:
        return _times.at(clock + offset)

    monkeypatch.setattr(_times, "now", lambda: clock)
    assert told(timedelta(minutes=10)) == clock + timedelta(minutes=10)
    assert told(-timedelta(days=1)) == clock - timedelta(days=1)
    typed(monkeypatch, "y")
    assert told(-timedelta(days=2)) == clock - timedelta(days=2)
    monkeypatch.undo()
    monkeypatch.setattr("tests.cli.conftest._clock", lambda _: clock)
    home, later = tmp_path / "台账", f"{clock + timedelta(minutes=12):%Y-%m-%d %H:%M}"
    ran = ssj("init", home, "--settings", form, *key(keys), "--time", later)
    assert (ran.code, "晚于这台电脑的时钟" in ran.err, home.exists()) == (2, True, False)
    typed(monkeypatch, "n")
    ran = ssj("init", home, "--settings", form, *key(keys), "--time", "2024-12-02 09:00")
    assert (ran.code, "已取消" in ran.err, home.exists()) == (2, True, False)


@pytest.fixture
def home(ssj: Ssj, keys: Path, tmp_path: Path) -> Path:
    ran = ssj("init", tmp_path / "台账", "--settings", settings(ssj, keys), *key(keys), "--time", "2025-11-20 09:00")
    assert ran.code == 0
    return tmp_path / "台账"


def test_a_published_year_is_entered_with_one_command_and_once(ssj: Ssj, keys: Path, home: Path) -> None:
    enter = ["-C", home, "calendar", 2026, *key(keys, "zhengce"), "--time", "2025-11-20 10:00"]
    ran = ssj(*enter)
    assert ran.code == 0, ran.err
    assert "国办发明电〔2025〕7号" in ran.out
    assert "2月16日、2月17日" in ran.out
    assert (home / "ledger" / "000/000002.yaml").is_file()
    again = ssj(*enter)
    assert (again.code, "没有再写一遍" in again.err) == (2, True)
    assert not (home / "ledger" / "000/000003.yaml").exists()
    absent = ssj("-C", home, "calendar", 2031, *key(keys, "zhengce"), "--time", "2025-11-20 10:00")
    assert (absent.code, "--notice" in absent.err) == (2, True)


def test_another_year_is_read_off_the_notice_as_it_was_published(ssj: Ssj, keys: Path, home: Path) -> None:
    text = (
        "国务院办公厅关于2031年\n部分节假日安排的通知\n国办发明电〔2030〕9号\n一、元旦：1月1日(周三)放假1天，不调休。\n"
        "二、春节：1月22日（周三）至28日（周二）放假调休，共7天。1月19日（周日）上班。祝各位春节快乐，2月3日见。\n"
    )
    notice = home / "通知.txt"
    notice.write_text(text, "utf-8")
    enter = ["-C", home, "calendar", 2031, "--notice", notice, *key(keys, "zhengce"), "--time", "2025-11-20 10:00"]
    ran = ssj(*enter)
    assert ran.code == 0, ran.err
    assert "1月1日、1月22日、1月23日、1月24日、1月27日、1月28日" in ran.out
    assert "上班的周末：1月19日" in ran.out
    notice.write_text("二〇三一年放假：1月1日放假。", "utf-8")
    ran = ssj(*enter)
    assert (ran.code, "标题不是" in ran.err) == (2, True)


def test_the_sample_offers_every_setting_as_the_law_has_it(ssj: Ssj) -> None:
    """What a bureau leaves as it is, is what would hold without it; the caps are there to be taken in."""
    text = ssj("init", "--template").out
    offered = yaml.safe_load(text)["settings"]
    found = msgspec.convert(offered, Settings)
    assert (found.publication, found.approvals, found.plans) == (publication.LAW, approving.DEFAULT, duties.PLANS)
    bounds.check(found)
    lines = [line.replace("  # ", "  ", 1) for line in text.splitlines()]
    start = next(place for place, line in enumerate(lines) if line.startswith("  body_caps:"))
    body_caps = yaml.safe_load("\n".join(lines[start : start + 3]))["body_caps"]
    bounds.check(msgspec.convert(offered | {"body_caps": body_caps}, Settings))
    assert {*offered, "body_caps"} == set(Settings.__struct_fields__)
