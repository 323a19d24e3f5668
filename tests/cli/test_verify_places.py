"""What people really have in hand: a copy of the site, the published zip, a folder that Windows has looked into."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from ssj_publish.ledger import layout, store
from ssj_publish.office.checkpoints import Log
from ssj_publish.site import source, tlog
from ssj_publish.site.opendata.archive import pack
from tests.bureau import LOG, logged
from tests.office.test_checkpoints import opened
from tests.world import World

Ssj = Any


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SSJ_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("SSJ_CACHE_DIR", str(tmp_path / "cache"))
    folder = World().found(**logged()).register().write(tmp_path / "office")
    log: Log = opened(folder)
    log.sign(LOG)
    return folder


def verified(ssj: Ssj, place: object, *more: object) -> Any:
    ran = ssj("verify", place, "--today", "2025-03-27", *more)
    assert ran.code == 0, ran.err
    return ran


@pytest.mark.parametrize("name", ["Thumbs.db", "desktop.ini", ".DS_Store", "._000001.yaml"])
@pytest.mark.parametrize("below", ["", "000", "checkpoints"])
def test_a_folder_that_a_system_has_looked_into_holds_and_is_told(
    ssj: Ssj, ledger: Path, name: str, below: str
) -> None:
    (ledger / below / name).write_bytes(b"\0")
    ran = verified(ssj, ledger)
    assert name in ran.err
    assert "没有读取" in ran.err


def test_nothing_else_may_lie_there(ssj: Ssj, ledger: Path) -> None:
    (ledger / "Thumbs.db.yaml").write_bytes(b"\0")
    assert ssj("verify", ledger).code == 1
    (ledger / "Thumbs.db.yaml").unlink()
    (ledger / "Thumbs.db").mkdir()
    assert ssj("verify", ledger).code == 1


@pytest.mark.parametrize("top", ["", "ledger/", "公示网站 副本/ledger/"])
def test_a_zip_is_verified_as_it_is(ssj: Ssj, ledger: Path, tmp_path: Path, top: str) -> None:
    """The published one, one made of the folder, one made of a saved site."""
    path = tmp_path / "台账.zip"
    with ZipFile(path, "w") as made:
        for one in sorted(ledger.rglob("*")):
            if one.is_file():
                made.write(one, top + one.relative_to(ledger).as_posix())
        made.writestr("unrelated.txt", b"x") if top else None
    assert verified(ssj, path).out == verified(ssj, ledger).out


def test_a_zip_of_a_changed_record_does_not_hold(ssj: Ssj, ledger: Path, tmp_path: Path) -> None:
    changed = ledger / layout.record_name(4)
    changed.write_bytes(changed.read_bytes() + b"\n")
    shutil.make_archive(str(tmp_path / "x"), "zip", ledger)
    assert ssj("verify", tmp_path / "x.zip").code == 1


@pytest.fixture
def url(ledger: Path, tmp_path: Path) -> Iterator[str]:
    site = tmp_path / "site"
    for name, data in tlog.files(source.read(ledger)):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
    (site / "other").write_bytes(b"<html>\n")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_checkpoint_kept_elsewhere_is_named_by_its_address(ssj: Ssj, ledger: Path, url: str) -> None:
    assert "延续" in verified(ssj, ledger, "--since", f"{url}/ledger/checkpoint").out
    assert ssj("verify", ledger, "--since", f"{url}/other").code == 2
    assert ssj("verify", ledger, "--since", f"{url}/missing").code == 3
    shorter = store.numbers(ledger)[-1]
    (ledger / layout.record_name(shorter)).unlink()
    shutil.rmtree(ledger / "checkpoints")
    assert ssj("verify", ledger, "--since", f"{url}/ledger/checkpoint").code == 1


def test_a_saved_copy_of_the_site_holds(ssj: Ssj, ledger: Path, url: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    for seq in store.numbers(ledger):
        (site / "ledger" / layout.record_name(seq)).write_bytes((ledger / layout.record_name(seq)).read_bytes())
    for place in (site, site / "ledger"):
        verified(ssj, place)


def test_the_published_archive_holds(ssj: Ssj, ledger: Path, tmp_path: Path) -> None:
    files = {
        f"ledger/{one.relative_to(ledger).as_posix()}": one.read_bytes() for one in ledger.rglob("*") if one.is_file()
    }
    (tmp_path / "ledger.zip").write_bytes(pack(files.items()))
    verified(ssj, tmp_path / "ledger.zip")
