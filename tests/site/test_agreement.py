"""One fact, one number: pages, CSV, typed tables and feeds are counted against each other over the whole built
example."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import pytest

from ssj_publish.core.rules.inspecting import WANTING
from ssj_publish.site.pages.spread import MOST
from ssj_publish.words import labels
from tests.site.reading import Built

pytestmark = pytest.mark.slow

ATOM = "{http://www.w3.org/2005/Atom}"
Rows = list[dict[str, Any]]
#: Lists on pages that show every row of a table, and the heads of those that say the same.
LISTS = {
    "visits/index.html": "visits",
    "bodies/index.html": "bodies",
    "inspectors/index.html": "inspectors",
    "items/index.html": "items",
    "cases/index.html": "cases",
    "draws/index.html": "draws",
}


@pytest.fixture(scope="module")
def tables(county: Built) -> dict[str, Rows]:
    names = [one["name"] for one in json.loads(county.files["data/v1/index.json"])["tables"]]
    return {name: json.loads(county.files[f"data/v1/{name}.json"]) for name in names}


def told(county: Built, url: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(county.files[url.removesuffix(".html") + ".json"])
    return found


def shown(cell: Any) -> str:
    return str(cell["text"] if isinstance(cell, dict) else cell)


def blocks(page: dict[str, Any], sort: str) -> Iterator[dict[str, Any]]:
    for section in page["sections"]:
        yield from (one for one in section["blocks"] if one["block"] == sort)


def tile(page: dict[str, Any], label: str) -> str:
    [found] = [
        f"{shown(cell)} {note}" for one in blocks(page, "tiles") for name, cell, note in one["tiles"] if name == label
    ]
    return found


def number(text: str, form: str) -> int:
    """The number that stands where ``form`` has ``#``."""
    found = re.search(re.escape(form).replace(r"\#", r"(\d+)"), text)
    assert found is not None, (text, form)
    return int(found[1])


def test_every_csv_has_the_rows_and_the_words_of_its_table(county: Built, tables: dict[str, Rows]) -> None:
    package = json.loads(county.files["data/datapackage.json"])
    words = {(one["table_name"], one["field"], one["code"]): one["label"] for one in tables["codes"]}
    heads = json.loads(county.files["data/v1/schema.json"])["$defs"]
    compared = 0
    for one in package["resources"]:
        name = one["name"].replace("-", "_")
        rows = list(csv.DictReader(io.StringIO(county.files[f"data/{one['path']}"].decode("utf-8-sig"))))
        assert len(rows) == len(tables[name]), name
        field = {value["title"]: key for key, value in heads[name]["properties"].items()}
        for written, typed in zip(rows, tables[name], strict=True):
            for head, cell in written.items():
                value = typed.get(field.get(head, ""))
                if head in field and not isinstance(value, bool):
                    several = value if isinstance(value, list) else [value]
                    wanted = "；".join(
                        words.get((name, field[head], str(each)), "" if each is None else str(each)) for each in several
                    )
                    assert cell.removeprefix("'") == wanted.removeprefix("'"), (name, head, cell, value)
                    compared += 1
    assert {one["name"].replace("-", "_") for one in package["resources"]} == {
        name for name, rows in tables.items() if rows and name != "codes"
    }
    assert compared > 10_000


def test_every_list_has_as_many_lines_as_its_table(county: Built, tables: dict[str, Rows]) -> None:
    for url, name in LISTS.items():
        page = told(county, url)
        assert page["data"] == {"kind": "table", "table": name, "rows": f"data/v1/{name}.json"}
        first, *more = blocks(page, "table")
        listed = sum(len(one["rows"]) for one in (first, *more) if one["head"] == first["head"])
        # Who has left stands below those in the register; items out of use are on no list.
        wanted = [one for one in tables[name] if one.get("active", True)]
        undone = re.search(r"另有 (\d+) 次已经撤回或宣告无效", page["lead"])
        assert listed == len(wanted) + int(undone[1] if undone else 0), url
        assert county.files[url].count(b"<tr") >= min(listed, MOST) > 0


