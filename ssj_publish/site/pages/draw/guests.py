"""The guests of a draw on its page: who came, what they promised, whether they opened it, and how to check it by
hand."""

from __future__ import annotations

from ssj_publish.core.records import Record
from ssj_publish.core.state import Draw
from ssj_publish.site import disclosed
from ssj_publish.site.blocks import Block, Cell, Code, Prose, moment, table
from ssj_publish.site.pages import places
from ssj_publish.site.view import View


def told(view: View, one: Draw) -> list[Block]:
    """In plain words, then guest by guest; nothing where nobody was asked."""
    if not one.guests or one.commit.guests_by is None:
        return []
    by = moment(one.commit.guests_by)
    waits = one.commit.beacon is not None or one.commit.lotteries is not None
    then = "然后才产生公共随机数，再由三方公开" if waits else "然后才由三方公开"
    words = (
        f"三方之外，还有 {len(one.guests)} 位来宾各出一份秘密：承诺之前登记指纹，承诺之后、{by} 之前公开；{then}。",
        "来宾的秘密写在自己的纸上，或存在自己的手机里，承诺之前不告诉任何人。到时没有公开的来宾不影响抽取：按规定以指纹代替，不由任何人另选。",
        "来宾自己要看两样：承诺之前，台账登记的指纹就是自己念的那个；承诺得到见证之后，才把秘密说出来。",
    )
    head = ("来宾", "姓名", "怎样登记", "指纹", "秘密", "台账")
    listing = table(
        "来宾的秘密，按写入种子的次序，排在三方之后", head, [_row(view, one, guest) for guest in one.guests]
    )
    return [Prose(words), listing, *_by_hand(one)]


def _row(view: View, one: Draw, guest: Record) -> tuple[Cell | str | None, ...]:
    name = disclosed.words(view, guest.body.name) if guest.body.name is not None else Cell("本人不公开", tone="quiet")
    way = "带来当天的密钥，本人签名" if guest.body.key is not None else "写在纸上，当众念出"
    link = places.record(one.shown.get(guest.id, guest))
    return (guest.body.capacity, name, way, Cell(guest.body.commitment, tone="mono"), _secret(view, one, guest), link)


def _secret(view: View, one: Draw, guest: Record) -> Cell:
    spoken = one.shown.get(guest.id)
    if spoken is not None:
        return Cell(spoken.body.secret, tone="mono")
    by = one.commit.guests_by
    over = one.opened or one.seal is not None or one.result is not None or (by is not None and by.date() < view.today)
    return Cell("到时没有公开，以指纹代替", tone="warn") if over else Cell("尚未公开", tone="quiet")


def _by_hand(one: Draw) -> list[Block]:
    """One line for the first guest that has spoken."""
    spoken = next((one.shown[guest.id] for guest in one.guests if guest.id in one.shown), None)
    if spoken is None:
        return []
    return [Code("来宾的秘密对不对，运行这一行看指纹", f"printf '%s' 'ssj/guest/v1:{spoken.body.secret}' | sha256sum")]
