"""What a bureau has to write itself, in a folder without a ledger: what is to be filled in, merged and refused."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ssj_publish import errors
from ssj_publish.site import prose
from ssj_publish.site.settings import packaged

OWN, EXAMPLE = "jy.linjiang.gov.cn/ssj", "jy.anlan.example/ssj"
SETTINGS: dict[str, Any] = {"SITENAME": "临江县", "SSJ_SITE": {"domain": "jy.linjiang.gov.cn", "contact": "1"}}


@pytest.mark.parametrize(
    ("origin", "is_one"),
    [(EXAMPLE, True), (OWN, False), ("x.example.cn/a", False), ("a.gov.cn/x.example", False), ("example/x", False)],
)
def test_an_example_is_told_by_its_domain(origin: str, is_one: bool) -> None:
    assert prose.is_example(origin) is is_one


def test_what_is_to_be_filled_in_names_the_bureau_and_says_what_is_missing() -> None:
    made = prose.to_fill('临江"县\\局', OWN, date(2025, 1, 2))
    assert set(made) == {"pelicanconf.py", "content/pages/about.md", "content/pages/complaint.md"}
    said = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in ast.parse(made["pelicanconf.py"]).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    assert said["SITENAME"] == '临江"县\\局双随机、一公开'
    assert said["SITEURL"] == ""
    assert said["SSJ_SITE"] == {
        "domain": "jy.linjiang.gov.cn", "id_code": "【请填写：网站标识码，10 位数字，或 bm 加 8 位数字】", "sponsor": '临江"县\\局',
        "contact": "【请填写：联系电话】", "icp": "【请填写：ICP 备案号】", "police": "", "party_badge": "", "fault_badge": "",
    }  # fmt: skip
    for name in ("about", "complaint"):
        text = made[f"content/pages/{name}.md"]
        assert prose.TO_FILL.search(text)
        assert "@DAY@" not in text
        assert "@BUREAU@" not in text
        assert "\nDate: 2025-01-02\n" in text
    assert '临江"县\\局' in made["content/pages/about.md"]


def files(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.md")}


def test_a_bureaus_pages_lie_over_the_programs_and_of_an_examples_it_gets_none(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "pages").mkdir(parents=True)
    (own / "pages" / "rules.md").write_text("title: 我们的\n\n正文\n", "utf-8")
    (tmp_path / "merged").mkdir()
    (tmp_path / "merged" / "left.md").write_text("x")
    merged = prose.merge(own, tmp_path / "merged", OWN)
    assert merged == tmp_path / "merged"
    found = files(merged)
    assert found["pages/rules.md"] == "title: 我们的\n\n正文\n"
    assert "left.md" not in found
    assert found["pages/protocol.md"] == (packaged("content") / "pages" / "protocol.md").read_text("utf-8")
    assert not any("\nExample:" in f"\n{text}" for text in found.values())
    assert not any(name.startswith("decisions/") for name in found)
    assert (merged / "vectors").is_dir()
    assert (merged / "images").is_dir()
    of_example = files(prose.merge(own, tmp_path / "merged", EXAMPLE))
    assert any(name.startswith("decisions/") for name in of_example)
    assert any("\nExample:" in f"\n{text}" for text in of_example.values())


def test_the_examples_own_content_is_taken_as_it_stands(tmp_path: Path) -> None:
    base = packaged("content")
    assert prose.merge(base, tmp_path / "merged", EXAMPLE) == base
    assert prose.merge(base, tmp_path / "merged", OWN) == tmp_path / "merged"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    for name in ("about", "complaint", "more"):
        (tmp_path / "pages" / f"{name}.md").write_text("title: 甲\n\n正文\n", "utf-8")
    return tmp_path


def checked(content: Path, origin: str = OWN, **changes: Any) -> None:
    prose.check(origin, SETTINGS | changes, content, sorted(content.rglob("*.md")))


def test_what_is_filled_in_passes(content: Path) -> None:
    checked(content)


def test_what_is_still_to_be_filled_in_is_told_by_line_and_counted(content: Path) -> None:
    page = content / "pages" / "more.md"
    page.write_text("title: 甲\n\n一\n二【请填写：电话】【请填写】\n", "utf-8")
    with pytest.raises(errors.Unfilled) as told:
        checked(content)
    assert told.value.data == {"place": "content/pages/more.md:4", "text": "【请填写：电话】", "count": 2}
    with pytest.raises(errors.Unfilled) as told:
        checked(content, EXAMPLE)
    page.write_text("title: 甲\n", "utf-8")
    with pytest.raises(errors.Unfilled) as told:
        checked(content, SSJ_SITE={"domain": "x.cn", "icp": "【请填写：备案号】"}, SITENAME="【请填写：名称】")
    assert told.value.data == {"place": "pelicanconf.py", "text": "【请填写：名称】", "count": 2}


def test_a_bureau_that_speaks_as_an_example_is_told_where(content: Path) -> None:
    page = content / "pages" / "more.md"
    page.write_text("title: 甲\nExample: yes\n", "utf-8")
    with pytest.raises(errors.ExampleText) as told:
        checked(content)
    assert told.value.data == {"path": "content/pages/more.md"}
    checked(content, EXAMPLE)
    page.write_text("title: 甲\n", "utf-8")
    with pytest.raises(errors.ExampleText) as told:
        checked(content, SSJ_SITE={"domain": "jy.linjiang.example"})
    assert told.value.data == {"path": "pelicanconf.py"}


@pytest.mark.parametrize("name", ["about", "complaint"])
def test_a_bureau_has_to_say_for_itself_who_it_is_and_where_to_complain(content: Path, name: str) -> None:
    (content / "pages" / f"{name}.md").unlink()
    with pytest.raises(errors.PageMissing) as told:
        checked(content)
    assert told.value.data == {"path": f"content/pages/{name}.md"}
    checked(content, EXAMPLE)
