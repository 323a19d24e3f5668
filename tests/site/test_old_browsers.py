"""The floor: Chrome 69, Safari 12, WeChat's webview. An old browser computes what matters, and one that cannot says so.

Only a contradiction that is proved may accuse: whatever else goes wrong is the browser's, and nothing follows for the
draw.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ssj_publish.core.draw import notice
from ssj_publish.core.draw.notice import Notice
from ssj_publish.office import draws
from ssj_publish.site import source
from ssj_publish.site.pages.draw.proof import SCRIPTS
from tests.site.conftest import ROOT
from tests.site.reading import Built, Reader

pytestmark = pytest.mark.browser

PAGE = "draws/RW-2025-02-1.html"
ENGINES = Path(__file__).parents[1] / "browsers" / "node_modules"
FLAGS = ("--headless", "--no-sandbox", "--single-process", "--no-zygote", "--disable-gpu", "--dump-dom")

#: What Chrome 69 or Safari 12 do not have, of what a script might use without thinking of it.
LATER = """
  for (const name of ["globalThis", "BigInt", "BigInt64Array", "structuredClone", "queueMicrotask", "WeakRef", "AggregateError"])
    delete window[name];
  for (const name of ["fromEntries", "hasOwn", "groupBy"]) delete Object[name];
  for (const name of ["at", "flat", "flatMap", "findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced", "with"]) {
    delete Array.prototype[name];
    delete Object.getPrototypeOf(Uint8Array.prototype)[name];
  }
  for (const name of ["at", "replaceAll", "matchAll", "isWellFormed", "trimStart", "trimEnd"]) delete String.prototype[name];
  for (const name of ["allSettled", "any", "withResolvers"]) delete Promise[name];
  for (const name of ["toHex", "setFromHex"]) delete Uint8Array.prototype[name];
  delete Uint8Array.fromHex;
  delete Element.prototype.replaceChildren;
  delete Symbol.prototype.description;
"""


@pytest.fixture(scope="module")
def code() -> str:
    """A genuine notice's, of the example county."""
    state = source.read(ROOT / "ledger").state
    sealed = next(one for one in state.draws.values() if one.seal and one.outcome and one.seal_holds)
    assert sealed.outcome
    body = sealed.outcome.drawn[0].body
    return notice.form(Notice(sealed.commit.task, sealed.commit.ordinal, body, draws.prove(sealed.outcome, body)))


def engine(name: str) -> Path:
    """One of `make old-browsers`; where there is none the test skips, or fails in the pipeline."""
    found = ENGINES / name / "bin" / name
    if not found.exists():
        if os.environ.get("SSJ_REQUIRE_OLD_BROWSERS") == "1":
            pytest.fail(f"there is no {name}: make old-browsers")
        pytest.skip(f"there is no {name}: make old-browsers")
    return found


def seen(name: str, county: Built, page: str, act: str, tmp_path: Path, awaited: str) -> Reader:
    """The page in an old engine after ``act``, a script run once it is loaded; ``awaited`` is where it comes to
    rest."""
    folder = tmp_path / "site"
    folder.mkdir()
    for one in ("theme", "search.js"):
        (folder / one).symlink_to(county.folder / one)
    at = folder / page
    at.parent.mkdir(exist_ok=True)
    (folder / "act.js").write_text(f"window.addEventListener('load', function () {{ {act} }});", "utf-8")
    up = "../" * page.count("/")
    text = county.files[page].decode().replace("</body>", f'<script src="{up}act.js"></script></body>')
    at.write_text(text, "utf-8")
    return Reader(shown(engine(name), at.as_uri(), awaited))


#: Seconds that an engine gets at each try. They take one, or hang for good; on a machine with other work they may take
#: thirty.
PATIENCE = (5, 5, 10, 10, 20, 40, 40, 40, 40, 40, 40)


