"""A published ledger is copied, grows, goes on after a break, and is caught when it says two things."""

from __future__ import annotations

import itertools
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ssj_publish import errors
from ssj_publish.cli import run
from ssj_publish.core.entry import record_name
from ssj_publish.core.reading import exposure
from ssj_publish.core.replay import replay
from ssj_publish.core.tlog.checkpoint import leaf
from ssj_publish.ledger import checkpoints, disclosures, store
from ssj_publish.ledger.files import Folder
from ssj_publish.office.checkpoints import Log
from ssj_publish.site import disclosed, source, tlog
from ssj_publish.web import mirror
from tests.bureau import LOG, ORIGIN, WITNESSES, logged
from tests.office.test_checkpoints import cosign, opened
from tests.world import World

pytestmark = pytest.mark.slow


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setenv("SSJ_STATE_DIR", str(tmp_path / "state"))
    return World().found(**logged()).register()


@pytest.fixture
def site(world: World, tmp_path: Path) -> Path:
    """The folder that is served: records, lists, tiles, one checkpoint with an answer."""
    folder = world.write(tmp_path / "office")
    opened(folder).sign(LOG)
    opened(folder).keep(cosign(opened(folder).request(WITNESSES[0].key.name), WITNESSES[0]))
    return publish(folder, tmp_path / "site")


def publish(ledger: Path, site: Path) -> Path:
    """What the site's generator writes of the log."""
    found = dict(tlog.files(source.read(ledger)))
    found |= {
        f"ledger/{path.relative_to(ledger).as_posix()}": path.read_bytes() for path in ledger.glob("[0-9]*/*.yaml")
    }
    for name, data in found.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return site


