"""A sealed draw that is not opened leaks nothing: its list stays in the computers that drew it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from ssj_publish.core.state import Draw, Outcome
from ssj_publish.office import draws
from ssj_publish.site import exports
from ssj_publish.site.build import build
from ssj_publish.site.opendata import sums
from tests.bureau import at
from tests.site.conftest import ROOT
from tests.site.reading import Built
from tests.world import World, write_entry

pytestmark = pytest.mark.slow

HEX = re.compile(r"(?<![0-9a-f])[0-9a-f]{12,}(?![0-9a-f])")
BASE64 = re.compile(r"[A-Za-z0-9+/]{40,}={0,2}")

OPENS = at("2025-06-03 10:00")


class Other(World):
    """The same bureau on the same days, with other secrets, and so with another list."""

    @staticmethod
    def secret_of(task_id: str, ordinal: int, role: str) -> bytes:
        return sha256(f"other/{task_id}/{ordinal}/{role}".encode()).digest()


Sealed = tuple[World, Draw, Outcome]


def sealed(kind: type[World]) -> Sealed:
    world = kind().found().register(bodies=40).plan()
    draw = world.commit(sealed=True, opens=OPENS)
    return world, draw, world.seal(draw)


@pytest.fixture
def site_of(tmp_path: Path) -> Callable[[World], Built]:
    def made(world: World) -> Built:
        repo = tmp_path / f"repo{len(list(tmp_path.iterdir()))}"
        (repo / "ledger").mkdir(parents=True)
        for entry in world.entries:
            write_entry(repo / "ledger", entry)
        return Built(build(repo, repo / "site").output)

    return made


def test_two_sites_with_different_lists_are_the_same_but_for_digests(site_of: Callable[[World], Built]) -> None:
    """All that the list could show in, pages, index and data, is equal once digests and signatures are blotted out."""
    (one, _, first), (two, _, second) = sealed(World), sealed(Other)
    assert {v.body for v in first.drawn} != {v.body for v in second.drawn}
    left, right = dict(site_of(one).texts()), dict(site_of(two).texts())
    assert left.keys() == right.keys()
    for name, text in left.items():
        blotted = [BASE64.sub("#", HEX.sub("#", found)) for found in (text, right[name])]
        assert blotted[0] == blotted[1], name


def test_every_digest_on_the_site_stands_in_the_ledger(site_of: Callable[[World], Built]) -> None:
    """No seed, no ticket, no salt: what is blotted out above is nothing that was computed from the secrets.

    The digests of the site's own files stand in its lists of files, once by SHA-256 and once by SM3.
    """
    world, _, found = sealed(World)
    site = site_of(world)
    known = "\n".join(entry.data.decode() for entry in world.entries)
    known += "\n".join(sha256(entry.data).hexdigest() for entry in world.entries)
    known += "\n".join(world.state.records)
    known += "".join(path.read_text("utf-8") for path in sorted((ROOT / "content").rglob("*.md")))  # prose has examples
    known += exports.vocabulary()  # the same for every ledger, with the greatest number of a field
    own = {sha256(data).hexdigest() for data in site.files.values()} | set(sums.sm3(site.folder).values())
    for name, text in site.texts():
        if not name.startswith(("theme/", "vectors/")):  # the same for every ledger
            for digest in set(HEX.findall(text)) - own:
                assert digest in known, (name, digest)
            assert found.seed not in text


def test_a_sealed_draw_s_page_says_what_is_fixed_and_until_when(site_of: Callable[[World], Built]) -> None:
    world, draw, _ = sealed(World)
    text = site_of(world).text("draws/T1-1.html")
    assert "已固定" in text
    assert "尚未公开" in text
    assert "2025-06-03 10:00" in text
    assert draw.seal is not None
    assert draw.seal.body.root in text


def test_a_visit_shows_its_own_body_and_no_other(site_of: Callable[[World], Built]) -> None:
    """The proof of membership names a salt and a path. Of all others the pages say the same, drawn or not: in the
    pool."""
    world, draw, found = sealed(World)
    seen, *hidden = found.drawn
    world.visit(draw, seen.body, day=date(2025, 4, 10), proof=draws.prove(found, seen.body), inspectors=seen.team)
    site = site_of(world)
    assert "T1-1" in site.text(f"bodies/{seen.body}.html") or "visits/" in " ".join(
        site.page(f"bodies/{seen.body}.html").links
    )
    never = [id_ for id_ in draw.pool if id_ not in {one.body for one in found.drawn}]
    for id_ in [one.body for one in hidden] + never:
        page = site.page(f"bodies/{id_}.html")
        assert [link for link in page.links if "draws/T1" in link or "visits/0" in link] == ["../draws/T1-1.html"], id_
        told = page.text[page.text.index("接下来") :]
        assert told.startswith(f"接下来在抽取池里，名单最迟 {OPENS.date()} 公开参加抽取 1 次，抽中 0 次"), id_
    assert "已抽中（凭封存证明），名次待公开参加抽取 1 次，抽中 1 次" in site.text(f"bodies/{seen.body}.html")


def test_once_opened_the_whole_list_is_there(site_of: Callable[[World], Built]) -> None:
    world, draw, found = sealed(World)
    world.now = OPENS
    world.open(draw)
    site = site_of(world)
    text = site.text("draws/T1-1.html")
    for one in found.drawn:
        assert world.state.bodies.current[one.body].name in text
        assert any("draws/T1-1" in link for link in site.page(f"bodies/{one.body}.html").links)
    assert found.seed in text
