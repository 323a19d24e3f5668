"""What an inspection would fault, on a site of three pages: each fault once, told word for word, on the page where it
is."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from ssj_publish.site import norms
from ssj_publish.site.norms import Finding

TODAY = date(2025, 4, 2)
_TAGS = {
    "SiteName": "甲县",
    "SiteDomain": "jy.a.gov.cn",
    "SiteIDCode": "3701000001",
    "ColumnName": "抽取",
    "ColumnType": "抽取",
}
_COLUMN = _TAGS | {"ColumnDescription": "说明", "ColumnKeywords": "词"}
_CONTENT = _TAGS | {"ArticleTitle": "题", "PubDate": "2025-03-28 14:30", "ContentSource": "甲县"}
_PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><title>题目</title>{metas}<link rel="stylesheet" href="{up}theme/a.css">
<link rel="canonical" href="https://elsewhere.example/x"></head><body><header><p>头</p></header><main><h1>题目</h1>
<p>正文</p><img src="{up}theme/%E5%9B%BE.png" alt="图"><script src="{up}theme/a.js"></script></main><footer>主办单位 联系方式
网站标识码 备案号 <a href="{up}report.html?x=1#y">网站纠错</a><a href="https://bszs.conac.cn/x">标</a>
<a href="https://zfwzgl.www.gov.cn/x?site_code=3701000001">错</a><a href="mailto:a@b.c">信</a>{links}</footer></body></html>"""


def page(tags: dict[str, str], links: str = "", up: str = "") -> str:
    metas = "".join(f'<meta name="{name}" content="{text}">' for name, text in tags.items())
    return _PAGE.format(metas=metas, up=up, links=links)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "index.html": page(_COLUMN, '<a href="draws/T1.html">一</a><a href="./map.html">图</a>'),
        "map.html": page(_COLUMN),
        "report.html": page(_CONTENT | {"PubDate": "2025-04-02 00:00"}),
        "draws/T1.html": page(_CONTENT, '<a href="../index.html">首页</a><a href="#x">顶</a>', "../"),
        "theme/a.css": "", "theme/a.js": "", "theme/图.png": "",
        "site.json": json.dumps({"origin": "jy.a.gov.cn/ssj"}),
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_sound_site_has_no_fault(site: Path) -> None:
    assert norms.check(site, TODAY) == []


_T1 = "draws/T1.html"
_SITE_TAG = "缺少网站标签 {}（或为空）：请在 pelicanconf.py 的 SSJ_SITE 或 SITENAME 中填写。"
_ID = "网站标识码不对：应为 10 位数字，或 bm 加 8 位数字。请改正 SSJ_SITE 的 id_code。"
_DOMAIN = "网站域名不对：只写域名，不带 http:// 和斜杠。请改正 SSJ_SITE 的 domain。"
_BADGE = "页脚没有“{}”，或链接不指向 {}：请在 SSJ_SITE 的 {} 中填写发给本站的地址。"
_OTHER = "“我为政府网站找错”的链接里不是本站的网站标识码：请改正 SSJ_SITE 的 fault_badge。"
_FETCHED = "从别的网站取脚本、图片或样式：外站失效或被篡改，本站就受牵连。"
_SHAPE = "发布日期 PubDate 的写法不对：应为 2025-03-28 14:30 这样。"
_FILL = "还没有填写：【请填写：电话】。请在 content/pages 或 pelicanconf.py 中填好，重新生成网站。"
_INVENTED = "写的是虚构的安澜县：请换成本单位的内容，重新生成网站。"


