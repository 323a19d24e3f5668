"""What a page is made of: frozen values that templates show as they are. Every text is plain; templates escape it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final

import msgspec

#: What is written from right to left, and what turns the direction: such a text is kept from its neighbours.
_TURNING: Final = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A text, where it leads (an address within the site), and its tone: ok, late, warn, mono or quiet.

    ``bar`` draws the number: a filled part of a whole, in thousandths; the text says the same.
    """

    text: str
    href: str = ""
    tone: str = ""
    bar: int | None = None

    @property
    def turns(self) -> bool:
        """Whether it may run from right to left."""
        return _TURNING.search(self.text) is not None


Text = Cell | str


class Facts(msgspec.Struct, frozen=True, gc=False):
    """Label and value, one pair a line."""

    pairs: tuple[tuple[str, Cell], ...]
    block: str = "facts"


class Rest(msgspec.Struct, frozen=True, gc=False):
    """How a table of many rows goes on: its page shows the first ``shown``, ``pages`` the others, for whoever has no
    scripts. ``rows`` is the address of the script that holds all of them, where a reader may choose, as the
    ``place``-th of its lists."""

    shown: int
    pages: tuple[Cell, ...]
    rows: str
    place: int


class Table(msgspec.Struct, frozen=True, gc=False):
    """``caption`` says what it lists; ``head`` one label a column; ``choose`` the labels of those by which a reader may
    choose rows: a day is chosen by its year, a text by what stands before ``→``. One that ``grows`` does so at its head
    alone; of one that is ``paired`` a reader may put two rows side by side. Of a text longer than ``brief`` characters,
    unless that is 0, the page shows as many, and its JSON all. Columns under ``unseen`` heads are there to choose by;
    they say what others say too."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    choose: tuple[str, ...] = ()
    grows: bool = False
    paired: bool = False
    unseen: tuple[str, ...] = ()
    brief: int = 0
    rest: Rest | None = None
    block: str = "table"

    @property
    def shown(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows on the page itself."""
        return self.rows if self.rest is None else self.rows[: self.rest.shown]

    def labelled(self, row: tuple[Cell, ...]) -> Iterator[tuple[str, Cell]]:
        """The cells of one of the rows but the first, each with its column's label."""
        return zip(self.head[1:], row[1:], strict=True)


class Event(msgspec.Struct, frozen=True, gc=False):
    """A dated step; ``ahead`` marks one that is still to come."""

    when: str
    what: Cell
    note: str = ""
    ahead: bool = False


class Timeline(msgspec.Struct, frozen=True, gc=False):
    """Events, oldest first."""

    events: tuple[Event, ...]
    block: str = "timeline"


class Prose(msgspec.Struct, frozen=True, gc=False):
    """Paragraphs; ``tone`` note or warn."""

    paragraphs: tuple[str, ...]
    tone: str = ""
    block: str = "prose"


class Code(msgspec.Struct, frozen=True, gc=False):
    """Text to copy, with a label."""

    label: str
    text: str
    block: str = "code"


class Tiles(msgspec.Struct, frozen=True, gc=False):
    """Big numbers at a glance: label, the number and where it leads, a note."""

    tiles: tuple[tuple[str, Cell, str], ...]
    block: str = "tiles"


class Dot(msgspec.Struct, frozen=True, gc=False):
    """One body on the line: its place in thousandths of a percent (``12.345``), the row on which it sits, drawn or
    not."""

    at: str
    row: int
    drawn: bool
    title: str


class Strip(msgspec.Struct, frozen=True, gc=False):
    """One class's tickets on a line from the smallest to the greatest; ``cut`` is where the drawn end, if some do not
    follow; ``text`` says what is seen."""

    name: str
    text: str
    dots: tuple[Dot, ...]
    cut: str = ""


class Ways(msgspec.Struct, frozen=True, gc=False):
    """Where one can go from here, side by side."""

    ways: tuple[Cell, ...]
    block: str = "ways"


class Strips(msgspec.Struct, frozen=True, gc=False):
    """A picture of lines of dots, with a caption."""

    caption: str
    strips: tuple[Strip, ...]
    block: str = "strips"


class Point(msgspec.Struct, frozen=True, gc=False):
    """A year's value: its place on a picture of 600 by 200, and what it is called."""

    x: int
    y: int
    name: str
    value: str


class Curve(msgspec.Struct, frozen=True, gc=False):
    """A number over the years; ``text`` says what is seen."""

    caption: str
    text: str
    points: tuple[Point, ...]
    block: str = "curve"


