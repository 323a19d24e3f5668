"""What a bureau writes for its site: its own pages and settings over the program's, all filled in, none of the
example's."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.office import founding
from ssj_publish.site import norms, prose
from ssj_publish.site.build import build
from tests.bureau import SIGNERS, at, genesis

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
ORIGIN = "jy.linjiang.gov.cn/ssj"
CONF = 'SITENAME = "临江县教育局双随机、一公开"\nSSJ_SITE = {"sponsor": "临江县教育局"}\n'


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A bureau's repository as ``ssj init`` leaves it, all filled in."""
    folder = tmp_path / "临江 县"
    statement = founding.prepared(ORIGIN, genesis(bureau="临江县教育局"), at("2025-01-02 09:00"))
    founding.found(folder / "ledger", founding.draft(statement, list(SIGNERS.values())))
    for name, text in prose.to_fill("临江县教育局", ORIGIN, date(2025, 1, 2)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(prose.TO_FILL.sub("已填", text), "utf-8")
    return folder


def page(home: Path, name: str) -> str:
    return (home / "output" / name).read_text("utf-8")


def test_minimal_settings_and_own_pages_are_enough_from_any_folder(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (home / "pelicanconf.py").write_text(CONF, "utf-8")
    (home / "content" / "pages" / "rules.md").write_text("Title: 本县的规则\nSlug: rules\n\n本县自己写的。\n", "utf-8")
    build(Path(home.name), Path(home.name) / "output")
    assert "临江县教育局双随机、一公开" in page(home, "index.html")
    assert "主管科室：已填" in page(home, "about.html")
    assert "本县自己写的" in page(home, "rules.html")
    assert "Ed25519" in page(home, "protocol.html")
    assert not (home / "output" / "decisions").exists(), "those who make the program decide nothing for a bureau"
    assert not any("安澜" in one.read_text("utf-8") for one in (home / "output").rglob("*.html"))
    assert sorted(one.name for one in home.iterdir()) == ["content", "ledger", "output", "pelicanconf.py"]


def test_a_copy_of_the_project_settings_builds_where_there_is_no_theme(home: Path) -> None:
    text = (ROOT / "pelicanconf.py").read_text("utf-8").replace("jy.anlan.example", "jy.linjiang.gov.cn")
    (home / "pelicanconf.py").write_text(text, "utf-8")
    build(home, home / "output")
    assert "主管科室：已填" in page(home, "about.html")


def copied(home: Path) -> None:
    shutil.copy(ROOT / "content" / "pages" / "about.md", home / "content" / "pages")


def unfilled(home: Path) -> None:
    path = home / "content" / "pages" / "complaint.md"
    path.write_text(path.read_text("utf-8") + "\n电话：【请填写：电话】\n又：【请填写：地址】\n", "utf-8")


def unset(home: Path) -> None:
    (home / "pelicanconf.py").write_text(CONF.replace('"}', '", "icp": "【请填写：备案号】"}'), "utf-8")


def invented(home: Path) -> None:
    shutil.copy(ROOT / "pelicanconf.py", home)


def removed(home: Path) -> None:
    (home / "content" / "pages" / "complaint.md").unlink()


@pytest.mark.parametrize(
    ("spoil", "fault", "place"),
    [
        (unfilled, errors.Unfilled, "content/pages/complaint.md:"),
        (unset, errors.Unfilled, "pelicanconf.py"),
        (copied, errors.ExampleText, "content/pages/about.md"),
        (invented, errors.ExampleText, "pelicanconf.py"),
        (removed, errors.PageMissing, "content/pages/complaint.md"),
    ],
)
def test_what_a_bureau_may_not_publish_is_refused_with_its_place(
    home: Path, spoil: Callable[[Path], None], fault: type[errors.SsjError], place: str
) -> None:
    spoil(home)
    with pytest.raises(fault) as caught:
        build(home, home / "output")
    assert (caught.value.data.get("place") or caught.value.data["path"]).startswith(place)
    if fault is errors.Unfilled:
        assert caught.value.count == (2 if spoil is unfilled else 1)
    assert not (home / "output").exists()


def test_a_finished_site_is_checked_for_both(home: Path) -> None:
    build(home, home / "output")
    about = home / "output" / "about.html"
    about.write_text(about.read_text("utf-8").replace("已填", "【请填写：电话】安澜县是虚构的", 1), "utf-8")
    told = {one.told: one.pages for one in norms.check(home / "output", date(2025, 1, 3))}
    assert told["还没有填写：【请填写：电话】。请在 content/pages 或 pelicanconf.py 中填好，重新生成网站。"] == (
        "about.html",
    )
    assert told["写的是虚构的安澜县：请换成本单位的内容，重新生成网站。"] == ("about.html",)


@pytest.mark.parametrize(
    ("origin", "example"),
    [("jy.anlan.example/ssj", True), ("jy.example.gov.cn/ssj", False), ("jy.anlan.gov.cn/x.example", False)],
)
def test_an_example_is_known_by_a_name_that_nobody_can_register(origin: str, example: bool) -> None:
    assert prose.is_example(origin) is example
