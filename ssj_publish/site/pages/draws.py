"""The draws: the list, and a page a draw, told in the order of questions: what came out, when, how many, who, redo
it."""

from __future__ import annotations

from collections.abc import Iterator

from ssj_publish.core.reading import deadlines
from ssj_publish.core.reading.irregularities import voids_before, would_give
from ssj_publish.core.state import Draw
from ssj_publish.site.blocks import Block, Cell, Page, Prose, listed, moment, section, sections, table
from ssj_publish.site.pages import places
from ssj_publish.site.pages.draw import facts, guests, numbers, picture, proof, story, trust
from ssj_publish.site.view import View
from ssj_publish.words import labels


def pages(view: View) -> Iterator[Page]:
    """The list, and a page a draw."""
    state = view.state
    if not state.draws:
        return
    rows = [
        (
            places.draw(one, state.tasks[one.commit.task].task.name),
            places.draw_name(one),
            moment(one.record.time),
            sample(one),
            status(one),
        )
        for one in reversed(list(state.draws.values()))
    ]
    listing = table("全部抽取，新的在前", ("任务", "抽取编号", "承诺时间", "抽取数", "状态"), rows)
    lead = (
        "每次抽取都是先写下承诺，再等公共随机数产生，谁也不能先看结果再定规则。作废的抽取也在这里，连同它本来的结果。"
    )
    parts = sections(section("抽取", listing))
    yield Page(places.DRAWS[1], "随机抽取", lead, parts, places.DRAWS, feed="feeds/draws.atom")
    yield from (_draw(view, one) for one in state.draws.values())


_TONES = {"void": "warn", "false": "late", "open": "ok"}


def stage(one: Draw) -> str:
    """How far it has come: a code of `labels.DRAWN`."""
    if one.void is not None:
        return "void"
    if one.seal_holds is False:
        return "false"
    if one.result is not None:
        return "open"
    return "sealed" if one.seal is not None else "committed"


def status(one: Draw) -> Cell:
    """In a word."""
    found = stage(one)
    return Cell(labels.DRAWN[found], tone=_TONES.get(found, ""))


def sample(one: Draw) -> Cell:
    """``18 个（共 356 个）``, leading to these once they are public."""
    count = sum(s.sample for s in one.commit.strata)
    there = count and one.result is not None and one.void is None
    where = places.chosen(places.DRAWN, ("抽取", places.draw_name(one))) if there else ""
    return Cell(f"{count} 个（共 {sum(s.size for s in one.commit.strata)} 个）", where)


def _draw(view: View, one: Draw) -> Page:
    state, commit = view.state, one.commit
    task = state.tasks[commit.task].task
    parts = sections(
        section("现在的状态", *_overdue(view, one), *_false(view, one), *_notice(one)),
        section("此前作废的抽取", *_before(view, one)),
        section("抽中了谁" if one.void is None else "本来会抽中谁", facts.drawn(state, one)),
        section("未按抽取结果的检查", facts.astray(state, one)),
        section("看图", picture.strips(state, one)),
        section("递补", facts.substitutions(state, one)),
        section("经过", story.timeline(view, one)),
        section("谁能左右这次抽取", *trust.told(view, one)),
        section("抽多少", facts.strata(one)),
        section("由谁去查", *facts.people(state, one)),
        section("符合条件的检查人员", facts.eligible(state, one), folded=True),
        section("重新计算", *proof.redo(state, one)),
        section("公共随机数从哪里来", *numbers.told(state, one)),
        section("自己核对", *proof.by_hand(state, one)),
        section("带到纸上、转给别人", proof.carried(view, one)),
        section("用数据库核对", *proof.by_database(one), folded=True),
        section("各方的秘密", *proof.secrets(state, one)),
        section("来宾", *guests.told(view, one)),
        section("承诺前名录的变动", *story.watch(view, one)),
        section("没有参加抽取的对象", facts.excluded(state, one), folded=True),
        section("上次抽取以来离开范围的对象", facts.left(state, one)),
        section("全部签号", facts.order(state, one), folded=True),
        section("抽取池", facts.pool(state, one), folded=True),
        section("监督意见", story.supervision(view, one)),
        section("承诺原文", proof.commitment(view, one)),
    )
    return Page(
        places.draw(one).href,
        f"{task.name}：随机抽取（{places.draw_name(one)}）",
        _lead(one),
        parts,
        places.DRAWS,
        moment((one.result or one.seal or one.record).time),
        data=places.draw(one).href.removesuffix(".html") + ".json",
        scripts=proof.SCRIPTS,
        made=moment(one.record.time),
        valid="已作废" if one.void is not None else "有效",
    )


