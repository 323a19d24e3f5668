"""Papers of an inspection, for the printer: approval, notice, record. Each is sections of blocks, as a page is, and
stands alone as one HTML file on A4; the record of a visit that was made is a page of the site as well.

What the ledger does not know yet stands as a blank, to be filled in by hand on the spot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from ssj_publish.core import calling
from ssj_publish.core.calling import Call
from ssj_publish.core.kinds.approval import InspectionApproval
from ssj_publish.core.kinds.inspection import Visit
from ssj_publish.core.kinds.removable import Disclosed
from ssj_publish.core.records import Record
from ssj_publish.core.state import State
from ssj_publish.site.blocks import Facts, Prose, Section, Table, day, facts, listed, section, sections, table
from ssj_publish.site.pages import places
from ssj_publish.site.settings import packaged
from ssj_publish.words import labels
from ssj_publish.words.papers import BLANK, BOXES, CLOCK, DISCIPLINE, RIGHTS

#: Gives a field's text: what is removed, or not at hand, says so itself.
Words = Callable[[str | Disclosed | None], str | None]
_METHODS = "　".join(f"□ {name}" for name in labels.METHODS.values())


@dataclass(frozen=True, slots=True)
class Paper:
    """One sheet: ``name`` as a file, what stands on it, and the address in its QR code, with the code as text below."""

    name: str
    title: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    address: str
    told: str
    code: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    about: str = field(default="")


def html(state: State, paper: Paper) -> str:
    """The whole file: no font, no picture, no script, nothing from elsewhere."""
    return _template().render(
        bureau=state.bureau,
        notice=state.founding.notice or "",
        paper=paper,
        # Drawn as shapes: half as much again can be read when a quarter is torn.
        qr=segno.make_qr(paper.address, error="m").svg_inline(scale=3, border=4),
    )


def notice(
    state: State,
    call: Call,
    why: str,
    code: str,
    site: str,
    today: date,
    document: str = "",
    complaint: str = "",
    proof: tuple[str, ...] = (),
) -> Paper:
    """检查通知书 for ``call``; ``why`` says on what ground, ``code`` stands behind the QR code's address."""
    address = f"{site.rstrip('/')}/{places.NOTICE[1]}"
    told = facts(
        ("通知文号", document or BLANK),
        ("检查缘由", why),
        ("检查事项", listed(_item(state, id_) for id_ in call.items)),
        ("检查依据", "；".join(_bases(state, call.items))),
        ("检查日期", "　　　　年　　月　　日"),
        (
            f"{today.year} 年已接受检查",
            f"{visits(state, call.body, today.year)} 次（截至 {day(today)}，台账所记各种检查）",
        ),
        ("投诉监督电话", complaint or BLANK),
    )
    parts = sections(
        section("检查", told),
        section("检查人员", team(state, call.team)),
        section("你单位的权利", Prose(RIGHTS)),
        section("检查纪律", Prose(DISCIPLINE)),
    )
    return Paper(
        name=f"{places.file_name(call.body)}.html",
        title="行政检查通知书",
        opening=(f"{places.body(state, call.body).text}（{call.body}）：", "现派下列检查人员到你单位检查，请予配合。"),
        sections=parts,
        address=f"{address}#{code}",
        told=f"用手机扫码核对这次检查是不是真的：由手机自己核对，不发送任何内容。也可以打开 {address}，填入下面的核对码。",
        code=(code, *proof),
        signs=("收到通知的人（职务、签名）：　　　　　　　　", f"{state.bureau}（印章）"),
    )