@contextmanager
def serving(site: Path) -> Iterator[tuple[str, list[str]]]:
    """The folder ``site`` on loopback: its address, and what was asked for."""
    asked: list[str] = []

    class Listening(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append(self.path)
            super().do_GET()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Listening, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def url(site: Path) -> Iterator[str]:
    with serving(site) as (address, _):
        yield address


@pytest.mark.parametrize("tail", ["", "/", "/index.html", "/ledger", "/ledger/", "/ledger/SHA256SUMS"])
def test_a_ledger_is_copied_whole_from_any_of_its_addresses(url: str, world: World, tmp_path: Path, tail: str) -> None:
    ledger = mirror.copy(url + tail, tmp_path / "copy" / "ledger")
    entries = list(store.read_entries(ledger))
    assert entries == world.entries
    log = Log(ledger, replay(entries).state)
    assert log.last.times == {WITNESSES[0].key.name: 1_743_000_000}


def test_a_copy_grows(url: str, site: Path, world: World, tmp_path: Path) -> None:
    ledger = mirror.copy(url, tmp_path / "copy" / "ledger")
    world.plan()
    office = world.write(tmp_path / "office")
    opened(office).sign(LOG)
    publish(office, site)
    seen: list[tuple[int, int]] = []
    mirror.copy(url, ledger, lambda done, count: seen.append((done, count)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert list(store.read_entries(ledger)) == world.entries
    assert checkpoints.read(ledger) == checkpoints.read(office)


def test_a_copy_that_broke_off_goes_on(url: str, world: World, tmp_path: Path) -> None:
    ledger = mirror.copy(url, tmp_path / "copy" / "ledger")
    for seq in (4, 5):
        (ledger / record_name(seq)).unlink()
    (ledger / ".tmp-00").write_bytes(b"half")
    mirror.copy(url, ledger)
    assert list(store.read_entries(ledger)) == world.entries


def _published(folder: Path, count: int) -> Path:
    """A site of ``count`` files under their list; what they say, copying does not ask."""
    lines = []
    for seq in range(1, count + 1):
        path = folder / "ledger" / record_name(seq)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%d\n" % seq * 50)
        lines.append(leaf(seq, sha256(path.read_bytes()).hexdigest()))
    (folder / "ledger" / "SHA256SUMS").write_bytes(b"".join(lines))
    return folder


def _calls(act: Callable[[], object]) -> int:
    """How many functions are called meanwhile, in all threads: what a loaded machine does not change."""
    calls = itertools.count()

    def count(frame: object, event: str, argument: object) -> None:
        if event == "call":
            next(calls)

    threading.setprofile(count)
    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    return next(calls)


def test_four_times_the_records_cost_four_times_as_much(tmp_path: Path) -> None:
    """To fetch, and to look for what is new: nothing is done once for each pair of records."""
    costs = {}
    for count in (200, 800):
        site = _published(tmp_path / f"site{count}", count)
        with serving(site) as (url, asked):
            copy = tmp_path / f"copy{count}"
            costs[count] = [_calls(lambda: mirror.copy(url, copy)) for _ in range(2)]  # noqa: B023  # called at once
            assert count < len(asked) <= count + 12  # three lists, twice, and again where one is not there
    for few, many in zip(costs[200], costs[800], strict=True):
        assert many < 4.4 * few


def test_a_record_other_than_the_list_says_is_caught(url: str, site: Path, tmp_path: Path) -> None:
    (site / "ledger" / "000/000003.yaml").write_bytes(b"something else\n")
    with pytest.raises(errors.MirrorDiffers):
        mirror.copy(url, tmp_path / "copy" / "ledger")
    assert not (tmp_path / "copy" / "ledger" / "000/000003.yaml").exists()


def test_a_rewritten_history_is_caught(url: str, site: Path, world: World, tmp_path: Path) -> None:
    """The site changes its records and its list together; the copy made earlier tells."""
    ledger = mirror.copy(url, tmp_path / "copy" / "ledger")
    shutil.rmtree(site)
    publish(World().found(**logged()).register(bodies=11).write(tmp_path / "other"), site)
    with pytest.raises(errors.MirrorDiffers):
        mirror.copy(url, ledger)
    assert list(store.read_entries(ledger)) == world.entries


def again() -> World:
    """The same ledger up to its checkpoint."""
    return World().found(**logged()).register()


def put(site: Path, told: World, folder: Path) -> None:
    """The site shows another ledger from now on, with the checkpoints that it has published."""
    kept = [path for path in (site / "ledger" / "checkpoints").iterdir() if path.name != "SHA256SUMS"]
    ledger = told.write(folder)
    (ledger / "checkpoints").mkdir()
    for path in kept:
        shutil.copy(path, ledger / "checkpoints")
    for path in (site / "ledger").glob("[0-9]*/*.yaml"):
        path.unlink()
    publish(ledger, site)


def test_a_tail_that_no_checkpoint_covers_may_be_resequenced(
    url: str, site: Path, world: World, tmp_path: Path
) -> None:
    """Two offices had appended: ours was copied, and stands behind theirs now. What was copied is kept beside."""
    theirs = again()
    world.plan()
    put(site, world, tmp_path / "ours")
    ledger = mirror.copy(url, tmp_path / "copy" / "ledger")
    before = {path.name: path.read_bytes() for path in ledger.glob("[0-9]*/*.yaml")}
    theirs.change(next(iter(theirs.state.bodies.current)), town="城关镇")
    theirs.plan()
    put(site, theirs, tmp_path / "theirs")
    seen: list[tuple[int, Path]] = []
    mirror.copy(url, ledger, superseded=lambda *one: seen.append(one))
    assert list(store.read_entries(ledger)) == theirs.entries
    assert replay(store.read_entries(ledger)).state.origin == ORIGIN
    [(first, folder)] = seen
    assert first == 6
    assert {path.name[:6] + ".yaml": path.read_bytes() for path in folder.iterdir()} == {
        name: data for name, data in before.items() if name >= "000006.yaml"
    }


def test_a_tail_that_no_checkpoint_covers_may_be_taken_back(url: str, site: Path, world: World, tmp_path: Path) -> None:
    before = again()
    world.plan()
    put(site, world, tmp_path / "long")
    ledger = mirror.copy(url, tmp_path / "copy" / "ledger")
    put(site, before, tmp_path / "short")
    seen: list[tuple[int, Path]] = []
    mirror.copy(url, ledger, superseded=lambda *one: seen.append(one))
    assert list(store.read_entries(ledger)) == before.entries
    assert [first for first, _ in seen] == [6]


def test_what_a_checkpoint_covers_may_not(url: str, site: Path, world: World, tmp_path: Path) -> None:
    """Record 5 stands in the checkpoint that the copy holds, whatever the site has signed since."""
    world.plan()
    put(site, world, tmp_path / "ours")
    ledger = mirror.copy(url, tmp_path / "copy" / "ledger")
    names = (site / "ledger" / "SHA256SUMS").read_text().splitlines(keepends=True)
    other = (site / "ledger" / "000/000005.yaml").read_bytes() + b"\n"
    (site / "ledger" / "000/000005.yaml").write_bytes(other)
    names[4] = f"{sha256(other).hexdigest()}  000/000005.yaml\n"
    (site / "ledger" / "SHA256SUMS").write_text("".join(names))
    with pytest.raises(errors.MirrorDiffers) as caught:
        mirror.copy(url, ledger)
    assert caught.value.data["name"] == "000/000005.yaml"
    assert list(store.read_entries(ledger)) == world.entries


def test_a_file_cut_short_beside_the_copy_is_fetched_again(url: str, world: World, tmp_path: Path) -> None:
    stage = tmp_path / "copy" / ".ledger.fetching"
    (stage / "000").mkdir(parents=True)
    (stage / "000/000002.yaml").write_bytes(world.entries[1].data[:100])
    (stage / "000/000003.yaml").write_bytes(world.entries[2].data)
    ledger = mirror.copy(url, tmp_path / "copy" / "ledger")
    assert list(store.read_entries(ledger)) == world.entries
    assert not stage.exists()


def test_a_copy_that_broke_off_holds_no_half_of_it(url: str, site: Path, world: World, tmp_path: Path) -> None:
    """Nothing is moved into place before all of it has come; what has come is not asked for again."""
    kept = (site / "ledger" / "000/000005.yaml").read_bytes()
    (site / "ledger" / "000/000005.yaml").unlink()
    with pytest.raises(errors.NotThere):
        mirror.copy(url, tmp_path / "copy" / "ledger")
    assert not list((tmp_path / "copy" / "ledger").iterdir())
    for path in (site / "ledger").glob("[0-9]*/*.yaml"):
        path.unlink()
    (site / "ledger" / "000/000005.yaml").write_bytes(kept)
    assert list(store.read_entries(mirror.copy(url, tmp_path / "copy" / "ledger"))) == world.entries


@pytest.mark.parametrize(("name", "value"), [("REQUESTS", 4), ("SIZE", 3000), ("SECONDS", -1.0)])
def test_a_site_that_costs_too_much_is_left_and_can_be_gone_on_with(
    url: str, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: float
) -> None:
    """Whatever it lists: requests, bytes and time of one run have an end, and what has come is kept for the next."""
    with monkeypatch.context() as small:
        small.setattr(mirror, name, value)
        with pytest.raises(errors.BudgetSpent):
            mirror.copy(url, tmp_path / "copy" / "ledger")
    assert list(store.read_entries(mirror.copy(url, tmp_path / "copy" / "ledger"))) == world.entries


def test_records_taken_down_are_caught(url: str, site: Path, world: World, tmp_path: Path) -> None:
    ledger = mirror.copy(url, tmp_path / "copy" / "ledger")
    lines = (site / "ledger" / "SHA256SUMS").read_bytes().splitlines(keepends=True)
    (site / "ledger" / "SHA256SUMS").write_bytes(b"".join(lines[:-1]))
    with pytest.raises(errors.MirrorShrunk) as caught:
        mirror.copy(url, ledger)
    assert (caught.value.count, caught.value.before) == (4, 5)


def test_another_checkpoint_in_place_of_one_fetched_is_caught(url: str, site: Path, tmp_path: Path) -> None:
    ledger = mirror.copy(url, tmp_path / "copy" / "ledger")
    folder = site / "ledger" / "checkpoints"
    (folder / "SHA256SUMS").write_bytes(
        (folder / "SHA256SUMS").read_bytes().replace(b"  000005.note", b"  000004.note")
    )
    with pytest.raises(errors.MirrorDiffers):
        mirror.copy(url, ledger)


@pytest.mark.parametrize(
    "sums",
    [
        b"",
        b"nothing",
        b"<html>\n",
        b"0" * 64 + b"  000/000002.yaml\n",
        b"0" * 64 + b"  ../000/000001.yaml\n",
        b"0" * 64 + b" *000/000001.yaml\n",
        b"0" * 64 + b"  000/000001.yaml",
        b"A" * 64 + b"  000/000001.yaml\n",
        (b"0" * 64 + b"  000/000001.yaml\n") * 2,
    ],
)
def test_a_list_that_is_none_is_refused(url: str, site: Path, tmp_path: Path, sums: bytes) -> None:
    """An empty one too: it would make every copy a shrunken one, or an empty one that verifies."""
    (site / "ledger" / "SHA256SUMS").write_bytes(sums)
    with pytest.raises(errors.SumsMalformed):
        mirror.copy(url, tmp_path / "copy" / "ledger")
    assert not list((tmp_path / "copy" / "ledger").glob("*")) if (tmp_path / "copy" / "ledger").exists() else True


def test_checkpoints_with_names_that_lead_elsewhere_are_refused(url: str, site: Path, tmp_path: Path) -> None:
    (site / "ledger" / "checkpoints" / "SHA256SUMS").write_bytes(b"0" * 64 + b"  ../../evil.note\n")
    with pytest.raises(errors.SumsMalformed):
        mirror.copy(url, tmp_path / "copy" / "ledger")
    assert not (tmp_path / "evil.note").exists()


def test_a_site_without_a_ledger_says_so(url: str, site: Path, tmp_path: Path) -> None:
    shutil.rmtree(site / "ledger")
    with pytest.raises(errors.NotThere):
        mirror.copy(url, tmp_path / "copy" / "ledger")


@pytest.fixture
def told(full_world: World, site: Path, tmp_path: Path) -> World:
    """The served folder holds a year with contents that may have to disappear, of which one is public."""
    shutil.rmtree(site)
    ledger = publish(full_world.write(tmp_path / "year"), site)
    found = source.read(tmp_path / "year" / "ledger")
    exposed = exposure.audit(found.state, found.contents, full_world.now.date())
    for name, data in disclosed.files(exposed):
        (ledger / name).parent.mkdir(exist_ok=True)
        (ledger / name).write_bytes(data)
    assert exposure.counts(exposed)["present"]
    return full_world


def seen(ledger: Path, world: World) -> dict[str, exposure.Exposed]:
    return exposure.audit(world.state, disclosures.read(ledger), world.now.date())


def public(site: Path) -> Path:
    """One of the contents on the site."""
    return next(path for path in sorted((site / "ledger" / "disclosures").iterdir()) if path.suffix == ".yaml")


def test_contents_that_are_public_come_along(url: str, told: World, tmp_path: Path) -> None:
    found = seen(mirror.copy(url, tmp_path / "copy" / "ledger"), told)
    assert set(exposure.counts(found)) == {"present", "withheld"}
    exposure.require_whole(found)


def test_a_content_that_vanished_without_a_ground_is_missed(url: str, told: World, site: Path, tmp_path: Path) -> None:
    """By who comes later; who has a copy keeps what was public."""
    kept = mirror.copy(url, tmp_path / "kept" / "ledger")
    path, sums = public(site), site / "ledger" / "disclosures" / "SHA256SUMS"
    sums.write_text("".join(line for line in sums.read_text().splitlines(keepends=True) if path.name not in line))
    path.unlink()
    with pytest.raises(errors.DisclosureMissing):
        exposure.require_whole(seen(mirror.copy(url, tmp_path / "new" / "ledger"), told))
    exposure.require_whole(seen(mirror.copy(url, kept), told))


def test_a_content_other_than_its_record_says_is_caught(url: str, told: World, site: Path, tmp_path: Path) -> None:
    path, sums = public(site), site / "ledger" / "disclosures" / "SHA256SUMS"
    before = sha256(path.read_bytes()).hexdigest()
    path.write_bytes(path.read_bytes().replace(b"value: ", b'value: "x" #', 1))
    with pytest.raises(errors.MirrorDiffers):
        mirror.copy(url, tmp_path / "one" / "ledger")
    sums.write_text(sums.read_text().replace(f"{before}  ", f"{sha256(path.read_bytes()).hexdigest()}  "))
    with pytest.raises(errors.SumsMalformed):
        mirror.copy(url, tmp_path / "two" / "ledger")


@pytest.mark.parametrize("name", ["../000/000001.yaml", "x.yaml", "/etc/passwd", "ab" * 32])
def test_contents_with_names_that_lead_elsewhere_are_refused(
    url: str, told: World, site: Path, tmp_path: Path, name: str
) -> None:
    (site / "ledger" / "disclosures" / "SHA256SUMS").write_text(f"{'0' * 64}  {name}\n")
    with pytest.raises(errors.SumsMalformed):
        mirror.copy(url, tmp_path / "copy" / "ledger")


def test_a_site_that_was_built_without_the_contents_has_left_them_out(
    url: str, told: World, site: Path, tmp_path: Path
) -> None:
    """It is no git clone: what it does not give is missing, but for what is lawfully gone."""
    given: list[frozenset[str]] = []
    kept = mirror.copy(url, tmp_path / "kept" / "ledger", published=given.append)
    shutil.rmtree(site / "ledger" / "disclosures")
    found = seen(mirror.copy(url, tmp_path / "copy" / "ledger", published=given.append), told)
    assert set(exposure.counts(found)) == {"missing", "withheld"}
    mirror.copy(url, kept, published=given.append)
    first, *later = given
    assert first == frozenset(disclosures.read(kept) or ())
    assert later == [frozenset()] * 2
    assert Folder(kept, frozenset()).contents() == {}
    assert Folder(kept).contents() == disclosures.read(kept)


def test_the_command_misses_what_the_site_leaves_out(
    url: str, told: World, site: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Also of whoever has kept a copy from when the contents were there."""
    today = told.now.date().isoformat()
    command = ["verify", url, "--today", today, "--keep", str(tmp_path / "kept")]
    assert run(command) == 0, capfd.readouterr().err
    shutil.rmtree(site / "ledger" / "disclosures")
    for again in (command, command[:-2]):
        assert run(again) == 1
        assert "不见了" in capfd.readouterr().err