def _empty(name: str) -> tuple[str, str]:
    return f'name="{name}" content="{(_COLUMN | _CONTENT)[name]}"', f'name="{name}" content=""'


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        *((_T1, _empty(tag), [_SITE_TAG.format(tag)]) for tag in ("SiteName", "SiteDomain")),
        *((_T1, _empty(tag), [f"内容页缺少标签 {tag}（或为空）。"]) for tag in ("ArticleTitle", "PubDate", "ContentSource")),
        *((_T1, _empty(tag), [f"内容页缺少标签 {tag}（或为空）。"]) for tag in ("ColumnName", "ColumnType")),
        *(
            ("map.html", _empty(tag), [f"栏目页缺少标签 {tag}（或为空）。"])
            for tag in ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
        ),
        (_T1, _empty("SiteIDCode"), [_SITE_TAG.format("SiteIDCode")]),
        (_T1, ('SiteIDCode" content="3701000001', 'SiteIDCode" content="bm3701000'), [_OTHER, _ID]),
        (_T1, ('SiteIDCode" content="3701000001', 'SiteIDCode" content="bm37010000'), [_OTHER]),
        (_T1, ("jy.a.gov.cn", "http://jy.a.gov.cn"), [_DOMAIN]),
        (_T1, ("jy.a.gov.cn", "-jy.a.gov.cn"), [_DOMAIN]),
        (_T1, ("jy.a.gov.cn", "localhost"), [_DOMAIN]),
        (_T1, ("bszs.conac.cn", "x.cn"), [_BADGE.format("党政机关网站标识", "bszs.conac.cn", "party_badge")]),
        (_T1, ("zfwzgl.www.gov.cn", "x.cn"), [_BADGE.format("我为政府网站找错", "zfwzgl.www.gov.cn", "fault_badge")]),
        (_T1, ("code=3701000001", "code=3701000002"), [_OTHER]),
        (_T1, ("2025-03-28 14:30", "2025-04-02 14:30"), []),
        (_T1, ("2025-03-28 14:30", "2025-04-03 14:30"), ["发布日期晚于今天：日期必须是真实的。"]),
        (_T1, ("2025-03-28 14:30", "2025-03-28T14:30"), [_SHAPE]),
        (_T1, ("2025-03-28 14:30", "2025-02-30 14:30"), [_SHAPE]),
        *((_T1, (part, ""), [f"页脚缺少{part}：请在 SSJ_SITE 中填写。"]) for part in ("主办单位", "联系方式", "备案号")),
        (_T1, ("\n网站标识码", ""), ["页脚缺少网站标识码：请在 SSJ_SITE 中填写。"]),
        (_T1, ("../index.html", "../home.html"), ["链接打不开：../home.html"]),
        (_T1, ("../index.html", "../../index.html"), ["链接打不开：../../index.html"]),
        (_T1, ("../theme/a.css", "../theme/b.css"), ["链接打不开：../theme/b.css"]),
        (_T1, ("../theme/a.js", "//cdn.example/a.js"), [_FETCHED]),
        (_T1, ("../theme/a.css", "https://cdn.example/a.css"), [_FETCHED]),
        (_T1, ("../theme/a.css", "http://cdn.example/a.css"), [_FETCHED]),
        (_T1, ("../theme/a.js", "https://jy.a.gov.cn/a.js"), []),
        (_T1, (' lang="zh-CN"', ""), ["没有写明页面的语言（html 的 lang），读屏软件不知道怎样读。"]),
        (_T1, ("<title>题目", "<title> "), ["页面没有标题。"]),
        (_T1, ("<h1>题目</h1>", ""), ["页面应当有且只有一个一级标题，现在有 0 个。"]),
        (_T1, ("<h1>题目</h1>", "<h1>题</h1><h1>目</h1>"), ["页面应当有且只有一个一级标题，现在有 2 个。"]),
        (_T1, (' alt="图"', ""), ["图片没有替代文字（alt）。"]),
        (_T1, (' alt="图"', ' alt=""'), []),
        ("map.html", ("<p>正文</p>", ""), ["栏目是空的：没有内容的栏目不应出现。"]),
        *(("map.html", ("<p>正文</p>", f"<{tag}>正文</{tag}>"), []) for tag in ("li", "td", "dd", "pre")),
        (_T1, ("<p>正文</p>", ""), []),
        (_T1, ("正文", "【请填写：电话】【请填写：电话】"), [_FILL]),
        (_T1, ("正文", "安澜县教育局"), [_INVENTED]),
        (_T1, ("正文", "安澜县是虚构的"), [_INVENTED]),
    ],
)  # fmt: skip
def test_each_fault_is_told_where_it_is(site: Path, name: str, change: tuple[str, str], told: list[str]) -> None:
    text = (site / name).read_text("utf-8")
    assert change[0] in text
    (site / name).write_text(text.replace(*change), "utf-8")
    expected = [Finding(one, (name,)) for one in told]
    if "PubDate" in change[0] or told in ([_SHAPE], ["发布日期晚于今天：日期必须是真实的。"]):
        # The one day on which the home page was renewed is gone.
        late = "首页超过两周没有更新（一次也没有）：请照实际工作及时录入台账并重新生成网站，不要改日期。"
        expected.append(Finding(late, ("index.html",)))
    assert norms.check(site, TODAY) == expected


def test_one_fault_of_many_pages_is_told_once_with_all_of_them(site: Path) -> None:
    for name in ("map.html", "index.html", _T1):
        (site / name).write_text((site / name).read_text("utf-8").replace("联系方式", ""), "utf-8")
    assert norms.check(site, TODAY) == [
        Finding("页脚缺少联系方式：请在 SSJ_SITE 中填写。", (_T1, "index.html", "map.html"))
    ]


@pytest.mark.parametrize("told", ["", "[]", '{"origin": "jy.a.gov.cn/ssj"}', '{"origin": "jy.a.example/ssj"}'])
def test_an_example_may_speak_of_an_invented_county_and_has_no_badges(site: Path, told: str) -> None:
    (site / "site.json").write_text(told, "utf-8")
    text = (site / _T1).read_text("utf-8").replace("正文", "安澜县教育局").replace("bszs.conac.cn", "x.cn")
    (site / _T1).write_text(text, "utf-8")
    badge = _BADGE.format("党政机关网站标识", "bszs.conac.cn", "party_badge")
    assert [one.told for one in norms.check(site, TODAY)] == ([] if ".example" in told else [_INVENTED, badge])


def test_the_home_page_is_renewed_within_two_weeks_by_what_lies_below_the_columns(site: Path) -> None:
    """What stands at the root are rules and explanations; their dates are no news."""
    last = date(2025, 3, 28) + timedelta(days=14)
    assert norms.check(site, last) == []
    [late] = norms.check(site, last + timedelta(days=1))
    assert late.told.startswith("首页超过两周没有更新（最近一次是 2025-03-28）：")
    assert late.pages == ("index.html",)


def test_what_the_whole_site_lacks(site: Path) -> None:
    home = (site / "index.html").read_text("utf-8")
    (site / "index.html").write_text(home.replace("网站纠错", "纠错").replace("./map.html", "report.html"), "utf-8")
    (site / "map.html").unlink()
    assert [one.told for one in norms.check(site, TODAY)] == [
        "没有网站地图。",
        "没有网站纠错的入口：请在 SSJ_SITE 的 report 中填写。",
    ]
    (site / "index.html").write_text(home.replace("网站纠错", "网站找错").replace("./map.html", "report.html"), "utf-8")
    assert [one.told for one in norms.check(site, TODAY)] == ["没有网站地图。"]
    (site / "index.html").unlink()
    assert [one.told for one in norms.check(site, TODAY)] == [
        "链接打不开：../index.html",
        "没有首页 index.html。",
        "没有网站地图。",
    ]
