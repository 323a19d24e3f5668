"""Sites of a few files, written by hand: what a build takes over from the last one, and how a served site is held to
one's own."""

from __future__ import annotations

import errno
import json
import logging
import os
import socket
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pelican.log import FatalLogger

from ssj_publish import errors
from ssj_publish.site import build, compare, press
from ssj_publish.site.compare import Comparison
from ssj_publish.site.opendata import sums
from ssj_publish.site.press import Press, key
from ssj_publish.site.settings import SETTINGS, packaged
from tests.web.test_mirror import serving


def told(**changes: Any) -> str:
    return json.dumps({"records": 9, "software": {"pelican": "4", "jinja2": "3"}} | changes)


def written(folder: Path, **changes: str) -> Path:
    """A site of four files and its two lists."""
    files = {"index.html": "首页", "a/图 1.txt": "图", "site.json": told(), "b.txt": "乙"} | changes
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    sums.write(folder, {})
    return folder


@pytest.fixture
def built(tmp_path: Path) -> Path:
    return written(tmp_path / "built")


@pytest.fixture
def served(tmp_path: Path) -> Path:
    return written(tmp_path / "served")


@pytest.fixture
def url(served: Path) -> Iterator[str]:
    with serving(served) as (address, _):
        yield address


SAME = Comparison(same=6, different=(), missing=(), extra=(), ours=9, theirs=9, software=())


def test_the_same_site_is_the_same_however_it_is_addressed(url: str, built: Path) -> None:
    seen: list[tuple[int, int]] = []
    assert compare.compare(url, built, lambda done, count: seen.append((done, count))) == SAME
    assert seen == [(done, 6) for done in range(1, 7)]
    for address in (f"{url}/", f"{url}/index.html", f"{url}/index.html/"):
        found = compare.compare(address, built)
        assert found == SAME
        assert found.holds


def test_what_is_other_gone_or_more_is_named(url: str, served: Path, built: Path) -> None:
    (served / "b.txt").unlink()
    (served / "c.txt").write_text("丙", "utf-8")
    written(served, **{"index.html": "别的", "site.json": told(records=12, software={"pelican": "5", "jinja2": "3"})})
    (served / "b.txt").unlink()
    sums.write(served, {})
    found = compare.compare(url, built)
    lists = ("SHA256SUMS", "SM3SUMS")
    assert found == Comparison(
        1, ("SM3SUMS", "index.html", "site.json", "SHA256SUMS"), ("b.txt",), ("c.txt",), 9, 12, ("pelican",)
    )
    assert set(lists) < set(found.different)
    assert not found.holds


@pytest.mark.parametrize("one", ["different", "missing", "extra"])
def test_one_difference_is_enough(one: str) -> None:
    changes: dict[str, Any] = {one: ("x",)}
    assert not replace(SAME, **changes).holds


@pytest.mark.parametrize("text", ["", "[]", '{"records": "many"}', '{"software": [1]}', "\x00"])
def test_what_is_no_site_json_tells_nothing(url: str, served: Path, built: Path, text: str) -> None:
    (served / "site.json").write_text(text, "utf-8")
    found = compare.compare(url, built)
    assert (found.different, found.theirs, found.software) == (("site.json",), 0, ())


def test_a_site_without_its_lists_lacks_them(url: str, served: Path, built: Path) -> None:
    for name in ("SHA256SUMS", "SM3SUMS", "site.json"):
        (served / name).unlink()
    found = compare.compare(url, built)
    assert (found.missing, found.extra, found.theirs) == (("SM3SUMS", "site.json", "SHA256SUMS"), (), 0)


def test_a_file_is_read_a_megabyte_beyond_the_true_one(url: str, served: Path, built: Path) -> None:
    """Beyond that it is another one, however it goes on."""
    for more in (1 << 20, (1 << 20) + 1):
        with (served / "b.txt").open("wb") as file:
            file.truncate(len("乙".encode()) + more)
        assert compare.compare(url, built).different == ("b.txt",)


def test_a_site_that_is_not_there_is_none_that_differs(url: str, built: Path) -> None:
    with pytest.raises(errors.NotThere):
        compare.compare(f"{url}/elsewhere", built)


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SSJ_CACHE_DIR", str(tmp_path / "cache"))
    made = Press(tmp_path / "site")
    for name in ("a.txt", "b/c.txt"):
        made.plain(name, name.encode())
    press.remember(tmp_path / "site", "program", made.prints)
    return tmp_path / "site"


