"""Names that are markup, or worse, show as what they are: text. They come from other people's tables."""

from __future__ import annotations

import json
import re
from datetime import date

import msgspec
import pytest

from ssj_publish.core.kinds.draw import DrawVoid
from ssj_publish.core.kinds.inspection import Trigger
from ssj_publish.core.kinds.oversight import Supervision, Training
from ssj_publish.core.kinds.registers import BodyChange, InspectorChange, ItemChange
from ssj_publish.site.exports import search_index
from tests.bureau import body, inspector, item, task
from tests.site.conftest import Make
from tests.site.reading import Built
from tests.world import World, write_entry

pytestmark = pytest.mark.slow

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></head><body onload=alert(1)>",
    "{{ config }}{% include 'base.html' %}",
    "javascript:alert(1)",
    "</code></pre><h1>假标题</h1>",
    "&lt;b&gt;&amp;amp;",
    "]]><!-- --><style>*{display:none}</style>",
)
#: Marks that turn the writing round; a name in Arabic or Hebrew has every right to its direction.
ARABIC = "مدرسة"


#: The site's scripts, and the sort of script element that no browser runs.
OWN = re.compile(r"/theme/js/[a-z0-9/-]+\.js$")
DATA_BLOCKS = ("application/json", "application/ld+json")


def hostile_world() -> World:
    """Every free text that a record has bears a hostile one."""
    texts = iter(HOSTILE * 20)

    def bad() -> str:
        return next(texts)

    world = World()
    world.found(bureau=f"局{bad()}", notice=f"示{bad()}")
    world.register()
    world.say(
        ItemChange(
            reason=bad(),
            changed=(
                msgspec.structs.replace(
                    item("I1"), name=bad(), subjects=("学校",), points=(bad(), bad()), remark=bad()
                ),
            ),
        ),
        "p",
    )
    world.say(
        BodyChange(
            reason=bad(), changed=tuple(body(n, name=f"{HOSTILE[n % 8]}{n}", address=bad()) for n in range(1, 13))
        ),
        "p",
    )
    world.say(BodyChange(reason=ARABIC, added=(body(13, name=ARABIC, credit_class="D"),)), "p")
    people = tuple(inspector(n, name=f"{HOSTILE[n % 8]}{n}", unit=bad()) for n in range(1, 7))
    world.say(InspectorChange(reason=bad(), changed=people), "p")
    world.plan(task("T1", name=bad(), remark=bad()))
    first = world.commit()
    world.say(DrawVoid(draw=first.id, reason="rule-error", explanation=bad()), "p", "d")
    draw = world.open(world.commit())
    world.open(first)
    visit = world.visit(draw, note=bad(), signed_by=bad())
    points = world.state.items.current["I1"].points
    world.pending(visit, action=bad(), finding=bad(), rectify_by=date(2025, 4, 30))
    assert points
    result = next(iter(world.state.results.values())).record
    world.case(result, ground=bad())
    world.complaint(
        "S001",
        "N01",
        "N02",
        trigger=Trigger(kind="complaint", number="XF-1", date=date(2025, 3, 1), note=bad()),
        note=bad(),
    )
    world.say(Supervision(subjects=(draw.id,), level="concern", finding=bad()), "d")
    world.say(Training(title=bad(), date=date(2025, 4, 10), hours=8, inspectors=("N01",), content=bad()), "p")
    return world


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    from ssj_publish.site.build import build

    repo = tmp_path_factory.mktemp("hostile")
    (repo / "ledger").mkdir()
    for entry in hostile_world().entries:
        write_entry(repo / "ledger", entry)
    return Built(build(repo, repo / "site").output)


def test_hostile_text_adds_no_element_and_no_attribute(site: Built) -> None:
    for name in site.pages:
        page = site.page(name)
        for attrs in page.named("script"):
            assert attrs.get("type") in DATA_BLOCKS or OWN.search(attrs.get("src") or ""), name
        assert not page.named("style", "iframe", "object", "base"), name
        assert all((attrs.get("action") or "").endswith("/search.html") for attrs in page.named("form")), name
        assert all((attrs.get("src") or "").endswith("/images/fairness.svg") for attrs in page.named("img")), name
        assert len(page.named("h1")) == len(page.named("body")) == len(page.named("head")) == 1, name
        for tag, attrs in page.tags:
            assert not [key for key in attrs if key.startswith("on")], (name, tag)
            assert not (attrs.get("href") or "").lower().startswith(("javascript:", "data:", "//")), (name, tag)


def test_hostile_text_is_there_to_be_read(site: Built) -> None:
    """Escaped once, not cut and not escaped twice."""
    everything = "\n".join("".join(site.page(name).words) for name in site.pages)
    for text in HOSTILE:
        assert text in everything, text
    assert ARABIC in site.text("bodies/S013.html")


def test_a_name_cannot_turn_the_sentence_around_it(site: Built) -> None:
    """Names stand in <bdi>, so that writing from right to left stays within its name."""
    text = site.files["bodies/index.html"].decode()
    assert f"<bdi>{ARABIC}</bdi>" in text


def test_hostile_text_stays_within_the_data_files(site: Built) -> None:
    index = site.files["search.js"].decode()
    assert "<" not in index
    rows = json.loads(index[index.index("rows:") + 5 : index.rindex("}")])
    assert any(HOSTILE[1] in row[1] for row in rows)
    for name in site.files:
        if name.endswith(".json"):
            json.loads(site.files[name])


@pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
def test_no_line_separator_breaks_the_index_in_old_browsers(world: World, separator: str) -> None:
    """They end a line within a string in scripts before ES2019."""
    assert separator not in search_index(world.state)


@pytest.mark.parametrize("id_", ["index", "CON", "aux.1", "a..b", "Lpt1"])
def test_ids_that_are_special_as_file_names_get_their_own_page(world: World, make: Make, id_: str) -> None:
    """``index`` is the list's own name; Windows takes CON, AUX and the like for devices."""
    one = msgspec.structs.replace(body(99), id=id_, name="特别的学校")
    world.say(BodyChange(reason="新办", added=(one,)), "p")
    site = make(world)
    links = [link for link in site.page("bodies/index.html").links if link.startswith("../bodies/")]
    pages = [name for name in site.pages if name.startswith("bodies/") and "特别的学校" in site.text(name)]
    assert len(pages) == 2
    (own,) = [name for name in pages if name != "bodies/index.html"]
    assert f"../{own}" in links
    assert own.split("/")[1].split(".")[0].lower() not in {"index", "con", "aux", "lpt1"}
