"""``ssj site compare``: the published site against one's own build, file by file, over real HTTP."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.cli import run
from ssj_publish.site import compare as room
from ssj_publish.site.build import build
from ssj_publish.site.compare import compare
from ssj_publish.site.opendata import sums
from tests.site.conftest import ROOT
from tests.web.test_http import answer, speaking
from tests.web.test_mirror import serving
from tests.world import World

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("县 教育局")
    World().found().register().plan().write(folder)
    return folder


@pytest.fixture(scope="module")
def built(repo: Path) -> Path:
    return build(repo, repo / "output").output


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """What the server has, to be changed."""
    return Path(shutil.copytree(built, tmp_path / "served"))


@pytest.fixture
def url(site: Path) -> Iterator[str]:
    with serving(site) as (address, _):
        yield f"{address}/"


def test_the_same_site_is_the_same(url: str, repo: Path, built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = compare(url, built)
    assert found.holds
    assert found.same == sum(path.is_file() for path in built.rglob("*"))
    assert run(["-C", str(repo), "site", "compare", f"{url}index.html"]) == 0
    assert f"✓ {found.same} 个文件逐字节相同" in capsys.readouterr().out


def test_a_page_changed_on_the_server_is_named_though_its_own_list_agrees(
    url: str, site: Path, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = site / "bodies" / "S001.html"
    page.write_text(page.read_text("utf-8").replace("S001", "S002", 1), "utf-8")
    (site / "bodies" / "S003.html").unlink()
    (site / "bodies" / "S999.html").write_text("<p>新增</p>", "utf-8")
    sums.write(site, {})
    found = compare(url, built)
    assert set(found.different) == {"bodies/S001.html", "SHA256SUMS", "SM3SUMS"}
    assert found.missing == ("bodies/S003.html",)
    assert found.extra == ("bodies/S999.html",)
    assert run(["site", "compare", url, "--output", str(built)]) == 1
    out = capsys.readouterr().out
    for line in ("✗ 内容不同：bodies/S001.html", "✗ 网站上没有：bodies/S003.html", "✗ 网站上多出：bodies/S999.html"):
        assert line in out


def test_a_file_that_does_not_end_is_another_one(url: str, site: Path, built: Path) -> None:
    with (site / "map.json").open("ab") as file:
        file.truncate(1 << 24)
    assert compare(url, built).different == ("map.json",)


def test_a_site_that_floods_every_file_is_left(
    url: str, site: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file stays below its own limit; together they would fill the line for days."""
    monkeypatch.setattr(room, "_SPARE", 1 << 20)
    for path in site.rglob("*.html"):
        with path.open("ab") as file:
            file.truncate(path.stat().st_size + (1 << 19))
    with pytest.raises(errors.BudgetSpent):
        compare(url, built)


@pytest.mark.parametrize("name", ["pelicanconf.py", "theme"])
def test_what_runs_a_bureaus_own_program_says_so_and_asks(
    url: str, repo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A clone may be read by whoever trusts none of its programs: nothing of it runs before a yes."""
    clone = Path(shutil.copytree(repo, tmp_path / "clone", ignore=shutil.ignore_patterns("output")))
    mark = tmp_path / "mark"
    if name == "theme":
        shutil.copytree(ROOT / "theme", clone / "theme")
    else:
        own = "from ssj_publish.site.settings import *\n"
        (clone / name).write_text(f"{own}import pathlib\npathlib.Path({str(mark)!r}).touch()\n")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert run(["-C", str(clone), "site", "compare", url]) == 2
    told = capsys.readouterr()
    assert name in told.err
    assert "--output" in told.err
    assert not mark.exists()
    run(["-C", str(clone), "site", "compare", url, "--yes"])
    assert mark.exists() == (name == "pelicanconf.py")
    assert name in capsys.readouterr().err


def test_an_older_ledger_and_other_software_are_given_as_the_reason(
    url: str, site: Path, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = site / "site.json"
    count = len(list((built / "ledger").glob("[0-9]*/*.yaml")))
    text = (
        told.read_text("utf-8")
        .replace(f'"records": {count}', f'"records": {count + 2}')
        .replace('"pelican": "', '"pelican": "0')
    )
    told.write_text(text, "utf-8")
    assert run(["site", "compare", url, "--output", str(built)]) == 1
    out = capsys.readouterr().out
    assert f"网站依据的台账有 {count + 2} 条记录，本机的有 {count} 条" in out
    assert "版本不同" in out
    assert "pelican" in out


@pytest.mark.parametrize("told", ["", "[]", '{"records": "many"}', '{"records": 1, "software": [1]}', "\x00" * 50])
def test_a_site_json_that_is_none_is_only_different(url: str, site: Path, built: Path, told: str) -> None:
    (site / "site.json").write_text(told, "utf-8")
    assert compare(url, built).different == ("site.json",)


def test_a_list_that_is_none_and_a_server_that_is_none_are_said(url: str, site: Path, built: Path) -> None:
    (site / "SHA256SUMS").write_bytes(b"nothing\n")
    with pytest.raises(errors.SumsMalformed):
        compare(url, built)
    with pytest.raises(errors.NotThere):
        compare(f"{url}/elsewhere", built)
    with speaking(answer("500 Oops")) as broken, pytest.raises(errors.AnswerRefused):
        compare(broken, built)
    assert run(["site", "compare", "no address", "--output", str(built)]) != 0
