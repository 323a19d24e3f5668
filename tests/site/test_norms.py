"""``ssj site check``: a sound site has no fault, and every fault that an inspection looks for is found where it is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from ssj_publish.cli import run
from ssj_publish.site import norms
from ssj_publish.site.build import build
from tests.site.conftest import RepoOf
from tests.site.reading import Built
from tests.world import World

pytestmark = pytest.mark.slow

CONF = """
from ssj_publish.site.settings import SETTINGS
globals().update(SETTINGS)
SITENAME = "测试县教育局双随机、一公开"
SSJ_SITE = {"domain": "jy.test.example", "id_code": "3701000001", "contact": "0531-0000000", "icp": "示意备案", "sponsor": "",
    "party_badge": "https://bszs.conac.cn/sitename?method=show&id=TEST",
    "fault_badge": "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3701000001&url=jy.test.example"}
"""
TODAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with all that it needs, an open draw in it."""
    repo = tmp_path_factory.mktemp("repo")
    world = World().found().register().plan()
    world.open(world.commit())
    world.write(repo)
    (repo / "pelicanconf.py").write_text(CONF, "utf-8")
    return build(repo, repo / "site").output


@pytest.fixture
def site(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "site"))


@pytest.fixture(scope="module", autouse=True)
def read_once() -> Iterator[None]:
    """A page is read once, however many copies of the site it stands in."""
    known: dict[tuple[str, bytes], norms._Read] = {}
    read = norms._Read.of

    def once(folder: Path, name: str) -> norms._Read:
        key = (name, (folder / name).read_bytes())
        if key not in known:
            known[key] = read(folder, name)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(norms._Read, "of", once)
        yield


def told(folder: Path, today: date = date(2025, 4, 2)) -> dict[str, tuple[str, ...]]:
    return {one.told: one.pages for one in norms.check(folder, today)}


def alter(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def prose(folder: Path) -> set[str]:
    """Pages somebody wrote: the day of a test's ledger lies before theirs."""
    return {path.name for path in folder.glob("*.html")} | {
        f"decisions/{path.name}" for path in folder.glob("decisions/*.html")
    }


def test_a_sound_site_has_no_fault_but_its_true_age(sound: Path) -> None:
    (only,) = norms.check(sound, TODAY)
    assert "超过两周没有更新（最近一次是 2025-03-28）" in only.told
    fresh = told(sound, date(2025, 3, 28) + norms.FRESH)
    assert not any("两周" in one for one in fresh)
    assert any("两周" in one for one in told(sound, date(2025, 3, 29) + norms.FRESH))
    assert all(set(pages) <= prose(sound) for pages in fresh.values()), "what is dated later is what was written later"


def test_the_example_county_passes_on_its_own_day(county: Built) -> None:
    written = prose(county.folder)
    dated = b"".join(county.files[name] for name in county.pages if name not in written)
    newest = max(re.findall(rb'<meta name="PubDate" content="(\d{4}-\d{2}-\d{2})', dated)).decode()
    found = norms.check(county.folder, date.fromisoformat(newest) + timedelta(days=1))
    assert [one.told for one in found if not set(one.pages) <= written] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "index.html",
            'name="SiteIDCode" content="3701000001"',
            'name="SiteIDCode" content="37010000"',
            "网站标识码不对",
        ),
        (
            "index.html",
            'SiteDomain" content="jy.test.example"',
            'SiteDomain" content="http://jy.test.example/"',
            "网站域名不对",
        ),
        (
            "index.html",
            'name="SiteName" content="测试县教育局双随机、一公开"',
            'name="SiteName" content=""',
            "缺少网站标签 SiteName",
        ),
        ("draws/index.html", 'name="ColumnDescription"', 'name="Column"', "栏目页缺少标签 ColumnDescription"),
        ("draws/T1-1.html", 'name="ContentSource"', 'name="Source"', "内容页缺少标签 ContentSource"),
        (
            "draws/T1-1.html",
            'name="PubDate" content="2025-03-28',
            'name="PubDate" content="2099-03-28',
            "发布日期晚于今天",
        ),
        (
            "draws/T1-1.html",
            'name="PubDate" content="2025-03-28',
            'name="PubDate" content="2025-02-30',
            "发布日期 PubDate 的写法不对",
        ),
        (
            "draws/T1-1.html",
            'name="PubDate" content="2025-03-28 ',
            'name="PubDate" content="2025-03-28T',
            "发布日期 PubDate 的写法不对",
        ),
        ("draws/T1-1.html", "联系方式", "电话", "页脚缺少联系方式"),
        ("draws/T1-1.html", 'href="../index.html"', 'href="../home.html"', "链接打不开：../home.html"),
        ("draws/T1-1.html", 'href="../index.html"', 'href="../../index.html"', "链接打不开：../../index.html"),
        ("draws/T1-1.html", 'src="../theme/js/elder.js"', 'src="https://cdn.example/elder.js"', "从别的网站取脚本"),
        ("draws/T1-1.html", 'src="../theme/js/elder.js"', 'src="//cdn.example/elder.js"', "从别的网站取脚本"),
        (
            "404.html",
            'src="https://jy.test.example/theme/js/elder.js"',
            'src="https://jy.test.example.cdn.example/theme/js/elder.js"',
            "从别的网站取脚本",
        ),
        (
            "draws/T1-1.html",
            'rel="stylesheet" href="..',
            'rel="stylesheet" href="https://cdn.example',
            "从别的网站取脚本",
        ),
        ("draws/T1-1.html", ' lang="zh-CN"', "", "没有写明页面的语言"),
        ("draws/T1-1.html", "<h1>", "<h2>", "一级标题，现在有 0 个"),
        ("draws/T1-1.html", "</h1>", '</h1><img src="../theme/img/icon.svg">', "没有替代文字"),
    ],
)
def test_every_fault_is_found_on_its_page(site: Path, name: str, old: str, new: str, said: str) -> None:
    before = told(site, TODAY)
    alter(site / name, old, new)
    new_ones = {one: pages for one, pages in told(site, TODAY).items() if one not in before}
    assert [pages for one, pages in new_ones.items() if said in one] == [(name,)], new_ones


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("https://bszs.conac.cn/", "https://elsewhere.example/", "页脚没有“党政机关网站标识”"),
        ("https://zfwzgl.www.gov.cn/", "https://elsewhere.example/", "页脚没有“我为政府网站找错”"),
        ("site_code=3701000001", "site_code=3701000002", "链接里不是本站的网站标识码"),
    ],
)
def test_a_bureau_has_both_badges_with_its_own_addresses(site: Path, old: str, new: str, said: str) -> None:
    """A county that is invented can have neither, and is not asked for them."""
    alter(site / "draws" / "T1-1.html", old, new)
    assert not any(said in one for one in told(site))
    data = (site / "site.json").read_text("utf-8")
    (site / "site.json").write_text(data.replace("jy.test.example", "jy.test.gov.cn"), "utf-8")
    assert [pages for one, pages in told(site).items() if said in one] == [("draws/T1-1.html",)]


