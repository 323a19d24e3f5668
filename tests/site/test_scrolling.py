"""A prose table scrolls in a box that the keyboard reaches, and nothing else moves."""

from __future__ import annotations

from markdown import Markdown

from ssj_publish.site.scrolling import Scrolling

TABLE = "|甲|乙|\n|-|-|\n|1|2|\n"


def html(text: str) -> str:
    return Markdown(extensions=["tables", Scrolling()]).convert(text)


def test_every_table_has_its_box_with_a_name() -> None:
    found = html(f"前\n\n{TABLE}\n中\n\n{TABLE}\n后")
    assert found.count('class="scroll"') == found.count('tabindex="0"') == found.count("<table>") == 2
    assert found.count('role="group"') == found.count('aria-label="表格，可左右移动"') == 2
    assert [found.index(word) for word in ("前", "中", "后")] == sorted(
        found.index(word) for word in ("前", "中", "后")
    )


def test_what_follows_a_table_stays_outside_its_box() -> None:
    found = html(f"{TABLE}\n后")
    assert found.index("</table>") < found.index("</div>") < found.index("后")


def test_text_without_a_table_is_left_alone() -> None:
    assert html("甲") == "<p>甲</p>"