def test_the_front_page_counts_what_the_tables_hold(county: Built, tables: dict[str, Rows]) -> None:
    page = told(county, "index.html")
    year = json.loads(county.files["site.json"])["today"][:4]
    visits = [one for one in tables["visits"] if one["date"].startswith(year)]
    results = [one for one in tables["results"] if one["date"].startswith(year)]
    draws = [one for one in tables["draws"] if one["committed"].startswith(year)]
    seen = tile(page, "检查")
    own = [one for one in visits if one["draw"] or one["way"] == "elsewhere"]
    assert number(seen, "# 家次") == len(visits)
    assert number(seen, "按抽取去的 # 家次") == len(own)
    assert number(seen, "不经抽取的 # 家次") == len(visits) - len(own)
    found = tile(page, "发现问题")
    assert number(found, "# 项") == sum(one["result"] in WANTING for one in results)
    assert number(found, "公示结果 # 项") == len(results)
    assert number(tile(page, "今年计划"), "# 项任务") == sum(
        str(one["year"]) == year and one["cancelled"] is None for one in tables["tasks"]
    )
    assert number(tile(page, "已经抽取"), "# 次抽取") == sum(one["status"] != "void" for one in draws)
    assert number(tile(page, "有没有异常"), "# 项") == len(tables["irregularities"])
    assert number(tile(page, "按期了吗"), "今年的检查逾期公示 # 项") == sum(one["late"] for one in results)


def test_every_body_s_page_counts_its_rows(county: Built, tables: dict[str, Rows]) -> None:
    visits = Counter(one["body"] for one in tables["visits"])
    results = Counter(one["body"] for one in tables["results"])
    wanting = Counter(one["body"] for one in tables["results"] if one["result"] in WANTING)
    cases = Counter(one["body"] for one in tables["cases"])
    last = {one["body"]: one["date"] for one in sorted(tables["visits"], key=lambda one: str(one["date"]))}
    for one in tables["bodies"]:
        page, id_ = told(county, one["page"]), one["id"]
        assert (len(page["data"]["visits"]), len(page["data"]["cases"])) == (visits[id_], cases[id_])
        seen, found = tile(page, "上次检查"), tile(page, "查出了什么")
        if not visits[id_]:
            assert seen.startswith("还没有查过"), one["page"]
            continue
        assert seen.startswith(last[id_])
        assert number(seen, "一共查过 # 次") == visits[id_]
        assert number(found, "共公示结果 # 项") == results[id_]
        assert number(found, "发现问题 # 项") == wanting[id_] or "历次" in found
        assert int(re.findall(r"发现问题 (\d+) 项", found)[-1]) == wanting[id_]


def test_every_town_s_page_counts_its_rows(county: Built, tables: dict[str, Rows]) -> None:
    town = {one["id"]: one["town"] for one in tables["bodies"]}
    listed = Counter(one["town"] for one in tables["bodies"] if one["listed"])
    visits = Counter(town[one["body"]] for one in tables["visits"])
    wanting = Counter(town[one["body"]] for one in tables["results"] if one["result"] in WANTING)
    cases = Counter(town[one["body"]] for one in tables["cases"])
    pages = [name for name in county.pages if name.startswith("towns/") and "index" not in name]
    assert len(pages) == len(listed)
    for name in pages:
        page = told(county, name)
        about, one = page["data"], page["title"]
        assert [len(about[part]) for part in ("bodies", "visits", "problems", "cases")] == [
            listed[one], visits[one], wanting[one], cases[one],
        ]  # fmt: skip
        headings = " ".join(section["heading"] for section in page["sections"])
        assert number(headings, "监管对象（#）") == listed[one]
        for heading, count in (("发现的问题（#）", wanting), ("依法处理（#）", cases), ("检查（#）", visits)):
            assert (heading.split("（")[0] + "（" in headings) == bool(count[one]), (name, heading)
            if count[one]:
                assert number(headings, heading) == count[one], name


def test_every_visit_s_page_and_every_feed_say_the_same_result(county: Built, tables: dict[str, Rows]) -> None:
    by_record = {one["record"]: one for one in tables["results"]}
    for one in tables["visits"]:
        about = told(county, one["page"])["data"]
        assert about["visit"]["body"] == one["body"]
        assert about["visit"]["date"] == one["date"]
        for result in about["results"]:
            row = by_record[result["seq"]]
            assert (row["result"], row["item"], row["late"]) == (
                result["result"]["code"], result["result"]["item"], result["late"],
            )  # fmt: skip
            assert labels.RESULTS[row["result"]] in county.text(one["page"]), one["page"]
    assert sum(len(told(county, one["page"])["data"]["results"]) for one in tables["visits"]) == len(by_record)


def entries(county: Built, feed: str) -> list[tuple[str, str]]:
    tree = ElementTree.fromstring(county.files[feed])
    return [
        (
            one.findtext(f"{ATOM}title", ""),
            (found.get("href") or "") if (found := one.find(f"{ATOM}link")) is not None else "",
        )
        for one in tree.iter(f"{ATOM}entry")
    ]


