"""The trust statement on a draw's page: who could have bent it, with whom, and who knew it when."""

from __future__ import annotations

from collections.abc import Collection

from ssj_publish.core.reading.coalitions import Coalition, Trust, trust
from ssj_publish.core.state import Draw, State
from ssj_publish.site.blocks import Block, Prose, listed, moment, table
from ssj_publish.site.pages import places
from ssj_publish.site.view import View
from ssj_publish.words import labels

_NOBODY = "不能：名单由写定的规则算出，谁重算都一样"
#: Who could lie about numbers that people type.
_TYPED = "任何一方不能单独写：号码须三方都签署；三方串通可以写下假号码，但任何人按期号和日期与开奖公告一对就能发现"
_BALLS = "任何一方不能单独写：号码须三方都签署；三方串通可以另写一组号码，只有录像和在场的人能揭穿"


def told(view: View, one: Draw) -> list[Block]:
    """In sentences, then participant by participant."""
    state = view.state
    found = trust(state, one, view.audited)
    alone = any(_alone(bent) for bent in found.choosers)
    lines = [
        *(f"{_beacon_told(state, chain)}。下面把它当作可能是本单位自己的：它证明不了什么。" for chain in found.unknown),
        f"以下由台账的记录推出，不取决于任何人的说法。三方指{listed(places.role(state, role) for role in found.insiders)}。",
        f"要左右这次抽取的结果，至少要有{'；或者'.join(_named(state, bent, found) for bent in found.choosers)}。",
        *_guests(one, found),
        _withholding(state, found),
        _knowing(state, one, found),
    ]
    head = ("谁", "能不能左右结果", "何时知道名单")
    return [
        Prose(tuple(lines), "warn" if alone or found.unknown else "note"),
        table("谁能做什么", head, _rows(state, one, found)),
    ]


def _who(state: State, roles: Collection[str], found: Trust) -> str:
    """``三方``, or each by name."""
    return (
        "三方"
        if set(roles) == set(found.insiders)
        else listed(places.role(state, one) for one in found.insiders if one in roles)
    )


def _named(state: State, bent: Coalition, found: Trust) -> str:
    names = [_who(state, bent.roles, found)]
    names += [f"随机源 drand {chain} 的多数运行机构" for chain in sorted(bent.chains)]
    names += [f"{labels.LOTTERIES[game]}的开奖机构" for game in sorted(bent.games)]
    names += [_company(bent.guests)] if bent.guests else []
    names += ["达到法定家数的见证人"] if bent.witnesses else []
    return f"{names[0]}一家" if len(bent.roles) == len(names) == 1 else f"{'和'.join(names)}共同串通"


def _company(guests: Collection[str]) -> str:
    return f"全部 {len(guests)} 位公开了秘密的来宾" if len(guests) > 1 else "公开了秘密的那位来宾"


def _alone(bent: Coalition) -> bool:
    return len(bent.roles) == 1 and not (bent.chains or bent.games or bent.witnesses or bent.guests)


def _others(one: Draw) -> str:
    if one.commit.lotteries is not None:
        return "三方即使同开奖机构串通"
    return "三方即使同公共随机源的运行机构串通" if one.commit.beacon is not None else "三方即使串通"


def _guests(one: Draw, found: Trust) -> list[str]:
    """What those who came beside the parties are good for, and what not."""
    lines = []
    names = {guest.id: guest.body.capacity for guest in one.guests}
    heard, absent = (listed(names[id_] for id_ in group) for group in (found.heard, found.absent))
    if found.heard and found.overheard:
        lines.append(
            f"来宾（{heard}）公开秘密之前，承诺没有得到够数的见证，不能排除听了秘密之后重写承诺，所以来宾不计在内。"
        )
    elif found.heard:
        lines.append(
            f"由 {len(found.heard)} 位来宾（{heard}）加了秘密：只要其中一位诚实，承诺之前没有把秘密告诉别人，{_others(one)}，"
            "承诺的时候也还不知道结果。"
        )
    if found.absent and found.closed_to_guests:
        lines.append(
            f"{len(found.absent)} 位来宾（{absent}）没有公开秘密，按规定以指纹代替，起不到上述作用；"
            f"能使这几位不公开、又提前知道公共随机数和各方秘密的人，可以在 {2 ** len(found.absent)} 种结果里挑一种。"
        )
    elif found.absent:
        lines.append(f"{len(found.absent)} 位来宾（{absent}）还没有公开秘密，不计在内。")
    return lines


