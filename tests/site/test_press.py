"""A rebuild takes over what has not changed, and gives to the byte what a build from nothing gives."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssj_publish import errors
from ssj_publish.core.entry import record_name
from ssj_publish.ledger import disclosures, verified
from ssj_publish.machine import folders, strongbox
from ssj_publish.site import build as building
from ssj_publish.site import press
from ssj_publish.site.build import build
from ssj_publish.site.press import Press, key
from tests.site.conftest import ROOT
from tests.site.reading import Built
from tests.world import World

pytestmark = pytest.mark.slow

Change = Callable[[Path], None]
#: What Pelican copies, and the press never sees.
COPIED = ("theme/", "vectors/")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SSJ_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def repo(tmp_path: Path, full_world: World) -> Path:
    """A bureau with a theme and prose of its own, and a year's ledger."""
    folder = full_world.write(tmp_path / "县").parent
    # Of the decisions some are enough, and the examples for verifiers are copied as they are.
    left_out = shutil.ignore_patterns("vectors", "00[1-4]?-*.md")
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=left_out)
    shutil.copy(ROOT / "pelicanconf.py", folder)
    return folder


def afresh(repo: Path, tmp_path: Path) -> dict[str, bytes]:
    """What a build gives where nothing was built before."""
    shutil.rmtree(tmp_path / "fresh", ignore_errors=True)
    return Built(build(repo, tmp_path / "fresh").output).files


def inodes(site: Path) -> dict[str, int]:
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in site.rglob("*") if path.is_file()}


def taken_over(site: Path, before: dict[str, int]) -> set[str]:
    return {name for name, inode in inodes(site).items() if before.get(name) == inode}


def hold_back(repo: Path, count: int) -> list[tuple[Path, bytes]]:
    """Take the last records away, oldest of them first."""
    paths = sorted((repo / "ledger").glob("[0-9]*/*.yaml"))[-count:]
    held = [(path, path.read_bytes()) for path in paths]
    for path in paths:
        path.unlink()
    return held


def test_as_the_year_goes_on_each_rebuild_is_the_fresh_build(repo: Path, tmp_path: Path, full_world: World) -> None:
    """Draws, visits, results, corrections, cases, withholding, new keys, other rules, answers: after some, and after
    all."""
    [withheld] = [one for one in full_world.state.records.values() if one.kind == "withholding"]
    gone = [disclosures.write(repo / "ledger", one) for one in full_world.withdrawn.values()]
    assert gone
    held = hold_back(repo, len(full_world.entries) - 28)
    for number in (28, 34, 39, 41, 44, 46, 47, 48, 49, 51, 54, 55, 56, 60, 67, 71, 73, 79, 83, 93):
        while held and int(held[0][0].stem) <= number:
            path, data = held.pop(0)
            path.write_bytes(data)
        if number == withheld.seq:
            for path in gone:
                path.unlink()
        before = inodes(tmp_path / "site")
        site = build(repo, tmp_path / "site").output
        assert Built(site).files == afresh(repo, tmp_path), number
        kept = taken_over(site, before)
        assert {"index.html", "records/index.html", "site.json"}.isdisjoint(kept)
        if number in (48, 49, 56):  # nothing that every page shows has changed
            assert len(kept) > len({one for one in before if not one.startswith(COPIED)}) / 2, number
    assert not held
    assert not any(path.exists() for path in gone)


def test_a_ledger_that_was_cut_back_or_replaced_is_shown_as_it_is(repo: Path, tmp_path: Path) -> None:
    site = build(repo, tmp_path / "site").output
    hold_back(repo, 3)
    build(repo, site)
    assert Built(site).files == afresh(repo, tmp_path)


def _template(repo: Path) -> None:
    path = repo / "theme" / "templates" / "record.html"
    path.write_text(path.read_text("utf-8").replace("原文", "原来的文字"), "utf-8")