def test_the_feeds_tell_of_the_newest_rows_and_every_body_s_feed_of_all_of_its(
    county: Built, tables: dict[str, Rows]
) -> None:
    results = sorted(tables["results"], key=lambda one: -int(one["record"]))
    newest = entries(county, "feeds/results.atom")
    assert len(newest) == min(50, len(results))
    for (title, href), row in zip(newest, results, strict=False):
        assert title.startswith(row["body_name"]), title
        assert href.endswith(row["page"]), (href, row)
        if row["result"] == "no-problem":
            assert title.endswith(labels.RESULTS["no-problem"])
    count = Counter(one["body"] for one in tables["results"])
    for one in tables["bodies"]:
        pages = {row["page"] for row in tables["results"] if row["body"] == one["id"]}
        own = entries(county, f"feeds/bodies/{one['id']}.atom")
        told_of = [href for _, href in own if any(href.endswith(page) for page in pages)]
        assert len(told_of) >= count[one["id"]], one["id"]
    pages = {one["page"] for one in tables["cases"]}
    of_cases = [href for _, href in entries(county, "feeds/cases.atom")]
    assert of_cases
    assert all(any(href.endswith(page) for page in pages) for href in of_cases)


def test_the_figures_of_every_year_are_those_of_the_tables(county: Built, tables: dict[str, Rows]) -> None:
    page = told(county, "figures/index.html")
    [years] = [one for one in blocks(page, "table") if one["head"][0] == "年度" and "逾期公示" in one["head"]]
    at = {head: place for place, head in enumerate(years["head"])}
    for row in years["rows"]:
        year = shown(row[0])[:4]
        results = [one for one in tables["results"] if one["date"].startswith(year)]
        wanted = {
            "检查": sum(one["date"].startswith(year) for one in tables["visits"]),
            "查过的对象": len({one["body"] for one in tables["visits"] if one["date"].startswith(year)}),
            "公示结果": len(results),
            "发现问题": sum(one["result"] in WANTING for one in results),
            "逾期公示": sum(one["late"] for one in results),
            "立案": sum(one["opened"].startswith(year) for one in tables["cases"]),
            "结案": sum((one["closed"] or "").startswith(year) for one in tables["cases"]),
        }
        assert {head: int(shown(row[at[head]]).split()[0]) for head in wanted} == wanted, year


def test_every_inspector_s_page_lists_the_visits_of_the_table(county: Built, tables: dict[str, Rows]) -> None:
    count = Counter(id_ for one in tables["visits"] for id_ in one["inspectors"])
    for one in tables["inspectors"]:
        assert len(told(county, one["page"])["data"]["visits"]) in (
            {count[one["id"]]} if one["listed"] else {0, count[one["id"]]}
        ), one["id"]


def picked(cell: Any) -> list[str]:
    """As `lists.js` takes a cell: a day by its year or month, several years by each, a text by what stands before the
    arrow."""
    text = shown(cell).strip()
    day = re.match(r"(\d{4})-(\d{2})-\d{2}", text)
    if day:
        return [f"{day[1]} 年", f"{day[1]} 年 {int(day[2])} 月"]
    return text.split("、") if re.fullmatch(r"\d{4} 年(、\d{4} 年)+", text) else [text.split(" → ")[0]]


def chosen(county: Built, href: str) -> int:
    """How many rows the list at ``href`` shows. Tables that a reader can choose in are counted from 1; the first bears
    no number, and one for which the address asks nothing counts only if none does."""
    url, _, query = href.partition("?")
    html = county.files[url].decode()
    choosable = [
        part.partition("</caption>")[0]
        for part in html.split("<caption>")[1:]
        if "data-choose" in part.partition("</thead>")[0]
    ]
    tables = [one for one in blocks(told(county, url), "table") if one["caption"] in choosable]
    count = heeded = 0
    asked = parse_qsl(query)
    for place, one in enumerate(tables, 1):
        prefix = "" if place == 1 else str(place)
        own = {
            head.removeprefix(prefix): value
            for head, value in asked
            if head.removeprefix(prefix) in one["head"] and head.startswith(prefix)
        }
        if own:
            at = {head: one["head"].index(head) for head in own}
            heeded += len(own)
            count += sum(all(value in picked(row[at[head]]) for head, value in own.items()) for row in one["rows"])
    assert heeded == len(asked), (href, "no such head")
    return count


def test_every_count_that_leads_to_a_list_is_the_number_of_its_rows(county: Built) -> None:
    followed: Counter[str] = Counter()
    for name in county.files:
        if not name.endswith(".json") or name.startswith(("data/", "schemas/", "vectors/", "records/", "draws/RW")):
            continue
        for one in re.findall(rb'"text": "([^"]*)",\s*"href": "([^"?]*\?[^"]*)"', county.files[name]):
            text, href = (part.decode() for part in one)
            count = re.search(r"\d+", text)
            assert count is not None, (name, text)
            assert chosen(county, href) == int(count[0]), (name, text, href)
            followed[name.partition("/")[0]] += 1
    assert set(followed) >= {
        "index.json",
        "towns",
        "figures",
        "items",
        "compare",
        "plans",
        "burden",
        "overdue",
        "draws",
    }
    assert followed.total() > 300, followed