class Mosaic(msgspec.Struct, frozen=True, gc=False):
    """A schematic map: a square a place, each with its name, where it leads, and a number that is also drawn."""

    caption: str
    squares: tuple[tuple[str, Cell], ...]
    block: str = "mosaic"


class Redo(msgspec.Struct, frozen=True, gc=False):
    """The button that redoes a draw; ``data`` is what `opendata.redo.values` gives. Where that is much, it stands in a
    script at ``script``, which is fetched when somebody wants it."""

    data: dict[str, Any]
    script: str = ""
    block: str = "redo"


class NoticeCheck(msgspec.Struct, frozen=True, gc=False):
    """Where a notice's code is checked; ``data`` is what `pages.notice` gives."""

    data: dict[str, Any]
    block: str = "notice"


class Qr(msgspec.Struct, frozen=True, gc=False):
    """An address to take from paper to a telephone: ``path`` is the code's dark modules as an SVG path on a square of
    ``size`` modules, the light ones around it included."""

    label: str
    address: str
    size: int
    path: str
    block: str = "qr"


Block = Facts | Table | Timeline | Prose | Code | Tiles | Ways | Strips | Curve | Mosaic | Redo | NoticeCheck | Qr


class Section(msgspec.Struct, frozen=True, gc=False):
    """A heading and its blocks; ``folded`` ones open on demand."""

    heading: str
    blocks: tuple[Block, ...]
    folded: bool = False


class Page(msgspec.Struct, frozen=True, gc=False):
    """One page: ``url`` from the site's root, ``column`` the section of the site it belongs to (title, address).

    ``published`` is set on content pages, and absent on the lists that head a column; for the 公开 block of such a
    page, ``made`` is the day on which its content was made (if not that of ``published``), ``valid`` whether it holds,
    and ``document`` the number under which it was approved. ``data`` is the address of the page's JSON, if it has one;
    ``scripts`` are names under theme/js, in the order in which they must run; ``feed`` is the address of the feed that
    tells what is new here.
    """

    url: str
    title: str
    lead: str
    sections: tuple[Section, ...]
    column: tuple[str, str]
    published: str = ""
    template: str = "sheet"
    data: str = ""
    scripts: tuple[str, ...] = ()
    made: str = ""
    valid: str = "有效"
    document: str = ""
    feed: str = ""

    @property
    def lists(self) -> bool:
        """Whether a reader may choose and sort rows on it."""
        return any(isinstance(one, Table) and one.choose for part in self.sections for one in part.blocks)


def point(place: int, count: int, height: float, name: str, value: str) -> Point:
    """The ``place``-th of ``count`` points, at ``height`` from 0 to 1."""
    return Point(50 + 500 * place // max(count - 1, 1), 165 - round(120 * height), name, value)


def curve(caption: str, values: Sequence[tuple[int, float]], form: str = "{:.2f}") -> Curve:
    """A number by year; ``form`` writes it."""
    most = max((value for _, value in values), default=0.0) or 1.0
    points = (
        point(place, len(values), value / most, f"{year}", form.format(value))
        for place, (year, value) in enumerate(values)
    )
    return Curve(caption, "，".join(f"{year} 年 {form.format(value)}" for year, value in values), tuple(points))


def cell(value: Text | int | None) -> Cell:
    """A cell from what is at hand; None shows as a dash."""
    if isinstance(value, Cell):
        return value
    return Cell("—", tone="quiet") if value is None or value == "" else Cell(str(value))


def facts(*pairs: tuple[str, Text | int | None]) -> Facts:
    """Facts; pairs without a value are left out."""
    return Facts(tuple((label, cell(value)) for label, value in pairs if value is not None and value != ""))


def table(
    caption: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Text | int | None]],
    choose: Sequence[str] = (),
    grows: bool = False,
) -> Table:
    """A table; ``choose`` are labels of ``head``."""
    return Table(caption, tuple(head), tuple(tuple(cell(value) for value in row) for row in rows), tuple(choose), grows)


def section(heading: str, *blocks: Block | None, folded: bool = False) -> Section | None:
    """A section; None where nothing is in it, since a page has no empty columns."""
    there = tuple(block for block in blocks if block is not None and not (isinstance(block, Table) and not block.rows))
    return Section(heading, there, folded) if there else None


def sections(*found: Section | None) -> tuple[Section, ...]:
    """The sections that have something in them."""
    return tuple(one for one in found if one is not None)


def moment(time: datetime) -> str:
    """``2025-03-28 14:30``."""
    return time.isoformat(" ", "minutes")[:16]


def day(value: date | None) -> str:
    """``2025-03-28``, or a dash."""
    return value.isoformat() if value else "—"


def listed(values: Iterable[str]) -> str:
    """``甲、乙、丙``."""
    return "、".join(values)