def _settings(repo: Path) -> None:
    with (repo / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write("SITENAME = '另一个名称'\n")


def _prose(repo: Path) -> None:
    path = repo / "content" / "pages" / "rules.md"
    path.write_text(path.read_text("utf-8").replace("Title: ", "Title: 新的", 1), "utf-8")


def _own_code(repo: Path) -> None:
    """A filter's code may be anywhere; what it does today says nothing of tomorrow."""
    with (repo / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write("JINJA_FILTERS = {'twice': lambda text: text * 2}\n")


def _today(repo: Path) -> None:
    with (repo / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write("SSJ_TODAY = '2027-01-05'\n")


@pytest.mark.parametrize("change", [_template, _settings, _prose, _own_code, _today])
def test_whatever_shapes_the_pages_is_seen(repo: Path, tmp_path: Path, change: Change) -> None:
    site = build(repo, tmp_path / "site").output
    before = inodes(site)
    old = Built(site).files
    change(repo)
    build(repo, site)
    assert Built(site).files == afresh(repo, tmp_path)
    assert change is _own_code or Built(site).files != old
    assert taken_over(site, before) == set()


def _edited(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(data)


def _edited_and_dated_back(path: Path) -> None:
    """The same length, and its time put back to the nanosecond: only the system's own time tells."""
    status = path.stat()
    _edited(path)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _removed(path: Path) -> None:
    path.unlink()


def _linked(path: Path) -> None:
    other = path.with_suffix(".other")
    path.rename(other)
    path.symlink_to(other)


def _copied(path: Path) -> None:
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [_edited, _edited_and_dated_back, _removed, _linked, _copied])
def test_a_file_that_somebody_touched_is_made_again(repo: Path, tmp_path: Path, harm: Change) -> None:
    site = build(repo, tmp_path / "site").output
    right, before = Built(site).files, inodes(site)
    for name in ("bodies/S001.html", "records/000/000002.json", "ledger/000/000003.yaml", "data/bodies.xlsx"):
        harm(site / name)
    build(repo, site)
    assert Built(site).files == right
    assert not (site / "bodies/S001.html").is_symlink()
    kept = taken_over(site, before)
    assert {"records/000/000001.html", "ledger/000/000001.yaml"} <= kept
    assert {"bodies/S001.html", "ledger/000/000003.yaml"}.isdisjoint(kept)


def _forget(cache: Path) -> None:
    shutil.rmtree(cache)


def _damage(cache: Path) -> None:
    for path in (cache / "sites").iterdir():
        _edited(path)


def _swap(cache: Path) -> None:
    """Another site's memory, genuine, in this one's place."""
    (mine,) = (cache / "sites").iterdir()
    strongbox.save(mine, press._encode(["/elsewhere", "program", {}]))


@pytest.mark.parametrize("harm", [_forget, _damage, _swap])
def test_without_a_sound_memory_everything_is_made(repo: Path, tmp_path: Path, own_cache: Path, harm: Change) -> None:
    site = build(repo, tmp_path / "site").output
    right, before = Built(site).files, inodes(site)
    harm(own_cache)
    build(repo, site)
    assert Built(site).files == right
    assert taken_over(site, before) == set()


def test_where_files_cannot_be_linked_they_are_made(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = build(repo, tmp_path / "site").output
    right = Built(site).files

    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    build(repo, site)
    assert Built(site).files == right


def test_other_plugins_have_their_say_each_time(repo: Path) -> None:
    settings = building.settings_of(repo)
    assert building._program(settings)
    assert building._program(settings | {"PLUGINS": [*settings["PLUGINS"], "sitemap"]}) == ""


def test_a_record_changed_since_the_last_build_is_refused(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though a rebuild goes on from what was verified, every byte that it publishes is held to it."""
    monkeypatch.setattr(verified, "_WORTH_KEEPING", 1)
    held = hold_back(repo, 1)
    site = build(repo, tmp_path / "site").output
    right = Built(site).files
    held[0][0].write_bytes(held[0][1])
    for number in (1, 3, 20, len(list((repo / "ledger").glob("[0-9]*/*.yaml")))):
        path = repo / "ledger" / record_name(number)
        data = path.read_bytes()
        for changed in (
            data.replace(b"signature: ", b"signature:  ", 1),
            data.replace("测试".encode(), "侧试".encode(), 1) + b"\n",
        ):
            path.write_bytes(changed)
            with pytest.raises(errors.SsjError):
                build(repo, site)
            assert Built(site).files == right
        path.write_bytes(data)
    build(repo, site)
    assert Built(site).files == afresh(repo, tmp_path)


def making(made: set[str], name: str, data: bytes) -> bytes:
    made.add(name)
    return data


PUTS = st.dictionaries(st.sampled_from(["a", "b", "c/d", "c/e"]), st.binary(max_size=3))


@given(st.lists(PUTS, min_size=1, max_size=5))
def test_whatever_was_put_before_the_folder_holds_what_is_put_now(runs: list[dict[str, bytes]]) -> None:
    room = folders.cache() / "runs"
    shutil.rmtree(room, ignore_errors=True)
    last: Path | None = None
    prints: dict[str, press.Print] = {}
    for number, files in enumerate(runs):
        fresh = room / str(number)
        fresh.mkdir(parents=True)
        one = Press(fresh, last, prints)
        made: set[str] = set()
        for name, data in files.items():
            one.put(name, key(data), partial(making, made, name, data))
        assert {
            path.relative_to(fresh).as_posix(): path.read_bytes() for path in fresh.rglob("*") if path.is_file()
        } == files
        old = runs[number - 1] if number else {}
        assert made == {name for name, data in files.items() if old.get(name) != data}
        last, prints = fresh, one.prints


@given(st.lists(st.binary(max_size=3), max_size=3), st.lists(st.binary(max_size=3), max_size=3))
def test_no_two_lists_of_parts_share_a_key(one: list[bytes], other: list[bytes]) -> None:
    assert (key(*one) == key(*other)) == (one == other)


def test_what_was_taken_over_is_taken_over_again_and_again(repo: Path, tmp_path: Path) -> None:
    """Linking a file, and taking its old name away, are themselves changes that the system dates."""
    site = build(repo, tmp_path / "site").output
    before = inodes(site)
    for _ in range(3):
        build(repo, site)
        assert len(taken_over(site, before)) > len(before) / 2


def test_no_file_is_made_twice(tmp_path: Path) -> None:
    """The second would silently take the place of the first, or, where pages are made by several, either."""
    made = Press(tmp_path / "new")
    made.plain("a.json", b"1")
    with pytest.raises(ValueError, match=r"a\.json"):
        made.plain("a.json", b"2")
    other = made.another()
    other.plain("b.json", b"3")
    made.join(other.prints)
    assert set(made.prints) == {"a.json", "b.json"}
    with pytest.raises(ValueError, match=r"b\.json"):
        made.join(other.prints)
