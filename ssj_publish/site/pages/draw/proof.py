"""What a stranger needs to redo a draw: secrets, the hand check, the commitment word for word."""

from __future__ import annotations

from ssj_publish.core.draw import balls, promise, sql
from ssj_publish.core.reading import stamps
from ssj_publish.core.state import Draw, State
from ssj_publish.site.blocks import Block, Cell, Code, Facts, Prose, Qr, Redo, day, facts, listed, moment, table
from ssj_publish.site.opendata import redo as data
from ssj_publish.site.pages import places
from ssj_publish.site.pages.draw import locks
from ssj_publish.site.pages.draw.story import party_name
from ssj_publish.site.qr import qr
from ssj_publish.site.view import View
from ssj_publish.words import labels

#: The browser's rooms, each after those that it needs.
SCRIPTS = (
    "vendor/noble-sha256", "encoding", "unicode14", "shapes", "sha256", "strata", "draw", "assignment", "commitment", "beacon",
    "lottery", "guests", "outcome", "redo", "able", "pairing", "redo-page",
)  # fmt: skip
_VERIFY = "verify.html"
_SCRIPT = "theme/verify_draw.py"


def secrets(state: State, one: Draw) -> list[Block]:
    """Each party's promise, and its secret once it is open; who could keep it closed, and until when."""
    rows = []
    for secret in one.secrets:
        opened = (
            Cell(one.opened[secret.id].hex(), tone="mono")
            if secret.id in one.opened
            else Cell("尚未公开", tone="quiet")
        )
        way = "定时密文" if secret.body.timelock else "秘密的指纹"
        rows.append(
            (
                party_name(state, secret),
                way,
                Cell(promise.mark(secret.body), tone="mono"),
                opened,
                places.record(secret),
            )
        )
    why = (
        "每一方先交出秘密的指纹，等公共随机数产生后再公开秘密。",
        "指纹 = SHA-256（“ssj/secret/v1” 接秘密的 32 个字节）。对得上，说明秘密没有换过。",
    )
    head = ("哪一方", "交出的是", "指纹", "秘密", "台账")
    listing = table("各方的秘密，按写入种子的次序", head, rows)
    plain = any(secret.body.timelock is None for secret in one.secrets)
    return [*([Prose(why)] if plain else []), *locks.told(state, one), listing]


def redo(state: State, one: Draw) -> list[Block]:
    """The button, and what it does."""
    stem = places.draw(one).href.removesuffix(".html")
    words = "在这台设备上，用本页所附的数据把抽取从头算一遍，逐项列出结果。不联网，也不把任何内容发送出去；把本页存到电脑上，断网也能算。"
    return [Prose((words,)), Redo(data.values(state, one), data.script_of(one, stem))]


def by_hand(state: State, one: Draw) -> list[Block]:
    """One line that anybody can run, once the seed is known."""
    file = places.draw(one).href.removesuffix(".html") + ".json"
    data = ("本次抽取的全部数据", Cell("下载 JSON", file))
    script = ("核对程序，只要 Python", Cell("下载 verify_draw.py", _SCRIPT))
    line = Code("两个文件下载到一处，运行这一行", f"python3 verify_draw.py {file.rpartition('/')[2]}")
    found = one.outcome
    if found is None:
        wait = "种子要等各方公开秘密之后才能算出。现在已经可以核对的，是承诺里的每一项。"
        return [Prose((wait,)), line, facts(data, script, ("怎样核对", Cell("分步说明", _VERIFY)))]
    first = found.drawn[0].body if found.drawn else found.tickets[0].body
    words = (
        "每个对象都有一个签号，等于“种子:body:编号”这段文字的 SHA-256。同一信用等级里，签号最小的若干个被抽中。",
        f"在一台 Linux 电脑上运行下面这一行，得到的就是{places.body(state, first).text}的签号；换成别的编号，就得到别的对象的签号。",
    )
    return [
        Prose(words),
        Code("复制这一行", f"printf '%s' \"{found.seed}:body:{first}\" | sha256sum"),
        line,
        facts(("种子", Cell(found.seed, tone="mono")), data, script, ("种子怎么来的", Cell("分步说明", _VERIFY))),
    ]


