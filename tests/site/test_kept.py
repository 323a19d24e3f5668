"""A shared part is made once for the same arguments, and anew for others."""

from __future__ import annotations

from jinja2 import DictLoader, Environment

from ssj_publish.site.kept import Kept


class Name:
    def __init__(self, text: str) -> None:
        self.text = text
        self.asked = 0

    def __str__(self) -> str:
        self.asked += 1
        return self.text


def test_the_same_arguments_give_what_was_made_and_others_their_own() -> None:
    part = "{% macro a(root, one) %}<a href='{{ root }}'>{{ one }}</a>{% endmacro %}{% macro b(root, one) %}{{ one }}{% endmacro %}"
    loader = DictLoader(
        {"part": part, "page": "{% import 'part' as part %}{{ kept(part.a, root, one) }}{{ kept(part.b, root, one) }}"}
    )
    page = Environment(loader=loader, autoescape=True).get_template("page")
    kept, one, other = Kept(), Name("<甲>"), Name("<甲>")
    first = page.render(kept=kept, root=".", one=one)
    assert first == "<a href='.'>&lt;甲&gt;</a>&lt;甲&gt;"
    asked = one.asked
    assert page.render(kept=kept, root=".", one=one) == first
    assert one.asked == asked
    assert page.render(kept=kept, root="..", one=one) == first.replace("'.'", "'..'")
    other.text = "乙"
    assert page.render(kept=kept, root=".", one=other) == first.replace("&lt;甲&gt;", "乙")
