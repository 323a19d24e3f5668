"""Where everything is: addresses within the site, and links that bear the right name."""

from __future__ import annotations

from urllib.parse import quote

from ssj_publish.core.entry import record_name
from ssj_publish.core.records import Record
from ssj_publish.core.state import Draw, State
from ssj_publish.site.blocks import Cell
from ssj_publish.words import labels

Column = tuple[str, str]

HOME = ("首页", "index.html")
PLANS = ("年度计划", "plans/index.html")
DRAWS = ("随机抽取", "draws/index.html")
RESULTS = ("检查结果", "results/index.html")
CASES = ("依法处理", "cases/index.html")
ITEMS = ("抽查事项", "items/index.html")
BODIES = ("监管对象", "bodies/index.html")
INSPECTORS = ("检查人员", "inspectors/index.html")
OVERSIGHT = ("监督", "oversight/index.html")
CORRECTIONS = ("更正与撤回", "corrections/index.html")
DUE = ("应办与逾期", "due/index.html")
IRREGULARITIES = ("异常情况", "irregularities/index.html")
COMPARISONS = ("名录核对", "comparisons/index.html")
RULE_CHANGES = ("规则的变更", "rule-changes/index.html")
TRAININGS = ("培训记录", "trainings/index.html")
SUMMARIES = ("年度总结", "summaries/index.html")
RECORDS = ("台账", "records/index.html")
CHECKPOINTS = ("检查点和见证", "checkpoints/index.html")
FIGURES = ("数据图示", "figures/index.html")
BURDEN = ("检查负担", "burden/index.html")
DRAWN = ("抽中名单", "drawn/index.html")
DATA = ("开放数据", "data/index.html")
OUTREACH = ("宣传", "outreach/index.html")
FEEDBACK = ("评价和投诉", "feedback/index.html")
NOTICE = ("核对检查通知", "notice.html")
SEARCH = ("搜索", "search.html")
TOWNS = ("按乡镇看", "towns/index.html")
VISITS = ("全部检查", "visits/index.html")
WEEK = ("本周变化", "week/index.html")
OVERDUE = ("逾期史", "overdue/index.html")
UNDRAWN = ("从未抽中", "undrawn/index.html")
VERSUS = ("比一比", "compare/index.html")
MISSING = ("找不到这一页", "404.html")

