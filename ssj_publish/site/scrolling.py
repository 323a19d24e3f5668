"""A Markdown extension: a prose table scrolls in a box of its own, which the keyboard reaches (WCAG 2.1.1)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


class _Boxes(Treeprocessor):
    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for at, child in enumerate(parent):
                if child.tag == "table":
                    box = Element(
                        "div", {"class": "scroll", "role": "group", "tabindex": "0", "aria-label": "表格，可左右移动"}
                    )
                    box.tail, child.tail = child.tail, None
                    box.append(child)
                    parent[at] = box


class Scrolling(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's own name)
        md.treeprocessors.register(_Boxes(md), "scrolling", 5)