def again(output: Path, name: str, data: bytes, program: str = "program") -> tuple[bool, bytes]:
    """Whether the file is taken over from ``output`` by the next build, and what then stands there."""
    fresh = output.with_name("fresh")
    made = Press(fresh, output, press.recall(output, program))
    made.plain(name, data)
    return (fresh / name).stat().st_ino == (output / name).stat().st_ino, (fresh / name).read_bytes()


def test_a_print_tells_the_bytes_and_their_digests(output: Path) -> None:
    found = press.recall(output, "program")
    assert set(found) == {"a.txt", "b/c.txt"}
    for name, one in found.items():
        data = name.encode()
        assert (one.key, one.digest, one.sm3, one.size) == (
            key(data), sha256(data).digest(), sums.sm3_of([data]), len(data),
        )  # fmt: skip
        assert (output / name).read_bytes() == data


def test_what_was_made_from_the_same_is_taken_over(output: Path) -> None:
    assert again(output, "b/c.txt", b"b/c.txt") == (True, b"b/c.txt")


@pytest.mark.parametrize(
    ("name", "data", "program"),
    [("a.txt", b"new", "program"), ("a.txt", b"a.txt", "another")],
    ids=["other values", "another program"],
)
def test_what_was_made_from_something_else_is_not(output: Path, name: str, data: bytes, program: str) -> None:
    assert again(output, name, data, program) == (False, data)


def test_a_file_that_somebody_has_touched_is_made_afresh(output: Path) -> None:
    os.utime(output / "a.txt", (1, 1))
    assert again(output, "a.txt", b"a.txt") == (False, b"a.txt")


def test_a_file_that_was_touched_before_it_was_remembered_is_forgotten(output: Path) -> None:
    found = press.recall(output, "program")
    os.utime(output / "a.txt", (1, 1))
    press.remember(output, "program", found)
    assert set(press.recall(output, "program")) == {"b/c.txt"}


def test_a_folder_that_was_copied_was_not_built_there(output: Path) -> None:
    assert press.recall(output.with_name("elsewhere"), "program") == {}
    output.rename(output.with_name("elsewhere"))
    assert press.recall(output.with_name("elsewhere"), "program") == {}


def test_a_file_is_made_once(output: Path, tmp_path: Path) -> None:
    made = Press(tmp_path / "x", output, press.recall(output, "program"))
    made.plain("a.txt", b"one")
    with pytest.raises(ValueError, match=r"a\.txt is made twice"):
        made.plain("a.txt", b"two")
    other = made.another()
    assert other.prints == {}
    assert other.has("b/c.txt", key(b"b/c.txt"))
    assert not other.has("b/c.txt", key(b"x"))
    assert not other.has("x", key(b"x"))
    other.plain("a.txt", b"one")
    with pytest.raises(ValueError, match=r"a\.txt is made twice"):
        made.join(other.prints)
    third = made.another()
    third.plain("c.txt", b"three")
    made.join(third.prints)
    assert set(made.prints) == {"a.txt", "c.txt"}


def test_parts_of_a_key_are_told_from_their_neighbours() -> None:
    assert len({key("ab", "c"), key("a", "bc"), key("abc"), key(["ab", "c"]), key("c", "ab")}) == 5
    assert key({"a": 1, "b": 2}) == key({"b": 2, "a": 1})


def test_a_program_is_its_texts_and_its_settings(tmp_path: Path) -> None:
    source = tmp_path / "x.py"
    source.write_text("one")
    first = press.program([source], [], {"A": 1})
    assert first == press.program([source], [], {"A": 1})
    assert first != press.program([source], [], {"A": 2})
    assert press.program([source], [], {"A": len}) == "", "somebody's own code"
    source.write_text("two")
    assert first != press.program([source], [], {"A": 1})