def blank_form(state: State, call: Call, why: str, code: str, site: str) -> Paper:
    """检查记录表 to be filled in on the spot."""
    body = state.bodies.latest(call.body)
    told = facts(
        ("被检查单位", f"{places.body(state, call.body).text}（{call.body}）"),
        ("地址", body.address if body is not None else BLANK),
        ("检查缘由", why),
        ("检查日期", "　　　　年　　月　　日"),
        ("到达和离开", CLOCK),
        ("检查方式", _METHODS),
        ("通知送达", "文号　　　　　　　　　　　送达日期　　　　年　　月　　日"),
        ("出示执法证", "□ 已出示　□ 没有出示"),
        ("省级扫码入企编号", BLANK),
    )
    points = [
        section(
            _item(state, id_),
            table("逐项检查", ("内容", "情况", "说明"), [(one, BOXES, BLANK) for one in _points(state, id_)]),
        )
        for id_ in call.items
    ]
    parts = sections(
        section("基本情况", told), section("检查人员", team(state, call.team)), *points,
        section("结论和确认", facts(("发现的问题", BLANK), ("处理措施", BLANK), ("整改期限", BLANK), ("没有签字的原因", BLANK))),
    )  # fmt: skip
    return _form(state, call.body, parts, f"{site.rstrip('/')}/{places.NOTICE[1]}#{code}", (code,))


def form(state: State, record: Record[Visit], words: Words, site: str = "") -> Paper:
    """检查记录表 of a visit that stands in the ledger, with the results that are public by now."""
    parts = form_sections(state, record, words)
    address = f"{site.rstrip('/')}/{places.visit(record).href}"
    return _form(state, record.body.body, parts, address, (f"台账第 {record.seq} 号记录 {record.id}",))


def form_sections(state: State, record: Record[Visit], words: Words) -> tuple[Section, ...]:
    """What the site's page and the sheet share."""
    standing = state.visits[record.id]
    visit = standing.visit
    body = state.bodies.latest(visit.body)
    told = facts(
        ("被检查单位", f"{places.body(state, visit.body).text}（{visit.body}）"),
        ("地址", body.address if body is not None else None),
        ("检查缘由", cause(state, visit)),
        ("检查日期", day(visit.date)),
        ("检查方式", labels.METHODS[visit.method]),
        ("检查通知", f"{visit.notice.document}，{day(visit.notice.date)} 送达" if visit.notice else "没有记录"),
        ("出示执法证", labels.SHOWN[visit.shown] if visit.shown else "没有记录"),
        ("省级扫码入企编号", visit.province_code),
        ("被检查单位签字（职务）", words(visit.signed_by)),
        ("没有签字的原因", words(visit.unsigned_reason)),
        ("说明", words(visit.note)),
    )
    files = table(
        "证据留在科室，这里只有指纹",
        ("名称", "字节数", "SHA-256"),
        [(one.name, one.size, one.sha256) for one in visit.evidence],
    )
    return sections(
        section("基本情况", told),
        section("检查人员", team(state, visit.inspectors, visit)),
        *(section(_item(state, id_), *_found(state, standing.results.get(id_), words)) for id_ in visit.items),
        section("证据", files),
    )


def approval(state: State, record: Record[InspectionApproval], words: Words, site: str) -> Paper:
    """检查审批表."""
    body = record.body
    cause_ = body.trigger
    told = facts(
        ("审批文号", body.document),
        ("检查科室", places.role(state, body.office)),
        ("检查对象", listed(places.body(state, id_).text for id_ in body.bodies)),
        ("检查事项", listed(_item(state, id_) for id_ in body.items)),
        ("检查依据", "；".join(_bases(state, body.items))),
        ("检查时间", f"{day(body.start)} 至 {day(body.end)}"),
        ("缘由", f"{labels.TRIGGERS[cause_.kind]}，编号 {cause_.number}，{day(cause_.date)} 收到" if cause_ else None),
        ("缘由的说明", words(cause_.note) if cause_ else None),
        ("专项任务", places.task(state, body.task).text if body.task else None),
        ("审批意见", words(body.reason)),
        ("审批时间", f"{record.time:%Y-%m-%d %H:%M}"),
        ("补办审批", f"追认 {len(body.visits)} 次紧急检查" if body.visits else None),
    )
    return Paper(
        name=f"approval-{record.seq:06d}.html",
        title="行政检查审批表",
        opening=(),
        sections=sections(section("审批", told)),
        address=f"{site.rstrip('/')}/{places.record_url(record)}",
        told="扫码看台账里的这份审批。",
        code=(f"台账第 {record.seq} 号记录 {record.id}",),
        signs=("检查科室负责人：　　　　　　", "局领导：　　　　　　"),
    )


