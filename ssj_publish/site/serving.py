"""How the site's files are to be served: the type of each, and for how long others may keep it.

One table for ``ssj site serve`` and for the recipes of nginx and Caddy. C2SP tlog-tiles asks for the types of the log's
files, for long lives of tiles, which never change, and for seconds at most of the checkpoint. A record above the newest
checkpoint may still be put behind another, and lists grow: they are asked for again, like the pages. Texts go
compressed, to a tenth of their length: neither server does so unless it is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

TEXT: Final = "text/plain; charset=utf-8"
BYTES: Final = "application/octet-stream"
#: Seconds.
_YEAR: Final = 365 * 86_400
FOREVER: Final = f"public, max-age={_YEAR}, immutable"
SHORTLY: Final = "public, max-age=5"
AGAIN: Final = "no-cache"
#: What is worth compressing, beside HTML; nginx compresses that in any case, and refuses to be told twice.
COMPRESSED: Final = (
    "text/plain", "text/css", "text/javascript", "application/javascript", "application/json", "application/xml",
    "application/atom+xml", "image/svg+xml", "text/csv",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """Addresses that match ``pattern`` (a regular expression on the path) are of ``type``, and kept as ``cache``
    says."""

    pattern: str
    type: str
    cache: str


#: The first that matches counts; what matches none is served as any file of its kind, and asked for again each time.
WAYS: Final = (
    Way(r"^/ledger/tile/", BYTES, FOREVER),
    Way(r"^/ledger/checkpoint$", TEXT, SHORTLY),
    Way(r"^/ledger/checkpoints/[0-9]+\.(note|[0-9a-f]+\.cosig)$", TEXT, FOREVER),
    Way(r"^/ledger/checkpoints/.+\.tsr$", "application/timestamp-reply", FOREVER),
    Way(r"\.(yaml|tlog-proof)$|/SHA256SUMS$|/policy$", TEXT, AGAIN),
    Way(r"\.woff2$", "font/woff2", AGAIN),
    Way(r"\.csv$", "text/csv; charset=utf-8", AGAIN),
    Way(r"\.xml$", "application/xml; charset=utf-8", AGAIN),
    Way(r"\.xlsx$", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", AGAIN),
)


def way(path: str) -> Way | None:
    """How the file at ``path`` (with its first slash, without a question) is served."""
    return next((one for one in WAYS if re.search(one.pattern, path)), None)


def nginx() -> str:
    """The part of a server block of nginx that serves the folder so; ``root`` is the operator's."""
    lines = [
        "# nginx：放进 server { … } 里，root 指向网站的文件夹。",
        "charset utf-8;",
        "error_page 404 /404.html;",
        "gzip on;",
        "gzip_vary on;",
        "gzip_comp_level 6;",
        f"gzip_types {' '.join(COMPRESSED)};",
        "add_header Cache-Control no-cache;",
    ]
    for one in WAYS:
        type_ = one.type.partition(";")[0]
        lines += [
            f'location ~ "{one.pattern}" {{',
            f"    types {{ }} default_type {type_};",
            "    charset_types text/plain text/csv application/xml;",
        ]
        lines += [f'    add_header Cache-Control "{one.cache}";', "}"]
    return "\n".join((*lines, ""))


def caddy() -> str:
    """The same for a site of a Caddyfile."""
    lines = [
        "# Caddy：放进站点的 { … } 里，root 指向网站的文件夹。",
        "encode zstd gzip",
        "header ?Cache-Control no-cache",
    ]
    # Caddy lets the last directive win, so the first of ours comes last.
    for number, one in reversed(list(enumerate(WAYS))):
        lines += [f"@way{number} path_regexp {one.pattern}", f"header @way{number} {{"]
        lines += [f'    Content-Type "{one.type}"', f'    Cache-Control "{one.cache}"', "}"]
    lines += ["handle_errors {", "    rewrite * /404.html", "    file_server", "}"]
    return "\n".join((*lines, "file_server", ""))


RECIPES: Final = {"nginx": nginx, "caddy": caddy}