def shown(engine: Path, address: str, awaited: str) -> str:
    """The page's markup. In one process these engines sometimes hang, or write the page before it has come to rest:
    then again."""
    found = ""
    for seconds in PATIENCE:
        try:
            done = subprocess.run(
                [engine, *FLAGS, "--virtual-time-budget=60000", address],
                capture_output=True, encoding="utf-8", timeout=seconds, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            continue
        found = done.stdout
        if awaited in found:
            break
    return found


@pytest.mark.parametrize("name", ["chromium-69", "chromium-87"])
def test_an_old_engine_redoes_a_draw(county: Built, tmp_path: Path, name: str) -> None:
    found = seen(name, county, PAGE, "document.querySelector('.redo button').click();", tmp_path, "这里没有核对的")
    assert "成立：名单、检查小组和递补都由承诺、秘密和公共随机数算出" in found.text
    assert "BLS 签名都是这条链的" in found.text
    assert "并向纪检监察组反映" not in found.text
    assert "算不了" not in found.text


@pytest.mark.parametrize("name", ["chromium-69", "chromium-87"])
def test_an_old_engine_knows_a_genuine_notice(county: Built, tmp_path: Path, name: str, code: str) -> None:
    act = f"document.getElementById('notice-code').value = '{code}'; document.querySelector('.check button').click();"
    found = seen(name, county, "notice.html", act, tmp_path, "成立")
    assert "✓ 核对成立" in found.text
    assert f"（{code.split('~')[3]}）" in found.text
    assert "✗" not in found.text


@pytest.mark.parametrize("name", ["chromium-69", "chromium-87"])
def test_an_old_engine_searches_and_writes_large(county: Built, tmp_path: Path, name: str) -> None:
    act = (
        "var q = document.getElementById('q'); q.value = 'DX-0001'; q.dispatchEvent(new Event('input'));"
        "document.querySelector('button.size').click();"
    )
    found = seen(name, county, "search.html", act, tmp_path, "找到")
    assert "找到" in found.text
    assert "恢复普通版" in found.text


def pressed(tab: Any) -> str:
    tab.click(".redo button")
    tab.wait_for_selector(".redo [role=status] p", timeout=60_000)
    return str(tab.inner_text(".redo"))


@pytest.fixture
def poor_tab(browser: Any) -> Iterator[Any]:
    """A tab of which something will be taken away, so that it has reason to complain."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_without_what_came_later_a_draw_is_redone(county: Built, tab: Any) -> None:
    tab.add_init_script(f"if (location.protocol === 'file:') {{ {LATER} }}")
    tab.goto((county.folder / PAGE).resolve().as_uri())
    assert "成立：名单" in pressed(tab)


@pytest.mark.parametrize(
    "broken",
    [
        "delete Map.prototype.get",
        "delete Array.prototype.includes",
        "DataView.prototype.getUint32 = () => 0",
        "TextEncoder.prototype.encode = () => new Uint8Array(3)",
        "Date.parse = () => NaN",
        "crypto.subtle.digest = async () => new ArrayBuffer(32)",
        "JSON.parse = () => { throw new RangeError('memory') }",
    ],
)
def test_a_browser_that_cannot_compute_says_so_and_accuses_nobody(county: Built, poor_tab: Any, broken: str) -> None:
    poor_tab.add_init_script(broken)
    poor_tab.goto((county.folder / PAGE).resolve().as_uri())
    told = pressed(poor_tab)
    assert "算不了" in told
    assert "请换一个较新的浏览器" in told
    assert "并向纪检监察组反映" not in told
    assert "成立：名单" not in told


@pytest.mark.parametrize("missing", sorted(set(SCRIPTS) - {"lottery"}))  # which this draw does not need
def test_a_script_that_does_not_arrive_accuses_nobody(county: Built, poor_tab: Any, missing: str) -> None:
    poor_tab.route(f"**/{missing}.js", lambda route: route.abort())
    poor_tab.goto((county.folder / PAGE).resolve().as_uri())
    if poor_tab.locator(".redo button").is_visible():
        told = pressed(poor_tab)
        assert "算不了" in told
    else:
        told = str(poor_tab.inner_text(".redo"))
        assert "浏览器没有运行" in told
    assert "并向纪检监察组反映" not in told
    assert "成立：名单" not in told


@pytest.mark.parametrize(
    "broken", ["delete String.prototype.codePointAt", "DataView.prototype.getUint32 = () => 0", "window.atob = null"]
)
def test_an_old_telephone_does_not_call_a_genuine_notice_false(
    county: Built, poor_tab: Any, broken: str, code: str
) -> None:
    poor_tab.add_init_script(broken)
    poor_tab.goto((county.folder / "notice.html").resolve().as_uri())
    poor_tab.fill("#notice-code", code)
    poor_tab.click(".check button")
    told = str(poor_tab.inner_text(".check [role=status]"))
    assert "✗" not in told
    assert "请当场提出" not in told


@pytest.mark.parametrize(
    "slip",
    ["1~RW", "1~RW-2025-02~1~DX-0001~JC-001~0~" + "A" * 45, "thing", "1~RW-2025-02~1~DX-0001~JC-001~0~" + "A" * 44],
)
def test_a_slip_of_the_pen_accuses_nobody(county: Built, tab: Any, slip: str) -> None:
    tab.goto((county.folder / "notice.html").resolve().as_uri())
    tab.fill("#notice-code", slip)
    tab.click(".check button")
    told = tab.inner_text(".check [role=status]")
    assert "没有核对：" in told
    assert "✗" not in told
