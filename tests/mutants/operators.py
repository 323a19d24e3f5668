"""The small faults that a module's text can be given, each at one place: what a tired programmer writes.

    compare     < for <=, == for !=, in for not in      number     one more, one less
    boolean     a condition turned round, and for or    text       another word, so another column or label
    drop        a statement left out, a value not       swap       two arguments, or two neighbours in a row,
                returned                                           exchanged
    arithmetic  + for -, // for *

Left alone are what no test can tell: annotations, docstrings, decorators, imports, the order of what an ``except``
names, what ``__all__`` lists (for whoever reads it, and for a star that nobody writes here), and what is inside an
f-string (whose places Python 3.11 does not know).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}  # fmt: skip
#: What stands in brackets behind these is an alias of a type, which nothing runs.
_HINTS = {"Callable", "Iterator", "Mapping", "Sequence"}
#: What a node has that is not looked at.
_SKIPPED = {"annotation", "returns", "decorator_list", "type_params", "bases", "keywords"}


@dataclass(frozen=True)
class Mutant:
    """``old`` at line ``line`` of the module ``path`` (from the package's folder) becomes ``new``; bytes ``start`` to
    ``end``."""

    path: str
    line: int
    kind: str
    old: str
    new: str
    start: int
    end: int

    def applied(self, source: bytes) -> bytes:
        """The module's text with the fault in it."""
        return source[: self.start] + self.new.encode() + source[self.end :]

    @property
    def told(self) -> str:
        """``ledger/store.py:31 compare: a < b → a <= b``, each side on one line."""
        sides = (" ".join(side.split())[:90] for side in (self.old, self.new))
        return f"{self.path}:{self.line} {self.kind}: {' → '.join(sides)}"


def mutants(path: str, source: str) -> list[Mutant]:
    """All mutants of a module, in the order of its text."""
    return list(_Finder(path, source).of(ast.parse(source)))


class _Finder:
    """Walks a module's tree; ``path`` names the module in what it finds."""

    def __init__(self, path: str, source: str) -> None:
        self._path, self._data = path, source.encode()
        self._lines = [0]
        for line in self._data.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))

    def of(self, node: ast.AST) -> Iterator[Mutant]:
        if isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom) or _is_guard(node) or _is_listing(node):
            return
        if isinstance(node, ast.Subscript) and getattr(node.value, "id", "") in _HINTS:
            return
        if isinstance(node, ast.ExceptHandler):  # the order of what is caught is none
            for child in node.body:
                yield from self.of(child)
            return
        if isinstance(node, ast.stmt | ast.expr):
            yield from self._own(node)
        skipped = _SKIPPED if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AnnAssign | ast.arg) else set()
        for name, value in ast.iter_fields(node):
            if name not in skipped:
                for child in value if isinstance(value, list) else [value]:
                    if isinstance(child, ast.AST) and not _is_docstring(child):
                        yield from self.of(child)

    def _own(self, node: ast.stmt | ast.expr) -> Iterator[Mutant]:
        for kind, text in _changes(node):
            yield self._mutant(node, kind, text)

    def _mutant(self, node: ast.stmt | ast.expr, kind: str, new: str) -> Mutant:
        start = self._lines[node.lineno - 1] + node.col_offset
        end = self._lines[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        return Mutant(self._path, node.lineno, kind, self._data[start:end].decode(), new, start, end)


def _is_guard(node: ast.AST) -> bool:
    """``if TYPE_CHECKING`` and what asks for the system: the other branch is not this machine's."""
    return isinstance(node, ast.If) and ("TYPE_CHECKING" in (text := ast.unparse(node.test)) or "sys.platform" in text)


def _is_listing(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _changes(node: ast.stmt | ast.expr) -> Iterator[tuple[str, str]]:
    """Kind and text of each fault that this very node can have."""
    if isinstance(node, ast.Compare):
        yield from _changed(node, "compare", ops=[_COMPARE[type(node.ops[0])](), *node.ops[1:]])
    elif isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        yield from _changed(node, "arithmetic", op=_ARITHMETIC[type(node.op)]())
    elif isinstance(node, ast.BoolOp):
        yield from _changed(node, "boolean", op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, ast.IfExp):
        yield from _changed(node, "boolean", body=node.orelse, orelse=node.body)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "boolean", f"bool({ast.unparse(node.operand)})"
    elif isinstance(node, ast.Constant):
        yield from _constants(node.value)
    elif isinstance(node, ast.Call):
        yield from _swapped(node, "args")
    elif isinstance(node, ast.Tuple | ast.List) and isinstance(node.ctx, ast.Load):
        yield from _swapped(node, "elts")
    elif isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None":
        yield "drop", "return None"
    elif isinstance(node, ast.Expr | ast.Raise | ast.AugAssign | ast.Continue | ast.Break) and not _yields(node):
        yield "drop", "pass"


def _yields(node: ast.stmt) -> bool:
    """A generator without its yield would be something else altogether."""
    return isinstance(getattr(node, "value", None), ast.Yield | ast.YieldFrom)


def _changed(node: ast.expr, kind: str, **fields: Any) -> Iterator[tuple[str, str]]:
    values = {name: getattr(node, name) for name in node._fields} | fields
    yield kind, f"({ast.unparse(type(node)(**values))})"


def _constants(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, bool):
        yield "boolean", str(not value)
    elif isinstance(value, int):
        yield "number", str(value + 1)
        yield "number", f"({value - 1})"
    elif isinstance(value, str) and value:
        yield "text", repr(value + "x" if value.isascii() else value + "甲")


def _swapped(node: ast.expr, name: str) -> Iterator[tuple[str, str]]:
    """Each two neighbours exchanged that are not the same."""
    values: list[ast.expr] = getattr(node, name)
    for place in range(len(values) - 1):
        one, other = values[place], values[place + 1]
        if ast.unparse(one) != ast.unparse(other) and not isinstance(one, ast.Starred):
            exchanged = [*values[:place], other, one, *values[place + 2 :]]
            yield from _changed(node, "swap", **{name: exchanged})