#: A number with what it counts, or bare.
COUNT = re.compile(r"\D*?([1-9]\d*) ?(?:家次|个|项|件|次|条|人|对|名|份)|([1-9]\d{0,5})$")
#: Counts that lead to no list, by the page (without its ending) and the head or label under which they stand: why.
WITHOUT_LIST: dict[tuple[str, str], str] = {
    ("bodies/.*", "查出了什么|上次检查"): "leads to the visit itself",
    ("bodies/.*", "名次"): "a rank",
    (".*/index", "新增|变更|移出"): "the record in the same row lists them",
    (
        "burden/index",
        "合并和免予|免予检查|重复检查|平均.*|现场时间",
    ): "reckoned from several visits; the lists are below",
    ("burden/index", "上限|现在"): "a rule",
    ("burden/index", "发现问题"): "of one body: its page, to which the row leads, tells them",
    ("checkpoints/index", "记录条数"): "the ledger up to there",
    ("comparisons/index", "名单中的对象|名录中有的"): "of a list that stays with the office",
    ("data/index", "条数"): "of the files in the same row",
    ("draws/.*", "名次|对象数|抽取数|抽取时分到的对象数"): "reckoned in this draw, whose tables stand on the page",
    ("feedback/index", ".*"): "reported by 纪检组 as numbers alone",
    ("figures/index", "件数|年度"): "what a median was taken of",
    ("figures/index", "参加的检查"): "of a firm; the visits' own pages name it",
    ("figures/index", "合计"): "leads to the inspector's page, which lists them all",
    ("index|oversight/index", "今年计划|按期了吗|有没有异常|异常情况"): "leads to the page that lists them all",
    ("index|plans/.*", "已经抽取|抽取"): "while some are sealed, leads to the draws",
    ("items/.*", "每个对象每年至多"): "a rule",
    ("outreach/index", ".*"): "a poster, to be printed",
    ("oversight/index", "意见|所涉记录"): "the record in the same row names them",
    ("plans/.*", "任务|任务数"): "leads to the plan, which lists them",
    ("reports/.*", ".*"): "beside each number stand the records that it counts",
    ("rule-changes/index", ".*"): "between two changes of a rule, which no calendar year bounds",
    ("summaries/index", ".*"): "as it was signed, on that day",
    ("tasks/.*", "范围内的对象|可以参加的检查人员"): "listed below on the page",
    ("tasks/.*", "抽取"): "an ordinal",
    ("tasks/.*|draws/index", "抽取数"): "of a draw whose names are not public, or that is void",
    ("towns/.*|undrawn/index.*", "参加抽取"): "of one body: its page, to which the row leads, lists them",
    ("trainings/index", ".*"): "what training is needed, by year; inspectors are named beside",
    ("visits/.*", "字节数|位置"): "no count of records",
    ("week/index", "公示的结果|条数"): "listed on the page",
}


def counts(page: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every cell of tables and tiles, and every fact that is a count, under its head or label."""
    for one in blocks(page, "table"):
        for row in one["rows"]:
            yield from zip(one["head"], row, strict=True)
    for one in blocks(page, "tiles"):
        yield from ((label, cell) for label, cell, _ in one["tiles"])
    for one in blocks(page, "facts"):
        yield from ((label, cell) for label, cell in one["pairs"] if COUNT.fullmatch(shown(cell)))


def test_every_count_leads_to_its_list_or_says_why_not(county: Built) -> None:
    """Whatever counts records or bodies and leads to no choice of a list (which the test above follows) is named
    above."""
    used: set[tuple[str, str]] = set()
    bare: dict[tuple[str, str], str] = {}
    for name in county.pages:
        if name.startswith(("records/", "decisions/")) or name.removesuffix(".html") + ".json" not in county.files:
            continue
        page = told(county, name)
        if "sections" not in page:
            continue
        for label, cell in counts(page):
            if not COUNT.match(shown(cell)) or "?" in (cell["href"] if isinstance(cell, dict) else ""):
                continue
            where = name.removesuffix(".html")
            excused = [one for one in WITHOUT_LIST if re.fullmatch(one[0], where) and re.fullmatch(one[1], label)]
            used.update(excused)
            if not excused:
                bare.setdefault((where.partition("/")[0], label), shown(cell))
    assert bare == {}
    assert set(WITHOUT_LIST) - used == set(), "nobody needs these excuses any more"
