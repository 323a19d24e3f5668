"""How the site is served: types and lives as tlog-tiles asks, the same by our own server and by the recipes."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from ssj_publish.site import build, serving

TEXT, BYTES = "text/plain; charset=utf-8", "application/octet-stream"
FILES = {
    "index.html": ("text/html; charset=utf-8", "no-cache"),
    "ledger/checkpoint": (TEXT, "public, max-age=5"),
    "ledger/tile/0/000": (BYTES, "public, max-age=31536000, immutable"),
    "ledger/tile/entries/x001/000.p/37": (BYTES, "public, max-age=31536000, immutable"),
    "ledger/000/000123.yaml": (TEXT, "no-cache"),
    "ledger/000/000123.tlog-proof": (TEXT, "no-cache"),
    "ledger/SHA256SUMS": (TEXT, "no-cache"),
    "ledger/policy": (TEXT, "no-cache"),
    "ledger/checkpoints/000549.note": (TEXT, "public, max-age=31536000, immutable"),
    "ledger/checkpoints/000549.1a2b3c4d.cosig": (TEXT, "public, max-age=31536000, immutable"),
    "ledger/checkpoints/000549.ca.tsr": ("application/timestamp-reply", "public, max-age=31536000, immutable"),
    "ledger/checkpoints/SHA256SUMS": (TEXT, "no-cache"),
    "data/draws.json": ("application/json", "no-cache"),
    "data/bodies.csv": ("text/csv; charset=utf-8", "no-cache"),
    "feeds/all.xml": ("application/xml; charset=utf-8", "no-cache"),
}


def test_our_own_server(tmp_path: Path) -> None:
    """All over one connection, which a client may keep (tlog-witness: SHOULD)."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(build._Handler, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        for name, (type_, cache) in FILES.items():
            connection.request("GET", f"/{name}?x")
            answer = connection.getresponse()
            assert answer.read() == b"x"
            assert not answer.will_close
            assert (name, answer.getheader("Content-Type"), answer.getheader("Cache-Control")) == (name, type_, cache)
        connection.close()
        server.shutdown()


@pytest.mark.parametrize("name", [name for name in FILES if serving.way(f"/{name}")])
def test_the_recipes_say_the_same(name: str) -> None:
    """nginx takes the first regular expression that matches; of Caddy's header directives the last one stands."""
    type_, cache = FILES[name]
    blocks = re.findall(
        r'location ~ "(.+)" \{\n +types \{ \} default_type (.+);\n.*\n +add_header Cache-Control "(.+)";',
        serving.nginx(),
    )
    assert len(blocks) == len(serving.WAYS)
    first = next(block for block in blocks if re.search(block[0], f"/{name}"))
    assert first[1:] == (type_.partition(";")[0], cache)
    matchers = dict(re.findall(r"(@way\d+) path_regexp (.+)", serving.caddy()))
    headers = re.findall(r'header (@way\d+) \{\n +Content-Type "(.+)"\n +Cache-Control "(.+)"', serving.caddy())
    assert len(headers) == len(serving.WAYS)
    last = [header for header in headers if re.search(matchers[header[0]], f"/{name}")][-1]
    assert last[1:] == (type_, cache)


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[HTTPConnection]:
    """A real nginx on this machine, of which only the recipe says how it serves the folder ``site``."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        pytest.skip("there is no nginx")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    types = "types { text/html html; text/css css; application/javascript js; application/json json; image/png png; }"
    own = "".join(f"{one}_temp_path {tmp_path}/{one}; " for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; error_log {tmp_path}/errors; daemon off; master_process off; events {{}}\n"
        f"http {{ {types} {own} access_log off; server {{ listen 127.0.0.1:{port}; root {tmp_path}/site;\n"
        f"{serving.nginx()}}} }}\n",
        "utf-8",
    )
    with subprocess.Popen([program, "-p", tmp_path, "-c", tmp_path / "nginx.conf"]) as running:
        for _ in range(500):
            with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.01)
        yield HTTPConnection("127.0.0.1", port, timeout=10)
        running.terminate()


def test_nginx_serves_so_and_compresses_what_is_text(nginx: HTTPConnection, tmp_path: Path) -> None:
    pages = {"404.html": ("text/html; charset=utf-8", "no-cache"), "theme/site.css": ("text/css", "no-cache")}
    for name in FILES | pages:
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(b"x" * 2000)
    for name, (type_, cache) in (FILES | pages).items():
        nginx.request("GET", f"/{name}", headers={"Accept-Encoding": "gzip"})
        answer = nginx.getresponse()
        data = answer.read()
        told = (answer.getheader("Content-Type"), answer.getheader("Cache-Control"))
        assert (name, answer.status, *told) == (name, 200, type_, cache)
        packed = answer.getheader("Content-Encoding") == "gzip"
        assert packed == (type_.partition(";")[0] not in (BYTES, "application/timestamp-reply")), name
        assert (gzip.decompress(data) if packed else data) == b"x" * 2000
    nginx.request("GET", "/no/such/page.html")
    answer = nginx.getresponse()
    assert (answer.status, answer.read()) == (404, b"x" * 2000)