def carried(view: View, one: Draw) -> Qr | None:
    """The way back to this page from paper, where it is known on which site it will stand."""
    return (
        qr("打印本页，或者请别人扫码，就到这次抽取的网页", f"{view.address}/{places.draw(one).href}")
        if view.address
        else None
    )


def by_database(one: Draw) -> list[Block]:
    """The same in SQL, for this draw; nothing before the seed is known."""
    if one.outcome is None:
        return []
    stem = places.draw(one).href.removesuffix(".html")
    file = stem.rpartition("/")[2] + ".csv"
    samples = [(stratum.credit_class, stratum.sample) for stratum in one.commit.strata]
    words = (
        "数据库里也能算，名单很大时尤其方便：下载抽取池，在同一个文件夹里运行下面的语句，得到的就是抽中的名单，依次是等级、名次、编号、签号。",
        "第二条语句给出抽取池的指纹，应当与承诺原文中的抽取池指纹相同。",
    )
    seed = one.outcome.seed
    loaded = f"{sql.postgresql_load(file)}\n{sql.draw(sql.POSTGRESQL, seed, samples)}\n{sql.postgresql_digest()}"
    spark = f"{sql.spark_load(file)}\n{sql.draw(sql.SPARK, seed, samples)}\n{sql.spark_digest()}"
    return [
        Prose(words),
        facts(("抽取池", Cell("下载 CSV", f"{stem}.csv"))),
        Code("DuckDB", f"{sql.duckdb_draw(seed, samples, file)}\n{sql.duckdb_digest(file)}"),
        Code("PostgreSQL（在 psql 里）", loaded),
        Code("Apache Spark（在 spark-sql 里）", spark),
    ]


def commitment(view: View, one: Draw) -> Facts:
    """The commitment's own words, and who else saw it."""
    state, commit = view.state, one.commit
    text, tone = labels.stamp(stamps.stamp(state, one, view.audited))
    task = state.tasks[commit.task].task
    shown = one.result or one.seal
    signature = shown.body.signature if shown else None
    return facts(
        ("承诺记录", places.record(one.record)),
        ("记录指纹", Cell(one.id, tone="mono")),
        ("抽取池指纹", Cell(commit.pool, tone="mono")),
        ("公共随机数", _source(state, one)),
        ("随机数的签名", Cell(signature, tone="mono") if signature else None),
        *_numbers(one),
        ("封存值", Cell(one.seal.body.root, tone="mono") if one.seal else None),
        ("名单先封存", "是" if commit.sealed else "否"),
        ("最迟公开", moment(commit.opens)),
        ("任务时间", f"{day(task.start)} 至 {day(task.end)}"),
        ("算法", commit.algorithm),
        ("外部见证", Cell(text, tone=tone)),
    )


def _source(state: State, one: Draw) -> str:
    commit = one.commit
    if commit.beacon is not None:
        known = state.beacon(commit.beacon.chain)
        name = labels.beacon(commit.beacon.chain, known.chain_hash) if known is not None else commit.beacon.chain
        return f"{name} 第 {commit.beacon.round} 轮，{labels.FALLBACKS[commit.beacon.fallback]}"
    if commit.balls is not None:
        return f"现场摇珠（{balls.bits(commit.balls)} 比特），{labels.FALLBACKS[commit.balls.fallback]}"
    if commit.lotteries is not None:
        told = listed(f"{labels.LOTTERIES[issue.game]}第 {issue.issue} 期" for issue in commit.lotteries.issues)
        return f"{told}的开奖号码，{labels.FALLBACKS[commit.lotteries.fallback]}"
    return "没有：只靠各方的秘密，是最弱的一种"


def _numbers(one: Draw) -> list[tuple[str, Cell]]:
    """What the lotteries drew, to be compared with the announcements."""
    shown = one.result or one.seal
    if one.commit.balls is not None and shown is not None:
        return [("摇出的号码", Cell(shown.body.numbers[0], tone="mono"))]
    if one.commit.lotteries is None or shown is None:
        return []
    pairs = zip(one.commit.lotteries.issues, shown.body.numbers, strict=True)
    return [(f"{labels.LOTTERIES[issue.game]}第 {issue.issue} 期", Cell(line, tone="mono")) for issue, line in pairs]
