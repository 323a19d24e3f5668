"""评价、投诉和廉政反馈 in numbers, 宣传 with a poster to print."""

from __future__ import annotations

from ssj_publish.core.reading import answers
from ssj_publish.core.reading.figures import of_year
from ssj_publish.site import qr
from ssj_publish.site.blocks import Block, Cell, Page, Prose, Tiles, day, facts, listed, section, sections, table
from ssj_publish.site.pages import places
from ssj_publish.site.view import View
from ssj_publish.words import labels


def feedback(view: View) -> Page | None:
    """Counts by office and year, and which months were counted; never who said what."""
    state = view.state
    months = [one for one in state.feedbacks.values() if one.in_force]
    if not months:
        return None
    parts = []
    for year in sorted({one.body.year for one in months}, reverse=True):
        rows = []
        for one in answers.feedback(state, year):
            cards = one.satisfied + one.fair + one.dissatisfied
            share = 1000 * (one.satisfied + one.fair) // cards if cards else 0
            rated = (
                Cell(f"{one.satisfied} / {one.fair} / {one.dissatisfied}", bar=share)
                if cards
                else Cell("没有收到", tone="quiet")
            )
            complaints = Cell(f"{one.complaints} 件", tone="warn" if one.complaints else "")
            misconduct = Cell(f"{one.misconduct} 份", tone="late" if one.misconduct else "ok")
            rows.append((places.role(state, one.office), rated, complaints, f"{one.integrity} 份", misconduct))
        counted = sorted(one.body.month for one in months if one.body.year == year)
        head = ("科室", "满意 / 基本满意 / 不满意", "投诉", "廉政反馈", "其中反映问题")
        parts.append(
            section(
                f"{year} 年",
                table("由纪检组逐月统计，各科室相加", head, rows),
                facts(("已统计的月份", listed(f"{month} 月" for month in counted))),
            )
        )
    how = Prose(
        (
            "检查结束后，对象可以扫码或者用卡片评价、投诉、反馈廉政情况，直接交给纪检组，科室看不到。这里只公开数字，不公开谁说了什么。",
        )
    )
    lead = "被检查的学校和家长怎么看：评价、投诉和廉政反馈，只有数字。"
    return Page(
        places.FEEDBACK[1], places.FEEDBACK[0], lead, sections(section("怎样统计", how), *parts), places.OVERSIGHT
    )


def outreach(view: View) -> Page | None:
    """What was told to the public, and a poster of the year's figures."""
    there = [one for one in reversed(list(view.state.outreaches.values())) if one.in_force]
    if not there:
        return None
    parts = [section("海报：一图看懂今年的抽查", *_poster(view))]
    for one in there:
        told = facts(
            ("日期", day(one.body.date)),
            ("渠道", listed(labels.CHANNELS[channel] for channel in one.body.channels)),
            ("面向", one.body.audience),
            ("台账", places.record(one.record)),
        )
        files = [(file.name, f"{file.size} 字节", Cell(file.sha256, tone="mono")) for file in one.body.evidence]
        parts.append(
            section(
                one.body.title,
                told,
                Prose(tuple(one.body.content.split("\n"))),
                table("材料的指纹", ("名称", "大小", "SHA-256"), files),
            )
        )
    lead = f"向学校、家长和社会讲过什么。共 {len(there)} 次；海报可以直接打印张贴。"
    return Page(places.OUTREACH[1], places.OUTREACH[0], lead, sections(*parts), places.OVERSIGHT)


def _poster(view: View) -> list[Block]:
    """The newest year with tasks, in big figures, what it means in four lines, and where to look further."""
    state = view.state
    year = max((one.task.start.year for one in state.tasks.values()), default=view.today.year)
    one = of_year(state, year, view.times)
    trained = f"其中作废 {one.voided} 次，作废的也公开" if one.voided else "没有作废的"
    tiles = Tiles(
        (
            ("抽取", Cell(f"{one.draws} 次"), trained),
            ("抽中", Cell(f"{one.drawn} 个"), f"已检查 {one.visited} 个"),
            ("公示结果", Cell(f"{one.results} 项"), f"逾期 {one.late} 项"),
            ("发现问题", Cell(f"{one.problems} 项"), f"立案 {one.cases} 件，已结 {one.closed} 件"),
        )
    )
    words = (
        f"{year} 年，{state.bureau}的双随机抽查：",
        "查谁、谁去查，都由抽签决定，抽签的办法和结果人人可以重算。",
        "每一次检查都有通知、有两名以上持证人员；扫通知上的码，手机自己就能核对真假。",
        "查出什么、怎么处理，限期公开；学校可以答辩，答辩和结果放在一起。",
        "检查不收钱、不吃请、不打扰上课；有意见，直接找纪检组。",
    )
    code = [qr.qr("扫码看全部抽查和结果", f"{view.address}/{places.HOME[1]}")] if view.address else []
    return [Prose(words), tiles, *code]