def test_an_empty_column_and_a_missing_map_are_faults(site: Path) -> None:
    text = (site / "draws" / "index.html").read_text("utf-8")
    start, end = text.index("<h1>"), text.index("</main>")
    (site / "draws" / "index.html").write_text(text[:start] + "<h1>随机抽取</h1>" + text[end:], "utf-8")
    crumbs = (site / "draws" / "index.html").read_text("utf-8")
    a, b = crumbs.index('<nav class="crumbs"'), crumbs.index("<h1>")
    (site / "draws" / "index.html").write_text(crumbs[:a] + crumbs[b:], "utf-8")
    (site / "map.html").unlink()
    found = told(site, TODAY)
    assert found["栏目是空的：没有内容的栏目不应出现。"] == ("draws/index.html",)
    assert "没有网站地图。" in found


def test_without_settings_the_check_names_what_to_fill_in(
    repo_of: RepoOf, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repo = repo_of(World().found().register())
    assert run(["site", "check", "--output", str(tmp_path / "site")]) == 2
    build(repo, tmp_path / "site")
    capsys.readouterr()
    assert run(["site", "check", "--output", str(tmp_path / "site")]) == 1
    out = capsys.readouterr().out
    for word in ("SiteIDCode", "SiteDomain", "联系方式", "备案号", "SSJ_SITE"):
        assert word in out


def test_every_content_page_has_its_release_block_and_tags(county: Built) -> None:
    """索引号 once for each page, the name and the day that the tags tell."""
    seen = {}
    for name in county.pages:
        page = county.page(name)
        if "ArticleTitle" not in page.metas:
            assert "索引号" not in page.text, name
            continue
        for part in ("索引号", "名称", "发布机构", "文号", "成文日期", "发布日期", "有效性"):
            assert part in page.text, (name, part)
        assert f"发布日期{page.metas['PubDate']}" in page.text, name
        assert page.metas["Url"].endswith(f"/{name}")
        seen[name.removesuffix(".html")] = name
        assert f"索引号{'jy.anlan.example/ssj/' + name.removesuffix('.html')}" in page.text, name
    assert len(seen) > 1000
    voided = [name for name in county.pages if name.startswith("draws/") and "有效性已作废" in county.text(name)]
    assert voided, "a void draw is not in force"
