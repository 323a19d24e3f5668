"""开放数据: all that can be taken away, how large it is, and what each column means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ssj_publish.site.blocks import Block, Cell, Code, Page, Prose, Section, Table, section, sections, table
from ssj_publish.site.opendata import tables
from ssj_publish.site.opendata.descriptor import TEXT_RULE
from ssj_publish.site.opendata.feeds import TITLES
from ssj_publish.site.opendata.sheets import Kind, Sheet
from ssj_publish.site.pages import places
from ssj_publish.site.press import Print

#: The workbook of all sheets, where it is offered.
ALL = "data/all.xlsx"

_KINDS: dict[Kind, str] = {
    "string": "文本",
    "integer": "整数",
    "boolean": "是或否",
    "date": "日期",
    "datetime": "日期和时间",
}


SCHEMAS = {
    "data/v1/schema.json": "data/v1 里的各张表（ssj-data/v1）",
    "schemas/page.json": "每一页的 JSON（ssj-page/v1）；其中的记录按 vocabulary-schema.json",
    "schemas/draw.json": "抽取页的 JSON（ssj-draw-data/v1）",
    "schemas/site.json": "site.json（ssj-site/v1）",
}


class DataPage(Page, frozen=True, gc=False):
    """The page, with the description that search engines read (JSON-LD, safe within a script element)."""

    template: str = "data"
    jsonld: str = ""


def page(sheets: Sequence[Sheet], files: Mapping[str, Print], jsonld: str, sitemap: bool) -> DataPage:
    """The page on ``files`` (address within the site → how it was made)."""
    parts = sections(
        section(
            "表格",
            _tables(sheets, files),
            Prose((f"CSV 用 UTF-8 编码，Excel 和 WPS 可以直接打开。{TEXT_RULE}",), "note"),
        ),
        section("整本台账和网站", _whole(files, sitemap)),
        section("一次全部读进程序", *_loading()),
        section("每一页的数据", *_pages(files)),
        section("核对整个网站", *_check()),
        *(_columns(one) for one in sheets),
    )
    lead = "网站上的全部内容都可以成批取走：表格、整本台账、每一页的数据。都由台账生成，不用注册，不限用途。"
    return DataPage(places.DATA[1], places.DATA[0], lead, parts, places.RECORDS, jsonld=jsonld)


def _tables(sheets: Sequence[Sheet], files: Mapping[str, Print]) -> Table:
    rows = [
        (
            one.title,
            len(one.rows),
            _link(files, f"data/{one.name}.csv"),
            _link(files, f"data/{one.name}.xlsx"),
            _link(files, tables.address(one)),
            one.about,
        )
        for one in sheets
    ]
    whole, about = (
        (_link(files, ALL), "一个工作簿，每类一张表；") if ALL in files else ("—", "条数多，不再合成一个工作簿；")
    )
    everything = (
        "以上全部",
        sum(len(one.rows) for one in sheets),
        _link(files, "data/datapackage.json"),
        whole,
        _link(files, "data/v1/index.json"),
        f"{about}datapackage.json 写明 CSV 各列的含义，index.json 是 JSON 各表的目录",
    )
    return table("每类一个文件，内容与网页一致", ("内容", "条数", "CSV", "Excel", "JSON", "说明"), [*rows, everything])


def _link(files: Mapping[str, Print], url: str) -> Cell:
    return Cell(f"{url.rpartition('/')[2]}（{size(files[url].size)}）", url)


def size(count: int) -> str:
    """A number of bytes as people read it.

    >>> size(999), size(20_480), size(3_400_000)
    ('999 字节', '20 KB', '3.2 MB')
    """
    if count < 1024:
        return f"{count} 字节"
    return f"{-(-count // 1024)} KB" if count < 1024**2 else f"{count / 1024**2:.1f} MB"


def _whole(files: Mapping[str, Print], sitemap: bool) -> Table:
    rows: list[tuple[Cell | str, str]] = [
        (_link(files, "data/ledger.zip"), "整本台账：全部记录和检查点。解压后运行 ssj verify ledger 就能从头核对。"),
        (Cell("SHA256SUMS", "SHA256SUMS"), "全网站每个文件的 SHA-256。"),
        (Cell("SM3SUMS", "SM3SUMS"), "全网站每个文件的 SM3（国密），与上面并列。"),
        (Cell("ledger/SHA256SUMS", "ledger/SHA256SUMS"), "只有台账记录的 SHA-256，也是检查点所签的清单。"),
        (_link(files, "data/v1/codes.json"), "各表各列的代码，中文叫什么。"),
        (_link(files, "data/v1/load.sql"), "在 DuckDB 里建好全部表格，见下。"),
        (Cell("vocabulary-schema.json", "vocabulary-schema.json"), "各种记录可以写什么（JSON Schema）。"),
        (Cell("site.json", "site.json"), "网站由哪本台账、到第几号记录、用什么版本的软件生成。"),
    ]
    rows += [(Cell(f"feeds/{name}.atom", f"feeds/{name}.atom"), f"订阅：{TITLES[name]}（Atom）。") for name in TITLES]
    rows += [("feeds/bodies/编号.atom、feeds/towns/序号.atom", "一个对象、一个乡镇的订阅，地址在各自的页面上。")]
    rows += [(Cell("sitemap.xml", "sitemap.xml"), "全部网页的地址，供搜索引擎使用。")] if sitemap else []
    return table("文件", ("文件", "是什么"), rows)


def _loading() -> tuple[Block, ...]:
    told = (
        "上面的 CSV 给人看，列名和取值都是中文。写程序、画图、把几个县的数据放在一起的，用 data/v1 文件夹里的 JSON（ssj-data/v1）："
        "内容和 CSV 出自同一处，一行不多一行不少；列名是英文，取值是代码，日期、数字、列表都是它们本来的样子，没有内容的表也在。",
        "codes 这张表写明各个代码的中文名称。几本台账合在一起时，用 origin 区分是哪一本，用信用代码（code、body_code）认同一个对象。"
        "下面各列的含义里，“程序中的名称”就是 JSON 的列名。",
        '先写明数据在哪里，例如把 data/v1 下载到电脑上，写 here = "data/v1"；pandas 那两行也可以写网址。',
    )
    return (
        Prose(told),
        Code("用 pandas 读进全部表格", "\n".join(tables.PANDAS)),
        Code("用 DuckDB 建好全部表格，各列有类型和中文说明", "\n".join(tables.DUCKDB)),
        Code("建好以后要 Parquet 的，再加一行", "duckdb.execute(\"EXPORT DATABASE 'parquet' (FORMAT parquet)\")"),
    )


def _pages(files: Mapping[str, Print]) -> tuple[Block, ...]:
    told = (
        "每一页都有同名的 JSON，把地址末尾的 .html 换成 .json 就是，页脚也有链接。",
        "其中 sections 是页面上显示的内容，data 是有关记录原来的字段，没有写出的字段取默认值；列表页的 data 写明它的各行在哪个文件里。"
        "抽取页的 JSON 另有格式（ssj-draw-data/v1），包含重新计算这次抽取所需要的全部数据。",
        "每一种 JSON 都有 JSON Schema，程序可以据此核对和生成代码：",
    )
    rows = [(_link(files, url), about) for url, about in SCHEMAS.items() if url in files]
    return Prose(told), table("各种 JSON 的格式", ("文件", "说明哪些 JSON"), rows)


def _check() -> tuple[Prose, Code, Code, Code]:
    return (
        Prose(
            (
                "同一本台账、同一套设置，在任何电脑上生成的网站逐字节相同。把网站整个下载下来，可以逐个文件核对；也可以自己重新生成一遍来比较。",
            )
        ),
        Code("在下载的网站文件夹里", "sha256sum -c SHA256SUMS"),
        Code("或用国密 SM3", "cksum --check SM3SUMS"),
        Code("重新生成并与网站比较", "ssj site compare 网站地址"),
    )


def _columns(one: Sheet) -> Section | None:
    rows = [
        (
            column.name,
            Cell(column.field, tone="mono") if column.field else "—",
            _KINDS[column.written],
            f"{column.about}。" + (f"只有：{'、'.join(column.codes)}。" if column.codes else ""),
        )
        for column in one.columns
    ]
    return section(
        f"各列的含义：{one.title}", table(f"{one.name}.csv", ("列", "程序中的名称", "类型", "含义"), rows), folded=True
    )