def cause(state: State, visit: Visit) -> str:
    """Why a body was visited, in a line."""
    if visit.draw is not None:
        draw = state.draws[visit.draw]
        return f"随机抽取：{state.tasks[draw.commit.task].task.name}（{places.draw_name(draw)}）"
    if visit.elsewhere is not None:
        return f"外部平台抽取：{places.task(state, state.elsewhere[visit.elsewhere].body.task).text}"
    if visit.trigger is not None:
        return f"个案检查：{labels.TRIGGERS[visit.trigger.kind]}，编号 {visit.trigger.number}"
    return "日常检查"


def why(state: State, call: Call) -> str:
    """On what ground a call is made, in a line."""
    if call.ground == "draw":
        draw = calling.draw_of(state, call.ref)
        name = state.tasks[draw.commit.task].task.name if draw is not None else ""
        return f"随机抽取：{name}（{call.ref}）"
    if call.ground == "elsewhere":
        return f"外部平台抽取：{places.task(state, call.ref).text}"
    if call.ground == "approval":
        found = calling.approval_of(state, call.ref)
        return f"检查审批：{found.body.document if found is not None else call.ref}"
    return "紧急检查，事后补办审批" if call.ground == "urgent" else "日常检查"


def visits(state: State, body: str, year: int) -> int:
    """How many visits of a year the ledger holds, of every kind."""
    return sum(one.in_force and one.visit.body == body and one.visit.date.year == year for one in state.visits.values())


def team(state: State, ids: Iterable[str], visit: Visit | None = None) -> Table:
    """Names and certificates; of a visit that was made, who of them stands by it."""
    confirmed = {one.inspector: one for one in visit.confirmations} if visit is not None else {}
    rows = []
    for id_ in ids:
        one = state.inspectors.latest(id_)
        row = [one.name if one else id_, one.unit if one else BLANK, one.certificate if one else BLANK]
        said = confirmed.get(id_)
        rows.append(
            (*row, "没有确认" if said is None else "本人签名" if said.key else "科室代为确认")
            if visit
            else (*row, BLANK)
        )
    return table(
        "检查小组" if visit else "请与检查人员出示的执法证逐一核对",
        ("姓名", "单位", "执法证号", "确认" if visit else "签名"),
        rows,
    )


def _form(state: State, body: str, parts: tuple[Section, ...], address: str, code: tuple[str, ...]) -> Paper:
    return Paper(
        name=f"{places.file_name(body)}-form.html",
        title="行政检查记录表",
        opening=(),
        sections=parts,
        address=address,
        told="扫码核对这次检查。",
        code=code,
        signs=("检查人员签名：　　　　　　　　　　", "被检查单位负责人（职务、签字或盖章）：　　　　　　　　"),
    )


def _found(state: State, id_: str | None, words: Words) -> list[Prose | Facts | Table]:
    if id_ is None:
        return [Prose(("结果还没有公示。",), "note")]
    result = state.results[id_].result
    rows = [(one.point, labels.CHECKS[one.outcome], words(one.note) or BLANK) for one in result.checks]
    told = facts(
        ("结果", labels.RESULTS[result.code]),
        ("发现的问题", words(result.finding)),
        ("处理措施", words(result.action)),
        ("整改期限", day(result.rectify_by) if result.rectify_by else None),
    )
    return [table("逐项检查", ("内容", "情况", "说明"), rows), told]


def _item(state: State, id_: str) -> str:
    return places.item(state, id_).text


def _bases(state: State, items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(one.title for id_ in items if (item := state.items.latest(id_)) for one in item.basis))


def _points(state: State, id_: str) -> tuple[str, ...]:
    item = state.items.latest(id_)
    return item.points if item is not None else ()


def _template() -> Template:
    theme = packaged("theme") / "templates"
    loader = FileSystemLoader([theme / "print", theme])
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).get_template("paper.html")