def test_only_a_site_is_replaced_or_served(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    (tmp_path / "file").write_text("x")
    for name in ("mine", "file"):
        with pytest.raises(errors.OutputForeign) as refused:
            build.build(tmp_path, tmp_path / name)
        assert refused.value.data == {"folder": str(tmp_path / name)}
    with pytest.raises(errors.SiteMissing) as missing:
        build.existing(tmp_path / "mine")
    assert missing.value.data == {"folder": str(tmp_path / "mine")}
    (tmp_path / "mine" / "site.json").write_text("{}")
    assert build.existing(tmp_path / "mine") == tmp_path / "mine"


def settings(repo: Path, said: str = "") -> dict[str, Any]:
    repo.mkdir(exist_ok=True)
    (repo / "pelicanconf.py").write_text(said, "utf-8")
    return build.settings_of(repo, OUTPUT_PATH="out")


def test_a_bureau_says_as_little_as_its_name(tmp_path: Path) -> None:
    repo = tmp_path / "repo"
    found = settings(repo, 'SITENAME = "临江县"\n')
    assert (found["SITENAME"], found["OUTPUT_PATH"]) == ("临江县", "out")
    assert (found["PATH"], found["THEME"]) == (str(packaged("content")), str(packaged("theme")))
    assert build.settings_of(tmp_path / "none")["SITENAME"] == SETTINGS["SITENAME"]
    (repo / "content").mkdir()
    (repo / "looks").mkdir()
    found = settings(repo, 'THEME = "looks"\nPLUGIN_PATHS = ["more"]\n')
    assert (found["PATH"], found["THEME"]) == (str(repo / "content"), str(repo / "looks"))
    assert found["PLUGIN_PATHS"] == [str(repo / "more")]
    assert not (repo / "__pycache__").exists()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("1 / 0\n", "ZeroDivisionError: division by zero"),
        ('JINJA_ENVIRONMENT = {"autoescape": False}\n', "JINJA_ENVIRONMENT 没有打开 autoescape"),
        ("JINJA_ENVIRONMENT = {}\n", "JINJA_ENVIRONMENT 没有打开 autoescape"),
    ],
)
def test_settings_that_cannot_be_used_are_told_with_their_file(tmp_path: Path, said: str, reason: str) -> None:
    with pytest.raises(errors.SiteSettings) as refused:
        settings(tmp_path / "repo", said)
    assert refused.value.data == {"path": str(tmp_path / "repo" / "pelicanconf.py"), "reason": reason}


def test_a_column_of_decisions_is_there_where_there_are_some(tmp_path: Path) -> None:
    told = {"DIRECT_TEMPLATES": ["index", "decisions", "map"]}
    assert build._content(told, tmp_path) == {"PATH": str(tmp_path), "DIRECT_TEMPLATES": ["index", "map"]}
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "1.md").write_text("x")
    assert build._content(told, tmp_path) == {"PATH": str(tmp_path), "DIRECT_TEMPLATES": told["DIRECT_TEMPLATES"]}


def test_other_plugins_have_a_say_of_which_no_key_tells(tmp_path: Path) -> None:
    plain = settings(tmp_path / "repo")
    assert len(build._program(plain)) == 64
    assert build._program(plain) == build._program(plain | {"OUTPUT_PATH": "elsewhere"})
    assert build._program(plain) != build._program(plain | {"SITENAME": "另一个"})
    assert build._program(plain | {"PLUGINS": [*plain["PLUGINS"], "other"]}) == ""


def test_a_site_without_the_ledgers_plugin_is_none(tmp_path: Path) -> None:
    with pytest.raises(errors.SiteFailed) as refused:
        build._run(settings(tmp_path / "repo") | {"PLUGINS": []})
    assert refused.value.data == {"reason": "设置 PLUGINS 里没有 ssj_publish.site.plugin，网站就没有台账的内容"}


def test_a_port_that_is_taken_is_told(tmp_path: Path, served: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(errors.PortTaken) as refused:
            build.serve(served, port)
    assert refused.value.data == {"port": port, "reason": os.strerror(errno.EADDRINUSE)}


def test_what_pelican_says_is_wrong_ends_the_build_and_is_told(caplog: pytest.LogCaptureFixture) -> None:
    """On one line, and afterwards Pelican logs as before."""
    logger = logging.getLogger("pelican.of.a.test")
    before = list(logging.getLogger().handlers), FatalLogger.fatal_lvl
    with pytest.raises(errors.SiteFailed) as refused, build._strict():
        logger.warning("no\n  such %s", "page")
    assert refused.value.data == {"reason": "no such page"}
    assert (list(logging.getLogger().handlers), FatalLogger.fatal_lvl) == before
    with pytest.raises(errors.SiteFailed) as refused, build._strict():
        raise ChildProcessError
    assert refused.value.data == {"reason": "系统中途结束了生成网页的进程，多半是内存不够"}
    with pytest.raises(errors.SiteFailed) as refused, build._strict():
        raise RuntimeError("plain")
    assert refused.value.data == {"reason": "plain"}