def _withholding(state: State, found: Trust) -> str:
    if not found.withholders:
        if found.unknown:
            return "各方的秘密都是定时密文；但运行未知信标的人可以不公布那一轮，使结果出不来。"
        return "没有哪一方能扣住结果：各方的秘密都是定时密文，到时谁都能打开。"
    names = _who(state, found.withholders, found)
    if found.closed:
        closed = _who(state, found.closed, found)
        return f"{names}中的任何一方都可以拒不公开自己的秘密，使结果出不来，但不能借此换一个结果；{closed}还没有公开。"
    return f"{names}中的任何一方本可以拒不公开自己的秘密，使结果出不来；都已经公开。"


def _knowing(state: State, one: Draw, found: Trust) -> str:
    early = f"三方互相告知秘密的话，从 {moment(found.early)} 起就能知道名单"
    if found.sealed is not None:
        early += f"；封存值写入台账，说明 {moment(found.sealed)} 三方的秘密已经合到一处，算出了名单"
    if found.open is None:
        return f"{early}；公众还不能。最迟 {moment(one.commit.opens)} 公开。"
    return f"{early}；从 {moment(found.open)} 起，任何人都能自己算出。"


def _rows(state: State, one: Draw, found: Trust) -> list[tuple[str, str, str]]:
    public = moment(found.published) if found.published is not None else f"最迟 {moment(one.commit.opens)}"
    inside = f"最早 {moment(found.early)}，须三方互相告知" if found.sealed is None else f"{moment(found.sealed)} 封存时"
    visited = "检查当天，由检查人员告知" if one.commit.sealed else public
    rows = [(places.role(state, role), _power(state, role, found), inside) for role in found.insiders]
    if one.commit.beacon is not None:
        rows.append(_beacon_row(state, one.commit.beacon.chain, found, public))
    if one.commit.lotteries is not None:
        for game in sorted({issue.game for issue in one.commit.lotteries.issues}):
            rows.append((f"{labels.LOTTERIES[game]}的开奖机构", _outside("games", state, found), public))
        rows.append(("抄录开奖号码的三方", _TYPED, public))
    if one.commit.balls is not None:
        rows.append(("摇珠和抄录号码的三方", _BALLS, public))
    if any(bent.witnesses for bent in found.choosers):
        rows.append(("见证人", _outside("witnesses", state, found), public))
    if found.heard:
        rows.append((f"来宾（{len(found.heard)} 位）", "不能：承诺在先，公共随机数在后，公开时谁也不知道结果", public))
    rows.append(("检查人员", _NOBODY, "派出检查时" if one.commit.sealed else public))
    rows.append(("监管对象", _NOBODY, visited))
    rows.append(("网站和软件的维护者", "不能：名单不由他们的程序说了算，任何人都能用别的程序重算", public))
    return rows


def _beacon_row(state: State, chain: str, found: Trust, public: str) -> tuple[str, str, str]:
    known = state.beacon(chain)
    name = labels.beacon(chain, known.chain_hash) if known is not None else chain
    if chain in found.unknown:
        return name, "无法判断：它可能就由三方之一运行，也可以不公布这一轮", "无法判断：运行它的人可能早就知道随机数"
    return f"公共随机源 {name}", _outside("chains", state, found), public


def _beacon_told(state: State, chain: str) -> str:
    known = state.beacon(chain)
    return labels.beacon_told(chain, known.chain_hash) if known is not None else chain


def _power(state: State, role: str, found: Trust) -> str:
    mine = [bent for bent in found.choosers if role in bent.roles]
    if not mine:
        return "不能"
    if any(_alone(bent) for bent in mine):
        return "能：可以事后另写一份承诺，倒签日期，没有见证人发现"
    return "不能单独左右"


def _outside(name: str, state: State, found: Trust) -> str:
    """Of whoever signs nothing in the ledger."""
    with_whom = next((bent for bent in found.choosers if getattr(bent, name)), None)
    if with_whom is None:
        return "不能单独左右"
    return f"不能：须与{_who(state, with_whom.roles, found)}串通"