def _lead(one: Draw) -> str:
    again = f"这项任务的第 {one.commit.ordinal} 次抽取。" if one.commit.ordinal > 1 else ""
    sizes = f"{again}从 {sum(s.size for s in one.commit.strata)} 个对象中抽取 {sum(s.sample for s in one.commit.strata)} 个。"
    if one.void is not None:
        ending = "；它本来会抽中谁，仍如实列出。" if one.computed else "。"
        return f"{sizes}这次抽取已经作废，不作为检查的依据{ending}"
    if one.seal_holds is False:
        return f"{sizes}封存不实：封存的名单不是这次抽取的结果。"
    if one.result is None and one.seal is not None:
        return f"{sizes}名单已经固定、尚未公开，以免走漏消息；任何人都不能再改动它。"
    return sizes if one.result is not None else f"{sizes}规则已经写定，结果尚未产生。"


def _overdue(view: View, one: Draw) -> list[Block]:
    """A draw that is, or was, kept closed longer than its commitment allows."""
    if one.id not in {late.id for late in deadlines.late_openings(view.state, view.today, view.times)}:
        return []
    opens = moment(one.commit.opens)
    if one.result is not None:
        return [Prose((f"名单公开得晚了：承诺最迟 {opens} 公开，实际 {moment(one.result.time)} 公开。",), "warn")]
    return [Prose((f"名单逾期没有公开：承诺最迟 {opens} 公开，截至 {view.today} 仍未公开。",), "warn")]


def _false(view: View, one: Draw) -> list[Block]:
    """A seal that is not of what the draw gives."""
    if one.seal_holds is not False:
        return []
    told = "封存不实：三方签署的封存值，不是用这次抽取的秘密和公共随机数算出的结果。封存的名单不是抽出来的。"
    visited = f"按不实的名单已经检查的 {len(one.astray)} 个对象列在下面；真正抽中的对象仍须检查。"
    return [Prose((told, visited) if one.astray else (told,), "warn")]


def _before(view: View, one: Draw) -> list[Block]:
    """Earlier draws of the task that are void, and what they would have given."""
    state, rows = view.state, []
    for earlier in voids_before(state, one):
        gave = would_give(state, earlier)
        told = listed(places.body(state, body).text for body in gave) if gave else "还没有公开"
        reason = labels.VOID_REASONS[earlier.void.body.reason] if earlier.void else ""
        rows.append((places.draw(earlier), moment(earlier.void.time) if earlier.void else None, reason, told))
    if not rows:
        return []
    words = Prose((f"此前作废 {len(rows)} 次。作废的抽取当时会抽中谁，列在这里，供对照。",), "warn")
    return [words, table("同一任务", ("抽取", "作废时间", "情形", "当时会抽中"), rows)]


def _notice(one: Draw) -> list[Block]:
    """What a reader must know before all else; nothing for a draw that is open and in force."""
    if one.void is not None:
        reason = f"作废情形：{labels.VOID_REASONS[one.void.body.reason]}。{one.void.body.explanation}"
        return [Prose((reason, f"{moment(one.void.time)} 作废，由政策法规科和纪检组共同签署。"), "warn")]
    if one.result is not None or one.seal_holds is False:
        return []
    opens = moment(one.commit.opens)
    if one.seal is None:
        return [
            Prose(
                (f"已固定：抽取池、比例、检查人员名单和将要使用的随机数。尚未产生：抽中了谁。最迟 {opens} 公开。",),
                "note",
            )
        ]
    fixed = f"已固定：抽取池、比例、检查人员、随机数和结果。结果的指纹（封存值）已写入台账，共 {one.seal.body.count} 个对象。"
    secret = f"尚未公开：抽中了谁、由谁检查。最迟 {opens} 公开，届时任何人都能核对名单与封存值一致。"
    visited = f"已经检查过的 {len(one.visits)} 个对象，检查记录各自带着封存证明：证明它确在名单之中，而不透露其他对象。"
    return [Prose((fixed, secret, visited) if one.visits else (fixed, secret), "note")]
