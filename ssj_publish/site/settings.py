"""What every build of the site needs, whatever the bureau: ``pelicanconf.py`` takes these over and adds its own.

Autoescape is on (Pelican leaves it off); addresses are relative, so that the site opens from disk and from any folder
of a portal; nothing here depends on the machine, its clock or its language.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent.parent


def packaged(name: str) -> Path:
    """``theme`` or ``content``: in a wheel inside the package, in a checkout beside it."""
    inside = _PACKAGE / f"_{name}"
    return inside if inside.is_dir() else _PACKAGE.parent / name


#: Who runs the site (国办发〔2017〕47号 and the footer); a bureau overrides all of it in its ``pelicanconf.py``.
#: ``party_badge`` is the address behind 党政机关网站标识 (中央编办电子政务中心 gives each site its own),
#: ``fault_badge`` that behind 我为政府网站找错 (国办秘函〔2019〕19号; it names the site's 标识码); ``report`` is the
#: page where readers report errors, ``column_type`` what all columns are in the norm's terms.
SSJ_SITE: dict[str, str] = {
    "domain": "",
    "id_code": "",
    "sponsor": "",
    "contact": "",
    "icp": "",
    "police": "",
    "party_badge": "",
    "fault_badge": "",
    "report": "complaint.html",
    "column_type": "信息公开",
}

SETTINGS: dict[str, Any] = {
    "PATH": str(packaged("content")),
    "THEME": str(packaged("theme")),
    "SITENAME": "双随机、一公开",
    "SITEURL": "",
    "SSJ_LEDGER": "ledger",
    "SSJ_TODAY": None,
    "SSJ_SITE": SSJ_SITE,
    "PLUGINS": ["ssj_publish.site.plugin"],
    "PLUGIN_PATHS": [],
    "JINJA_ENVIRONMENT": {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "extensions": []},
    "RELATIVE_URLS": True,
    "TIMEZONE": "Asia/Shanghai",
    "DEFAULT_LANG": "zh_cn",
    "LOCALE": ["C"],
    "DEFAULT_DATE_FORMAT": "%Y-%m-%d",
    # Prose: pages at the top, decisions in their folder.
    "PAGE_PATHS": ["pages"],
    "PAGE_URL": "{slug}.html",
    "PAGE_SAVE_AS": "{slug}.html",
    "ARTICLE_PATHS": ["decisions"],
    "ARTICLE_URL": "decisions/{slug}.html",
    "ARTICLE_SAVE_AS": "decisions/{slug}.html",
    "ARTICLE_ORDER_BY": "slug",
    "PAGE_ORDER_BY": "slug",
    "DEFAULT_CATEGORY": "决定",
    "USE_FOLDER_AS_CATEGORY": False,
    # Python compiles `verify_draw.py` in the theme for whoever imports it, and every package that pip installs.
    "IGNORE_FILES": ["**/.*", "__pycache__"],
    "STATIC_PATHS": ["images/fairness.svg", "vectors"],
    "MARKDOWN": {
        # By name: a setting that holds an object has no digest, and then no page of the last build could be taken over.
        "extensions": ["ssj_publish.site.scrolling:Scrolling", "ssj_publish.site.tongues:Tongues"],
        "extension_configs": {
            "markdown.extensions.tables": {},
            "markdown.extensions.fenced_code": {},
            "markdown.extensions.toc": {},
        },
        "output_format": "html5",
    },
    # None of a blog's indexes and feeds.
    "DIRECT_TEMPLATES": ["decisions", "map"],
    "MAP_SAVE_AS": "map.html",
    "DECISIONS_SAVE_AS": "decisions/index.html",
    "AUTHOR_SAVE_AS": "",
    "AUTHORS_SAVE_AS": "",
    "CATEGORY_SAVE_AS": "",
    "CATEGORIES_SAVE_AS": "",
    "TAG_SAVE_AS": "",
    "TAGS_SAVE_AS": "",
    "ARCHIVES_SAVE_AS": "",
    "DRAFT_SAVE_AS": "",
    "DRAFT_PAGE_SAVE_AS": "",
    "FEED_ALL_ATOM": None,
    "CATEGORY_FEED_ATOM": None,
    "TRANSLATION_FEED_ATOM": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "DEFAULT_PAGINATION": False,
    "LOAD_CONTENT_CACHE": False,
    "CACHE_CONTENT": False,
    "DELETE_OUTPUT_DIRECTORY": False,
}
