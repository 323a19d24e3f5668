"""``datapackage.json``: what the CSV files are, for programs (Frictionless Data Package v1), and the same for search
engines (schema.org Dataset as JSON-LD)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ssj_publish.core.state import State
from ssj_publish.site.opendata.sheets import Column, Sheet
from ssj_publish.site.press import Print

_FORMATS = {"string": "default", "integer": "default", "date": "default", "datetime": "any"}
TEXT_RULE = (
    "文本若以 = + - @（或其全角）开头（前面有空格也算），或以撇号、制表符、换行开头，前面加了一个撇号，"
    "以免被表格软件当作公式；每个文本去掉一个开头的撇号就是原文。"
)


def package(
    state: State,
    newest: datetime,
    title: str,
    sheets: Sequence[Sheet],
    prints: Mapping[str, Print],
    site: Mapping[str, str],
) -> str:
    """The descriptor of the sheets' CSV files, which are among ``prints``."""
    whole = {
        "profile": "tabular-data-package",
        "name": "ssj-open-data",
        "id": state.genesis.id,
        "title": title,
        "description": TEXT_RULE,
        "created": newest.isoformat(),
        **({"licenses": [{"path": site["data_license"]}]} if site.get("data_license") else {}),
        "contributors": [{"title": site.get("sponsor") or state.bureau, "role": "publisher"}],
        "resources": [_resource(one, prints[csv_url(one)]) for one in sheets],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _resource(one: Sheet, made: Print) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": one.name,
        "title": one.title,
        "description": one.about,
        "path": f"{one.name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": made.size,
        "hash": f"sha256:{made.digest.hex()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": {
            "fields": [_field(column, column.name == one.key) for column in one.columns],
            **({"primaryKey": [one.key]} if one.key else {}),
            "foreignKeys": [
                {"fields": [here], "reference": {"resource": "" if there == one.name else there, "fields": [theirs]}}
                for here, (there, theirs) in one.links
            ],
        },
    }


def _field(column: Column, key: bool) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": True, "unique": True} if key else {}
    if column.codes:
        limits["enum"] = list(column.codes)
    field = {
        "name": column.name,
        "type": column.written,
        "format": _FORMATS[column.written],
        "description": column.about,
    }
    return field | ({"constraints": limits} if limits else {})


def dataset(
    state: State, newest: datetime, title: str, sheets: Sequence[Sheet], root: str, site: Mapping[str, str]
) -> str:
    """JSON-LD to stand within a page: nothing in it can end the element that it stands in."""
    base = f"{root}/data" if root else "."
    whole = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title,
        "description": "抽查事项、监管对象、检查人员、年度任务、随机抽取、检查记录和结果、案件处理，全部由可核对的台账生成。",
        "identifier": state.genesis.id,
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "temporalCoverage": f"{state.genesis.time:%Y-%m-%d}/{newest:%Y-%m-%d}",
        "dateModified": newest.isoformat(),
        "creator": {"@type": "GovernmentOrganization", "name": site.get("sponsor") or state.bureau},
        **({"license": site["data_license"]} if site.get("data_license") else {}),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": one.title,
                "encodingFormat": "text/csv",
                "contentUrl": f"{base}/{one.name}.csv",
            }
            for one in sheets
        ],
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def csv_url(one: Sheet) -> str:
    """Where the sheet's CSV is; the descriptor stands beside it."""
    return f"data/{one.name}.csv"