_AMENDMENTS = frozenset({"correction", "retraction", "withholding", "annulment"})
# An entry's id may be ``index``, or what Windows takes for a device whatever follows a dot; ``~`` is in no id.
_TAKEN = {"index", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def chosen(column: Column, *choices: tuple[str, str]) -> str:
    """The list of a column with only the rows whose cell under a head is as said: what `lists.js` reads from an
    address. A head of the list's second table bears a 2 in front. Whoever has no scripts sees the whole list."""
    return f"{column[1]}?{'&'.join(f'{quote(head)}={quote(value)}' for head, value in choices)}"


def counted(count: int, unit: str, column: Column, *choices: tuple[str, str], tone: str = "") -> Cell:
    """A number that leads to the list of what it counts (`chosen`); of nothing there is no list, and no ``tone``."""
    return Cell(f"{count} {unit}", chosen(column, *choices), tone) if count else Cell(f"{count} {unit}")


def of_year(head: str, year: int) -> tuple[str, str]:
    """The choice of the rows with a day of ``year`` under ``head``."""
    return head, f"{year} 年"


def of_month(head: str, month: str) -> tuple[str, str]:
    """The choice of the rows with a day of ``month`` (``2026-03``) under ``head``.

    >>> of_month("检查日期", "2026-03")
    ('检查日期', '2026 年 3 月')
    """
    return head, f"{month[:4]} 年 {int(month[5:])} 月"


def seen_in(state: State, year: int) -> tuple[tuple[str, str], ...]:
    """The choice, in the lists of bodies, of those visited in ``year``: of today's register, and of those that left
    it."""
    gone = state.bodies.history.keys() - state.bodies.current.keys()
    return tuple(of_year(f"{mark}查过的年度", year) for mark in (("", "2") if gone else ("",)))


def columns(state: State) -> tuple[Column, ...]:
    """The columns with something in them, in the order of the site's menu: no menu leads to an empty page."""
    there = (
        (HOME, True),
        (PLANS, state.plans),
        (DRAWS, state.draws),
        (RESULTS, state.visits),
        (CASES, state.cases),
        (ITEMS, state.items.history),
        (BODIES, state.bodies.history),
        (INSPECTORS, state.inspectors.history),
        (OVERSIGHT, True),
        (RECORDS, True),
    )
    return tuple(column for column, some in there if some)


def further(state: State) -> tuple[Column, ...]:
    """The columns below the menu's, for the site map."""
    there = (
        (FIGURES, state.plans or state.visits or state.bodies.history),
        (BURDEN, state.visits),
        (TOWNS, state.bodies.history),
        (VERSUS, state.bodies.history and state.visits),
        (VISITS, state.visits),
        (WEEK, True),
        (DRAWN, any(one.result is not None or one.visits for one in state.draws.values()) or state.elsewhere),
        (UNDRAWN, any(one.result is not None and one.void is None for one in state.draws.values())),
        (DUE, True),
        (OVERDUE, state.visits or state.draws),
        (IRREGULARITIES, True),
        (
            CORRECTIONS,
            any(record.kind in _AMENDMENTS for record in state.records.values()),
        ),
        (COMPARISONS, state.comparisons),
        (RULE_CHANGES, True),
        (TRAININGS, any(one.in_force for one in state.trainings.values())),
        (SUMMARIES, any(one.in_force for one in state.summaries.values())),
        (CHECKPOINTS, state.trust.log is not None),
        (NOTICE, has_notices(state)),
        (OUTREACH, any(one.in_force for one in state.outreaches.values())),
        (FEEDBACK, any(one.in_force for one in state.feedbacks.values())),
        (DATA, True),
        (SEARCH, True),
    )
    return tuple(column for column, some in there if some)


def has_notices(state: State) -> bool:
    """Whether there is anything that a notice of an inspection can rest on."""
    return bool(state.draws or state.approvals or state.elsewhere)


def file_name(id_: str) -> str:
    """An id as a file name without ending.

    >>> file_name("DX-0001"), file_name("Index"), file_name("aux.2025")
    ('DX-0001', 'Index~', 'aux~.2025')
    """
    stem, dot, rest = id_.partition(".")
    return f"{stem}~{dot}{rest}" if stem.lower() in _TAKEN else id_


def url(folder: str, id_: str) -> str:
    return f"{folder}/{file_name(id_)}.html"


def record(one: Record, text: str = "") -> Cell:
    """A record by its number."""
    return Cell(text or f"第 {one.seq} 号", record_url(one))


def record_url(one: Record) -> str:
    return numbered("records", one.seq)


def numbered(folder: str, seq: int, mark: str = "") -> str:
    """A page of a record's number, a thousand of them to a folder, as in the ledger: a folder must not grow for ever.

    >>> numbered("visits", 1234, "-form")
    'visits/001/001234-form.html'
    """
    return f"{folder}/{record_name(seq).removesuffix('.yaml')}{mark}.html"


def raw_url(one: Record) -> str:
    return f"ledger/{record_name(one.seq)}"


def body(state: State, id_: str) -> Cell:
    """A body by its name."""
    found = state.bodies.latest(id_)
    return Cell(found.name if found else id_, url("bodies", id_))


def town_url(number: int) -> str:
    return f"towns/{number}.html"


def item(state: State, id_: str) -> Cell:
    found = state.items.latest(id_)
    return Cell(f"{id_} {found.name}" if found else id_, url("items", id_))


def inspector(state: State, id_: str) -> Cell:
    return Cell(inspector_name(state, id_), url("inspectors", id_))


def inspector_name(state: State, id_: str) -> str:
    found = state.inspectors.latest(id_)
    return found.name if found else id_


def draw_name(draw: Draw) -> str:
    return f"{draw.commit.task}-{draw.commit.ordinal}"


def draw(one: Draw, text: str = "") -> Cell:
    return Cell(text or draw_name(one), url("draws", draw_name(one)))


def plan_url(year: int) -> str:
    return f"plans/{year}.html"


def figures_url(year: int) -> str:
    return f"figures/{year}.html"


def report_url(year: int) -> str:
    return f"reports/{year}.html"


def task(state: State, id_: str) -> Cell:
    found = state.tasks.get(id_)
    return Cell(f"{id_} {found.task.name}" if found else id_, url("tasks", id_))


def visit(one: Record, text: str = "检查记录") -> Cell:
    return Cell(text, numbered("visits", one.seq))


def form(one: Record) -> Cell:
    """检查记录表 of a visit."""
    return Cell("打印检查记录表", numbered("visits", one.seq, "-form"))


def case(id_: str) -> Cell:
    return Cell(id_, url("cases", id_))


def role(state: State, id_: str) -> str:
    found = state.keyring.roles.get(id_)
    return found.name if found else id_


def kind(one: Record) -> str:
    return labels.KINDS[one.kind]
